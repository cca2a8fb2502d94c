"""`dieloom style apply`: a picture in the style of one or more others, or in a style that was learned."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli import words
from core.cli.outcome import Host, Outcome
from core.cli.terminal import shown_progress
from core.errors import DieloomError

if TYPE_CHECKING:
    from core.style.values import StyleEdit

_MOST = 16  # references
_AXES = {"none": (False, False), "x": (True, False), "y": (False, True), "xy": (True, True)}


def register(actions: Any, common: argparse.ArgumentParser) -> None:
    verb = actions.add_parser(
        "apply",
        parents=[common],
        help="give a picture the style of other pictures",
        description="Paints --content with the marks and the colours of --style. Several references are mixed by "
        "their weights. A style that dieloom style learn wrote serves as well.",
    )
    add = verb.add_argument
    add("--content", type=Path, required=True, metavar="A", help="PNG, JPEG, TIFF or WebP")
    add("--style", type=Path, action="append", required=True, metavar="B", help="a picture, or a learned style's file")
    add("--weight", type=_weight, action="append", metavar="W", help="of each --style in turn, 0 to 1 (default: 1)")
    add("--strength", type=_share, default=1.0, metavar="S", help="how far the style is taken, 0 to 1 (default: 1)")
    add("--keep-colour", action="store_true", help="the picture keeps its own colours")
    add("--tile", choices=_AXES, default="none", help="axes along which the picture repeats, and still will")
    add("--detail-px", type=_detail, metavar="N", help="long side at which marks are drawn: fewer, larger marks")
    add("--out", type=Path, required=True, metavar="C", help="ending in .png, .tif, .webp or .jpg")
    verb.set_defaults(run=_run)


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    from core.pictures import images, strips
    from core.style.painting import paint

    words.suffix_of(args.out, *strips.SUFFIXES)
    path = words.folder_for(args.out)
    pixels = images.decode(images.read_file(words.existing(args.content)))
    height, width = pixels.shape[:2]
    channels = 4 if (pixels[..., 3] < 255).any() else 3
    strips.check_format(path.suffix.lower(), width, height, channels)
    edit = _edit(args)
    with shown_progress() as progress:
        painted = paint(pixels, edit, progress, _AXES[args.tile])
    strips.write_strips(path, iter([painted[..., :channels]]), width, height, channels)
    data = {
        "file": str(path),
        "width": width,
        "height": height,
        "styles": [str(style) for style in args.style],
        "network": edit.network,
        "strength": args.strength,
        "keep_colour": args.keep_colour,
        "tile": args.tile,
    }
    return Outcome(f"{path}: {width} x {height} px in the style of {', '.join(map(str, args.style))}", data)


def _edit(args: argparse.Namespace) -> StyleEdit:
    from core.pictures import images
    from core.style.codes import style_share
    from core.style.values import StyleEdit

    asked = {"keep_colour": args.keep_colour, "detail_px": args.detail_px, **_strengths(args.strength)}
    learned = [style for style in args.style if style.suffix == ".safetensors" or style.is_dir()]
    if learned:
        if len(args.style) > 1 or args.weight:
            raise DieloomError("A learned style is used alone.", "Give one --style, without --weight.")
        return StyleEdit(network=str(_learned_file(learned[0])), **asked)
    weights = args.weight or [1.0] * len(args.style)
    if len(weights) != len(args.style):
        raise DieloomError(f"{len(args.style)} styles have {len(weights)} weights.", "Give one --weight for each.")
    if len(args.style) > _MOST:
        raise DieloomError(f"{len(args.style)} styles are too many.", f"Give {_MOST} at most.")
    references = [images.decode(images.read_file(words.existing(style))) for style in args.style]
    shares = [style_share(pixels, weight=weight) for pixels, weight in zip(references, weights, strict=True)]
    return StyleEdit(shares=tuple(shares), **asked)


def _strengths(strength: float) -> dict[str, float]:
    """Each aspect's strength: its usual one, scaled."""
    from core.style.values import StyleEdit

    usual = StyleEdit()
    return {name: getattr(usual, name) * strength for name in ("colours", "texture", "structure")}


def _learned_file(style: Path) -> Path:
    """A learned style's file, by its own path or its run's folder."""
    from core.style.learning.files import places

    return words.existing(places(style)[1] if style.is_dir() else style)


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a strength from 0 to 1")
    return share


def _weight(text: str) -> float:
    weight = _share(text)
    if weight == 0:
        raise argparse.ArgumentTypeError("a style of weight 0 has no part; leave it out")
    return weight


def _detail(text: str) -> int:
    if not text.isdecimal() or not 64 <= int(text) <= 4096:
        raise argparse.ArgumentTypeError(f"{text!r} is not a size in pixels (64 to 4096)")
    return int(text)

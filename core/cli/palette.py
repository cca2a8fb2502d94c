"""`dieloom palette`: the main colours of a picture, and a picture in other colours."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli import words
from core.cli.outcome import Host, Outcome
from core.cli.terminal import shown_progress
from core.errors import DieloomError

if TYPE_CHECKING:
    from core.style.values import PaletteShift

COLOURS = 6
MOST = 16
MAX_BYTES = 1 << 20


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    verb = verbs.add_parser("palette", help="take the main colours of a picture; give a picture other colours")
    actions = verb.add_subparsers(dest="action", metavar="WHAT", required=True)

    extract = actions.add_parser("extract", parents=[common], help="the main colours, each with its share of the area")
    extract.add_argument("image", type=Path, metavar="IMAGE", help="PNG, JPEG, TIFF or WebP")
    extract.add_argument("--colours", type=_count, default=COLOURS, metavar="N", help=f"at most (default: {COLOURS})")
    extract.set_defaults(run=_extract)

    apply = actions.add_parser("apply", parents=[common], help="the picture in a palette's colours")
    apply.add_argument("image", type=Path, metavar="IMAGE", help="PNG, JPEG, TIFF or WebP; its alpha is kept")
    apply.add_argument(
        "--palette",
        type=Path,
        required=True,
        metavar="FILE.json|IMAGE",
        help="what extract --json printed, or a picture whose colours are taken",
    )
    apply.add_argument("--strength", type=_strength, metavar="S", help="0: as it was; 1: the palette's colours")
    apply.add_argument("--out", type=Path, required=True, metavar="O.png")
    apply.set_defaults(run=_apply)


def _extract(args: argparse.Namespace, host: Host) -> Outcome:
    from core.pictures import images
    from core.style.palette import extract_palette

    pixels = images.decode(images.read_file(words.existing(args.image)))
    with shown_progress() as progress:
        palette = extract_palette(pixels, args.colours, progress)
    shares = palette.shares or ()
    said = "\n".join(f"{colour}  {share:6.1%}" for colour, share in zip(palette.colours, shares, strict=True))
    return Outcome(said, {"colours": list(palette.colours), "shares": list(shares)})


def _apply(args: argparse.Namespace, host: Host) -> Outcome:
    from PIL import Image

    from core.files import replacing
    from core.pictures import images
    from core.style.palette import shift_palette

    words.suffix_of(args.out, ".png")
    out = words.folder_for(args.out)
    pixels = images.decode(images.read_file(words.existing(args.image)))
    palette = _palette(words.existing(args.palette))
    if args.strength is not None:
        palette = palette.model_copy(update={"strength": args.strength})
    with shown_progress() as progress:
        made = shift_palette(pixels, palette, progress)
    with replacing(out) as file:
        Image.fromarray(made).save(file, "PNG")
    height, width = made.shape[:2]
    data = {"file": str(out), "width": width, "height": height, **palette.model_dump(mode="json")}
    return Outcome(f"{out}: {width} x {height} px in {len(palette.colours)} colours", data)


def _palette(path: Path) -> PaletteShift:
    """From JSON, or the main colours of a picture; raises DieloomError."""
    from core.pictures import images
    from core.style.palette import extract_palette

    if path.suffix.lower() != ".json":
        return extract_palette(images.decode(images.read_file(path)), COLOURS)

    import codecs

    from pydantic import ValidationError

    from core.files import read_bytes
    from core.style.values import PaletteShift
    from core.values import explain

    try:
        # Windows programs begin UTF-8 with a byte order mark, which is no JSON.
        return PaletteShift.model_validate_json(read_bytes(path, MAX_BYTES).removeprefix(codecs.BOM_UTF8))
    except ValidationError as error:
        hint = 'A palette is {"colours": ["#rrggbb", ...], "shares": [0.6, ...]}, as dieloom palette extract prints it.'
        raise DieloomError(f"{path.name} is no palette: {explain(error)}.", hint) from error


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of colours (1 to {MOST})")
    return int(text)


def _strength(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a strength from 0 to 1")
    return number

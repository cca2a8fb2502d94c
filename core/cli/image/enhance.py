"""`dieloom image enhance`: less noise and blur, a neutral white, more contrast."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from core.cli import words
from core.cli.outcome import Host, Outcome
from core.cli.terminal import shown_progress

_WHAT = {
    "denoise": "less noise",
    "deblur": "sharper",
    "contrast": "more local contrast",
    "white_balance": "white as under neutral light",
}


def register(actions: Any, common: argparse.ArgumentParser) -> None:
    action = actions.add_parser(
        "enhance",
        parents=[common],
        help="denoise, deblur, balance white, raise contrast; as measured if nothing is asked",
    )
    action.add_argument("image", type=Path, metavar="IN", help="PNG, JPEG, TIFF or WebP")
    for name, what in _WHAT.items():
        action.add_argument(f"--{name.replace('_', '-')}", type=_strength, metavar="S", help=f"{what}, 0 to 1")
    action.add_argument("--tile", choices=("x", "y", "xy"), default="", help="the picture repeats, and still shall")
    action.add_argument(
        "--out", type=Path, required=True, metavar="O", help="a name ending in .png, .tif, .jpg or .webp"
    )
    action.set_defaults(run=_run)


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    from core.imaging.enhance import enhance
    from core.imaging.measuring import auto_enhance
    from core.imaging.values import EnhanceEdit
    from core.pictures import images
    from core.pictures.strips import SUFFIXES, check_format, write_strips

    suffix = words.suffix_of(args.out, *SUFFIXES)
    path = words.folder_for(args.out)
    pixels = images.decode(images.read_file(words.existing(args.image)))
    height, width = pixels.shape[:2]
    channels = 3 if pixels[:, :, 3].min() == 255 else 4
    check_format(suffix, width, height, channels)
    asked = {name: getattr(args, name) for name in _WHAT if getattr(args, name) is not None}
    edit = EnhanceEdit(**asked) if asked else auto_enhance(pixels)
    with shown_progress() as progress:
        made = enhance(pixels, edit, progress, ("x" in args.tile, "y" in args.tile))
    write_strips(path, iter([made[:, :, :channels]]), width, height, channels)
    strengths = {name: getattr(edit, name) for name in _WHAT}
    data = {"file": str(path), "width": width, "height": height, "measured": not asked, **strengths}
    told = ", ".join(f"{name.replace('_', ' ')} {value:g}" for name, value in strengths.items() if value)
    return Outcome(f"{path}: {told or 'nothing to mend'}", data)


def _strength(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a strength (0 to 1)")
    return value

"""`dieloom image upscale`: more pixels."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from core.cli import words
from core.cli.outcome import Host, Outcome
from core.cli.terminal import shown_progress
from core.errors import DieloomError


def register(actions: Any, common: argparse.ArgumentParser) -> None:
    action = actions.add_parser("upscale", parents=[common], help="enlarge a picture to print size")
    action.add_argument("image", type=Path, metavar="IN", help="PNG, JPEG, TIFF or WebP")
    action.add_argument("--factor", type=int, choices=(2, 4), required=True)
    action.add_argument(
        "--model",
        metavar="F",
        help="your own weights, .pth or .safetensors: ESRGAN, Compact, SwinIR, HAT (default: ours)",
    )
    action.add_argument("--tile", choices=("x", "y", "xy"), default="", help="the picture repeats, and still shall")
    action.add_argument(
        "--out", type=Path, required=True, metavar="O", help="a name ending in .png, .tif, .jpg or .webp"
    )
    action.set_defaults(run=_run)


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    from core.pictures import images
    from core.pictures.strips import SUFFIXES, check_format, write_strips

    suffix = words.suffix_of(args.out, *SUFFIXES)
    path = words.folder_for(args.out)
    pixels = images.decode(images.read_file(words.existing(args.image)))
    height, width = (side * args.factor for side in pixels.shape[:2])
    if height * width > 1 << 30:
        raise DieloomError(f"{width} x {height} px are more than {1 << 10} million.", "Choose a smaller factor.")
    channels = 3 if pixels[:, :, 3].min() == 255 else 4
    check_format(suffix, width, height, channels)

    from core.imaging.upscale import upscaled_strips
    from core.imaging.values import UpscaleEdit

    edit = UpscaleEdit(factor=args.factor, model=args.model)
    with shown_progress() as progress:
        made = upscaled_strips(pixels, edit, progress, ("x" in args.tile, "y" in args.tile))
        strips = (strip[:, :, :channels] for strip in made)
        write_strips(path, strips, width, height, channels)
    data = {
        "file": str(path),
        "factor": args.factor,
        "model": args.model or "upscale",
        "width": width,
        "height": height,
    }
    return Outcome(f"{path}: {width} x {height} px", data)

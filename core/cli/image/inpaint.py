"""`dieloom image inpaint`: what lies under a mask made anew from its surroundings."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from core.cli import words
from core.cli.outcome import Host, Outcome
from core.cli.terminal import shown_progress


def register(actions: Any, common: argparse.ArgumentParser) -> None:
    verb = actions.add_parser("inpaint", parents=[common], help="fill what a mask covers from its surroundings")
    verb.add_argument("image", type=Path, metavar="IN", help="PNG, JPEG, TIFF or WebP")
    verb.add_argument(
        "--mask",
        type=Path,
        required=True,
        metavar="M",
        help="a picture of any size: what is white is filled, or, where some of it is clear, what is not clear",
    )
    verb.add_argument("--model", metavar="F", help="the weights of LaMa or the like (default: the program's own)")
    verb.add_argument("--tile", choices=("x", "y", "xy"), default="", help="the picture repeats, and still shall")
    verb.add_argument("--out", type=Path, required=True, metavar="O", help="a name ending in .png, .tif, .jpg or .webp")
    verb.set_defaults(run=_run)


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    from core.imaging.inpaint import fitted, inpaint
    from core.imaging.values import InpaintEdit
    from core.pictures import images
    from core.pictures.masks import packed
    from core.pictures.strips import SUFFIXES, check_format, write_strips

    suffix = words.suffix_of(args.out, *SUFFIXES)
    path = words.folder_for(args.out)
    pixels = images.decode(images.read_file(words.existing(args.image)))
    mask = fitted(images.decode(images.read_file(words.existing(args.mask))), pixels.shape)
    height, width = mask.shape
    channels = 3 if pixels[:, :, 3].min() == 255 else 4
    check_format(suffix, width, height, channels)
    edit = InpaintEdit(mask=packed(mask), model=args.model)
    with shown_progress() as progress:
        made = inpaint(pixels, edit, progress, ("x" in args.tile, "y" in args.tile))
    write_strips(path, iter([made[:, :, :channels]]), width, height, channels)
    share = round(float(mask.mean()), 4)
    data = {"file": str(path), "model": args.model or "mend", "width": width, "height": height, "filled": share}
    return Outcome(f"{path}: {width} x {height} px, {share:.1%} of it filled", data)

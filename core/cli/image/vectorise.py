"""`dieloom image vectorise`: flat artwork as filled paths in the brand's colours."""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

from core.cli import words
from core.cli.outcome import Host, Outcome
from core.cli.terminal import shown_progress
from core.errors import DieloomError

_MOST_BYTES = 1 << 20
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def register(actions: Any, common: argparse.ArgumentParser) -> None:
    action = actions.add_parser("vectorise", parents=[common], help="turn flat artwork into paths (SVG)")
    action.add_argument("image", type=Path, metavar="IN", help="PNG, JPEG, TIFF or WebP")
    which = action.add_mutually_exclusive_group()
    which.add_argument("--colours", type=_count, metavar="N", help="at most so many of the picture's own, 1 to 64")
    which.add_argument(
        "--palette",
        type=Path,
        metavar="FILE.json",
        help="these alone: a list of #rrggbb, or what palette extract says",
    )
    action.add_argument("--detail", type=_detail, default=0.5, metavar="D", help="0 coarse to 1 fine (default: 0.5)")
    action.add_argument("--out", type=Path, required=True, metavar="O.svg")
    action.set_defaults(run=_run)


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    from core import files
    from core.imaging.vectorise import vectorise
    from core.pictures import images

    words.suffix_of(args.out, ".svg")
    path = words.folder_for(args.out)
    palette = None if args.palette is None else _palette(args.palette)
    pixels = images.decode(images.read_file(words.existing(args.image)))
    with shown_progress() as progress:
        text = vectorise(pixels, progress, palette, args.colours, args.detail)
    files.write_bytes(path, text.encode())
    used = re.findall(r'fill="(#[0-9a-f]{6})"', text)
    nodes = len(re.findall(r"[CL]", text))
    data = {"file": str(path), "colours": used, "nodes": nodes, "bytes": len(text)}
    return Outcome(f"{path}: {len(used)} colours, {nodes} nodes", data)


def _palette(path: Path) -> list[str]:
    """The colours of a JSON file: a list of them, or of values that hold one, or an object with such a list."""
    from core import files

    try:
        found = json.loads(files.read_bytes(words.existing(path), _MOST_BYTES))
    except (ValueError, RecursionError) as error:
        raise DieloomError(f"{path.name} is no JSON.", "Make it with dieloom palette extract --json.") from error
    listed = found.get("colours") if isinstance(found, dict) else found
    colours = [str(each) for each in listed] if isinstance(listed, list) else []
    if not colours or not all(_COLOUR.fullmatch(colour) for colour in colours):
        raise DieloomError(f"{path.name} holds no list of colours.", 'Give it as ["#rrggbb", ...].')
    return [colour.lower() for colour in colours]


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 64:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of colours (1 to 64)")
    return int(text)


def _detail(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a detail (0 to 1)")
    return value

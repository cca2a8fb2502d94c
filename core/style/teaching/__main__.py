"""``python -m core.style.teaching``: teach the brush; see :mod:`core.style.teaching.run`."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from core.style.teaching.pairs import PairSource, drawn_pictures, read_pictures
from core.style.teaching.run import Lesson, Teacher, teach

_SIZE_PX = 128


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m core.style.teaching", description="Teach the style brush.")
    parser.add_argument("--content", type=Path, action="append", required=True, metavar="DIR")
    parser.add_argument("--style", type=Path, action="append", required=True, metavar="DIR")
    parser.add_argument("--out", type=Path, required=True, metavar="BRUSH.safetensors")
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(1)
    photos = read_pictures(args.content, most=200)
    styles = read_pictures(args.style, most=400)
    contents = [*photos, *drawn_pictures(80, args.seed)]
    scans = [picture for picture in styles if not picture.periodic]
    styles = [*styles, *scans * 5, *photos[:: max(1, len(photos) // 60)], *drawn_pictures(160, args.seed + 1)]
    teacher = Teacher(Lesson(args.minutes, args.batch), PairSource(contents, styles, _SIZE_PX, args.seed))
    fixed = PairSource(contents, styles, _SIZE_PX, args.seed + 7).draw(0, 8)
    state = args.out.with_suffix(".state")
    if state.exists():
        teacher.resume(state)
    teach(teacher, args.out, fixed)


if __name__ == "__main__":
    main()

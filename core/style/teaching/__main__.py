"""``python -m core.style.teaching``: teach the brush; see :mod:`core.style.teaching.run`."""

from __future__ import annotations

import argparse
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

import torch

from core.style.network import BrushConfig
from core.style.teaching.pairs import pair_source
from core.style.teaching.pool import PairPool, pair_maker
from core.style.teaching.run import Lesson, Source, Teacher, teach
from core.training.ahead import Ahead

_TOGETHER = 8  # pairs that a process hands over at once


def main() -> None:
    args = _parser().parse_args()
    torch.set_num_threads(1)
    device = torch.device(args.device)
    # Ten bits of a product's factors are enough to learn by.
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
    torch.backends.cudnn.benchmark = True
    lesson = Lesson(args.minutes, args.batch, structure=args.structure, marks=args.marks)
    config = BrushConfig(fine=args.fine, coarse=2 * args.fine, coarse_blocks=args.blocks)
    opened = partial(pair_source, args.content, args.style, args.size, args.seed)
    with ExitStack() as open_ones:
        source: Source
        if args.workers:
            ahead = open_ones.enter_context(Ahead(partial(pair_maker, opened, _TOGETHER), args.workers))
            source = open_ones.enter_context(closing(PairPool(ahead, device)))
        else:
            source = opened()
        teacher = Teacher(lesson, source, config, device)
        state = args.out.with_suffix(".state")
        if state.exists():
            teacher.resume(state)
        teach(teacher, args.out, pair_source(args.content, args.style, args.size, args.seed + 7).draw(0, 8))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m core.style.teaching", description="Teach the style brush.")
    parser.add_argument("--content", type=Path, action="append", required=True, metavar="DIR")
    parser.add_argument("--style", type=Path, action="append", required=True, metavar="DIR")
    parser.add_argument("--out", type=Path, required=True, metavar="BRUSH.safetensors")
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--size", type=int, default=128, metavar="PX", help="of a crop (default: 128)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--structure", type=float, default=Lesson.structure, help="weight of the content's shapes")
    parser.add_argument("--marks", type=float, default=Lesson.marks, help="weight of the style's marks")
    parser.add_argument("--fine", type=int, default=BrushConfig.fine, help="channels at half the size")
    parser.add_argument("--blocks", type=int, default=BrushConfig.coarse_blocks, help="at a quarter of the size")
    parser.add_argument("--device", default="cpu", help="cpu or cuda (default: cpu)")
    parser.add_argument("--workers", type=int, default=0, help="processes that make pairs ahead (default: none)")
    return parser


if __name__ == "__main__":
    main()

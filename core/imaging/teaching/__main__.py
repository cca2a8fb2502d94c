"""``python -m core.imaging.teaching upscale|restore --pictures FOLDER... --out NAME.safetensors --minutes M``.

Beside the network lie its state (``.state``), with which the same command goes on exactly, a log (``.log.jsonl``) and a
sheet of samples (``.png``: given, made, wanted). Every eighth file is never learned from.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import torch

from core.errors import Cancelled, DieloomError
from core.imaging.networks import RESTORE, UPSCALE
from core.imaging.teaching.lessons import RestoreLessons, UpscaleLessons
from core.imaging.teaching.pictures import kinds_in
from core.imaging.teaching.run import Run
from core.imaging.teaching.teacher import Lessons, Teacher
from core.jobs import Progress

TASKS = {"upscale": (UPSCALE, UpscaleLessons), "restore": (RESTORE, RestoreLessons)}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m core.imaging.teaching", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    for name in TASKS:
        verb = verbs.add_parser(name, help=f"train the network `{name}`")
        verb.add_argument("--pictures", type=Path, nargs="+", default=[], metavar="FOLDER")
        verb.add_argument("--out", type=Path, required=True, metavar="NAME.safetensors")
        verb.add_argument("--minutes", type=float, default=10.0, help="from now (default: 10)")
        verb.add_argument("--steps", type=int, help="stop earlier, when so many are done in all")
        verb.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    try:
        _train(options)
    except DieloomError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except (KeyboardInterrupt, Cancelled):
        sys.stderr.write("\nStopped. The same command goes on.\n")
        return 130
    return 0


def _train(options: argparse.Namespace) -> None:
    config, kind = TASKS[options.verb]
    lessons: Lessons = kind(kinds_in(options.pictures, options.seed), options.seed)
    made_by = f"python -m core.imaging.teaching {options.verb}, seed {options.seed}"
    run = Run(Teacher(config, lessons, options.seed), lessons, options.out, made_by)
    run.train(Progress(), minutes=options.minutes, steps=options.steps)


if __name__ == "__main__":
    sys.exit(main())

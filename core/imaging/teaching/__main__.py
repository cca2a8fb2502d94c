"""``python -m core.imaging.teaching upscale|restore --pictures FOLDER... --out NAME.safetensors --minutes M``.

Beside the network lie its state (``.state``), with which the same command goes on exactly, a log (``.log.jsonl``) and a
sheet of samples (``.png``: given, made, wanted). Every eighth file is never learned from: ``measure NAME.safetensors
--pictures FOLDER...`` prints how the network does on those.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

import torch

from core.errors import Cancelled, DieloomError
from core.imaging.networks import RESTORE, UPSCALE, NetworkConfig, load_network
from core.imaging.teaching.lessons import RestoreLessons, UpscaleLessons
from core.imaging.teaching.measure import STRENGTHS, Figures, enlarging, restoring, table
from core.imaging.teaching.pictures import Kind, kinds_in
from core.imaging.teaching.run import Run
from core.imaging.teaching.teacher import Lessons, Teacher
from core.jobs import Progress

HELD_SEED = 1 << 30  # drawn patterns of this seed are never learned from
TASKS: dict[str, tuple[NetworkConfig, Callable[[list[Kind], int], Lessons]]] = {
    "upscale": (UPSCALE, UpscaleLessons),
    "restore": (RESTORE, RestoreLessons),
}


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
    verb = verbs.add_parser("measure", help="judge a network by pictures that are held back")
    verb.add_argument("network", type=Path)
    verb.add_argument("--pictures", type=Path, nargs="+", default=[], metavar="FOLDER")
    verb.add_argument("--count", type=int, default=16, help="pictures of each kind (default: 16)")
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    try:
        _measure(options) if options.verb == "measure" else _train(options)
    except DieloomError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except (KeyboardInterrupt, Cancelled):
        sys.stderr.write("\nStopped. The same command goes on.\n")
        return 130
    return 0


def _train(options: argparse.Namespace) -> None:
    config, lessons_of = TASKS[options.verb]
    lessons = lessons_of(kinds_in(options.pictures, options.seed), options.seed)
    made_by = f"python -m core.imaging.teaching {options.verb}, seed {options.seed}"
    run = Run(Teacher(config, lessons, options.seed), lessons, options.out, made_by)
    run.train(Progress(), minutes=options.minutes, steps=options.steps)


def _measure(options: argparse.Namespace) -> None:
    network, kinds = load_network(options.network), kinds_in(options.pictures, HELD_SEED, held=True)
    if network.config.planes:
        for strengths in STRENGTHS:
            _say("denoise {}, deblur {}".format(*strengths), restoring(network, kinds, strengths, options.count))
    else:
        for factor in network.config.factors:
            _say(f"x{factor}", enlarging(network, kinds, factor, options.count))


def _say(title: str, figures: dict[str, dict[str, Figures]]) -> None:
    sys.stdout.write(f"{title}\n{table(figures)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

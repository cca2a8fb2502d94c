"""``python -m core.imaging.teaching upscale|restore --pictures FOLDER... --out NAME.safetensors --minutes M``.

Beside the network lie its state (``.state``), with which the same command goes on exactly, a log (``.log.jsonl``) and a
sheet of samples (``.png``: given, made, wanted). With a graphics processor: ``--device cuda --workers 3 --again 8
--batch 64 --whole`` (only ``restore`` keeps lessons there). Every eighth file is never learned from:
``measure NAME.safetensors --pictures FOLDER...`` prints how the network does on those.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import torch

from core.errors import Cancelled, DieloomError
from core.imaging.networks import RESTORE, UPSCALE, NetworkConfig, load_network
from core.imaging.teaching.lessons import BATCH, CROP, RestoreLessons, UpscaleLessons
from core.imaging.teaching.making import LessonsAhead, lesson_maker, sharp_maker
from core.imaging.teaching.measure import STRENGTHS, Figures, enlarging, restoring, table
from core.imaging.teaching.options import add_machine, check, device_of
from core.imaging.teaching.pictures import Kind, kinds_in
from core.imaging.teaching.pool import Pool
from core.imaging.teaching.run import LOG_EVERY, Run
from core.imaging.teaching.spoiling import PooledRestoreLessons
from core.imaging.teaching.teacher import Lessons, Manner, Teacher
from core.jobs import Progress
from core.training.ahead import Ahead

SPARE = 32  # px that pooled crops are larger than what is learned from
HELD_SEED = 1 << 30  # drawn patterns of this seed are never learned from
TASKS: dict[str, tuple[NetworkConfig, Callable[[list[Kind], int, int, int], Lessons]]] = {
    "upscale": (UPSCALE, UpscaleLessons),
    "restore": (RESTORE, RestoreLessons),
}
_LOG_EVERY = 200  # steps, of a graphics processor


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m core.imaging.teaching", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    for name in TASKS:
        verb = verbs.add_parser(name, help=f"train the network `{name}`")
        verb.add_argument("--pictures", type=Path, nargs="+", default=[], metavar="FOLDER")
        verb.add_argument("--out", type=Path, required=True, metavar="NAME.safetensors")
        verb.add_argument("--minutes", type=float, default=10.0, help="from now (default: 10)")
        verb.add_argument("--whole", action="store_true", help="the minutes of all of it: the rate falls to their end")
        verb.add_argument("--drawn", type=int, default=1, metavar="N", help="weight of drawn patterns beside a folder")
        verb.add_argument("--blocks", type=int, metavar="N", help="of the network")
        verb.add_argument("--steps", type=int, help="stop earlier, when so many are done in all")
        verb.add_argument("--seed", type=int, default=1)
        add_machine(verb)
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
    check(options)
    config, device = TASKS[options.verb][0], device_of(options.device)
    if options.blocks is not None:
        config = NetworkConfig.model_validate(config.model_dump() | {"blocks": options.blocks})
    given = {"rate": options.rate} if options.rate is not None else {}
    with ExitStack() as ending:
        lessons = _lessons(options, device, ending)
        teacher = Teacher(config, lessons, options.seed, Manner(device, **given))
        if options.start is not None:
            teacher.begin(load_network(options.start))
        made_by = f"python -m core.imaging.teaching {options.verb}, seed {options.seed}"
        log_every = LOG_EVERY if device.type == "cpu" else _LOG_EVERY
        run = Run(teacher, lessons, options.out, made_by, log_every)
        run.train(Progress(), minutes=options.minutes, steps=options.steps, whole=options.whole)


def _lessons(options: argparse.Namespace, device: torch.device, ending: ExitStack) -> Lessons:
    """Made here, or by processes that end with ``ending``, or kept in a pool."""
    batch, px = options.batch or BATCH, options.crop or CROP
    pictures = options.pictures, options.seed, options.drawn
    if options.again and options.verb == "restore":
        ahead = ending.enter_context(Ahead(partial(sharp_maker, *pictures, px + SPARE), options.workers))
        return PooledRestoreLessons(Pool(ahead, options.seed, options.again, device), batch, px)
    opened = partial(lesson_maker, TASKS[options.verb][1], *pictures, batch, px)
    return LessonsAhead(ending.enter_context(Ahead(opened, options.workers)), device)


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

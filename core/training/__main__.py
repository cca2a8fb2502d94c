"""``python -m core.training --out runs/loom``: train the pattern generator; the same command goes on with it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from core.errors import Cancelled, DieloomError
from core.jobs import Progress
from core.training.plan import Stage, TrainingPlan
from core.training.run import Run


def _stages(text: str) -> tuple[Stage, ...]:
    parts = (part.split(":") for part in text.split(","))
    return tuple(Stage(int(resolution), float(kimg)) for resolution, kimg in parts)


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    default = TrainingPlan()
    parser = argparse.ArgumentParser(prog="python -m core.training", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the run's folder; its state is gone on with")
    parser.add_argument(
        "--stages",
        type=_stages,
        default=default.stages,
        metavar="PX:KIMG,...",
        help="resolutions and thousands of pictures, such as 32:70,64:90",
    )
    for name in ("channel_base", "channel_max", "batch", "rate", "mapping_boost", "r1_strength", "seed"):
        value = getattr(default, name)
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    parser.add_argument("--moves", action="store_true", help="shift and mirror what the discriminator sees")
    parser.add_argument("--turns", action="store_true", help="with --moves, also turn it by quarters")
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    options = vars(_parse(arguments))
    folder = options.pop("out")
    try:
        Run(TrainingPlan(**options), folder).train(Progress())
    except DieloomError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except (KeyboardInterrupt, Cancelled):
        sys.stderr.write("Stopped. The same command goes on.\n")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())

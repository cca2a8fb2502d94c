"""``python -m core.training.encoding MODEL --out NAME.encoder.safetensors --minutes M``: train a model's encoder.

Beside the encoder lie its state (``.state``), with which the same command goes on exactly, and a log (``.log.jsonl``).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from core.errors import Cancelled, DieloomError
from core.gan.encoder import ENDING
from core.gan.files import find_model
from core.jobs import Progress
from core.training.encoding.run import Run


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m core.training.encoding", description=__doc__)
    parser.add_argument("model", help="a bundled model's name or a model file; the encoder is for this very file")
    parser.add_argument("--out", type=Path, required=True, metavar=f"NAME{ENDING}")
    parser.add_argument("--minutes", type=float, default=10.0, help="from now (default: 10)")
    parser.add_argument("--steps", type=int, help="stop earlier, when so many are done in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", dest="start", type=Path, metavar="ENCODER", help="begin with what another knows")
    options = parser.parse_args(arguments)
    try:
        run = Run(find_model(options.model), options.out, options.seed, options.start, Progress())
        run.train(Progress(), minutes=options.minutes, steps=options.steps)
    except DieloomError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except (KeyboardInterrupt, Cancelled):
        sys.stderr.write("\nStopped. The same command goes on.\n")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())

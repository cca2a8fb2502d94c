"""`dieloom model verify`: a model proved right against vectors that another implementation computed.

The vectors are arrays of an ``.npz``: inputs ``z`` and ``c``; outputs ``ws_*`` and ``img_*``, whose names say how they
were made (:mod:`core.gan.vectors`). What is run is what the program itself draws with, not the training network.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from core.cli import words
from core.cli.outcome import Host, Outcome


def register(actions: Any, common: argparse.ArgumentParser) -> None:
    verb = actions.add_parser("verify", parents=[common], help="run stored inputs; print each array's largest error")
    verb.add_argument("file", metavar="MODEL", help="a model file, or a bundled model's name")
    verb.add_argument("--vectors", type=Path, required=True, metavar="FILE.npz", help="inputs and expected outputs")
    verb.set_defaults(run=_run)


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    from core.gan.files import find_model, load_model
    from core.gan.vectors import read_vectors, verify

    vectors = read_vectors(words.existing(args.vectors))
    checks = verify(load_model(find_model(args.file)), vectors)
    lines = [f"{each.name:<24} {each.error:.3g} of a range of {each.range:.3g}" for each in checks]
    data = {
        "errors": {each.name: each.error for each in checks},
        "ranges": {each.name: each.range for each in checks},
    }
    return Outcome("\n".join(lines), data)

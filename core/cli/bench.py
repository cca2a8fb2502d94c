"""`dieloom bench`: what the program costs on this machine, as JSON; medians of several runs."""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from core import __version__
from core.cli.outcome import Host, Outcome


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    verb = verbs.add_parser("bench", parents=[common], help="measure this machine; prints JSON")
    verb.add_argument("--runs", type=int, default=5, choices=range(1, 101), metavar="N", help="runs for each median")
    verb.set_defaults(run=_run)


def median_ms(work: Callable[[], object], runs: int) -> float:
    """Median wall-clock time of ``work`` in milliseconds, after one run that is not counted."""
    work()
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return round(statistics.median(times), 2)


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    from core.press.bench import bench_export

    export = bench_export()  # before Torch is here: on Linux a child's peak memory begins at its parent's
    from core.gan.bench import bench_synthesis

    data: dict[str, Any] = {
        "dieloom": __version__,
        "machine": {"system": platform.platform(), "python": platform.python_version(), "cores": os.cpu_count()},
        "dieline": _dielines(args.runs),
        "generator": bench_synthesis(args.runs),
        "export": export,
    }
    if host.startup_seconds:
        data["startup"] = host.startup_seconds()
    return Outcome(json.dumps(data, indent=2), data)


def _dielines(runs: int) -> dict[str, float]:
    from core.dieline import library

    times = {}
    for code in library.codes():
        template = library.load(code)
        times[f"{template.code}_ms"] = median_ms(partial(template.outline, {}), runs)
    return times

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

_SIZES = 100  # random ones for each style


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    verb = verbs.add_parser("bench", parents=[common], help="measure this machine; prints JSON")
    verb.add_argument(
        "what",
        nargs="?",
        choices=["synth", "dieline", "press", "train", "imaging"],
        help="only what pictures cost, StyleGAN2 and StyleGAN3 beside their yardsticks; or what dielines cost and "
        "what nesting saves; or what a square metre of artwork costs as a print PDF, beside its conversion and "
        "compression alone; or what each edit of pictures costs for a megapixel; or what training costs at 32, 64 and "
        "128 px, beside its convolutions alone, and on a GPU "
        "where there is one",
    )
    verb.add_argument(
        "--runs",
        type=int,
        default=None,
        choices=range(1, 101),
        metavar="N",
        help="runs for each median (5; press, train, imaging: 3)",
    )
    verb.add_argument(
        "--side", type=int, default=1024, metavar="PX", choices=range(64, 8193), help="imaging: the picture's (1024)"
    )
    verb.add_argument(
        "--sizes", type=_sizes, default=(256, 512, 1024), metavar="A,B", help="synth: StyleGAN2 sizes in px"
    )
    verb.set_defaults(run=_run)


def _sizes(text: str) -> tuple[int, ...]:
    """Powers of two from 8 to 2048, by commas."""
    try:
        sizes = tuple(int(part) for part in text.split(","))
    except ValueError:
        sizes = ()
    if not sizes or any(size & (size - 1) or not 8 <= size <= 2048 for size in sizes):
        raise argparse.ArgumentTypeError("give powers of two from 8 to 2048, such as 256,1024")
    return sizes


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
    args.runs = args.runs or (3 if args.what in ("press", "train", "imaging") else 5)
    if args.what == "dieline":
        return _dieline_table(host)
    if args.what == "press":
        return _press(args)
    if args.what == "train":
        return _training(args)
    if args.what == "imaging":
        return _imaging(args)
    return _synthesis(args) if args.what == "synth" else _everything(args, host)


def _dieline_table(host: Host) -> Outcome:
    from core.dieline.bench import bench_dielines

    data = {"dieloom": __version__, "machine": _machine(), **bench_dielines(_SIZES)}
    if host.fold_ms:
        data["fold_ms"] = host.fold_ms()
    return Outcome(json.dumps(data, indent=2), data)


def _press(args: argparse.Namespace) -> Outcome:
    from core.press.bench import bench_press

    data = {"dieloom": __version__, "machine": _machine(), **bench_press(runs=args.runs)}
    return Outcome(json.dumps(data, indent=2), data)


def _training(args: argparse.Namespace) -> Outcome:
    import torch

    from core.training.bench import GPU_SIZES, bench_training

    data: dict[str, Any] = {"dieloom": __version__, "machine": _machine(), "device": "cpu"}
    data["sizes"] = bench_training(runs=args.runs)
    if torch.cuda.is_available():
        sizes = bench_training(GPU_SIZES, args.runs, "cuda")
        data["gpu"] = {"device": torch.cuda.get_device_name(), "sizes": sizes}
    return Outcome(json.dumps(data, indent=2), data)


def _imaging(args: argparse.Namespace) -> Outcome:
    from core.artwork.bench import bench_imaging

    data: dict[str, Any] = {"dieloom": __version__, "machine": _machine(), "side_px": args.side}
    data["operations"] = bench_imaging(args.side, args.runs)
    return Outcome(json.dumps(data, indent=2), data)


def _synthesis(args: argparse.Namespace) -> Outcome:
    from core.gan.bench import bench_stylegan2, official
    from core.gan.fast.device import bfloat16_is_fast
    from core.gan.yardsticks3 import bench_alias_free

    machine = _machine() | {"bfloat16": bfloat16_is_fast()}
    stylegan2 = {str(size): bench_stylegan2(official(size), args.runs) for size in args.sizes}
    data = {"dieloom": __version__, "machine": machine, "stylegan2": stylegan2, "stylegan3": bench_alias_free(1)}
    return Outcome(json.dumps(data, indent=2), data)


def _machine() -> dict[str, Any]:
    return {"system": platform.platform(), "python": platform.python_version(), "cores": os.cpu_count()}


def _everything(args: argparse.Namespace, host: Host) -> Outcome:
    from core.press.bench import bench_press

    export = bench_press()  # before Torch is here: on Linux a child's peak memory begins at its parent's
    from core.gan.bench import bench_synthesis

    data: dict[str, Any] = {
        "dieloom": __version__,
        "machine": _machine(),
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

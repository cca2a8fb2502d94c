"""What training costs on this machine, beside what its convolutions alone would.

The yardstick replays every convolution of some steps, forwards and backwards, with nothing between them: no training of
these networks by these operations can be faster. Each size is measured in a process of its own, so that the peak memory
is its own.
"""

from __future__ import annotations

import multiprocessing
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import psutil
import torch
from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode

from core.training.auto import Facts, auto_plan
from core.training.patterns import FAMILIES
from core.training.sources import ProceduralSource
from core.training.trainer import Trainer

SIZES, GPU_SIZES = (32, 64, 128), (64, 128, 256)
_CONVOLUTIONS = (torch.ops.aten.convolution, torch.ops.aten.convolution_backward)
_MIB = 1 << 20


def bench_training(sizes: tuple[int, ...] = SIZES, runs: int = 3, device: str = "cpu") -> dict[str, Any]:
    """For each size what :func:`measure` says, on the plan that `auto` makes for drawn patterns."""
    context = multiprocessing.get_context("spawn")
    found: dict[str, Any] = {}
    for size in sizes:
        with context.Pool(1) as pool:
            found[str(size)] = pool.apply(measure, (size, runs, device))
    return found


def measure(size: int, runs: int, device: str) -> dict[str, Any]:
    """Images a second, those of the convolutions alone in the same process, their ratio, and the peak memory in MiB."""
    where = torch.device(device)
    families = tuple(FAMILIES)
    plan = auto_plan(Facts(0, families, True, where, drawn=True), {"resolution": size, "grown_from": ()})
    trainer = Trainer(plan, ProceduralSource(1, families, size, plan.z_dim), where)
    _cycle(trainer)
    peak = _peak(where)  # before the yardstick, which keeps a tensor of each kind
    calls = _Recorded()
    with calls:
        _cycle(trainer)
    tensors: dict[Any, Tensor] = {}
    _replay(calls.made, tensors, where)
    step_s, bare_s = _alternate(lambda: _cycle(trainer), lambda: _replay(calls.made, tensors, where), runs, where)
    images = plan.batch * plan.lazy_every
    return {
        "batch": plan.batch,
        "half": plan.half,
        "parameters": sum(each.numel() for each in trainer.generator.parameters()),
        "images_per_second": round(images / step_s, 2),
        "limit_images_per_second": round(images / bare_s, 2),
        "over_limit": round(step_s / bare_s, 3),
        "peak_mib": peak,
    }


def _cycle(trainer: Trainer) -> None:
    """The steps from one lazy penalty to the next."""
    for _ in range(trainer.plan.lazy_every):
        trainer.step()


def _alternate(
    one: Callable[[], object], other: Callable[[], object], runs: int, device: torch.device
) -> tuple[float, float]:
    """Medians of both, in turns, so that both meet the same load."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for work, kept in zip((one, other), times, strict=True):
            started = time.perf_counter()
            work()
            if device.type == "cuda":
                torch.cuda.synchronize(device)
            kept.append(time.perf_counter() - started)
    return statistics.median(times[0]), statistics.median(times[1])


class _Recorded(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Notes every convolution that runs while it is entered: what it is, and the shapes of what it was given."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.made: list[tuple[Any, tuple[Any, ...]]] = []

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        if func.overloadpacket in _CONVOLUTIONS:
            self.made.append((func, tuple(_shape(each) for each in args)))
        return func(*args, **(kwargs or {}))


def _shape(value: Any) -> Any:
    if not isinstance(value, Tensor):
        return value
    last = value.is_contiguous(memory_format=torch.channels_last) if value.ndim == 4 else False
    return _Like(tuple(value.shape), value.dtype, last)


class _Like:
    """A tensor to be made again."""

    def __init__(self, shape: tuple[int, ...], dtype: torch.dtype, channels_last: bool) -> None:
        self.key = (shape, dtype, channels_last)


def _replay(calls: list[tuple[Any, tuple[Any, ...]]], made: dict[Any, Tensor], device: torch.device) -> None:
    """Run the calls again on numbers of the same shapes; ``made`` keeps those."""
    with torch.no_grad():
        for func, args in calls:
            func(*(_tensor(each, made, device) if isinstance(each, _Like) else each for each in args))


def _tensor(like: _Like, made: dict[Any, Tensor], device: torch.device) -> Tensor:
    if like.key not in made:
        shape, dtype, last = like.key
        tensor = torch.randn(shape, device=device).to(dtype)
        made[like.key] = tensor.contiguous(memory_format=torch.channels_last) if last else tensor
    return made[like.key]


def _peak(device: torch.device) -> int:
    if device.type == "cuda":
        return int(torch.cuda.max_memory_allocated(device) / _MIB)
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset / _MIB)
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // _MIB if sys.platform == "darwin" else peak // 1024

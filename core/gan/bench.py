"""What a picture costs on this machine."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import torch

from core.gan.files import find_model, load_model
from core.gan.latents import w_of_seed
from core.gan.synthesis import Synthesizer


def bench_synthesis(runs: int = 5, model: str = "loom") -> dict[str, float | int | str]:
    """Median milliseconds a picture: whole, after a change of the finest layers, and by the plain network.

    ``incremental_ratio`` is fine over whole, in the same run.
    """
    loaded = load_model(find_model(model))
    layers = loaded.config.w_layers
    ws = [w_of_seed(loaded, seed, 0)[None].repeat(layers, 1) for seed in range(runs + 1)]
    synthesizer = Synthesizer(loaded.generator)
    whole = _median_ms([lambda each=each: synthesizer.picture(each) for each in ws])  # type: ignore[misc]
    fine = [torch.cat([ws[-1][:-2], each[-2:]]) for each in ws]
    changed = _median_ms([lambda each=each: synthesizer.picture(each) for each in fine])  # type: ignore[misc]
    with torch.inference_mode():
        plain = _median_ms([lambda each=each: loaded.generator.synthesis(each[None]) for each in ws])  # type: ignore[misc]
    return {
        "model": loaded.name,
        "resolution": loaded.config.resolution,
        "threads": torch.get_num_threads(),
        "image_ms": whole,
        "fine_layer_ms": changed,
        "plain_forward_ms": plain,
        "incremental_ratio": round(changed / whole, 3),
    }


def _median_ms(jobs: list[Callable[[], object]]) -> float:
    """Of the jobs' times; the first is a warm-up and does not count."""
    times = []
    for job in jobs:
        started = time.perf_counter()
        job()
        times.append((time.perf_counter() - started) * 1000)
    return round(statistics.median(times[1:]), 2)

"""What a picture costs on this machine, beside the yardsticks (:mod:`core.gan.yardsticks`), measured in the same run.

What is compared is measured in turns, so that whatever else the machine does falls on both sides alike. Errors are the
largest difference from the float32 picture drawn anew, as a part of its range. Times are medians in milliseconds.
"""

from __future__ import annotations

import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import torch
from torch import Tensor

from core.gan.config import GeneratorConfig
from core.gan.fast.device import Format, bfloat16_is_fast
from core.gan.fast.stylegan2 import StyleGAN2Plan
from core.gan.files import find_model, load_model
from core.gan.latents import w_of_seed
from core.gan.networks import Generator
from core.gan.synthesis import Synthesizer
from core.gan.yardsticks import floor_layers, plain_forward
from core.jobs import Progress

SIZES = (256, 512, 1024)
_MARKS = {"full": 1.35, "bfloat16": 2.0, "incremental": 1.2, "last_block": 1 / 3, "draft": 0.25}
"""What each figure may come to at most: of the floor, of the share of multiplications, of the whole picture."""


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


def official(size: int) -> GeneratorConfig:
    """StyleGAN2 as it was published, with the channels that the paper and its successors train at ``size`` pixels."""
    base = 16384 if size <= 256 else 32768
    return GeneratorConfig(size, 512, 512, 2, base, 512, padding=("zero", "zero"), noise=True, clamp=256.0)


def bench_stylegan2(config: GeneratorConfig, runs: int = 5, progress: Progress | None = None) -> dict[str, Any]:
    """The figures of one network with random weights; see :class:`_Bench`. Raises Cancelled between two rounds."""
    progress = progress or Progress()
    bench = _Bench(config)
    for index in range(runs + 1):
        progress.report(index / (runs + 1), f"{config.resolution} px")
        bench.round(index)
    return bench.figures()


@dataclass
class _Times:
    """Milliseconds of each thing that was measured, one for each round; the first round is a warm-up."""

    found: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def measure(self, name: str, work: Callable[[], Any]) -> Any:
        started = time.perf_counter()
        made = work()
        self.found[name].append((time.perf_counter() - started) * 1000)
        return made

    def median(self, name: str) -> float:
        return statistics.median(self.found[name][1:])


class _Bench:
    """One network: yardsticks, whole pictures in both formats, changes from several layers on, and drafts."""

    def __init__(self, config: GeneratorConfig) -> None:
        self._config, self._generator = config, _random_generator(config)
        self._times = _Times()
        self._errors: dict[str, float] = {}
        formats = [Format()] + ([Format(torch.bfloat16)] if bfloat16_is_fast() else [])
        self._synthesizers = {_name(form): Synthesizer(self._generator, form.dtype) for form in formats}
        self._floors = {_name(form): list(floor_layers(config, form.dtype)) for form in formats}
        self._layers = _changed_layers(config)
        self._stages = StyleGAN2Plan(self._generator).stages

    @torch.inference_mode()
    def round(self, index: int) -> None:
        """Everything once. In the first round errors are found too."""
        ws, other = (_some_ws(self._config, seed) for seed in (2 * index, 2 * index + 1))
        plain = self._times.measure("plain", lambda: plain_forward(self._generator, ws[None])[0])
        for form, synthesizer in self._synthesizers.items():
            for number, layouts in enumerate(self._floors[form]):
                for layout, work in enumerate(layouts):
                    self._times.measure(f"floor {form} {number} {layout}", work)
            picture = self._times.measure(f"full {form}", partial(synthesizer.picture, ws))
            if not index:
                self._errors[f"full {form}"] = _error(picture, plain)
        whole = self._synthesizers["float32"]
        for layer in self._layers:
            changed = torch.cat([ws[:layer], other[layer:]])
            picture = self._times.measure(f"from {layer}", partial(whole.picture, changed))
            if not index:
                self._errors[f"from {layer}"] = _error(picture, Synthesizer(self._generator).picture(changed))
        draft = self._times.measure("draft", partial(whole.picture, other, draft=True))
        if not index:
            self._errors["draft"] = _error(draft, Synthesizer(self._generator).picture(other))

    def figures(self) -> dict[str, Any]:
        incremental = [self._incremental(layer) for layer in self._layers]
        last_block = self._config.w_layers - 3
        figures: dict[str, Any] = {
            "channel_base": self._config.channel_base,
            "macs": sum(stage.macs for stage in self._stages),
            "threads": torch.get_num_threads(),
            "plain_ms": round(self._times.median("plain"), 1),
            **self._full("float32"),
            "bfloat16": self._full("bfloat16") if "bfloat16" in self._synthesizers else None,
            "incremental": incremental,
            "last_block": next((each for each in incremental if each["layer"] == last_block), None),
            "draft": self._draft(),
        }
        return figures | {"marks": _marks(figures)}

    def _full(self, form: str) -> dict[str, float]:
        floor = sum(
            min(self._times.median(f"floor {form} {number} {layout}") for layout in (0, 1))
            for number in range(len(self._floors[form]))
        )
        full = self._times.median(f"full {form}")
        return {
            "floor_ms": round(floor, 1),
            "full_ms": round(full, 1),
            "full_over_floor": round(full / floor, 3),
            "plain_over_full": round(self._times.median("plain") / full, 2),
            "error": self._errors[f"full {form}"],
        }

    def _incremental(self, layer: int) -> dict[str, float]:
        macs = sum(stage.macs for stage in self._stages)
        share = sum(stage.macs for stage in self._stages if stage.last_w >= layer) / macs
        taken = self._times.median(f"from {layer}")
        over_full = taken / self._times.median("full float32")
        return {
            "layer": layer,
            "share": round(share, 4),
            "ms": round(taken, 1),
            "over_full": round(over_full, 4),
            "over_share": round(over_full / share, 3),
            "error": self._errors[f"from {layer}"],
        }

    def _draft(self) -> dict[str, float]:
        taken = self._times.median("draft")
        over_full = taken / self._times.median("full float32")
        return {"ms": round(taken, 1), "over_full": round(over_full, 3), "error": self._errors["draft"]}


def _changed_layers(config: GeneratorConfig) -> Sequence[int]:
    """The last RGB, both convolutions of the last block, and the first ones of those before it."""
    layers = config.w_layers
    return [layer for layer in (layers - 1, layers - 2, layers - 3, layers - 5, layers - 7, layers - 9) if layer >= 0]


def _marks(figures: dict[str, Any]) -> dict[str, dict[str, float | bool | None]]:
    """Each mark with what was found. The last RGB alone is so little arithmetic that memory decides; it has none."""
    half, last = figures["bfloat16"], figures["last_block"]
    found = {
        "full": figures["full_over_floor"],
        "bfloat16": half["full_over_floor"] if half else None,
        "incremental": max((each["over_share"] for each in figures["incremental"][1:]), default=None),
        "last_block": last["over_full"] if last else None,
        "draft": figures["draft"]["over_full"],
    }
    return {
        name: {
            "found": value,
            "limit": round(_MARKS[name], 3),
            "kept": None if value is None else value <= _MARKS[name],
        }
        for name, value in found.items()
    }


def _random_generator(config: GeneratorConfig) -> Generator:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        generator = Generator(config).requires_grad_(False).eval()
        for name, parameter in generator.synthesis.named_parameters():
            if name.endswith("noise_strength"):
                parameter.fill_(0.1)
    return generator


def _some_ws(config: GeneratorConfig, seed: int) -> Tensor:
    return torch.randn(config.w_layers, config.w_dim, generator=torch.Generator().manual_seed(seed))


def _error(picture: Tensor, exact: Tensor) -> float:
    return float(f"{float((picture - exact).abs().max() / (exact.max() - exact.min())):.2e}")


def _name(form: Format) -> str:
    return str(form.dtype).removeprefix("torch.")

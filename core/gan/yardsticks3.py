"""What StyleGAN3's picture costs by the published algorithm, beside our fast path; both in one run.

The plain forward follows the paper's description step by step (Karras et al. 2021, arXiv 2106.12423, sections 2 and 3):
weights modulated for each picture, grouped convolution, zeros inserted, filtered at the full fine rate, samples thrown
away. It shares no code with the network beyond the sizes of the layers, so that it also checks it.
"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

from core.gan.alias_free import AliasFreeGenerator
from core.gan.bands import Layer, layers_of
from core.gan.config import AliasFreeConfig
from core.gan.fast.device import bfloat16_is_fast
from core.gan.fast.plan import State
from core.gan.fast.stylegan3 import AliasFreePlan
from core.gan.setting import PLAIN

OFFICIAL_T_256 = AliasFreeConfig(256, 512, 512, 2, 32768, 512)


def plain_pictures(generator: AliasFreeGenerator, ws: Tensor) -> Tensor:
    """ws [N, w_layers, w_dim] -> pictures [N, C, R, R] by the published algorithm."""
    config = generator.config
    state = {name: value.detach() for name, value in generator.synthesis.state_dict().items()}
    layers = layers_of(config)
    x = _fourier(state, layers[0], ws[:, 0])
    for index, layer in enumerate(layers, start=1):
        own = {key.split(".", 1)[1]: value for key, value in state.items() if key.startswith(layer.name + ".")}
        x = _convolved(own, layer, x, ws[:, index])
        x = _bent(own, layer, x + own["bias"][:, None, None], config.clamp)
    return x * config.output_scale


def _affine(state: dict[str, Tensor], prefix: str, w: Tensor) -> Tensor:
    return w @ state[f"{prefix}affine.weight"].T / math.sqrt(w.shape[1]) + state[f"{prefix}affine.bias"]


def _fourier(state: dict[str, Tensor], layer: Layer, w: Tensor) -> Tensor:
    band = layer.before
    motion = _affine(state, "input.", w)
    places = (torch.arange(band.size, device=w.device) + 0.5 - band.size / 2) / band.rate
    y, x = torch.meshgrid(places, places, indexing="ij")
    grid = torch.stack([x, y, torch.ones_like(x)], -1)
    maps = []
    for cosine, sine, shift_x, shift_y in motion / motion[:, :2].norm(dim=1, keepdim=True):
        zero, one = torch.zeros_like(cosine), torch.ones_like(cosine)
        turn = torch.stack([cosine, -sine, zero, sine, cosine, zero, zero, zero, one]).view(3, 3)
        shift = torch.stack([one, zero, -shift_x, zero, one, -shift_y, zero, zero, one]).view(3, 3)
        matrix = turn @ shift @ state["input.transform"]
        waves = torch.sin(2 * math.pi * ((grid @ matrix.T)[..., :2] @ state["input.freqs"].T + state["input.phases"]))
        reach = (state["input.freqs"] @ matrix[:2, :2]).norm(dim=1)
        waves = waves * (1 - (reach - band.cutoff) / (band.rate / 2 - band.cutoff)).clamp(0, 1)
        maps.append((waves @ state["input.weight"].T / math.sqrt(band.channels)).permute(2, 0, 1))
    return torch.stack(maps)


def _convolved(state: dict[str, Tensor], layer: Layer, x: Tensor, w: Tensor) -> Tensor:
    weight, style = state["weight"], _affine(state, "", w)
    if layer.rgb:
        style = style / math.sqrt(layer.before.channels * layer.kernel**2)
    else:
        weight = weight * weight.square().mean((1, 2, 3), keepdim=True).rsqrt()
        style = style * style.square().mean().rsqrt()
    modulated = weight[None] * style[:, None, :, None, None]
    if not layer.rgb:
        modulated = modulated * modulated.square().sum((2, 3, 4), keepdim=True).add(1e-8).rsqrt()
    modulated = modulated * state["magnitude_ema"].rsqrt()
    count, _, height, width = x.shape
    made = F.conv2d(x.reshape(1, -1, height, width), modulated.flatten(0, 1), padding=layer.kernel - 1, groups=count)
    return made.view(count, -1, *made.shape[2:])


def _bent(state: dict[str, Tensor], layer: Layer, x: Tensor, clamp: float | None) -> Tensor:
    up, down = (state.get(f"{name}_filter", torch.ones(1, device=x.device)) for name in ("up", "down"))
    count, channels, height, width = x.shape
    spread = x.new_zeros(count, channels, height, layer.up, width, layer.up)
    spread[:, :, :, 0, :, 0] = x
    spread = spread.view(count, channels, height * layer.up, width * layer.up)
    total = (layer.after.size - 1) * layer.down + 1 - layer.convolved * layer.up + len(up) - 1 + len(down) - 1
    before = (total + layer.up) // 2
    fine = _filtered(F.pad(spread, (before, total - before) * 2), up * layer.up)
    if not layer.rgb:
        fine = F.leaky_relu(fine, 0.2) * math.sqrt(2)
    if clamp is not None:
        fine = fine.clamp(-clamp, clamp)
    return _filtered(fine, down)[:, :, :: layer.down, :: layer.down]


def _filtered(x: Tensor, taps: Tensor) -> Tensor:
    """Each channel by itself; a 1-D filter along the lines, then down the columns."""
    channels = x.shape[1]
    if taps.ndim == 2:
        return F.conv2d(x, taps.flip(0, 1).expand(channels, 1, -1, -1), groups=channels)
    kernel = taps.flip(0).expand(channels, 1, 1, -1)
    return F.conv2d(F.conv2d(x, kernel, groups=channels), kernel.transpose(2, 3), groups=channels)


@torch.inference_mode()
def bench_alias_free(runs: int = 3, config: AliasFreeConfig = OFFICIAL_T_256) -> dict[str, float | int | None]:
    """Median milliseconds of one picture: plain, fast in float32, and in bfloat16 where the processor has it.

    ``error`` and ``bfloat16_error`` are the largest difference from the plain picture, as a share of its range.
    """
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        generator = AliasFreeGenerator(config).requires_grad_(False).eval()
        w = generator.mapping(torch.randn(1, config.z_dim), _first_class(config))
    ws = w[0].expand(config.w_layers, -1)
    wanted: list[Tensor] = []
    plain = _median_ms(lambda: wanted.append(plain_pictures(generator, ws[None])[0]), runs, warm=True)
    fast, error = _fast(AliasFreePlan(generator), ws, wanted[-1], runs)
    half: tuple[float | None, float | None] = (None, None)
    if bfloat16_is_fast():
        half = _fast(AliasFreePlan(generator, torch.bfloat16), ws, wanted[-1], runs)
    return {
        "resolution": config.resolution,
        "plain_ms": plain,
        "fast_ms": fast,
        "speed_up": round(plain / fast, 2),
        "error": error,
        "bfloat16_ms": half[0],
        "bfloat16_error": half[1],
    }


def _first_class(config: AliasFreeConfig) -> Tensor | None:
    return F.one_hot(torch.zeros(1, dtype=torch.long), len(config.labels)).float() if config.labels else None


def _fast(plan: AliasFreePlan, ws: Tensor, wanted: Tensor, runs: int) -> tuple[float, float]:
    made: list[Tensor] = []
    time_ms = _median_ms(lambda: made.append(_drawn(plan, ws)), runs)
    error = float((made[-1] - wanted).abs().max() / (wanted.max() - wanted.min()))
    return time_ms, float(f"{error:.3g}")


def _drawn(plan: AliasFreePlan, ws: Tensor) -> Tensor:
    state: State = None
    for index in range(len(plan.stages)):
        state = plan.run(index, state, ws, PLAIN)
    return plan.show(len(plan.stages) - 1, state, PLAIN)


def _median_ms(work: Callable[[], object], runs: int, *, warm: bool = False) -> float:
    """Of ``runs`` runs, after one that does not count unless the work is ``warm``: it prepares nothing."""
    times = []
    if not warm:
        work()
    for _ in range(runs):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return round(statistics.median(times), 1)

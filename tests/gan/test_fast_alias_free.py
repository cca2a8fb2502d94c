"""StyleGAN3 prepared to draw: the network's pictures, by other ways of computing them."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
import torch.nn.functional as F
from hypothesis import given
from hypothesis import strategies as st

from core.gan.fast.stylegan3 import AliasFreePlan
from core.gan.fast.winograd import Winograd
from core.gan.setting import PLAIN
from core.gan.yardsticks3 import bench_alias_free
from tests.gan.alias_free_networks import VARIETIES, R, T, make, random_ws


def _draw(plan: AliasFreePlan, ws: torch.Tensor, states: list[torch.Tensor | None], start: int = 0) -> torch.Tensor:
    for index in range(start, len(plan.stages)):
        before = states[index - 1] if index else None
        states[index] = plan.run(index, before, ws, PLAIN, spare=states[index])
    return plan.show(len(plan.stages) - 1, states[-1], PLAIN)


@pytest.mark.parametrize("name", VARIETIES)
def test_draws_what_the_network_draws(name: str) -> None:
    config = VARIETIES[name]
    generator, ws = make(config), random_ws(config, 1)
    wanted = generator.synthesis(ws)[0]
    plan = AliasFreePlan(generator)
    made = _draw(plan, ws[0], [None] * len(plan.stages))
    assert made.dtype == torch.float32
    assert made.is_contiguous()
    assert (made - wanted).abs().max() <= 2e-5 * (wanted.max() - wanted.min())


def test_winograd_serves_the_large_maps() -> None:
    """At a size where they take part; the difference from the network is rounding still."""
    config = replace(T, resolution=128, num_layers=4)
    generator, ws = make(config), random_ws(config, 1)
    wanted = generator.synthesis(ws)[0]
    plan = AliasFreePlan(generator)
    made = _draw(plan, ws[0], [None] * len(plan.stages))
    assert (made - wanted).abs().max() <= 2e-5 * (wanted.max() - wanted.min())


@pytest.mark.parametrize("config", [T, R], ids=["t", "r"])
def test_bfloat16_differs_by_its_rounding_alone(config) -> None:  # type: ignore[no-untyped-def]
    generator, ws = make(config), random_ws(config, 1)
    wanted = generator.synthesis(ws)[0]
    plan = AliasFreePlan(generator, torch.bfloat16)
    made = _draw(plan, ws[0], [None] * len(plan.stages))
    error = (made - wanted).abs().max() / (wanted.max() - wanted.min())
    assert 1e-6 < error < 0.05


@pytest.mark.parametrize("config", [T, R], ids=["t", "r"])
def test_starting_from_any_stage_equals_drawing_anew(config) -> None:  # type: ignore[no-untyped-def]
    generator = make(config)
    plan = AliasFreePlan(generator)
    assert [stage.size for stage in plan.stages] == [0] * (len(plan.stages) - 1) + [config.resolution]
    assert [stage.first_w for stage in plan.stages] == list(range(config.w_layers))
    ws, other = random_ws(config, 2)
    for first in range(config.w_layers):
        states: list[torch.Tensor | None] = [None] * len(plan.stages)
        _draw(plan, ws, states)
        kept = [None if each is None else each.clone() for each in states[:first]]
        mixed = torch.cat([ws[:first], other[first:]])
        again = _draw(plan, mixed, states, first)
        fresh = _draw(AliasFreePlan(generator), mixed, [None] * len(plan.stages))
        assert torch.equal(again, fresh)
        assert all(torch.equal(a, b) for a, b in zip(kept, states, strict=False))


def test_a_long_stage_can_be_stopped() -> None:
    plan = AliasFreePlan(make(T))
    ws = random_ws(T, 1)[0]
    state = plan.run(0, None, ws, PLAIN)

    def stop() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        plan.run(1, state, ws, PLAIN, check=stop)
    assert torch.equal(plan.run(1, state, ws, PLAIN), AliasFreePlan(make(T)).run(1, state, ws, PLAIN))


@given(
    st.integers(1, 30), st.integers(1, 30), st.integers(1, 9), st.integers(1, 9), st.integers(0, 2**31)
)  # fmt: skip
def test_winograd_is_the_convolution(height: int, width: int, inputs: int, outputs: int, seed: int) -> None:
    stream = torch.Generator().manual_seed(seed)
    tall, wide = Winograd.covering(height), Winograd.covering(width)
    x = torch.randn(tall + 2, wide + 2, inputs, generator=stream)
    weight = torch.randn(outputs, inputs, 3, 3, generator=stream)
    out = torch.empty(tall, wide, outputs)
    Winograd(weight)(x, out, lambda: None)
    wanted = F.conv2d(x.permute(2, 0, 1)[None], weight)[0].permute(1, 2, 0)
    assert torch.allclose(out, wanted, atol=1e-4)


def test_bench_compares_like_with_like() -> None:
    found = bench_alias_free(1, T)
    assert min(found["plain_ms"], found["fast_ms"]) > 0  # type: ignore[type-var, operator]
    assert found["error"] < 2e-5  # type: ignore[operator]

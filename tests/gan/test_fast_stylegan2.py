"""Whatever way a picture is computed in, it is the one that the network draws."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from core.errors import Cancelled
from core.gan.config import GeneratorConfig, Padding
from core.gan.fast import kernels, memory, styled
from core.gan.fast.device import Format, bfloat16_is_fast, final_format, preview_format
from core.gan.fast.plan import State, tensors
from core.gan.fast.stylegan2 import StyleGAN2Plan
from core.gan.layers import Axes
from core.gan.networks import Generator
from core.gan.setting import PLAIN, Setting
from tests.gan.conftest import CONFIG, make_generator

NOISY = replace(CONFIG, noise=True)
ALL_AXES: tuple[Axes, ...] = tuple((x, y) for x in ("zero", "torus") for y in ("zero", "torus"))


def some_ws(config: GeneratorConfig, seed: int = 1) -> Tensor:
    return torch.randn(config.w_layers, config.w_dim, generator=torch.Generator().manual_seed(seed))


@torch.inference_mode()
def states(plan: StyleGAN2Plan, ws: Tensor, setting: Setting = PLAIN, spares: list[State] | None = None) -> list[State]:
    made: list[State] = []
    for index in range(len(plan.stages)):
        spare = spares[index] if spares else None
        made.append(plan.run(index, made[-1] if made else None, ws, setting, spare=spare))
    return made


def drawn(plan: StyleGAN2Plan, ws: Tensor, setting: Setting = PLAIN) -> Tensor:
    return plan.show(len(plan.stages) - 1, states(plan, ws, setting)[-1], setting)


def error(generator: Generator, setting: Setting = PLAIN, dtype: torch.dtype = torch.float32) -> float:
    """Of the plan against the network, as a part of the range."""
    ws = some_ws(generator.config)
    expected = generator.synthesis(ws[None], setting=setting)[0]
    found = drawn(StyleGAN2Plan(generator, dtype), ws, setting)
    assert found.dtype == torch.float32
    assert found.shape == expected.shape
    size = max(float(expected.max() - expected.min()), 0.1)  # a clamp may leave one value everywhere
    return float((found - expected).abs().max()) / size


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("folded", [True, False])
@pytest.mark.parametrize("strip_bytes", [1, 8 << 20])
@pytest.mark.parametrize("axes", ALL_AXES)
def test_every_way_to_compute_it_is_the_networks(
    monkeypatch: pytest.MonkeyPatch, packed: bool, folded: bool, strip_bytes: int, axes: Axes
) -> None:
    if packed and not kernels.packing_works():
        pytest.skip("this Torch has no packed convolution")
    monkeypatch.setattr(kernels, "packing_works", lambda dtype: packed)
    monkeypatch.setattr(styled, "folds", lambda weight, cell, form: folded)
    monkeypatch.setattr(kernels, "STRIP_BYTES", strip_bytes)
    assert error(make_generator(NOISY), Setting(padding=axes)) < 1e-5


@pytest.mark.parametrize("cells", [(1, 1), (2, 1), (1, 3), (3, 2)])
@pytest.mark.parametrize("noise", ["const", "none", "random"])
@pytest.mark.parametrize("strip_bytes", [1, 8 << 20])
def test_larger_pictures_and_noises_are_the_networks(
    monkeypatch: pytest.MonkeyPatch, cells: tuple[int, int], noise: str, strip_bytes: int
) -> None:
    monkeypatch.setattr(kernels, "STRIP_BYTES", strip_bytes)
    setting = Setting(cells, ("zero", "torus"), noise, noise_seed=7)  # type: ignore[arg-type]
    assert error(make_generator(NOISY), setting) < 1e-5


@settings(max_examples=25, deadline=None)
@given(
    resolution=st.sampled_from((4, 8, 16, 32)),
    widths=st.tuples(st.sampled_from((1, 3, 16, 25, 48)), st.sampled_from((1, 2, 3))),
    image_channels=st.sampled_from((1, 3, 4)),
    clamp=st.sampled_from((None, 0.5, 256.0)),
    noise=st.booleans(),
    axes=st.sampled_from(ALL_AXES),
    labels=st.sampled_from(((), ("a", "b"))),
)
def test_networks_of_any_width_are_drawn(
    resolution: int,
    widths: tuple[int, int],
    image_channels: int,
    clamp: float | None,
    noise: bool,
    axes: tuple[Padding, Padding],
    labels: tuple[str, ...],
) -> None:
    top, base = widths
    config = GeneratorConfig(
        resolution, 6, 5, 1, base * resolution, top, labels, axes, noise, clamp, image_channels=image_channels
    )
    assert error(make_generator(config)) < 1e-5


@pytest.mark.parametrize(("dtype", "most"), [(torch.bfloat16, 0.05), (torch.float16, 0.01)])
def test_half_precision_is_near(dtype: torch.dtype, most: float) -> None:
    assert 1e-6 < error(make_generator(NOISY), dtype=dtype) < most


def test_float16_stays_in_range() -> None:
    """Styles of thousands would overflow it, were they not folded into the weights with what divides them again."""
    generator = make_generator(NOISY)
    for resolution in generator.config.resolutions:
        block = generator.synthesis.block(resolution)
        for conv in ([] if block.first else [block.conv0]) + [block.conv1]:
            conv.affine.weight.mul_(10_000)
            conv.affine.bias.mul_(10_000)
    assert error(generator, dtype=torch.float16) < 0.01


def test_a_torus_rolls_exactly_along_each_axis_in_the_fast_path_too() -> None:
    generator, ws = make_generator(NOISY), some_ws(NOISY)
    axes: Axes = ("torus", "zero")
    picture = drawn(StyleGAN2Plan(generator), ws, Setting(padding=axes))

    def moved(down: int, right: int) -> Tensor:
        other = make_generator(NOISY)
        other.synthesis.block(4).const.copy_(generator.synthesis.block(4).const.roll((down, right), (1, 2)))
        for resolution in NOISY.resolutions:
            block, shift = other.synthesis.block(resolution), resolution // 4
            for conv in ([] if block.first else [block.conv0]) + [block.conv1]:
                conv.noise_const.copy_(conv.noise_const.roll((down * shift, right * shift), (0, 1)))
        return drawn(StyleGAN2Plan(other), ws, Setting(padding=axes)).roll((-8 * down, -8 * right), (1, 2))

    size = picture.max() - picture.min()
    assert (moved(0, 1) - picture).abs().max() < 1e-5 * size
    assert (moved(1, 0) - picture).abs().max() > 1e-2 * size


def test_spare_memory_is_used_again_and_leaves_no_trace() -> None:
    plan, first, second = StyleGAN2Plan(make_generator(NOISY)), some_ws(NOISY, 1), some_ws(NOISY, 2)
    spares = states(plan, first)
    addresses = [state[0].data_ptr() for state in spares]
    found = states(plan, second, spares=spares)
    assert [state[0].data_ptr() for state in found] == addresses
    expected = states(StyleGAN2Plan(make_generator(NOISY)), second)
    for one, other in zip(found, expected, strict=True):
        assert all(torch.equal(*pair) for pair in zip(tensors(one), tensors(other), strict=True))


def test_random_noise_is_the_seeds() -> None:
    plan, ws = StyleGAN2Plan(make_generator(NOISY)), some_ws(NOISY)
    one, two, again = (drawn(plan, ws, Setting(noise="random", noise_seed=seed)) for seed in (1, 2, 1))
    assert torch.equal(one, again)
    assert (one - two).abs().max() > 0.01


def test_long_stages_can_be_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernels, "STRIP_BYTES", 1)
    plan, calls = StyleGAN2Plan(make_generator(NOISY)), []

    def stop() -> None:
        calls.append(1)
        if len(calls) == 3:
            raise Cancelled

    made = states(plan, some_ws(NOISY))
    with pytest.raises(Cancelled):
        plan.run(9, made[8], some_ws(NOISY), PLAIN, check=stop)


def test_nothing_is_computed_on_another_device() -> None:
    """The device "meta" computes shapes alone, and refuses tensors of the CPU."""
    plan = StyleGAN2Plan(make_generator(replace(NOISY, clamp=1.0)), torch.float16, torch.device("meta"))
    for setting in (PLAIN, Setting((2, 1), ("zero", "torus")), Setting(noise="random")):
        for state in states(plan, some_ws(NOISY), setting):
            assert all(each.is_meta for each in tensors(state))
        assert plan.show(10, state, setting).shape[1:] == (32, 32 * setting.cells[0])


def test_stages_say_what_they_cost_and_show() -> None:
    plan = StyleGAN2Plan(make_generator(CONFIG))
    assert [stage.size for stage in plan.stages] == [0, 4, 0, 0, 8, 0, 0, 16, 0, 0, 32]
    assert [stage.first_w for stage in plan.stages] == [0, 1, 1, 2, 3, 3, 4, 5, 5, 6, 7]
    assert plan.stages[0].macs == 9 * 32 * 32 * 16
    assert plan.stages[8].macs == 9 * 32 * 16 * 16 * 16
    assert plan.stages[10].macs == 3 * 16 * 32 * 32


def test_packing_is_detected() -> None:
    kernels.packing_works.cache_clear()
    assert isinstance(kernels.packing_works(), bool)


def test_a_torch_without_packing_is_no_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(weight: Tensor) -> Tensor:
        raise AttributeError("no such operator")

    monkeypatch.setattr(kernels, "_packed", missing)
    kernels.packing_works.cache_clear()
    try:
        assert not kernels.packing_works()
        assert error(make_generator(NOISY)) < 1e-5
    finally:
        kernels.packing_works.cache_clear()


@pytest.mark.parametrize("axes", ALL_AXES)
def test_enlarging_keeps_what_is_even_even(axes: Axes) -> None:
    picture = torch.full((1, 3, 4, 4), 0.7)
    assert torch.allclose(kernels.enlarge(picture, 4, axes), torch.full((1, 3, 16, 16), 0.7))
    assert kernels.enlarge(picture, 1, axes) is picture


def test_enlarging_a_torus_goes_across_its_edge() -> None:
    picture = torch.randn(1, 3, 4, 4)
    rolled = kernels.enlarge(picture.roll((1, 2), (2, 3)), 2, ("torus", "torus"))
    assert torch.allclose(rolled, kernels.enlarge(picture, 2, ("torus", "torus")).roll((2, 4), (2, 3)), atol=1e-6)


def test_kept_pictures_are_float32_on_the_cpu() -> None:
    assert final_format() == Format(torch.float32, torch.device("cpu"))


@pytest.mark.parametrize(("found", "fast"), [({}, False), ({"avx512_bf16": True}, True), ({"amx_bf16": True}, True)])
def test_bfloat16_is_asked_for(monkeypatch: pytest.MonkeyPatch, found: dict[str, bool], fast: bool) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: found)
    monkeypatch.setattr("core.gan.fast.device.packing_works", lambda dtype: True)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    for cached in (bfloat16_is_fast, preview_format):
        cached.cache_clear()
    try:
        assert bfloat16_is_fast() == fast
        assert preview_format() == Format(torch.bfloat16 if fast else torch.float32)
    finally:
        for cached in (bfloat16_is_fast, preview_format):
            cached.cache_clear()


@pytest.mark.parametrize("libc", ["glibc", ""])
def test_pages_are_kept_where_the_allocator_can(monkeypatch: pytest.MonkeyPatch, libc: str) -> None:
    told: list[tuple[int, int]] = []
    library = SimpleNamespace(mallopt=lambda option, value: told.append((option, value)) or 1)
    monkeypatch.setattr(memory.platform, "libc_ver", lambda: (libc, ""))
    monkeypatch.setattr(memory.ctypes, "CDLL", lambda name: library)
    assert memory.keep_pages.__wrapped__() == bool(libc)
    assert told == ([(-3, 32 << 20), (-1, 128 << 20)] if libc else [])


def test_an_allocator_without_the_choice_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory.platform, "libc_ver", lambda: ("glibc", ""))
    monkeypatch.setattr(memory.ctypes, "CDLL", lambda name: SimpleNamespace())
    assert not memory.keep_pages.__wrapped__()

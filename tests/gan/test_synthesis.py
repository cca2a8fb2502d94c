"""What the synthesizer keeps must never show, and what it lacks must never stop it."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

import core.gan.synthesis as synthesis_module
from core.errors import Cancelled, DieloomError
from core.gan.fast.device import Format
from core.gan.fast.stylegan2 import StyleGAN2Plan
from core.gan.model import Model
from core.gan.setting import PLAIN, Setting
from core.gan.synthesis import Synthesizer, to_pixels
from core.jobs import Progress
from tests.gan.conftest import make_generator

FLOAT = Format()


@pytest.fixture(autouse=True)
def draft_what_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The networks of these tests are so small that whole pictures would stand in for drafts."""
    monkeypatch.setattr(synthesis_module, "_INSTANT_MACS", 0)


def some_ws(model: Model, seed: int) -> torch.Tensor:
    chance = torch.Generator().manual_seed(seed)
    return torch.randn(model.config.w_layers, model.config.w_dim, generator=chance)


def changed(ws: torch.Tensor, layer: int, by: float = 1.0) -> torch.Tensor:
    ws = ws.clone()
    ws[layer] += by
    return ws


SETTINGS = (
    PLAIN,
    Setting(cells=(2, 1)),
    Setting(padding=("zero", "torus")),
    Setting(noise="none"),
    Setting(noise="random", noise_seed=3),
)


@settings(max_examples=30, deadline=None)
@given(
    changes=st.lists(
        st.tuples(st.integers(0, 7), st.integers(0, 99), st.booleans(), st.sampled_from(SETTINGS)),
        min_size=1,
        max_size=5,
    ),
    budget=st.sampled_from((0, 60_000, 1 << 30)),
)
def test_an_edited_picture_is_the_same_as_one_drawn_anew(
    model: Model, changes: list[tuple[int, int, bool, Setting]], budget: int
) -> None:
    generator = make_generator(replace(model.config, noise=True))
    kept, ws = Synthesizer(generator, budget=budget), some_ws(model, 0)
    for layer, seed, draft, setting in changes:
        ws = ws.clone()
        ws[layer] = some_ws(model, seed)[layer]
        if draft:
            kept.picture(ws, setting, draft=True)
        assert torch.equal(kept.picture(ws, setting), Synthesizer(generator).picture(ws, setting))


def test_it_draws_what_the_network_draws(model: Model) -> None:
    ws = some_ws(model, 1)
    assert torch.allclose(Synthesizer(model.generator).picture(ws), model.generator.synthesis(ws[None])[0], atol=1e-5)


def test_a_picture_stays_as_it_is_when_others_are_drawn(model: Model) -> None:
    synthesizer, ws = Synthesizer(model.generator), some_ws(model, 1)
    first = synthesizer.picture(ws)
    expected = first.clone()
    for layer in (7, 6, 0):
        synthesizer.picture(changed(ws, layer))
    assert torch.equal(first, expected)
    with pytest.raises(RuntimeError, match="inference"):  # what is kept is made of it
        first.zero_()


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The stages that ran, in order."""
    stages: list[int] = []
    run = StyleGAN2Plan.run
    monkeypatch.setattr(
        StyleGAN2Plan,
        "run",
        lambda self, index, *rest, **more: stages.append(index) or run(self, index, *rest, **more),
    )
    return stages


def test_only_what_a_change_reaches_is_drawn_again(model: Model, ran: list[int]) -> None:
    synthesizer, ws = Synthesizer(model.generator), some_ws(model, 2)
    for layer, first in ((None, 0), (7, 10), (6, 9), (5, 7), (4, 6), (0, 0)):
        ws = ws if layer is None else changed(ws, layer)
        ran.clear()
        synthesizer.picture(ws)
        assert ran == list(range(first, 11)), layer
    ran.clear()
    synthesizer.picture(ws)
    assert ran == []


def test_the_picture_goes_on_from_a_draft_in_the_same_format(model: Model, ran: list[int]) -> None:
    synthesizer, ws = Synthesizer(model.generator, preview=FLOAT), some_ws(model, 2)
    synthesizer.picture(ws, draft=True)
    assert 0 < len(ran) < 11
    synthesizer.picture(ws)
    assert ran == list(range(11))


def test_no_draft_where_the_whole_picture_is_as_cheap(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    synthesizer, ws = Synthesizer(model.generator), some_ws(model, 2)
    synthesizer.picture(ws)
    ws = changed(ws, 7)
    drafted = synthesizer.picture(ws, draft=True)
    assert torch.equal(drafted, synthesizer.picture(ws))
    ws = changed(ws, 0)
    assert not torch.equal(synthesizer.picture(ws, draft=True), synthesizer.picture(ws))
    monkeypatch.setattr(synthesis_module, "_INSTANT_MACS", 4_000_000_000)
    ws = changed(ws, 0)
    assert torch.equal(synthesizer.picture(ws, draft=True), synthesizer.picture(ws))


@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("cells", [(1, 1), (3, 2)])
def test_sizes(model: Model, cells: tuple[int, int], draft: bool) -> None:
    picture = Synthesizer(model.generator).picture(some_ws(model, 3), Setting(cells), draft=draft)
    assert picture.dtype == torch.float32
    assert to_pixels(picture).shape == (32 * cells[1], 32 * cells[0], 3)


@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_pixels_are_red_green_and_blue(channels: int) -> None:
    pixels = to_pixels(torch.linspace(-1, 1, channels)[:, None, None].expand(channels, 2, 3))
    assert pixels.shape == (2, 3, 3)
    assert pixels[0, 0].tolist() == {1: [0] * 3, 2: [0] * 3, 3: [0, 128, 255], 4: [0, 85, 170]}[channels]


def test_a_draft_resembles_the_picture(model: Model) -> None:
    synthesizer, ws = Synthesizer(model.generator), some_ws(model, 4)
    small, full, other = (
        torch.nn.functional.avg_pool2d(synthesizer.picture(each, draft=draft), 4)
        for each, draft in ((ws, True), (ws, False), (some_ws(model, 5), False))
    )
    assert (small - full).abs().mean() < (other - full).abs().mean()


@pytest.mark.parametrize("at", [0.0, 0.2, 0.6])
def test_cancelling_leaves_a_synthesizer_that_works(model: Model, at: float) -> None:
    ws = some_ws(model, 6)
    progress = Progress(lambda fraction, text: progress.cancel() if fraction >= at else None)
    synthesizer = Synthesizer(model.generator)
    synthesizer.picture(some_ws(model, 7))
    with pytest.raises(Cancelled):
        synthesizer.picture(ws, progress=progress)
    assert torch.equal(synthesizer.picture(ws), Synthesizer(model.generator).picture(ws))


def test_several_pictures(model: Model) -> None:
    batch = torch.stack([some_ws(model, seed) for seed in range(3)])
    heard: list[float] = []
    pictures = list(
        Synthesizer(model.generator).pictures(batch, progress=Progress(lambda fraction, text: heard.append(fraction)))
    )
    assert heard == sorted(heard)
    assert (heard[0], heard[-1] > 0.9) == (0.0, True)
    for ws, picture in zip(batch, pictures, strict=True):
        assert torch.equal(picture, Synthesizer(model.generator).picture(ws))


def test_unloading_frees_the_states(model: Model) -> None:
    synthesizer, ws = Synthesizer(model.generator), some_ws(model, 1)
    before = synthesizer.picture(ws)
    assert synthesizer.bytes_kept > before.nbytes
    synthesizer.unload()
    assert synthesizer.bytes_kept == 0
    assert torch.equal(synthesizer.picture(ws), before)


def test_a_budget_drops_the_largest_states_first(model: Model, ran: list[int]) -> None:
    synthesizer, ws = Synthesizer(model.generator, budget=60_000), some_ws(model, 1)
    synthesizer.picture(ws)
    assert 0 < synthesizer.bytes_kept <= 60_000
    ran.clear()
    synthesizer.picture(changed(ws, 7))
    assert ran[0] in range(1, 10)  # the small states of the first blocks are at hand, the last block's are not


@pytest.mark.parametrize(
    "error",
    [torch.OutOfMemoryError("CUDA out of memory"), RuntimeError("you tried: can't allocate memory"), MemoryError()],
)
def test_short_of_memory_it_keeps_less_and_says_so(
    model: Model, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    run, failures, told = StyleGAN2Plan.run, [error], []

    def short(self: StyleGAN2Plan, index: int, *rest: object, **more: object) -> object:
        if index == 8 and failures:
            raise failures.pop()
        return run(self, index, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(StyleGAN2Plan, "run", short)
    ws = some_ws(model, 1)
    synthesizer = Synthesizer(model.generator, notice=told.append)
    assert torch.equal(synthesizer.picture(ws), Synthesizer(model.generator).picture(ws))
    assert synthesizer.bytes_kept == 0
    assert len(told) == 1
    assert "Memory" in told[0]


def test_without_graphics_memory_the_processor_draws(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    """The device "meta" stands in for a graphics processor without memory."""
    told: list[str] = []
    run = StyleGAN2Plan.run

    def short(self: StyleGAN2Plan, *rest: object, **more: object) -> object:
        if self.device.type == "meta":
            raise torch.OutOfMemoryError("CUDA out of memory")
        return run(self, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(StyleGAN2Plan, "run", short)
    ws = some_ws(model, 1)
    synthesizer = Synthesizer(model.generator, device="meta", notice=told.append)
    assert torch.equal(synthesizer.picture(ws), Synthesizer(model.generator).picture(ws))
    assert ["kept" in told[0], "processor" in told[1]] == [True, True]


def test_without_any_memory_there_is_one_clear_error(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    def short(self: StyleGAN2Plan, *rest: object, **more: object) -> object:
        raise RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 1 bytes")

    monkeypatch.setattr(StyleGAN2Plan, "run", short)
    with pytest.raises(DieloomError, match="not enough memory"):
        Synthesizer(model.generator).picture(some_ws(model, 1))


def test_other_errors_are_not_taken_for_want_of_memory(model: Model) -> None:
    with pytest.raises(RuntimeError):
        Synthesizer(model.generator).picture(torch.zeros(8, 3))

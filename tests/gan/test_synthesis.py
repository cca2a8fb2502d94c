"""What the synthesizer keeps must never show."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import Cancelled
from core.gan.model import Model
from core.gan.synthesis import Synthesizer, to_pixels
from core.jobs import Progress


def some_ws(model: Model, seed: int) -> torch.Tensor:
    chance = torch.Generator().manual_seed(seed)
    return torch.randn(model.config.w_layers, model.config.w_dim, generator=chance)


@settings(max_examples=20, deadline=None)
@given(changes=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 99), st.booleans()), min_size=1, max_size=4))
def test_an_edited_picture_is_the_same_as_one_drawn_anew(model: Model, changes: list[tuple[int, int, bool]]) -> None:
    kept, ws = Synthesizer(model.generator), some_ws(model, 0)
    for layer, seed, draft in changes:
        ws = ws.clone()
        ws[layer] = some_ws(model, seed)[layer]
        anew = Synthesizer(model.generator).picture(ws, draft=draft)
        assert torch.equal(kept.picture(ws, draft=draft), anew)


def test_it_draws_what_the_network_draws(model: Model) -> None:
    ws = some_ws(model, 1)
    assert torch.allclose(Synthesizer(model.generator).picture(ws), model.generator.synthesis(ws[None])[0], atol=1e-5)


def test_only_changed_blocks_run(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    synthesizer, ran = Synthesizer(model.generator), []
    run = Synthesizer._run
    monkeypatch.setattr(Synthesizer, "_run", lambda self, index, ws: ran.append(index) or run(self, index, ws))
    ws = some_ws(model, 2)
    synthesizer.picture(ws, draft=True)
    synthesizer.picture(ws)
    assert ran == [0, 1, 2, 3]
    ws = ws.clone()
    ws[-1] += 1
    synthesizer.picture(ws)
    assert ran[4:] == [3]


@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("cells", [(1, 1), (3, 2)])
def test_sizes(model: Model, cells: tuple[int, int], draft: bool) -> None:
    picture = Synthesizer(model.generator).picture(some_ws(model, 3), cells, draft=draft)
    assert to_pixels(picture).shape == (32 * cells[1], 32 * cells[0], 3)


def test_a_draft_resembles_the_picture(model: Model) -> None:
    synthesizer, ws = Synthesizer(model.generator), some_ws(model, 4)
    small, full, other = (
        torch.nn.functional.avg_pool2d(synthesizer.picture(each, draft=draft), 4)
        for each, draft in ((ws, True), (ws, False), (some_ws(model, 5), False))
    )
    assert (small - full).abs().mean() < (other - full).abs().mean()


def test_cancelling_between_blocks_leaves_a_synthesizer_that_works(model: Model) -> None:
    ws, progress = some_ws(model, 6), Progress(lambda fraction, text: progress.cancel() if fraction > 0.4 else None)
    synthesizer = Synthesizer(model.generator)
    with pytest.raises(Cancelled):
        synthesizer.picture(ws, progress=progress)
    assert torch.equal(synthesizer.picture(ws), Synthesizer(model.generator).picture(ws))

"""Projection must find a style that the generator can make, and stop when told."""

from __future__ import annotations

import pytest
import torch

from core.errors import Cancelled
from core.gan import project as projection
from core.gan.latents import w_of_seed
from core.gan.model import Model
from core.gan.synthesis import Synthesizer, to_pixels
from core.jobs import Progress


def test_it_comes_nearer_than_every_start(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projection, "STARTS", 8)
    w = w_of_seed(model, 1234, 1).repeat(model.config.w_layers, 1)
    image = to_pixels(Synthesizer(model.generator).picture(w))
    found = projection.project(model, image, Progress(), steps=30)
    assert len(found.w) == model.config.w_dim
    assert found.error < 0.6 * found.start_error


def test_a_layered_one_has_a_w_for_each_layer(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projection, "STARTS", 4)
    monkeypatch.setattr(projection, "LAYERED_STEPS", 8)
    found = projection.project(model, torch.full((20, 30, 4), 99, dtype=torch.uint8).numpy(), Progress(), layered=True)
    assert len(found.w) == model.config.w_layers * model.config.w_dim


@pytest.mark.parametrize("layered", [False, True])
def test_it_stops_when_told(model: Model, layered: bool) -> None:
    progress = Progress(lambda fraction, text: progress.cancel() if fraction > 0.05 else None)
    with pytest.raises(Cancelled):
        projection.project(model, torch.zeros(20, 30, 3, dtype=torch.uint8).numpy(), progress, layered=layered)

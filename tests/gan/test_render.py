"""Drawing with gradients must give the same pictures as drawing without."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from core.errors import Cancelled
from core.gan import render
from core.gan.model import Model
from core.gan.networks import Generator
from core.gan.render import Renderer
from core.gan.setting import Setting
from core.jobs import Progress
from tests.gan.conftest import CONFIG, make_generator
from tests.gan.small import alias_free_model, model_of, random_ws


@pytest.mark.parametrize("remembered", [256, 8])
def test_pictures_and_gradients_are_those_of_the_network(
    noisy: Generator, monkeypatch: pytest.MonkeyPatch, remembered: int
) -> None:
    monkeypatch.setattr(render, "_REMEMBERED_PX", remembered)
    model, setting = model_of(noisy), Setting(noise="none", padding=("zero", "torus"))
    ws, again = (random_ws(model, 2).requires_grad_() for _ in range(2))
    wanted = noisy.synthesis(ws, setting=setting)
    made = Renderer(model, setting).picture(again)
    assert torch.equal(made, wanted)
    wanted.square().sum().backward()
    made.square().sum().backward()
    assert again.grad is not None
    assert ws.grad is not None
    assert torch.allclose(again.grad, ws.grad, rtol=1e-4, atol=1e-5)


def test_grey_pictures_are_shown_in_three_channels() -> None:
    model = model_of(make_generator(replace(CONFIG, image_channels=1)))
    picture = Renderer(model).picture(random_ws(model))
    assert picture.shape == (1, 3, 32, 32)
    assert torch.equal(picture[:, 0], picture[:, 2])


def test_features_depend_on_the_layers_that_are_named_and_on_no_others(model: Model) -> None:
    ws = random_ws(model)
    layer = Renderer(model).layer(ws, 16)
    features, depth = layer.features, layer.depth
    assert features.shape == (1, 32, 16, 16)
    for layer in range(model.config.w_layers):
        other = ws.clone()
        other[:, layer] += 1.0
        same = torch.equal(Renderer(model).layer(other, 16).features, features)
        assert same == (layer >= depth)


def test_features_of_stylegan3_lie_where_the_picture_does() -> None:
    alias_free = alias_free_model()
    ws = random_ws(alias_free)
    renderer = Renderer(alias_free)
    made = renderer.layer(ws, 16)
    features, depth = made.features, made.depth
    assert made.picture is None
    assert features.shape[2:] == (16, 16)
    other = ws.clone()
    other[:, depth:] += 1.0
    assert torch.equal(renderer.layer(other, 16).features, features)
    other[:, depth - 1] += 1.0
    assert not torch.equal(renderer.layer(other, 16).features, features)
    assert renderer.picture(ws).shape == (1, 3, 16, 16)


@pytest.mark.parametrize("block", [8, 16])
def test_no_layer_runs_after_a_cancel(model: Model, block: int) -> None:
    progress, ran = Progress(), []
    hooks = [
        model.generator.synthesis.block(size).conv1.register_forward_hook(
            lambda *_, size=size: (ran.append(size), progress.cancel() if size == block else None)[0]
        )
        for size in model.config.resolutions  # type: ignore[union-attr]
    ]
    try:
        with pytest.raises(Cancelled):
            Renderer(model, progress=progress).picture(random_ws(model).requires_grad_())
    finally:
        for hook in hooks:
            hook.remove()
    assert ran[-1] == block

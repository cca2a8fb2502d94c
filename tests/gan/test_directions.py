"""Directions of w: where w is, its principal axes, SeFa's closed form, and the way from disliked to liked."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

import pytest
import torch
from torch import Tensor

from core.errors import Cancelled, DieloomError
from core.gan.config import GeneratorConfig
from core.gan.direction_files import SEFA_COUNT
from core.gan.directions import (
    analyse_w,
    as_sidecar,
    from_sidecar,
    measure_w,
    principal_directions,
    spread_of,
)
from core.gan.files import load_model
from core.gan.latents import direction_of, mapped
from core.gan.likes import liked_direction
from core.gan.model import Model
from core.gan.networks import Generator
from core.gan.sefa import affine_maps, sefa, sefa_directions
from core.jobs import Progress
from tests.gan.conftest import CONFIG, make_generator


def cosine(one: Tensor, other: Tensor) -> float:
    return abs(float(torch.nn.functional.cosine_similarity(one, other, dim=0)))


def test_the_spread_is_that_of_the_models_own_seeds(model: Model) -> None:
    spread = spread_of(model)
    ws = torch.stack([torch.stack([mapped(model, seed, family) for seed in range(600)]) for family in (0, 1)])
    assert float(((spread.centres - ws.mean(1)) / ws.std(1)).abs().max()) < 0.25
    measured, wanted = torch.cov((ws - ws.mean(1, keepdim=True)).flatten(0, 1).T), spread.covariance.float()
    assert float((measured - wanted).norm() / wanted.norm()) < 0.15
    assert torch.allclose(spread.root @ spread.root, spread.covariance, atol=1e-9)


def test_a_large_batch_is_the_same_as_one_by_one() -> None:
    generator = make_generator(replace(CONFIG, labels=()))
    spread = measure_w(generator, 1300)
    chance = torch.Generator().manual_seed(0)
    ws = generator.mapping(torch.cat([torch.randn(n, 16, generator=chance) for n in (512, 512, 276)])).double()
    assert torch.allclose(spread.covariance, torch.cov(ws.T), atol=1e-10)


def test_principal_directions_are_those_of_the_covariance(model: Model) -> None:
    found = principal_directions(model.generator, 5, None, Progress())
    assert [each.name for each in found] == ["pca1", "pca2", "pca3", "pca4", "pca5"]
    spread = measure_w(model.generator, 20_000)
    for each in found:
        assert spread.deviation(each.vector) == pytest.approx(each.deviation, rel=1e-4)
        assert float(each.vector.norm()) == pytest.approx(1.0, abs=1e-5)
        assert float(each.vector[each.vector.abs().argmax()]) > 0
    assert [each.deviation for each in found] == sorted((each.deviation for each in found), reverse=True)
    assert cosine(found[0].vector, model.directions[0]) > 0.9


def test_the_search_for_principal_directions_stops_when_asked(model: Model) -> None:
    told: list[float] = []

    def listen(fraction: float, _: str) -> None:
        told.append(fraction)
        if fraction > 0.3:
            progress.cancel()

    progress = Progress(listen)
    with pytest.raises(Cancelled):
        principal_directions(model.generator, 5, None, progress)
    assert told == sorted(told)
    assert len(told) > 5


@pytest.mark.parametrize("layer", range(CONFIG.w_layers))
def test_every_affine_map_belongs_to_the_w_that_it_reads(layer: int) -> None:
    """With the maps of a layer silenced, its w no longer matters; before, it did."""
    generator = make_generator()
    ws = torch.randn(1, CONFIG.w_layers, CONFIG.w_dim, generator=torch.Generator().manual_seed(1))
    moved = ws.clone()
    moved[:, layer] += 1.0
    assert not torch.equal(generator.synthesis(ws), generator.synthesis(moved))
    maps = affine_maps(generator)
    assert len(maps) == 3 * len(CONFIG.resolutions) - 1
    for weight in (weight for found, weight in maps if found == layer):
        weight.zero_()
    assert torch.equal(generator.synthesis(ws), generator.synthesis(moved))


def test_sefa_moves_the_styles_most() -> None:
    generator = make_generator()
    maps, spread = affine_maps(generator), measure_w(generator, 400)
    rows = torch.nn.functional.normalize(torch.cat([weight for _, weight in maps]), dim=1)
    found = sefa(maps, spread, 24)
    effects = [float((rows @ each.vector).norm()) for each in found]
    assert effects == sorted(effects, reverse=True)
    chance = torch.nn.functional.normalize(torch.randn(200, 24, generator=torch.Generator().manual_seed(2)), dim=1)
    assert effects[0] >= float((rows @ chance.T).norm(dim=0).max())
    gram = torch.stack([each.vector for each in found])
    assert torch.allclose(gram @ gram.T, torch.eye(24), atol=1e-4)


def test_sefa_of_some_layers_looks_at_no_others() -> None:
    generator = make_generator()
    maps, spread = affine_maps(generator), measure_w(generator, 400)
    before = sefa(maps, spread, 4, (0, 2))
    assert [each.name for each in before][:2] == ["sefa1@0-2", "sefa2@0-2"]
    assert before[0].layers == (0, 2)
    for layer, weight in maps:
        if layer > 2:
            weight.normal_(std=50)
    after = sefa(maps, spread, 4, (0, 2))
    assert all(torch.equal(one.vector, other.vector) for one, other in zip(before, after, strict=True))
    assert not torch.allclose(sefa(maps, spread, 1)[0].vector, before[0].vector)
    with pytest.raises(DieloomError, match="w layers"):
        sefa(maps, spread, 4, (40, 50))


def test_stylegan3s_maps_are_told_from_their_names() -> None:
    class Alias(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            synthesis = torch.nn.Module()
            for name in ("input", "L0_36_32", "L1_36_32", "L14_64_3"):
                layer = torch.nn.Module()
                layer.affine = torch.nn.Linear(8, 4)
                synthesis.add_module(name, layer)
            self.synthesis = synthesis

    assert [layer for layer, _ in affine_maps(Alias())] == [1, 2, 15]


def test_every_model_has_sefas_directions_found_once_and_let_go(model_path: object) -> None:
    model = load_model(model_path)  # type: ignore[arg-type]
    found = sefa_directions(model)
    assert len(found) == SEFA_COUNT
    assert sefa_directions(model) is found
    assert direction_of(model, "sefa3") is found[2]
    gone = weakref.ref(model)
    del model, found
    gc.collect()
    assert gone() is None


def test_a_small_w_has_fewer_directions() -> None:
    generator = Generator(GeneratorConfig(8, 6, 5, 1, 64, 8)).eval()
    assert len(sefa(affine_maps(generator), measure_w(generator, 50), SEFA_COUNT)) == 5
    assert analyse_w(generator, 16, 50)["directions"].shape == (5, 5)


def test_directions_go_into_a_sidecar_and_back(model: Model) -> None:
    found = principal_directions(model.generator, 3, (1, 4), Progress())
    back = from_sidecar(as_sidecar(found))
    assert list(back) == ["pca1@1-4", "pca2@1-4", "pca3@1-4"]
    for one, other in zip(found, back.values(), strict=True):
        assert torch.equal(one.vector, other.vector)
        assert other.layers == (1, 4)
        assert torch.allclose(one.step(-2.5), other.step(-2.5))


@pytest.mark.parametrize(("count", "least"), [(12, 0.4), (400, 0.8)])
def test_liked_and_disliked_give_back_what_tells_them_apart(model: Model, count: int, least: float) -> None:
    """Liked is whatever lies far along a hidden step: that step is found again, better with more examples."""
    spread = spread_of(model)
    chance = torch.Generator().manual_seed(3)
    normal = torch.randn(2 * count, 24, generator=chance, dtype=torch.float64)
    hidden = torch.zeros(24, dtype=torch.float64)
    hidden[:3] = torch.tensor([1.0, -0.5, 0.25])
    offsets = (normal @ spread.root).float()
    likes = normal @ hidden > 0
    found = liked_direction("liked1", "leafy", offsets[likes], offsets[~likes], spread)
    assert cosine(found.vector, (spread.root @ hidden).float()) > least
    assert float((offsets[likes].mean(0) - offsets[~likes].mean(0)) @ found.vector) > 0
    assert found.deviation == pytest.approx(spread.deviation(found.vector))
    assert (found.label, found.method) == ("leafy", "liked")


def test_a_handful_of_examples_gives_the_gap_of_their_means(model: Model) -> None:
    spread = spread_of(model)
    one, two = mapped(model, 1, 0)[None], mapped(model, 2, 0)[None]
    assert cosine(liked_direction("a", "", one, two, spread).vector, (one - two)[0]) > 0.999
    alone = liked_direction("a", "", one, two[:0], spread)
    assert cosine(alone.vector, one[0]) > 0.999


def test_what_cannot_be_told_apart_is_said(model: Model) -> None:
    same = mapped(model, 1, 0)[None]
    with pytest.raises(DieloomError, match="tells"):
        liked_direction("a", "", same, same, spread_of(model))
    with pytest.raises(DieloomError, match="liked"):
        liked_direction("a", "", same[:0], same, spread_of(model))

"""What a recipe means: the order of its parts, every kind of start, and how its tile is drawn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from torch import Tensor

from core.artwork.latent_text import floats
from core.artwork.recipe import Move, Recipe, StyleMix
from core.artwork.replay import recipe_ws, repeats, setting_of, start_text, starting_ws
from core.errors import DieloomError
from core.gan.config import AliasFreeConfig
from core.gan.directions import Direction, analyse_w
from core.gan.files import load_model, save_model
from core.gan.latents import mapped, on_map, truncate
from core.gan.model import Model
from core.gan.setting import PLAIN, Setting
from tests.gan.conftest import CONFIG, make_generator

LAYERS, W_DIM = CONFIG.w_layers, CONFIG.w_dim
PLUS = torch.randn(LAYERS, W_DIM, generator=torch.Generator().manual_seed(5))


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    path = tmp_path_factory.mktemp("replay") / "small.safetensors"
    generator = make_generator(replace(CONFIG, noise=True))
    save_model(generator, "small", path, analyse_w(generator, 4, 64), {})
    return load_model(path)


def test_a_start_is_w_for_all_layers_or_for_each(model: Model) -> None:
    for start, wanted in ((PLUS[2], PLUS[2].expand(LAYERS, -1)), (PLUS, PLUS)):
        recipe = Recipe(start=floats(start), psi=1.0)
        assert torch.equal(recipe_ws(model, recipe), wanted)
        assert start_text(recipe_ws(model, recipe)) == recipe.start


def test_truncation_comes_first_then_moves_then_mixes(model: Model) -> None:
    recipe = Recipe(
        start=floats(PLUS),
        psi=0.5,
        cutoff=3,
        family="waves",
        moves=(Move(direction="pc1", value=2.0, layers=(1, 4)), Move(direction="sefa2", value=-1.0)),
        mix=(StyleMix(seed=8, layers=(2, 5), weight=0.25), StyleMix(w=tuple(PLUS.flatten().tolist()), layers=(5, 5))),
    )
    ws = recipe_ws(model, recipe)
    wanted = truncate(PLUS, model.centres[1], 0.5, 3)
    wanted[1:5] += model.directions[0] * model.deviations[0] * 2.0
    sefa2 = recipe_ws(model, Recipe(start=floats(PLUS), psi=1, moves=(Move(direction="sefa2", value=-1),))) - PLUS
    wanted += sefa2
    other = truncate(mapped(model, 8, 1).expand(LAYERS, -1), model.centres[1], 0.5, 3)
    wanted[2:6] = torch.lerp(wanted[2:6], other[2:6], 0.25)
    wanted[5] = PLUS[5]
    assert torch.allclose(ws, wanted, atol=1e-5)
    assert float(sefa2.norm()) > 0.1


def test_a_place_on_the_seed_map(model: Model) -> None:
    recipe = Recipe(seed=2**32 - 1, between=(0.25, 0.75), psi=0.6)
    w, centre = on_map(model, 2**32 - 1, None, (0.25, 0.75))
    assert torch.allclose(recipe_ws(model, recipe), (centre + 0.6 * (w - centre)).expand(LAYERS, -1), atol=1e-6)


def test_a_step_in_the_recipe_wins_over_the_name(model: Model) -> None:
    step = torch.eye(W_DIM)[4]
    plain = Recipe(seed=1, family="dots")
    moved = Recipe(seed=1, family="dots", moves=(Move(direction="liked9", value=-2.0, step=floats(step)),))
    assert torch.allclose(recipe_ws(model, moved), recipe_ws(model, plain) - 2.0 * step, atol=1e-6)
    saved = Direction("liked9", "liked", torch.eye(W_DIM)[0], 3.0)
    named = Recipe(seed=1, family="dots", moves=(Move(direction="liked9", value=1.0),))
    assert torch.allclose(
        recipe_ws(model, named, lambda _: saved) - recipe_ws(model, plain), saved.step(1.0), atol=1e-5
    )


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"start": floats(torch.zeros(W_DIM + 1))}, "start in the recipe has 25"),
        ({"start": floats(torch.full((W_DIM,), torch.inf))}, "infinite"),
        ({"mix": [{"w": [0.0] * 5}]}, "style in the recipe has 5"),
        ({"mix": [{"w": [0.0] * (W_DIM * 3)}]}, "72 numbers"),
        ({"moves": [{"direction": "a", "value": 1, "step": floats(torch.zeros(3))}]}, "step along a"),
        ({"moves": [{"direction": "liked1", "value": 1}]}, "liked1"),
        ({"family": "plaid"}, "plaid"),
    ],
)
def test_what_does_not_fit_the_model_is_said(model: Model, fields: dict[str, Any], word: str) -> None:
    with pytest.raises(DieloomError, match=word):
        recipe_ws(model, Recipe.model_validate(fields))


spans = st.none() | st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda pair: (min(pair), max(pair)))


@given(spans, st.floats(-10, 10), st.floats(0, 1), st.none() | st.integers(0, 20))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_layers_outside_a_range_stay_what_they_were(
    model: Model, span: tuple[int, int] | None, value: float, weight: float, cutoff: int | None
) -> None:
    fields: dict[str, Any] = {"seed": 4, "family": "dots", "psi": 0.7, "cutoff": cutoff}
    before = recipe_ws(model, Recipe(**fields))
    move = Move(direction="pc2", value=value, layers=span)
    after = recipe_ws(model, Recipe(**fields, moves=(move,), mix=(StyleMix(seed=6, layers=span, weight=weight),)))
    outside = [layer for layer in range(LAYERS) if span and not span[0] <= layer <= span[1]]
    assert torch.equal(before[outside], after[outside])
    assert before.shape == after.shape == (LAYERS, W_DIM)


def test_replaying_does_not_write_on_the_model(model: Model) -> None:
    centres = model.centres.clone()
    recipe = Recipe(start=floats(PLUS[0]), psi=1.0, moves=(Move(direction="pc1", value=3),))
    assert torch.equal(recipe_ws(model, recipe), recipe_ws(model, recipe))
    starting_ws(model, recipe)[0].zero_()
    assert torch.equal(model.centres, centres)


@pytest.mark.parametrize(
    ("tile", "padding", "seamless"),
    [
        (None, None, (True, True)),
        ("xy", None, (True, True)),
        ("x", ("torus", "zero"), (True, False)),
        ("y", ("zero", "torus"), (False, True)),
        ("none", ("zero", "zero"), (False, False)),
    ],
)
def test_tiling_is_padding(
    model: Model, tile: Any, padding: tuple[str, str] | None, seamless: tuple[bool, bool]
) -> None:
    recipe = Recipe(tile=tile)
    assert setting_of(model, recipe).padding == padding
    assert repeats(model, recipe) == seamless


def test_an_imported_model_tiles_when_asked(model: Model) -> None:
    imported = replace(model, config=replace(CONFIG, padding=("zero", "zero"), noise=True))
    assert setting_of(imported, Recipe(tile="xy")).padding == ("torus", "torus")
    assert setting_of(imported, Recipe(tile="none")).padding is None
    assert repeats(imported, Recipe()) == (False, False)


def test_noise_counts_only_where_there_is_some(model: Model) -> None:
    recipe = Recipe(noise="random", noise_seed=4, cells=(2, 1))
    assert setting_of(model, recipe) == Setting((2, 1), None, "random", 4)
    assert setting_of(model, Recipe(noise="none", noise_seed=4)) == Setting(noise="none")
    quiet = replace(model, config=CONFIG)
    assert setting_of(quiet, Recipe(noise="random", noise_seed=4)) == PLAIN


def test_a_stylegan3_does_not_tile_and_says_so(model: Model) -> None:
    alias_free: Any = AliasFreeConfig(64, 16, 24, 2, 512, 32)
    one_piece = replace(model, config=alias_free)
    for fields in ({"tile": "xy"}, {"tile": "x"}, {"cells": (2, 1)}):
        with pytest.raises(DieloomError, match="StyleGAN3"):
            setting_of(one_piece, Recipe.model_validate(fields))
    assert setting_of(one_piece, Recipe(tile="none", noise="random")) == PLAIN
    assert repeats(one_piece, Recipe()) == (False, False)


def test_the_reference_truncates_the_same_way(model: Model) -> None:
    """The published lerp from the average, on the layers before the cutoff."""
    ws: Tensor = PLUS[None].repeat(2, 1, 1)
    wanted = ws.clone()
    wanted[:, :5] = model.centres[0].lerp(wanted[:, :5], 0.3)
    assert torch.allclose(truncate(ws, model.centres[0], 0.3, 5), wanted, atol=1e-6)


def test_old_pictures_recipes_replay_as_before(model: Model, tmp_path: Path) -> None:
    text = '{"model":"small","seed":3,"psi":0.8,"family":"waves","moves":[],"mix":[],"cells":[1,1],"kind":"gan"}'
    recipe = Recipe.model_validate_json(text)
    centre = model.centres[1]
    wanted = centre + 0.8 * (mapped(model, 3, 1) - centre)
    assert torch.allclose(recipe_ws(model, recipe), wanted.expand(LAYERS, -1), atol=1e-6)
    assert setting_of(model, recipe) == PLAIN

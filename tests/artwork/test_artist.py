"""Recipes replayed: the same recipe gives the same tile, and every field of it does what it says."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import numpy as np
import pytest
from numpy.typing import NDArray

from core.artwork.artist import Artist, recipe_ws
from core.artwork.recipe import Move, Recipe, StyleMix
from core.errors import Cancelled, DieloomError
from core.jobs import Progress
from core.style.values import PaletteShift

RECIPE = Recipe(seed=7, psi=0.9, moves=(Move(direction="pc1", value=1.5),), mix=(StyleMix(seed=3, weight=0.5),))


@pytest.fixture(scope="module")
def artist() -> Artist:
    return Artist()


def change(recipe: Recipe, **fields: object) -> Recipe:
    return Recipe.model_validate(recipe.model_dump() | fields)


def gap(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    return float(np.abs(one.astype(int) - other.astype(int)).mean())


def test_the_same_recipe_gives_the_same_tile_in_another_process(artist: Artist) -> None:
    tile = artist.tile(RECIPE)
    assert np.array_equal(tile, Artist().tile(RECIPE))
    code = (
        "import hashlib, sys; from core.artwork.artist import Artist; from core.artwork.recipe import Recipe;"
        "print(hashlib.sha256(Artist().tile(Recipe.model_validate_json(sys.argv[1])).tobytes()).hexdigest())"
    )
    command = [sys.executable, "-c", code, RECIPE.model_dump_json()]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    assert printed == hashlib.sha256(tile.tobytes()).hexdigest()


def test_a_tile_does_not_depend_on_what_was_drawn_before(artist: Artist) -> None:
    for value in (0.5, -2.0):
        recipe = change(RECIPE, moves=[{"direction": "pc2", "value": value, "layers": (4, 7)}])
        artist.tile(recipe, draft=True)
        assert np.array_equal(artist.tile(recipe), Artist().tile(recipe))


@pytest.mark.parametrize(
    "fields",
    [
        {"seed": 18},
        {"psi": 0.3},
        {"family": "waves"},
        {"moves": ()},
        {"mix": ()},
        {"mix": [{"seed": 3, "weight": 1.0}]},
        {"palette": {"colours": ["#102040", "#e0c080"]}},
    ],
)
def test_every_field_changes_the_tile(artist: Artist, fields: dict[str, object]) -> None:
    assert gap(artist.tile(RECIPE), artist.tile(change(RECIPE, **fields))) > 0.2


def test_cells_repeat_the_constant(artist: Artist) -> None:
    tile, wide = artist.tile(RECIPE), artist.tile(change(RECIPE, cells=(2, 1)))
    height, width = tile.shape[:2]
    assert wide.shape == (height, 2 * width, 3)
    assert gap(wide, np.tile(tile, (1, 2, 1))) < 0.1


def test_a_draft_has_the_tiles_size(artist: Artist) -> None:
    recipe = change(RECIPE, cells=(1, 2))
    assert artist.tile(recipe, draft=True).shape == artist.tile(recipe).shape


def test_a_full_mix_takes_over_its_layers(artist: Artist) -> None:
    model = artist.model("loom")
    mixed = recipe_ws(model, Recipe(seed=1, family="waves", mix=(StyleMix(seed=2, layers=(2, 4)),)))
    own, other = (recipe_ws(model, Recipe(seed=seed, family="waves")) for seed in (1, 2))
    assert np.allclose(mixed[2:5], other[2:5], atol=1e-6)
    assert np.array_equal(mixed[:2], own[:2])
    assert np.array_equal(mixed[5:], own[5:])


def test_layers_beyond_the_last_are_ignored(artist: Artist) -> None:
    beyond = change(RECIPE, moves=[*RECIPE.model_dump()["moves"], {"direction": "pc1", "value": 5, "layers": (60, 63)}])
    assert np.array_equal(artist.tile(beyond), artist.tile(RECIPE))


def test_what_a_recipe_asks_and_the_model_lacks(artist: Artist) -> None:
    for fields, word in (
        ({"model": "nonesuch"}, "no model"),
        ({"family": "paisley"}, "paisley"),
        ({"moves": [{"direction": "pc99", "value": 1}]}, "pc99"),
        ({"mix": [{"w": [1.0, 2.0]}]}, "2 numbers"),
    ):
        with pytest.raises(DieloomError, match=word):
            artist.tile(change(RECIPE, **fields))


def test_a_cancelled_tile_is_not_kept(artist: Artist) -> None:
    progress, recipe = Progress(), change(RECIPE, seed=99)
    progress.cancel()
    with pytest.raises(Cancelled):
        artist.tile(recipe, progress=progress)
    assert artist.tile(recipe).any()


def test_tiles_are_kept_and_the_oldest_let_go(artist: Artist, monkeypatch: pytest.MonkeyPatch) -> None:
    tile = artist.tile(RECIPE)
    assert artist.tile(RECIPE) is tile
    assert not tile.flags.writeable
    monkeypatch.setattr("core.artwork.artist.KEPT_BYTES", tile.nbytes)
    artist.tile(change(RECIPE, seed=1000))
    assert artist.tile(RECIPE) is not tile


def test_a_projected_picture_is_a_mix_that_looks_like_it(artist: Artist, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.gan.project.STARTS", 4)
    monkeypatch.setattr("core.gan.project.LAYERED_STEPS", 25)
    recipe = Recipe(seed=1, family="waves")
    picture = artist.tile(change(recipe, palette=PaletteShift(colours=("#f0e0c0", "#803020")).model_dump()))
    mix = artist.project(picture, recipe, Progress())
    mixed = change(recipe, mix=[mix.model_dump()])
    drawn = artist.tile(mixed)
    assert gap(drawn.mean((0, 1)), picture.mean((0, 1))) < 40
    assert gap(artist.tile(change(mixed, cells=(2, 2))), np.tile(drawn, (2, 2, 1))) < 0.1  # it goes on without a seam

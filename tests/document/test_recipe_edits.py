"""Changes of recipes: pure, in range, and never more than what was asked for."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.artwork.recipe import Move, Recipe, StyleMix
from core.document.recipe_edits import move_along, nearby, ranges, usual_ranges, with_move, with_seed, with_start
from core.document.schema import parse
from core.gan.direction_files import DirectionInfo

HALF = "AAAAPw=="  # 0.5 as float32


@given(st.integers(3, 64))
def test_the_ranges_cover_all_layers_once_and_in_order(w_layers: int) -> None:
    found = ranges(w_layers)
    assert [each for first, last in found for each in range(first, last + 1)] == list(range(w_layers))
    assert all(first <= last for first, last in found)
    if w_layers > 9:
        assert found[:2] == ((0, 3), (4, 7))


def test_the_usual_ranges_serve_until_the_model_is_known() -> None:
    assert usual_ranges(None)[0] == usual_ranges(18)[0] == (0, 3)
    assert usual_ranges(6) == ranges(6)
    assert usual_ranges(2) == ()


def test_fewer_than_three_layers_have_no_ranges() -> None:
    with pytest.raises(ValueError, match="2 w layers"):
        ranges(2)


def test_a_found_latent_is_drawn_as_it_is_and_gives_its_place_back() -> None:
    recipe = Recipe(seed=9, psi=0.4, cutoff=3, between=(0.5, 0.5), moves=(Move(direction="pc1", value=1),))
    found = with_start(recipe, HALF)
    assert (found.start, found.psi, found.cutoff, found.between) == (HALF, 1.0, None, (0.0, 0.0))
    assert found.moves == recipe.moves
    back = with_start(found, None)
    assert (back.start, back.psi, back.seed) == (None, 0.8, 9)


def test_neighbours_take_saved_directions_with_their_steps_along() -> None:
    info = DirectionInfo(name="liked1", method="liked", layers=(4, 7), step=HALF)
    made = nearby(Recipe(), ["pc1", info], 2.0, random.Random(1))
    assert [move.direction for move in made.moves] == ["pc1", "liked1"]
    saved = move_along(made, "liked1")
    assert saved is not None
    assert (saved.layers, saved.step) == ((4, 7), HALF)
    further = nearby(made, ["liked1"], 2.0, random.Random(2))
    assert move_along(further, "liked1").step == HALF  # type: ignore[union-attr]


@given(st.floats(0, 30), st.integers(0, 2**32))
def test_neighbours_stay_in_range_and_are_the_same_by_the_same_chance(spread: float, seed: int) -> None:
    recipe = Recipe(moves=(Move(direction="pc1", value=9.5),))
    one, other = (nearby(recipe, ["pc1", "pc2"], spread, random.Random(seed)) for _ in range(2))
    assert one == other
    assert all(abs(move.value) <= 10 for move in one.moves)


@given(st.integers())
def test_seeds_go_round(seed: int) -> None:
    assert 0 <= with_seed(Recipe(), seed).seed < 2**32


def test_a_move_takes_the_place_of_the_one_before() -> None:
    recipe = Recipe(moves=(Move(direction="a", value=1), Move(direction="b", value=2)))
    assert [m.value for m in with_move(recipe, Move(direction="a", value=3)).moves] == [3, 2]
    assert [m.direction for m in with_move(recipe, Move(direction="a", value=0)).moves] == ["b"]


def old_recipe() -> dict[str, Any]:
    """A recipe as the first Dieloom wrote it."""
    fields = {
        "model": "loom",
        "seed": 7,
        "psi": 0.9,
        "family": "waves",
        "moves": [{"direction": "pc1", "value": 1.5, "layers": [0, 3]}],
        "mix": [{"seed": 3, "w": None, "layers": None, "weight": 0.5}],
        "palette": None,
        "cells": [2, 1],
        "kind": "gan",
    }
    return json.loads(json.dumps(fields))


def test_recipes_of_older_versions_open_as_what_they_were() -> None:
    recipe = Recipe.model_validate(old_recipe())
    now = (recipe.start, recipe.between, recipe.cutoff, recipe.noise, recipe.noise_seed, recipe.tile)
    assert now == (None, (0.0, 0.0), None, "const", 0, None)
    assert recipe.moves == (Move(direction="pc1", value=1.5, layers=(0, 3)),)
    assert recipe.mix == (StyleMix(seed=3, weight=0.5),)


def test_documents_of_older_versions_open_with_such_recipes() -> None:
    layer = {"kind": "artwork", "id": "art-1", "name": "Art", "recipe": old_recipe()}
    design = {"dieline": {"code": "A20.20.01.01", "parameters": {"L": 80, "W": 40, "D": 140}}, "layers": [layer]}
    manifest = parse({"version": 1, "design": design})
    assert manifest.design.layers[0].recipe == Recipe.model_validate(old_recipe())  # type: ignore[union-attr]

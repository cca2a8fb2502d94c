"""What a recipe refuses, so that no file can hold one that cannot be replayed."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from pydantic import ValidationError

from core.artwork.recipe import Move, Recipe, StyleMix
from core.style.values import PaletteShift


@pytest.mark.parametrize("shares", [(0.5,), (0.2, 0.3, 0.5), (0.0, 0.0), (-1.0, 2.0)])
def test_palettes_need_a_share_for_each_colour(shares: tuple[float, ...]) -> None:
    with pytest.raises(ValidationError, match="share"):
        PaletteShift(colours=("#102030", "#ffeedd"), shares=shares)


def test_layers_rise() -> None:
    assert Move(direction="pc1", value=1, layers=(2, 2)).layers == (2, 2)
    with pytest.raises(ValidationError, match="comes after"):
        Move(direction="pc1", value=1, layers=(9, 3))


def test_a_mix_names_what_it_mixes() -> None:
    with pytest.raises(ValidationError, match="seed or w"):
        StyleMix(weight=0.5)


@pytest.mark.parametrize("field", [{"seed": -1}, {"psi": 3.0}, {"psi": float("nan")}, {"cells": (9, 1)}, {"colour": 1}])
def test_fields_have_limits(field: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Recipe(**field)


def test_equal_recipes_and_only_they_share_a_digest() -> None:
    assert Recipe(seed=4).digest() == Recipe(seed=4).digest() != Recipe(seed=5).digest()


def test_a_digest_that_is_remembered_is_that_of_the_json() -> None:
    recipe = Recipe(seed=4, mix=(StyleMix(w=(0.5, 0.25)),))
    wanted = hashlib.sha256(recipe.model_dump_json().encode()).hexdigest()
    assert [recipe.digest(), recipe.digest()] == [wanted, wanted]

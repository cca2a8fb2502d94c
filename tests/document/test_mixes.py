"""Mixes of seeds come and go without touching those of reference pictures."""

from __future__ import annotations

from core.artwork.recipe import Move, Recipe, StyleMix
from core.document.mixes import alone, mixed_in, seed_mixes, swapped, with_mix, without_mix

REFERENCE = StyleMix(w=(0.5, 1.0), weight=0.7)
ONE, TWO = StyleMix(seed=1, layers=(0, 3)), StyleMix(seed=2, weight=0.4)
RECIPE = Recipe(mix=(ONE, REFERENCE, TWO))


def test_only_seeds_are_counted() -> None:
    assert seed_mixes(RECIPE) == [0, 2]
    assert seed_mixes(Recipe()) == []


def test_one_is_added_changed_removed_and_moved_around_the_reference() -> None:
    three = StyleMix(seed=3)
    assert mixed_in(RECIPE, three).mix == (ONE, REFERENCE, TWO, three)
    assert with_mix(RECIPE, 2, three).mix == (ONE, REFERENCE, three)
    assert without_mix(RECIPE, 0).mix == (REFERENCE, TWO)
    assert swapped(RECIPE, 0, 2).mix == (TWO, REFERENCE, ONE)


def test_alone_a_seed_keeps_the_moves_and_nothing_else_of_the_mixing() -> None:
    moved = RECIPE.model_copy(update={"moves": (Move(direction="pc1", value=2),), "between": (0.5, 0.5)})
    assert alone(moved, 9) == Recipe(seed=9, moves=moved.moves)

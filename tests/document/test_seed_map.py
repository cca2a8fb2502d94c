"""The plane of seeds: what lies where, and that every way over it is exact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.artwork.recipe import Recipe
from core.document.recipe_edits import SEEDS
from core.document.seed_map import at_seed, nearest, seed_at, wandered

seeds = st.integers(0, SEEDS - 1)
thousandths = st.integers(-5000, 5000)
START = "AACAPw=="  # one float32


@given(seeds, thousandths, thousandths)
def test_the_way_back_leads_to_where_it_began(seed: int, across: int, down: int) -> None:
    recipe = Recipe(seed=seed, between=(0.25, 0.125))
    there = wandered(recipe, across / 1000, down / 1000)
    assert wandered(there, -across / 1000, -down / 1000) == recipe


@given(seeds, thousandths, thousandths)
def test_a_place_is_a_seed_and_what_is_left_of_the_way(seed: int, across: int, down: int) -> None:
    there = wandered(Recipe(seed=seed), across / 1000, down / 1000)
    assert there.seed == seed_at(seed, across // 1000, down // 1000)
    assert there.between == ((across % 1000) / 1000, (down % 1000) / 1000)


def test_a_seed_to_the_right_a_hundred_down_and_round_the_end() -> None:
    assert (seed_at(7, 1, 0), seed_at(7, 0, 1), seed_at(7, -8, 0)) == (8, 107, SEEDS - 1)


@pytest.mark.parametrize(
    ("between", "seed"), [((0.0, 0.0), 10), ((0.49, 0.49), 10), ((0.5, 0.2), 11), ((0.2, 0.9), 110), ((0.8, 0.8), 111)]
)
def test_the_nearest_seed_is_the_closest_of_the_four(between: tuple[float, float], seed: int) -> None:
    assert nearest(Recipe(seed=10, between=between)) == Recipe(seed=seed)


def test_a_place_on_the_map_gives_up_a_latent_that_was_found() -> None:
    found = Recipe(seed=3, start=START, psi=1.0)
    assert wandered(found, 0.5, 0).start is None
    assert at_seed(found, 3) == Recipe(seed=3)

"""The plane of seeds: one seed further to the right, a hundred further downwards, and every place between four seeds.

It is the latent plane of the official StyleGAN visualizer: `Recipe.between` blends the four neighbours bilinearly.
"""

from __future__ import annotations

import math

from core.artwork.recipe import Recipe
from core.document.edits import changed
from core.document.recipe_edits import SEEDS, with_start

ROW = 100  # seeds from one row of the plane to the next
STEPS = 1000  # places that are told apart on the way from one seed to the next


def seed_at(seed: int, across: int, down: int) -> int:
    """The seed so many columns to the right and rows below; past the last one the first follows."""
    return (seed + across + ROW * down) % SEEDS


def at_seed(recipe: Recipe, seed: int) -> Recipe:
    """The recipe at a seed of the plane; a latent that took the seed's place is given up."""
    return changed(_by_seed(recipe), seed=seed % SEEDS, between=(0.0, 0.0))


def wandered(recipe: Recipe, across: float, down: float) -> Recipe:
    """The recipe moved over the plane by so many seeds to the right and rows down, fractions of them included."""
    columns, x = divmod(round((recipe.between[0] + across) * STEPS), STEPS)
    rows, y = divmod(round((recipe.between[1] + down) * STEPS), STEPS)
    return changed(_by_seed(recipe), seed=seed_at(recipe.seed, columns, rows), between=(x / STEPS, y / STEPS))


def nearest(recipe: Recipe) -> Recipe:
    """The recipe at the seed that lies closest to its place."""
    x, y = recipe.between
    return at_seed(recipe, seed_at(recipe.seed, math.floor(x + 0.5), math.floor(y + 0.5)))


def _by_seed(recipe: Recipe) -> Recipe:
    return recipe if recipe.start is None else with_start(recipe, None)

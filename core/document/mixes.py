"""Other seeds blended into a recipe (style mixing, Karras et al. 2019, section 3.1), as pure functions.

A mix's place is its index in ``recipe.mix``: later ones are blended over earlier ones. Mixes with a latent of their own
stand for reference pictures (see :func:`core.document.styling.grown_of`); they are left where they are.
"""

from __future__ import annotations

from core.artwork.recipe import Recipe, StyleMix
from core.document.edits import changed


def seed_mixes(recipe: Recipe) -> list[int]:
    """The places of the mixes that come from seeds, in their order."""
    return [place for place, mix in enumerate(recipe.mix) if mix.w is None]


def with_mix(recipe: Recipe, place: int, mix: StyleMix) -> Recipe:
    """``mix`` at this place; raises IndexError for a place that the recipe has not."""
    mixes = list(recipe.mix)
    mixes[place] = mix
    return changed(recipe, mix=tuple(mixes))


def mixed_in(recipe: Recipe, mix: StyleMix) -> Recipe:
    """One more mix, over all others."""
    return changed(recipe, mix=(*recipe.mix, mix))


def without_mix(recipe: Recipe, place: int) -> Recipe:
    return changed(recipe, mix=recipe.mix[:place] + recipe.mix[place + 1 :])


def swapped(recipe: Recipe, place: int, other: int) -> Recipe:
    """Two mixes in each other's place."""
    mixes = list(recipe.mix)
    mixes[place], mixes[other] = mixes[other], mixes[place]
    return changed(recipe, mix=tuple(mixes))


def alone(recipe: Recipe, seed: int) -> Recipe:
    """What this seed would grow by itself: the recipe's model, family and moves, nothing mixed in."""
    return changed(recipe, seed=seed, between=(0.0, 0.0), start=None, mix=())

"""What a layer takes from reference pictures, as pure functions: their colours, their style painted over it, or, for
artwork, their latents mixed into its own.

Artwork keeps the palette and the mixes in its recipe, where they are replayed before the edits; a picture keeps the
palette, like the painting, among its edits.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from core.artwork.recipe import Layers, Recipe, StyleMix
from core.document.edits import changed
from core.document.model import ArtworkLayer, ImageLayer
from core.document.steps import edits_of, with_edits
from core.style.values import PaletteEdit, PaletteShift, StyleEdit

Styled = ArtworkLayer | ImageLayer
S = TypeVar("S", ArtworkLayer, ImageLayer)


def palette_of(layer: Styled) -> PaletteShift | None:
    if isinstance(layer, ArtworkLayer):
        return layer.recipe.palette
    return next((each.shift for each in layer.edits if isinstance(each, PaletteEdit)), None)


def with_palette(layer: S, shift: PaletteShift | None) -> S:
    """In place of the palette before; taken out when None. Raises DieloomError where there is no room for it."""
    if isinstance(layer, ArtworkLayer):
        return changed(layer, recipe=changed(layer.recipe, palette=shift))
    return _with_edit(layer, PaletteEdit, PaletteEdit(shift=shift) if shift else None)


def painting_of(layer: Styled) -> StyleEdit | None:
    return next((each for each in edits_of(layer) if isinstance(each, StyleEdit)), None)


def with_painting(layer: S, painting: StyleEdit | None) -> S:
    """In place of the painting before; taken out when None. Raises DieloomError where there is no room for it."""
    return _with_edit(layer, StyleEdit, painting)


def grown_of(layer: Styled) -> tuple[StyleMix, ...]:
    """The mixes that stand for reference pictures: those with a latent of their own."""
    return tuple(mix for mix in layer.recipe.mix if mix.w is not None) if isinstance(layer, ArtworkLayer) else ()


def with_grown(layer: S, mixes: Sequence[StyleMix]) -> S:
    """These mixes in place of the references' before; a picture grows from nothing and stays as it is."""
    if not isinstance(layer, ArtworkLayer):
        return layer
    return changed(layer, recipe=_with_mixes(layer.recipe, tuple(mixes)))


def plain(layer: S) -> S:
    """The layer without anything that it took from references."""
    return with_grown(with_painting(with_palette(layer, None), None), ())


def strength_of(mixes: Sequence[StyleMix]) -> float:
    """How much of a latent comes from the mixes, one blended over the other."""
    rest = 1.0
    for mix in mixes:
        rest *= 1 - mix.weight
    return 1 - rest


def mixed_shares(mixes: Sequence[StyleMix]) -> list[float]:
    """What each of the mixes has in the latent in the end: later ones cover those before."""
    shares, rest = [], 1.0
    for mix in reversed(mixes):
        shares.append(rest * mix.weight)
        rest *= 1 - mix.weight
    return shares[::-1]


def mixes_of(
    latents: Sequence[tuple[float, ...]], shares: Sequence[float], strength: float, layers: Layers | None
) -> tuple[StyleMix, ...]:
    """Mixes that, one blended over the other, give each latent its share of ``strength``; inverts ``mixed_shares``."""
    total, mixes, left = sum(shares), [], 1.0
    for w, share in zip(reversed(latents), reversed(shares), strict=True):
        part = strength * share / total if total else 0.0
        weight = min(1.0, part / left) if left > 1e-9 else 0.0
        mixes.append(StyleMix(w=w, weight=weight, layers=layers))
        left -= part
    return tuple(reversed(mixes))


def _with_mixes(recipe: Recipe, mixes: tuple[StyleMix, ...]) -> Recipe:
    places = [i for i, mix in enumerate(recipe.mix) if mix.w is not None]
    others = [mix for mix in recipe.mix if mix.w is None]
    place = places[0] if places else len(others)
    return changed(recipe, mix=(*others[:place], *mixes, *others[place:]))


def _with_edit(layer: S, kind: type[PaletteEdit | StyleEdit], edit: PaletteEdit | StyleEdit | None) -> S:
    edits = list(edits_of(layer))
    place = next((i for i, each in enumerate(edits) if isinstance(each, kind)), len(edits))
    edits[place : place + 1] = [edit] if edit else []
    return with_edits(layer, edits)

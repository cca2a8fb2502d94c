"""A layer holds so many steps, and says so in words when there are to be more."""

from __future__ import annotations

import pytest

from core.artwork.edits import MOST_OF_PICTURE, MOST_OF_TILE
from core.artwork.recipe import Recipe
from core.document.model import ArtworkLayer, ImageLayer
from core.document.steps import Stepped, edits_of, is_full, with_edits
from core.document.styling import with_painting, with_palette
from core.errors import DieloomError
from core.imaging.values import EnhanceEdit
from core.style.values import PaletteShift, StyleEdit

STEP = EnhanceEdit(contrast=0.5)
ART = ArtworkLayer(id="art", recipe=Recipe(edits=(STEP,) * MOST_OF_TILE))
PICTURE = ImageLayer(id="pic", asset="0" * 64, edits=(STEP,) * MOST_OF_PICTURE)


@pytest.mark.parametrize("layer", [ART, PICTURE])
def test_one_more_step_than_a_layer_holds_is_refused_in_words(layer: Stepped) -> None:
    steps = edits_of(layer)
    assert is_full(layer)
    assert not is_full(with_edits(layer, steps[1:]))
    assert with_edits(layer, (StyleEdit(), *steps[1:])) != layer, "as many as there are is no more"
    with pytest.raises(DieloomError, match=f"{len(steps) + 1} steps are more than the {len(steps)}"):
        with_edits(layer, (*steps, STEP))


def test_what_references_give_takes_a_step_where_there_is_one_left() -> None:
    red = PaletteShift(colours=("#ff0000",))
    for layer in (ART, PICTURE):
        with pytest.raises(DieloomError, match="Remove a step"):
            with_painting(layer, StyleEdit())
    with pytest.raises(DieloomError, match="Remove a step"):
        with_palette(PICTURE, red)
    assert with_palette(ART, red).recipe.palette == red, "artwork keeps it beside its steps"
    assert with_painting(PICTURE, None) == PICTURE


def test_fields_come_with_the_steps() -> None:
    assert with_edits(PICTURE, (), clip="M0 0H1V1Z") == ImageLayer(id="pic", asset="0" * 64, clip="M0 0H1V1Z")

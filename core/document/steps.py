"""The steps that a layer's pixels go through, as a pure function: no more of them than its document holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from core.artwork.edits import MOST_OF_PICTURE, MOST_OF_TILE, Edit
from core.document.edits import changed
from core.document.model import ArtworkLayer, ImageLayer
from core.errors import DieloomError

Stepped = ArtworkLayer | ImageLayer
S = TypeVar("S", ArtworkLayer, ImageLayer)


def edits_of(layer: Stepped) -> tuple[Edit, ...]:
    return layer.recipe.edits if isinstance(layer, ArtworkLayer) else layer.edits


def is_full(layer: Stepped) -> bool:
    """Whether the layer takes no further step."""
    return len(edits_of(layer)) >= _most(layer)


def with_edits(layer: S, edits: Sequence[Edit], /, **fields: Any) -> S:
    """These steps in place of the layer's, and its ``fields``; raises DieloomError for more than it can hold."""
    if len(edits) > _most(layer):
        raise DieloomError(
            f"{len(edits)} steps are more than the {_most(layer)} that one layer can have.",
            "Remove a step that is no longer needed.",
        )
    if isinstance(layer, ArtworkLayer):
        return changed(layer, recipe=changed(layer.recipe, edits=tuple(edits)), **fields)
    return changed(layer, edits=tuple(edits), **fields)


def _most(layer: Stepped) -> int:
    return MOST_OF_TILE if isinstance(layer, ArtworkLayer) else MOST_OF_PICTURE

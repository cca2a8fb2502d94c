"""Edits of pixels as steps of a recipe: what is done to a tile or to a photo, one step after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from core.imaging.values import CutoutEdit, EnhanceEdit, InpaintEdit, UpscaleEdit
from core.style.values import PaletteEdit, StyleEdit

Edit = Annotated[
    PaletteEdit | StyleEdit | UpscaleEdit | InpaintEdit | EnhanceEdit | CutoutEdit, Field(discriminator="kind")
]

MOST_OF_TILE, MOST_OF_PICTURE = 32, 64
"""Steps of a grown tile, and of a placed picture."""


def enlargement(edits: Sequence[Edit]) -> int:
    """How many times as many pixels a side has after the edits."""
    factor = 1
    for edit in edits:
        if isinstance(edit, UpscaleEdit):
            factor *= edit.factor
    return factor

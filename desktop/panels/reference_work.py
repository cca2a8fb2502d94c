"""What the engine's thread does with a reference picture. Nothing here runs in the window's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.artwork.recipe import PaletteShift, Recipe, StyleMix
from core.document.images import decode
from core.jobs import Progress

if TYPE_CHECKING:
    from core.artwork.artist import Artist

COLOURS = 6
PALETTE_PX = 256  # wide enough for the shares of colours


def palette_of(data: bytes, artist: Artist, progress: Progress) -> PaletteShift:
    from core.artwork.palette import extract_palette

    return extract_palette(decode(data, PALETTE_PX), COLOURS)


def style_of(data: bytes, recipe: Recipe, artist: Artist, progress: Progress) -> StyleMix:
    return artist.project(decode(data), recipe, progress)

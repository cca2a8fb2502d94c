"""What the engine's thread does with a reference picture. Nothing here runs in the window's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.artwork.recipe import Recipe, StyleMix
from core.jobs import Progress
from core.pictures.images import decode
from core.style.palette import extract_palette
from core.style.values import PaletteShift

if TYPE_CHECKING:
    from core.artwork.artist import Artist

COLOURS = 6
WIDTH_PX = 256  # enough for shares of colours, and more than the search looks at


def palette_of(asset: str, data: bytes, artist: Artist, progress: Progress) -> tuple[str, PaletteShift]:
    """The main colours of the picture, and whose they are."""
    return asset, extract_palette(_on_white(data), COLOURS)


def style_of(data: bytes, recipe: Recipe, artist: Artist, progress: Progress) -> StyleMix:
    """The latent whose tile looks most like the picture; raises Cancelled."""
    return artist.project(_on_white(data), recipe, progress)


def _on_white(data: bytes) -> NDArray[np.uint8]:
    """[H, W, 3]: what lies under clear pixels is no colour of the picture."""
    pixels = decode(data, WIDTH_PX).astype(np.uint16)
    alpha = pixels[..., 3:]
    return ((pixels[..., :3] * alpha + 255 * (255 - alpha) + 127) // 255).astype(np.uint8)

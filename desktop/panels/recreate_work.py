"""What the engine's thread does to recreate a picture. Nothing here runs in the window's thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from core.artwork.recipe import Recipe
from core.jobs import Progress
from core.pictures import images
from desktop.workers.search import OnStep

if TYPE_CHECKING:
    from core.artwork.artist import Artist

WIDTH_PX = 1024  # the largest models draw no more


def recreated(path: Path, recipe: Recipe, artist: Artist, progress: Progress, on_step: OnStep) -> Recipe:
    """The recipe whose tile comes nearest to the picture in this file; raises DieloomError and Cancelled."""
    from core.artwork.editing import invert_recipe

    progress.report(0.0)
    pixels = images.decode(images.read_file(path), WIDTH_PX).astype(np.uint16)
    alpha = pixels[..., 3:]  # clear parts become white: what lies under them is not seen
    on_white = ((pixels[..., :3] * alpha + 255 * (255 - alpha) + 127) // 255).astype(np.uint8)
    return invert_recipe(artist, on_white, recipe, progress, on_step=on_step)

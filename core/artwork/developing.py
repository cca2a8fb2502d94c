"""Edits replayed on pixels, one after the other; the room that one belongs to is loaded when it is first needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module

import numpy as np
from numpy.typing import NDArray

from core.artwork.edits import Edit
from core.errors import DieloomError
from core.jobs import Progress

Pixels = NDArray[np.uint8]

MOST_PIXELS = 1 << 30
"""What a picture may become: x4 of 8192 x 8192."""

_ROOMS = {
    "palette": ("core.style.palette", "edit_palette"),
    "style": ("core.style.painting", "paint"),
    "upscale": ("core.imaging.upscale", "upscale"),
    "inpaint": ("core.imaging.inpaint", "inpaint"),
    "enhance": ("core.imaging.enhance", "enhance"),
    "cutout": ("core.imaging.cutout", "cut_out"),
}


def develop(
    pixels: Pixels, edits: Sequence[Edit], progress: Progress, repeats: tuple[bool, bool] = (False, False)
) -> Pixels:
    """``pixels`` [H, W, 4] sRGB with straight alpha after the edits; where they repeat (x, y) they still do.

    Raises DieloomError, naming the step that failed, and Cancelled.
    """
    for number, edit in enumerate(edits):
        share = progress.part(number / len(edits), (number + 1) / len(edits))
        try:
            pixels = _done(pixels, edit, share, repeats)
        except DieloomError as error:
            if len(edits) == 1:
                raise
            raise DieloomError(f"Step {number + 1} ({edit.kind}): {error.message}", error.hint) from error
    return pixels


def _done(pixels: Pixels, edit: Edit, progress: Progress, repeats: tuple[bool, bool]) -> Pixels:
    if edit.kind == "upscale" and pixels.shape[0] * pixels.shape[1] * edit.factor**2 > MOST_PIXELS:
        height, width = pixels.shape[:2]
        raise DieloomError(
            f"{width} x {height} px times {edit.factor} is more than {MOST_PIXELS >> 20} million pixels.",
            "Choose a smaller factor, or crop the picture.",
        )
    module, name = _ROOMS[edit.kind]
    room: Callable[..., Pixels] = getattr(import_module(module), name)
    try:
        return room(pixels, edit, progress, repeats)
    except MemoryError as error:
        raise DieloomError(
            "There is too little memory for this step.", "Close other programs, or edit a smaller picture."
        ) from error


def with_alpha(pixels: Pixels) -> Pixels:
    """[H, W, 3] as [H, W, 4], opaque."""
    return np.dstack([pixels, np.full(pixels.shape[:2], 255, np.uint8)])

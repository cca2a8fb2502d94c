"""Less noise and more sharpness, by the bundled network."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

from core.imaging.bundled import bundled
from core.imaging.pieces import through
from core.jobs import Progress
from core.pictures.tiles import Tiling, by_tiles

Pixels = NDArray[np.uint8]
_PIECE_PX = 384


def restore(
    pixels: Pixels, denoise: float, deblur: float, progress: Progress, repeats: tuple[bool, bool] = (False, False)
) -> Pixels:
    """[H, W, 3] sRGB with noise and blur of these strengths taken away, each 0..1; with both 0 the picture itself.

    Strength 1 of ``denoise`` is for noise of a standard deviation of 50 in 8 bits, of ``deblur`` for the blur of a
    Gauss of 2 px. A tile that repeats (x, y) still does. Raises DieloomError where the network is missing, Cancelled.
    """
    if not denoise and not deblur:
        return pixels.copy()
    network, strengths = bundled("restore"), torch.tensor([[denoise, deblur]])

    def work(piece: Pixels) -> Pixels:
        return through(lambda picture: network(picture, 1, strengths), piece, progress)

    return by_tiles(pixels, work, Tiling(_PIECE_PX, network.config.margin_px, repeats=repeats), progress, "Restoring")

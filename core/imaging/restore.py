"""Less noise and more sharpness, by the bundled network."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

from core.imaging.bundled import bundled
from core.imaging.pieces import filled, through
from core.jobs import Progress
from core.pictures.tiles import Tiling, by_tiles

Pixels = NDArray[np.uint8]
_PIECE_PX = 384


def restore(
    pixels: Pixels, denoise: float, deblur: float, progress: Progress, repeats: tuple[bool, bool] = (False, False)
) -> Pixels:
    """[H, W, 3 or 4] sRGB with noise and blur of these strengths taken away, each 0..1; with both 0 the picture itself.

    Strength 1 of ``denoise`` is for noise of a standard deviation of 50 in 8 bits, of ``deblur`` for the blur of a
    Gauss of 2 px. Alpha is kept, and the colour under clear pixels has no say. A tile that repeats (x, y) still does.
    Raises DieloomError where the network is missing, and Cancelled.
    """
    if not denoise and not deblur:
        return pixels.copy()
    network, strengths = bundled("restore"), torch.tensor([[denoise, deblur]])
    reach = network.config.margin_px
    clear = pixels.shape[2] == 4 and not pixels[:, :, 3].all()
    # As far as the network sees go the colours of an edge over clear pixels: those see as far again.
    tiling = Tiling(_PIECE_PX, 2 * reach if clear else reach, repeats=repeats)

    def work(piece: Pixels) -> Pixels:
        colours = filled(piece, reach, progress) if clear else piece[:, :, :3]
        made = through(lambda picture: network(picture, 1, strengths), colours, progress)
        return np.concatenate([made, piece[:, :, 3:]], 2)

    return by_tiles(pixels, work, tiling, progress, "Restoring")

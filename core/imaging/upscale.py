"""More pixels: x2 and x4 by the bundled network, or by the person's own (:mod:`core.imaging.foreign`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import cv2
import numpy as np
from numpy.typing import NDArray

from core.imaging.bundled import bundled
from core.imaging.foreign import ForeignModel, find_weights, open_foreign
from core.imaging.pieces import filled, through
from core.imaging.values import UpscaleEdit
from core.jobs import Progress
from core.pictures.tiles import Tiling, joined, strips

Pixels = NDArray[np.uint8]
Enlarge = Callable[[Pixels, Progress], Pixels]
"""[h, w, 3] -> [factor h, factor w, 3]."""

OWN = "upscale"
_PIECE_PX = 256  # one layer of the network on a piece takes some 50 ms on a core
_TEXT = "Upscaling"


def upscale(
    pixels: Pixels, edit: UpscaleEdit, progress: Progress, repeats: tuple[bool, bool] = (False, False)
) -> Pixels:
    """[H, W, 4] sRGB with straight alpha -> [factor H, factor W, 4]; a tile that repeats (x, y) still does.

    Raises DieloomError for a model that does not serve, and Cancelled.
    """
    return joined(upscaled_strips(pixels, edit, progress, repeats), len(pixels) * edit.factor)


def upscaled_strips(
    pixels: Pixels, edit: UpscaleEdit, progress: Progress, repeats: tuple[bool, bool] = (False, False)
) -> Iterator[Pixels]:
    """What :func:`upscale` makes, from top to bottom as it is done: [h, factor W, 4] at a time."""
    if edit.model is None or edit.model == OWN:
        enlarge, reach = _own(edit.factor), bundled(OWN).config.margin_px
        # As far as the network sees go the colours of an edge over clear pixels: those see as far again.
        margin = reach if pixels[:, :, 3].min() == 255 else 2 * reach
        tiling = Tiling(_PIECE_PX, margin, edit.factor, repeats=repeats)
    else:
        model = open_foreign(find_weights(edit.model), "SR")
        enlarge, tiling = _by(model, edit.factor), model.tiling(edit.factor, repeats)
        reach = tiling.size_px + 2 * tiling.margin_px  # who knows how far it sees
    work = partial(_enlarged, enlarge=enlarge, factor=edit.factor, reach_px=reach, progress=progress)
    return strips(pixels, work, tiling, progress, _TEXT)


def _own(factor: int) -> Enlarge:
    network = bundled(OWN)
    return lambda piece, progress: through(lambda picture: network(picture, factor), piece, progress)


def _by(model: ForeignModel, factor: int) -> Enlarge:
    return lambda piece, progress: through(lambda picture: model.enlarged(picture, factor), piece, progress)


def _enlarged(piece: Pixels, *, enlarge: Enlarge, factor: int, reach_px: int, progress: Progress) -> Pixels:
    alpha = piece[:, :, 3]
    if not alpha.any():
        return np.zeros((len(piece) * factor, piece.shape[1] * factor, 4), np.uint8)
    if alpha.min() == 255:
        colours = enlarge(piece[:, :, :3], progress)
        return np.dstack([colours, np.full(colours.shape[:2], 255, np.uint8)])
    return np.dstack([enlarge(filled(piece, reach_px, progress), progress), _alpha(alpha, factor, progress)])


def _alpha(alpha: Pixels, factor: int, progress: Progress) -> Pixels:
    """By our own network as a grey picture, whatever makes the colours: an artist's taste has no place in a mask.

    Within the range of the pixels around, so that what is clear or opaque stays exactly that.
    """
    made = _own(factor)(np.dstack([alpha] * 3), progress)[:, :, 1]
    around = np.ones((3, 3), np.uint8)
    bounds = [cv2.erode(alpha, around), cv2.dilate(alpha, around)]
    low, high = (each.repeat(factor, 0).repeat(factor, 1) for each in bounds)
    return np.clip(made, low, high)

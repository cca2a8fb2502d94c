"""The edge of a subject at full size: how much of each pixel it covers, and its own colour there.

A pixel of the edge is a mixture of what lies to its two sides. With the nearest sure colour of the subject (F) and of
the ground (B) known, its coverage is where its colour lies on the way from B to F, and the ground's share can be taken
out of it (Smith & Blinn, "Blue Screen Matting", SIGGRAPH 1996), so that no fringe of the old ground is left. Where the
two are too alike to tell, the picture's own edges guide the coarse outline (He et al., "Guided Image Filtering", 2010).
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from core.jobs import Progress
from core.pictures.tiles import Tiling, by_tiles

Pixels = NDArray[np.uint8]
Reals = NDArray[np.floating[Any]]

_TILE_PX = 256
_ALIKE = 20.0  # sRGB; a difference of F and B that noise and texture drown
_ASTRAY = 24.0  # sRGB; what is farther from every mixture of F and B is no mixture of them
_FAINT = 0.04
_SOLID = 0.97


def matte(pixels: Pixels, coarse: Pixels, band_px: int, progress: Progress, repeats: tuple[bool, bool]) -> Pixels:
    """``pixels`` [H, W, 4] with coverage as their alpha and the ground out of their colours.

    ``coarse`` [H, W] is the subject's share, 255 all of it, true to ``band_px``. Raises Cancelled.
    """
    margin = 4 * (band_px + 2)
    tiling = Tiling(_TILE_PX, margin, repeats=repeats)
    return by_tiles(np.dstack([pixels[:, :, :3], coarse]), lambda piece: _piece(piece, band_px), tiling, progress)


def _piece(piece: Pixels, band: int) -> Pixels:
    colour, coarse = piece[:, :, :3], piece[:, :, 3]
    subject = (coarse > 127).astype(np.uint8)
    inner = np.asarray(cv2.distanceTransform(subject, cv2.DIST_L2, 3) > band)
    outer = np.asarray(cv2.distanceTransform(1 - subject, cv2.DIST_L2, 3) > band)
    if (inner | outer).all() or not (outer.any() and subject.any()):
        return np.dstack([colour, subject * np.uint8(255)])
    inner |= _thin(colour, subject, inner, outer, band)
    image = colour.astype(np.float32)
    front, back = _spread(image, inner), _spread(image, outer)
    alpha = _coverage(image, front, back, coarse)
    alpha[inner], alpha[outer] = 1.0, 0.0
    alpha = np.where(alpha > _SOLID, 1.0, np.where(alpha < _FAINT, 0.0, alpha)).astype(np.float32)
    share = alpha[:, :, None]
    own = (image - (1 - share) * back) / np.maximum(share, 0.1)
    # What is left of a pixel that is nearly all ground is noise: there the subject's colour is its neighbour's.
    trust = np.clip((share - 0.1) / 0.4, 0, 1)
    clean = np.where(share >= 1, image, trust * own.clip(0, 255) + (1 - trust) * front)
    return np.dstack([np.rint(clean), np.rint(alpha * 255)]).clip(0, 255).astype(np.uint8)


def _thin(
    colour: Pixels, subject: Pixels, inner: NDArray[np.bool_], outer: NDArray[np.bool_], band: int
) -> NDArray[np.bool_]:
    """Of parts too thin to have an inside, the pixels farthest from the ground: those it covers whole."""
    size = 2 * band + 3
    reached = cv2.dilate(inner.astype(np.uint8), cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)))
    thin = np.asarray((subject > 0) & (reached == 0))
    if not thin.any():
        return thin
    image = colour.astype(np.float32)
    away = np.linalg.norm(image - _spread(image, outer), axis=2) * (subject > 0)
    return np.asarray(thin & (away >= 0.95 * cv2.dilate(away, np.ones((size, size), np.uint8))))


def _spread(image: Reals, known: NDArray[np.bool_]) -> Reals:
    """For each pixel the colour of the nearest known one, smoothed among the known."""
    if not known.any():
        return image
    weight = known.astype(np.float32)
    summed = cv2.blur(image * weight[:, :, None], (5, 5))
    smooth = summed / np.maximum(cv2.blur(weight, (5, 5)), 1e-3)[:, :, None]
    _, labels = cv2.distanceTransformWithLabels(
        (~known).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    place = np.zeros(int(labels.max()) + 1, np.intp)
    place[labels[known]] = np.flatnonzero(known)
    return np.asarray(smooth.reshape(-1, 3)[place[labels]])


def _coverage(image: Reals, front: Reals, back: Reals, coarse: Pixels) -> Reals:
    way, here = front - back, image - back
    length = (way**2).sum(2)
    share = (here * way).sum(2) / np.maximum(length, 1.0)
    mixed = share.clip(0, 1)
    astray = np.linalg.norm(here - mixed[:, :, None] * way, axis=2)
    # Light beyond F, as in a highlight, is the subject's all the same; so is what no mixture explains.
    doubt = np.clip(astray / _ASTRAY - 1, 0, 1)
    guided = _guided(image.mean(2) / 255, coarse.astype(np.float32) / 255)
    trust = length / (length + _ALIKE**2) * (1 - doubt)
    return np.asarray(trust * mixed + (1 - trust) * guided, np.float32)


def _guided(guide: Reals, mask: Reals, reach: int = 4, smooth: float = 1e-4) -> Reals:
    """The mask as a local linear function of the picture's lightness."""
    size = (2 * reach + 1, 2 * reach + 1)
    mean, level = cv2.blur(guide, size), cv2.blur(mask, size)
    slope = (cv2.blur(guide * mask, size) - mean * level) / (cv2.blur(guide * guide, size) - mean * mean + smooth)
    offset = level - slope * mean
    return np.asarray((cv2.blur(slope, size) * guide + cv2.blur(offset, size)).clip(0, 1))

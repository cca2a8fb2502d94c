"""The studio around the pack: a seamless grey background, and the soft shadow that the pack throws on the floor."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from core.geometry import Box
from core.mockup.look import Colour
from core.mockup.mesh import Mesh
from core.mockup.strips import placed_on

CENTRE = (0.5, 0.42)  # of the picture, where the background is brightest
REACH = 0.78  # of the picture's diagonal, where it is darkest
BRIGHT: Colour = (246, 246, 247)
DIM: Colour = (196, 198, 203)

FLOOR = np.array([[1.0, 0, 0], [0, 0, 0], [0, 1, 0]])  # as a plane of a mesh: (x, z, 1) to the room

_SIDE = 144  # pixels of the shadow's picture
_LAYERS = 5


@dataclass(frozen=True)
class Shadow:
    """Opacities of black [N, N] (uint8) over ``box`` on the floor: x to the right, the first row farthest back."""

    opacity: NDArray[np.uint8]
    box: Box  # x, and -z for y


def background(width: int, rows: range, height: int) -> NDArray[np.float32]:
    """[len(rows), width, 3] of a picture's background."""
    y, x = np.ogrid[rows.start : rows.stop, 0:width]
    across, down = (x + 0.5 - CENTRE[0] * width), (y + 0.5 - CENTRE[1] * height)
    away = np.minimum(np.hypot(across, down) / (REACH * np.hypot(width, height)), 1)[:, :, None].astype(np.float32)
    return np.asarray(np.array(BRIGHT, np.float32) * (1 - away) + np.array(DIM, np.float32) * away, np.float32)


def shadow_of(mesh: Mesh) -> Shadow:
    """The pack seen from above, in slices: the lower a slice, the darker and the sharper its shadow."""
    reach = mesh.radius * 0.9
    half = max(mesh.high[0], mesh.high[2]) + reach
    scale = _SIDE / (2 * half)
    total = np.ones((_SIDE, _SIDE), np.float32)
    tall = max(mesh.high[1], 1e-6)
    for share in np.linspace(0, 1, _LAYERS) ** 2:
        limit = share * tall + 0.02 * mesh.radius
        slice_ = Image.new("L", (_SIDE, _SIDE), 0)
        pen = ImageDraw.Draw(slice_)
        for points in _below(mesh, limit):
            at = [((x + half) * scale, (z + half) * scale) for x, _, z in points]
            pen.polygon(at, fill=255, outline=255)
        blur = (0.025 + 0.34 * share) * mesh.radius * scale
        cover = np.asarray(slice_.filter(ImageFilter.GaussianBlur(float(blur))), np.float32) / 255
        total *= 1 - cover * (0.34 * (1 - share) ** 2 + 0.12)
    return Shadow(np.rint(255 * (1 - total)).astype(np.uint8), Box(-half, -half, half, half))


def _below(mesh: Mesh, limit: float) -> list[NDArray[np.float64]]:
    """The parts of the board's middle that lie lower than ``limit`` mm."""
    parts = []
    for i, piece in enumerate(mesh.pieces):
        for ring in piece.rings[:1]:
            points = placed_on(mesh.middle[i], ring)
            part = clipped(points, limit - points[:, 1])
            if len(part):
                parts.append(part)
    return parts


def clipped(points: NDArray[np.float64], keep: NDArray[np.float64]) -> NDArray[np.float64]:
    """The part of a ring [N, D] where ``keep`` [N], linear along its edges, is positive (Sutherland and Hodgman)."""
    if (keep >= 0).all():
        return points
    following, after = np.roll(points, -1, axis=0), np.roll(keep, -1)
    crosses = (keep >= 0) != (after >= 0)
    way = np.divide(keep, keep - after, out=np.zeros_like(keep), where=crosses)[:, None]
    cuts = points + way * (following - points)
    both = np.stack([points, cuts], axis=1).reshape(-1, points.shape[1])
    kept: NDArray[np.float64] = both[np.column_stack([keep >= 0, crosses]).reshape(-1)]
    return kept

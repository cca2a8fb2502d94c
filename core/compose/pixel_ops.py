"""Drawing operations in pixels, as :mod:`core.compose.raster` plays them on one band of a page after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.compose.coverage import Edges, Rule, coverage
from core.geometry import Affine

Canvas = NDArray[np.float32]


@dataclass(frozen=True)
class Band:
    """Rows of a page from ``top`` on: ``rgb`` is [rows, width, 3], 0 to 255, drawn on in place."""

    rgb: Canvas
    top: int


@dataclass(frozen=True)
class Window:
    """The part of a band that a shape touches; ``x`` and ``y`` (of the page) are its first column and row."""

    rgb: Canvas
    x: int
    y: int

    def blend(self, colour: NDArray[np.float32], mask: NDArray[np.float32]) -> None:
        """Move the pixels towards ``colour``, all the way where ``mask`` [rows, width] is 1."""
        self.rgb[...] += (colour - self.rgb) * mask[:, :, None]


@dataclass(frozen=True)
class Shape:
    """An area in page pixels, y down."""

    edges: Edges
    rule: Rule = "nonzero"

    @cached_property
    def bounds(self) -> tuple[int, int, int, int] | None:
        """First column and row, last column and row plus one; None for an empty shape."""
        if not len(self.edges):
            return None
        xs, ys = self.edges[:, 0::2], self.edges[:, 1::2]
        low, high = np.floor([xs.min(), ys.min()]), np.ceil([xs.max(), ys.max()])
        return int(low[0]), int(low[1]), int(high[0]), int(high[1])

    def window(self, band: Band) -> Window | None:
        """The band's part that the shape may touch; None when it passes by."""
        if self.bounds is None:
            return None
        rows, width = band.rgb.shape[:2]
        x0, y0, x1, y1 = self.bounds
        x0, x1 = max(x0, 0), min(x1, width)
        y0, y1 = max(y0 - band.top, 0), min(y1 - band.top, rows)
        return Window(band.rgb[y0:y1, x0:x1], x0, y0 + band.top) if x0 < x1 and y0 < y1 else None

    def coverage(self, window: Window) -> NDArray[np.float32]:
        """[rows, width] of the window, 0 to 1."""
        rows, width = window.rgb.shape[:2]
        return coverage(self.edges - np.array([window.x, window.y] * 2), width, rows, self.rule)


class PixelOp(Protocol):
    """Draws its part of a band."""

    def draw(self, band: Band) -> None: ...


@dataclass(frozen=True)
class Solid:
    """One colour (0 to 255) on a shape; an overprint multiplies with what is there."""

    shape: Shape
    colour: NDArray[np.float32]
    overprint: bool

    def draw(self, band: Band) -> None:
        window = self.shape.window(band)
        if window is not None:
            colour = window.rgb * (self.colour / np.float32(255)) if self.overprint else self.colour
            window.blend(colour, self.shape.coverage(window))


@dataclass(frozen=True)
class Sampled:
    """A picture [H, W, 3 or 4] on a shape; ``to_unit`` maps page pixels to the unit square that one picture fills.

    With four channels the colour is premultiplied by the alpha. ``repeat`` tiles the plane, otherwise edges go on.
    """

    shape: Shape
    picture: NDArray[np.uint8]
    to_unit: Affine
    repeat: bool

    def draw(self, band: Band) -> None:
        window = self.shape.window(band)
        if window is None:
            return
        mask = self.shape.coverage(window)[:, :, None]
        found = self._pixels(window)
        alpha = found[:, :, 3:] / 255 if found.shape[2] == 4 else np.float32(1)
        window.rgb[...] += (found[:, :, :3] - window.rgb * alpha) * mask

    def _pixels(self, window: Window) -> NDArray[np.float32]:
        """The picture at the middle of each pixel, bilinear."""
        rows, width = window.rgb.shape[:2]
        height_px, width_px = self.picture.shape[:2]
        x = window.x + np.arange(width, dtype=np.float32)[None, :] + 0.5
        y = window.y + np.arange(rows, dtype=np.float32)[:, None] + 0.5
        m = self.to_unit
        across = (m.a * x + m.c * y + m.e) * width_px - 0.5
        down = (1 - (m.b * x + m.d * y + m.f)) * height_px - 0.5
        left, right, rightness = self._neighbours(across, width_px)
        above, below, depth = self._neighbours(down, height_px)
        upper = _mixed(self.picture[above, left], self.picture[above, right], rightness)
        lower = _mixed(self.picture[below, left], self.picture[below, right], rightness)
        return upper + (lower - upper) * depth

    def _neighbours(
        self, at: NDArray[np.float32], size: int
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
        whole = np.floor(at)
        first = whole.astype(np.int64)
        share = (at - whole).astype(np.float32)[:, :, None]
        if self.repeat:
            return first % size, (first + 1) % size, share
        return np.clip(first, 0, size - 1), np.clip(first + 1, 0, size - 1), share


@dataclass(frozen=True)
class Together:
    """Operations drawn as one: through a clip, at an opacity."""

    ops: Sequence[PixelOp]
    clip: Shape | None
    opacity: float

    def draw(self, band: Band) -> None:
        window = Window(band.rgb, 0, band.top) if self.clip is None else self.clip.window(band)
        if window is None:
            return
        drawn = Band(band.rgb.copy(), band.top)
        for op in self.ops:
            op.draw(drawn)
        rows, width = window.rgb.shape[:2]
        mask = np.ones((rows, width), np.float32) if self.clip is None else self.clip.coverage(window)
        row = window.y - band.top
        window.blend(drawn.rgb[row : row + rows, window.x : window.x + width], mask * np.float32(self.opacity))


def _mixed(first: NDArray[np.uint8], second: NDArray[np.uint8], share: NDArray[np.float32]) -> NDArray[np.float32]:
    start = first.astype(np.float32)
    return start + (second - start) * share

"""A hole's surroundings as a scene, at full size or reduced, and what was filled put back in the picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from core.imaging.mending.filling import ALIGN, Filled
from core.imaging.mending.holes import SIZE_PX, Hole, Repeats, Span
from core.imaging.mending.network import spread
from core.imaging.mending.patches import Colours, Scene, Where
from core.jobs import Progress

Pixels = NDArray[np.uint8]

_LEAST_MARGIN_PX, _MARGIN = 96, 4  # px, and of the hole: repeats of a pattern stand farther off than its texture
_MOST_PX = 3 * SIZE_PX
_STRIP_PX = 128


@dataclass(frozen=True, eq=False)
class Axis:
    """The pixels along one side of a window from ``first`` on, which may lie before the picture: where in the picture
    each stands, and whether it is in it at all."""

    first: int
    places: NDArray[np.intp]
    inside: Where

    @staticmethod
    def about(span: Span, margin: int, size: int, align: int, repeats: bool) -> Axis:
        """At an edge, where the picture does not go on, the window is moved inwards."""
        wanted, first = span.length + 2 * margin, span.start - margin
        if not repeats:
            wanted = min(wanted, size)
            first = min(max(first, 0), size - wanted)
        places = np.arange(first, first - (-wanted // align) * align)
        inside = np.ones(len(places), np.bool_) if repeats else places < size
        return Axis(first, places % size if repeats else places.clip(0, size - 1), inside)


@dataclass(frozen=True, eq=False)
class Window:
    """``rows`` and ``columns`` of the picture about a hole, looked at with ``scale`` x ``scale`` pixels as one."""

    hole: Hole
    rows: Axis
    columns: Axis
    scale: int

    @staticmethod
    def about(hole: Hole, shape: tuple[int, int], repeats: Repeats, widen: int = 1) -> Window:
        """The margin is ``_MARGIN`` times the hole where that is looked at in full size, and as wide as the hole at
        least; ``widen`` times that."""
        wide = min(_MARGIN * hole.extent, (_MOST_PX - hole.extent) // 2)
        margin = widen * max(hole.extent, wide, _LEAST_MARGIN_PX)
        scale = -(-(hole.extent + 2 * margin) // _MOST_PX)
        align = ALIGN * scale
        return Window(
            hole,
            Axis.about(hole.rows, margin, shape[0], align, repeats[1]),
            Axis.about(hole.columns, margin, shape[1], align, repeats[0]),
            scale,
        )

    def scene(self, pixels: Pixels, usable: Where, progress: Progress) -> Scene | None:
        """``pixels`` [H, W, 4] with the hole and whatever else is not ``usable`` [H, W] painted by its surroundings;
        None when nothing is usable."""
        scale, columns = self.scale, self.columns
        parts = list[tuple[Colours, NDArray[np.float32], Where]]()
        for top in range(0, len(self.rows.places), ALIGN * scale):
            progress.check()
            rows = slice(top, top + ALIGN * scale)
            place = np.ix_(self.rows.places[rows], columns.places)
            known = usable[place] & self.rows.inside[rows, None] & columns.inside
            known_colours = pixels[place][..., :3] * known[..., None].astype(np.float32)
            squares = (ALIGN, scale, len(columns.places) // scale, scale)
            share = known.reshape(squares).mean((1, 3), dtype=np.float32)
            total = known_colours.reshape(*squares, 3).mean((1, 3))
            hole = np.asarray(self._hole(rows).reshape(squares).any((1, 3)))
            parts.append((total / np.maximum(share, 1e-6)[..., None] / 255.0, share, hole))
        colours, shares, hole = (np.concatenate([part[i] for part in parts]) for i in range(3))
        if not shares.any():
            return None
        start = spread(_planes(colours), _planes(shares[..., None] == 0))
        colours = np.where(shares[..., None] > 0, colours, start[0].permute(1, 2, 0).numpy())
        return Scene.of(colours.astype(np.float32), hole, (shares > 1 - 1e-6) & ~hole)

    def _hole(self, rows: slice) -> Where:
        """The hole's pixels in some rows of the window."""
        made = np.zeros((rows.stop - rows.start, len(self.columns.places)), np.bool_)
        top, left = self.hole.rows.start - self.rows.first, self.hole.columns.start - self.columns.first
        height, width = self.hole.where.shape
        begin, end = max(top, rows.start), min(top + height, rows.stop)
        if begin < end:
            made[begin - rows.start : end - rows.start, left : left + width] = self.hole.where[begin - top : end - top]
        return made

    def paste(self, filled: Filled, pixels: Pixels, progress: Progress) -> None:
        """Paint the hole in ``pixels`` [H, W, 4]; its alpha stays."""
        top, left = self.hole.rows.start - self.rows.first, self.hole.columns.start - self.columns.first
        for start in range(0, self.hole.rows.length, _STRIP_PX):
            progress.check()
            where = self.hole.where[start : start + _STRIP_PX]
            y, x = np.nonzero(where)
            y, x = y + start + top, x + left
            colours = self._full_size(filled, pixels, y, x)
            places = self.rows.places[y], self.columns.places[x]
            pixels[(*places, slice(3))] = (colours * 255.0).round().clip(0, 255).astype(np.uint8)

    def _full_size(self, filled: Filled, pixels: Pixels, y: NDArray[np.intp], x: NDArray[np.intp]) -> Colours:
        """The colours [N, 3] at rows ``y`` and columns ``x`` of the window: of a scene that is reduced, the pixels that
        its copies stand for, in the light of the scene."""
        if self.scale == 1:
            return filled.colours[y, x]
        smooth = filled.colours if filled.shifts is None else filled.light
        made = _between(smooth, (y + 0.5) / self.scale - 0.5, (x + 0.5) / self.scale - 0.5)
        if filled.shifts is not None:
            down, right = (shift[y // self.scale, x // self.scale] * self.scale for shift in filled.shifts)
            made += pixels[self.rows.places[y + down], self.columns.places[x + right], :3] / np.float32(255)
        return made


def look(pixels: Pixels, usable: Where, hole: Hole, repeats: Repeats, progress: Progress) -> tuple[Window, Scene]:
    """A hole's window, as wide as it takes to see something ``usable`` [H, W], which is somewhere."""
    widen = 1
    while True:
        window = Window.about(hole, usable.shape, repeats, widen)
        scene = window.scene(pixels, usable, progress)
        if scene is not None:
            return window, scene
        widen *= 2


def _planes(colours: NDArray[np.generic]) -> torch.Tensor:
    return torch.from_numpy(np.ascontiguousarray(colours.transpose(2, 0, 1), np.float32))[None]


def _between(colours: Colours, y: NDArray[np.float64], x: NDArray[np.float64]) -> Colours:
    """``colours`` [H, W, 3] between its pixels, [N, 3]."""
    height, width = colours.shape[:2]
    y, x = y.clip(0, height - 1), x.clip(0, width - 1)
    top, left = y.astype(np.intp), x.astype(np.intp)
    low, right = np.minimum(top + 1, height - 1), np.minimum(left + 1, width - 1)
    down, across = (y - top).astype(np.float32)[:, None], (x - left).astype(np.float32)[:, None]
    above = colours[top, left] * (1 - across) + colours[top, right] * across
    below = colours[low, left] * (1 - across) + colours[low, right] * across
    return np.asarray(above * (1 - down) + below * down)

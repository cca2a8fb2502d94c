"""Plays a drawing's operations back on a print page."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from core.colour.inks import Cmyk, Spot
from core.compose.drawlist import DrawImage, DrawPage, FillPath, FillTile, Group, Op, PixelSource, StrokePath
from core.geometry import Affine
from core.jobs import Progress
from core.press.canvas import Canvas
from core.press.inks import PressInks
from core.press.rasters import picture, tiled
from core.press.sheet import Call, Sheet, State

_SEEN = 1 / 255  # of an ink: less may be none on an 8-bit plate


class Painter:
    """Draws fragments of one sheet; every operation leaves the graphics state as it found it."""

    def __init__(self, sheet: Sheet, inks: PressInks, pixels: PixelSource, ppi: float, progress: Progress) -> None:
        self._sheet, self._inks, self._pixels, self._ppi, self._progress = sheet, inks, pixels, ppi, progress
        # By the identity of a group's operations, which are kept so that no others can get it, and their scale.
        self._drawn: dict[tuple[int, float], tuple[int, Sequence[Op]]] = {}

    def page(self, page: DrawPage, canvas: Canvas) -> None:
        """Draw what is printed of a page, as :meth:`draw` does."""
        self.draw(page.ops, canvas)

    def draw(self, ops: Iterable[Op], canvas: Canvas, scale: float = 1.0) -> None:
        """Draw in units of ``scale`` mm; raises DieloomError for inks that share a name, Cancelled when asked."""
        for op in ops:
            self._progress.check()
            canvas.save()
            self._draw(op, canvas, scale)
            canvas.restore()

    def _draw(self, op: Op, canvas: Canvas, scale: float) -> None:
        """Nothing for what has no area: readers stumble over maps without an inverse."""
        match op:
            case FillPath():
                self._fill(op, canvas)
            case StrokePath():
                self._stroke(op, canvas)
            case DrawImage() if op.matrix.determinant:
                self._picture(op, canvas, scale)
            case FillTile() if op.area.commands and op.matrix.determinant:
                self._tiles(op, canvas, scale)
            case Group() if op.ops and (op.matrix is None or op.matrix.determinant):
                self._group(op, canvas, scale)

    def _fill(self, op: FillPath, canvas: Canvas) -> None:
        ink = self._inks.of(op.ink)
        if ink is None or not op.path.commands:
            return
        if op.overprint:
            canvas.state(_overprint(ink))
        canvas.fill_ink(ink)
        canvas.fill(op.path, op.rule)

    def _stroke(self, op: StrokePath, canvas: Canvas) -> None:
        ink = self._inks.of(op.ink)
        if ink is None or not op.path.commands:
            return
        if op.overprint:
            canvas.state(_overprint(ink))
        canvas.stroke_ink(ink)
        canvas.pen(op.width, op.dash, op.cap, op.join, op.mitre)
        canvas.stroke(op.path)

    def _picture(self, op: DrawImage, canvas: Canvas, scale: float) -> None:
        canvas.picture(self._sheet.raster(picture(op, self._pixels, self._ppi * scale)), op.matrix)

    def _tiles(self, op: FillTile, canvas: Canvas, scale: float) -> None:
        raster, matrix = tiled(op, self._pixels, self._ppi * scale)
        canvas.clip(op.area)
        canvas.picture(self._sheet.raster(raster), matrix)

    def _group(self, op: Group, canvas: Canvas, scale: float) -> None:
        if op.layer is not None:
            canvas.begin_layer(self._sheet.layers(op.layer))
        if op.matrix is not None:
            canvas.transform(op.matrix)
            scale = round(scale * _scale(op.matrix), 6)
        if op.clip is not None:
            canvas.clip(op.clip)
        if op.opacity < 1:
            canvas.state(State(opacity=op.opacity))
        canvas.call(Call(self.fragment(op.ops, scale), blended=op.opacity < 1))
        if op.layer is not None:
            canvas.end_layer()

    def fragment(self, ops: Sequence[Op], scale: float = 1.0) -> int:
        """The number of what a group draws; the same operations are drawn once, equal ones are written once."""
        key = id(ops), scale
        if key not in self._drawn:
            canvas = Canvas(self._sheet)
            self.draw(ops, canvas, scale)
            self._drawn[key] = self._sheet.fragment(canvas.fragment, ops), ops
        return self._drawn[key][0]


def _overprint(ink: Cmyk | Spot) -> State:
    """Mode 0 for a process ink that is on every plate, but so little on some that readers round it to nothing: in mode
    1 they would leave those plates as they are.
    """
    parts = (ink.c, ink.m, ink.y, ink.k) if isinstance(ink, Cmyk) else (0.0,)
    return State(overprint=True, mode=0 if 0 < min(parts) < _SEEN else 1)


def _scale(matrix: Affine) -> float:
    """How much longer the map makes what it makes longest of the two sides of the unit square."""
    return max(math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d))

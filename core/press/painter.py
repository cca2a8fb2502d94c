"""Plays a drawing's operations back on a print page."""

from __future__ import annotations

from collections.abc import Iterable

from core.compose.drawlist import DrawImage, FillPath, FillTile, Group, Op, PixelSource, StrokePath
from core.jobs import Progress
from core.press.canvas import PressCanvas
from core.press.inks import PressInks
from core.press.rasters import picture, tiled
from core.press.sheet import Leaf, Sheet, group_name, layer_name, raster_name

_CAPS = {"butt": 0, "round": 1, "square": 2}  # ISO 32000-1, tables 54 and 55
_JOINS = {"mitre": 0, "round": 1, "bevel": 2}


class Painter:
    """Draws leaves of one sheet; every operation leaves the graphics state as it found it."""

    def __init__(
        self, canvas: PressCanvas, sheet: Sheet, inks: PressInks, pixels: PixelSource, ppi: float, progress: Progress
    ) -> None:
        self._canvas, self._sheet, self._inks = canvas, sheet, inks
        self._pixels, self._ppi, self._progress = pixels, ppi, progress

    def draw(self, ops: Iterable[Op], leaf: Leaf) -> None:
        """Draw in the leaf's millimetres; raises DieloomError for inks that share a name, Cancelled when asked."""
        for op in ops:
            self._progress.check()
            self._canvas.saveState()
            self._draw(op, leaf)
            self._canvas.restoreState()

    def _draw(self, op: Op, leaf: Leaf) -> None:
        match op:
            case FillPath():
                self._fill(op)
            case StrokePath():
                self._stroke(op)
            case DrawImage():
                self._picture(op, leaf)
            case FillTile():
                self._tiles(op, leaf)
            case Group():
                self._group(op, leaf)

    def _fill(self, op: FillPath) -> None:
        if op.overprint:
            self._canvas.overprint()
        self._canvas.setFillColor(self._inks.colour(op.ink))
        self._canvas.outline(op.path, fill=True, rule=op.rule)

    def _stroke(self, op: StrokePath) -> None:
        if op.overprint:
            self._canvas.overprint()
        self._canvas.setStrokeColor(self._inks.colour(op.ink))
        self._canvas.setLineWidth(op.width)
        if op.dash:
            self._canvas.setDash(list(op.dash))
        self._canvas.setLineCap(_CAPS[op.cap])
        self._canvas.setLineJoin(_JOINS[op.join])
        self._canvas.setMiterLimit(op.mitre)
        self._canvas.outline(op.path, stroke=True)

    def _picture(self, op: DrawImage, leaf: Leaf) -> None:
        number = self._sheet.raster(picture(op, self._pixels, self._ppi))
        leaf.rasters.add(number)
        self._canvas.place(raster_name(number), op.matrix)

    def _tiles(self, op: FillTile, leaf: Leaf) -> None:
        if not op.area.commands or not op.matrix.determinant:
            return
        raster, matrix = tiled(op, self._ppi)
        number = self._sheet.raster(raster)
        leaf.rasters.add(number)
        self._canvas.clip(op.area)
        self._canvas.place(raster_name(number), matrix)

    def _group(self, op: Group, leaf: Leaf) -> None:
        if op.layer is not None:
            number = self._sheet.layer(op.layer)
            leaf.layers.add(number)
            self._canvas.begin_layer(layer_name(number))
        if op.matrix is not None:
            self._canvas.transform(*op.matrix)
        if op.clip is not None:
            self._canvas.clip(op.clip)
        if op.opacity < 1:
            self._translucent(op, leaf)
        else:
            self.draw(op.ops, leaf)
        if op.layer is not None:
            self._canvas.end_layer()

    def _translucent(self, op: Group, leaf: Leaf) -> None:
        """Call the group as one object, so that its overlapping parts do not shine through each other."""
        number = len(self._sheet.leaves)
        self._sheet.leaves.append(Leaf(leaf.media, leaf.bleed, leaf.trim, group=op))
        leaf.groups.add(number)
        self._canvas.setFillAlpha(op.opacity)
        self._canvas.place(group_name(number))

"""The QPainter device of the DrawList: plays a page's operations back on a painter that draws in mm, y up.

The technical groups (the dieline) are left to :mod:`desktop.canvas.dieline`, which draws them as hairlines.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen, QTransform

from core.colour.convert import ink_to_srgb
from core.colour.inks import Ink
from core.compose.drawlist import ArtImage, DrawImage, FillPath, FillTile, Group, Op, PictureSource, StrokePath
from core.geometry import Affine, Close, CurveTo, LineTo, MoveTo, Path


class Pixels(Protocol):
    """What the canvas has in memory; None while it is still being made."""

    def tile(self, source: ArtImage, layer: str | None) -> QImage | None: ...

    def image(self, source: PictureSource) -> QImage | None: ...


class Player:
    """Plays operations back; keeps the paths that it has made for Qt, which for a text take longer than drawing it."""

    def __init__(self, pixels: Pixels) -> None:
        self._pixels = pixels
        self._made: dict[int, tuple[Path, QPainterPath]] = {}  # by identity; the path is held, so it stays its own

    def forget(self) -> None:
        """Another drawing comes."""
        self._made.clear()

    def play(self, ops: Iterable[Op], painter: QPainter, layer: str | None = None) -> None:
        """Draw ``ops`` in order; ``layer`` is the id of the design layer that they come from."""
        for op in ops:
            match op:
                case Group():
                    self._group(op, painter, layer)
                case FillPath(path) if op.overprint:
                    with _overprinting(painter):
                        _fill(painter, self._path(path), op)
                case FillPath(path):
                    _fill(painter, self._path(path), op)
                case StrokePath(path):
                    with _overprinting(painter) if op.overprint else nullcontext():
                        painter.strokePath(self._path(path), _pen(op))
                case DrawImage(source, matrix):
                    _image(painter, self._pixels.image(source), matrix)
                case FillTile(area, source, matrix):
                    tile = self._pixels.tile(source, layer)
                    painter.fillPath(self._path(area), _tile_brush(tile, matrix, painter.worldTransform()))

    def _group(self, group: Group, painter: QPainter, layer: str | None) -> None:
        if group.layer is not None and group.layer.technical:
            return
        painter.save()
        if group.matrix is not None:
            painter.setTransform(transform_of(group.matrix), combine=True)
        if group.clip is not None:
            painter.setClipPath(self._path(group.clip), Qt.ClipOperation.IntersectClip)
        # Of a translucent group each operation is thinned by itself: only where its own shapes overlap it differs.
        painter.setOpacity(painter.opacity() * group.opacity)
        self.play(group.ops, painter, group.id or layer)
        painter.restore()

    def _path(self, path: Path) -> QPainterPath:
        if id(path) not in self._made:
            self._made[id(path)] = path, path_of(path)
        return self._made[id(path)][1]


@contextmanager
def _overprinting(painter: QPainter) -> Iterator[None]:
    """Inks over each other darken: near enough to what the press does until the plates are looked at."""
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    yield
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def _fill(painter: QPainter, path: QPainterPath, op: FillPath) -> None:
    """Piece by piece: Qt sorts all edges of a path against each other, which takes long for a paragraph."""
    rule = Qt.FillRule.OddEvenFill if op.rule == "evenodd" else Qt.FillRule.WindingFill
    ratio = painter.device().devicePixelRatio()
    pieces = path.toFillPolygons(painter.worldTransform() * QTransform.fromScale(ratio, ratio))
    painter.save()
    painter.setWorldTransform(QTransform.fromScale(1 / ratio, 1 / ratio))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour_of(op.ink))
    for piece in pieces:
        painter.drawPolygon(piece, rule)
    painter.restore()


def path_of(path: Path) -> QPainterPath:
    made = QPainterPath()
    for command in path.commands:
        match command:
            case MoveTo(end):
                made.moveTo(*end)
            case LineTo(end):
                made.lineTo(*end)
            case CurveTo(first, second, end):
                made.cubicTo(QPointF(*first), QPointF(*second), QPointF(*end))
            case Close():
                made.closeSubpath()
    return made


def transform_of(matrix: Affine) -> QTransform:
    return QTransform(*matrix)


def colour_of(ink: Ink) -> QColor:
    """How an ink looks on the screen, through the output profile: as in the swatches, the proof and the PNG."""
    return QColor.fromRgbF(*ink_to_srgb(ink))


_CAPS = {"butt": Qt.PenCapStyle.FlatCap, "round": Qt.PenCapStyle.RoundCap, "square": Qt.PenCapStyle.SquareCap}
_JOINS = {
    "mitre": Qt.PenJoinStyle.SvgMiterJoin,  # a join beyond the limit is bevelled, as in PDF
    "round": Qt.PenJoinStyle.RoundJoin,
    "bevel": Qt.PenJoinStyle.BevelJoin,
}


def _pen(op: StrokePath) -> QPen:
    pen = QPen(colour_of(op.ink), op.width, Qt.PenStyle.SolidLine, _CAPS[op.cap], _JOINS[op.join])
    pen.setMiterLimit(op.mitre / 2)  # Qt counts from the middle of the line
    if op.dash:
        # Qt counts dashes in pen widths and wants an even number of them.
        dash = op.dash if len(op.dash) % 2 == 0 else op.dash * 2
        pen.setDashPattern([max(length / op.width, 1e-3) for length in dash])
    return pen


def _image(painter: QPainter, image: QImage | None, matrix: Affine) -> None:
    if image is None or image.isNull():
        return
    painter.save()
    # Pixel rows run down from y = 1 of the unit square.
    painter.setTransform(QTransform(1, 0, 0, -1, 0, 1) * transform_of(matrix), combine=True)
    painter.drawImage(QRectF(0, 0, 1, 1), image)
    painter.restore()


def _tile_brush(tile: QImage | None, matrix: Affine, view: QTransform) -> QBrush:
    """One repeat of the tile on what ``matrix`` makes of the unit square; a quiet grey until there are pixels."""
    if tile is None or tile.isNull():
        return QBrush(QColor(235, 235, 235))
    place = transform_of(matrix) * view
    tile = _reduced(tile, math.hypot(place.m11(), place.m12()), math.hypot(place.m21(), place.m22()))
    brush = QBrush(tile)
    unit = QTransform(1 / tile.width(), 0, 0, -1 / tile.height(), 0, 1)
    brush.setTransform(unit * transform_of(matrix))
    return brush


def _reduced(tile: QImage, width_px: float, height_px: float) -> QImage:
    """Averaged down where it is drawn at less than half its size: Qt's own filter looks at four pixels only."""
    across, down = max(1, round(width_px)), max(1, round(height_px))
    if 2 * across >= tile.width() and 2 * down >= tile.height():
        return tile
    smooth, any_aspect = Qt.TransformationMode.SmoothTransformation, Qt.AspectRatioMode.IgnoreAspectRatio
    return tile.scaled(min(across, tile.width()), min(down, tile.height()), any_aspect, smooth)

"""On every placed picture of the canvas: how many pixels lie on its printed inch."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPolygonF

from core.dieline.outline import Side
from core.geometry import Affine
from desktop.canvas.viewport import Viewport
from desktop.panels.icons import paint_icon
from desktop.photo.resolution import COLOURS, ICONS, Fineness, Resolution

FONT_PX, ICON_PX, PAD_PX, GAP_PX = 11, 12.0, 5.0, 6.0
GRIP_PX = 10.0  # room that the frame's grips take around the selected picture
GROUND, INK = QColor(24, 24, 24, 215), QColor("#ffffff")


class Badges:
    """Painted over the sheet; a picture that is too small on the screen has one only while it is selected."""

    def __init__(self, resolution: Resolution) -> None:
        self.resolution = resolution

    def paint(self, painter: QPainter, viewport: Viewport, side: Side, selected: str | None) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        font.setPixelSize(FONT_PX)
        painter.setFont(font)
        for layer in self.resolution.pictures:
            fineness = self.resolution.of(layer)
            if fineness is not None and layer.place.side == side:
                picture, chosen = _corners(fineness.matrix, viewport).boundingRect(), layer.id == selected
                box = _place(picture, QFontMetricsF(font), fineness, chosen=chosen)
                if box is not None:
                    _draw(painter, box, fineness)
        painter.restore()


def words(fineness: Fineness) -> str:
    return f"{fineness.ppi:.0f} ppi"


def _corners(matrix: Affine, viewport: Viewport) -> QPolygonF:
    spots = ((0, 0), (1, 0), (1, 1), (0, 1))
    return QPolygonF([viewport.to_screen(matrix.apply(spot)) for spot in spots])


def _place(picture: QRectF, metrics: QFontMetricsF, fineness: Fineness, *, chosen: bool) -> QRectF | None:
    """In the lower left corner; below the selected picture where that is too small."""
    width = metrics.horizontalAdvance(words(fineness)) + ICON_PX + 3 * PAD_PX
    height = max(metrics.height(), ICON_PX) + PAD_PX
    if picture.width() >= width + 2 * GAP_PX and picture.height() >= 2 * height + 2 * GAP_PX:
        return QRectF(picture.left() + GAP_PX, picture.bottom() - GAP_PX - height, width, height)
    return QRectF(picture.left(), picture.bottom() + GRIP_PX, width, height) if chosen else None


def _draw(painter: QPainter, box: QRectF, fineness: Fineness) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(GROUND)
    painter.drawRoundedRect(box, 4, 4)
    sign = QRectF(0, 0, ICON_PX, ICON_PX)
    sign.moveCenter(QPointF(box.left() + PAD_PX + ICON_PX / 2, box.center().y()))
    paint_icon(painter, ICONS[fineness.level], sign, QColor(COLOURS[fineness.level]).lighter(135))
    painter.setPen(INK)
    room = box.adjusted(2 * PAD_PX + ICON_PX, 0, 0, 0)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words(fineness))

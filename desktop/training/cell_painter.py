"""How a picture of the contact sheet is painted."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.panels.icons import paint_icon
from desktop.training.cells import CELL, Cell, Index
from desktop.training.words import TWINS

THUMB_PX = 104
CELL_SIZE = QSize(THUMB_PX + 10, THUMB_PX + 28)


class Painter(QStyledItemDelegate):
    """A thumbnail whole, its caption below; what was left out is faded, and says so with a sign."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: Cell = index.data(CELL)
        image: QImage | None = index.data(Qt.ItemDataRole.DecorationRole)
        palette: QPalette = option.palette
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect.x() + 5, option.rect.y() + 4, THUMB_PX, THUMB_PX)
        place = self._paint_picture(painter, area, image, cell, palette)
        sign = (
            "duplicate" if cell.dropped in TWINS else "warning" if cell.dropped else "recreate" if cell.mended else ""
        )
        if sign:
            self._paint_sign(painter, place, sign, palette)
        words = palette.color(QPalette.ColorRole.PlaceholderText if not cell.dropped else QPalette.ColorRole.Text)
        painter.setPen(words)
        below = QRectF(area.left(), area.bottom() + 2, THUMB_PX, 18)
        text = option.fontMetrics.elidedText(cell.caption, Qt.TextElideMode.ElideMiddle, THUMB_PX)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, text)
        focus = option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
        if focus:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -2, -2), 3, 3)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return CELL_SIZE

    def _paint_picture(
        self, painter: QPainter, area: QRectF, image: QImage | None, cell: Cell, palette: QPalette
    ) -> QRectF:
        """Returns where it is."""
        if image is None or image.isNull():
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            if image is not None:  # there is nothing to see: its name stands there
                painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
                flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWrapAnywhere
                painter.drawText(area.adjusted(6, 24, -6, -6), flags, cell.name)
            return area
        size = image.size().scaled(QSize(THUMB_PX, THUMB_PX), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(area.center())
        painter.setOpacity(0.4 if cell.dropped else 1.0)
        painter.drawImage(place, image)
        painter.setOpacity(1.0)
        return place

    def _paint_sign(self, painter: QPainter, place: QRectF, sign: str, palette: QPalette) -> None:
        spot = QRectF(place.right() - 22, place.top() + 3, 19, 19)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        painter.setOpacity(0.88)
        painter.drawEllipse(spot)
        painter.setOpacity(1.0)
        inner = QRectF(0, 0, 13, 13)
        inner.moveCenter(QPointF(spot.center()))
        paint_icon(painter, sign, inner, palette.color(QPalette.ColorRole.Text))


def _sign_of(cell: Cell) -> str:
    """The icon that says at a glance what became of the picture."""
    if cell.dropped:
        return "duplicate" if cell.dropped in TWINS else "warning"
    return "recreate" if cell.mended else ""

"""The sheet as a picture: its board, the strips that stay free, and every blank where it lies."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPixmap, QPolygonF, QResizeEvent, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.dieline.contour import contour_path
from core.dieline.nest import Layout, Placement, Sheet
from core.dieline.outline import Outline
from core.geometry import Box
from desktop.panels.blank_drawing import TOLERANCE, BlankDrawing

BOARD, FREE, EDGE, KNIFE = QColor("#e9e6df"), QColor(0, 0, 0, 60), QColor("#8a857b"), QColor("#e6007e")
DETAILED = 300  # blanks; of more than these only the knife is drawn
FADED = 0.35
MARGIN_PX = 8.0
LINE_PX = 0.8


class SheetView(QWidget):
    """Shows the last layout that was found; faded while another is looked for."""

    def __init__(self, outline: Outline) -> None:
        super().__init__()
        self._drawing, self._blank = BlankDrawing(outline), outline.blank
        rings = contour_path(outline).flattened(TOLERANCE)
        self._contour = QPolygonF([QPointF(*point) for point in rings[0]])
        self._layout: Layout | None = None
        self._sheet: Sheet | None = None
        self._stale = False
        self._picture: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 240)

    @property
    def shown(self) -> Layout | None:
        return self._layout

    def show_sheet(self, sheet: Sheet) -> None:
        """The sheet alone, while nothing is known of what it holds."""
        if self._layout is None:
            self._sheet, self._picture = sheet, None
        self.show_stale(True)

    def show_layout(self, layout: Layout) -> None:
        self._layout, self._sheet, self._picture = layout, layout.sheet, None
        self.show_stale(False)

    def show_stale(self, stale: bool) -> None:
        self._stale = stale
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(760, 540)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._picture = None
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sheet is None:
            return
        if self._picture is None:
            self._picture = self._painted(self._sheet)
        painter = QPainter(self)
        painter.setOpacity(FADED if self._stale else 1.0)
        painter.drawPixmap(QPointF(0, 0), self._picture)

    def _painted(self, sheet: Sheet) -> QPixmap:
        """Everything once, as thousands of labels take their time."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = min(
            (self.width() - 2 * MARGIN_PX) / sheet.width,
            (self.height() - 2 * MARGIN_PX) / sheet.height,
        )
        # From here on in mm of the sheet, y down from its lower edge.
        painter.translate((self.width() - sheet.width * scale) / 2, (self.height() + sheet.height * scale) / 2)
        painter.scale(scale, scale)
        self._paint_sheet(painter, sheet)
        for place in self._layout.placements if self._layout else ():
            self._paint_blank(painter, place)
        painter.end()
        return picture

    def _paint_sheet(self, painter: QPainter, sheet: Sheet) -> None:
        whole, usable = _rect(Box(0, 0, sheet.width, sheet.height)), _rect(sheet.usable)
        pen = painter.pen()
        pen.setCosmetic(True)
        pen.setColor(EDGE)
        painter.setPen(pen)
        painter.setBrush(BOARD)
        painter.drawRect(whole)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(FREE)
        free = [
            QRectF(whole.left(), usable.bottom(), whole.width(), whole.bottom() - usable.bottom()),
            QRectF(whole.left(), whole.top(), whole.width(), usable.top() - whole.top()),
            QRectF(whole.left(), usable.top(), usable.left() - whole.left(), usable.height()),
            QRectF(usable.right(), usable.top(), whole.right() - usable.right(), usable.height()),
        ]
        painter.drawRects([strip for strip in free if strip.width() > 0 and strip.height() > 0])

    def _paint_blank(self, painter: QPainter, place: Placement) -> None:
        a, b, c, d, e, f = place.matrix
        painter.save()
        painter.setTransform(QTransform(a, -b, -c, d, e, -f), combine=True)
        if self._layout is not None and self._layout.count <= DETAILED:
            self._drawing.paint(painter, _rect(self._blank), LINE_PX)
        else:
            painter.scale(1, -1)
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setCosmetic(True)
            pen.setColor(KNIFE)
            painter.setPen(pen)
            painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
            painter.drawPolygon(self._contour)
        painter.restore()


def _rect(box: Box) -> QRectF:
    """A box of the sheet, y down."""
    return QRectF(box.x0, -box.y1, box.width, box.height)

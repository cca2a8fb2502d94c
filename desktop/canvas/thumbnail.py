"""A small picture of an outline: its board and its lines by type."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPixmap

from core.compose.compose import compose
from core.compose.placing import Face
from core.dieline.outline import Outline
from core.document.model import Design, DielineChoice
from desktop.canvas import dieline
from desktop.canvas.sheet import board_of
from desktop.canvas.viewport import Viewport


def picture_of(outline: Outline, size: QSize, palette: QPalette, ratio: float) -> QPixmap:
    """The blank, fitted into ``size`` device-independent pixels."""
    page = compose(Design(dieline=DielineChoice(code=outline.code)), outline).pages[0]
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    viewport = Viewport.fitting(page.trim, QRectF(0, 0, size.width(), size.height()), margin=8)
    painter.setTransform(viewport.transform, combine=True)
    board = (
        QColor(Qt.GlobalColor.white) if palette.color(QPalette.ColorRole.Base).lightness() < 128 else QColor("#f7f4ee")
    )
    painter.fillPath(board_of(Face("outside", outline, 0.0)), board)
    dieline.draw(painter, [batch for batch in dieline.batches(page) if batch.name != "Bleed"], ratio)
    painter.end()
    return picture

"""The legend of the heat map: a bar of its colours with the percents that they stand for."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from core.press.plates.looks import heat_colours, heat_range
from desktop.panels.controls import describe
from desktop.workers.images import image_of

BAR_PX = 12
GAP_PX = 3


class HeatLegend(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._limit = 300.0
        describe(self, self.tr("Colours of the ink coverage"))

    def show_limit(self, limit: float) -> None:
        self._limit = limit
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, BAR_PX + GAP_PX + self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        low, high = heat_range(self._limit)
        colours = heat_colours(self._limit)[int(low) : int(high) + 1]
        painter = QPainter(self)
        painter.drawImage(self.rect().adjusted(0, 0, 0, BAR_PX - self.height()), image_of(colours[None]))
        words = self.rect().adjusted(0, BAR_PX + GAP_PX, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft, f"{low:g} %")
        painter.drawText(words, Qt.AlignmentFlag.AlignRight, f"{high:g} %")
        share = (self._limit - low) / (high - low)
        if 0.2 < share < 0.85:
            painter.drawText(words, Qt.AlignmentFlag.AlignHCenter, self.tr("limit {0} %").format(f"{self._limit:g}"))

"""The spot inks as a list: a swatch, the name, what the plate is for."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from core.colour.convert import ink_to_srgb
from core.colour.inks import Ink
from core.document.model import Design, SpotColour, SpotPaint
from desktop.inks.words import uses
from desktop.panels.controls import describe
from desktop.panels.paints import screen_colour

SWATCH = QSize(22, 16)
ROWS = 5  # that are seen without scrolling


class SpotList(QListWidget):
    """Shows the design's spots; tells which one the person is on."""

    chosen = Signal(str)  # name, empty for none

    def __init__(self) -> None:
        super().__init__()
        describe(self, self.tr("Spot inks"))
        self.setToolTip("")
        self.setIconSize(SWATCH)
        self.setFixedHeight(ROWS * (self.fontMetrics().lineSpacing() + 8) + 2 * self.frameWidth())
        self.currentRowChanged.connect(lambda row: self.chosen.emit(self._names[row] if row >= 0 else ""))
        self._names: list[str] = []
        self._shown: tuple[SpotColour, ...] = ()

    def show_spots(self, design: Design, current: str) -> None:
        """The design's inks, ``current`` the chosen one."""
        with QSignalBlocker(self):
            if design.spots != self._shown:
                self._fill(design)
            self.setCurrentRow(self._names.index(current) if current in self._names else -1)

    def _fill(self, design: Design) -> None:
        self.clear()
        self._shown, self._names = design.spots, [spot.name for spot in design.spots]
        for spot in design.spots:
            item = QListWidgetItem(self._swatch(spot), spot.name)
            words = uses()[spot.use] if not spot.process else self.tr("In process inks")
            item.setToolTip(f"{spot.name}: {words}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{spot.name}, {words}")
            if spot.use != "colour" or spot.process:
                item.setText(f"{spot.name}  ·  {words}")
            self.addItem(item)

    def _swatch(self, spot: SpotColour) -> QIcon:
        picture = QPixmap(SWATCH * self.devicePixelRatioF())
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.setBrush(swatch_colour(spot))
        painter.drawRect(0, 0, SWATCH.width() - 1, SWATCH.height() - 1)
        painter.end()
        return QIcon(picture)


def ink_colour(ink: Ink) -> QColor:
    """An ink as it looks on the screen."""
    return QColor.fromRgbF(*ink_to_srgb(ink))


def swatch_colour(spot: SpotColour) -> QColor:
    """The ink at full tint."""
    return screen_colour(SpotPaint(name=spot.name), [spot])

"""A palette as a bar of swatches, each as wide as its share of the picture."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core.style.values import PaletteShift
from desktop.panels.controls import describe

HEIGHT_PX = 24
LEAST_PX = 8.0  # of a swatch, however small its share


class PaletteBar(QWidget):
    """Shows the colours; their codes are in the tip and in the spoken name."""

    def __init__(self) -> None:
        super().__init__()
        self._palette: PaletteShift | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_palette(None)

    def show_palette(self, palette: PaletteShift | None) -> None:
        self._palette = palette
        codes = ", ".join(palette.colours) if palette else self.tr("none")
        describe(self, self.tr("Colours of the reference: {0}").format(codes))
        self.update()

    def swatches(self) -> list[tuple[str, QRectF]]:
        """Each colour and where it is painted."""
        if self._palette is None:
            return []
        colours = self._palette.colours
        shares = self._palette.shares or (1.0,) * len(colours)
        room = self.width() - 2 - LEAST_PX * len(colours)
        left, placed = 1.0, []
        for colour, share in zip(colours, shares, strict=True):
            width = LEAST_PX + room * share / sum(shares)
            placed.append((colour, QRectF(left, 1, width, self.height() - 2)))
            left += width
        return placed

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for colour, area in self.swatches():
            painter.fillRect(area, QColor(colour))
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            under = [colour for colour, area in self.swatches() if area.contains(event.pos())]
            QToolTip.showText(event.globalPos(), under[0] if under else self.toolTip(), self)
            return True
        return super().event(event)

"""Icons of `resources/icons`: line drawings in `currentColor`, inked with the text colour of the palette in use."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton

from core import resources
from desktop.panels.controls import describe

SIZE_PX = 18
BUTTON_PX = 24


@cache
def _source(name: str) -> str:
    return resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")


def paint_icon(painter: QPainter, name: str, area: QRectF, colour: QColor) -> None:
    drawing = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour.name()).encode()))
    drawing.render(painter, area)


def _pixmap(name: str, colour: QColor, size: int) -> QPixmap:
    """Drawn once: a row of a panel has several, and there are many rows."""
    key, kept = f"icon {name} {colour.name()} {size}", QPixmap()
    if QPixmapCache.find(key, kept):
        return kept
    picture = QPixmap(QSize(size, size) * 2)  # sharp on displays of up to twice the usual density
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_icon(painter, name, QRectF(0, 0, size, size), colour)
    painter.end()
    QPixmapCache.insert(key, picture)
    return picture


def icon(name: str, size: int = SIZE_PX) -> QIcon:
    """The icon in the colours of the application's palette as it is now."""
    palette = QApplication.palette()
    made = QIcon(_pixmap(name, palette.color(QPalette.ColorRole.ButtonText), size))
    greyed = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    made.addPixmap(_pixmap(name, greyed, size), QIcon.Mode.Disabled)
    return made


def icon_in(name: str, colour: str, size: int = SIZE_PX) -> QIcon:
    """The icon in a colour of its own."""
    return QIcon(_pixmap(name, QColor(colour), size))


class IconButton(QToolButton):
    """A flat button with an icon, a spoken name and a tip; a toggle when it has an icon for its checked state."""

    def __init__(self, name: str, spoken: str, checked: str | None = None) -> None:
        super().__init__()
        self._names = name, checked or name
        self.setCheckable(checked is not None)
        self.setAutoRaise(True)
        self.setIconSize(QSize(SIZE_PX, SIZE_PX))
        self.setFixedSize(BUTTON_PX, BUTTON_PX)
        self.setStyleSheet("padding: 0")  # rows of fields are lower than the window's tool bar
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        describe(self, spoken)
        self.toggled.connect(lambda _: self._ink())
        self._ink()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._ink()
        super().changeEvent(event)

    def _ink(self) -> None:
        self.setIcon(icon(self._names[self.isChecked()]))


class WordButton(QPushButton):
    """A button with an icon before its words."""

    def __init__(self, name: str, words: str, tip: str) -> None:
        super().__init__(words)
        self._name = name
        describe(self, words, tip)
        self._ink()

    def show_words(self, words: str, tip: str) -> None:
        """Other words for what it does now."""
        self.setText(words)
        describe(self, words, tip)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._ink()
        super().changeEvent(event)

    def _ink(self) -> None:
        self.setIcon(icon(self._name))

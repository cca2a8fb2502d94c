"""The templates as cards: a picture, the title, the code. The arrow keys walk over them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QPainter, QPalette, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.library.catalogue import Entry
from desktop.library.thumbnails import Thumbnails
from desktop.panels.controls import describe

PICTURE = QSize(144, 104)
PADDING = 10
CARD_WIDTH = PICTURE.width() + 2 * PADDING
TITLE_LINES = 2
ENTRY = Qt.ItemDataRole.UserRole

AnyIndex = QModelIndex | QPersistentModelIndex


class Cards(QAbstractListModel):
    """The entries that are in sight."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show_entries(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{entry.title}\n{entry.code}"
            case Qt.ItemDataRole.ToolTipRole:
                return f"{entry.title}\n{', '.join((entry.code, *entry.file.aliases))}"
            case Qt.ItemDataRole.UserRole:
                return entry
        return None


class Gallery(QListView):
    """Emits ``chosen`` when another card becomes the current one."""

    chosen = Signal(object)  # Entry, or None

    def __init__(self) -> None:
        super().__init__()
        describe(self, self.tr("Templates"))
        self.setToolTip("")
        self.cards = Cards(self)
        self.thumbnails = Thumbnails(PICTURE, self)
        self.thumbnails.drawn.connect(self._repaint)
        self.setModel(self.cards)
        self.setItemDelegate(CardPainter(self.thumbnails, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSpacing(4)
        self.setMouseTracking(True)  # for the card under the mouse
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(24)

    @property
    def entry(self) -> Entry | None:
        """The card that the person is on."""
        index = self.currentIndex()
        return self.cards.entries[index.row()] if index.isValid() else None

    def show_entries(self, entries: Sequence[Entry], current: Entry | None) -> None:
        """Other cards; ``current`` stays the current one where it is among them, else the first is."""
        self.thumbnails.forget()
        self.cards.show_entries(entries)
        row = entries.index(current) if current in entries else 0
        if entries:
            self.setCurrentIndex(self.cards.index(row))
            self.scrollTo(self.currentIndex())
        else:
            self.chosen.emit(None)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(self.cards.entries[current.row()])

    def _repaint(self, entry: Entry) -> None:
        if entry in self.cards.entries:
            self.update(self.cards.index(self.cards.entries.index(entry)))


class CardPainter(QStyledItemDelegate):
    """Paints one card."""

    def __init__(self, thumbnails: Thumbnails, view: Gallery) -> None:
        super().__init__(view)
        self._thumbnails, self._view = thumbnails, view

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        line = self._view.fontMetrics().lineSpacing()
        return QSize(CARD_WIDTH, PICTURE.height() + 3 * PADDING + (TITLE_LINES + 1) * line)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        entry: Entry = index.data(ENTRY)
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        palette: QPalette = option.palette
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, QRectF(area), state, palette)
        place = QRect(area.left() + PADDING, area.top() + PADDING, PICTURE.width(), PICTURE.height())
        picture = self._thumbnails.picture(entry, self._view.devicePixelRatioF())
        if picture is not None:
            painter.drawImage(place.topLeft(), picture)
        words = QRectF(place.left(), place.bottom() + PADDING, place.width(), area.bottom() - place.bottom() - PADDING)
        self._paint_words(painter, words, entry, palette)
        painter.restore()

    def _paint_ground(self, painter: QPainter, area: QRectF, state: QStyle.StateFlag, palette: QPalette) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        accent = palette.color(QPalette.ColorRole.Accent)
        wash = palette.color(QPalette.ColorRole.Accent if selected else QPalette.ColorRole.Text)
        wash.setAlphaF(0.16 if selected else 0.05 if state & QStyle.StateFlag.State_MouseOver else 0.0)
        painter.setBrush(wash)
        painter.setPen(QPen(accent, 1.5) if selected else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 5, 5)

    def _paint_words(self, painter: QPainter, area: QRectF, entry: Entry, palette: QPalette) -> None:
        line = self._view.fontMetrics().lineSpacing()
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        title = QRectF(area.left(), area.top(), area.width(), TITLE_LINES * line)
        used = _paint_lines(painter, title, entry.title, self._view.font())
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        small = self._view.fontMetrics().elidedText(entry.code, Qt.TextElideMode.ElideRight, int(area.width()))
        code = QRectF(area.left(), area.top() + used, area.width(), line)
        painter.drawText(code, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, small)


def _paint_lines(painter: QPainter, area: QRectF, text: str, font: QFont) -> float:
    """Centred text on as many lines as there is room for, the last one elided; returns the height used."""
    layout = QTextLayout(text, font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignHCenter))
    metrics, y = painter.fontMetrics(), 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(area.width())
        tall = max(metrics.lineSpacing(), line.height())  # a font that stands in for Chinese may be taller
        last = y + 2 * tall > area.height()
        words = text[line.textStart() :] if last else text[line.textStart() : line.textStart() + line.textLength()]
        place = QRectF(area.left(), area.top() + y, area.width(), tall)
        shown = metrics.elidedText(words.strip(), Qt.TextElideMode.ElideRight, int(area.width()))
        painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, shown)
        y += tall
        if last:
            break
    layout.endLayout()
    return y

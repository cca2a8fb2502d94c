"""The models in groups: those that came with the program, those used lately, those of the person's folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPalette
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.models.book import ModelBook
from desktop.models.facts import bundled, title_of

MODEL, DETAIL, GONE = (Qt.ItemDataRole.UserRole + number for number in range(3))
PAD = 6


class TwoLines(QStyledItemDelegate):
    """A title, and below it where the file lies, fainter; headings stand alone."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        lines = 2 if index.data(MODEL) else 1
        return QSize(120, lines * QFontMetrics(option.font).lineSpacing() + 2 * PAD)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        palette, font = option.palette, option.font
        if chosen:
            painter.fillRect(option.rect, palette.color(QPalette.ColorRole.Highlight))
        area = option.rect.adjusted(PAD, PAD, -PAD, -PAD)
        height = QFontMetrics(font).lineSpacing()
        ink = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        faint = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.PlaceholderText
        heading, gone = not index.data(MODEL), bool(index.data(GONE))
        font.setBold(heading)
        font.setStrikeOut(gone)
        painter.setFont(font)
        painter.setPen(palette.color(faint if heading or gone else ink))
        self._write(painter, QRect(area.left(), area.top(), area.width(), height), index.data())
        if not heading:
            font.setStrikeOut(False)
            painter.setFont(font)
            painter.setPen(palette.color(faint))
            below = QRect(area.left(), area.top() + height, area.width(), height)
            self._write(painter, below, index.data(DETAIL))
        painter.restore()

    @staticmethod
    def _write(painter: QPainter, area: QRect, text: str) -> None:
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)


class ModelList(QListWidget):
    """``chosen`` comes with the model under the cursor; empty for none."""

    chosen = Signal(str)
    remove_asked = Signal(str)

    def __init__(self, book: ModelBook) -> None:
        super().__init__()
        self._book, self._filter = book, ""
        self.setItemDelegate(TwoLines(self))
        self.setAccessibleName(self.tr("Models"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.currentItemChanged.connect(lambda *_: self.chosen.emit(self.model_name()))
        book.listed.connect(self.refresh)
        book.learned.connect(self._learned)

    def model_name(self) -> str:
        """The chosen model; empty when there is none."""
        item = self.currentItem()
        return str(item.data(MODEL) or "") if item else ""

    def show_filter(self, text: str) -> None:
        """Only models whose name or place has this text."""
        self._filter = text.strip().casefold()
        self.refresh()

    def choose(self, model: str) -> None:
        """Put the cursor on a model that is in the list."""
        for row in range(self.count()):
            if self.item(row).data(MODEL) == model:
                self.setCurrentRow(row)
                return

    def refresh(self) -> None:
        before = self.model_name()
        with QSignalBlocker(self):
            self.clear()
            listed = set(self._book.recent)
            self._group(self.tr("With Dieloom"), bundled())
            self._group(self.tr("Opened lately"), self._book.recent)
            self._group(self._folder_name(), (each for each in self._book.in_folder if each not in listed))
            self.choose(before)
        if self.model_name() != before:
            self.chosen.emit(self.model_name())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Delete) and self.model_name():
            self.remove_asked.emit(self.model_name())
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(260, 420)

    def _learned(self, model: str) -> None:
        """Say of one model what is known now, and leave the list as it stands."""
        for row in range(self.count()):
            if self.item(row).data(MODEL) == model:
                fresh = self._item(model)
                for role in (DETAIL, GONE, Qt.ItemDataRole.AccessibleTextRole):
                    self.item(row).setData(role, fresh.data(role))

    def _group(self, heading: str, models: Iterable[str]) -> None:
        shown = [each for each in models if self._filter in each.casefold()]
        if shown:
            item = QListWidgetItem(heading)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)
        for model in shown:
            self.addItem(self._item(model))

    def _item(self, model: str) -> QListWidgetItem:
        item = QListWidgetItem(title_of(model))
        own = model in bundled()
        gone = not own and not Path(model).is_file()
        where = self.tr("Part of this installation") if own else str(Path(model).parent)
        bad = not gone and self._book.problem(model) is not None
        if gone:
            where = self.tr("Missing: {0}").format(where)
        elif bad:
            where = self.tr("Cannot be read: {0}").format(where)
        item.setData(MODEL, model)
        item.setData(DETAIL, where)
        item.setData(GONE, gone or bad)
        item.setToolTip(where if own else model)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title_of(model)}. {where}")
        return item

    def _folder_name(self) -> str:
        folder = self._book.folder
        return self.tr("In {0}").format(folder.name or folder) if folder else ""

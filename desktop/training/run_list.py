"""The list of a person's training runs: a picture of what each has learned, how far it is, and when it was."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QDateTime,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.training.film import kimg
from desktop.training.runs import RunFacts

RUN, DETAIL, WHEN = (int(Qt.ItemDataRole.UserRole) + number for number in range(3))
PICTURE_PX, PAD = 52, 6

Index = QModelIndex | QPersistentModelIndex


class RunList(QListWidget):
    """``chosen`` carries the RunFacts under the cursor, or None."""

    chosen = Signal(object)
    remove_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._now: Path | None = None
        self.setItemDelegate(Painter(self))
        self.setAccessibleName(self.tr("Your trainings"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.currentItemChanged.connect(lambda *_: self.chosen.emit(self.run))

    @property
    def run(self) -> RunFacts | None:
        """The one under the cursor."""
        item = self.currentItem()
        return item.data(RUN) if item else None

    @property
    def runs(self) -> list[RunFacts]:
        return [self.item(row).data(RUN) for row in range(self.count())]

    def show_runs(self, runs: Sequence[RunFacts], now: Path | None) -> None:
        """``now`` is the folder of the one that trains. The cursor stays on its run, and ``chosen`` tells it anew."""
        before = self.run.folder if self.run else None
        self._now = now
        with QSignalBlocker(self):
            self.clear()
            for run in runs:
                self.addItem(self._item(run))
            self._put(before)
        self.chosen.emit(self.run)

    def choose(self, folder: Path | None) -> None:
        """Put the cursor on that run; on none for None."""
        self._put(folder)

    def _put(self, folder: Path | None) -> None:
        rows = [row for row, run in enumerate(self.runs) if run.folder == folder]
        self.setCurrentRow(rows[0] if rows else -1)

    def _item(self, run: RunFacts) -> QListWidgetItem:
        item = QListWidgetItem(run.name)
        if run.folder == self._now:
            state = self.tr("training")
        elif run.done:
            state = self.tr("done")
        elif run.told.ended:
            state = self.tr("stopped")
        else:
            state = self.tr("paused") if run.images else self.tr("not begun")
        detail = self.tr("{0} kimg, {1}").format(kimg(run.images), state)
        item.setData(RUN, run)
        item.setData(DETAIL, detail)
        item.setData(WHEN, when(run.changed))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{run.name}. {detail}. {when(run.changed)}")
        item.setToolTip(str(run.folder))
        return item

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Delete) and self.run:
            self.remove_asked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.count():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
            area = self.viewport().rect().adjusted(16, 16, -16, -16)
            painter.drawText(area, flags, self.tr("What you train is kept here, to be watched and gone on with."))

    def sizeHint(self) -> QSize:
        return QSize(220, 400)


class Painter(QStyledItemDelegate):
    """The picture at the left, three lines beside it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines = 3 * QFontMetrics(option.font).lineSpacing()
        return QSize(120, max(PICTURE_PX, lines) + 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        run: RunFacts = index.data(RUN)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        palette, chosen = option.palette, bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(option.rect, palette.color(QPalette.ColorRole.Highlight))
        area = option.rect.adjusted(PAD, PAD, -PAD, -PAD)
        place = QRectF(area.left(), area.top() + (area.height() - PICTURE_PX) / 2, PICTURE_PX, PICTURE_PX)
        if run.thumb.isNull():
            painter.setPen(palette.color(QPalette.ColorRole.Mid))
            painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            painter.drawImage(place, run.thumb)
        ink = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        faint = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.PlaceholderText
        height = QFontMetrics(option.font).lineSpacing()
        left, top = area.left() + PICTURE_PX + 8, area.top() + (area.height() - 3 * height) // 2
        for line, role in enumerate((int(Qt.ItemDataRole.DisplayRole), DETAIL, WHEN)):
            font = QFont(option.font)
            font.setBold(line == 0)
            painter.setFont(font)
            painter.setPen(palette.color(faint if line else ink))
            spot = QRect(left, top + line * height, area.right() - left, height)
            text = painter.fontMetrics().elidedText(index.data(role), Qt.TextElideMode.ElideRight, spot.width())
            painter.drawText(spot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


def when(seconds: float) -> str:
    """A moment, short, as the person's system writes it."""
    moment = QDateTime.fromSecsSinceEpoch(int(seconds))
    if moment.date() == QDateTime.currentDateTime().date():
        return QLocale().toString(moment.time(), QLocale.FormatType.ShortFormat)
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)

"""The contact sheet of a prepared set: every picture that came, what was mended in it, or why it was left out.

At the left what there is to look at, with counts; at the right those pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.panels.controls import describe
from desktop.training.cell_painter import CELL_SIZE, Painter
from desktop.training.cells import Cell, Cells, Index, cells_of
from desktop.training.words import drop_words, mend_words
from desktop.workers.background import Background

if TYPE_CHECKING:
    from core.training.data import Report

FACETS_WIDTH = 210
INDENT_PX = 14
CELLS, DEEP = (int(Qt.ItemDataRole.UserRole) + number for number in range(2))

translate = QCoreApplication.translate


class ContactSheet(QWidget):
    """Both lists, of one report at a time."""

    def __init__(self, background: Background) -> None:
        super().__init__()
        self.facets, self.pictures = QListWidget(), QListView()
        self._cells: list[Cell] = []
        self._model = Cells(background)
        self._lay_out()
        self.facets.currentRowChanged.connect(self._choose)

    def _lay_out(self) -> None:
        describe(self.facets, self.tr("Which pictures to look at"))
        describe(self.pictures, self.tr("Pictures"), "")
        self.facets.setFixedWidth(FACETS_WIDTH)
        self.facets.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.facets.setItemDelegate(Counted(self.facets))
        view = self.pictures
        view.setModel(self._model)
        view.setItemDelegate(Painter(view))
        view.setViewMode(QListView.ViewMode.IconMode)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setMovement(QListView.Movement.Static)
        view.setUniformItemSizes(True)
        view.setGridSize(CELL_SIZE)
        view.setLayoutMode(QListView.LayoutMode.Batched)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.facets)
        line.addWidget(view, 1)

    def show_report(self, report: Report, archive: Path, sources: Iterable[Path] = ()) -> None:
        """``sources`` are where the pictures came from: what was left out is looked for there."""
        self._cells = cells_of(report)
        self._model.read_from(archive, tuple(sources))
        self.facets.blockSignals(True)
        self.facets.clear()
        for text, test, deep in _facets(report):
            cells = [cell for cell in self._cells if test(cell)]
            item = QListWidgetItem(text)
            item.setData(CELLS, cells)
            item.setData(DEEP, deep)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text}: {len(cells)}")
            self.facets.addItem(item)
        self.facets.blockSignals(False)
        self.facets.setCurrentRow(0)

    @property
    def shown(self) -> list[Cell]:
        return self._model.cells

    def _choose(self, row: int) -> None:
        item = self.facets.item(row)
        self._model.show_cells(item.data(CELLS) if item else [])
        self.pictures.scrollToTop()


Facet = tuple[str, Callable[[Cell], bool], bool]
"""Words, which cells, and whether it is a part of the one above."""


def _facets(report: Report) -> list[Facet]:
    found: list[Facet] = [
        (translate("training", "All that came"), lambda _: True, False),
        (translate("training", "In the set"), lambda cell: not cell.dropped, False),
    ]
    if report.mends:
        found.append((translate("training", "Mended"), lambda cell: bool(cell.mended), False))
    for code in report.mends:
        found.append((mend_words(code), lambda cell, code=code: code in cell.mended, True))
    if report.dropped:
        found.append((translate("training", "Left out"), lambda cell: bool(cell.dropped), False))
    for reason in report.drops:
        found.append((drop_words(reason), lambda cell, reason=reason: cell.dropped == reason, True))
    if report.labels:
        found.append((translate("training", "With a label"), lambda cell: bool(cell.label), False))
    for label in report.labels:
        found.append((label, lambda cell, label=label: cell.label == label, True))
    return found


class Counted(QStyledItemDelegate):
    """Words at the left, how many at the right; what is part of the one above is set in."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, option.fontMetrics.lineSpacing() + (7 if index.data(DEEP) else 11))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        deep = bool(index.data(DEEP))
        if chosen:
            painter.fillRect(option.rect, option.palette.color(QPalette.ColorRole.Highlight))
        font = QFont(option.font)
        font.setBold(not deep)
        painter.setFont(font)
        ink = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        painter.setPen(option.palette.color(ink))
        area = option.rect.adjusted(8 + (INDENT_PX if deep else 0), 0, -8, 0)
        count = str(len(index.data(CELLS)))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        room = area.width() - painter.fontMetrics().horizontalAdvance(count) - 8
        text = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

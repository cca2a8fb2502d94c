"""Findings one below the other: the severity's sign, what kind of fault, and what exactly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop.panels.controls import describe
from desktop.panels.icons import paint_icon
from desktop.preflight.words import COLOURS, sentence_of, severity_words, title_of

if TYPE_CHECKING:
    from core.press.preflight import Finding

FINDING = Qt.ItemDataRole.UserRole
DETAIL = Qt.ItemDataRole.UserRole + 1
PAD_PX, SIGN_PX, GAP_PX = 6, 16, 8
WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class FindingList(QListWidget):
    """``chosen`` when the person comes to a finding by keys or mouse; Enter or a double click says ``gone_to``."""

    chosen = Signal(object)  # Finding
    gone_to = Signal(object)  # Finding

    def __init__(self, where: Callable[[Finding], str]) -> None:
        """``where`` words the place of a finding, such as its page."""
        super().__init__()
        self._where = where
        self._shown: tuple[Finding, ...] = ()
        self.setItemDelegate(_Lines(self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        describe(self, self.tr("Findings"))
        self.setToolTip("")
        self.currentItemChanged.connect(lambda item, _: self._choose(item))
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(lambda item: self.gone_to.emit(item.data(FINDING)))

    @property
    def shown(self) -> tuple[Finding, ...]:
        return self._shown

    @property
    def finding(self) -> Finding | None:
        """The one that the person is on."""
        item = self.currentItem()
        return item.data(FINDING) if item else None

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """These; the person stays on the finding that is still there, or on none."""
        before = self.finding
        with QSignalBlocker(self):
            if tuple(findings) != self._shown:
                self._shown = tuple(findings)
                self.clear()
                for each in findings:
                    self.addItem(self._item(each))
            self.setCurrentRow(next((n for n, each in enumerate(findings) if _same(each, before)), -1))

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(FINDING))

    def _item(self, finding: Finding) -> QListWidgetItem:
        where, title, sentence = self._where(finding), title_of(finding), sentence_of(finding)
        item = QListWidgetItem(f"{title}  ·  {where}" if where else title)
        item.setData(FINDING, finding)
        item.setData(DETAIL, sentence)
        spoken = f"{severity_words(finding.severity)}: {title}. {sentence} {where}"
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken.strip())
        return item

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # narrower lines are more lines


class _Lines(QStyledItemDelegate):
    """The title in bold and the detail below it, both wrapped at the list's width."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = self._view.viewport().width()
        title, detail = self._laid_out(QRect(0, 0, width, 10_000), index)
        return QSize(width, max(title.height() + detail.height(), SIGN_PX) + 2 * PAD_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        area = option.rect  # type: ignore[attr-defined]
        state, palette = option.state, option.palette  # type: ignore[attr-defined]
        QApplication.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, self._view)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        active = QPalette.ColorGroup.Active if state & QStyle.StateFlag.State_Active else QPalette.ColorGroup.Inactive
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        title, detail = self._laid_out(area, index)
        severity, ink = index.data(FINDING).severity, palette.color(active, role)
        sign = QRectF(area.left() + PAD_PX, area.top() + PAD_PX, SIGN_PX, SIGN_PX)
        paint_icon(painter, severity, sign, ink if selected else QColor(COLOURS[severity]))
        painter.save()
        painter.setPen(ink)
        painter.setFont(self._bold())
        painter.drawText(title, WRAP, index.data())
        if not selected:
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        painter.setFont(self._view.font())
        painter.drawText(detail, WRAP, index.data(DETAIL))
        painter.restore()

    def _laid_out(self, area: QRect, index: QModelIndex | QPersistentModelIndex) -> tuple[QRect, QRect]:
        room = area.adjusted(PAD_PX + SIGN_PX + GAP_PX, PAD_PX, -PAD_PX, 0)
        title = QFontMetrics(self._bold()).boundingRect(room, WRAP, index.data())
        rest = room.adjusted(0, title.height(), 0, 0)
        return title, QFontMetrics(self._view.font()).boundingRect(rest, WRAP, index.data(DETAIL))

    def _bold(self) -> QFont:
        font = QFont(self._view.font())
        font.setBold(True)
        return font


def _same(finding: Finding, other: Finding | None) -> bool:
    return other is not None and (finding.code, finding.layer, finding.page) == (other.code, other.layer, other.page)

"""The preflight part of a preset: limits as numbers, and how severe this printer takes each finding."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from core.press.preflight import CODES
from core.press.presets import Limits
from core.units import POINTS_PER_MM
from desktop.panels.controls import NumberBox, describe
from desktop.panels.sections import Column, Section, tab_through
from desktop.panels.templates import said
from desktop.preflight.words import severity_icon, severity_words
from desktop.printing.words import limit_words

SEVERITIES = ("error", "warning", "note", "off")
CODE = Qt.ItemDataRole.UserRole
NUMBERS_WIDTH = 270
TITLE, SEVERITY = range(2)
UNITS = {  # the most, decimals, a step
    "ppi": (2400, 0, 25),
    "mm": (100, 1, 0.5),
    "mm²": (10_000, 0, 1),
    "%": (1600, 0, 10),
    "pt": (100, 2, 0.25),
}


class LimitFields(QWidget):
    """Shows :class:`~core.press.presets.Limits`; ``edited`` tells the changed ones."""

    edited = Signal(object)  # Limits

    def __init__(self) -> None:
        super().__init__()
        self._limits = Limits()
        self.boxes = {name: self._box(name, unit) for name, (_, unit) in limit_words().items()}
        self.table = self._table()
        numbers, section = Column(), Section()
        for name, box in self.boxes.items():
            section.add(limit_words()[name][0], box)
        numbers.fill([section])
        numbers.setFixedWidth(NUMBERS_WIDTH + numbers.verticalScrollBar().sizeHint().width())
        tab_through([section])
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 8, 8)
        both.addWidget(numbers)
        both.addWidget(self.table, 1)

    def show_limits(self, limits: Limits) -> None:
        self._limits = limits
        for name, box in self.boxes.items():
            box.show_value(getattr(limits, name) * _shown_in(name))
        with QSignalBlocker(self.table):
            for item in self.rows():
                self._show_severity(item)

    def rows(self) -> list[QTreeWidgetItem]:
        return [self.table.topLevelItem(number) for number in range(self.table.topLevelItemCount())]

    def take(self, code: str, severity: str) -> None:
        """How severe a finding is from now on; the usual is not noted."""
        kept = {name: value for name, value in self._limits.severities.items() if name != code}
        if severity != CODES[code].severity:
            kept[code] = severity  # type: ignore[assignment]
        self._set(severities=kept)

    def severity(self, code: str) -> str:
        return self._limits.severities.get(code, CODES[code].severity)

    def _box(self, name: str, unit: str) -> NumberBox:
        most, decimals, step = UNITS[unit]
        box = NumberBox(1 if unit == "mm²" else 0, most, decimals, f" {unit}", step=step)
        describe(box, limit_words()[name][0], Limits.model_fields[name].description or "")
        box.edited.connect(lambda value, _, name=name: self._set(**{name: value / _shown_in(name)}))
        return box

    def _table(self) -> QTreeWidget:
        table = QTreeWidget()
        table.setHeaderLabels([self.tr("Finding"), self.tr("Severity")])
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setAlternatingRowColors(True)
        table.setItemDelegateForColumn(SEVERITY, _SeverityCell(self, table))
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        describe(table, self.tr("Findings and how severe they are"))
        table.setToolTip("")
        header = table.header()
        header.setAccessibleName(self.tr("Findings and how severe they are"))
        header.setStretchLastSection(False)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(SEVERITY, QHeaderView.ResizeMode.ResizeToContents)
        for code, entry in CODES.items():
            item = QTreeWidgetItem([said(entry.title), ""])
            item.setData(TITLE, CODE, code)
            item.setToolTip(TITLE, code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            table.addTopLevelItem(item)
        return table

    def _show_severity(self, item: QTreeWidgetItem) -> None:
        code = item.data(TITLE, CODE)
        severity = self.severity(code)
        item.setText(SEVERITY, severity_words(severity))
        item.setIcon(SEVERITY, severity_icon(severity, 14) if severity != "off" else QIcon())  # type: ignore[arg-type]
        font = item.font(SEVERITY)
        font.setBold(code in self._limits.severities)
        item.setFont(SEVERITY, font)

    def _set(self, **fields: object) -> None:
        limits = self._limits.model_copy(update=fields)
        if limits != self._limits:
            self.show_limits(limits)
            self.edited.emit(limits)


class _SeverityCell(QStyledItemDelegate):
    """A severity is chosen, not typed."""

    def __init__(self, fields: LimitFields, parent: QWidget) -> None:
        super().__init__(parent)
        self._fields = fields

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        editor = QComboBox(parent)
        for severity in SEVERITIES:
            editor.addItem(severity_words(severity), severity)
        editor.activated.connect(lambda _: self._take(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        assert isinstance(editor, QComboBox)
        editor.setCurrentIndex(SEVERITIES.index(self._fields.severity(_code(index))))

    def setModelData(self, editor: QWidget, model: object, index: QModelIndex | QPersistentModelIndex) -> None:  # type: ignore[override]
        assert isinstance(editor, QComboBox)
        self._fields.take(_code(index), editor.currentData())

    def _take(self, editor: QComboBox) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)


def _code(index: QModelIndex | QPersistentModelIndex) -> str:
    return str(index.sibling(index.row(), TITLE).data(CODE))


def _shown_in(name: str) -> float:
    """What a limit is multiplied by to be shown: lines are kept in mm, and spoken of in points."""
    return POINTS_PER_MM if name in ("line", "line_many") else 1.0

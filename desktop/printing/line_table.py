"""The lines of the die under one printer's names: layer, plate, what stands for it, dashes. Cells are typed into."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableView, QVBoxLayout, QWidget

from core.colour.convert import ink_to_srgb
from core.colour.inks import Cmyk
from core.dieline.formats.presets import Pen, Preset, standard, with_pen
from core.dieline.outline import LineType
from core.errors import DieloomError
from desktop.dieline_editor.words import line_type
from desktop.panels.sections import muted

AnyIndex = QModelIndex | QPersistentModelIndex
LINE, LAYER, SPOT, MIX, DASH = range(5)
SWATCH = QSize(14, 14)
MIX_WIDTH = 116


@dataclass(frozen=True)
class _Column:
    """A heading, its tip, a pen's text, and the fields that another text stands for (raises DieloomError)."""

    title: str
    tip: str
    text: Callable[[Pen], str]
    fields: Callable[[str], dict[str, Any]] | None = None


class LineTable(QWidget):
    """``edited`` tells the preset with another pen; ``refused`` why a cell cannot be what was typed."""

    edited = Signal(object)  # Preset
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.model = LineModel(self)
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setAlternatingRowColors(True)
        self.view.setTabKeyNavigation(False)
        self.view.setIconSize(SWATCH)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(self.view.fontMetrics().lineSpacing() + 10)
        header = self.view.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in (LAYER, SPOT):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(MIX, QHeaderView.ResizeMode.Interactive)  # contents are measured without swatches
        header.resizeSection(MIX, MIX_WIDTH)
        for part in (self.view, header, self.view.verticalHeader()):
            part.setAccessibleName(self.tr("Lines"))
        column = QVBoxLayout(self)
        column.addWidget(self.view, 1)
        column.addWidget(muted(QLabel(self.tr("Lines with one plate name are on one plate, and mixed alike."))))
        self.model.edited.connect(self.edited)
        self.model.refused.connect(self.refused)

    def show_lines(self, preset: Preset) -> None:
        self.model.show_preset(preset)


class LineModel(QAbstractTableModel):
    edited = Signal(object)  # Preset
    refused = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._preset = standard()
        self._types = list(LineType)
        self._columns = (
            _Column(self.tr("Line"), "", lambda _: ""),
            _Column(self.tr("Layer"), self.tr("Layer in DXF and SVG"), lambda pen: pen.layer, _named("layer")),
            _Column(self.tr("Plate"), self.tr("Spot ink and layer in PDF"), lambda pen: pen.spot, _named("spot")),
            _Column(self.tr("C M Y K"), self.tr("What stands for the ink, in percent"), _mix_words, self._mix),
            _Column(self.tr("Dash"), self.tr("Lengths on and off, mm; empty for none"), _dash_words, self._dash),
        )

    def show_preset(self, preset: Preset) -> None:
        self.beginResetModel()
        self._preset = preset
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._types)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags if index.column() == LINE else flags | Qt.ItemFlag.ItemIsEditable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self._columns[section]
        words = {Qt.ItemDataRole.DisplayRole: column.title, Qt.ItemDataRole.ToolTipRole: column.tip or None}
        return words.get(Qt.ItemDataRole(role))

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        type_, column = self._types[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return line_type(type_) if column == LINE else self._columns[column].text(self._preset[type_])
        if role == Qt.ItemDataRole.DecorationRole and column == MIX:
            return _swatch(self._preset[type_])
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._columns[column].tip or None
        return None

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        reads = self._columns[index.column()].fields
        text = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or reads is None or text == index.data():
            return False
        try:
            preset = with_pen(self._preset, self._types[index.row()], **reads(text))
        except DieloomError as error:
            self.refused.emit(str(error))
            return False
        self._preset = preset
        self.dataChanged.emit(self.index(0, LAYER), self.index(len(self._types) - 1, DASH))
        self.edited.emit(preset)
        return True

    def _mix(self, text: str) -> dict[str, Any]:
        numbers = self._numbers(text)
        if len(numbers) != 4 or not all(0 <= number <= 100 for number in numbers):
            raise DieloomError(self.tr("Four numbers from 0 to 100 are wanted, such as 0 100 0 0."))
        return {"cmyk": tuple(number / 100 for number in numbers)}

    def _dash(self, text: str) -> dict[str, Any]:
        numbers = self._numbers(text)
        if not all(0 < number <= 100 for number in numbers) or len(numbers) > 8:
            raise DieloomError(self.tr("Up to eight lengths from 0 to 100 mm are wanted, such as 3 1.5."))
        return {"dash": tuple(numbers)}

    def _numbers(self, text: str) -> list[float]:
        """Numbers between spaces or semicolons, whichever decimal point a person is used to."""
        try:
            return [float(word.replace(",", ".")) for word in re.split(r"[\s;%]+", text) if word]
        except ValueError as error:
            raise DieloomError(self.tr("{0} is not a list of numbers.").format(text)) from error


def _named(field: str) -> Callable[[str], dict[str, Any]]:
    return lambda text: {field: text}


def _mix_words(pen: Pen) -> str:
    return " ".join(f"{share * 100:g}" for share in pen.cmyk)


def _dash_words(pen: Pen) -> str:
    return " ".join(f"{length:g}" for length in pen.dash)


def _swatch(pen: Pen) -> QPixmap:
    picture = QPixmap(SWATCH)
    picture.fill(QColor.fromRgbF(*ink_to_srgb(Cmyk(*pen.cmyk))))
    return picture

"""Which lines of a drawing are what: each layer, spot or colour with its type, and the picture beside."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.dieline.intake import Drawing, Guess, Source, guess
from core.dieline.intake.building import CALIPER, MOST_CALIPER
from core.dieline.intake.drawing import UNITS
from core.dieline.outline import LineType
from core.geometry import Box, Segment
from desktop.canvas.viewport import Viewport
from desktop.dieline_editor.canvas.blank import BOARD, ink
from desktop.dieline_editor.words import line_types
from desktop.panels.controls import Choice, NumberBox, TextField, describe
from desktop.panels.sections import Note, Section

SURE, DOUBTFUL = 0.8, 0.5
LEFT_OUT, POINTED_OUT = QColor("#c4c4c4"), QColor("#ffd24a")
TOLERANCE = 0.1  # mm
LAYER, KIND, WHY, COUNT = range(4)


class ImportDialog(QDialog):
    """``wanted`` when the person agrees: drawing, types by source, code, caliper (mm)."""

    wanted = Signal(object, object, str, float)
    unit_chosen = Signal(object)  # str

    def __init__(self, parent: QWidget | None, drawing: Drawing, code: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import Drawing"))
        self.drawing = drawing
        self.choices: dict[Source, Choice] = {}
        self.picture, self.note = Picture(), Note()
        self.table = QTableWidget(0, 4)
        self.table.setHorizontalHeaderLabels([self.tr("Lines"), self.tr("Type"), self.tr("Because"), self.tr("Count")])
        self.table.verticalHeader().hide()
        self.table.setCornerButtonEnabled(False)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.horizontalHeader().setSectionResizeMode(LAYER, QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setSectionResizeMode(WHY, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(KIND, 150)
        self.table.setColumnWidth(COUNT, 60)
        self._name_table()
        self.table.currentCellChanged.connect(lambda row, *_: self._point_out(row))
        self.code = TextField(self.tr("Code"), 40)
        self.code.setText(code)
        self.unit = Choice(self.tr("Unit of the drawing"), [(name, name) for name in UNITS])
        self.unit.edited.connect(self.unit_chosen)
        self.caliper = NumberBox(0.05, MOST_CALIPER, 2, " mm", 0.05)
        self.caliper.show_value(CALIPER)
        describe(self.caliper, self.tr("Board caliper"))
        self.size, self.notes = QLabel(), QPlainTextEdit()
        self.notes.setReadOnly(True)
        self.notes.setMaximumHeight(90)
        self.notes.setAccessibleName(self.tr("Notes"))
        self._build()
        self.show_drawing(drawing)
        self.resize(QSize(1080, 640))

    def show_drawing(self, drawing: Drawing) -> None:
        """The same file, read anew in another unit: types that were chosen stay."""
        kept = {source: choice.value() for source, choice in self.choices.items()}
        self.drawing = drawing
        self.unit.show_value(drawing.unit)
        box = drawing.bounds
        self.size.setText(self.tr("{0:.1f} × {1:.1f} mm").format(box.width, box.height))
        self.notes.setPlainText("\n".join(drawing.notes) or self.tr("Nothing was left out."))
        self._fill(guess(drawing), kept)
        self._paint()

    def say(self, text: str) -> None:
        """Why it could not be imported; the dialog stays, so that the types can be put right."""
        self.note.say(text)
        self.buttons.setEnabled(True)

    @property
    def mapping(self) -> dict[Source, LineType | None]:
        return {source: choice.value() for source, choice in self.choices.items()}

    def _build(self) -> None:
        facts = Section()
        facts.add(self.tr("Code"), self.code)
        facts.add(self.tr("Drawn in"), self.unit)
        facts.add(self.tr("Size"), self.size)
        facts.add(self.tr("Board caliper"), self.caliper)
        left = QVBoxLayout()
        left.addWidget(self.table, 1)
        left.addWidget(facts)
        left.addWidget(self.notes)
        left.addWidget(self.note)
        halves = QHBoxLayout()
        halves.addLayout(left, 1)
        halves.addWidget(self.picture, 1)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("Import"))
        self.buttons.accepted.connect(self._want)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(halves, 1)
        column.addWidget(self.buttons)

    def _name_table(self) -> None:
        words = self.tr("Lines of the drawing and their types")
        describe(self.table, words)
        for part in (self.table.horizontalHeader(), self.table.verticalHeader()):
            part.setAccessibleName(words)

    def _fill(self, guesses: tuple[Guess, ...], kept: dict[Source, LineType | None]) -> None:
        """The unsure ones first: they are to be looked at."""
        ordered = sorted(guesses, key=lambda each: each.confidence)
        self.choices = {}
        self.table.setRowCount(len(ordered))
        for row, each in enumerate(ordered):
            layer = QTableWidgetItem(_swatch(each.source.colour), each.source.name)
            layer.setToolTip(_told(each.source))
            self.table.setItem(row, LAYER, layer)
            choice = Choice(
                self.tr("Type of {0}").format(each.source.name), [(self.tr("left out"), None), *line_types()]
            )
            choice.show_value(kept.get(each.source, each.type))
            choice.edited.connect(lambda _: self._paint())
            self.table.setCellWidget(row, KIND, choice)
            sure = "✓" if each.confidence >= SURE else "?" if each.confidence >= DOUBTFUL else "??"
            why = QTableWidgetItem(f"{sure} {each.reason}")
            why.setToolTip(each.reason)
            self.table.setItem(row, WHY, why)
            count = QTableWidgetItem(str(each.count))
            count.setToolTip(self.tr("{0:.0f} mm in all").format(each.length))
            self.table.setItem(row, COUNT, count)
            self.choices[each.source] = choice

    def _paint(self) -> None:
        groups = self.drawing.sources
        self.picture.show_lines([(self.mapping.get(source), segments) for source, segments in groups.items()])
        self._point_out(self.table.currentRow())

    def _point_out(self, row: int) -> None:
        sources = list(self.choices)
        self.picture.point_out(self.drawing.sources.get(sources[row], []) if 0 <= row < len(sources) else [])

    def _want(self) -> None:
        self.note.say("")
        self.buttons.setEnabled(False)
        self.wanted.emit(
            self.drawing, self.mapping, self.code.text().strip() or self.drawing.name, self.caliper.value()
        )


class Picture(QWidget):
    """The drawing's lines in the inks of their types; those that are left out in grey, those pointed at thick."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[tuple[QColor, list[QLineF]]] = []
        self._thick: list[QLineF] = []
        self.setMinimumSize(360, 300)
        self.setAccessibleName(self.tr("Picture of the drawing"))

    def show_lines(self, groups: list[tuple[LineType | None, list[Segment]]]) -> None:
        self._lines = [(ink(kind) if kind else LEFT_OUT, _lines(segments)) for kind, segments in groups]
        self.update()

    def point_out(self, segments: list[Segment]) -> None:
        self._thick = _lines(segments)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), BOARD)
        every = [line for _, lines in self._lines for line in lines]
        if not every:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(Viewport.fitting(_around(every), QRectF(self.rect())).transform, combine=True)
        below = (6.0, POINTED_OUT, self._thick)
        for width, colour, lines in (below, *((1.4, colour, lines) for colour, lines in self._lines)):
            pen = QPen(colour, width)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.drawLines(lines)


def _around(lines: list[QLineF]) -> Box:
    xs = [x for line in lines for x in (line.x1(), line.x2())]
    ys = [y for line in lines for y in (line.y1(), line.y2())]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _lines(segments: list[Segment]) -> list[QLineF]:
    return [QLineF(QPointF(*a), QPointF(*b)) for segment in segments for a, b in pairwise(segment.flattened(TOLERANCE))]


def _told(source: Source) -> str:
    """All that the file says of the lines."""
    parts = [source.layer, source.spot, source.step, source.colour, str(source.number or "")]
    return " · ".join(part for part in parts if part)


def _swatch(colour: str) -> QIcon:
    picture = QPixmap(14, 14)
    picture.fill(QColor(colour) if colour else Qt.GlobalColor.transparent)
    return QIcon(picture)

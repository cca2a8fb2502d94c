"""How many blanks a press sheet holds: the sheet's measures at the left, the layout as it is found, and its export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.dieline.formats.presets import Preset
from core.dieline.nest import Layout, Sheet, nest
from core.dieline.outline import Outline
from core.errors import DieloomError
from core.jobs import Progress
from core.press.imposition.dies import export_layout
from core.press.imposition.layouts import GAP, GRIPPER
from desktop.dialogs.sheet_view import SheetView
from desktop.panels.controls import Choice, NumberBox, describe
from desktop.panels.sections import Note, Section, muted
from desktop.workers.background import Background
from desktop.workers.task import Task

MARGIN = 16
SIDE_WIDTH = 300
SIZES = ((1000.0, 700.0), (1020.0, 720.0), (700.0, 500.0))  # of sheets, mm; the gripper holds the longer side
LARGEST_SIDE, LARGEST_STRIP = 10_000.0, 500.0
PROGRESS = 1000


class SheetDialog(QDialog):
    """Nests ``outline`` anew whenever the sheet changes; files are named after ``stem``, lines after ``preset``."""

    def __init__(
        self, outline: Outline, stem: Path, preset: Preset | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Sheet layout"))
        self._outline, self._stem, self._preset = outline, stem, preset
        self._background = Background(self)
        self._search: Task | None = None
        self._writing: Task | None = None
        sizes = [(_named(*size), size) for size in SIZES]
        self.size_choice = Choice(self.tr("Sheet size"), [*sizes, (self.tr("Other"), None)])
        self.width_box, self.height_box = (NumberBox(1, LARGEST_SIDE, 1, " mm", step=10) for _ in range(2))
        self.gap, self.gripper, self.margin = (NumberBox(0, LARGEST_STRIP, 1, " mm", step=1) for _ in range(3))
        self.grain = Choice(self.tr("Grain"), self._grains())
        self.view, self.count, self.facts, self.note = SheetView(outline), QLabel(), muted(QLabel()), Note()
        self.bar = QProgressBar()
        self.export = QPushButton(self.tr("&Export…"))
        self._describe()
        self._lay_out()
        self._connect()
        self._show_first()

    def _grains(self) -> list[tuple[str, str]]:
        return [
            (self.tr("Does not matter"), ""),
            (self.tr("Along the width"), "x"),
            (self.tr("Along the height"), "y"),
        ]

    def _describe(self) -> None:
        describe(self.grain, self.tr("Grain"), self.tr("Which way the grain or the flutes of the sheet run"))
        describe(self.gap, self.tr("Gap"), self.tr("The least distance between two blanks"))
        describe(self.gripper, self.tr("Gripper"), self.tr("The strip along the lower edge that the press holds"))
        describe(self.margin, self.tr("Margin"), self.tr("The strip along every edge that stays free"))
        describe(self.export, self.tr("Export"), self.tr("Write the sheet as PDF, DXF, CF2 or SVG"))
        describe(self.bar, self.tr("Progress"))
        self.bar.setTextVisible(False)
        self.bar.setMaximum(PROGRESS)
        self.bar.setFixedHeight(4)
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(policy)
        font = self.count.font()
        font.setPointSizeF(font.pointSizeF() * 1.8)
        font.setBold(True)
        self.count.setFont(font)
        self.facts.setWordWrap(True)

    def _lay_out(self) -> None:
        sheet, blanks = Section(self.tr("Sheet")), Section(self.tr("Blanks"))
        sheet.add(self.tr("&Size"), self.size_choice)
        sheet.add(self.tr("&Width"), self.width_box)
        sheet.add(self.tr("&Height"), self.height_box)
        sheet.add(self.tr("&Gripper"), self.gripper)
        sheet.add(self.tr("&Margin"), self.margin)
        sheet.add(self.tr("G&rain"), self.grain)
        blanks.add(self.tr("Ga&p"), self.gap)
        side = QVBoxLayout()
        side.setSpacing(14)
        for widget in (sheet, blanks, self.count, self.facts, self.note):
            side.addWidget(widget)
        side.addStretch(1)
        column = QWidget()
        column.setLayout(side)
        column.setFixedWidth(SIDE_WIDTH)
        side.setContentsMargins(0, 0, 0, 0)
        upper = QHBoxLayout()
        upper.setSpacing(MARGIN)
        upper.addWidget(column)
        upper.addWidget(self.view, 1)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.addButton(self.export, QDialogButtonBox.ButtonRole.ActionRole)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        whole.setSpacing(10)
        whole.addLayout(upper, 1)
        whole.addWidget(self.bar)
        whole.addWidget(self.buttons)

    def _connect(self) -> None:
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(self._end)
        self.size_choice.edited.connect(self._take_size)
        self.grain.edited.connect(lambda _: self._nest())
        for box in (self.width_box, self.height_box, self.gap, self.gripper, self.margin):
            box.edited.connect(lambda *_: self._nest())
        self.export.clicked.connect(self._ask_file)

    def _show_first(self) -> None:
        self.gap.show_value(GAP)
        self.gripper.show_value(GRIPPER)
        self.margin.show_value(0.0)
        self.grain.show_value("")
        self.size_choice.show_value(SIZES[0])
        self.width_box.show_value(SIZES[0][0])
        self.height_box.show_value(SIZES[0][1])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._background.isRunning():
            self._background.start()
            self._nest()

    def _take_size(self, size: tuple[float, float] | None) -> None:
        if size is not None:
            self.width_box.show_value(size[0])
            self.height_box.show_value(size[1])
            self._nest()

    def _nest(self) -> None:
        """Look for the layout of these measures, and for no other any more."""
        size = self.width_box.value(), self.height_box.value()
        self.size_choice.show_value(size if size in SIZES else None)
        self._stop(self._search)
        self._search = None
        self.export.setEnabled(False)
        try:
            sheet = Sheet(*size, self.gripper.value(), self.margin.value(), self.grain.value())
        except DieloomError as error:
            self._fail(error)
            return
        outline, gap = self._outline, self.gap.value()
        self.note.say("")
        self.view.show_sheet(sheet)
        search = self._search = self._submit(lambda progress: nest(outline, sheet, gap, progress=progress))
        # What was overtaken may still end well.
        search.done.connect(lambda layout: self._show_layout(layout) if search is self._search else None)
        search.failed.connect(lambda error: self._fail(error) if search is self._search else None)

    def _submit(self, work: Callable[[Progress], Any]) -> Task:
        task = self._background.submit(work)
        task.progress.connect(lambda fraction, _: self._progressed(task, fraction))
        return task

    def _progressed(self, task: Task, fraction: float) -> None:
        if task in (self._search, self._writing):
            self.bar.setValue(round(fraction * PROGRESS))
            self.bar.show()

    def _show_layout(self, layout: Layout) -> None:
        self._search = None
        self.bar.hide()
        self.view.show_layout(layout)
        self.export.setEnabled(True)
        self.count.setText(self.tr("{0} on the sheet").format(layout.count))
        more = layout.count - layout.grid_count
        words = [
            self.tr("{0} % of the board is waste.").format(f"{layout.waste * 100:.1f}"),
            self.tr("In rows and columns of boxes: {0}.").format(layout.grid_count),
        ]
        if more:
            words.append(self.tr("Nesting gains {0}, or {1} %.").format(more, f"{layout.gain * 100:.0f}"))
        self.facts.setText("\n".join(words))

    def _fail(self, error: DieloomError) -> None:
        self._search = None
        self.bar.hide()
        self.view.show_stale(True)
        self.count.setText("")
        self.facts.setText("")
        self.note.say(str(error))

    def _ask_file(self) -> None:
        ending = self.tr("-sheet")
        proposal = self._stem.with_name(f"{self._stem.name}{ending}.pdf")
        kinds = {"PDF (*.pdf)": ".pdf", "DXF (*.dxf)": ".dxf", "CF2 (*.cf2)": ".cf2", "SVG (*.svg)": ".svg"}
        chosen, kind = QFileDialog.getSaveFileName(self, self.tr("Export sheet"), str(proposal), ";;".join(kinds))
        if chosen:
            path = Path(chosen)
            self.write(path if path.suffix.lower() in kinds.values() else Path(chosen + kinds.get(kind, ".pdf")))

    def write(self, path: Path) -> None:
        """Write the layout that is shown, by the name's suffix."""
        layout = self.view.shown
        if layout is None:
            return
        outline, preset = self._outline, self._preset
        self._stop(self._writing)
        self._writing = self._submit(lambda progress: export_layout(outline, layout, path, preset, progress))
        self._writing.done.connect(lambda _: self._written(path))
        self._writing.failed.connect(self._not_written)

    def _written(self, path: Path) -> None:
        self._writing = None
        self.bar.hide()
        self.facts.setText(self.facts.text() + "\n" + self.tr("{0} is ready.").format(path.name))

    def _not_written(self, error: DieloomError) -> None:
        self._writing = None
        self.bar.hide()
        self.note.say(str(error))

    def _end(self) -> None:
        for task in (self._search, self._writing):
            self._stop(task)
        self._background.stop()
        self.deleteLater()

    @staticmethod
    def _stop(task: Task | None) -> None:
        if task is not None:
            task.cancel()


def _named(width: float, height: float) -> str:
    return f"{width:g} × {height:g} mm"

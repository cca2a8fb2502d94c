"""Is this a copy? What a model draws beside the most similar of the pictures it learned from, for a person to judge."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.errors import DieloomError
from desktop.panels.controls import describe
from desktop.panels.sections import Note, muted
from desktop.training.work import Likeness, find_copies
from desktop.workers.child_lane import ChildLane
from desktop.workers.task import Task

COUNT = 24
SIDE_PX = 132
COLUMNS = 2
MARGIN = 14
PROGRESS = 1000


class Copies(QDialog):
    """Compares when it opens; closing it stops the search."""

    def __init__(self, folder: Path, lane: ChildLane, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Is this a copy?"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.verdict, self.note, self.bar = QLabel(), Note(), QProgressBar(textVisible=False)
        self.pairs = QScrollArea(widgetResizable=True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._lay_out()
        self.verdict.setText(self.tr("Comparing what the model draws with every one of your pictures…"))
        task = self._task = lane.start_child(partial(find_copies, folder, COUNT), self.tr("The comparison"))
        task.progress.connect(self._advance)
        task.done.connect(self._show)
        task.failed.connect(self._fail)
        self.finished.connect(self._stop)
        self.resize(780, 640)

    def _lay_out(self) -> None:
        words = muted(
            QLabel(
                self.tr(
                    "At the left of each pair what the model draws, at the right the most similar of your pictures. "
                    "The figure says how similar: 0 is the very picture, 1 no more like it than like your others."
                )
            )
        )
        describe(self.bar, self.tr("Progress of the comparison"))
        describe(self.pairs, self.tr("Pairs"), "")
        self.bar.setMaximum(PROGRESS)
        self.bar.setFixedHeight(6)
        font = self.verdict.font()
        font.setBold(True)
        self.verdict.setFont(font)
        self.verdict.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(10)
        for widget in (self.verdict, words, self.bar, self.note, self.pairs, self.buttons):
            column.addWidget(widget)
        column.setStretchFactor(self.pairs, 1)
        self.buttons.rejected.connect(self.reject)

    def _show(self, found: list[Likeness]) -> None:
        self._forget()
        suspicious = sum(pair.suspicious for pair in found)
        text = self.tr("{0} of {1} should be looked at: they are very like one of your pictures.")
        self.verdict.setText(
            text.format(suspicious, len(found)) if suspicious else self.tr("None of {0} is a copy.").format(len(found))
        )
        body = QWidget()
        cells = QGridLayout(body)
        cells.setSpacing(16)
        for number, pair in enumerate(found):
            cells.addWidget(_pair(pair), number // COLUMNS, number % COLUMNS)
        cells.setRowStretch(cells.rowCount(), 1)
        self.pairs.setWidget(body)

    def _advance(self, fraction: float, _: str) -> None:
        """A method: what is told once the dialog is gone reaches nobody."""
        self.bar.setValue(round(fraction * PROGRESS))

    def _fail(self, error: DieloomError) -> None:
        self._forget()
        self.verdict.hide()
        self.note.say(str(error))

    def _forget(self) -> None:
        self._task: Task | None = None
        self.bar.hide()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.disconnect(self)
            self._task.cancel()


def _pair(pair: Likeness) -> QWidget:
    box = QWidget()
    cells = QGridLayout(box)
    cells.setContentsMargins(0, 0, 0, 0)
    cells.setSpacing(4)
    for column, png in enumerate((pair.made, pair.real)):
        picture = QLabel()
        image = QImage.fromData(png)
        smooth = Qt.TransformationMode.SmoothTransformation
        picture.setPixmap(QPixmap.fromImage(image.scaled(SIDE_PX, SIDE_PX, Qt.AspectRatioMode.KeepAspectRatio, smooth)))
        cells.addWidget(picture, 0, column)
    words = muted(QLabel(f"{pair.distance:.2f}   {pair.name}"))
    words.setWordWrap(False)
    words.setMaximumWidth(2 * SIDE_PX)
    words.setTextFormat(Qt.TextFormat.PlainText)
    if pair.suspicious:
        font = words.font()
        font.setBold(True)
        words.setFont(font)
        words.setText(f"⚠ {words.text()}")
    cells.addWidget(words, 1, 0, 1, 2)
    cells.setColumnStretch(2, 1)
    return box

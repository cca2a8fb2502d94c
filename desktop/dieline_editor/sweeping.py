"""The test sweep: the template at many random sizes, with those that fail to be looked at."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QProgressBar, QVBoxLayout, QWidget

from core.dieline.sweep import Failure, SweepReport, sweep
from core.dieline.template import Template
from desktop.dieline_editor.session import EditorSession
from desktop.panels.controls import NumberBox, describe
from desktop.panels.icons import WordButton
from desktop.workers.background import Background
from desktop.workers.task import Task

GIVEN = Qt.ItemDataRole.UserRole
USUAL, MOST = 200, 100_000


class Sweeping(QWidget):
    """How many sizes, a button to try them, what came of it."""

    def __init__(self, session: EditorSession, background: Background) -> None:
        super().__init__()
        self._session, self._background = session, background
        self._task: Task | None = None
        self.count = NumberBox(1, MOST, 0, "", 100)
        self.count.show_value(USUAL)
        describe(self.count, self.tr("Number of sizes"))
        self.start = WordButton("start", self.tr("Try Sizes"), self.tr("Make and check the blank at random sizes"))
        self.stop = WordButton("stop", self.tr("Stop"), self.tr("Stop the test"))
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setAccessibleName(self.tr("Progress of the test"))
        self.result = QLabel(self.tr("Half of the values are at the very ends of their ranges, where templates break."))
        self.result.setWordWrap(True)
        self.failures = QListWidget()
        self.failures.setAlternatingRowColors(True)
        describe(self.failures, self.tr("Sizes that fail"), self.tr("Click a size to see the template at it"))
        self.failures.itemClicked.connect(lambda item: session.try_size(item.data(GIVEN)))
        self.failures.itemActivated.connect(lambda item: session.try_size(item.data(GIVEN)))
        self.start.clicked.connect(self.run)
        self.stop.clicked.connect(self.cancel)
        line = QHBoxLayout()
        for widget in (self.count, self.start, self.stop, self.bar):
            line.addWidget(widget)
        line.setStretch(3, 1)
        self.count.setMaximumWidth(90)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addLayout(line)
        column.addWidget(self.result)
        column.addWidget(self.failures, 1)
        self._show_running(False)

    def run(self) -> None:
        """Try the template as it is now."""
        self.cancel()
        file, count = self._session.file, int(self.count.value())
        self.failures.clear()
        self.bar.setValue(0)
        self.result.setText(self.tr("Trying {0} sizes…").format(count))
        self._task = self._background.submit(lambda progress: sweep(Template(file), count, progress=progress))
        self._task.progress.connect(lambda fraction, _: self.bar.setValue(round(1000 * fraction)))
        self._task.done.connect(self._show)
        self._task.failed.connect(lambda error: self.result.setText(str(error)))
        self._task.cancelled.connect(lambda: self.result.setText(self.tr("Stopped.")))
        self._task.finished.connect(self._finished)
        self._show_running(True)

    def cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _finished(self) -> None:
        self._task = None
        self._show_running(False)

    def _show_running(self, on: bool) -> None:
        self.start.setEnabled(not on)
        self.stop.setEnabled(on)

    def _show(self, report: SweepReport) -> None:
        self.bar.setValue(1000)
        words = self.tr("{0} of {1} sizes accepted, {2} refused with a reason, {3} blanks not sound.")
        self.result.setText(
            words.format(report.accepted, report.tried, len(report.refused), len(report.unsound))
            + (" " + self.tr("The template passes.") if report.sound else "")
        )
        for failure in (*report.unsound, *report.refused):
            self.failures.addItem(_line(failure))


def _line(failure: Failure) -> QListWidgetItem:
    size = ", ".join(f"{name} {value:.2f}" for name, value in failure.given.items())
    item = QListWidgetItem(f"{failure.reason}\n{size}")
    item.setData(GIVEN, dict(failure.given))
    return item

"""Preflight of any PDF: its findings by the limits of a printer, to be read, copied or kept as text."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.errors import DieloomError
from core.files import write_bytes
from core.jobs import Progress
from core.press import presets
from core.press.preflight import Finding, preflight_pdf
from desktop.panels.controls import Choice, describe
from desktop.panels.sections import Note, Section
from desktop.preflight.list import FindingList
from desktop.preflight.words import as_text, counted, counts_of, page_words
from desktop.printing.words import preset_options
from desktop.workers.background import Background
from desktop.workers.task import Task

MARGIN = 16
SIZE = (640, 620)
PROGRESS = 1000


class PdfPreflight(QDialog):
    """Checks the file when it is shown, and again whenever another printer is chosen."""

    def __init__(self, path: Path, preset: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preflight of {0}").format(path.name))
        self._path = path
        self._background = Background(self)
        self._task: Task | None = None
        self.findings: tuple[Finding, ...] | None = None
        self.preset = Choice(self.tr("Printer's preset"), preset_options())
        self.preset.show_value(preset if preset in presets.lines.names() else presets.STANDARD)
        self.head, self.note, self.list = QLabel(), Note(), FindingList(page_words)
        self.bar = QProgressBar(textVisible=False)
        self.copy, self.keep = QPushButton(self.tr("&Copy")), QPushButton(self.tr("&Save as Text…"))
        self._lay_out()
        self._connect()
        self.resize(*SIZE)

    def _lay_out(self) -> None:
        describe(self.bar, self.tr("Progress"))
        describe(self.copy, self.tr("Copy"), self.tr("Copy the findings as text"))
        describe(self.keep, self.tr("Save as Text"), self.tr("Write the findings to a text file"))
        font = self.head.font()
        font.setBold(True)
        self.head.setFont(font)
        self.bar.setMaximum(PROGRESS)
        self.bar.setFixedHeight(4)
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(policy)
        limits = Section()
        limits.add(self.tr("&Printer"), self.preset)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        for button in (self.copy, self.keep):
            self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(10)
        for widget in (limits, self.head, self.bar, self.note):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addWidget(self.buttons)

    def _connect(self) -> None:
        self.preset.edited.connect(lambda _: self.check())
        self.copy.clicked.connect(lambda: QApplication.clipboard().setText(self.text()))
        self.keep.clicked.connect(self._ask_file)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(self._end)

    def text(self) -> str:
        """All findings, to be sent by mail."""
        findings = self.findings or ()
        return as_text(f"{self._path.name}: {counted(counts_of(findings))}", findings)

    def check(self) -> None:
        """Look at the file by the limits of the chosen printer."""
        if self._task is not None:
            self._task.cancel()
        path, preset = self._path, self.preset.value()

        def work(progress: Progress) -> list[Finding]:
            return preflight_pdf(path, presets.load(preset).limits, progress)

        self.findings = None
        self._show(self.tr("Checking…"))
        task = self._task = self._background.submit(work)
        # What was overtaken may still end well.
        task.progress.connect(lambda fraction, _: self._progressed(fraction) if task is self._task else None)
        task.done.connect(lambda found: self._arrived(found) if task is self._task else None)
        task.failed.connect(lambda error: self._fail(error) if task is self._task else None)

    def _progressed(self, fraction: float) -> None:
        self.bar.setValue(round(fraction * PROGRESS))
        self.bar.show()

    def _arrived(self, findings: list[Finding]) -> None:
        self._task, self.findings = None, tuple(findings)
        self._show(counted(counts_of(findings)))

    def _fail(self, error: DieloomError) -> None:
        self._task = None
        self._show("", str(error))

    def _show(self, head: str, problem: str = "") -> None:
        self.head.setText(head)
        self.note.say(problem)
        self.bar.setVisible(self._task is not None)
        self.list.show_findings(self.findings or ())
        for button in (self.copy, self.keep):
            button.setEnabled(self.findings is not None)

    def _ask_file(self) -> None:
        proposal = self._path.with_name(self.tr("{0}-preflight.txt").format(self._path.stem))
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save the findings"), str(proposal), "*.txt")
        if chosen:
            self.save(Path(chosen))

    def save(self, path: Path) -> None:
        try:
            write_bytes(path, self.text().encode())
        except DieloomError as error:
            self.note.say(str(error))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._background.isRunning():
            self._background.start()
            self.check()

    def _end(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._background.stop()
        self.deleteLater()

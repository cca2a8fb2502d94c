"""The first step: the person's pictures, prepared in the background, and what came of them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.errors import DieloomError
from desktop.panels.controls import Choice, describe
from desktop.panels.sections import GAP, Note, muted, row
from desktop.training.contact import ContactSheet
from desktop.training.drop_zone import DropZone
from desktop.training.runs import PICTURES, new_draft
from desktop.training.work import prepare_pictures
from desktop.workers.background import Background
from desktop.workers.child_lane import ChildLane
from desktop.workers.task import Task

if TYPE_CHECKING:
    from core.training.data import Report

SIZES = (64, 128, 256, 512)
USUAL_SIZE = 256
PROGRESS = 1000
GRACE_SECONDS = 2.0
FEW, GOOD = 50, 100
DOING_PX = 480
_COUNTED = re.compile(r"(\d+) of (\d+): (.*)", re.DOTALL)  # what the engine reports


@dataclass(frozen=True, eq=False)
class Prepared:
    """A set in a folder of its own, which becomes that of the run."""

    folder: Path
    report: Report

    @property
    def count(self) -> int:
        return len(self.report.pictures)


class PicturesPage(QWidget):
    """``ready`` carries Prepared when the person goes on with the pictures."""

    ready = Signal(object)

    def __init__(self, lane: ChildLane, background: Background) -> None:
        super().__init__()
        self._lane = lane
        self._task: Task | None = None
        self._sources: tuple[Path, ...] = ()
        self.prepared: Prepared | None = None
        self.drop, self.sheet, self.note = DropZone(), ContactSheet(background), Note()
        self.bar, self.doing = QProgressBar(textVisible=False), muted(QLabel())
        self.cancel, self.go_on = QPushButton(self.tr("Cancel")), QPushButton(self.tr("&Next"), default=True)
        self.other = QPushButton(self.tr("Other &pictures…"))
        self.verdict, self.size = QLabel(), Choice(self.tr("Size"), [(f"{side} px", side) for side in SIZES])
        self.tiles = QCheckBox(self.tr("They are seamless &tiles"))
        self.pages = QStackedWidget()
        self._describe()
        self._lay_out()
        self._connect()
        self.begin_anew()

    def _describe(self) -> None:
        describe(self.bar, self.tr("Preparing the pictures"))
        describe(self.cancel, self.tr("Cancel"), self.tr("Stop preparing the pictures"))
        describe(self.go_on, self.tr("Next"), self.tr("Go on with these pictures"))
        describe(self.other, self.tr("Other pictures"), self.tr("Choose other pictures"))
        tip = self.tr("How large the pictures are kept, at most; models of more pixels take much longer to train")
        describe(self.size, self.tr("Size of the pictures"), tip)
        tip = self.tr("Each picture repeats without a seam: it is neither cropped nor turned, only shifted")
        describe(self.tiles, self.tr("The pictures are seamless tiles"), tip)
        self.bar.setMaximum(PROGRESS)
        self.bar.setFixedSize(360, 8)
        self.size.show_value(USUAL_SIZE)
        self.size.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _lay_out(self) -> None:
        working = QWidget()
        column = QVBoxLayout(working)
        column.addStretch(1)
        for widget in (self.bar, self.doing, self.cancel):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        column.setSpacing(10)
        self.doing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.doing.setMinimumWidth(DOING_PX)
        seen = QWidget()
        column = QVBoxLayout(seen)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP + 2)
        column.addWidget(self.verdict)
        column.addWidget(self.sheet, 1)
        for page in (self.drop, working, seen):
            self.pages.addWidget(page)
        options = row(QLabel(self.tr("Kept at")), self.size, self.tiles, spacing=10)
        options.addStretch(1)
        options.addWidget(self.other)
        options.addWidget(self.go_on)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(self.note)
        whole.addWidget(self.pages, 1)
        whole.addLayout(options)
        self.verdict.setWordWrap(True)

    def _connect(self) -> None:
        self.drop.chosen.connect(self.prepare)
        self.cancel.clicked.connect(self._stop)
        self.other.clicked.connect(self.begin_anew)
        self.go_on.clicked.connect(lambda: self.prepared and self.ready.emit(self.prepared))
        self.size.edited.connect(lambda _: self._again())
        self.tiles.toggled.connect(lambda _: self._again())

    def begin_anew(self) -> None:
        """Without pictures."""
        self._stop()
        self._discard()
        self._sources = ()
        self.note.say("")
        self._show(self.drop)

    def prepare(self, sources: Sequence[Path]) -> None:
        """Make a set of these files and folders; its contact sheet is shown when it is there."""
        self._stop()
        self._discard()
        self._sources = tuple(sources)
        try:
            draft = new_draft()
        except (DieloomError, OSError) as error:
            self.note.say(str(error))
            return
        self.note.say("")
        work = partial(prepare_pictures, self._sources, draft / PICTURES, self.size.value(), self.tiles.isChecked())
        task = self._task = self._lane.start_child(work, self.tr("Preparing the pictures"), GRACE_SECONDS)
        task.progress.connect(lambda fraction, text: self._progressed(task, fraction, text))
        task.done.connect(lambda report: self._done(task, draft, report))
        task.failed.connect(lambda error: self._failed(task, error))
        task.finished.connect(lambda: self._sweep(draft))
        self.bar.setValue(0)
        self.doing.setText(self.tr("Looking for pictures…"))
        self._show(self.pages.widget(1))

    def take(self) -> Prepared | None:
        """The set, which is now somebody else's."""
        taken, self.prepared = self.prepared, None
        return taken

    def _discard(self) -> None:
        """The set that is not wanted any more goes."""
        if self.prepared is not None:
            shutil.rmtree(self.prepared.folder, ignore_errors=True)
            self.prepared = None

    def _sweep(self, draft: Path) -> None:
        """Of what failed, was cancelled or overtaken nothing stays."""
        if self.prepared is None or self.prepared.folder != draft:
            shutil.rmtree(draft, ignore_errors=True)

    def _again(self) -> None:
        if self._sources:
            self.prepare(self._sources)

    def _stop(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            self._show(self.drop)

    def _progressed(self, task: Task, fraction: float, text: str) -> None:
        if task is self._task:
            self.bar.setValue(round(fraction * PROGRESS))
            if found := _COUNTED.fullmatch(text):
                words = self.tr("{0} of {1}: {2}").format(*found.groups())
                self.doing.setText(self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, DOING_PX))

    def _done(self, task: Task, draft: Path, report: Report) -> None:
        if task is not self._task:
            return
        self._task, self.prepared = None, Prepared(draft, report)
        self.sheet.show_report(report, draft / PICTURES, self._sources)
        self.verdict.setText(self._verdict(len(report.pictures)))
        self._show(self.pages.widget(2))
        self.sheet.pictures.setFocus()

    def _failed(self, task: Task, error: DieloomError) -> None:
        if task is self._task:
            self._task = None
            self._show(self.drop)
            self.note.say(str(error))

    def _verdict(self, count: int) -> str:
        """How far so many pictures reach."""
        if count < FEW:
            text = self.tr("{0} pictures are few. The model may come to copy them; {1} and more are better.")
            return text.format(count, FEW)
        if count < GOOD:
            return self.tr("{0} pictures are enough to begin with. More of the same kind make it better.").format(count)
        return self.tr("{0} pictures: enough for a model of your own.").format(count)

    def _show(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self.go_on.setEnabled(self.prepared is not None)
        self.other.setVisible(page is not self.drop)

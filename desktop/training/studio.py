"""The studio's window: the person's runs at the left, and at the right a new one in its steps, or one being watched.

It stays open beside the main window, so that training, designing and exporting go hand in hand; closing it leaves the
training on. What pauses a run is its button, or the end of the program.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QFile, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.errors import DieloomError
from core.jobs import Progress
from desktop.lanes import Lanes
from desktop.models.facts import path_of
from desktop.models.use import UseModel
from desktop.panels.icons import IconButton, WordButton
from desktop.panels.sections import GAP, row
from desktop.training.pictures_page import PicturesPage, Prepared
from desktop.training.run_list import RunList
from desktop.training.runs import RunFacts, Told, keep_told, list_runs, runs_folder, settle, told_of
from desktop.training.start_page import StartPage
from desktop.training.trainings import Trainings
from desktop.training.watch_page import WatchPage
from desktop.training.work import Further, Wish
from desktop.workers.latest import Latest

SIZE = (1180, 780)
LIST_WIDTH = 224
MARGIN = 14
REFRESH_MS = 15_000


class Studio(QDialog):
    """``said`` is for the main window's status bar; ``trains`` carries the share done, or None when none trains."""

    said = Signal(str)
    trains = Signal(object)

    def __init__(self, lanes: Lanes, models: UseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Train a model"))
        self.setWindowFlag(Qt.WindowType.WindowMinMaxButtonsHint)
        self._models, self._background = models, lanes.background
        self.trainings = Trainings(lanes.training, self)
        self._listing = Latest(lanes.background, self)
        self._wanted: Path | None = None  # the run to look at once it is listed
        self._clock = QTimer(self, interval=REFRESH_MS)  # while one trains in sight
        self.list = RunList()
        self.new = WordButton("add", self.tr("&New model"), self.tr("Train a model on your own pictures"))
        self.remove = IconButton("delete", self.tr("Move the training to the bin (Del)"))
        self.pictures = PicturesPage(lanes.workshop, lanes.background)
        self.start = StartPage(lanes.background, models.book)
        self.watch = WatchPage(self.trainings, lanes.workshop, lanes.background)
        self.steps = Steps()
        self.pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self.resize(*SIZE)
        self._show_page(self.pictures)

    def present(self) -> None:
        """To the front."""
        self.show()
        self.raise_()
        self.activateWindow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._wanted is None and self.list.run is None:
            self._wanted = self.trainings.running
        self.refresh()
        self._tick()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick()

    def _tick(self) -> None:
        if self.isVisible() and self.trainings.running is not None:
            self._clock.start()
        else:
            self._clock.stop()

    def refresh(self) -> None:
        """List the runs anew, and show what the one in view is now."""
        try:
            folder = runs_folder()
        except DieloomError as error:
            self.pictures.note.say(str(error))
            return
        self._listing.ask(partial(list_runs, folder, Progress()))

    # Building

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(GAP)
        under = row()
        under.addStretch(1)
        under.addWidget(self.remove)
        for widget in (self.new, self.list):
            left.addWidget(widget)
        left.addLayout(under)
        side = QWidget()
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        side.setFixedWidth(LIST_WIDTH)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self.steps)
        right.addWidget(self.pages, 1)
        for page in (self.pictures, self.start, self.watch):
            self.pages.addWidget(page)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        whole.setSpacing(MARGIN)
        whole.addWidget(side)
        whole.addLayout(right, 1)
        self.new.setAutoDefault(False)

    def _connect(self) -> None:
        self.new.clicked.connect(self.begin_anew)
        self.list.chosen.connect(self._choose)
        self.list.remove_asked.connect(self._ask_to_remove)
        self.remove.clicked.connect(self._ask_to_remove)
        self.pictures.ready.connect(self._go_on)
        self.start.back.connect(lambda: self._show_page(self.pictures))
        self.start.started.connect(self._start)
        self.watch.used.connect(self._use)
        self.watch.changed.connect(self.refresh)
        self._listing.done.connect(self._listed)
        self._listing.failed.connect(lambda error: self.pictures.note.say(str(error)))
        self.trainings.changed.connect(self._changed)
        self.trainings.progressed.connect(self._progressed)
        self._clock.timeout.connect(self.refresh)
        self.trainings.ended.connect(self._ended)
        self.trainings.failed.connect(self._failed)

    # Which run, which step

    def begin_anew(self) -> None:
        """The steps of a new model."""
        self.list.choose(None)
        self._show_page(self.pictures)

    def train_from(self, model: str) -> None:
        """Show the run that wrote the model's file; of other models, the steps of a new run that begins from it."""
        path = path_of(model)
        runs = [folder for folder in path.parents[:2] if (folder / "plan.json").is_file()]
        if runs:
            self._wanted = runs[0]
            self.refresh()
        else:
            self.start.begin_from(model)
            self.begin_anew()

    def _show_page(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self.steps.show_step(self.pages.indexOf(page))
        self.remove.setEnabled(self.list.run is not None)
        # The button that Enter presses is that of the page in view.
        self.pictures.go_on.setDefault(page is self.pictures)
        self.start.begin.setDefault(page is self.start)
        self.watch.use.setDefault(page is self.watch)

    def _listed(self, runs: list[RunFacts]) -> None:
        if any(run.folder == self._wanted for run in runs):  # a list asked for before it was there leaves it wanted
            self.list.blockSignals(True)
            self.list.show_runs(runs, self.trainings.running)
            self.list.blockSignals(False)
            wanted, self._wanted = self._wanted, None
            self.list.choose(wanted)
        else:
            self.list.show_runs(runs, self.trainings.running)

    def _choose(self, run: RunFacts | None) -> None:
        if run is not None:
            self.watch.show_run(run)
            self._show_page(self.watch)
        elif self.pages.currentWidget() is self.watch:
            self._show_page(self.pictures)

    def _go_on(self, prepared: Prepared) -> None:
        self.start.show_pictures(prepared, self.tr("My model"))
        self._show_page(self.start)

    # Doing

    def _start(self, wish: Wish, prepared: Prepared) -> None:
        """The set's folder becomes the run's, and its training begins."""
        self.pictures.take()
        try:
            folder = settle(prepared.folder, wish.name)
            told = Told(asdict(wish), wish.minutes, wish.device)
            keep_told(folder, told)
        except DieloomError as error:
            self.pictures.note.say(str(error))
            self._show_page(self.pictures)
            return
        self.pictures.begin_anew()
        self._wanted = folder
        self.watch.show_run(RunFacts(folder, wish.name, told=told))
        self.trainings.start(folder, wish, Further(wish.device, wish.minutes))
        self._show_page(self.watch)

    def _use(self, model: str) -> None:
        self._models.use(model)

    def pause(self) -> None:
        """The program ends: what trains saves its state and stops."""
        self.trainings.pause()

    def _changed(self) -> None:
        if self.trainings.running is None:
            self.trains.emit(None)
        self._tick()
        self.refresh()

    def _progressed(self, fraction: float, text: str) -> None:
        self.trains.emit(fraction)
        run = self.watch.run
        if text and run is not None and run.folder == self.trainings.running and not run.plan:
            self.refresh()  # its plan is written now

    def _ended(self, folder: Path, done: bool) -> None:
        if done:
            self.said.emit(self.tr("The training of {0} is done.").format(folder.name))
            task = self._background.submit(partial(_finish, folder))
            task.finished.connect(self.refresh)
        self.refresh()

    def _failed(self, folder: Path, error: DieloomError) -> None:
        self.said.emit(self.tr("The training of {0} has stopped: {1}").format(folder.name, error.message))
        self.refresh()

    def _ask_to_remove(self) -> None:
        run = self.list.run
        if run is None:
            return
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("Dieloom")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setText(self.tr("Move the training “{0}” to the bin?").format(run.name))
        box.setInformativeText(self.tr("Its model goes with it, and designs that use the model can no longer draw it."))
        bin_ = box.addButton(self.tr("Move to the &bin"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        bin_.clicked.connect(lambda: self.remove_run(run))
        box.open()

    def remove_run(self, run: RunFacts) -> None:
        """A run that trains is paused first, and stays."""
        if self.trainings.running == run.folder:
            self.trainings.pause()
            self.watch.note.say(self.tr("The training is being paused. Remove it when it has stopped."))
            return
        task = self._background.submit(partial(_bin, run.folder))
        task.failed.connect(lambda error: self.watch.note.say(str(error)))
        task.finished.connect(self.refresh)


class Steps(QWidget):
    """Where one is on the way to a model: pictures, settings, training."""

    def __init__(self) -> None:
        super().__init__()
        names = (self.tr("1  Pictures"), self.tr("2  Settings"), self.tr("3  Training"))
        self._labels = [QLabel(name) for name in names]
        line = row(spacing=22)
        for label in self._labels:
            line.addWidget(label)
        line.addStretch(1)
        self.setLayout(line)

    def show_step(self, at: int) -> None:
        for step, label in enumerate(self._labels):
            font = label.font()
            font.setBold(step == at)
            label.setFont(font)
            label.setEnabled(step == at)


def _finish(folder: Path, _: Progress) -> None:
    keep_told(folder, replace(told_of(folder), finished=True))


def _bin(folder: Path, _: Progress) -> None:
    if not QFile.moveToTrash(str(folder)):
        raise DieloomError(f"{folder} cannot be moved to the bin.", "Remove it in your file manager.")

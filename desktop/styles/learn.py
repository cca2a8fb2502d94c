"""Learning a style from the person's own pictures: which ones, and then watching it, pausing it and taking it.

It stays open beside the main window. Closing it leaves the learning on; what pauses it is its button, or the end of the
program.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.errors import DieloomError
from desktop.lanes import Lanes
from desktop.panels.controls import Choice, TextField, describe
from desktop.panels.icons import WordButton
from desktop.panels.sections import GAP, Note, muted, row
from desktop.styles.learning_work import BegunStyle, StyleWish, begun_styles, learn_style, new_place
from desktop.styles.sources import Sources
from desktop.training.film import Film
from desktop.training.journal import Journal, News, read_news
from desktop.training.words import duration
from desktop.workers.latest import Latest
from desktop.workers.task import Task

SIZE = (920, 640)
MARGIN = 14
PROGRESS = 1000
LOOK_MS = 1000
HANGS_SECONDS = 60.0
USUAL_MINUTES = 20.0
MORE = 0.5  # of its time, when a style that is done is learned further


class LearnStyleDialog(QDialog):
    """``learned`` carries the file of a style that has been learned, or learned further; ``said`` is for the status
    bar."""

    learned = Signal(object)
    said = Signal(str)

    def __init__(self, lanes: Lanes, references: Sequence[Path] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Learn a style"))
        self.setWindowFlag(Qt.WindowType.WindowMinMaxButtonsHint)
        self._lanes = lanes
        self._task: Task | None = None
        self._current: BegunStyle | None = None  # what the task learns
        self._listing = Latest(lanes.background, self)
        self.choose, self.watch = ChoosePage(), LearningPage(lanes)
        self.pages = QStackedWidget()
        for page in (self.choose, self.watch):
            self.pages.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        whole.addWidget(self.pages)
        self.choose.styles.add(references)
        self.choose.started.connect(self._start)
        self.choose.gone_on.connect(self._show_begun)
        self.watch.paused.connect(self.pause)
        self.watch.gone_on.connect(self._go_on)
        self.watch.left.connect(self.begin_anew)
        self._listing.done.connect(self.choose.list_begun)
        self._listing.failed.connect(lambda error: self.choose.note.say(str(error)))
        self.resize(*SIZE)

    @property
    def learning(self) -> bool:
        """Whether a style is being learned now."""
        return self._task is not None

    def present(self) -> None:
        """To the front."""
        self.show()
        self.raise_()
        self.activateWindow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """List anew what was begun."""
        self._listing.ask(begun_styles)

    def begin_anew(self) -> None:
        """The choice of pictures; what is being learned goes on."""
        self.refresh()
        self.choose.free(not self.learning)
        self.pages.setCurrentWidget(self.choose)

    def _start(self, wish: StyleWish) -> None:
        try:
            folder = new_place(wish.name)
        except DieloomError as error:
            self.choose.note.say(str(error))
            return
        self._learn(BegunStyle(folder, wish.name, wish.minutes), wish, wish.minutes)

    def _show_begun(self, begun: BegunStyle) -> None:
        if self.watch.begun is None or self.watch.begun.folder != begun.folder:
            self.watch.show_style(begun)
        here = self._current is not None and self._current.folder == begun.folder
        self.watch.show_running(here, free=not self.learning)
        self.pages.setCurrentWidget(self.watch)

    def _go_on(self, begun: BegunStyle, minutes: float) -> None:
        self._learn(begun, None, minutes)

    def _learn(self, begun: BegunStyle, wish: StyleWish | None, minutes: float) -> None:
        hint = self.tr("What it had learned is kept. Continue goes on from the last saved state.")
        work = partial(learn_style, begun.folder, wish, minutes)
        task = self._lanes.styles.start_child(work, begun.name, HANGS_SECONDS, hint)
        self._task, self._current = task, begun
        _Ends(task, self)
        self._show_begun(begun)

    def pause(self) -> None:
        """Ask for everything to be saved, and for an end."""
        if self._task is not None:
            self._task.cancel()
            self.watch.show_pausing()

    def over(self, error: DieloomError | None = None) -> None:
        """The process has ended, of itself or because it was asked to."""
        begun, self._task, self._current = self._current, None, None
        self.choose.free(True)
        if self.watch.begun is not None:
            self.watch.show_running(False)
        if begun is None:
            return
        if error is not None:
            self.said.emit(self.tr("Learning {0} has stopped: {1}").format(begun.name, error.message))
            self._tell(error, begun)
        if begun.style.is_file():
            self.learned.emit(begun.style)

    def _tell(self, error: DieloomError, begun: BegunStyle) -> None:
        """Where it can be mended: a run that never began is asked for anew, with other pictures."""
        if (begun.folder / "plan.json").is_file():
            self.watch.note.say(str(error))
        else:
            self.begin_anew()
            self.choose.note.say(str(error))

    def progressed(self, fraction: float, _: str) -> None:
        if self.watch.begun == self._current:
            self.watch.bar.setValue(round(fraction * PROGRESS))


class _Ends(QObject):
    """Hears of a task; the lane outlives the window, and Qt cuts a dead receiver's connections only for methods."""

    def __init__(self, task: Task, dialog: LearnStyleDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        task.progress.connect(self._progressed)
        task.done.connect(self._done)
        task.cancelled.connect(self._cancelled)
        task.failed.connect(self._failed)

    def _progressed(self, fraction: float, text: str) -> None:
        self._dialog.progressed(fraction, text)

    def _done(self, _: object) -> None:
        self._end()

    def _cancelled(self) -> None:
        self._end()

    def _failed(self, error: DieloomError) -> None:
        self._end(error)

    def _end(self, error: DieloomError | None = None) -> None:
        self._dialog.over(error)
        self.deleteLater()


class ChoosePage(QWidget):
    """``started`` carries a StyleWish; ``gone_on`` a BegunStyle to look at."""

    started = Signal(object)
    gone_on = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.note = Note()
        self.contents = Sources(
            self.tr("Pictures to change"),
            self.tr("Like those that you will use it on. Twenty and more are good; one is enough."),
        )
        self.styles = Sources(
            self.tr("Pictures of the style"),
            self.tr("One picture, or several that agree. They stay on this machine, and you keep the rights."),
        )
        self.name = TextField(self.tr("Name"), 60)
        self.time = Choice(self.tr("Time"), self._times())
        self.begun = Choice(self.tr("Begun before"))
        self.start = QPushButton(self.tr("&Learn"), default=True)
        self._free = True
        describe(self.time, self.tr("Time"), self.tr("It can be paused, and gone on with, at any time"))
        describe(self.begun, self.tr("Begun before"), self.tr("Look at a style that was begun, or go on with it"))
        describe(self.start, self.tr("Learn"), self.tr("Learn the style from these pictures"))
        self.time.show_value(USUAL_MINUTES)
        self.name.show_value(self.tr("My style"))
        both = QHBoxLayout()
        both.setSpacing(18)
        both.addWidget(self.contents, 1)
        both.addWidget(self.styles, 1)
        labels = [QLabel(self.tr("&Name")), QLabel(self.tr("&Time"))]
        for label, field in zip(labels, (self.name, self.time), strict=True):
            label.setBuddy(field)
        under = row(labels[0], self.name, labels[1], self.time, self.begun, spacing=10)
        under.addStretch(1)
        under.addWidget(self.start)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self.note)
        whole.addLayout(both, 1)
        whole.addLayout(under)
        self.contents.changed.connect(self._refresh)
        self.styles.changed.connect(self._refresh)
        self.start.clicked.connect(self._start)
        self.begun.edited.connect(self._look_at)
        self.list_begun([])
        self._refresh()

    def _times(self) -> list[tuple[str, float]]:
        return [
            (self.tr("About 20 minutes"), USUAL_MINUTES),
            (self.tr("About an hour"), 60.0),
            (self.tr("About 3 hours"), 180.0),
            (self.tr("Overnight, 8 hours"), 480.0),
        ]

    def _look_at(self, begun: BegunStyle | None) -> None:
        if begun is not None:
            self.gone_on.emit(begun)

    def list_begun(self, begun: list[BegunStyle]) -> None:
        options = [(self.tr("Begun before…"), None), *((each.name, each) for each in begun)]
        self.begun.set_options(options)
        self.begun.show_value(None)
        self.begun.setVisible(bool(begun))

    def free(self, on: bool) -> None:
        """Only one style is learned at a time."""
        self._free = on
        self._refresh()

    def _refresh(self) -> None:
        self.start.setEnabled(bool(self._free and self.contents.paths and self.styles.paths))

    def _start(self) -> None:
        self.note.say("")
        name = self.name.text().strip() or self.tr("My style")
        self.started.emit(StyleWish(name, self.contents.paths, self.styles.paths, self.time.value()))


@dataclass(frozen=True)
class _Seen:
    folder: Path
    news: News


class LearningPage(QWidget):
    """The samples through time. ``gone_on`` carries a BegunStyle and minutes; ``left`` goes to the choice of
    pictures."""

    paused = Signal()
    gone_on = Signal(object, float)
    left = Signal()

    def __init__(self, lanes: Lanes) -> None:
        super().__init__()
        self.begun: BegunStyle | None = None
        self._running = self._pausing = False
        self._journal = Journal()
        self._looking = Latest(lanes.background, self)
        self._clock = QTimer(self, interval=LOOK_MS)
        self.title, self.state, self.facts = QLabel(), QLabel(), muted(QLabel())
        self.bar, self.note, self.film = QProgressBar(textVisible=False), Note(), Film(lanes.background)
        self.pause = WordButton("pause", self.tr("&Pause"), self.tr("Save everything; it goes on exactly from there"))
        self.go_on = WordButton("start", self.tr("&Continue"), self.tr("Learn on from where it was paused"))
        self.other = WordButton("previous", self.tr("&Other pictures"), self.tr("Back to the choice of pictures"))
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() * 1.4)
        font.setBold(True)
        self.title.setFont(font)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.bar.setMaximum(PROGRESS)
        self.bar.setFixedHeight(5)
        describe(self.bar, self.tr("Progress of the learning"))
        words = muted(QLabel(self.tr("Above your pictures, in the middle what becomes of them, below the style.")))
        head = row(self.title, self.state, spacing=12)
        head.addStretch(1)
        under = row(self.pause, self.go_on, self.other)
        under.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP + 2)
        whole.addLayout(head)
        for widget in (self.facts, self.bar, self.note, self.film, words):
            whole.addWidget(widget)
        whole.setStretchFactor(self.film, 1)
        whole.addLayout(under)
        for button in (self.pause, self.go_on, self.other):
            button.setAutoDefault(False)
        self.pause.clicked.connect(self.paused)
        self.go_on.clicked.connect(self._continue)
        self.other.clicked.connect(self.left)
        self._looking.done.connect(self._take)
        self._clock.timeout.connect(self.look)

    def show_style(self, begun: BegunStyle) -> None:
        """Another style, from its beginning."""
        self.begun, self._journal = begun, Journal()
        self.title.setText(begun.name)
        self.note.say("")
        self.bar.setValue(0)
        self.film.forget()
        self.look()
        self._refresh()

    def show_running(self, on: bool, *, free: bool = True) -> None:
        """Whether it is being learned now, and whether it may be: one at a time is."""
        self._running, self._pausing = on, False
        self.go_on.setEnabled(free)
        self.look()
        self._tick()
        self._refresh()

    def show_pausing(self) -> None:
        self._pausing = True
        self._refresh()

    def look(self) -> None:
        """At what the run has written since."""
        if self.begun is not None and not self._looking.busy:
            self._looking.ask(partial(_look, self.begun.folder, self._journal.offset))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick()

    def _tick(self) -> None:
        if self._running and self.isVisible():
            self._clock.start()
        else:
            self._clock.stop()

    def _take(self, seen: _Seen) -> None:
        if self.begun is None or seen.folder != self.begun.folder:
            self.look()  # another style has been chosen since
            return
        self._journal.take(seen.news)
        self.film.show_samples(seen.news.samples)
        self._refresh()

    @property
    def _minutes_left(self) -> float:
        """Of the time that it was to take; half as much again once that is over."""
        assert self.begun is not None
        left = self.begun.minutes - self._journal.seconds / 60
        return left if left > 1 else MORE * self.begun.minutes

    def _continue(self) -> None:
        if self.begun is not None:
            self.note.say("")
            self.gone_on.emit(self.begun, self._minutes_left)

    def _refresh(self) -> None:
        self.pause.setVisible(self._running)
        self.pause.setEnabled(not self._pausing)
        self.go_on.setVisible(not self._running)
        self.state.setText(self._state())
        facts = [self.tr("{0} learned").format(duration(self._journal.seconds))] if self._journal.lines else []
        self.facts.setText("   ·   ".join(facts))
        running = self._running and not self._journal.lines
        self.film.picture.say(
            self.tr("The first samples come in a moment.") if running else self.tr("There are no samples yet.")
        )

    def _state(self) -> str:
        if self._pausing:
            return self.tr("Saving what it has learned…")
        if self._running:
            return self.tr("Learning") if self._journal.lines else self.tr("Getting ready…")
        return self.tr("Ready for use") if self.begun is not None and self.begun.style.is_file() else self.tr("Paused")


def _look(folder: Path, offset: int) -> _Seen:
    return _Seen(folder, read_news(folder, offset))

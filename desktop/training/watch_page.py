"""The third step: watching a run, of now or of yesterday; pausing it, going back, and taking what it has learned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QSplitter, QVBoxLayout, QWidget

from core.errors import DieloomError
from desktop.panels.controls import describe
from desktop.panels.icons import WordButton
from desktop.panels.sections import GAP, Note, muted, row
from desktop.training.charts import Charts
from desktop.training.copies import Copies
from desktop.training.film import Film
from desktop.training.journal import Drawn, Journal
from desktop.training.kept import keep_model
from desktop.training.notices import Alarm, Hint, Hints
from desktop.training.reading import Reading
from desktop.training.roll_back import RollBack
from desktop.training.runs import RunFacts, Told, keep_told
from desktop.training.standing import Standing
from desktop.training.trainings import Trainings
from desktop.training.work import Further, Wish, change_plan, go_back
from desktop.workers.background import Background
from desktop.workers.child_lane import ChildLane

PROGRESS = 1000
CHARTS_WIDTH = 400
MORE = 0.5  # of what it was trained already, when it is trained further


class WatchPage(QWidget):
    """``used`` carries the path of the model to draw with; ``changed`` when the run is another than it was."""

    used = Signal(str)
    changed = Signal()

    def __init__(self, trainings: Trainings, workshop: ChildLane, background: Background) -> None:
        super().__init__()
        self._trainings, self._workshop, self._background = trainings, workshop, background
        self._run: RunFacts | None = None
        self._dismissed = -1
        self._after: Callable[[], object] | None = None  # what waits until the run has been paused
        self._copies: Copies | None = None
        self._doing = ""  # what else is being done to the run
        self.reading = Reading(background, self)
        self.title, self.state, self.facts = QLabel(), QLabel(), muted(QLabel())
        self.bar, self.note = QProgressBar(textVisible=False), Note()
        self.alarm, self.hints = Alarm(), Hints()
        self.film, self.charts = Film(background), Charts()
        self._make_buttons()
        self._lay_out()
        self._connect()

    # What is shown

    @property
    def run(self) -> RunFacts | None:
        return self._run

    @property
    def runs_now(self) -> bool:
        return self._run is not None and self._trainings.running == self._run.folder

    def show_run(self, run: RunFacts) -> None:
        """Another run, or the same one as it is known now."""
        fresh = self._run is None or self._run.folder != run.folder
        self._run = run
        if fresh:
            self._dismissed, self._after = -1, None
            self.note.say("")
            self.alarm.hide()
            self.hints.show_hints(())
            self.film.forget()
            self.charts.show_journal(Journal(), self._standing.end)
            self.reading.follow(run.folder)
        self._refresh()

    @property
    def _standing(self) -> Standing:
        return Standing(self._run, self.reading.journal, runs=self.runs_now, pausing=self._trainings.pausing)

    def _refresh(self) -> None:
        run = self._run
        if run is None:
            return
        self.title.setText(run.name)
        standing = self._standing
        self.state.setText(self._doing or standing.state())
        self.facts.setText(standing.facts(self.reading.news.bytes))
        self.bar.setVisible(self.runs_now or not standing.done)
        self.bar.setValue(round(standing.share * PROGRESS))
        self.film.picture.say(
            self.tr("The first samples come in a moment.") if self.runs_now else self.tr("There are no samples yet.")
        )
        self._refresh_buttons()

    def _refresh_buttons(self) -> None:
        running, news = self.runs_now, self.reading.news
        busy = bool(self._doing) or (running and self._trainings.pausing)
        self.go_on.setEnabled(not busy)
        self.pause.setVisible(running)
        self.go_on.setVisible(not running)
        self.go_on.setText(self.tr("Train &further") if self._standing.done else self.tr("&Continue"))
        self.pause.setEnabled(not busy)
        self.stop.setEnabled(running and not busy)
        self.back.setEnabled(bool(news.snapshots) and not busy)
        self.use.setEnabled(news.has_model)
        self.check.setEnabled(news.has_model)

    # Building

    def _make_buttons(self) -> None:
        self.pause = WordButton("pause", self.tr("&Pause"), self.tr("Save everything; it goes on exactly from there"))
        self.go_on = WordButton("start", self.tr("&Continue"), self.tr("Go on from where it was paused"))
        self.stop = WordButton("stop", self.tr("&Stop"), self.tr("End the training here; what it has learned is kept"))
        tip = self.tr("Undo what was learned since an earlier moment")
        self.back = WordButton("previous", self.tr("&Roll back…"), tip)
        tip = self.tr("Lay what it draws beside the nearest of your pictures")
        self.check = WordButton("find", self.tr("Is this a cop&y?"), tip)
        self.reveal = WordButton("open", self.tr("Show the &folder"), self.tr("Open the folder of this training"))
        self.use = QPushButton(self.tr("&Use this model"), default=True)
        tip = self.tr("Draw the artwork with what it has learned so far; Undo takes it back")
        describe(self.use, self.tr("Use this model"), tip)
        describe(self.bar, self.tr("Progress of the training"))
        for button in (self.pause, self.go_on, self.stop, self.back, self.check, self.reveal):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() * 1.4)
        font.setBold(True)
        self.title.setFont(font)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.bar.setMaximum(PROGRESS)
        self.bar.setFixedHeight(5)
        head = row(self.title, self.state, spacing=12)
        head.setAlignment(self.state, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        self.facts.setWordWrap(False)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(14)
        split.addWidget(self.film)
        split.addWidget(self.charts)
        split.setStretchFactor(0, 1)
        split.setSizes([700, CHARTS_WIDTH])
        under = row(self.pause, self.go_on, self.stop, self.back, self.check, self.reveal)
        under.addStretch(1)
        under.addWidget(self.use)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP + 2)
        whole.addLayout(head)
        for widget in (self.facts, self.bar, self.note, self.alarm, split, self.hints):
            whole.addWidget(widget)
        whole.setStretchFactor(split, 1)
        whole.addLayout(under)

    def _connect(self) -> None:
        self.pause.clicked.connect(self._trainings.pause)
        self.go_on.clicked.connect(self.continue_run)
        self.stop.clicked.connect(self._stop)
        self.back.clicked.connect(self._ask_snapshot)
        self.check.clicked.connect(self._check_copies)
        self.reveal.clicked.connect(self._reveal)
        self.use.clicked.connect(self._use)
        self.alarm.back_asked.connect(self.roll_back)
        self.alarm.dismissed.connect(self._dismiss)
        self.hints.followed.connect(self._follow_hint)
        self.charts.picked.connect(lambda at: self.film.go_to(at * 1000))
        self.reading.came.connect(self._came)
        self.reading.advised.connect(lambda: self.hints.show_hints(self.reading.hints))
        self._trainings.changed.connect(self._changed)
        self._trainings.ended.connect(self._ended)
        self._trainings.failed.connect(self._failed)

    # News

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reading.look()
        self.reading.keep_on(self.runs_now)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.reading.keep_on(False)

    def _came(self) -> None:
        journal, news = self.reading.journal, self.reading.news
        self.charts.show_journal(journal, max(self._standing.end, journal.images / 1000))
        self.film.show_samples(news.samples)
        line = journal.alarm
        self.alarm.show_alarm(line if line and line["images"] > self._dismissed else None, news.snapshots)
        self._refresh()

    def _changed(self) -> None:
        self.reading.keep_on(self.isVisible() and self.runs_now)
        self._refresh()

    def _ended(self, folder: Path, done: bool) -> None:
        self._settle(folder)

    def _failed(self, folder: Path, error: DieloomError) -> None:
        if self._run is not None and folder == self._run.folder:
            self.note.say(str(error))
        self._settle(folder)

    def _settle(self, folder: Path) -> None:
        """The run's process has ended: what waited for that is done now."""
        if self._run is not None and folder == self._run.folder:
            after, self._after = self._after, None
            if after is not None:
                after()
            self.reading.look()
            self._refresh()

    def _dismiss(self, images: int) -> None:
        self._dismissed = images
        self.alarm.hide()

    # Doing

    def continue_run(self) -> None:
        """Go on; further than was meant at first when that is reached."""
        run = self._run
        if run is None or self.runs_now:
            return
        self.note.say("")
        further = Further(run.told.device)
        told = replace(run.told, ended=False, finished=False)
        if self._standing.done:
            further, told = self._further(run, told)
        if told.minutes is not None:
            further = replace(further, minutes=max(told.minutes - self.reading.journal.seconds / 60, 0.1))
        self._keep(told)
        self._trainings.start(run.folder, Wish(**told.wish) if told.wish and not run.plan else None, further)

    def _further(self, run: RunFacts, told: Told) -> tuple[Further, Told]:
        """Half as much again of what ended it: its time, its pictures, or both."""
        journal = self.reading.journal
        further = Further(told.device)
        if run.total - journal.images < MORE * run.total:
            total = (1 + MORE) * max(run.total, journal.images)
            further = replace(further, kimg=total / 1000)
            self._run = replace(run, plan={**run.plan, "kimg": total / 1000})
        if told.minutes is not None:
            told = replace(told, minutes=(1 + MORE) * max(told.minutes, journal.seconds / 60))
        return further, told

    def _keep(self, told: Told) -> None:
        if self._run is None:
            return
        self._run = replace(self._run, told=told)
        folder = self._run.folder
        task = self._background.submit(lambda _: keep_told(folder, told))
        task.failed.connect(lambda error: self.note.say(str(error)))

    def _stop(self) -> None:
        if self._run is not None:
            self._keep(replace(self._run.told, ended=True))
            self._trainings.pause()

    def _once_paused(self, then: Callable[[], object]) -> None:
        if self.runs_now:
            self._after = then
            self._trainings.pause()
        else:
            then()

    def _ask_snapshot(self) -> None:
        dialog = RollBack(self.reading.news.snapshots, self.reading.news.samples, self._background, self)
        dialog.chosen.connect(self.roll_back)
        dialog.open()

    def roll_back(self, snapshot: Drawn) -> None:
        """Pause the run, and put it where it was then."""
        run = self._run
        if run is None:
            return

        def restore() -> None:
            self._doing = self.tr("Rolling back…")
            task = self._workshop.start_child(partial(go_back, run.folder, snapshot.path), run.name)
            task.done.connect(lambda _: self._restored(run.folder))
            task.failed.connect(lambda error: self.note.say(str(error)))
            task.finished.connect(self._did)
            self._refresh()

        self._once_paused(restore)

    def _restored(self, folder: Path) -> None:
        if self._run is not None and self._run.folder == folder:
            self.alarm.hide()
            self.hints.show_hints(())
            self.film.forget()
            self.reading.follow(folder)
            self.go_on.setFocus()

    def _did(self) -> None:
        self._doing = ""
        self._refresh()
        self.changed.emit()

    def _follow_hint(self, hint: Hint) -> None:
        run = self._run
        if run is None:
            return
        goes_on = self.runs_now

        def change() -> None:
            self._doing = self.tr("Changing the plan…")
            task = self._workshop.start_child(partial(change_plan, run.folder, hint.changes), run.name)
            task.failed.connect(lambda error: self.note.say(str(error)))
            task.finished.connect(self._did)
            if goes_on:
                task.finished.connect(self.continue_run)
            self._refresh()

        self._once_paused(change)

    def _check_copies(self) -> None:
        if self._run is not None:
            self._copies = Copies(self._run.folder, self._workshop, self)
            self._copies.open()

    def _reveal(self) -> None:
        if self._run is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._run.folder)))

    def _kept(self, model: str) -> None:
        self.used.emit(model)

    def _use(self) -> None:
        if self._run is not None:
            task = self._background.submit(partial(keep_model, self._run.folder, self._run.name))
            task.done.connect(self._kept)
            task.failed.connect(lambda error: self.note.say(str(error)))

"""The directions of the model as labelled sliders: the first ones, those in use, and all of them on request."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from core.artwork.recipe import Move
from core.document.recipe_edits import move_along, with_move, without_moves
from core.gan import direction_files
from core.gan.direction_files import DirectionInfo
from core.jobs import Progress
from desktop.models.book import ModelBook
from desktop.panels.artwork_section import ArtworkSection
from desktop.panels.controls import describe
from desktop.panels.direction_row import DirectionRow, title_of
from desktop.panels.filter_field import FilterField
from desktop.panels.icons import IconButton
from desktop.panels.sections import Note, strip
from desktop.panels.target import ArtworkTarget
from desktop.panels.task_line import TaskLine
from desktop.workers.preview import PreviewLane
from desktop.workers.task import Task

if TYPE_CHECKING:
    from core.artwork.artist import Artist

FEW = 8  # beyond them changes are hard to tell apart
AT_ONCE = 2  # rows that are made in one turn of the event loop: the window never stops for them


class Directions(ArtworkSection):
    """Rows for the directions that the model knows, and for those that the recipe moves along."""

    def __init__(self, target: ArtworkTarget, book: ModelBook, lane: PreviewLane) -> None:
        super().__init__(self.tr("Directions"), target)
        self._book, self._lane = book, lane
        self._made: list[DirectionRow] = []  # given to one direction after another: making a row takes milliseconds
        self._grow = QTimer(self, singleShot=True, interval=0)
        self._grow.timeout.connect(self.refresh)
        self._pinned: set[str] = set()  # in use since the list was folded: dragged through zero they stay
        self._model = self._problem = ""
        self.rows: list[DirectionRow] = []
        self.reset = self.add_button(IconButton("reset", self.tr("Reset all directions that are not locked")))
        self.filter = FilterField(self.tr("Find a direction"))
        self.more, self.find = _flat_button(), _flat_button()
        self.more.setCheckable(True)
        self.find.setText(self.tr("Find more…"))
        tip = self.tr("Look for the model's main directions (PCA); they are kept beside the model")
        describe(self.find, self.tr("Find directions (PCA)…"), tip)
        self.search, self.note = TaskLine(), Note()
        box = QWidget()
        self._stack = QVBoxLayout(box)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(4)
        for widget in (self.search, self.note, self.filter, box, strip(self.more, self.find)):
            self.add_wide(widget)
        self.find.clicked.connect(self.find_more)
        self.reset.clicked.connect(self.reset_all)
        self.more.toggled.connect(self._unfolded)
        self.filter.textChanged.connect(lambda _: self.refresh())
        book.learned.connect(self._learned)

    def refresh(self) -> None:
        recipe = self.target.recipe
        if recipe is None:
            return
        if recipe.model != self._model:
            self._model = recipe.model
            self._pinned.clear()
            for row in self._made:
                row.forget()
        known = self._known()
        self._show_rows(self._wanted(known))
        facts = self._book.facts(recipe.model)
        for row in self.rows:
            row.range.show_count(facts.config.w_layers if facts else None)
            row.show_move(move_along(recipe, row.direction))
        self._say_more(len(known))
        problem = self._book.direction_problem(recipe.model)
        if problem != self._problem:  # once: the person may dismiss it
            self._problem = problem
            self.note.say(problem)

    def free(self) -> list[DirectionInfo]:
        """The directions in view that are not locked."""
        return [row.info for row in self.rows if not row.locked]

    def reset_all(self) -> None:
        """All directions but the locked ones back to zero."""
        locked = {info.name for info in self._known() if info.locked}
        locked |= {row.direction for row in self.rows if row.locked}
        self.target.edit_recipe(self.tr("Reset directions"), lambda recipe: without_moves(recipe, locked))

    def find_more(self) -> None:
        """Let the engine look for the model's main directions."""
        self.search_by(partial(_find, self._model), self.tr("Finding directions…"))

    def search_by(self, search: Callable[[Artist, Progress], object], words: str) -> None:
        """Run a search that saves directions of the model in use; they are listed when it is done.

        ``words`` say what is being done. One search at a time: :attr:`find` is off meanwhile.
        """
        model, task = self._model, self._lane.submit(search)
        self.find.setEnabled(False)
        self.search.follow(task, words)
        task.done.connect(lambda _: self._show_found(model))
        task.failed.connect(lambda error: self.failed.emit(str(error)))
        task.finished.connect(lambda: self.find.setEnabled(True))

    def _show_found(self, model: str) -> None:
        """List the directions anew, the principal ones among those in view: they were just asked for."""

        def pin(_: object) -> None:
            self._pinned |= {info.name for info in [each for each in self._known() if each.method == "pca"][:FEW]}
            self.refresh()

        self._change(lambda path: None, model).done.connect(pin)

    # What is shown

    def _known(self) -> list[DirectionInfo]:
        """What the model's files list, then what only the recipe knows."""
        recipe = self.target.recipe
        listed = list(self._book.directions(self._model))
        names = {info.name for info in listed}
        only_here = [move for move in recipe.moves if move.direction not in names] if recipe else []
        return listed + [_unlisted(move) for move in only_here]

    def _wanted(self, known: list[DirectionInfo]) -> list[DirectionInfo]:
        text = self.filter.text().strip().casefold()
        if self.more.isChecked():
            return [info for info in known if text in title_of(info).casefold() or text in info.name]
        self._pinned |= {move.direction for move in self.target.recipe.moves} if self.target.recipe else set()
        return [info for place, info in enumerate(known) if place < FEW or self._in_use(info)]

    def _in_use(self, info: DirectionInfo) -> bool:
        """Whether it is in view wherever it stands in the list; what the person taught the model always is."""
        return info.locked or info.name in self._pinned or info.method == "liked"

    def _show_rows(self, infos: list[DirectionInfo]) -> None:
        missing = infos[len(self._made) :]
        for info in missing[: FEW if not self._made else AT_ONCE]:
            self._made.append(self._row(info))
            self._stack.addWidget(self._made[-1])
        if len(infos) > len(self._made):
            self._grow.start()
        for row, info in zip(self._made, infos, strict=False):
            if row.info != info:
                row.show_info(info)
        for place, row in enumerate(self._made):
            row.setVisible(place < len(infos))
        self.rows = self._made[: len(infos)]
        if missing:
            self._set_tab_order()

    def _set_tab_order(self) -> None:
        """As the eye goes, however the rows came to be."""
        before: QWidget = self.filter
        for row in self._made:
            for widget in (row.slider.slider, row.slider.box, row.range, row.lock):
                QWidget.setTabOrder(before, widget)
                before = widget
        QWidget.setTabOrder(before, self.more)
        QWidget.setTabOrder(self.more, self.find)

    def _say_more(self, count: int) -> None:
        unfolded = self.more.isChecked()
        self.more.setVisible(unfolded or count > len(self.rows))
        text = self.tr("Show fewer") if unfolded else self.tr("Show all {0}").format(count)
        self.more.setText(text)
        describe(self.more, text, self.tr("Show the first directions and those in use, or all of them"))
        self.filter.setVisible(unfolded)

    def _unfolded(self, unfolded: bool) -> None:
        self._pinned.clear()
        self.filter.clear()
        self.refresh()
        if unfolded:
            self.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def _learned(self, model: str) -> None:
        if model == self._model:
            self.refresh()

    # What is changed

    def _row(self, info: DirectionInfo) -> DirectionRow:
        row = DirectionRow(info)
        row.edited.connect(self._move)
        row.renamed.connect(self._rename)
        row.locked_changed.connect(self._lock)
        row.remove_asked.connect(self._remove)
        return row

    def _rename(self, name: str, label: str) -> None:
        self._change(lambda path: direction_files.rename(path, name, label))

    def _lock(self, name: str, locked: bool) -> None:
        self._change(lambda path: direction_files.lock(path, name, locked))

    def _move(self, move: Move, gesture: str) -> None:
        self.target.edit_recipe(self.tr("Move along a direction"), lambda recipe: with_move(recipe, move), gesture)

    def _remove(self, name: str) -> None:
        """Out of the file, and out of the recipe, which Undo brings back."""
        recipe = self.target.recipe
        if recipe and move_along(recipe, name):
            keep = {move.direction for move in recipe.moves} - {name}
            self.target.edit_recipe(self.tr("Remove direction"), lambda recipe: without_moves(recipe, keep))
        self._change(lambda path: direction_files.remove(path, name))

    def _change(self, change: Callable[[Path], object], model: str = "") -> Task:
        """Names, locks and removals are of the model, not of the design: they are kept beside it."""
        task = self._book.change_directions(model or self._model, change)
        task.failed.connect(lambda error: self.failed.emit(str(error)))
        return task


def _unlisted(move: Move) -> DirectionInfo:
    """A direction that another person found: the recipe brought its step along."""
    return DirectionInfo(name=move.direction, method="liked", layers=move.layers, step=move.step)


def _flat_button() -> QToolButton:
    """Words at the foot of the list."""
    button = QToolButton(autoRaise=True)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    button.setStyleSheet("QToolButton:checked { background: transparent }")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _find(model: str, artist: Artist, progress: Progress) -> None:
    artist.find_directions(model, "pca", progress=progress)

"""A search of the engine that shows its pictures on the way: dragging parts of a tile, recreating a picture.

The engine's thread reports recipes; pictures of them are drawn there too, no oftener than an eye can follow and never
before the last one is shown. When the person stops a search, the best recipe so far is what it found.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from core.artwork.recipe import Recipe
from core.jobs import Progress
from desktop.workers.images import image_of
from desktop.workers.preview import PreviewLane
from desktop.workers.quiet import Quiet

if TYPE_CHECKING:
    from core.artwork.artist import Artist

Place = tuple[float, float]
OnStep = Callable[[Recipe, float, tuple[Place, ...]], None]
Work = Callable[["Artist", Progress, OnStep], Recipe]

SHOW_SECONDS = 0.08
SHARE = 3  # of the time a picture takes, the search has so many times as much before the next


@dataclass(frozen=True, eq=False)
class Stage:
    """How far a search is: its recipe now and the picture of it, the fraction done, where handles are."""

    recipe: Recipe
    picture: QImage
    fraction: float
    places: tuple[Place, ...]


class Search(QObject):
    """Begins at once. ``ended`` comes last, after ``found``, ``failed`` or neither; then it is gone."""

    progressed = Signal(float)
    stepped = Signal(object)  # Stage
    found = Signal(object)  # Recipe: the end of the search, or the best so far when it was stopped
    failed = Signal(object)  # DieloomError
    ended = Signal()
    _made = Signal(object)

    def __init__(self, lane: PreviewLane, work: Work) -> None:
        super().__init__(lane)  # which outlives whoever asked
        self.places: tuple[Place, ...] = ()  # of the handles at the last step; not every one of them is shown
        self._best: Recipe | None = None
        self._keeps = True
        self._next = 0.0  # when the next picture is due
        self._waiting = False  # a picture that is not shown yet
        self._made.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._task = lane.submit(partial(self._run, work))
        self._task.progress.connect(self._progressed)
        self._task.done.connect(self._done)
        self._task.failed.connect(self.failed)
        self._task.cancelled.connect(self._cancelled)
        self._task.finished.connect(self._end)

    def stop(self) -> None:
        """Enough: take the best so far."""
        self._task.cancel()

    def cancel(self) -> None:
        """Give it up; nothing of it is kept."""
        self._keeps = False
        self._task.cancel()

    def _progressed(self, fraction: float, _: str) -> None:
        self.progressed.emit(fraction)

    def _done(self, recipe: Recipe) -> None:
        if self._keeps:
            self.found.emit(recipe)

    def _cancelled(self) -> None:
        if self._keeps and self._best is not None:
            self.found.emit(self._best)

    def _end(self) -> None:
        self.ended.emit()
        self.deleteLater()

    def _show(self, stage: Stage) -> None:
        self._waiting = False
        self.stepped.emit(stage)

    # From here on: the engine's thread.

    def _run(self, work: Work, artist: Artist, progress: Progress) -> Recipe:
        def step(recipe: Recipe, fraction: float, places: tuple[Place, ...]) -> None:
            self._best, self.places = recipe, places
            begun = time.monotonic()
            if self._waiting or begun < self._next:
                return
            self._waiting = True
            picture = image_of(artist.tile(recipe, draft=True, progress=Quiet(progress)))
            now = time.monotonic()
            self._next = now + max(SHOW_SECONDS, SHARE * (now - begun))
            self._made.emit(Stage(recipe, picture, fraction, places))

        return work(artist, progress, step)

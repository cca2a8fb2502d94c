"""What the engine reads from reference pictures: their colours, their style, the latents nearest to them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from core.artwork.recipe import Recipe
from core.errors import DieloomError
from core.pictures.regions import Fractions
from core.style.values import PaletteShift, StyleShare
from desktop.styles import work
from desktop.styles.way import Way
from desktop.styles.work import Source
from desktop.workers.preview import PreviewLane
from desktop.workers.task import Task

Key = tuple[Way, str, Fractions | None, str]
"""What it is for, the picture's asset, the part of it, and the model whose latent it is."""


class Extracts(QObject):
    """Each is asked for once and kept. What is not known yet is None, and ``learned`` tells when that has changed."""

    learned = Signal()
    failed = Signal(object, object)  # Way that needs it, DieloomError
    began = Signal(object, str)  # Task, in words
    stopped = Signal(object)  # Way

    def __init__(self, lane: PreviewLane, parent: QObject) -> None:
        super().__init__(parent)
        self._lane = lane
        self._known: dict[Key, Any] = {}
        self._running: dict[Key, Task] = {}
        self._hopeless: set[Key] = set()

    def palette(self, source: Source) -> PaletteShift | None:
        key = (Way.COLOURS, source.asset, source.region, "")
        return self._get(key, partial(work.palette_of, source), self.tr("Reading the colours…"))

    def share(self, source: Source) -> StyleShare | None:
        key = (Way.PAINTING, source.asset, source.region, "")
        return self._get(key, partial(work.share_of, source), self.tr("Reading the style…"))

    def latent(self, source: Source, recipe: Recipe, *, ask: bool = True) -> tuple[float, ...] | None:
        """The latent of the recipe's model that comes nearest; with ``ask`` off, only if it is known."""
        key = (Way.GROWING, source.asset, source.region, recipe.model)
        words = self.tr("Searching the nearest pattern…")
        mix = self._get(key, partial(work.latent_of, source, recipe), words, ask=ask)
        return mix.w if mix else None

    def submit(self, function: Callable[..., Any], words: str) -> Task:
        """Other work of the engine's thread, told of like the rest."""
        task = self._lane.submit(function)
        self.began.emit(task, words)
        return task

    def try_again(self) -> None:
        """What has failed before may work now."""
        self._hopeless.clear()

    def stop(self) -> None:
        """Give up what runs and what waits."""
        for task in list(self._running.values()):
            task.cancel()

    def stop_others(self, assets: set[str]) -> None:
        """Give up what is asked of pictures that the document no longer has."""
        for key, task in list(self._running.items()):
            if key[1] not in assets:
                task.cancel()

    def _get(self, key: Key, function: Callable[..., Any], words: str, *, ask: bool = True) -> Any:
        if ask and not (key in self._known or key in self._running or key in self._hopeless):
            task = self._lane.submit(function)
            self._running[key] = task
            _Request(key, task, self)
            self.began.emit(task, words)
        return self._known.get(key)

    def learn(self, key: Key, value: Any) -> None:
        self._known[key] = value
        del self._running[key]
        self.learned.emit()

    def fail(self, key: Key, error: DieloomError) -> None:
        self._hopeless.add(key)
        del self._running[key]
        self.failed.emit(key[0], error)

    def forget(self, key: Key) -> None:
        del self._running[key]
        self.stopped.emit(key[0])


class _Request(QObject):
    """Hears of one task by bound methods, which Qt forgets with the extracts: the lane outlives them."""

    def __init__(self, key: Key, task: Task, extracts: Extracts) -> None:
        super().__init__(extracts)
        self._key, self._extracts = key, extracts
        task.done.connect(self._learn)
        task.failed.connect(self._fail)
        task.cancelled.connect(self._forget)
        task.finished.connect(self.deleteLater)

    def _learn(self, value: Any) -> None:
        self._extracts.learn(self._key, value)

    def _fail(self, error: DieloomError) -> None:
        self._extracts.fail(self._key, error)

    def _forget(self) -> None:
        self._extracts.forget(self._key)

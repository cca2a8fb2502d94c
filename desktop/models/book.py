"""The models that this person can choose from, and what is known of each.

The header of one of our own files is read at once; a pickle is taken apart in the background, because it is read whole
(hundreds of megabytes) and by Python.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.errors import DieloomError
from core.gan.direction_files import DirectionInfo, list_directions, problem
from core.jobs import Progress
from desktop.models.facts import ModelFacts, bundled, facts_of, is_quick, may_be_model, path_of
from desktop.settings import Settings
from desktop.workers.background import Background
from desktop.workers.task import Task

FILES_LISTED = 500

Known = ModelFacts | DieloomError
Stamp = tuple[int, int] | None
Listed = tuple[tuple[DirectionInfo, ...], str]
"""The directions of a model, and why those saved beside it cannot be used."""
Learned = tuple[Known, Listed]
NONE: Listed = ((), "")


class ModelBook(QObject):
    """Facts by model (a bundled name or a path), each read once until it is asked for anew."""

    learned = Signal(str)  # facts of this model, or why there are none, are known now; or its directions changed
    listed = Signal()  # which models there are has changed
    reading = Signal(str)  # the name of the file being read; empty when done

    def __init__(self, background: Background, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background, self._settings = background, settings
        self._known: dict[str, Known] = {}
        self._stamps: dict[str, Stamp] = {}
        self._directions: dict[str, Listed] = {}
        self._tasks: dict[str, Task] = {}
        self._in_folder: list[str] = []

    # What is known

    def facts(self, model: str) -> ModelFacts | None:
        """Of a model; None while it is being read, and where it cannot be."""
        if model not in self._known and model not in self._tasks:
            self.learn(model)
        known = self._known.get(model)
        return known if isinstance(known, ModelFacts) else None

    def problem(self, model: str) -> DieloomError | None:
        """Why nothing is known of the model."""
        known = self._known.get(model)
        return known if isinstance(known, DieloomError) else None

    def directions(self, model: str) -> tuple[DirectionInfo, ...]:
        """Those that its sliders can name, as last read; none of a model that cannot be read."""
        return self._directions.get(model, NONE)[0] if self.facts(model) else ()

    def direction_problem(self, model: str) -> str:
        """Why the directions saved beside the model cannot be used; empty when nothing is wrong with them."""
        return self._directions.get(model, NONE)[1] if self.facts(model) else ""

    def learn(self, model: str, then: Callable[[Known], object] = lambda _: None) -> None:
        """Read the model's facts, again if they were read before, and hand them to ``then`` and to ``facts``."""
        self._stamps[model] = _stamp(model)
        if is_quick(model):
            self._note(model, then, _learn(model, Progress()))
            return
        self.reading.emit(Path(model).name)
        task = self._tasks[model] = self._background.submit(partial(_learn, model))
        task.done.connect(partial(self._note, model, then))
        task.failed.connect(lambda error: self._note(model, then, (error, NONE)))
        task.finished.connect(lambda: self.reading.emit(""))

    def look(self, model: str) -> None:
        """Read the model's facts anew if its file is another one than when they were read, or is gone."""
        if model in self._known and model not in self._tasks and self._stamps.get(model) != _stamp(model):
            self.learn(model)

    def change_directions(self, model: str, change: Callable[[Path], object]) -> Task:
        """Let ``change`` edit the directions beside the model's file, then list them anew."""

        def work(_: Progress) -> Listed:
            path = path_of(model)
            change(path)
            return _listed(path)

        task = self._background.submit(work)
        task.done.connect(partial(self._list_directions, model))
        return task

    def _list_directions(self, model: str, directions: Listed) -> None:
        self._directions[model] = directions
        self.learned.emit(model)

    def _note(self, model: str, then: Callable[[Known], object], learned: Learned) -> None:
        self._known[model], self._directions[model] = learned
        self._tasks.pop(model, None)
        then(learned[0])
        self.learned.emit(model)

    # Which there are

    @property
    def recent(self) -> list[str]:
        """Files used lately, the newest first; those that are gone stay in the list until they are taken out."""
        return [model for model in self._settings.models if model not in bundled()]

    def remember(self, model: str) -> None:
        """At the head of the recent ones."""
        if model not in bundled():
            self._settings.models = [model, *(each for each in self._settings.models if each != model)]
            self.listed.emit()

    def forget(self, model: str) -> None:
        """Out of the recent ones; the file stays where it is."""
        self._settings.models = [each for each in self._settings.models if each != model]
        self._known.pop(model, None)
        self.listed.emit()

    @property
    def folder(self) -> Path | None:
        """Where the person keeps models."""
        return self._settings.model_folder

    @folder.setter
    def folder(self, folder: Path | None) -> None:
        self._settings.model_folder = folder
        self.look_into_folder()

    @property
    def in_folder(self) -> list[str]:
        """The model files of the folder and of the folders in it, as they were when it was last looked into."""
        return self._in_folder

    def look_into_folder(self) -> None:
        """List the folder's models beside the window; a folder that is gone holds none."""
        if self.folder is None:
            self._list([])
            return
        task = self._background.submit(partial(_model_files, self.folder))
        task.done.connect(self._list)
        task.failed.connect(lambda _: self._list([]))

    def _list(self, models: list[str]) -> None:
        self._in_folder = models
        self.listed.emit()


def _learn(model: str, _: Progress) -> Learned:
    try:
        return facts_of(model), _listed(path_of(model))
    except DieloomError as error:
        return error, NONE


def _listed(path: Path) -> Listed:
    return list_directions(path), problem(path)


def _stamp(model: str) -> Stamp:
    """Changes with the file; None when it cannot be looked at."""
    try:
        stat = path_of(model).stat()
    except (OSError, DieloomError):
        return None
    return stat.st_mtime_ns, stat.st_size


def _model_files(folder: Path, progress: Progress) -> list[str]:
    """Of a folder and of the folders in it, by name."""
    found: list[str] = []
    waiting = [(folder, 1)]
    while waiting and len(found) < FILES_LISTED:
        progress.check()
        here, deeper = waiting.pop(0)
        with os.scandir(here) as entries:
            for entry in sorted(entries, key=lambda each: each.name.casefold()):
                if deeper and entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                    waiting.append((Path(entry.path), deeper - 1))
                elif may_be_model(entry.name) and entry.is_file():
                    found.append(entry.path)
    return found[:FILES_LISTED]

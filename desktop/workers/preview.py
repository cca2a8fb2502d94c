"""The engine's one thread: the generator lives here, and the window never touches a tensor.

Previews go through a box of one: a running draft is let finish and only the waiting request is replaced (cancelling
the draft would freeze the picture while a slider moves); the full tile follows when no newer request came for a
moment, and is given up as soon as one does. Longer engine work shares the thread, so that one owner holds the device;
a waiting preview is drafted at each of its reports.
"""

from __future__ import annotations

import os
import queue
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal
from PySide6.QtGui import QImage

from core.artwork.recipe import Recipe
from core.errors import Cancelled, DieloomError
from core.jobs import Progress
from desktop import torch_loading
from desktop.workers.images import image_of
from desktop.workers.mailbox import Mailbox
from desktop.workers.task import Task, unexpected

if TYPE_CHECKING:
    from core.artwork.artist import Artist

IDLE_SECONDS = 0.15

translate = QCoreApplication.translate


def make_artist(notice: Callable[[str], None]) -> Artist:
    """Import Torch and set up the artist; one core stays outside Torch's pool, for the window.

    ``notice`` is told when memory ran short and what was done about it.
    """
    torch_loading.link()
    import torch

    from core.artwork.artist import Artist

    torch.set_num_threads(max(1, (os.cpu_count() or 2) - 1))
    return Artist(notice=notice)


class PreviewLane(QThread):
    """Renders the newest recipe asked for, coarse first."""

    frame = Signal(str, QImage, bool)  # the recipe's digest, the tile, whether it is the final one
    state = Signal(str)  # what the engine is doing, for the status bar; empty when idle
    failed = Signal(str)
    noticed = Signal(str)  # memory ran short, and the picture was made all the same
    loaded = Signal()  # Torch is imported, or cannot be

    def __init__(self, parent: QObject | None = None, make: Callable[[], Artist] | None = None) -> None:
        super().__init__(parent)
        self._make = make or (lambda: make_artist(self.noticed.emit))
        self._artist: Artist | None = None
        self._requests: Mailbox[Recipe] = Mailbox()
        self._tasks: queue.SimpleQueue[Task] = queue.SimpleQueue()
        self._full_tile = Progress()
        self._owed: Recipe | None = None  # drafted during a task, its full tile still to come

    def request(self, recipe: Recipe) -> None:
        """Show this recipe next: a request that still waits is dropped, a full tile under way is given up."""
        self._requests.put(recipe)
        self._full_tile.cancel()

    def submit(self, function: Callable[[Artist, Progress], Any]) -> Task:
        """Queue ``function(artist, progress)`` for the engine's thread."""
        task = Task(lambda progress: function(self._loaded(), progress), self, self._draft_waiting)
        self._tasks.put(task)
        self._requests.nudge()
        return task

    def stop(self) -> None:
        """Give up what runs and end the thread; returns when it has ended."""
        self._requests.close()
        self._full_tile.cancel()
        for task in self.findChildren(Task):
            task.cancel()
        self.wait()

    # From here on: the engine's thread.

    def run(self) -> None:
        self._load()
        while not self._requests.closed:
            # With tasks in the queue nobody waits: one nudge may stand for several of them.
            recipe, self._owed = self._owed or self._requests.take(None if self._tasks.empty() else 0.0), None
            while recipe is not None and not self._requests.closed:
                recipe = self._show(recipe)
            if not self._tasks.empty():
                self._tasks.get().run()

    def _load(self) -> None:
        self.state.emit(translate("PreviewLane", "Loading the generator…"))
        try:
            self._artist = self._make()
        except DieloomError as error:
            self.failed.emit(str(error))
        except (ImportError, OSError, RuntimeError) as error:
            self.failed.emit(translate("PreviewLane", "The generator cannot be loaded: {0}").format(error))
        self.state.emit("")
        self.loaded.emit()

    def _loaded(self) -> Artist:
        if self._artist is None:
            raise DieloomError(translate("PreviewLane", "The generator is not loaded."))
        return self._artist

    def _show(self, recipe: Recipe) -> Recipe | None:
        """Draft, a moment's wait, the full tile; returns the newer request that came first, if any."""
        if not self._render(recipe, draft=True, progress=Progress()):
            return None
        newer = self._requests.take(IDLE_SECONDS)
        if newer is not None:
            return newer
        self._full_tile = Progress()
        if not self._requests.waiting and not self._requests.closed:
            self.state.emit(translate("PreviewLane", "Rendering artwork…"))
            self._render(recipe, draft=False, progress=self._full_tile)
            self.state.emit("")
        return None

    def _render(self, recipe: Recipe, *, draft: bool, progress: Progress) -> bool:
        """Render and emit one tile; False when it failed or was given up."""
        if self._artist is None:
            return False
        try:
            pixels = self._artist.tile(recipe, draft=draft, progress=progress)
        except Cancelled:
            return False
        except DieloomError as error:
            self.failed.emit(str(error))
            return False
        except (RuntimeError, MemoryError) as error:
            self.failed.emit(translate("PreviewLane", "The artwork could not be rendered: {0}").format(error))
            return False
        except Exception as error:  # noqa: BLE001 (a fault of ours: this recipe fails, the thread lives on)
            self.failed.emit(str(unexpected(error)))
            return False
        self.frame.emit(recipe.digest(), image_of(pixels), not draft)
        return True

    def _draft_waiting(self) -> None:
        """Between two steps of a long task: keep the picture alive; its full tile follows after the task."""
        recipe = self._requests.take() if self._requests.waiting else None
        if recipe is not None and self._render(recipe, draft=True, progress=Progress()):
            self._owed = recipe

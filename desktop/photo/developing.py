"""Edits of placed pictures: developed in a process of their own first, then a step of the document.

So the canvas has the pixels as soon as the document has the edit, undo and redo only look them up, and an edit that
fails, or is given up, has changed nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from core.artwork.darkroom import Darkroom
from core.artwork.edits import Edit
from core.document.document import Document
from core.document.edits import find, with_layer
from core.document.model import ImageLayer
from core.document.steps import with_edits
from core.errors import DieloomError
from core.jobs import Progress
from desktop.photo import work
from desktop.session import Session
from desktop.workers.child_lane import ChildLane
from desktop.workers.task import Task

Finish = Callable[[Document, Any], Document]
"""The document with what the work returned."""


@dataclass
class Running:
    """Work on a layer, whose picture is to stay as it was meanwhile; ``fraction`` is None until it has reported."""

    layer: ImageLayer
    text: str
    task: Task
    fraction: float | None = None


class Developer(QObject):
    """One piece of work a layer: a newer one takes its place, and so does any other edit of the same picture."""

    began = Signal(str, str)  # layer, what it is called
    progress = Signal(str, float, str)  # layer, fraction, what is being done
    done = Signal(str)
    failed = Signal(str, object)  # DieloomError
    cancelled = Signal(str)
    changed = Signal()  # something has begun or ended

    def __init__(self, session: Session, lane: ChildLane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._lane = session, lane
        self._running: dict[str, Running] = {}
        session.changed.connect(self._follow)

    def running(self, layer_id: str | None) -> Running | None:
        return self._running.get(layer_id or "")

    @property
    def all_running(self) -> list[Running]:
        """What runs or waits, the oldest first."""
        return list(self._running.values())

    def develop(
        self, layer_id: str, edits: Sequence[Edit], text: str, gesture: str | None = None, **fields: Any
    ) -> None:
        """Give the layer's picture these edits, and its layer ``fields``, as one undo step called ``text``.

        At once where the picture has been through them before; otherwise when a process has developed them. More than
        a picture can have fail, and nothing else comes of them.
        """
        layer = self._free(layer_id)
        if layer is None:
            return
        try:
            edits = with_edits(layer, edits).edits
        except DieloomError as error:
            self.failed.emit(layer_id, error)
            return
        fields["edits"] = edits
        if Darkroom().holds(layer.asset, edits):
            self.cancel(layer_id)
            self._session.edit(text, lambda design: with_layer(design, layer_id, **fields), gesture)
            self.done.emit(layer_id)
            return

        def edited(document: Document, _: None) -> Document:
            return document.with_design(with_layer(document.design, layer_id, **fields))

        data = self._session.document.assets.get(layer.asset, b"")
        self.run(layer_id, partial(work.develop, data, layer.asset, edits), text, edited, gesture)

    def replace(self, text: str, document: Document) -> None:
        """The whole document as one undo step; new edits of pictures are a step of their own each, once developed."""
        now = {layer.id: layer for layer in self._session.design.layers if isinstance(layer, ImageLayer)}
        slow = {
            layer.id: layer.edits
            for layer in document.design.layers
            if isinstance(layer, ImageLayer)
            and layer.id in now
            and not Darkroom().holds(layer.asset, layer.edits)
            and layer.edits != now[layer.id].edits
        }
        design = document.design
        for layer_id in slow:
            design = with_layer(design, layer_id, edits=now[layer_id].edits)
        self._session.replace(text, document.with_design(design))
        for layer_id, edits in slow.items():
            self.develop(layer_id, edits, text)

    def run(
        self,
        layer_id: str,
        job: Callable[[Progress], Any],
        text: str,
        finish: Finish,
        gesture: str | None = None,
    ) -> None:
        """Do ``job``, a function found by its name, in a process of its own; ``finish`` then makes the undo step of
        what it returned."""
        layer = self._free(layer_id)
        if layer is None:
            return
        self.cancel(layer_id)
        task = self._lane.start_child(job, text)
        self._running[layer_id] = Running(layer, text, task)
        task.progress.connect(partial(self._report, layer_id, task))
        task.done.connect(partial(self._done, layer_id, task, text, finish, gesture))
        task.failed.connect(partial(self._fail, layer_id, task))
        task.cancelled.connect(partial(self._stop, layer_id, task))
        self.began.emit(layer_id, text)
        self.changed.emit()

    def ask(self, question: Callable[[Progress], Any], text: str) -> Task:
        """What a process of its own answers: it may have to develop a picture first. Nothing is changed."""
        return self._lane.start_child(question, text)

    def cancel(self, layer_id: str) -> None:
        """Nothing of what runs for this layer is kept."""
        running = self._running.get(layer_id)
        if running is not None:
            running.task.cancel()
            self._stop(layer_id, running.task)

    def cancel_all(self) -> None:
        for layer_id in list(self._running):
            self.cancel(layer_id)

    def _free(self, layer_id: str) -> ImageLayer | None:
        layer = find(self._session.design, layer_id)
        return layer if isinstance(layer, ImageLayer) and not layer.locked else None

    def _follow(self, document: Document) -> None:
        """What was meant for another picture, or for other steps before it, is given up."""
        for layer_id, running in list(self._running.items()):
            now = find(document.design, layer_id)
            if not isinstance(now, ImageLayer) or _picture(now) != _picture(running.layer):
                self.cancel(layer_id)

    def _ends(self, layer_id: str, task: Task) -> bool:
        """Whether this is the end of what runs for the layer, rather than of something given up before."""
        running = self._running.get(layer_id)
        if running is None or running.task is not task:
            return False
        del self._running[layer_id]
        return True

    def _report(self, layer_id: str, task: Task, fraction: float, words: str) -> None:
        running = self._running.get(layer_id)
        if running is not None and running.task is task:
            running.fraction = fraction
            self.progress.emit(layer_id, fraction, words)

    def _done(self, layer_id: str, task: Task, text: str, finish: Finish, gesture: str | None, made: Any) -> None:
        if self._ends(layer_id, task):
            self._session.replace(text, finish(self._session.document, made), gesture)
            self.done.emit(layer_id)
            self.changed.emit()

    def _fail(self, layer_id: str, task: Task, error: DieloomError) -> None:
        if self._ends(layer_id, task):
            self.failed.emit(layer_id, error)
            self.changed.emit()

    def _stop(self, layer_id: str, task: Task) -> None:
        if self._ends(layer_id, task):
            self.cancelled.emit(layer_id)
            self.changed.emit()


def _picture(layer: ImageLayer) -> tuple[str, tuple[Edit, ...]]:
    return layer.asset, layer.edits

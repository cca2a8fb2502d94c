"""The window's threads: the engine, the composer, the jobs, the training, the darkroom and the disk."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.workers.background import Background
from desktop.workers.child_lane import ChildLane
from desktop.workers.composer import Composer
from desktop.workers.jobs import JobLane
from desktop.workers.preview import PreviewLane


class Lanes(QObject):
    """Started once, stopped once, in the window's thread."""

    def __init__(self, preview: PreviewLane | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.preview = preview or PreviewLane()
        self.preview.setParent(self)
        self.composer = Composer(self)
        self.jobs = JobLane(self)
        self.background = Background(self)
        self.training = ChildLane(self)
        self.workshop = ChildLane(self)  # what goes before and after a training: preparing pictures, comparing them
        self.darkroom = ChildLane(self)
        self.styles = ChildLane(self)  # a style is learned while a model is trained
        children = (self.training, self.workshop, self.darkroom, self.styles)
        self._all = (self.preview, self.composer, self.jobs, *children, self.background)

    def start(self) -> None:
        for lane in self._all:
            lane.start()

    def stop(self) -> None:
        """Returns when all have ended; what the disk was given to write is written."""
        for lane in self._all:
            if lane.isRunning():
                lane.stop()

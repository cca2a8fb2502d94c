"""A lane for work in processes of its own that the window waits for: training, and what goes before and after it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from core.jobs import Progress
from desktop.workers.background import Background
from desktop.workers.process import GRACE_SECONDS, in_child
from desktop.workers.task import Task


class ChildLane(Background):
    """One child process after another; when the lane stops, what runs is asked to stop, and what waits is forgotten."""

    def start_child(
        self, work: Callable[[Progress], Any], title: str, grace: float = GRACE_SECONDS, hint: str = ""
    ) -> Task:
        """Queue ``work`` for a process of its own; see :func:`in_child`."""
        return self.submit(partial(_drive, work, title, grace, hint))

    def stop(self) -> None:
        for task in self.findChildren(Task):
            task.cancel()
        super().stop()


def _drive(work: Callable[[Progress], Any], title: str, grace: float, hint: str, progress: Progress) -> Any:
    return in_child(work, title, progress, grace, hint)

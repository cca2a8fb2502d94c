"""How long the canvas takes to follow a slider, by the program's own clock: from the input to the painted frame.

A value counts as answered by the first painted frame that shows it, or a newer one of the same drag.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QImage, QMouseEvent

from desktop.panels.sliders import StepSlider
from desktop.window import MainWindow


@dataclass
class Value:
    """That the slider took."""

    digest: str
    asked: float  # s, by the hand
    taken: float  # s, by the window
    shown: float | None = None


class Steering(QObject):
    """Watches one drag after another, of the slider of a direction of the bottom layer."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._digests: dict[int, str] = {}  # of the frames that came, by the image's key
        self._slider: StepSlider | None = None
        window.tiles.lane.frame.connect(self._came)
        window.canvas.installEventFilter(self)
        self._begin()

    def _begin(self) -> None:
        self._input = 0.0
        self.values: list[Value] = []
        self.order: list[int] = []  # of the values that frames showed, as they were painted
        self._times: list[float] = []  # of those frames, s
        self.behind: list[int] = []  # how many values were newer than the one shown, at each of those frames

    def start(self, name: str) -> None:
        """Watch the visible slider of that accessible name."""
        sliders = self._window.findChildren(StepSlider)
        slider = next(each for each in sliders if each.accessibleName() == name and each.isVisible())
        if slider is not self._slider:
            slider.installEventFilter(self)
            slider.valueChanged.connect(self._changed)  # after the window's own: the document holds it already
            self._slider = slider
        self._begin()

    def result(self) -> dict[str, Any]:
        """Milliseconds and counts of the drag; ``stale`` frames came after the last value, before its own."""
        assert self._slider
        waits = [1000 * (value.shown - value.asked) for value in self.values if value.shown is not None]
        last, painted = self.values[-1].taken, zip(self._times, self.order, strict=True)
        return {
            "values": len(self.values),
            "answered": len(waits),
            "frames": len(self.order),
            "p50": float(np.percentile(waits, 50)) if waits else None,
            "p95": float(np.percentile(waits, 95)) if waits else None,
            "behind": max(self.behind, default=0),
            "in_order": self.order == sorted(self.order),
            "stale": sum(when > last and place < len(self.values) - 1 for when, place in painted),
        }

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._slider and isinstance(event, QMouseEvent):
            self._input = _sent(event)
        elif watched is self._window.canvas and event.type() == QEvent.Type.Paint:
            shown = [self._digests.get(image.cacheKey(), "") for image in self._window.tiles._shown.values()]
            QTimer.singleShot(0, lambda: self._was_painted(shown))  # once the frame is on its way to the screen
        return False

    def _came(self, digest: str, image: QImage, _: bool) -> None:
        self._digests[image.cacheKey()] = digest

    def _changed(self) -> None:
        recipe = self._window.session.design.layers[0].recipe  # type: ignore[union-attr]
        now = time.perf_counter()
        self.values.append(Value(recipe.digest(), self._input or now, now))

    def _was_painted(self, shown: list[str]) -> None:
        now = time.perf_counter()
        places = [place for place, value in enumerate(self.values) if value.digest in shown]
        if not places or places[-1] == (self.order[-1] if self.order else None):
            return
        self.order.append(places[-1])
        self._times.append(now)
        self.behind.append(len(self.values) - 1 - places[-1])
        for value in self.values[: places[-1] + 1]:
            value.shown = value.shown or now


def _sent(event: QMouseEvent) -> float:
    """When the X server had it; its clock is Python's on Linux. Another clock is told by its distance."""
    now = time.perf_counter()
    age = (1000 * now - event.timestamp()) % 2**32 / 1000
    return now - age if age < 10 else now

"""Moving, resizing and turning a layer: from a press and the pointer's way to a new Placement.

All of it happens in the panel's own coordinates, so a drag follows the pointer on a panel that lies turned.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

from core.compose.placing import Face, Place
from core.document.edits import changed
from core.document.model import Placement
from core.geometry import Affine, Point
from desktop.canvas.selection import Handle

SMALLEST = 1.0  # mm
SNAP_DEG = 15.0


class Gesture(Protocol):
    """``text`` names the undo step."""

    @property
    def text(self) -> str: ...

    def placed(self, pointer: Point, *, constrained: bool) -> Placement:
        """Where the layer goes with the pointer at this place of the page; ``constrained`` while Shift is held."""
        ...


@dataclass(frozen=True)
class Start:
    """How things were when the button went down."""

    face: Face
    placement: Placement
    pointer: Point

    @property
    def place(self) -> Place:
        return self.face.place(self.placement)

    def in_panel(self, point: Point) -> Point:
        frame, _, _ = self.face.frame(self.placement.panel)
        return frame.inverse().apply(point)


@dataclass(frozen=True)
class Move:
    start: Start
    text: str

    def placed(self, pointer: Point, *, constrained: bool) -> Placement:
        """With Shift along one axis only."""
        before, now = self.start.in_panel(self.start.pointer), self.start.in_panel(pointer)
        dx, dy = now.x - before.x, now.y - before.y
        if constrained:
            dx, dy = (dx, 0.0) if abs(dx) >= abs(dy) else (0.0, dy)
        old = self.start.placement
        return changed(old, x=round(old.x + dx, 3), y=round(old.y + dy, 3))


@dataclass(frozen=True)
class Resize:
    start: Start
    text: str
    handle: Handle

    def placed(self, pointer: Point, *, constrained: bool) -> Placement:
        """The opposite side stays where it is; with Shift at a corner the proportions stay too."""
        place, old = self.start.place, self.start.placement
        reached = place.matrix.inverse().apply(pointer)
        left, right = _span(self.handle.across, reached.x, place.width)
        low, high = _span(self.handle.up, reached.y, place.height)
        if constrained and self.handle.across and self.handle.up:
            scale = max((right - left) / place.width, (high - low) / place.height)
            left, right = _scaled(self.handle.across, place.width, scale)
            low, high = _scaled(self.handle.up, place.height, scale)
        frame, _, _ = self.start.face.frame(old.panel)
        centre = (frame.inverse() @ place.matrix).apply(((left + right) / 2, (low + high) / 2))
        width, height = round(right - left, 3), round(high - low, 3)
        return changed(
            old,
            x=round(centre.x - width / 2, 3),
            y=round(centre.y - height / 2, 3),
            width=width,
            height=height,
        )


@dataclass(frozen=True)
class Turn:
    start: Start
    text: str

    def placed(self, pointer: Point, *, constrained: bool) -> Placement:
        """About the box's centre; with Shift in steps of 15 degrees."""
        old, place = self.start.placement, self.start.place
        frame, _, _ = self.start.face.frame(old.panel)
        centre = (frame.inverse() @ place.matrix).apply((place.width / 2, place.height / 2))
        before, now = self.start.in_panel(self.start.pointer), self.start.in_panel(pointer)
        turned = _bearing(centre, now) - _bearing(centre, before)
        angle = old.rotation + turned
        step = SNAP_DEG if constrained else 0.1
        return changed(old, rotation=round(math.remainder(round(angle / step) * step, 360.0), 3))


def nudged(placement: Placement, dx: float, dy: float) -> Placement:
    """Moved by mm in the panel's reading direction."""
    return changed(placement, x=round(placement.x + dx, 3), y=round(placement.y + dy, 3))


def on_screen(face: Face, placement: Placement, dx: float, dy: float) -> tuple[float, float]:
    """A step on the page as a step in the panel's own coordinates."""
    frame, _, _ = face.frame(placement.panel)
    back = Affine(*frame[:4]).inverse()
    return back.apply((dx, dy))


def _span(side: int, reached: float, extent: float) -> tuple[float, float]:
    if side > 0:
        return 0.0, max(reached, SMALLEST)
    if side < 0:
        return min(reached, extent - SMALLEST), extent
    return 0.0, extent


def _scaled(side: int, extent: float, scale: float) -> tuple[float, float]:
    return (0.0, extent * scale) if side > 0 else (extent - extent * scale, extent)


def _bearing(centre: Point, point: Point) -> float:
    return math.degrees(math.atan2(point.y - centre.y, point.x - centre.x))

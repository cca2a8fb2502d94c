"""The pointer tool: select corners, edges and figures, drag them, nudge them by keys, go through them with Tab."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from core.dieline.editing import figures
from core.dieline.editing.attaching import attached
from core.dieline.editing.figures import CornerAt, Sketch
from core.dieline.editing.hits import Part, everything, hinge_of, parts_at
from core.dieline.editing.snapping import Snapped, snap, targets
from core.dieline.schema import TemplateFile
from core.errors import DieloomError
from core.geometry import Line, Point
from desktop.dieline_editor.canvas.tools import Gesture, Pointer, Tool, translate
from desktop.dieline_editor.session import EditorSession
from desktop.panels.controls import new_gesture

MOST_SNAPPING = 60  # corners of a dragged figure that are tried; a traced drawing may have thousands
STEPS = (1.0, 0.1, 0.01)  # mm that a drag goes by: the closer the view, the finer

MovePart = Callable[[TemplateFile, Sketch, float, float], TemplateFile]


class SelectTool(Tool):
    """Ctrl and click selects what lies below; Ctrl and drag moves a corner without those that meet it."""

    def __init__(self, session: EditorSession) -> None:
        super().__init__(session)
        self._gesture: Gesture | None = None
        self._grip: _Grip | None = None
        self._below: Part | None = None  # what a click with Ctrl selects
        self._nudges = new_gesture()

    @property
    def active(self) -> bool:
        return self._gesture is not None and self._gesture.begun

    def hint(self) -> str:
        return translate(
            "SelectTool",
            "Click selects, Ctrl+click what lies below. Drag moves; Shift: straight, Ctrl: this corner alone.",
        )

    def press(self, pointer: Pointer) -> None:
        found = parts_at(self.session.drawn, pointer.point, pointer.reach)
        held = self.session.selected
        self._below = None
        if pointer.ctrl and held in found:
            part, self._below = held, found[(found.index(held) + 1) % len(found)]
        elif held is not None and held.kind != "whole" and held in found and found[0].kind == held.kind:
            part = held  # of several in one place, the one in hand stays
        else:
            part = self._foremost(found)
        self.session.select(part)
        if part is None or (part.kind == "whole" and part.item.kind == "panels" and part != held):
            return  # a panel is not dragged off by accident: it is selected first
        self._grip = _Grip.on(self.session, part, alone=pointer.ctrl)
        self._gesture = Gesture(self.session, self._grip.text, pointer)
        self._gesture.targets = targets(self.session.drawn, without=self._grip.items, moving=self._grip.points)

    def drag(self, pointer: Pointer) -> None:
        gesture, grip = self._gesture, self._grip
        if gesture is None or grip is None or not gesture.far_enough(pointer):
            return
        dx, dy = grip.way(gesture, pointer, snapping=self.snapping)
        self.snapped = grip.snapped
        self.note = f"Δ {dx:.2f}, {dy:.2f} mm"
        try:
            gesture.show(grip.move(gesture.file, gesture.drawn, dx, dy))
        except DieloomError as error:  # a formula that cannot be read cannot be moved
            self.session.refused.emit(error)
            self.cancel()

    def release(self, pointer: Pointer) -> bool:
        gesture, grip, below = self._gesture, self._grip, self._below
        if gesture is not None and grip is not None and self.active:
            self._hold(gesture, grip)
        elif below is not None:
            self.session.select(below)
        self._end()
        return False

    def _hold(self, gesture: Gesture, grip: _Grip) -> None:
        """A corner that was dropped on another one is held there by its formulas, to meet it at every size."""
        if self.snapped is None or self.snapped.what != "corner":
            return
        moved = set(grip.corners)
        met = [each for each in figures.welded(self.session.drawn, self.snapped.point) if each not in moved]
        if met:
            file = self.session.file
            for corner in grip.corners:
                file = attached(file, corner, met[0])
            gesture.show(file)

    def cancel(self) -> bool:
        gesture, begun = self._gesture, self.active
        self._end()
        if gesture is not None and begun:
            gesture.give_up()
        return begun

    def _foremost(self, found: list[Part]) -> Part | None:
        """The first; of a hinge, the side of the panel that carries the other: it moves both."""
        first = next(iter(found), None)
        if first is None or first.kind != "edge":
            return first
        edge = self.session.drawn[first.item].edges[first.number]
        hinge = hinge_of(self.session.outline, edge)
        if hinge is None:
            return first
        return next((p for p in found if p.kind == "edge" and self.session.drawn[p.item].name == hinge[0]), first)

    def _end(self) -> None:
        self._gesture = self._grip = self.snapped = self._below = None
        self.note = ""

    def nudge(self, dx: float, dy: float, *, again: bool) -> bool:
        """What is selected by a step on the blank; ``again`` while the key is held, which stays one undo step."""
        part = self.session.selected
        if part is None or part.item not in self.session.drawn or self.active:
            return False
        if not again:
            self._nudges = new_gesture()
        grip = _Grip.on(self.session, part, alone=False)
        drawn = self.session.drawn
        self.session.edit(grip.text, lambda file: grip.move(file, drawn, dx, dy), f"{self._nudges} {part}")
        return True

    def step(self, by: int) -> bool:
        """Select the next figure, corner or edge; False past the last, so that Tab leaves the canvas."""
        parts = everything(self.session.drawn)
        held = self.session.selected
        at = parts.index(held) + by if held in parts else (0 if by > 0 else len(parts) - 1)
        if not 0 <= at < len(parts):
            return False
        self.session.select(parts[at])
        return True


@dataclass
class _Grip:
    """What a drag moves, and how its way is measured."""

    text: str
    move: MovePart
    items: tuple[object, ...]  # figures that move as a whole: nothing snaps to them
    points: tuple[Point, ...]  # that move, and may be caught
    normal: Point | None = None  # an edge moves straight out and in
    corners: tuple[CornerAt, ...] = ()  # that may be held where they are dropped
    snapped: Snapped | None = None

    @staticmethod
    def on(session: EditorSession, part: Part, *, alone: bool) -> _Grip:
        drawn, shared = session.drawn[part.item], session.shared
        if part.kind == "corner":
            corner = drawn.corners[part.number]
            one = [CornerAt(part.item, part.number)]
            moved = one if alone else figures.welded(session.drawn, corner)
            text = translate("SelectTool", "Move corner")
            held = () if shared else tuple(moved)
            return _Grip(
                text,
                lambda f, d, x, y: figures.move_corners(f, d, moved, x, y, shared=shared),
                (),
                (corner,),
                corners=held,
            )
        if part.kind == "edge":
            edge = drawn.edges[part.number]
            text = translate("SelectTool", "Move edge")
            return _Grip(
                text,
                lambda f, d, x, y: figures.move_edge(f, d, part.item, part.number, x, y, shared=shared),
                tuple(figures.riders(session.file, session.drawn, part.item)[1:]),
                (edge.start, edge.end),
                _normal(edge.start, edge.end),
            )
        items = tuple(figures.riders(session.file, session.drawn, part.item))
        text = translate("SelectTool", "Move panel") if drawn.name else translate("SelectTool", "Move mark")
        points = (*drawn.corners[:MOST_SNAPPING], drawn.bounds.centre)
        return _Grip(text, lambda f, d, x, y: figures.move_figures(f, items, x, y), items, points)

    def way(self, gesture: Gesture, pointer: Pointer, *, snapping: bool) -> tuple[float, float]:
        """The distance to move by, with what caught it in :attr:`snapped`."""
        start = gesture.start.point
        dx, dy = pointer.point.x - start.x, pointer.point.y - start.y
        if pointer.shift:
            dx, dy = (dx, 0.0) if abs(dx) >= abs(dy) else (0.0, dy)
        dx, dy = self._straightened(dx, dy)
        self.snapped = None
        if snapping:
            dx, dy = self._caught(gesture, pointer, dx, dy)
        if self.snapped is not None and self.snapped.what in ("corner", "align", "edge"):
            return dx, dy
        return round(dx, 2), round(dy, 2)

    def _caught(self, gesture: Gesture, pointer: Pointer, dx: float, dy: float) -> tuple[float, float]:
        best: tuple[float, float, float] | None = None
        for point in self.points:
            moved = Point(point.x + dx, point.y + dy)
            caught = snap(moved, gesture.targets, pointer.reach, grid=False)
            if not caught.what or not _tells(caught, self._axis(pointer, dx)):
                continue
            off = self._straightened(caught.point.x - moved.x, caught.point.y - moved.y)
            if pointer.shift:
                off = (off[0], 0.0) if dy == 0 else (0.0, off[1])
            rank = {"corner": 0.0, "align": 0.4, "edge": 0.8}[caught.what] * pointer.reach + math.hypot(*off)
            if best is None or rank < best[0]:
                best = (rank, dx + off[0], dy + off[1])
                self.snapped = Snapped(
                    Point(moved.x + off[0], moved.y + off[1]),
                    caught.what,
                    tuple(Line(guide.start, caught.point) for guide in caught.guides),
                )
        if best is not None:
            return best[1], best[2]
        step = next((each for each in STEPS if each <= pointer.reach), STEPS[-1])
        if self.normal is None:
            return round(dx / step) * step, round(dy / step) * step
        along = round((dx * self.normal.x + dy * self.normal.y) / step) * step
        return along * self.normal.x, along * self.normal.y

    def _axis(self, pointer: Pointer, dx: float) -> Point | None:
        """The only direction in which it moves, if there is one."""
        if self.normal is None and pointer.shift:
            return Point(1.0, 0.0) if dx else Point(0.0, 1.0)
        return self.normal

    def _straightened(self, dx: float, dy: float) -> tuple[float, float]:
        if self.normal is None:
            return dx, dy
        along = dx * self.normal.x + dy * self.normal.y
        return along * self.normal.x, along * self.normal.y


def _tells(caught: Snapped, axis: Point | None) -> bool:
    """Whether being in line says anything about a move along ``axis``: only lines across it do."""
    if axis is None or caught.what != "align":
        return True
    ways = [(guide.end.x - guide.start.x, guide.end.y - guide.start.y) for guide in caught.guides]
    return any(abs(x * axis.x + y * axis.y) < 1e-6 for x, y in ways)


def _normal(start: Point, end: Point) -> Point | None:
    length = start.distance(end)
    if length < 1e-6:
        return None
    x, y = (end.y - start.y) / length, (start.x - end.x) / length
    return Point(0.0 if abs(x) < 1e-9 else x, 0.0 if abs(y) < 1e-9 else y)

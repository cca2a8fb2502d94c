"""Tools that shape what is there: round a corner, bow an edge, split an edge; and the measure."""

from __future__ import annotations

import math
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from core.dieline.editing import figures
from core.dieline.editing.figures import CornerAt
from core.dieline.editing.hits import Part, part_along, parts_at
from core.dieline.editing.items import Item
from core.dieline.editing.splitting import across, panel_between, split_panel
from core.errors import DieloomError
from core.geometry import Line, Point
from desktop.canvas.viewport import Viewport
from desktop.dieline_editor.canvas import overlay
from desktop.dieline_editor.canvas.placing import PlacingTool
from desktop.dieline_editor.canvas.tools import Gesture, Pointer, Tool, translate
from desktop.dieline_editor.session import EditorSession

RADIUS, BOW = 5.0, 5.0  # mm, by a click or a key
ON_EDGE = 0.05  # mm


class ShapingTool(PlacingTool):
    """Works on the corner or edge that is pressed."""

    kind: Literal["corner", "edge"] = "corner"

    def __init__(self, session: EditorSession) -> None:
        super().__init__(session)
        self._part: Part | None = None

    def move(self, pointer: Pointer) -> None:
        self.hover = self.part_at(pointer)

    def part_at(self, pointer: Pointer) -> Part | None:
        found = parts_at(self.session.drawn, pointer.point, pointer.reach)
        held = self.session.selected
        mine = [part for part in found if part.kind == self.kind]
        return next((part for part in mine if held is not None and part.item == held.item), next(iter(mine), None))

    def start(self, gesture: Gesture, pointer: Pointer) -> None:
        self._part = self.part_at(pointer)
        self.session.select(self._part)


class RoundTool(ShapingTool):
    """The radius is how far the pointer is dragged from the corner."""

    kind = "corner"

    def __init__(self, session: EditorSession) -> None:
        super().__init__(session)
        self.text = translate("RoundTool", "Round corner")

    def hint(self) -> str:
        return translate("RoundTool", "Drag away from a corner to round it; a click gives {0:g} mm.").format(RADIUS)

    def draw(self, gesture: Gesture, pointer: Pointer) -> None:
        if self._part is not None:
            corner = gesture.drawn[self._part.item].corners[self._part.number]
            self._round(gesture, self._part, round(corner.distance(pointer.point), 1))

    def click(self, gesture: Gesture, pointer: Pointer) -> None:
        if self._part is not None:
            self._round(gesture, self._part, RADIUS)

    def by_key(self) -> bool:
        part = self.session.selected
        if part is None or part.kind != "corner":
            return False
        return self.session.edit(
            self.text,
            lambda file: figures.set_corner(
                file, CornerAt(part.item, part.number), shared=self.session.shared, round=RADIUS
            ),
        )

    def _round(self, gesture: Gesture, part: Part, radius: float) -> None:
        self.note = translate("RoundTool", "Radius {0:g} mm").format(radius)
        gesture.show(
            figures.set_corner(gesture.file, CornerAt(part.item, part.number), shared=self.session.shared, round=radius)
        )


class BowTool(ShapingTool):
    """The height of the arc is how far the pointer is dragged off the edge."""

    kind = "edge"

    def __init__(self, session: EditorSession) -> None:
        super().__init__(session)
        self.text = translate("BowTool", "Bow edge")

    def hint(self) -> str:
        return translate("BowTool", "Drag an edge out or in to bow it; drag it back to make it straight.")

    def draw(self, gesture: Gesture, pointer: Pointer) -> None:
        if self._part is None:
            return
        drawn = gesture.drawn[self._part.item]
        edge = drawn.edges[self._part.number]
        start, end, at = edge.start, edge.end, pointer.point
        across = (at.x - start.x) * (end.y - start.y) - (at.y - start.y) * (end.x - start.x)
        flipped = -1 if drawn.place.determinant < 0 else 1  # in a mirrored figure right is left
        bow = round(across / max(start.distance(end), 1e-6) * flipped, 1)
        self._bow(gesture, self._part, bow)

    def by_key(self) -> bool:
        part = self.session.selected
        if part is None or part.kind != "edge":
            return False
        shared = self.session.shared
        return self.session.edit(
            self.text, lambda file: figures.bow_edge(file, part.item, part.number, BOW, shared=shared)
        )

    def _bow(self, gesture: Gesture, part: Part, bow: float) -> None:
        self.note = translate("BowTool", "Bow {0:g} mm").format(bow)
        gesture.show(figures.bow_edge(gesture.file, part.item, part.number, bow, shared=self.session.shared))


class SplitTool(ShapingTool):
    """A corner where the edge is clicked; near the middle, at the middle."""

    kind = "edge"
    MIDDLE = 0.04  # parts of the edge

    def __init__(self, session: EditorSession) -> None:
        super().__init__(session)
        self.text = translate("SplitTool", "Add corner")

    def hint(self) -> str:
        return translate(
            "SplitTool", "Click an edge to add a corner; Enter adds one in the middle of the selected edge."
        )

    def click(self, gesture: Gesture, pointer: Pointer) -> None:
        part = self._part
        if part is None:
            return
        drawn = gesture.drawn[part.item]
        share = part_along(drawn.edges[part.number], pointer.point)
        share = 0.5 if abs(share - 0.5) < self.MIDDLE else round(share, 3)
        gesture.show(figures.add_corner(gesture.file, drawn, part.number, share))
        self.session.select(Part(part.item, "corner", part.number + 1))

    def by_key(self) -> bool:
        part = self.session.selected
        if part is None or part.kind != "edge" or part.item not in self.session.drawn:
            return False
        drawn = self.session.drawn[part.item]
        done = self.session.edit(self.text, lambda file: figures.add_corner(file, drawn, part.number))
        self.session.select(Part(part.item, "corner", part.number + 1))
        return done


class CreaseTool(PlacingTool):
    """A crease from edge to edge of a panel, which becomes two."""

    def __init__(self, session: EditorSession) -> None:
        super().__init__(session)
        self.text = translate("CreaseTool", "Add crease")
        self._line: Line | None = None

    def hint(self) -> str:
        return translate(
            "CreaseTool", "Drag from edge to edge of a panel: it folds there. Enter: across the selected panel."
        )

    def draw(self, gesture: Gesture, pointer: Pointer) -> None:
        first = gesture.rest(gesture.start, snapping=True).point
        self.snapped = gesture.rest(pointer, snapping=True, origin=first)
        last = self.snapped.point
        self._line = Line(first, last)
        self.note = f"{self._line.length:.2f} mm"
        item = panel_between(gesture.drawn, first, last, ON_EDGE)
        try:
            split = split_panel(gesture.file, gesture.drawn, item, first, last) if item else gesture.file
        except DieloomError:  # not from edge to edge (yet)
            split = gesture.file
        gesture.show(split)
        self.session.select(Part(Item("panels", len(gesture.file.panels)), "whole"))

    def release(self, pointer: Pointer) -> bool:
        self._line = None
        return super().release(pointer)

    def cancel(self) -> bool:
        self._line = None
        return super().cancel()

    def by_key(self) -> bool:
        part, drawn = self.session.selected, self.session.drawn
        if part is None or part.item.kind != "panels" or part.item not in drawn:
            return False
        ends = across(drawn[part.item])
        if ends is None:
            return False
        made = Part(Item("panels", len(self.session.file.panels)), "whole")
        if self.session.edit(self.text, lambda file: split_panel(file, drawn, part.item, *ends)):
            self.session.select(made)
        return True

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        if self._line is not None:
            overlay.draw_guides(painter, [self._line], viewport)


class MeasureTool(Tool):
    """The distance between two places; it stays until the next one is measured."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, session: EditorSession) -> None:
        super().__init__(session)
        self._gesture: Gesture | None = None
        self.line: Line | None = None

    @property
    def active(self) -> bool:
        return self._gesture is not None

    def hint(self) -> str:
        return translate("MeasureTool", "Drag from one place to another to measure; Shift keeps it level or upright.")

    def move(self, pointer: Pointer) -> None:
        self.snapped = Gesture(self.session, "", pointer).rest(pointer, snapping=self.snapping)

    def press(self, pointer: Pointer) -> None:
        self._gesture = Gesture(self.session, "", pointer)

    def drag(self, pointer: Pointer) -> None:
        if self._gesture is None:
            return
        first = self._gesture.rest(self._gesture.start, snapping=self.snapping).point
        self.snapped = self._gesture.rest(pointer, snapping=self.snapping, origin=first)
        self.line = Line(first, self.snapped.point)
        dx, dy = self.line.end.x - first.x, self.line.end.y - first.y
        angle = math.degrees(math.atan2(dy, dx))
        self.note = f"{self.line.length:.2f} mm\nΔ {dx:.2f}, {dy:.2f}\n{angle:.1f}°"

    def release(self, pointer: Pointer) -> bool:
        self._gesture = None
        return False

    def cancel(self) -> bool:
        had, self._gesture, self.line, self.note = self.line is not None, None, None, ""
        return had

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        if self.line is not None:
            overlay.draw_guides(painter, [self.line], viewport)
            for end in (self.line.start, self.line.end):
                overlay.draw_caught(painter, Point(*end), viewport)

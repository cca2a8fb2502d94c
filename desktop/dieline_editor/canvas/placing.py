"""Tools that put something new on the blank: flaps, cut-outs, lines, areas."""

from __future__ import annotations

from collections.abc import Callable

from core.dieline.editing import adding
from core.dieline.editing.cutouts import Cutout
from core.dieline.editing.hits import Part, parts_at
from core.dieline.editing.items import Item
from core.dieline.outline import LineType
from core.dieline.schema import TemplateFile
from core.errors import DieloomError
from core.geometry import Point
from desktop.dieline_editor.canvas.tools import Gesture, Pointer, Tool, translate
from desktop.dieline_editor.session import EditorSession

FLAP_DEPTH = 20.0  # mm, of a flap that is put on by a click
LEAST = 0.5  # mm


class PlacingTool(Tool):
    """Press, drag and release make one undo step; afterwards what was made is selected."""

    text = ""

    def __init__(self, session: EditorSession) -> None:
        super().__init__(session)
        self._gesture: Gesture | None = None

    @property
    def active(self) -> bool:
        return self._gesture is not None

    def move(self, pointer: Pointer) -> None:
        super().move(pointer)
        self.snapped = Gesture(self.session, self.text, pointer).rest(pointer, snapping=self.snapping)

    def press(self, pointer: Pointer) -> None:
        self._gesture = Gesture(self.session, self.text, pointer)
        self._try(self.start, self._gesture, pointer)

    def drag(self, pointer: Pointer) -> None:
        if self._gesture is not None and self._gesture.far_enough(pointer):
            self._try(self.draw, self._gesture, pointer)

    def release(self, pointer: Pointer) -> bool:
        gesture = self._gesture
        if gesture is None:
            return False
        if not gesture.begun:
            self._try(self.click, gesture, pointer)
        self._gesture = self.snapped = None
        self.note = ""
        return self.session.file != gesture.file

    def cancel(self) -> bool:
        gesture, self._gesture = self._gesture, None
        self.note = ""
        if gesture is not None:
            gesture.give_up()
        return gesture is not None

    def _try(self, step: Callable[[Gesture, Pointer], None], gesture: Gesture, pointer: Pointer) -> None:
        """What cannot be put there, or follows a formula that is wrong, is told and given up."""
        try:
            step(gesture, pointer)
        except DieloomError as error:
            self.cancel()
            self.session.refused.emit(error)

    def start(self, gesture: Gesture, pointer: Pointer) -> None:
        """The button went down."""

    def draw(self, gesture: Gesture, pointer: Pointer) -> None:
        """The pointer moves with the button held."""

    def click(self, gesture: Gesture, pointer: Pointer) -> None:
        """The button was released where it went down."""

    def put(self, gesture: Gesture, file: TemplateFile, part: Part) -> None:
        gesture.show(file)
        self.session.select(part)

    def put_mark(self, gesture: Gesture, file: TemplateFile) -> None:
        self.put(gesture, file, Part(Item("marks", len(gesture.file.marks)), "whole"))


class FlapTool(PlacingTool):
    """A panel that hangs on the edge that is pressed, as deep as it is dragged."""

    def __init__(self, session: EditorSession) -> None:
        super().__init__(session)
        self.text = translate("FlapTool", "Add flap")
        self._edge: Part | None = None

    def hint(self) -> str:
        return translate(
            "FlapTool", "Press on an edge of a panel and drag out; Enter puts a flap on the selected edge."
        )

    def move(self, pointer: Pointer) -> None:
        self.hover = self.part_at(pointer)

    def part_at(self, pointer: Pointer) -> Part | None:
        found = parts_at(self.session.drawn, pointer.point, pointer.reach)
        return next((part for part in found if part.kind == "edge" and part.item.kind == "panels"), None)

    def start(self, gesture: Gesture, pointer: Pointer) -> None:
        self._edge = self.part_at(pointer)

    def draw(self, gesture: Gesture, pointer: Pointer) -> None:
        edge = self._edge
        if edge is None:
            return
        segment = gesture.drawn[edge.item].edges[edge.number]
        length = segment.start.distance(segment.end)
        rest = gesture.rest(pointer, snapping=self.snapping)
        self.snapped = rest
        across = (rest.point.x - segment.start.x) * (segment.end.y - segment.start.y) - (
            rest.point.y - segment.start.y
        ) * (segment.end.x - segment.start.x)
        outwards = across / max(length, LEAST) * (1 if gesture.drawn[edge.item].turns_left else -1)
        depth = max(1.0, round(outwards, 2 if rest.what == "corner" else 1))
        self.note = translate("FlapTool", "{0:g} mm deep").format(depth)
        self._put_flap(gesture, edge, depth)

    def click(self, gesture: Gesture, pointer: Pointer) -> None:
        if self._edge is not None:
            self._put_flap(gesture, self._edge, FLAP_DEPTH)

    def by_key(self) -> bool:
        part = self.session.selected
        if part is None or part.kind != "edge" or part.item.kind != "panels":
            return False
        drawn = self.session.drawn
        made = Part(Item("panels", len(self.session.file.panels)), "whole")
        if self.session.edit(self.text, lambda f: adding.add_panel(f, drawn, part.item, part.number, FLAP_DEPTH)):
            self.session.select(made)
        return True

    def _put_flap(self, gesture: Gesture, edge: Part, depth: float) -> None:
        file = adding.add_panel(gesture.file, gesture.drawn, edge.item, edge.number, depth)
        self.put(gesture, file, Part(Item("panels", len(gesture.file.panels)), "whole"))


class ShapeTool(PlacingTool):
    """A closed mark as large as it is dragged; with Shift as wide as high. A click puts it at its usual size."""

    def __init__(
        self,
        session: EditorSession,
        text: str,
        kind: LineType,
        shape: Callable[[float, float], Cutout],
        usual: tuple[float, float],
    ) -> None:
        super().__init__(session)
        self.text, self._kind, self._shape, self._usual = text, kind, shape, usual

    def hint(self) -> str:
        return translate("ShapeTool", "Drag it from corner to corner, or click; Enter puts it on the selected panel.")

    def draw(self, gesture: Gesture, pointer: Pointer) -> None:
        first = gesture.rest(gesture.start, snapping=self.snapping).point
        rest = gesture.rest(pointer if not pointer.shift else _free(pointer), snapping=self.snapping)
        self.snapped = rest
        width, height = rest.point.x - first.x, rest.point.y - first.y
        if pointer.shift:
            side = max(abs(width), abs(height))
            width, height = (side if width >= 0 else -side), (side if height >= 0 else -side)
        if min(abs(width), abs(height)) < LEAST:
            return
        centre = Point(first.x + width / 2, first.y + height / 2)
        self.note = f"{abs(width):.2f} × {abs(height):.2f} mm"
        self._put_shape(gesture, centre, abs(width), abs(height))

    def click(self, gesture: Gesture, pointer: Pointer) -> None:
        self._put_shape(gesture, gesture.rest(pointer, snapping=self.snapping).point, *self._usual)

    def by_key(self) -> bool:
        return _on_selected(self.session, self.text, lambda f, at: adding.add_area(f, self._kind, self._made(), at))

    def _made(self) -> Cutout:
        return self._shape(*self._usual)

    def _put_shape(self, gesture: Gesture, centre: Point, width: float, height: float) -> None:
        at = adding.held(gesture.file, gesture.drawn, centre)
        cut = self._shape(round(width, 2), round(height, 2))
        self.put_mark(gesture, adding.add_area(gesture.file, self._kind, cut, at))


class AreaTool(ShapeTool):
    """An area for the press (glue, no varnish, bleed): a click covers the whole panel and follows it."""

    def hint(self) -> str:
        return translate("AreaTool", "Drag it, or click a panel to cover it; Enter covers the selected panel.")

    def click(self, gesture: Gesture, pointer: Pointer) -> None:
        under = [each.item for each in gesture.drawn.values() if each.name and each.contains(pointer.point)]
        if under:
            self.put_mark(gesture, adding.cover(gesture.file, self._kind, under[-1]))

    def by_key(self) -> bool:
        part = self.session.selected
        if part is None or part.item.kind != "panels":
            return False
        made = Part(Item("marks", len(self.session.file.marks)), "whole")
        if self.session.edit(self.text, lambda file: adding.cover(file, self._kind, part.item)):
            self.session.select(made)
        return True


class StampTool(PlacingTool):
    """A cut-out of a fixed size; it follows the pointer until the button is released."""

    def __init__(self, session: EditorSession, text: str, cut: Cutout) -> None:
        super().__init__(session)
        self.text, self._cut = text, cut

    def hint(self) -> str:
        return translate("StampTool", "Click where its middle should be; Enter puts it on the selected panel.")

    def start(self, gesture: Gesture, pointer: Pointer) -> None:
        self._stamp(gesture, pointer)

    def draw(self, gesture: Gesture, pointer: Pointer) -> None:
        self._stamp(gesture, pointer)

    def by_key(self) -> bool:
        return _on_selected(self.session, self.text, lambda f, at: adding.add_area(f, LineType.WINDOW, self._cut, at))

    def _stamp(self, gesture: Gesture, pointer: Pointer) -> None:
        rest = gesture.rest(pointer, snapping=self.snapping)
        self.snapped = rest
        self.note = f"{rest.point.x:.2f}, {rest.point.y:.2f}"
        at = adding.held(gesture.file, gesture.drawn, rest.point)
        self.put_mark(gesture, adding.add_area(gesture.file, LineType.WINDOW, self._cut, at))


class LineTool(PlacingTool):
    """A straight line of one type from press to release; with Shift level or upright."""

    def __init__(self, session: EditorSession, text: str, kind: LineType) -> None:
        super().__init__(session)
        self.text, self._kind = text, kind

    def hint(self) -> str:
        return translate(
            "LineTool", "Drag from end to end; Shift keeps it level or upright. Enter: across the selected panel."
        )

    def draw(self, gesture: Gesture, pointer: Pointer) -> None:
        first = gesture.rest(gesture.start, snapping=self.snapping).point
        rest = gesture.rest(pointer, snapping=self.snapping, origin=first)
        self.snapped = rest
        length = first.distance(rest.point)
        if length < LEAST:
            return
        self.note = f"{length:.2f} mm"
        ends = [adding.held(gesture.file, gesture.drawn, each) for each in (first, rest.point)]
        self.put_mark(gesture, adding.add_line(gesture.file, self._kind, ends))

    def by_key(self) -> bool:
        part, drawn = self.session.selected, self.session.drawn
        if part is None or part.item not in drawn:
            return False
        box = drawn[part.item].bounds
        ends = (Point(box.x0, box.centre.y), Point(box.x1, box.centre.y))
        made = Part(Item("marks", len(self.session.file.marks)), "whole")
        if self.session.edit(
            self.text, lambda f: adding.add_line(f, self._kind, [adding.held(f, drawn, each) for each in ends])
        ):
            self.session.select(made)
        return True


def _free(pointer: Pointer) -> Pointer:
    return Pointer(pointer.point, pointer.screen, pointer.reach)


def _on_selected(
    session: EditorSession, text: str, add: Callable[[TemplateFile, tuple[object, object]], TemplateFile]
) -> bool:
    """In the middle of the selected panel."""
    part = session.selected
    if part is None or part.item not in session.drawn:
        return False
    drawn, made = session.drawn, Part(Item("marks", len(session.file.marks)), "whole")
    if session.edit(text, lambda file: add(file, adding.held(file, drawn, drawn[part.item].bounds.centre))):
        session.select(made)
    return True

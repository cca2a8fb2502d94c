"""What the canvas's tools have in common, and the pointer as they get it: in millimetres of the blank."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QPainter

from core.dieline.editing.hits import Part, parts_at
from core.dieline.editing.snapping import Snapped, Targets, snap, straight, targets
from core.dieline.schema import TemplateFile
from core.geometry import Point
from desktop.canvas.viewport import Viewport
from desktop.dieline_editor.session import EditorSession
from desktop.panels.controls import new_gesture

translate = QCoreApplication.translate
REACH_PX, DRAG_PX = 7.0, 4.0


@dataclass(frozen=True)
class Pointer:
    """Where the pointer is, how far it reaches (mm), and the keys that are held."""

    point: Point
    screen: QPointF
    reach: float
    shift: bool = False
    ctrl: bool = False


class Tool:
    """Turns the pointer into edits; the base does nothing with it."""

    cursor = Qt.CursorShape.ArrowCursor

    def __init__(self, session: EditorSession) -> None:
        self.session = session
        self.snapping = True
        self.note = ""  # read-out beside the pointer
        self.snapped: Snapped | None = None
        self.hover: Part | None = None

    @property
    def active(self) -> bool:
        """Whether a gesture is under way."""
        return False

    def hint(self) -> str:
        """What the tool does, for the status bar."""
        return ""

    def move(self, pointer: Pointer) -> None:
        """Without a button held."""
        self.hover = self.part_at(pointer)

    def press(self, pointer: Pointer) -> None: ...

    def drag(self, pointer: Pointer) -> None: ...

    def release(self, pointer: Pointer) -> bool:
        """True when the tool has done its work and the pointer tool may come back."""
        return False

    def cancel(self) -> bool:
        """Give a gesture up; False when there is none."""
        return False

    def by_key(self) -> bool:
        """Do it on what is selected, without the mouse; False when that is nothing it can be done to."""
        return False

    def paint(self, painter: QPainter, viewport: Viewport) -> None: ...

    def part_at(self, pointer: Pointer) -> Part | None:
        return next(iter(parts_at(self.session.drawn, pointer.point, pointer.reach)), None)


class Gesture:
    """One press..release: every edit starts from the file as it was, so they merge into one step, or none."""

    def __init__(self, session: EditorSession, text: str, pointer: Pointer) -> None:
        self.session, self.text, self.start = session, text, pointer
        self.file: TemplateFile = session.file
        self.drawn = session.drawn
        self.targets: Targets = targets(self.drawn)
        self.begun = False
        self._key = new_gesture()

    def far_enough(self, pointer: Pointer) -> bool:
        """A press that moves less than a few pixels is a click."""
        self.begun = self.begun or (pointer.screen - self.start.screen).manhattanLength() >= DRAG_PX
        return self.begun

    def show(self, file: TemplateFile) -> None:
        self.session.replace(self.text, file, self._key)

    def give_up(self) -> None:
        self.show(self.file)

    def rest(self, pointer: Pointer, *, snapping: bool, origin: Point | None = None) -> Snapped:
        """Where the pointer comes to rest; with Shift level with or upright over ``origin``."""
        point = pointer.point
        if pointer.shift and origin is not None:
            point = straight(origin, point)
        caught = snap(point, self.targets, pointer.reach) if snapping else Snapped(point)
        if pointer.shift and origin is not None:
            return Snapped(straight(origin, caught.point) if caught.what else point, caught.what, caught.guides)
        return caught

"""What the canvas shows: the session's document on its outline, as a drawing; composed once for each change."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from core.compose.compose import compose
from core.compose.drawlist import Drawing, DrawPage, FillPath, Group, Op, StrokePath
from core.compose.placing import Face, Side
from core.dieline import library
from core.dieline.outline import Outline
from core.document.model import Design, DielineChoice
from core.errors import DieloomError
from core.geometry import Affine
from desktop.session import Session


class Scene(QObject):
    """Follows the session. After a change that cannot be drawn the last good drawing stays, with :attr:`problem`."""

    changed = Signal()
    problem_changed = Signal(str)  # empty when all is well

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._gesture: Design | None = None
        self._side: Side = "outside"
        self._choice: DielineChoice | None = None
        self.problem = ""
        self.outline: Outline | None = None
        self.drawing: Drawing | None = None
        self._pages: dict[Side, DrawPage] = {}
        # Several edits in one turn of the event loop are composed once.
        self._pending = QTimer(self, singleShot=True, interval=0)
        self._pending.timeout.connect(self.refresh)
        session.changed.connect(self._schedule)
        self.refresh()

    @property
    def design(self) -> Design:
        """The document's design, or the one that a gesture is trying out."""
        return self._gesture or self._session.design

    @property
    def side(self) -> Side:
        return self._side

    @side.setter
    def side(self, side: Side) -> None:
        if side != self._side:
            self._side = side
            self.changed.emit()

    @property
    def page(self) -> DrawPage | None:
        """The page of the side in view; when nothing is printed there, its dieline alone."""
        return self._pages[self._side] if self._pages else None

    @property
    def face(self) -> Face | None:
        """The side in view of the blank, which says where layers and panels are."""
        if self.outline is None or self.drawing is None:
            return None
        first = self.drawing.pages[0]
        return Face(self._side, self.outline, first.trim.x0 - first.bleed.x0)

    def try_out(self, design: Design | None) -> None:
        """Show this design while a gesture lasts, without touching the document; None to go back."""
        self._gesture = design
        self.refresh()

    def refresh(self) -> None:
        """Compose what there is now, at once."""
        self._pending.stop()
        design = self.design
        try:
            outline = self.outline
            if outline is None or design.dieline != self._choice:
                outline = library.load(design.dieline.code).outline(design.dieline.parameters)
            drawing = compose(self._session.document.with_design(design), outline)
        except DieloomError as error:
            self._say(str(error))
            return
        self.outline, self.drawing, self._choice = outline, drawing, design.dieline
        outside = drawing.pages[0]
        self._pages = {"inside": _turned(outside), **{page.side: page for page in drawing.pages}}
        self._say("")
        self.changed.emit()

    def _schedule(self) -> None:
        self._gesture = None
        self._pending.start()

    def _say(self, problem: str) -> None:
        if problem != self.problem:
            self.problem = problem
            self.problem_changed.emit(problem)


def _turned(page: DrawPage) -> DrawPage:
    """The dieline of ``page`` as it lies on the other side."""
    view = Affine.mirror_x(page.trim.centre.x)
    groups = [op for op in page.ops if isinstance(op, Group) and op.layer is not None and op.layer.step is not None]
    ops = tuple(replace(group, ops=tuple(_moved(op, view) for op in group.ops)) for group in groups)
    return DrawPage("inside" if page.side == "outside" else "outside", page.trim, page.bleed, ops)


def _moved(op: Op, by: Affine) -> Op:
    return replace(op, path=op.path.transformed(by)) if isinstance(op, FillPath | StrokePath) else op

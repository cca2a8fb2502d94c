"""What the canvas shows: the session's document as it was last composed, and the side in view."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from core.compose.drawlist import Drawing, DrawPage
from core.compose.placing import Face
from core.dieline.outline import Outline, Side
from core.document.model import ArtworkLayer, Design
from core.errors import DieloomError
from desktop.session import Session
from desktop.workers.composer import Composer, Composition, Maker

REST_MS = 150


class Scene(QObject):
    """Follows the session. Layers that cannot be drawn are left out, and where nothing can be drawn the last good
    drawing stays; :attr:`problem` tells."""

    changed = Signal()
    problem_changed = Signal(str)  # empty when all is well

    def __init__(self, session: Session, composer: Composer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._composer = session, composer
        self._gesture: Design | None = None
        self._side: Side = "outside"
        self._pages: dict[Side, DrawPage] = {}
        self.problem = ""
        self.outline: Outline | None = None
        self.drawing: Drawing | None = None
        # Once the panels are done with the change: the composer would only compete with them for the interpreter.
        self._pending = QTimer(self, singleShot=True, interval=0)
        self._pending.timeout.connect(self._request)
        # Other pixels in the same places: the tiles show them, and the drawing follows when the slider rests.
        self._resting = QTimer(self, singleShot=True, interval=REST_MS)
        self._resting.timeout.connect(self._request)
        self._asked: Design = session.design
        composer.composed.connect(self._show)
        composer.failed.connect(self._fail)
        session.changed.connect(self._follow)
        self._begin()

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
        self._request()

    def _begin(self) -> None:
        """The first drawing is there when the window is."""
        try:
            self._show(Maker().make(self._session.document))
        except DieloomError as error:
            self._fail(error)

    def _follow(self) -> None:
        tried, self._gesture = self._gesture, None
        if tried is None and _shapes(self._session.design) == _shapes(self._asked):
            self._resting.start()
        else:
            self._pending.start()

    def _request(self) -> None:
        self._resting.stop()
        self._asked = self.design
        self._composer.request(self._session.document.with_design(self.design))

    def _show(self, composition: Composition) -> None:
        self.outline, self.drawing = composition.outline, composition.drawing
        self._pages = {"inside": composition.inside, "outside": self.drawing.pages[0]}
        self._say(composition.problem)
        self.changed.emit()

    def _fail(self, error: DieloomError) -> None:
        self._say(str(error))

    def _say(self, problem: str) -> None:
        if problem != self.problem:
            self.problem = problem
            self.problem_changed.emit(problem)


def _shapes(design: Design) -> object:
    """All of a design but what the generator draws: of a recipe only the repeats count, which shape the tile."""
    layers = [
        (layer.model_copy(update={"recipe": layer.recipe.cells}) if isinstance(layer, ArtworkLayer) else layer)
        for layer in design.layers
    ]
    return design.model_copy(update={"layers": ()}), layers

"""The press on the canvas: asks for what is seen of the page whenever it comes to rest, and keeps the answer."""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPainterPath

from core.compose.placing import Face
from core.dieline.outline import Side
from core.errors import DieloomError
from core.geometry import Box, Path, Point
from core.press import presets
from core.press.settings import settings_of
from core.units import MM_PER_INCH
from desktop.canvas.painter import path_of
from desktop.canvas.scene import Scene
from desktop.canvas.tiles import Tiles
from desktop.canvas.viewport import Viewport
from desktop.fold.art import held
from desktop.plates.pixels import CanvasPixels, TileCache
from desktop.plates.work import Look, Request, Shown
from desktop.session import Session
from desktop.workers.background import Background
from desktop.workers.latest import Latest

REST_MS = 120
LATE_MS = 400  # after which what is shown of an older design says so
FADED = 0.35
MOST_PX = 3_000_000  # of one view: an 8K screen is shown a little softer


class PressView(QObject):
    """What lies over the sheet. ``changed``: paint again; ``settled``: there are new separations."""

    changed = Signal()
    settled = Signal()
    failed = Signal(str)
    late = Signal(bool)  # whether what is shown is of an older design
    look_changed = Signal(object)  # Look

    def __init__(
        self, session: Session, scene: Scene, tiles: Tiles, background: Background, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._scene, self._tiles = session, scene, tiles
        self._cache = TileCache()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._ask)
        self._overdue = QTimer(self, singleShot=True, interval=LATE_MS)
        self._overdue.timeout.connect(lambda: self._show_late(True))
        self._version = 0  # of what is looked at
        self._late = False
        self._worker = Latest(background, self)
        self._worker.done.connect(self._arrived)
        self._worker.failed.connect(self._fail)
        self._seen: tuple[Viewport, QRectF, float] | None = None
        self._side = scene.side  # of which all that is shown or asked for is
        self._face: Face | None = None
        self._clip = QPainterPath()
        self.look = Look.OFF
        self.hidden: frozenset[str] = frozenset()
        self.paper_white = False
        self.limit = 300.0
        self.shown: Shown | None = None
        scene.changed.connect(self._follow)
        tiles.changed.connect(self._outdate)

    def use(self, look: Look) -> None:
        """Look at the page in another way, or as it was."""
        if look != self.look:
            self.look = look
            if look is Look.OFF:
                self.shown = None
                self._rest.stop()
                self._overdue.stop()
                self._show_late(False)
                self._worker.forget()
            self.look_changed.emit(look)
            self.changed.emit()
            self._moved()

    def hide_plates(self, names: frozenset[str]) -> None:
        self.hidden = names
        self._moved(at_once=True)

    def show_paper(self, on: bool) -> None:
        """With the colour of the paper, or with its white as the screen's."""
        self.paper_white = on
        self._moved(at_once=True)

    def refresh(self) -> None:
        """The printer wants something else now."""
        self._moved(at_once=True)

    def see(self, viewport: Viewport, area: QRectF, ratio: float) -> None:
        """This part of the page is on the screen, on ``area`` in device-independent pixels."""
        if self._seen != (viewport, area, ratio):
            self._seen = viewport, area, ratio
            self._moved()

    def coverage_at(self, point: Point) -> dict[str, float]:
        """Percent of each plate at a place on the page, as far as it is on the screen."""
        return self.shown.separations.coverage_at(point) if self.shown else {}

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        """Over the sheet; while something new is being made, what there was, in its place, and faded once late."""
        if self.look is Look.OFF or self.shown is None:
            return
        box, image = self.shown.box, self.shown.image
        painter.save()
        painter.setTransform(viewport.transform, combine=True)
        painter.setClipPath(self._printed(), Qt.ClipOperation.IntersectClip)
        painter.setTransform(viewport.transform.inverted()[0], combine=True)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(FADED if self._late else 1.0)
        painter.drawImage(viewport.rect(box), image, QRectF(image.rect()))
        painter.restore()

    def _printed(self) -> QPainterPath:
        """The blank with its bleed: beyond it there is no sheet to look at."""
        face = self._scene.face
        if face != self._face:
            self._face = face
            path = face.regions.bleed_line.transformed(face.view) if face else Path()
            self._clip = path_of(path)
        return self._clip

    def _follow(self) -> None:
        """The scene is another; nothing of the board's one side is ever shown on the other."""
        if self._scene.side != self._side:
            self._side, self.shown = self._scene.side, None
            self._worker.forget()
            self.changed.emit()
        self._outdate()

    def _outdate(self) -> None:
        """What is shown is of an older design, or of older pixels."""
        self._version += 1
        if self.look is not Look.OFF and not self._overdue.isActive():
            self._overdue.start()
        self._moved()

    def _show_late(self, on: bool) -> None:
        if on != self._late:
            self._late = on
            self.late.emit(on)
            self.changed.emit()

    def _moved(self, at_once: bool = False) -> None:
        if self.look is not Look.OFF:
            self._rest.start(0 if at_once else REST_MS)

    def _ask(self) -> None:
        request, side, version = self._request(), self._side, self._version
        if request is not None:
            self._worker.ask(lambda: (side, version, request.make()))

    def _request(self) -> Request | None:
        page, drawing, outline = self._scene.page, self._scene.drawing, self._scene.outline
        if page is None or drawing is None or outline is None or self._seen is None:
            return None
        viewport, area, ratio = self._seen
        box = _overlap(page.bleed, _seen_box(viewport, area))
        if box is None:
            return None
        try:
            document = self._session.document
            settings = settings_of(document, presets.load(document.design.press.preset))
            condition = settings.condition
        except DieloomError as error:
            self._fail(error)
            return None
        self.limit = settings.ink_limit or self.limit
        pixels = CanvasPixels(held(replace(drawing, pages=(page,)), self._tiles), self._session.document, self._cache)
        per_mm = min(viewport.scale * ratio, math.sqrt(MOST_PX / (box.width * box.height)))
        return Request(
            self.look,
            page,
            drawing,
            pixels,
            condition,
            box,
            per_mm * MM_PER_INCH,
            self.limit,
            self.hidden,
            self.paper_white,
        )

    def _arrived(self, found: tuple[Side, int, Shown]) -> None:
        side, version, shown = found
        if self.look is Look.OFF or side != self._side:
            return
        self.shown = shown
        if version == self._version:
            self._overdue.stop()
            self._show_late(False)
        self.failed.emit("")
        self.changed.emit()
        self.settled.emit()

    def _fail(self, error: DieloomError) -> None:
        self.failed.emit(str(error))


def _seen_box(viewport: Viewport, area: QRectF) -> Box:
    left, top = viewport.to_sheet(area.topLeft())
    right, bottom = viewport.to_sheet(area.bottomRight())
    return Box(left, bottom, right, top)


def _overlap(first: Box, second: Box) -> Box | None:
    box = Box(max(first.x0, second.x0), max(first.y0, second.y0), min(first.x1, second.x1), min(first.y1, second.y1))
    return box if box.width > 0 and box.height > 0 else None

"""Checks the design in the background: when it is asked to, and while it is watched, whenever the design rests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import DieloomError
from desktop.canvas.scene import Scene
from desktop.canvas.tiles import Tiles
from desktop.fold.art import held
from desktop.photo.developing import Developer
from desktop.plates.pixels import CanvasPixels, TileCache
from desktop.preflight.work import Report, Request
from desktop.session import Session
from desktop.workers.background import Background
from desktop.workers.latest import Latest

if TYPE_CHECKING:
    from core.press.preflight import Finding

REST_MS = 1000
SOON_MS = 150


class Preflight(QObject):
    """Keeps the last report. ``changed``: another report, or it is out of date, or being made."""

    changed = Signal()
    failed = Signal(str)  # empty once it works again

    def __init__(
        self,
        session: Session,
        scene: Scene,
        tiles: Tiles,
        background: Background,
        developer: Developer,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._scene, self._tiles, self._developer = session, scene, tiles, developer
        self._cache = TileCache()
        self._request: Request | None = None
        self._watched = False
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.run)
        self._worker = Latest(background, self)
        self._worker.done.connect(self._arrived)
        self._worker.failed.connect(self._fail)
        self.report: Report | None = None
        session.changed.connect(self._edited)
        tiles.settled.connect(self._moved)

    @property
    def fresh(self) -> bool:
        """Whether the report is of the document as it is."""
        return self.report is not None and self.report.document is self._session.document

    @property
    def busy(self) -> bool:
        return self._request is not None

    def watch(self, on: bool) -> None:
        """Check by itself from now on, as somebody looks at what it finds; or not any more."""
        self._watched = on
        if on and not self.fresh:
            self._rest.start(0)
        elif not on:
            self._give_up()

    def run(self) -> None:
        """Check the document as it is now."""
        self._give_up()
        drawing = self._scene.drawing
        if drawing is None:
            self.failed.emit(self._scene.problem)
            return
        document = self._session.document
        pixels = CanvasPixels(held(drawing, self._tiles), document, self._cache)
        self._request = Request(document, pixels)
        self._worker.ask(self._request.make)
        self.changed.emit()

    def soon(self) -> None:
        """Check the document once the window has done what it is about to do, unless that is known."""
        if not self.fresh and not self.busy:
            self._rest.start(SOON_MS)

    def refresh(self) -> None:
        """The printer's limits have changed, and so may what is wrong."""
        self.report = None
        self._moved()

    def mend(self, findings: list[Finding]) -> None:
        """Apply their fixes as one step that can be undone, those of pictures once they are developed; check again."""
        document = self._session.document
        for each in findings:
            if each.fix is not None:
                document = each.fix.apply(document)
        self._developer.replace(self.tr("Fix what preflight found"), document)
        self.run()

    def _edited(self) -> None:
        """What is being checked is out of date, and its worker only competes with the window."""
        self._give_up()
        self._moved()

    def _moved(self) -> None:
        self.changed.emit()
        if self._watched:
            self._rest.start(REST_MS)

    def _give_up(self) -> None:
        self._rest.stop()
        self._worker.forget()
        if self._request is not None:
            self._request.progress.cancel()
            self._request = None

    def _arrived(self, report: Report) -> None:
        if self._request is not None and report.document is self._request.document:
            self._request = None
        self.report = report
        self.failed.emit("")
        self.changed.emit()

    def _fail(self, error: DieloomError) -> None:
        self._request = None
        self.changed.emit()
        self.failed.emit(str(error))

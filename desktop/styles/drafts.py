"""What a placed picture is about to become: seen small at once, and developed in full when the hand rests."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from core.document.model import ImageLayer
from core.errors import DieloomError
from desktop.photo.developing import Developer
from desktop.styles.target import StyleTarget

SETTLE_MS = 300


class Drafts(QObject):
    """One at a time, of the target; it is shown until it is a step of the document, or has come to nothing."""

    changed = Signal()
    failed = Signal(str)

    def __init__(self, target: StyleTarget, developer: Developer, parent: QObject) -> None:
        super().__init__(parent)
        self._target, self._developer = target, developer
        self.layer: ImageLayer | None = None
        self._base: ImageLayer | None = None  # that the draft changes
        self._waiting: tuple[str, str] | None = None  # text and gesture of a draft that is not being developed yet
        self._rest = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._rest.timeout.connect(self._rested)
        developer.failed.connect(self._fail)
        developer.cancelled.connect(self._give_up)

    def edit(self, layer: ImageLayer, text: str, gesture: str) -> None:
        """Under a gesture, wait for its end; else develop it now."""
        here = self._target.layer
        self._base = here if isinstance(here, ImageLayer) else None
        self.layer, self._waiting = layer, (text, gesture)
        if gesture:
            self._rest.start()
            self.changed.emit()
        else:
            self.settle()

    def settle(self) -> None:
        """Develop the draft now, rather than when the slider has rested."""
        self._rest.stop()
        if self.layer is None or self._waiting is None:
            return
        (text, gesture), draft, self._waiting = self._waiting, self.layer, None
        self._developer.develop(draft.id, draft.edits, text, gesture or None)
        # What ran before has told its end by now; the draft is shown until this one tells its own.
        self.layer = draft if self._developer.running(draft.id) else None
        self.changed.emit()

    def follow(self) -> None:
        """Forget the draft of what the document no longer has."""
        if self.layer is not None and self._target.layer != self._base:
            self.layer, self._waiting = None, None

    def _rested(self) -> None:
        if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self._rest.start()  # the slider is still held
        else:
            self.settle()

    def _fail(self, layer_id: str, error: DieloomError) -> None:
        if self.layer is not None and layer_id == self.layer.id:
            self.failed.emit(str(error))
            self._give_up(layer_id)

    def _give_up(self, layer_id: str) -> None:
        if self.layer is not None and layer_id == self.layer.id and self._waiting is None:
            self.layer = None
            self.changed.emit()

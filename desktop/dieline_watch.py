"""The checks of the open document's blank, always on: beside the window, once the hand rests."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from core.dieline.checks import Finding
from core.document.model import DielineChoice
from core.errors import DieloomError
from desktop.session import Session
from desktop.workers.background import Background
from desktop.workers.latest import Latest

REST_MS = 400


class DielineWatch(QObject):
    """Tells what is wrong with the newest blank; nothing while there is none."""

    found = Signal(object)  # tuple of Findings

    def __init__(self, session: Session, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._checked: DielineChoice | None = None
        self._latest = Latest(background, self)
        self._latest.done.connect(self.found)
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._check)
        session.changed.connect(self._changed)
        self._changed()

    def _changed(self) -> None:
        if self._session.design.dieline != self._checked:
            self._rest.start()

    def _check(self) -> None:
        self._checked = choice = self._session.design.dieline
        self._latest.ask(lambda: _findings(choice))


def _findings(choice: DielineChoice) -> tuple[Finding, ...]:
    from desktop.dieline_editor.checker import findings_of

    try:
        return findings_of(choice.outline())
    except DieloomError:  # which the dock says by itself
        return ()

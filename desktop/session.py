"""The open document: one current value, every change of it an undo step, everybody told when it changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from core.document.document import Document
from core.document.model import Design

Change = Callable[[Design], Design]


class Session(QObject):
    """Owns the document. Panels read :attr:`document`, call :meth:`edit`, and follow :attr:`changed`."""

    changed = Signal(object)  # Document
    selection_changed = Signal(object)  # layer id or None
    opened = Signal()  # another document has taken the place of the one before

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._selected: str | None = None
        self.undo_stack = QUndoStack(self)

    @property
    def document(self) -> Document:
        return self._document

    @property
    def design(self) -> Design:
        return self._document.design

    @property
    def selected(self) -> str | None:
        return self._selected

    def select(self, layer_id: str | None) -> None:
        if layer_id != self._selected:
            self._selected = layer_id
            self.selection_changed.emit(layer_id)

    def open(self, document: Document) -> None:
        """Another document takes the place of this one; its history starts empty."""
        self.undo_stack.clear()
        self._show(document)
        self.opened.emit()

    def edit(self, text: str, change: Change, gesture: str | None = None) -> None:
        """Apply ``change`` as one undo step called ``text``.

        Steps with the same ``gesture`` (one press..release of one control) merge into one.
        """
        self.replace(text, self._document.with_design(change(self.design)), gesture)

    def replace(self, text: str, document: Document, gesture: str | None = None) -> None:
        """The whole document (assets too) as one undo step."""
        if document != self._document:
            self.undo_stack.push(_Edit(self, text, self._document, document, gesture))

    def _show(self, document: Document) -> None:
        self._document = document
        self.changed.emit(document)


class _Edit(QUndoCommand):
    """Documents are values, so a step is the value before and the value after."""

    def __init__(self, session: Session, text: str, before: Document, after: Document, gesture: str | None) -> None:
        super().__init__(text)
        self._session, self._before, self._after, self._gesture = session, before, after, gesture

    def id(self) -> int:
        return 1 if self._gesture else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Edit) or other._gesture != self._gesture:
            return False
        self._after = other._after
        self.setObsolete(self._after == self._before)
        return True

    def undo(self) -> None:
        self._session._show(self._before)

    def redo(self) -> None:
        self._session._show(self._after)

"""The template that is being edited: its file and trial size, what that gives, what is selected, what can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from core.dieline.editing.evaluation import Evaluation, evaluate
from core.dieline.editing.figures import corners_of
from core.dieline.editing.hits import Part
from core.dieline.editing.items import Item, figure_of, is_closed, items, same
from core.dieline.editing.sketch import Drawn
from core.dieline.outline import Outline
from core.dieline.schema import TemplateFile
from core.errors import DieloomError

Change = Callable[[TemplateFile], TemplateFile]
CALM_MS = 60  # what is dear to show follows a drag at this pace


class EditorSession(QObject):
    """Owns the file. Everything in the editor reads :attr:`now`, calls :meth:`edit`, and follows the signals.

    What was drawn last stays to be seen, and gripped, while a formula is half typed.
    """

    changed = Signal()  # at every change of file or size
    settled = Signal()  # after changes, at a calmer pace
    selection_changed = Signal()
    refused = Signal(object)  # DieloomError: a change that could not be made

    def __init__(self, file: TemplateFile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self.now: Evaluation = evaluate(file, {})
        self.drawn: Mapping[Item, Drawn] = self.now.drawn
        self.outline: Outline | None = self.now.outline  # the last that could be made
        self.selected: Part | None = None
        self.shared = False  # corners of a shape are changed for all figures that have it
        self._calm = QTimer(self, interval=CALM_MS, singleShot=True)
        self._calm.timeout.connect(self.settled)

    @property
    def file(self) -> TemplateFile:
        return self.now.file

    @property
    def given(self) -> Mapping[str, float]:
        return self.now.given

    # Changes

    def edit(self, text: str, change: Change, gesture: str | None = None) -> bool:
        """Apply ``change`` as one undo step called ``text``; steps of one ``gesture`` merge.

        False, and :attr:`refused`, when it raises DieloomError: the file is then as it was.
        """
        try:
            after = change(self.file)
        except DieloomError as error:
            self.refused.emit(error)
            return False
        self.replace(text, after, gesture)
        return True

    def replace(self, text: str, file: TemplateFile, gesture: str | None = None) -> None:
        """The whole file as one undo step."""
        if not same(file, self.file):
            self.undo_stack.push(_Edit(self, text, self.file, file, gesture))

    def open(self, file: TemplateFile) -> None:
        """Another file; its history and its sizes start empty."""
        self.undo_stack.clear()
        self.selected = None
        self._show(evaluate(file, {}), fresh=True)
        self.selection_changed.emit()

    def try_size(self, given: Mapping[str, float]) -> None:
        """See the template at another size; this is no change of the file."""
        if dict(given) != dict(self.given):
            self._show(evaluate(self.file, dict(given)))

    def select(self, part: Part | None) -> None:
        part = part if part is not None and self._exists(part) else None
        if part != self.selected:
            self.selected = part
            self.selection_changed.emit()

    def figure(self, item: Item) -> Drawn | None:
        """How the item lies on the blank, or lay when it last could be drawn."""
        return self.drawn.get(item)

    def _show_file(self, file: TemplateFile) -> None:
        names = {each.name for each in file.parameters}
        self._show(evaluate(file, {name: value for name, value in self.given.items() if name in names}))

    def _show(self, now: Evaluation, *, fresh: bool = False) -> None:
        kept = {} if fresh else {item: self.drawn[item] for item in self._unchanged(now.file) if item in self.drawn}
        self.now = now
        self.drawn = {item: each for item in items(now.file) if (each := now.drawn.get(item, kept.get(item)))}
        if now.outline is not None or fresh:
            self.outline = now.outline
        if self.selected is not None and not self._exists(self.selected):
            whole = Part(self.selected.item, "whole")
            self.selected = whole if self._exists(whole) else None
            self.selection_changed.emit()
        self.changed.emit()
        if not self._calm.isActive():
            self._calm.start()

    def _unchanged(self, file: TemplateFile) -> list[Item]:
        """Items that are still the same figure: their number stands for nothing else now."""
        before = self.file
        counts = [(len(each.panels), len(each.marks)) for each in (before, file)]
        same = _size if counts[0] == counts[1] else _what
        known = set(items(before))
        return [item for item in items(file) if item in known and same(before, item) == same(file, item)]

    def _exists(self, part: Part) -> bool:
        if part.item not in items(self.file):
            return False
        count = _size(self.file, part.item)
        edges = count if is_closed(figure_of(self.file, part.item)) else count - 1
        return part.kind == "whole" or part.number < (count if part.kind == "corner" else edges)


class _Edit(QUndoCommand):
    """Files are values, so a step is the value before and the value after."""

    def __init__(
        self, session: EditorSession, text: str, before: TemplateFile, after: TemplateFile, gesture: str | None
    ) -> None:
        super().__init__(text)
        self._session, self._before, self._after, self._gesture = session, before, after, gesture

    def id(self) -> int:
        return 1 if self._gesture else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Edit) or other._gesture != self._gesture:
            return False
        self._after = other._after
        self.setObsolete(same(self._after, self._before))
        return True

    def undo(self) -> None:
        self._session._show_file(self._before)

    def redo(self) -> None:
        self._session._show_file(self._after)


def _what(file: TemplateFile, item: Item) -> object:
    """What an item is, whatever its formulas say."""
    if item.kind == "panels":
        return file.panels[item.number].name, _size(file, item)
    mark = file.marks[item.number]
    return mark.type, mark.closed, _size(file, item)


def _size(file: TemplateFile, item: Item) -> int:
    try:
        return len(corners_of(figure_of(file, item), file.shapes))
    except KeyError:  # a shape that is not there (yet)
        return 0

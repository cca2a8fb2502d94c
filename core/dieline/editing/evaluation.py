"""A template file at one size, whatever state it is in: the value or the error of every formula, what can be drawn.

A template (:class:`core.dieline.template.Template`) is all or nothing: it stops at the first thing that is wrong.
Somebody who edits needs every cell by itself, and the drawing of all that still can be drawn.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.dieline.editing.expressions import written
from core.dieline.editing.items import Item, Path, figure_of
from core.dieline.editing.sketch import Drawn, sketch
from core.dieline.editing.slots import Slot, slots
from core.dieline.formula import Formula, FormulaError
from core.dieline.formula import formula as read
from core.dieline.outline import Outline
from core.dieline.schema import Expression, TemplateFile
from core.dieline.template import Template
from core.errors import DieloomError


class Unmet(FormulaError):
    """Nothing is wrong with the formula itself: it waits for another one."""


@dataclass(frozen=True)
class Cell:
    """What one expression gives at this size: a value, or why it has none."""

    value: float | None
    error: DieloomError | None = None


@dataclass(frozen=True)
class Evaluation:
    """``given`` are the parameters that are set; ``outline`` is None, with the ``error``, while the file makes none."""

    file: TemplateFile
    given: Mapping[str, float]
    values: Mapping[str, float]  # of parameters and formulas that have one
    cells: Mapping[Path, Cell]
    drawn: Mapping[Item, Drawn]
    outline: Outline | None
    error: DieloomError | None
    _book: _Book = field(repr=False, compare=False)

    def cell_of(self, item: Item, value: Expression) -> Cell:
        """What an expression would give in the figure of the item, which need not say it (yet)."""
        try:
            return Cell(self._book.of_item(item, "expression", value))
        except DieloomError as error:
            return Cell(None, error)

    @property
    def broken(self) -> list[tuple[Path, DieloomError]]:
        """The cells that have no value, causes before what waits for them."""
        found = [(path, cell.error) for path, cell in self.cells.items() if cell.error is not None]
        return sorted(found, key=lambda each: isinstance(each[1], Unmet))


def evaluate(file: TemplateFile, given: Mapping[str, float]) -> Evaluation:
    """Everything that can be known of the file at this size; raises nothing for what is wrong with it."""
    book = _Book(file, given)
    # Numbers of figures have nothing to tell, and a traced drawing has tens of thousands.
    cells = {slot.path: book.cell(slot) for slot in slots(file) if slot.item is None or isinstance(slot.value, str)}
    outline, error = None, None
    try:
        outline = Template(file).outline(given)
    except DieloomError as problem:
        error = problem
    return Evaluation(file, given, book.values, cells, sketch(file, book.of_item), outline, error, book)


class _Book:
    """The names of a file and what they are worth."""

    def __init__(self, file: TemplateFile, given: Mapping[str, float]) -> None:
        self._file = file
        self.values: dict[str, float] = {}
        self._errors: dict[str, DieloomError] = {}
        self._pending: list[str] = []
        self._lets: dict[tuple[Item, int], dict[str, float]] = {}
        self._above: dict[str, dict[str, float]] = {}  # what each parameter sees
        for parameter in file.parameters:
            self._above[parameter.name] = dict(self.values)
            self._parameter(parameter.name, parameter.min, parameter.max, parameter.default, given)
        for name in file.formulas:
            with contextlib.suppress(DieloomError):  # its cell tells
                self._named(name)

    def cell(self, slot: Slot) -> Cell:
        try:
            return Cell(self._slot(slot))
        except DieloomError as error:
            return Cell(None, error)

    def of_item(self, item: Item, what: str, value: Expression) -> float:
        return self._compute(value, what, self._scope(item, len(figure_of(self._file, item).let)))

    def _slot(self, slot: Slot) -> float:
        head = slot.path[0]
        if head == "parameters":
            parameter = self._file.parameters[int(slot.path[1])]
            return self._compute(slot.value, f"{parameter.name} {slot.path[2]}", self._above[parameter.name])
        if head == "formulas":
            return self._named(str(slot.path[1]))
        if head == "shapes":
            return self._in_shape(slot)
        scope = self.values if slot.item is None else self._scope(slot.item, slot.let)
        return self._compute(slot.value, title(self._file, slot.path), scope)

    def _in_shape(self, slot: Slot) -> float:
        """As the first figure that uses the shape sees it."""
        for kind in ("panels", "marks"):
            for i, figure in enumerate(getattr(self._file, kind)):
                if figure.shape == slot.path[1]:
                    scope = self._scope(Item(kind, i), len(figure.let))
                    return self._compute(slot.value, title(self._file, slot.path), scope)
        return self._compute(slot.value, title(self._file, slot.path), self.values)

    def _parameter(
        self, name: str, low: Expression, high: Expression, default: Expression, given: Mapping[str, float]
    ) -> None:
        if name in given:
            self.values[name] = given[name]
            return
        try:
            seen = self._above[name]
            least, most = self._compute(low, f"{name} min", seen), self._compute(high, f"{name} max", seen)
            self.values[name] = max(least, min(self._compute(default, f"{name} default", seen), most))
        except DieloomError as error:
            self._errors[name] = error

    def _named(self, name: str) -> float:
        """The value of a formula; raises DieloomError."""
        if name in self.values:
            return self.values[name]
        if name in self._errors:
            raise self._errors[name]
        try:
            self.values[name] = self._formula(name)
        except DieloomError as error:
            self._errors[name] = error
            raise
        return self.values[name]

    def _formula(self, name: str) -> float:
        formula = read(written(self._file.formulas[name]), name, self._file.code)
        if name in self._pending:
            circle = " -> ".join([*self._pending[self._pending.index(name) :], name])
            raise formula.error(f"depends on itself: {circle}", "Break the circle.")
        self._pending.append(name)
        try:
            needed = formula.names & (self._file.formulas.keys() | self._errors.keys())
            return formula.value({**self.values, **{each: self._need(formula, each) for each in sorted(needed)}})
        finally:
            self._pending.remove(name)

    def _need(self, formula: Formula, name: str) -> float:
        if name in self._pending:
            return self._formula(name)  # which tells of the circle
        try:
            return self._named(name)
        except DieloomError:
            raise _unmet(formula, name) from None

    def _scope(self, item: Item, count: int) -> dict[str, float]:
        """The names that the item's figure sees, with the first ``count`` of its own."""
        if (item, count) not in self._lets:
            scope = dict(self.values)
            for name, value in list(figure_of(self._file, item).let.items())[:count]:
                try:
                    scope[name] = self._compute(value, name, scope)
                except DieloomError:
                    scope.pop(name, None)
            self._lets[item, count] = scope
        return self._lets[item, count]

    def _compute(self, value: Expression, name: str, scope: Mapping[str, float]) -> float:
        if not isinstance(value, str):
            return float(value)
        formula = read(value, name, self._file.code)
        for each in sorted(formula.names & self._errors.keys() - scope.keys()):
            raise _unmet(formula, each)
        return formula.value(scope)


def _unmet(formula: Formula, name: str) -> Unmet:
    words = formula.error(f"needs {name}, which has no value", "Mend that one first.")
    return Unmet(words.message, words.hint)


def title(file: TemplateFile, path: Path) -> str:
    """Whose expression it is, for people: ``front corner 2 x``."""
    head, *rest = path
    if head == "panels":
        return " ".join([file.panels[int(path[1])].name, *map(_word, rest[1:])])
    if head == "formulas":
        return str(path[1])
    if head == "parameters":
        return f"{file.parameters[int(path[1])].name} {path[2]}"
    singular = {"marks": "mark", "constraints": "constraint", "shapes": "shape"}.get(str(head), str(head))
    return " ".join([singular, *map(_word, rest)])


def _word(step: str | int) -> str:
    return str(step + 1) if isinstance(step, int) else {"corners": "corner", "at": "place"}.get(step, step)

"""Every expression of a template file, with its place and the names that only it sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from core.dieline.editing.items import Item, Path, figure_of, items, put
from core.dieline.schema import Corner, Expression, Figure, TemplateFile

CORNER_FIELDS = ("x", "y", "round", "bow")
PLACE_FIELDS = ("x", "y", "turn")


@dataclass(frozen=True)
class Slot:
    """An expression at a place of the file; ``item`` is the figure whose ``let`` it sees, ``let`` how many of them."""

    path: Path
    value: Expression
    item: Item | None = None
    let: int = 0


def slots(file: TemplateFile) -> Iterator[Slot]:
    """All of them: parameters first, in an order in which they can be computed but for the formulas."""
    for i, parameter in enumerate(file.parameters):
        for field in ("min", "max", "default"):
            yield Slot(("parameters", i, field), getattr(parameter, field))
    for name, value in file.formulas.items():
        yield Slot(("formulas", name), value)
    for i, constraint in enumerate(file.constraints):
        yield Slot(("constraints", i, "require"), constraint.require)
    for kind in ("inside", "blank", "die", "outside"):
        for i, value in enumerate(getattr(file, kind)):
            yield Slot((kind, i), value)
    for name, corners in file.shapes.items():
        yield from _corner_slots(("shapes", name), corners, None, 0)
    yield from _folds(file)
    for item in items(file):
        yield from _figure_slots(item, figure_of(file, item))


def _folds(file: TemplateFile) -> Iterator[Slot]:
    for i, panel in enumerate(file.panels):
        yield Slot(("panels", i, "angle"), panel.angle)
        if panel.bend is not None:
            yield Slot(("panels", i, "bend", "angle"), panel.bend.angle)


def _figure_slots(item: Item, figure: Figure) -> Iterator[Slot]:
    for i, (name, value) in enumerate(figure.let.items()):
        yield Slot((*item.path, "let", name), value, item, i)
    count = len(figure.let)
    for field in PLACE_FIELDS:
        yield Slot((*item.path, "at", field), getattr(figure.at, field), item, count)
    for i, value in enumerate(figure.size or ()):
        yield Slot((*item.path, "size", i), value, item, count)
    yield from _corner_slots((*item.path, "corners"), figure.corners or (), item, count)


def _corner_slots(path: Path, corners: tuple[Corner, ...], item: Item | None, count: int) -> Iterator[Slot]:
    for i, corner in enumerate(corners):
        for field in CORNER_FIELDS:
            yield Slot((*path, i, field), getattr(corner, field), item, count)


def everywhere(file: TemplateFile, change: Callable[[Slot], Expression]) -> TemplateFile:
    """The file with every expression changed; those that stay the same cost nothing."""
    for slot in list(slots(file)):
        new = change(slot)
        if new != slot.value:
            file = put(file, slot.path, new)
    return file

"""Parameters and formulas by their names: added, renamed wherever they are used, removed with who needs them."""

from __future__ import annotations

from collections.abc import Collection
from itertools import count

from core.dieline.editing.evaluation import title
from core.dieline.editing.expressions import names_in, renamed, substituted
from core.dieline.editing.items import Item, Path, figure_of, get, put, with_fields
from core.dieline.editing.slots import Slot, everywhere, slots
from core.dieline.formula import CONSTANTS, FUNCTIONS
from core.dieline.schema import Expression, Parameter, TemplateFile
from core.dieline.words import Words
from core.errors import DieloomError

RESERVED = CONSTANTS.keys() | FUNCTIONS.keys()


def names(file: TemplateFile) -> list[str]:
    """The parameters and formulas, in order."""
    return [*(each.name for each in file.parameters), *file.formulas]


def fresh(taken: Collection[str], stem: str, gap: str = "_") -> str:
    """A name that is not taken: the stem, or the stem with the first free number."""
    tries = (stem, *(f"{stem}{gap}{i}" for i in range(2, len(taken) + 3)))
    return next(name for name in tries if name not in taken)


def add_formula(file: TemplateFile, name: str, value: Expression) -> TemplateFile:
    """A formula at the end of the table; raises DieloomError for a name that cannot be."""
    _refuse_taken(file, name)
    return put(file, ("formulas", name), value)


def add_parameter(file: TemplateFile, parameter: Parameter) -> TemplateFile:
    """A parameter below the others; raises DieloomError for a name that cannot be."""
    _refuse_taken(file, parameter.name)
    return put(file, ("parameters",), (*file.parameters, parameter))


def new_parameter(name: str, value: float) -> Parameter:
    """A measure with this default and a range around it that a person narrows; raises DieloomError for what is none."""
    blank = Parameter(name="new", label=Words(en="new", zh="new"), default=0.0, min=0.0, max=0.0)
    low, high = min(0.0, 2 * value), max(10.0, 2 * abs(value))
    return with_fields(blank, name=name, label={"en": name, "zh": name}, default=value, min=low, max=high)


def rename(file: TemplateFile, old: str, new: str) -> TemplateFile:
    """A parameter or formula under another name, everywhere; raises DieloomError for a name that cannot be."""
    if new == old:
        return file
    _refuse_taken(file, new)
    file = everywhere(file, lambda slot: slot.value if _shadowed(file, slot, old) else renamed(slot.value, old, new))
    file = put(file, ("size",), tuple(new if name == old else name for name in file.size))
    if old in file.formulas:
        return put(file, ("formulas",), {new if name == old else name: text for name, text in file.formulas.items()})
    parameters = [with_fields(each, name=new) if each.name == old else each for each in file.parameters]
    return put(file, ("parameters",), tuple(parameters))


def users(file: TemplateFile, name: str) -> list[str]:
    """Whose expressions use the parameter or formula, and the size if it gives it."""
    return all_users(file).get(name, [])


def all_users(file: TemplateFile) -> dict[str, list[str]]:
    """The users of every parameter and formula that is used."""
    found: dict[str, list[str]] = {}
    for slot in slots(file):
        for name in sorted(names_in(slot.value)):
            if not _shadowed(file, slot, name):
                found.setdefault(name, []).append(title(file, slot.path))
    for name in file.size:
        found.setdefault(name, []).append("size")
    return found


def remove(file: TemplateFile, name: str, *, inline: bool = False) -> TemplateFile:
    """Without the parameter or formula.

    With ``inline`` its expression (a parameter's default) takes its place wherever it was used; else DieloomError names
    those who use it.
    """
    used = users(file, name)
    if used and (not inline or name in file.size):
        some = ", ".join(used[:6]) + (" ..." if len(used) > 6 else "")
        raise DieloomError(f'"{name}" is used by {some}.', "Change those first, or put its formula in their place.")
    parameter = next((each for each in file.parameters if each.name == name), None)
    value = parameter.default if parameter else file.formulas[name]
    if used:
        file = everywhere(
            file, lambda slot: slot.value if _shadowed(file, slot, name) else substituted(slot.value, {name: value})
        )
    if parameter:
        return put(file, ("parameters",), tuple(each for each in file.parameters if each.name != name))
    return put(file, ("formulas",), {key: text for key, text in file.formulas.items() if key != name})


def extracted(file: TemplateFile, path: Path, name: str) -> TemplateFile:
    """The expression at ``path`` becomes a formula of that name, which stands in its place; raises DieloomError."""
    value: Expression = get(file, path)
    own = figure_of(file, Item(path[0], int(path[1]))).let if path[0] in ("panels", "marks") else {}  # type: ignore[arg-type]
    if hidden := sorted(names_in(value) & own.keys()):
        raise DieloomError(f'"{hidden[0]}" is known in this figure only.', "Write a formula without it.")
    return put(add_formula(file, name, value), path, name)


def reordered(file: TemplateFile, name: str, by: int) -> TemplateFile:
    """A parameter or formula some places further down (``by`` is negative: up)."""
    if name in file.formulas:
        order = _moved(list(file.formulas), name, by)
        return put(file, ("formulas",), {key: file.formulas[key] for key in order})
    parameters = {each.name: each for each in file.parameters}
    return put(file, ("parameters",), tuple(parameters[key] for key in _moved(list(parameters), name, by)))


def _moved(order: list[str], name: str, by: int) -> list[str]:
    at = order.index(name)
    order.insert(max(0, min(at + by, len(order) - 1)), order.pop(at))
    return order


def _shadowed(file: TemplateFile, slot: Slot, name: str) -> bool:
    """Whether the slot sees a ``let`` of its figure by that name."""
    return slot.item is not None and name in list(figure_of(file, slot.item).let)[: slot.let]


def _refuse_taken(file: TemplateFile, name: str) -> None:
    own = {each for figure in (*file.panels, *file.marks) for each in figure.let}
    if name in RESERVED:
        raise DieloomError(f'"{name}" means something in every formula.', "Choose another name.")
    if name in {*names(file), *own}:
        raise DieloomError(f'There is a "{name}" already.', "Choose another name.")


def numbered(taken: Collection[str], stem: str) -> tuple[str, int]:
    """The first of ``stem 1``, ``stem 2`` ... that is not taken, and its number."""
    return next((name, i) for i in count(1) if (name := f"{stem} {i}") not in taken)

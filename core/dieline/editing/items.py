"""What of a template can be pointed at, and changed by its path in the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple, TypeVar

from pydantic import ValidationError

from core.dieline.schema import Figure, MarkSpec, PanelSpec, TemplateFile
from core.errors import DieloomError
from core.values import Value, explain

Kind = Literal["panels", "marks"]
Path = tuple[str | int, ...]
"""Where something stands in the file: ``("panels", 2, "corners", 0, "x")``, ``("formulas", "lid")``."""

V = TypeVar("V", bound=Value)


class Item(NamedTuple):
    """A panel or a mark, by its place among its kind."""

    kind: Kind
    number: int

    @property
    def path(self) -> Path:
        return (self.kind, self.number)


def items(file: TemplateFile) -> list[Item]:
    """Every panel, then every mark."""
    panels = [Item("panels", i) for i in range(len(file.panels))]
    return panels + [Item("marks", i) for i in range(len(file.marks))]


def figure_of(file: TemplateFile, item: Item) -> Figure:
    """The item's figure; raises IndexError for one that is not there."""
    figures: Sequence[PanelSpec | MarkSpec] = file.panels if item.kind == "panels" else file.marks
    return figures[item.number]


def panel_item(file: TemplateFile, name: str) -> Item | None:
    """The panel of that name."""
    return next((Item("panels", i) for i, panel in enumerate(file.panels) if panel.name == name), None)


def is_closed(figure: Figure) -> bool:
    """Whether the boundary comes back to its start: every panel's does."""
    return not isinstance(figure, MarkSpec) or figure.closed


def get(file: TemplateFile, path: Path) -> Any:
    """What stands at ``path``; raises LookupError or AttributeError where nothing can."""
    found: Any = file
    for step in path:
        found = getattr(found, str(step)) if isinstance(found, Value) else found[step]
    return found


def put(file: TemplateFile, path: Path, value: Any) -> TemplateFile:
    """The file with ``value`` at ``path``; raises DieloomError when that is no value for the place."""
    return _put(file, path, value)  # type: ignore[no-any-return]  # a file goes in, a file comes out


def same(one: TemplateFile, other: TemplateFile) -> bool:
    """Equal, with the formulas in the same order: to the template it means nothing, to its writer it does."""
    return one is other or (one == other and list(one.formulas) == list(other.formulas))


def with_fields(value: V, /, **fields: Any) -> V:
    """The value with these fields, validated; raises DieloomError that says which one cannot be."""
    try:
        return type(value).model_validate({**dict(value), **fields})
    except ValidationError as error:
        raise DieloomError(f"That cannot be: {explain(error)}.") from error


def with_figure(file: TemplateFile, item: Item, figure: Figure) -> TemplateFile:
    """The file with another figure in the item's place."""
    return put(file, item.path, figure)


def _put(whole: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(whole, Value):
        return with_fields(whole, **{str(step): _put(getattr(whole, str(step)), rest, value)})
    if isinstance(whole, dict):
        return {**whole, step: _put(whole.get(step), rest, value)}
    index = int(step)
    return (*whole[:index], _put(whole[index], rest, value), *whole[index + 1 :])

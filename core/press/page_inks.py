"""What a page is printed with beyond process inks, and its technical layers, by looking through its drawing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from core.colour.inks import Cmyk, Spot
from core.compose.drawlist import DrawPage, FillPath, Group, LayerTag, Op, StrokePath

PROCESS = (("Cyan", Cmyk(c=1)), ("Magenta", Cmyk(m=1)), ("Yellow", Cmyk(y=1)), ("Black", Cmyk(k=1)))


class TechnicalLine(NamedTuple):
    """A technical layer and one thing drawn in it, which shows its ink, pen and dashes."""

    layer: LayerTag
    sample: FillPath | StrokePath


def printed_spots(page: DrawPage) -> tuple[Spot, ...]:
    """The spots that are printed, at full tint, in the order of their first use; not those of the die."""
    return tuple({spot.name: spot for spot in _spots(page.ops, technical=False)}.values())


def spot_called(page: DrawPage, name: str) -> Spot:
    """The page's own spot of that name, or a grey one: one name must mean one ink in the whole file."""
    found = (spot for spot in _spots(page.ops, technical=True) if spot.name.casefold() == name.casefold())
    return next(found, Spot(name, Cmyk(k=0.75)))


def technical_lines(page: DrawPage) -> list[TechnicalLine]:
    """The technical layers of a page, in the order drawn."""
    groups = (op for op in page.ops if isinstance(op, Group) and op.layer is not None and op.layer.technical)
    return [TechnicalLine(group.layer, sample) for group in groups if (sample := _first(group.ops)) and group.layer]


def purpose(layer: LayerTag) -> str:
    """What a technical layer is for, in words: ``PartialCutting`` is spelt out."""
    if layer.step is None:
        return ""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", layer.step.type or layer.step.group).capitalize()


def _first(ops: Iterable[Op]) -> FillPath | StrokePath | None:
    """A line rather than an area, where a layer has both."""
    drawn = [op for op in _flat(ops) if isinstance(op, FillPath | StrokePath)]
    return next((op for op in drawn if isinstance(op, StrokePath)), drawn[0] if drawn else None)


def _flat(ops: Iterable[Op]) -> Iterator[Op]:
    for op in ops:
        if isinstance(op, Group):
            yield from _flat(op.ops)
        else:
            yield op


def _spots(ops: Iterable[Op], *, technical: bool) -> Iterator[Spot]:
    for op in ops:
        match op:
            case Group():
                if technical or op.layer is None or not op.layer.technical:
                    yield from _spots(op.ops, technical=technical)
            case FillPath(ink=Spot() as ink) | StrokePath(ink=Spot() as ink):
                yield replace(ink, tint=1.0)

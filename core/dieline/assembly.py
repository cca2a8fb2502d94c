"""Tube cartons put together by grammar: one body and two independent ends make one ordinary template.

What comes out is plain data, which can be duplicated, edited and saved like any template. The names of an end's
formulas and shapes begin with ``top_`` or ``bottom_``; its parameters keep their names unless the other end has one of
that name too. Two ends of one kind share their parameters, as a designer sets both tucks at once.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import Any

from core.dieline import ecma
from core.dieline.ends import EndFile, Limits, Side, all_ends, body
from core.dieline.placing import SAID, WALLS, PlacedEnd
from core.dieline.schema import Expression, Parameter, TemplateFile
from core.dieline.words import Words


def codes() -> tuple[str, ...]:
    """The codes of the usual cartons, sorted; :func:`assemble` makes every other combination too."""
    return tuple(map(str, ecma.listed()))


def aliases(code: str) -> tuple[str, ...]:
    """The other names of a code, without assembling it."""
    asked = ecma.parse(code)
    called = _called(asked, ecma.end(asked.bottom, "bottom"), ecma.end(asked.top, "top"))
    names: tuple[str, ...] = called["aliases"]
    return names


def ends() -> list[tuple[str, Words, tuple[Side, ...]]]:
    """Number, title and sides of every end."""
    return [(end.number, end.title, end.suits) for end in all_ends().values()]


def assemble(code: str) -> TemplateFile:
    """The template of a code in any spelling; raises DieloomError for an end or a panel that there is not."""
    return _assembled(ecma.parse(code))


@functools.lru_cache(maxsize=256)
def _assembled(code: ecma.Code) -> TemplateFile:
    bottom_end, top_end = ecma.end(code.bottom, "bottom"), ecma.end(code.top, "top")
    taken = _own_names(bottom_end, top_end)
    bottom = PlacedEnd(bottom_end, "bottom", ecma.PANELS.get(code.bottom_on, WALLS[0]), taken, after=_last_order())
    top = PlacedEnd(top_end, "top", ecma.PANELS.get(code.top_on, WALLS[0]), taken, after=bottom.last_order)
    tube, sides = body(), (bottom, top)
    bounds = tuple(each.named(each.end.bound) for each in sides if each.end.bound)
    return tube.model_copy(
        update={
            "code": str(code),
            **_called(code, bottom_end, top_end),
            "source": " ".join(dict.fromkeys((tube.source, bottom_end.source, top_end.source))),
            "parameters": tuple(_parameters(sides)),
            "formulas": {**tube.formulas, **bottom.formulas(), **top.formulas()},
            "constraints": (*tube.constraints, *bottom.constraints(), *top.constraints()),
            "shapes": {**tube.shapes, **bottom.shapes(), **top.shapes()},
            "panels": (*tube.panels, *bottom.panels(), *top.panels()),
            "marks": (*tube.marks, *bottom.marks(), *top.marks()),
            "joins": (*tube.joins, *bottom.joins(), *top.joins()),
            "uncut": (*tube.uncut, *bottom.uncut(), *top.uncut()),
            "walls": (*tube.walls, bounds) if len(bounds) == len(sides) else tube.walls,
        }
    )


def _last_order() -> int:
    return max(panel.order for panel in body().panels)


def _own_names(bottom: EndFile, top: EndFile) -> frozenset[str]:
    """Names of parameters that both of two different ends have, and so cannot keep."""
    if bottom is top:
        return frozenset()
    return frozenset({each.name for each in bottom.parameters} & {each.name for each in top.parameters})


def _called(code: ecma.Code, bottom: EndFile, top: EndFile) -> dict[str, Any]:
    """Title and aliases; a title tells of panels that its words do not."""
    called = top.reverse if code.reversed else top.alike
    if bottom is top and called is not None:
        return {"title": called.title, "aliases": (code.short, *called.aliases)}
    en, zh = f"{bottom.short.en} bottom, {top.short.en} top", f"{bottom.short.zh}底、{top.short.zh}顶纸盒"
    for side, end, panel in (("bottom", bottom, code.bottom_on), ("top", top, code.top_on)):
        if end.hung and panel != end.hung:
            wall = SAID[ecma.PANELS[panel]]
            en, zh = f"{en}, {side} on the {wall.en}", f"{zh}，{SAID[side].zh}端在{wall.zh}面"
    usual = (code.bottom_on, code.top_on) == (bottom.hung or ecma.NONE, top.hung or ecma.NONE)
    names = top.known_as.get(bottom.number, ()) if usual else ()
    return {"title": Words(en=en[0].upper() + en[1:], zh=zh), "aliases": (code.short, *names)}


def _parameters(sides: Sequence[PlacedEnd]) -> Iterator[Parameter]:
    """The body's, with the ranges that the ends leave, then each end's own."""
    for each in body().parameters:
        for side in sides:
            each = _limited(each, side.end.limits.get(each.name, Limits()))
        yield each
    seen = set()
    for side in sides:
        for each in side.parameters():
            if each.name not in seen:
                seen.add(each.name)
                yield each


def _limited(parameter: Parameter, limits: Limits) -> Parameter:
    tighter: dict[str, Expression] = {}
    if limits.min is not None:
        tighter["min"] = f"max({parameter.min}, {limits.min})"
    if limits.max is not None:
        tighter["max"] = f"min({parameter.max}, {limits.max})"
    return parameter.model_copy(update=tighter)

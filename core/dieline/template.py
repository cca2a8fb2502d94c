"""A template, ready to make blanks: its file with every formula read and checked once."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.dieline.figure import corners_of, trace
from core.dieline.formula import FUNCTIONS, Formula, in_order
from core.dieline.layout import Hinge, lay_out
from core.dieline.outline import DieLine, GlueJoin, Outline, Panel
from core.dieline.schema import Board, Expression, Figure, PanelSpec, Parameter, TemplateFile
from core.errors import DieloomError
from core.geometry import Affine, Box

CALIPER = "caliper"  # the parameter that every template must have


@dataclass(frozen=True)
class Limits:
    """What one parameter is when left out, and what it may be, given those above it."""

    default: float
    min: float
    max: float


class Template:
    """Makes the outline of one style at any size. Raises DieloomError for a file that contradicts itself."""

    def __init__(self, file: TemplateFile) -> None:
        self.file = file
        self._read: dict[tuple[str, str], Formula] = {}
        formulas = {name: self._formula(str(text), name) for name, text in file.formulas.items()}
        self._order = in_order(formulas)
        self._check_names()
        self._check_panels()

    @property
    def code(self) -> str:
        return self.file.code

    @property
    def title(self) -> str:
        return self.file.title.en

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return self.file.parameters

    @property
    def boards(self) -> tuple[Board, ...]:
        return self.file.boards

    def sized(self, size: tuple[float, ...] | None) -> dict[str, float]:
        """Parameters from a size in mm, in the order of the file's ``size``; raises DieloomError for another count."""
        names = self.file.size
        if size is not None and len(size) != len(names):
            raise DieloomError(f"A size of {self.code} has {len(names)} numbers.", f"Give {', '.join(names)} in mm.")
        return dict(zip(names, size or (), strict=False))

    def limits(self, given: Mapping[str, float]) -> dict[str, Limits]:
        """Default and range of every parameter at this size; raises DieloomError for numbers beyond all bounds."""
        return {each.name: limits for each, _, limits in self._resolved(given)}

    def values(self, given: Mapping[str, float]) -> dict[str, float]:
        """Every parameter and named formula; raises DieloomError for what is unknown, out of range or contradictory."""
        self._refuse_unknown(given)
        values: dict[str, float] = {}
        for parameter, value, limits in self._resolved(given):
            self._refuse_beyond(parameter, value, limits)
            values[parameter.name] = value
        for name in self._order:
            values[name] = self._compute(self.file.formulas[name], name, values)
        for i, constraint in enumerate(self.file.constraints, start=1):
            if not self._compute(constraint.require, f"constraint {i}", values):
                raise DieloomError(f"{self.code}: {constraint.message}", constraint.hint)
        return values

    def blank(self, given: Mapping[str, float]) -> tuple[float, float]:
        """Width and height of the blank by the template's formulas, mm."""
        values = self.values(given)
        width, height = (self._compute(each, "blank", values) for each in self.file.blank)
        return width, height

    def outline(self, given: Mapping[str, float]) -> Outline:
        """The flat blank; parameters left out keep their defaults. Raises DieloomError for a size that cannot be."""
        values = self.values(given)
        traced = [self._panel(spec, values) for spec in self.file.panels]
        hinges = [
            Hinge(
                spec.parent, spec.name, self._compute(spec.angle, f"{spec.name} angle", values), spec.order, spec.crease
            )
            for spec in self.file.panels
            if spec.parent
        ]
        panels, lines, folds = lay_out(traced, hinges, self.code)
        length, width, height = (self._compute(each, "inside", values) for each in self.file.inside)
        return Outline(
            code=self.code,
            title=self.title,
            parameters=tuple((each.name, values[each.name]) for each in self.parameters),
            caliper=values[CALIPER],
            lines=(*lines, *self._marks(values)),
            panels=tuple(panels),
            root=next(spec.name for spec in self.file.panels if not spec.parent),
            folds=tuple(folds),
            joins=tuple(GlueJoin(join.flap, join.mate) for join in self.file.joins),
            inside=(length, width, height),
            bleed=self.file.bleed,
            walls=self.file.walls,
        )

    def _resolved(self, given: Mapping[str, float]) -> Iterator[tuple[Parameter, float, Limits]]:
        """Parameters in their order, so that each can be refused before a later one is computed from it."""
        values: dict[str, float] = {}
        for each in self.parameters:
            low = self._compute(each.min, f"{each.name} min", values)
            high = self._compute(each.max, f"{each.name} max", values)
            default = max(low, min(self._compute(each.default, f"{each.name} default", values), high))
            values[each.name] = float(given.get(each.name, default))
            yield each, values[each.name], Limits(default, low, high)

    def _refuse_unknown(self, given: Mapping[str, float]) -> None:
        names = [each.name for each in self.parameters]
        for name in given:
            if name not in names:
                raise DieloomError(f'{self.code} has no parameter "{name}".', f"It has {', '.join(names)}.")

    def _refuse_beyond(self, parameter: Parameter, value: float, limits: Limits) -> None:
        what = f"{parameter.label.en} ({parameter.name})"
        if limits.min > limits.max:
            raise DieloomError(f"{self.code} has no room for {what} at this size.", "Make the pack larger.")
        slack = 1e-9 * max(1.0, abs(limits.max))
        if not (math.isfinite(value) and limits.min - slack <= value <= limits.max + slack):
            unit = {"mm": " mm", "deg": "°"}[parameter.unit]
            raise DieloomError(
                f"{what} of {self.code} cannot be {value:g}{unit}.",
                f"At this size it goes from {limits.min:g} to {limits.max:g}{unit}.",
            )

    def _panel(self, spec: PanelSpec, values: Mapping[str, float]) -> Panel:
        boundary = trace(spec, spec.name, self.file.shapes, values, self._compute)
        if len(boundary) < 2:
            raise DieloomError(f'Panel "{spec.name}" of {self.code} has no area at this size.', "Change its measures.")
        level = Affine.rotation(-spec.read)
        box = functools.reduce(Box.union, (segment.transformed(level).bounds for segment in boundary))
        frame = Affine.rotation(spec.read) @ Affine.translation(box.x0, box.y0)
        return Panel(spec.name, spec.role, boundary, frame, box.width, box.height)

    def _marks(self, values: Mapping[str, float]) -> Iterator[DieLine]:
        for i, mark in enumerate(self.file.marks, start=1):
            name = f"mark {i}"
            for segment in trace(mark, name, self.file.shapes, values, self._compute, closed=mark.closed):
                yield DieLine(mark.type, segment)

    def _compute(self, expression: Expression, name: str, values: Mapping[str, float]) -> float:
        return self._formula(expression, name).value(values) if isinstance(expression, str) else float(expression)

    def _formula(self, text: str, name: str) -> Formula:
        if (text, name) not in self._read:
            self._read[text, name] = Formula(text, name, self.code)
        return self._read[text, name]

    def _check_names(self) -> None:
        """Every formula can be read and uses only names it sees, so that a slip shows at once, not at one size."""
        seen: set[str] = set()
        for each in self.parameters:
            for what in ("min", "max", "default"):
                self._check_uses(getattr(each, what), f"{each.name} {what}", seen)
            seen.add(each.name)
        clash = sorted(seen & self.file.formulas.keys() | (seen | self.file.formulas.keys()) & FUNCTIONS.keys())
        if clash or len(seen) < len(self.parameters) or CALIPER not in seen or not seen.issuperset(self.file.size):
            raise DieloomError(
                f"The names of {self.code} do not add up.",
                f"Names must differ, {CALIPER} and the size must be parameters. {', '.join(clash)}".strip(),
            )
        seen |= self.file.formulas.keys()
        for expression, name, own in _expressions(self.file):
            self._check_uses(expression, name, seen | own)

    def _check_uses(self, expression: Expression, name: str, seen: set[str]) -> None:
        if isinstance(expression, str):
            formula = self._formula(expression, name)
            for unknown in sorted(formula.names - seen):
                raise formula.error(f"uses the unknown name {unknown}", "Define it as a parameter or a formula.")

    def _check_panels(self) -> None:
        names = [panel.name for panel in self.file.panels]
        used = [panel.parent for panel in self.file.panels if panel.parent]
        used += [name for join in self.file.joins for name in (join.flap, join.mate)]
        used += [name for pair in self.file.walls for name in pair]
        for name in used:
            if name not in names:
                raise DieloomError(f'{self.code} has no panel "{name}".', f"It has {', '.join(names)}.")
        roots = [panel.name for panel in self.file.panels if not panel.parent]
        if len(set(names)) < len(names) or len(roots) != 1:
            raise DieloomError(
                f"The panels of {self.code} do not make one tree.", "Names must differ, and one panel has no parent."
            )
        for figure in (*self.file.panels, *self.file.marks):
            ways = [figure.size, figure.corners, figure.shape]
            if sum(way is not None for way in ways) != 1 or figure.shape not in {None, *self.file.shapes}:
                raise DieloomError(f"A figure of {self.code} needs one of size, corners or a known shape.")


def _expressions(file: TemplateFile) -> Iterator[tuple[Expression, str, set[str]]]:
    """Every expression beside those of the parameters: what it says, whose it is, and the names only it sees."""
    yield from ((text, name, set()) for name, text in file.formulas.items())
    yield from ((each.require, f"constraint {i}", set()) for i, each in enumerate(file.constraints, start=1))
    yield from ((text, "inside", set()) for text in file.inside)
    yield from ((text, "blank", set()) for text in file.blank)
    for panel in file.panels:
        yield panel.angle, f"{panel.name} angle", set()
        yield from _figure_expressions(panel, panel.name, file)
    for i, mark in enumerate(file.marks, start=1):
        yield from _figure_expressions(mark, f"mark {i}", file)


def _figure_expressions(figure: Figure, name: str, file: TemplateFile) -> Iterator[tuple[Expression, str, set[str]]]:
    own: set[str] = set()
    for key, text in figure.let.items():
        yield text, f"{key} of {name}", set(own)
        own.add(key)
    at = figure.at
    yield from ((text, f"{name} place {axis}", own) for text, axis in ((at.x, "x"), (at.y, "y"), (at.turn, "turn")))
    if figure.shape is None or figure.shape in file.shapes:
        for i, corner in enumerate(corners_of(figure, file.shapes), start=1):
            for what in ("x", "y", "round", "bow"):
                yield getattr(corner, what), f"{name} corner {i} {what}", own

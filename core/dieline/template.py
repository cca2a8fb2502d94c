"""A template, ready to make blanks: its file with every formula read and checked once."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.dieline.consistency import CALIPER, check_names, check_panels
from core.dieline.figure import trace
from core.dieline.formula import Formula, formula, in_order
from core.dieline.layout import Hinge, lay_out, no_area
from core.dieline.outline import Bend, DieLine, GlueJoin, Outline, Panel
from core.dieline.overlay import overlaid
from core.dieline.schema import BoardChoice, Expression, PanelSpec, Parameter, TemplateFile
from core.errors import DieloomError
from core.geometry import Affine, Box

MOST_BEND = 720.0  # degrees; a label that laps over itself goes round a little more than once

__all__ = ["CALIPER", "Limits", "Template"]


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
        formulas = {name: self._formula(str(text), name) for name, text in file.formulas.items()}
        self._order = in_order(formulas)
        check_names(file, self._formula)
        check_panels(file)

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
    def boards(self) -> tuple[BoardChoice, ...]:
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

    def encloses(self) -> bool:
        """True when the closed pack holds a box of L x W x H itself; a lid, or a sleeve with play, holds another."""
        values = self.values({})
        inside = [self._compute(each, "inside size", values) for each in self.file.inside]
        size = [values.get(name, math.nan) for name in ("L", "W", "H")]
        return bool(self.file.walls) and all(abs(a - b) < 1e-6 for a, b in zip(inside, size, strict=True))

    def sizes(self, given: Mapping[str, float]) -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
        """The size parameters measured inside, from crease to crease and over all, mm; ranges are not looked at.

        A template that does not say loses and gains one caliper.
        """
        values = {each.name: value for each, value, _ in self._resolved(given)}
        for name in self._order:
            values[name] = self._compute(self.file.formulas[name], name, values)
        inside = {name: values[name] for name in self.file.size}
        die = self._sizes(self.file.die, "die size", values) or _grown(inside, values[CALIPER])
        return inside, die, self._sizes(self.file.outside, "outer size", values) or _grown(die, values[CALIPER])

    def _sizes(self, expressions: tuple[Expression, ...], what: str, values: Mapping[str, float]) -> dict[str, float]:
        return {
            name: self._compute(each, what, values) for name, each in zip(self.file.size, expressions, strict=False)
        }

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
        panels, lines, folds = lay_out(traced, hinges, self.code, self.file.uncut)
        length, width, height = (self._compute(each, "inside", values) for each in self.file.inside)
        return Outline(
            code=self.code,
            title=self.title,
            parameters=tuple((each.name, values[each.name]) for each in self.parameters),
            caliper=values[CALIPER],
            lines=overlaid(lines, self._marks(values)),
            panels=tuple(panels),
            root=next(spec.name for spec in self.file.panels if not spec.parent),
            folds=tuple(folds),
            joins=tuple(GlueJoin(join.flap, join.mate, join.face) for join in self.file.joins),
            inside=(length, width, height),
            bleed=self.file.bleed,
            walls=self.file.walls,
            uncut=self.file.uncut,
            grain=self.file.grain,
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
            raise no_area(spec.name, self.code)
        level = Affine.rotation(-spec.read)
        box = functools.reduce(Box.union, (segment.transformed(level).bounds for segment in boundary))
        frame = Affine.rotation(spec.read) @ Affine.translation(box.x0, box.y0)
        bend = None
        if spec.bend is not None:
            bend = Bend(spec.bend.along, self._compute(spec.bend.angle, f"{spec.name} bend", values))
            if abs(bend.angle_deg) > MOST_BEND:
                hint = f"A panel goes round {MOST_BEND:g} degrees at most."
                raise DieloomError(f'Panel "{spec.name}" of {self.code} bends by {bend.angle_deg:g} degrees.', hint)
        return Panel(spec.name, spec.role, boundary, frame, box.width, box.height, bend)

    def _marks(self, values: Mapping[str, float]) -> Iterator[DieLine]:
        for i, mark in enumerate(self.file.marks, start=1):
            name = f"mark {i}"
            for segment in trace(mark, name, self.file.shapes, values, self._compute, closed=mark.closed):
                yield DieLine(mark.type, segment)

    def _compute(self, expression: Expression, name: str, values: Mapping[str, float]) -> float:
        return self._formula(expression, name).value(values) if isinstance(expression, str) else float(expression)

    def _formula(self, text: str, name: str) -> Formula:
        return formula(text, name, self.code)


def _grown(sizes: Mapping[str, float], by: float) -> dict[str, float]:
    return {name: value + by for name, value in sizes.items()}

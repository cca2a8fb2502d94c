"""One end of a tube carton put on its side of the tube: its names made the template's, its flaps moved to the blank."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from core.dieline.ends import EndFile, EndMark, EndPanel, Role, Side
from core.dieline.renaming import Names, less, renamed, renamed_corners, renamed_figure, total
from core.dieline.schema import (
    Constraint,
    Corner,
    Expression,
    Figure,
    JoinSpec,
    MarkSpec,
    PanelName,
    PanelSpec,
    Parameter,
    Place,
)
from core.dieline.words import Words
from core.errors import DieloomError

WALLS = ("back", "left", "front", "right")  # round the tube, from left to right on the blank
WIDTHS = {"back": "back", "left": "side", "front": "front", "right": "last"}
FIRST = 1  # the order of what folds on the flat blank
SAID = {
    "top": Words(en="top", zh="上"),
    "bottom": Words(en="bottom", zh="下"),
    "back": Words(en="back", zh="后"),
    "left": Words(en="left", zh="左"),
    "front": Words(en="front", zh="前"),
    "right": Words(en="right", zh="右"),
}
# How far print is turned on a flap that is looked at from above, or from below, with the front nearest.
READ = {
    ("top", "back"): 180,
    ("top", "left"): 90,
    ("top", "front"): 0,
    ("top", "right"): 270,
    ("bottom", "back"): 180,
    ("bottom", "left"): 270,
    ("bottom", "front"): 0,
    ("bottom", "right"): 90,
}


@dataclass(frozen=True)
class PlacedEnd:
    """An end on its side of the tube, hung on the wall ``home``; its flaps fold ``after`` that order."""

    end: EndFile
    side: Side
    home: str
    taken: frozenset[str]
    after: int

    @property
    def last_order(self) -> int:
        return self.after + max((panel.order for panel in self.end.panels), default=0)

    @functools.cached_property
    def names(self) -> Names:
        """What the end's names are in the template."""
        kept = {each.name for each in self.end.parameters} - self.taken
        own = {each.name for each in self.end.parameters} | self.end.formulas.keys()
        walls = {role.value: WIDTHS[self.wall(role)] for role in Role}
        return {**walls, **{name: name if name in kept else f"{self.side}_{name}" for name in own}}

    def wall(self, role: Role) -> str:
        return WALLS[(WALLS.index(self.home) + list(Role).index(role)) % len(WALLS)]

    def parameters(self) -> Iterator[Parameter]:
        for each in self.end.parameters:
            yield each.model_copy(
                update={
                    "name": self.names[each.name],
                    "label": self._worded(each.label, each.name),
                    "default": renamed(each.default, self.names),
                    "min": renamed(each.min, self.names),
                    "max": renamed(each.max, self.names),
                }
            )

    def _worded(self, label: Words, name: str) -> Words:
        """The label of a parameter; that of one that both ends have says which end's it is."""
        if name not in self.taken:
            return label
        side = SAID[self.side]
        return Words(en=f"{label.en} ({side.en})", zh=f"{label.zh}（{side.zh}）")

    def formulas(self) -> dict[str, Expression]:
        given: dict[str, Expression] = {f"{self.side}_reach": self.end.reach, f"{self.side}_inner": self.end.inner}
        given[f"{self.side}_outer"] = self.end.outer
        for role in Role:
            given[f"{self.side}_rise_{self.wall(role)}"] = getattr(self.end.rise, role.value)
        own = {self.names[name]: expression for name, expression in self.end.formulas.items()}
        for name in given.keys() & own.keys():
            raise DieloomError(f"End {self.end.number} has a formula that the tube itself calls {name}.", "Rename it.")
        return {name: renamed(expression, self.names) for name, expression in {**given, **own}.items()}

    def constraints(self) -> Iterator[Constraint]:
        for each in self.end.constraints:
            yield each.model_copy(update={"require": renamed(each.require, self.names)})

    def shapes(self) -> dict[str, tuple[Corner, ...]]:
        return {self._shapes[name]: renamed_corners(corners, self.names) for name, corners in self.end.shapes.items()}

    @property
    def _shapes(self) -> Names:
        return {name: f"{self.side}_{name}" for name in self.end.shapes}

    def panels(self) -> Iterator[PanelSpec]:
        for spec in self.end.panels:
            for role in spec.on:
                wall = self.wall(role)
                figure = self._placed(spec, role)
                yield PanelSpec(
                    **_figure_fields(figure),
                    name=self._name(spec, role),
                    label=self._label(spec.label, wall),
                    role=spec.role,
                    read=READ[self.side, wall] if spec.faces else spec.read,
                    parent=wall if spec.parent is None else self._name(self._spec(spec.parent), role),
                    angle=renamed(spec.angle, self.names),
                    order=self.after + spec.order if spec.order else FIRST,
                    crease=spec.crease,
                )

    def marks(self) -> Iterator[MarkSpec]:
        for spec in self.end.marks:
            for role in spec.on:
                yield MarkSpec(**_figure_fields(self._placed(spec, role)), type=spec.type, closed=spec.closed)

    def joins(self) -> Iterator[JoinSpec]:
        for join in self.end.joins:
            yield JoinSpec(flap=self.named(join.flap), mate=self.named(join.mate), face=join.face)

    def uncut(self) -> Iterator[tuple[PanelName, PanelName]]:
        yield from ((self.named(one), self.named(other)) for one, other in self.end.uncut)

    def named(self, local: str) -> PanelName:
        """The panel that the end calls so: a wall by its role, a flap, or a flap of several walls and the role."""
        if local in list(Role):
            return self.wall(Role(local))
        flap, _, role = local.rpartition(" ")
        if flap and role in list(Role):
            return self._name(self._spec(flap), Role(role))
        spec = self._spec(local)
        return self._name(spec, spec.on[0])

    def _spec(self, name: str) -> EndPanel:
        return next(spec for spec in self.end.panels if spec.name == name)

    def _name(self, spec: EndPanel, role: Role) -> PanelName:
        return f"{self.side} {spec.name}" if len(spec.on) == 1 else f"{self.side} {spec.name} {self.wall(role)}"

    def _label(self, label: Words, wall: str) -> Words:
        en = label.en.format(end=SAID[self.side].en, wall=SAID[wall].en)
        return Words(
            en=en[0].upper() + en[1:],
            zh=label.zh.format(end=SAID[self.side].zh, wall=SAID[wall].zh),
        )

    def _placed(self, figure: EndPanel | EndMark, role: Role) -> Figure:
        """The figure from the frame of its wall to the blank: the bottom's and those on ``before`` are mirrored."""
        wall = self.wall(role)
        flip = {"x": role is Role.BEFORE and not figure.turns, "y": self.side == "bottom"}
        # Only the last panel's free edge, on its right, falls short of its corner: by the setback at the seam.
        short = wall == "right" and not flip["x"]
        own: dict[str, Expression] = {"w": WIDTHS[wall], "setback": "seam_setback" if short else 0.0}
        used = {name: value for name, value in own.items() if _uses(figure, self.end, name)}
        figure = renamed_figure(figure, self.names, self._shapes)
        at = figure.at
        corner = {"x": f"x_{wall}", "y": f"y_{self.side}_{wall}"}
        if flip["x"]:
            corner["x"] += f" + {WIDTHS[wall]}"
        place = Place(
            x=less(corner["x"], at.x) if flip["x"] else total(corner["x"], at.x),
            y=less(corner["y"], at.y) if flip["y"] else total(corner["y"], at.y),
            mirror="".join(axis for axis in "xy" if flip[axis] != (axis in at.mirror)),
            turn=at.turn if flip["x"] == flip["y"] else less(0.0, at.turn),
        )
        return figure.model_copy(update={"let": {**used, **figure.let}, "at": place})


def _figure_fields(figure: Figure) -> dict[str, Any]:
    return {name: getattr(figure, name) for name in Figure.model_fields}


def _uses(figure: Figure, end: EndFile, name: str) -> bool:
    """True when any expression of the figure names it."""
    corners = end.shapes[figure.shape] if figure.shape else figure.corners or ()
    at = figure.at
    texts = [each for corner in corners for each in (corner.x, corner.y, corner.round, corner.bow)]
    texts += [*(figure.size or ()), *figure.let.values(), at.x, at.y, at.turn]
    return any(renamed(text, {name: ""}) != text for text in texts)

"""What a template file says, as values; `resources/dielines/README.md` explains the language to its writers.

Every number of a template may be a formula (:mod:`core.dieline.formula`). Formulas see the parameters and the named
formulas; a panel's corners also see the panel's own ``let``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from core.dieline.formula import MAX_MAGNITUDE
from core.dieline.outline import Axis, Face, Group, LineType, PanelRole
from core.dieline.words import Words
from core.values import Value

MOST_PANELS, MOST_MARKS = 200, 500
LONGEST_CODE = 40

Number = Annotated[float, Field(ge=-MAX_MAGNITUDE, le=MAX_MAGNITUDE)]
Expression = Annotated[str | Number, Field(description="A number, or a formula as text")]
Name = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,39}$")]
PanelName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9 ]{0,39}$")]


class Parameter(Value):
    """One measure that a person sets. Default and range may use the parameters above it."""

    name: Name
    label: Words
    help: Words | None = None
    default: Expression
    min: Expression
    max: Expression
    unit: Literal["mm", "deg"] = "mm"


class BoardChoice(Value):
    """A board that suits the style: its caliper and its weight."""

    label: Words
    caliper: float = Field(gt=0, le=20, description="mm")
    grammage: float = Field(gt=0, le=5000, description="g/m2")


class Constraint(Value):
    """A condition between parameters, and what to tell the person when it does not hold."""

    require: str
    message: str
    hint: str = ""


class Corner(Value):
    """One corner of a boundary; ``round`` is its radius, ``bow`` the height of the arc that arrives there."""

    x: Expression
    y: Expression
    round: Expression = 0.0
    bow: Expression = 0.0


class Place(Value):
    """Where a shape goes: mirrored in its own axes, then turned, then moved."""

    x: Expression = 0.0
    y: Expression = 0.0
    mirror: Literal["", "x", "y", "xy"] = Field("", description="The coordinates whose sign changes")
    turn: Expression = Field(0.0, description="Degrees counter-clockwise")


class Figure(Value):
    """A boundary: a rectangle (``size``), named corners (``shape``) or corners of its own, at a place."""

    size: tuple[Expression, Expression] | None = None
    shape: Name | None = None
    corners: tuple[Corner, ...] | None = None
    let: dict[Name, Expression] = Field(default_factory=dict, description="Names for this figure's corners only")
    at: Place = Place()


class BendSpec(Value):
    """A panel that curves when the pack is closed: a cylinder with straight lines ``along`` an axis of the blank."""

    along: Axis
    angle: Expression = Field(description="Degrees that it turns through from side to side; positive closes the pack")


class PanelSpec(Figure):
    """A closed piece of the blank; it hangs on ``parent`` by the edge that they share."""

    name: PanelName
    label: Words
    role: PanelRole = PanelRole.PANEL
    read: Literal[0, 90, 180, 270] = Field(0, description="Degrees counter-clockwise that its print is turned")
    parent: PanelName | None = None
    angle: Expression = Field(90.0, description="Degrees, closed; positive closes the pack")
    order: int = Field(1, ge=1, le=99, description="Lower folds first")
    crease: LineType = LineType.CREASE
    bend: BendSpec | None = None


class MarkSpec(Figure):
    """Lines beside the panels' own: slits, perforations, areas kept free."""

    type: LineType
    closed: bool = True


class JoinSpec(Value):
    """A flap glued to its mate: to the face that looks into the pack, or to the printed one."""

    flap: PanelName
    mate: PanelName
    face: Face = "inner"


class TemplateFile(Value):
    """One template."""

    schema_version: Literal[1]
    code: str = Field(min_length=1, max_length=LONGEST_CODE)
    aliases: tuple[str, ...] = ()
    title: Words
    group: Group = Group.OWN
    source: str = Field(description="Where the construction rules come from")
    grain: Literal["", Axis] = Field(
        "", description="How the grain or the flutes should run on the blank, if it matters"
    )
    bleed: float = Field(3.0, ge=0, le=50)
    boards: tuple[BoardChoice, ...] = ()
    parameters: tuple[Parameter, ...] = Field(min_length=1)
    size: tuple[Name, ...] = Field((), max_length=3, description="The parameters that a size gives, in order")
    formulas: dict[Name, Expression] = Field(default_factory=dict)
    constraints: tuple[Constraint, ...] = ()
    shapes: dict[Name, tuple[Corner, ...]] = Field(default_factory=dict)
    panels: tuple[PanelSpec, ...] = Field(min_length=1, max_length=MOST_PANELS)
    marks: tuple[MarkSpec, ...] = Field((), max_length=MOST_MARKS)
    joins: tuple[JoinSpec, ...] = ()
    inside: tuple[Expression, Expression, Expression] = Field(description="Length, width and height of the inner space")
    die: tuple[Expression, ...] = Field(
        (), max_length=3, description="What ``size`` is from crease to crease, in order"
    )
    outside: tuple[Expression, ...] = Field((), max_length=3, description="What ``size`` is over all, in order")
    walls: tuple[tuple[PanelName, PanelName], ...] = Field(
        (), max_length=3, description="Opposite panels whose inner faces are the inside dimensions apart, in order"
    )
    uncut: tuple[tuple[PanelName, PanelName], ...] = Field(
        (), max_length=50, description="Panels that share a crease although neither hangs on the other (a web corner)"
    )
    blank: tuple[Expression, Expression] = Field(description="Width and height of the blank, knife to knife")

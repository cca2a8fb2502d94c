"""The files that tube cartons are put together from: one body, and ends that close it at the top or the bottom.

A body is a template that leaves room for its ends; an end holds flaps in the frame of the wall on which they hang. Both
are data (`resources/dielines/tubes`); its README says how they are written.
"""

from __future__ import annotations

import functools
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import Field, ValidationError

from core import resources
from core.dieline.outline import LineType, PanelRole
from core.dieline.schema import (
    Constraint,
    Corner,
    Expression,
    Figure,
    JoinSpec,
    MarkSpec,
    Name,
    PanelName,
    Parameter,
    TemplateFile,
)
from core.dieline.words import Words
from core.errors import DieloomError
from core.values import Value, explain

Number = Annotated[str, Field(pattern=r"^\d\d$")]
Side = Literal["top", "bottom"]
AnyFile = TypeVar("AnyFile", bound=Value)


class Role(StrEnum):
    """A wall as an end sees it: the one that its closure hangs on, and the others round the tube from there."""

    HOME = "home"
    AFTER = "after"
    OPPOSITE = "opposite"
    BEFORE = "before"


class EndPanel(Figure):
    """A flap in the frame of its wall: y runs from the wall's crease outwards, x along the wall from its left corner.
    On ``before`` x runs from the right corner, where ``home`` is, so that a flap on both sides is mirrored; one that
    ``turns`` keeps to the left corner. On several walls it is several panels.

    Its expressions may use ``w``, the width of the wall, and ``setback``, by how much the wall falls short of its
    corner at x = w. ``{end}`` and ``{wall}`` in its label are replaced.
    """

    name: PanelName
    label: Words
    on: tuple[Role, ...] = Field(min_length=1)
    parent: PanelName | None = Field(None, description="A flap on the same wall; without, it hangs on the wall")
    role: PanelRole = PanelRole.FLAP
    turns: bool = Field(False, description="The end looks alike turned by half a turn, not mirrored")
    read: Literal[0, 90, 180, 270] = 0
    faces: bool = Field(False, description="Lies on top or below: its print is turned to be read there")
    angle: Expression = 90.0
    order: int = Field(1, ge=0, le=20, description="Among the flaps of this end; 0 folds before the tube does")
    crease: LineType = LineType.CREASE


class EndMark(MarkSpec):
    """Lines beside the flaps, in the same frame."""

    on: tuple[Role, ...] = Field(min_length=1)
    turns: bool = False


class Rise(Value):
    """How far each wall goes beyond the level of the innermost flaps: what closes later lies a caliper further out."""

    home: Expression = 0.0
    after: Expression = 0.0
    opposite: Expression = 0.0
    before: Expression = 0.0


class Limits(Value):
    """A tighter range of a body's parameter."""

    min: Expression | None = None
    max: Expression | None = None


class Called(Value):
    """What a carton with this end on both sides is called."""

    title: Words
    aliases: tuple[str, ...] = ()


class EndFile(Value):
    """One way to close a tube."""

    schema_version: Literal[1]
    number: Number = Field(description="The two digits of its code")
    title: Words
    short: Words = Field(description="Its kind, before the word for top or bottom")
    source: str
    suits: tuple[Side, ...] = Field(min_length=1)
    hung: Literal["", "01", "03"] = Field("", description="The panel it usually hangs on; empty when it has no such")
    bottoms: tuple[Number, ...] = Field((), description="As a top, the bottoms that it is listed with")
    alike: Called | None = Field(None, description="With this end on both sides, hung on one panel")
    reverse: Called | None = Field(None, description="With this end on both sides, hung on opposite panels")
    known_as: dict[Number, tuple[str, ...]] = Field(
        default_factory=dict, description="As a top, other names of the usual carton with each bottom"
    )
    limits: dict[Name, Limits] = Field(default_factory=dict)
    parameters: tuple[Parameter, ...] = ()
    formulas: dict[Name, Expression] = Field(default_factory=dict)
    constraints: tuple[Constraint, ...] = ()
    shapes: dict[Name, tuple[Corner, ...]] = Field(default_factory=dict)
    rise: Rise = Rise()
    inner: Expression = Field("caliper / 2", description="From the inner height to the innermost flaps' creases")
    outer: Expression = Field(description="From the innermost flaps' creases to the outermost point of the closed pack")
    reach: Expression = Field(description="From the innermost flaps' creases to the end of the blank")
    bound: str = Field("", description="The flap whose inner face bounds the inner height; empty for an open end")
    panels: tuple[EndPanel, ...] = ()
    marks: tuple[EndMark, ...] = ()
    joins: tuple[JoinSpec, ...] = ()
    uncut: tuple[tuple[str, str], ...] = Field((), description="Flaps that share a crease, beside those that hang")


@functools.cache
def all_ends() -> dict[str, EndFile]:
    """The ends of this installation by number; raises DieloomError for a file that is no end."""
    paths = sorted(resources.path("dielines", "tubes").glob("end-*.toml"))
    return {end.number: end for end in (_read(path, EndFile) for path in paths)}


@functools.cache
def body() -> TemplateFile:
    """The tube that the ends close; raises DieloomError for a file that is no template."""
    return _read(resources.path("dielines", "tubes", "body.toml"), TemplateFile)


def _read(path: Path, kind: type[AnyFile]) -> AnyFile:
    try:
        return kind.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DieloomError(f"{path.name} cannot be read: {error}.", "Install Dieloom again.") from error
    except ValidationError as error:
        raise DieloomError(f"{path.name} is no piece of a carton. {explain(error)}") from error

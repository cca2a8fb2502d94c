"""What a template makes: the flat blank as lines by type, closed panels, a tree of folds and the glued joins.

Coordinates are millimetres, y up, seen on the outside (printed) face unless a function says otherwise. Line types are
those of the trade; :mod:`core.press` maps them to ISO 19593-1 processing steps and spot names.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from core.geometry import Affine, Box, Line, Path, Point, Segment

Side = Literal["outside", "inside"]
"""A face of the board: the printed one, or the one that a closed pack hides."""

Face = Literal["inner", "outer"]
"""The face of a panel that a flap is glued to: the one that looks into the pack, or the printed one."""

Axis = Literal["x", "y"]
"""A direction on the blank."""


class LineType(StrEnum):
    """What the die does along a line, or what the press does or leaves out inside it."""

    CUT = "cut"
    CREASE = "crease"
    REVERSE_CREASE = "reverse_crease"
    PERFORATION = "perforation"
    HALF_CUT = "half_cut"
    CUT_CREASE = "cut_crease"
    SLIT = "slit"
    BLEED = "bleed"
    SAFE = "safe"
    GLUE = "glue"
    VARNISH_FREE = "varnish_free"
    WINDOW = "window"


class Group(StrEnum):
    """What kind of pack a template makes; the library is ordered by it."""

    TUBE = "tube"
    TRAY = "tray"
    CORRUGATED = "corrugated"
    SLEEVE = "sleeve"
    DISPLAY = "display"
    LABEL = "label"
    POUCH = "pouch"
    GARMENT = "garment"
    TAG = "tag"
    OWN = "own"


class PanelRole(StrEnum):
    """What a panel is in the closed pack: a wall, a flap that closes it, or a flap that is glued."""

    PANEL = "panel"
    FLAP = "flap"
    GLUE = "glue"


@dataclass(frozen=True)
class DieLine:
    """One line of the die: its type and where it runs."""

    type: LineType
    segment: Segment


@dataclass(frozen=True)
class Bend:
    """How a panel curves when the pack is closed: into a cylinder whose straight lines run ``along`` an axis of the
    blank, turning by ``angle_deg`` from one side of the panel to the other; positive bends away from the viewer of the
    outside face."""

    along: Axis
    angle_deg: float


@dataclass(frozen=True)
class Panel:
    """A closed piece of the blank between creases and cuts.

    ``frame`` maps panel coordinates (origin at the lower left corner of the panel as it is read, x to the right, y up;
    ``width`` by ``height`` is the box around it there) to the blank.
    """

    name: str
    role: PanelRole
    boundary: tuple[Segment, ...]
    frame: Affine
    width: float
    height: float
    bend: Bend | None = None

    @property
    def path(self) -> Path:
        return Path.of_segments(self.boundary, close=True)

    def polygon(self, tolerance: float = 0.01) -> list[Point]:
        """The boundary as a ring of points without the closing repeat."""
        ring: list[Point] = []
        for segment in self.boundary:
            ring.extend(segment.flattened(tolerance)[:-1])
        return ring


@dataclass(frozen=True)
class Fold:
    """``child`` turns about ``axis`` on ``parent`` by ``angle_deg`` when closed; positive folds away from the viewer
    of the outside face, as a box closes. The child lies to the right of the axis. Lower ``order`` folds first."""

    parent: str
    child: str
    axis: Line
    angle_deg: float
    order: int
    curve: tuple[Point, ...] = ()  # points along a curved crease, from the axis' start to its end


@dataclass(frozen=True)
class GlueJoin:
    """The glue flap, the panel that it is stuck to, and which face of that panel."""

    flap: str
    mate: str
    face: Face = "inner"


@dataclass(frozen=True)
class Outline:
    """The flat blank of one template at one size."""

    code: str
    title: str
    parameters: tuple[tuple[str, float], ...]
    caliper: float
    lines: tuple[DieLine, ...]
    panels: tuple[Panel, ...]
    root: str
    folds: tuple[Fold, ...]
    joins: tuple[GlueJoin, ...]
    inside: tuple[float, float, float]  # length, width and height of the closed pack's inner space
    bleed: float
    # Opposite panels whose inner faces are length, width and height apart when closed; none for a flat pack.
    walls: tuple[tuple[str, str], ...] = ()
    # Panels that share a crease although neither hangs on the other: the tree of folds cannot go round a web corner.
    uncut: tuple[tuple[str, str], ...] = ()
    grain: Literal["", "x", "y"] = ""  # how the grain or the flutes should run on the blank

    def panel(self, name: str) -> Panel:
        """The panel of that name; raises KeyError."""
        for panel in self.panels:
            if panel.name == name:
                return panel
        raise KeyError(name)

    def lines_of(self, *types: LineType) -> tuple[DieLine, ...]:
        return tuple(line for line in self.lines if line.type in types)

    @property
    def blank(self) -> Box:
        """The box around the knife: the blank's outer dimensions."""
        return functools.reduce(Box.union, (segment.bounds for panel in self.panels for segment in panel.boundary))

    def view(self, side: Side) -> Affine:
        """From the outline to how it lies seen from ``side``: for the inside turned over within the blank's own box."""
        return Affine() if side == "outside" else Affine.mirror_x(self.blank.centre.x)

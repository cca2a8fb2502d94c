"""What is asked of a nest and what it gives: the sheet, and the places of the blanks on it.

Millimetres, the origin at the sheet's lower left corner, y up; the gripper edge is the lower one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from core.errors import DieloomError
from core.geometry import Affine, Box

Grain = Literal["", "x", "y"]
"""Which way the fibres (or flutes) run: along x, along y, or nobody minds."""

LARGEST = 10_000.0  # mm; beyond any press
QUARTERS = (0, 90, 180, 270)


@dataclass(frozen=True)
class Sheet:
    """A press sheet, mm. ``gripper`` is the strip along the lower edge that the press holds, ``margin`` the strip along
    every edge that stays free; where both lie on one edge the wider counts. Raises DieloomError for what cannot be."""

    width: float
    height: float
    gripper: float = 0.0
    margin: float = 0.0
    grain: Grain = ""

    def __post_init__(self) -> None:
        if not all(0 < side <= LARGEST for side in (self.width, self.height)):
            raise DieloomError(
                f"A sheet cannot be {self.width:g} x {self.height:g} mm.", f"Give sides of up to {LARGEST:g} mm."
            )
        if not all(math.isfinite(strip) and strip >= 0 for strip in (self.gripper, self.margin)):
            raise DieloomError("The gripper and the margin of a sheet cannot be less than nothing.", "Give 0 or more.")
        if self.usable.width <= 0 or self.usable.height <= 0:
            raise DieloomError("The gripper and the margin leave nothing of the sheet.", "Make them narrower.")

    @property
    def usable(self) -> Box:
        """Where blanks may lie."""
        edge = self.margin
        return Box(edge, max(edge, self.gripper), self.width - edge, self.height - edge)


@dataclass(frozen=True)
class Placement:
    """Where one blank lies: it is turned by ``turn_deg`` (counter-clockwise, a quarter turn's multiple) about the
    origin of its outline, which then moves to (``x``, ``y``) of the sheet."""

    x: float
    y: float
    turn_deg: int

    @property
    def matrix(self) -> Affine:
        """From the outline's coordinates to the sheet's."""
        return Affine.translation(self.x, self.y) @ Affine.rotation(self.turn_deg)


@dataclass(frozen=True)
class Layout:
    """Blanks on a sheet. ``blank_area`` is what one blank keeps of the board, in mm²; ``grid_count`` says how many the
    best grid of bounding boxes would have held under the same rules."""

    sheet: Sheet
    gap: float
    placements: tuple[Placement, ...]
    blank_area: float
    grid_count: int

    @property
    def count(self) -> int:
        return len(self.placements)

    @property
    def used_area(self) -> float:
        """What the blanks keep of the sheet, mm²."""
        return self.count * self.blank_area

    @property
    def waste(self) -> float:
        """The part of the sheet that becomes no blank, 0 to 1."""
        return 1.0 - self.used_area / (self.sheet.width * self.sheet.height)

    @property
    def gain(self) -> float:
        """How many more blanks than the grid holds, as a part of the grid's; 0 where the grid holds none."""
        return self.count / self.grid_count - 1.0 if self.grid_count else 0.0

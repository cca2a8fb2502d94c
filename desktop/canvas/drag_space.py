"""Where a layer's tile lies: from the sheet to places on the tile and back.

A spot counts in tiles, x right and y down, from the corner of one repeat of the tile; it is not wrapped, so a spot
keeps the repeat it lies in.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from core.compose.placing import Face, Place
from core.document.model import ArtworkLayer
from core.errors import DieloomError
from core.geometry import Affine, Point

Spot = tuple[float, float]

HALF = 0.49  # of a tile: a longer way would be shorter around the other side


@dataclass(frozen=True)
class TileSpace:
    """``matrix`` maps the tile's unit square, y up, to the page; ``aspect`` is the tile's height over its width."""

    place: Place
    matrix: Affine
    aspect: float

    def spot(self, point: Point) -> Spot:
        across, up = self.matrix.inverse().apply(point)
        return across, -up

    def point(self, spot: Spot) -> Point:
        """On the page."""
        return self.matrix.apply((spot[0], -spot[1]))

    def covers(self, point: Point) -> bool:
        """Whether the layer's box, with what runs into the bleed, is there."""
        x, y = self.place.matrix.inverse().apply(point)
        spill = self.place.spill
        return -spill <= x <= self.place.width + spill and -spill <= y <= self.place.height + spill


def space_of(layer: ArtworkLayer, face: Face) -> TileSpace | None:
    """None where the layer is not on this side, or its panel is not there."""
    if layer.place.side != face.side:
        return None
    try:
        place = face.place(layer.place)
    except DieloomError:
        return None
    across, down = layer.recipe.cells
    aspect = down / across
    return TileSpace(place, place.matrix @ Affine.scaling(layer.tile_width, layer.tile_width * aspect), aspect)


def within(spot: Spot) -> Spot:
    """The spot in fractions of the tile, 0 to 1."""
    return spot[0] % 1.0, spot[1] % 1.0


def reach(start: Spot, target: Spot) -> Spot:
    """``target``, or the spot on the way to it that is not more than half a tile away along either axis."""
    far = max(abs(target[0] - start[0]), abs(target[1] - start[1]), 1e-9)
    part = min(1.0, HALF / far)
    return start[0] + (target[0] - start[0]) * part, start[1] + (target[1] - start[1]) * part


def beside(spot: Spot, place: Spot) -> Spot:
    """The repeat of ``place``, a fraction of the tile, that lies nearest to ``spot``."""
    return _near(spot[0], place[0]), _near(spot[1], place[1])


def _near(value: float, part: float) -> float:
    return math.floor(value - part + 0.5) + part

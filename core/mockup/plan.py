"""The blank cut into flat pieces, once for all ways to fold it: what is board, where a knife bares its edge, and where
two panels meet in a crease.

A panel that curves is cut along the straight lines of its cylinder into strips narrow enough to pass for flat.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeGuard

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient
from shapely.ops import unary_union

from core.dieline.contour import windows
from core.dieline.fold import surfaces
from core.dieline.layout import no_area
from core.dieline.outline import LineType, Outline, Panel
from core.dieline.overlay import AREAS
from core.dieline.surface import Roll
from core.errors import DieloomError

Array = NDArray[np.float64]
Whole = NDArray[np.intp]

CURVE = 0.03  # mm that flattened arcs of a boundary may stray
BULGE = 0.2  # mm that a strip may stray from its cylinder
TURN = 7.5  # degrees that a strip may turn at most, so that light runs evenly round a cylinder
TOUCH = 0.02  # mm within which lines meet
HAIR = 1e-3  # mm2; smaller pieces of board are nobody's
NOT_HINGES = (LineType.CUT, LineType.SLIT, *AREAS)


@dataclass(frozen=True)
class Piece:
    """A flat piece of a panel, in mm on the blank.

    ``rings`` are its outline (counter-clockwise) and its holes (clockwise), each [N, 2] without the closing repeat;
    ``knives`` [E, 2, 2] its cut edges with the board on their left; ``base`` [3, 2] a corner of the box around it and
    two others, one along x and one along y; ``across`` which coordinate runs round the cylinder that it is a strip of.
    """

    panel: str
    rings: tuple[Array, ...]
    knives: Array
    base: Array
    across: int | None = None


@dataclass(frozen=True)
class Crease:
    """A crease between two panels as straight bits: ``ends`` [K, 2, 2] with the child on their right, and ``pieces``
    [K], those of the child that begin there."""

    parent: str
    child: str
    ends: Array
    pieces: Whole


@dataclass(frozen=True)
class Plan:
    """All pieces and creases of one blank."""

    pieces: tuple[Piece, ...]
    creases: tuple[Crease, ...]


@functools.lru_cache(maxsize=8)
def plan_of(outline: Outline) -> Plan:
    """Cut up the blank; windows become holes. Raises DieloomError for a panel without area, and for no board at all."""
    holes = windows(outline, CURVE)
    shapes = {panel.name: Polygon(panel.polygon(CURVE)).buffer(0) for panel in outline.panels}
    for name, shape in shapes.items():
        if shape.is_empty:
            raise no_area(name, outline.code)
    pairs = [*((each.parent, each.child) for each in outline.folds), *outline.uncut]
    hinges = {pair: _hinge(outline, *(shapes[name] for name in pair)) for pair in pairs}
    rolls = {name: surface.roll for name, surface in surfaces(outline, 1.0).items()}
    pieces: list[Piece] = []
    spans: dict[str, list[tuple[int, Polygon]]] = {}
    for panel in outline.panels:
        creased = unary_union([line for pair, line in hinges.items() if panel.name in pair]).buffer(TOUCH)
        board = shapes[panel.name].difference(holes)
        for strip in _strips(panel, rolls[panel.name], shapes[panel.name]):
            spans.setdefault(panel.name, []).append((len(pieces), strip))
            pieces.append(_piece(panel.name, board, strip, creased, rolls[panel.name]))
    if not any(piece.rings for piece in pieces):
        raise DieloomError(f"Nothing of {outline.code} is board.", "Check its panels and windows.")
    creases = [_crease(pair, hinge, shapes[pair[1]], spans[pair[1]]) for pair, hinge in hinges.items()]
    return Plan(tuple(pieces), tuple(each for each in creases if len(each.ends)))


def _hinge(outline: Outline, parent: Polygon, child: Polygon) -> BaseGeometry:
    """The lines along which both panels meet and are not cut apart."""
    bounds = parent.boundary, child.boundary
    lines = [LineString(line.segment.flattened(CURVE)) for line in outline.lines if line.type not in NOT_HINGES]
    return unary_union(
        [
            line
            for line in lines
            if all(
                bound.distance(line.interpolate(at, normalized=True)) < TOUCH for bound in bounds for at in (0.2, 0.8)
            )
        ]
    )


def _strips(panel: Panel, roll: Roll | None, shape: Polygon) -> Iterator[Polygon]:
    """Boxes on the blank, side by side, each of which holds one flat piece of the panel."""
    x0, y0, x1, y1 = shape.bounds
    if not _curves(roll):
        yield shapely.box(x0 - 1, y0 - 1, x1 + 1, y1 + 1)
        return
    low, high = (y0, y1) if roll.along == "x" else (x0, x1)
    curvature = abs(roll.curvature)
    step = min(2 * math.acos(max(0.0, 1 - curvature * BULGE)), math.radians(TURN)) / curvature
    # Counted from where the cylinder touches its plane, so that panels on both sides of a crease are cut alike.
    origin = roll.touching.y if roll.along == "x" else roll.touching.x
    first, last = math.floor((low - origin) / step + 1e-9), math.ceil((high - origin) / step - 1e-9)
    for a, b in ((origin + i * step, origin + (i + 1) * step) for i in range(first, last)):
        a, b = max(a, low), min(b, high)
        yield shapely.box(x0 - 1, a, x1 + 1, b) if roll.along == "x" else shapely.box(a, y0 - 1, b, y1 + 1)


def _curves(roll: Roll | None) -> TypeGuard[Roll]:
    return roll is not None and not roll.flat


def _piece(panel: str, board: BaseGeometry, strip: Polygon, creased: BaseGeometry, roll: Roll | None) -> Piece:
    part = board.intersection(strip)
    polygons = [orient(each) for each in shapely.get_parts(part) if isinstance(each, Polygon) and each.area > HAIR]
    rings = tuple(np.array(ring.coords[:-1]) for each in polygons for ring in (each.exterior, *each.interiors))
    bare = board.boundary.intersection(strip).difference(creased)
    x0, y0, x1, y1 = strip.bounds
    base = np.array([(x0, y0), (x1, y0), (x0, y1)])
    way_round = roll.across if _curves(roll) else None
    return Piece(panel, rings, _with_board_left(_segments(bare), board), base, way_round)


def _crease(pair: tuple[str, str], hinge: BaseGeometry, child: Polygon, spans: list[tuple[int, Polygon]]) -> Crease:
    """The hinge's bits, strip by strip of the child."""
    bits = [_with_board_left(_segments(hinge.intersection(strip)), child)[:, ::-1] for _, strip in spans]
    pieces = np.repeat([index for index, _ in spans], [len(each) for each in bits])
    return Crease(*pair, np.concatenate(bits), pieces)


def _segments(lines: BaseGeometry) -> Array:
    """[E, 2, 2] of all straight bits of any lines."""
    strings = [np.array(each.coords) for each in shapely.get_parts(lines) if isinstance(each, LineString)]
    bits = [np.stack([each[:-1], each[1:]], axis=1) for each in strings if len(each) > 1]
    return np.concatenate(bits) if bits else np.empty((0, 2, 2))


def _with_board_left(segments: Array, board: BaseGeometry) -> Array:
    if not len(segments):
        return segments
    way = segments[:, 1] - segments[:, 0]
    segments = segments[np.hypot(*way.T) > TOUCH / 10]
    way = segments[:, 1] - segments[:, 0]
    left = np.column_stack([-way[:, 1], way[:, 0]]) / np.hypot(*way.T)[:, None]
    beside = segments.mean(axis=1) + left * TOUCH
    wrong = ~shapely.contains_xy(board, *beside.T)
    segments[wrong] = segments[wrong, ::-1]
    return segments

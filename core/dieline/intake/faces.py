"""The closed faces between pieces, with their boundaries as pieces: shapely finds the rings, arcs stay arcs."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from shapely import LineString, Polygon

from core.dieline.intake.network import Network, Piece
from core.geometry import Point

FLAT = 0.01  # mm that a face's polygon may stray from its arcs
LEAST_AREA = 1.0  # mm2; what is smaller is no panel but a slip of the pen

Coordinates = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Face:
    """A closed piece of the drawing; ``ring`` names its outer boundary, counter-clockwise, by numbers of pieces."""

    area: Polygon
    ring: tuple[int, ...]


def faces_of(network: Network, chosen: Sequence[int]) -> list[Face]:
    """The faces that the chosen pieces enclose, largest first."""
    strings, owner = [], {}
    for k in chosen:
        points = _points(network.pieces[k], network.nodes)
        strings.append(LineString(points))
        for p, q in itertools.pairwise(points):
            owner[p, q] = owner[q, p] = k
    found: Any = shapely.get_parts(shapely.polygonize(strings)) if strings else []
    faces = [Face(polygon, _ring(polygon, owner)) for polygon in found if polygon.area >= LEAST_AREA]
    return sorted(faces, key=lambda face: -face.area.area)


def _points(piece: Piece, nodes: Sequence[Point]) -> list[Coordinates]:
    inner = piece.segment.flattened(FLAT)[1:-1]
    return [(x, y) for x, y in (nodes[piece.start], *inner, nodes[piece.end])]


def _ring(polygon: Polygon, owner: dict[tuple[Coordinates, Coordinates], int]) -> tuple[int, ...]:
    ring = polygon.exterior if polygon.exterior.is_ccw else polygon.exterior.reverse()
    points = [(x, y) for x, y in ring.coords]
    numbers = [owner[p, q] for p, q in itertools.pairwise(points)]
    pieces = [k for k, before in zip(numbers, [None, *numbers], strict=False) if k != before]
    if len(pieces) > 1 and pieces[0] == pieces[-1]:
        pieces.pop()
    return tuple(pieces)


def neighbours(faces: Sequence[Face]) -> dict[int, list[int]]:
    """The faces, by number, on whose outer boundary each piece lies."""
    beside: dict[int, list[int]] = defaultdict(list)
    for i, face in enumerate(faces):
        for k in face.ring:
            beside[k].append(i)
    return beside


def walked(ring: Sequence[int], network: Network) -> list[tuple[Piece, bool]]:
    """A ring's pieces in order, and whether each is walked from its start to its end."""
    pieces = [network.pieces[k] for k in ring]
    first, second = pieces[0], pieces[1 % len(pieces)]
    at = first.start
    if len(pieces) == 2:
        # Two pieces share both nodes: the way round is told by what lies to the left.
        at = first.start if _leads_left(first, second, network) else first.end
    elif first.start in (second.start, second.end):
        at = first.end
    walk = []
    for piece in pieces:
        forward = piece.start == at
        walk.append((piece, forward))
        at = piece.end if forward else piece.start
    return walk


def _leads_left(first: Piece, second: Piece, network: Network) -> bool:
    """True when first forwards and second back run counter-clockwise."""
    out, back = _points(first, network.nodes), _points(second, network.nodes)
    ring = [*out[:-1], *(reversed(back) if second.end == first.end else back)]
    return bool(shapely.LinearRing(ring).is_ccw)

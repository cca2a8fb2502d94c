"""The folded pack in the room: its pieces of board placed, upright on the floor, and the strips that close its edges.

The room has x to the right, y up and z towards the viewer, in mm; the floor is y = 0. Each piece is a slab one caliper
thick, whose two faces carry the blank's own coordinates as texture coordinates. Between slabs there are two kinds of
strips: the bare edges of the board, and the rounded outside of a crease, which stretches as it closes.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from core.dieline.fold import surfaces
from core.dieline.outline import Outline
from core.dieline.surface import Surface
from core.mockup.plan import Array, Crease, Piece, Whole, plan_of
from core.mockup.stance import stance

STRETCHED = 0.1  # mm of the print, across a crease, that cover its rounded outside
STRIP_TURN = 45.0  # degrees that one strip of a rounded crease turns at most


class Skin(IntEnum):
    """What a face shows."""

    OUTSIDE = 0
    INSIDE = 1
    EDGE = 2


@dataclass(frozen=True)
class Strips:
    """Narrow quads along edges: ``corners`` [S, 4, 3] go along one face and back along the other, ``uv`` [S, 4, 2] mm
    on the blank, ``normals`` [S, 3] look out of the board, ``skins`` [S] and ``pieces`` [S] say what each shows and to
    which piece it belongs."""

    corners: Array
    uv: Array
    normals: Array
    skins: Whole
    pieces: Whole


@dataclass(frozen=True)
class Mesh:
    """One pack, folded by one amount.

    ``faces`` [2, F, 3, 3] take (x, y, 1) of the blank to each piece's outside and inside face in the room, ``middle``
    [F, 3, 3] to the middle of the board; ``normals`` [F, 3] look out of the outside face.
    """

    pieces: tuple[Piece, ...]
    faces: Array
    middle: Array
    normals: Array
    strips: Strips
    caliper: float
    low: Array  # [3], the corner of the box around the pack
    high: Array  # [3]

    @property
    def centre(self) -> Array:
        return (self.low + self.high) / 2

    @property
    def radius(self) -> float:
        """Of a ball around the centre that holds the pack, mm."""
        return float(np.linalg.norm(self.high - self.low)) / 2


def folded(outline: Outline, amount: float) -> Mesh:
    """The pack folded by ``amount``, 0 (flat) to 1 (closed), standing on the floor around the origin."""
    plan = plan_of(outline)
    placed, half = surfaces(outline, amount), outline.caliper / 2
    turn = stance(outline)
    middle, outside, inside = (_planes(plan.pieces, placed, offset) for offset in (0.0, half, -half))
    out = np.cross(middle[:, :, 0], middle[:, :, 1])
    normals = out / np.linalg.norm(out, axis=1, keepdims=True)
    strips = _joined([*_edges(plan.pieces, outside, inside), *(_rounded(each, placed, half) for each in plan.creases)])
    return _standing(plan.pieces, np.stack([outside, inside]), middle, normals, strips, turn, outline.caliper)


def _planes(pieces: tuple[Piece, ...], placed: dict[str, Surface], offset: float) -> Array:
    """[F, 3, 3]: from (x, y, 1) on the blank to the plane through three places of each piece."""
    planes = []
    for panel, own in itertools.groupby(pieces, key=lambda piece: piece.panel):
        base = np.stack([piece.base for piece in own])
        origin, right, up = placed[panel].place(base.reshape(-1, 2), offset).reshape(-1, 3, 3).swapaxes(0, 1)
        start, across = base[:, 0], (right - origin) / (base[:, 1, :1] - base[:, 0, :1])
        along = (up - origin) / (base[:, 2, 1:] - base[:, 0, 1:])
        planes.append(np.stack([across, along, origin - across * start[:, :1] - along * start[:, 1:]], axis=2))
    return np.concatenate(planes)


def placed_on(planes: Array, points: Array) -> Array:
    """[..., 2] mm on the blank by a [3, 3] plane to [..., 3]."""
    where: Array = points @ planes[:, :2].T + planes[:, 2]
    return where


@dataclass
class _Bundle:
    """Strips of one making: corners [S, 4, 3], uv [S, 4, 2], one skin and one piece."""

    corners: Array
    uv: Array
    skin: Skin
    piece: int


def _edges(pieces: tuple[Piece, ...], outside: Array, inside: Array) -> list[_Bundle]:
    bundles = []
    for i, piece in enumerate(pieces):
        if len(piece.knives):
            over, under = piece.knives[:, ::-1], piece.knives
            corners = np.concatenate([placed_on(outside[i], over), placed_on(inside[i], under)], axis=1)
            bundles.append(_Bundle(corners, np.concatenate([over, under], axis=1), Skin.EDGE, i))
    return bundles


def _rounded(crease: Crease, placed: dict[str, Surface], half: float) -> _Bundle:
    """The stretched face of a crease: from the parent's face round to the child's, about the middle of the board."""
    ends = crease.ends.reshape(-1, 2)
    offset = half if crease.opens_outside else -half
    middles = [placed[name].place(ends) for name in (crease.parent, crease.child)]
    normals = [
        (placed[name].place(ends, offset) - middle) / half
        for name, middle in zip((crease.parent, crease.child), middles, strict=True)
    ]
    angle = np.arccos(np.clip((normals[0] * normals[1]).sum(axis=1), -1, 1))
    steps = max(1, math.ceil(math.degrees(float(angle.max(initial=0.0))) / STRIP_TURN - 1e-6))
    if float(angle.max(initial=0.0)) < 1e-4:
        return _Bundle(np.empty((0, 4, 3)), np.empty((0, 4, 2)), Skin.OUTSIDE, crease.piece)
    rows = np.stack([_between(middles, normals, angle, at, half) for at in np.linspace(0, 1, steps + 1)])
    rows = rows.reshape(steps + 1, -1, 2, 3)
    near, far = rows[:-1], rows[1:]
    corners = np.stack([near[:, :, 1], near[:, :, 0], far[:, :, 0], far[:, :, 1]], axis=2).reshape(-1, 4, 3)
    if not crease.opens_outside:
        corners = corners[:, ::-1]
    uv = _across_crease(crease.ends, steps)
    if not crease.opens_outside:
        uv = uv[:, ::-1]
    return _Bundle(corners, uv, Skin.OUTSIDE if crease.opens_outside else Skin.INSIDE, crease.piece)


def _across_crease(ends: Array, steps: int) -> Array:
    """[steps * K, 4, 2]: the print that a crease stretches over its strips, from the parent's side to the child's."""
    way = ends[:, 1] - ends[:, 0]
    right = np.column_stack([way[:, 1], -way[:, 0]]) / np.linalg.norm(way, axis=1, keepdims=True)
    rows = ends + right[:, None] * (STRETCHED * (np.arange(steps + 1) / steps - 0.5))[:, None, None, None]
    near, far = rows[:-1], rows[1:]
    return np.stack([near[:, :, 1], near[:, :, 0], far[:, :, 0], far[:, :, 1]], axis=2).reshape(-1, 4, 2)


def chart(corners: Array) -> Array:
    """[4, D], a strip, to the map [D, 3] that makes it of the unit square."""
    return np.column_stack([corners[0] - corners[1], corners[2] - corners[1], corners[1]])


def _between(middles: list[Array], normals: list[Array], angle: Array, at: float, half: float) -> Array:
    """Points of the stretched face, ``at`` of the way round: on an arc about an axis that may move on the way."""
    sine = np.sin(angle)
    turning = sine > 1e-6
    safe = np.where(turning, sine, 1.0)
    first = np.where(turning, np.sin((1 - at) * angle) / safe, 1 - at)[:, None]
    second = np.where(turning, np.sin(at * angle) / safe, at)[:, None]
    return (1 - at) * middles[0] + at * middles[1] + half * (first * normals[0] + second * normals[1])


def _joined(bundles: list[_Bundle]) -> Strips:
    bundles = [each for each in bundles if len(each.corners)]
    if not bundles:
        nothing = np.empty(0, np.intp)
        return Strips(np.empty((0, 4, 3)), np.empty((0, 4, 2)), np.empty((0, 3)), nothing, nothing)
    counts = [len(each.corners) for each in bundles]
    corners = np.concatenate([each.corners for each in bundles])
    # Diagonals, because an edge of a strip may have no length.
    out = np.cross(corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1])
    length = np.linalg.norm(out, axis=1)
    keep = length > 1e-12
    return Strips(
        corners=corners[keep],
        uv=np.concatenate([each.uv for each in bundles])[keep],
        normals=out[keep] / length[keep, None],
        skins=np.repeat([int(each.skin) for each in bundles], counts)[keep],
        pieces=np.repeat([each.piece for each in bundles], counts)[keep],
    )


def _standing(
    pieces: tuple[Piece, ...],
    faces: Array,
    middle: Array,
    normals: Array,
    strips: Strips,
    turn: Array,
    caliper: float,
) -> Mesh:
    """Turned upright, moved on to the floor and around the origin."""
    faces, middle = turn @ faces, turn @ middle
    rings = [placed_on(faces[side, i], ring) for i, each in enumerate(pieces) for ring in each.rings for side in (0, 1)]
    points = np.concatenate([*rings, strips.corners.reshape(-1, 3) @ turn.T])
    low, high = points.min(axis=0), points.max(axis=0)
    move = np.array([-(low[0] + high[0]) / 2, -low[1], -(low[2] + high[2]) / 2])
    faces[..., 2] += move
    middle[..., 2] += move
    corners = strips.corners @ turn.T + move
    standing = Strips(corners, strips.uv, strips.normals @ turn.T, strips.skins, strips.pieces)
    return Mesh(pieces, faces, middle, normals @ turn.T, standing, caliper, low + move, high + move)

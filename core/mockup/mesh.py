"""The folded pack in the room: its pieces of board placed, upright on the floor, and the strips that close its edges.

The room has x to the right, y up and z towards the viewer, in mm; the floor is y = 0. Each piece is a slab one caliper
thick, whose two faces carry the blank's own coordinates as texture coordinates. Between slabs there are two kinds of
strips: the bare edges of the board, and the rounded outside of a crease, which stretches as it closes.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

import numpy as np

from core.dieline.fold import surfaces
from core.dieline.outline import Outline
from core.dieline.surface import Surface
from core.mockup.plan import Array, Piece, plan_of
from core.mockup.stance import stance
from core.mockup.strips import Strips, edges, placed_on, rounded, together


@dataclass(frozen=True)
class Mesh:
    """One pack, folded by one amount.

    ``faces`` [2, F, 3, 3] take (x, y, 1) of the blank to each piece's outside and inside face in the room, ``middle``
    [F, 3, 3] to the middle of the board; ``normals`` [F, 3] look out of the outside face. Of a strip of a cylinder
    ``ends`` [F, 2, 3] are the normals along its two straight edges, and ``ramps`` [F, 3] take (x, y, 1) to 0..1 from
    one to the other; of a flat piece they are its normal, and nothing.
    """

    pieces: tuple[Piece, ...]
    faces: Array
    middle: Array
    normals: Array
    ends: Array
    ramps: Array
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
    strips = together([*edges(plan.pieces, outside, inside), *(rounded(each, placed, half) for each in plan.creases)])
    ends = _end_normals(plan.pieces, placed, normals, half)
    flat = _Placed(plan.pieces, np.stack([outside, inside]), middle, normals, ends, strips)
    return _standing(flat, turn, outline.caliper)


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


def _end_normals(pieces: tuple[Piece, ...], placed: dict[str, Surface], normals: Array, half: float) -> Array:
    """[F, 2, 3]: the outside normals along the two straight edges of each strip of a cylinder."""
    ends = np.repeat(normals[:, None], 2, axis=1)
    for i, piece in enumerate(pieces):
        if piece.across is not None:
            edges = piece.base[[0, 1 + piece.across]]
            surface = placed[piece.panel]
            ends[i] = (surface.place(edges, half) - surface.place(edges, -half)) / (2 * half)
    return ends


def _ramps(pieces: tuple[Piece, ...]) -> Array:
    """[F, 3]: from (x, y, 1) on the blank to how far round its strip of a cylinder a point lies, 0 to 1."""
    ramps = np.zeros((len(pieces), 3))
    for i, piece in enumerate(pieces):
        if piece.across is not None:
            low, high = piece.base[[0, 1 + piece.across], piece.across]
            ramps[i, piece.across], ramps[i, 2] = 1 / (high - low), -low / (high - low)
    return ramps


@dataclass(frozen=True)
class _Placed:
    """What a :class:`Mesh` has, still in the axes of the fold."""

    pieces: tuple[Piece, ...]
    faces: Array
    middle: Array
    normals: Array
    ends: Array
    strips: Strips


def _standing(pack: _Placed, turn: Array, caliper: float) -> Mesh:
    """Turned upright, moved on to the floor and around the origin."""
    faces, middle, corners = turn @ pack.faces, turn @ pack.middle, pack.strips.corners @ turn.T
    rings = [placed_on(faces[side, i], r) for i, each in enumerate(pack.pieces) for r in each.rings for side in (0, 1)]
    points = np.concatenate([*rings, corners.reshape(-1, 3)])
    low, high = points.min(axis=0), points.max(axis=0)
    move = np.array([-(low[0] + high[0]) / 2, -low[1], -(low[2] + high[2]) / 2])
    faces[..., 2] += move
    middle[..., 2] += move
    return Mesh(
        pieces=pack.pieces,
        faces=faces,
        middle=middle,
        normals=pack.normals @ turn.T,
        ends=pack.ends @ turn.T,
        ramps=_ramps(pack.pieces),
        strips=replace(pack.strips, corners=corners + move, normals=pack.strips.normals @ turn.T),
        caliper=caliper,
        low=low + move,
        high=high + move,
    )

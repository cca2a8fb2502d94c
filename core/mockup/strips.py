"""The narrow faces between slabs of board: bare edges, and the stretched outsides of creases."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from core.dieline.surface import Surface
from core.mockup.plan import Array, Crease, Piece, Whole

STRIP_TURN = 45.0  # degrees that one strip of a rounded crease turns at most
STRETCHED = 0.1  # mm of the print, across a crease, that cover its rounded outside
FLAT = 1e-4  # of an angle in radians, or of a unit vector: below it nothing turns
SMALL = 1e-3  # mm


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
class Bundle:
    """Strips of one making: corners [S, 4, 3], uv [S, 4, 2], pieces [S] and one skin."""

    corners: Array
    uv: Array
    pieces: Whole
    skin: Skin


def edges(pieces: tuple[Piece, ...], outside: Array, inside: Array) -> Iterator[Bundle]:
    """The bare edges, from the outside face to the inside face; both given as planes [F, 3, 3]."""
    for i, piece in enumerate(pieces):
        if len(piece.knives):
            over, under = piece.knives[:, ::-1], piece.knives
            corners = np.concatenate([placed_on(outside[i], over), placed_on(inside[i], under)], axis=1)
            yield Bundle(corners, np.concatenate([over, under], axis=1), np.full(len(over), i), Skin.EDGE)


def rounded(crease: Crease, placed: dict[str, Surface], half: float) -> Bundle:
    """The stretched face of a crease, half a caliper off the middle of the board: from the parent's face round to the
    child's. Flat, there is none."""
    ends, onwards = crease.ends.reshape(-1, 2), np.repeat(_onwards(crease, placed[crease.parent]), 2, axis=0)
    sides = placed[crease.parent], placed[crease.child]
    start, end = (side.place(ends) for side in sides)
    first, second = ((side.place(ends, half) - middle) / half for side, middle in zip(sides, (start, end), strict=True))
    # The child turns away from the face that stretches; turned by half, it lies behind that face.
    turned, behind = (second * onwards).sum(axis=1), ((start - end) * first).sum(axis=1) / (2 * half)
    skin = Skin.OUTSIDE if float((turned + behind).mean()) >= 0 else Skin.INSIDE
    if skin is Skin.INSIDE:
        first, second = -first, -second
    angle = np.arccos(np.clip((first * second).sum(axis=1), -1, 1))
    most = math.degrees(float(angle.max()))
    if math.radians(most) < FLAT:
        return Bundle(np.empty((0, 4, 3)), np.empty((0, 4, 2)), crease.pieces[:0], skin)
    across = second - np.cos(angle)[:, None] * first
    length = np.linalg.norm(across, axis=1, keepdims=True)
    across = np.where(length > FLAT, across / np.maximum(length, FLAT), onwards)
    steps = math.ceil(most / STRIP_TURN - FLAT)
    shares = np.linspace(0, 1, steps + 1)[:, None, None]
    way = shares * angle[:, None]
    # An arc about an axis that may move on the way: a fold beyond a right angle crushes the board.
    rows = (1 - shares) * start + shares * end + half * (np.cos(way) * first + np.sin(way) * across)
    corners, uv = _quads(rows.reshape(steps + 1, -1, 2, 3)), _quads(_print_across(crease.ends, steps))
    if skin is Skin.INSIDE:
        corners, uv = corners[:, ::-1], uv[:, ::-1]
    return Bundle(corners, uv, np.tile(crease.pieces, steps), skin)


def _rightwards(ends: Array) -> Array:
    """[K, 2], units: to the right of each bit of a crease on the blank."""
    way = ends[:, 1] - ends[:, 0]
    right: Array = np.column_stack([way[:, 1], -way[:, 0]]) / np.linalg.norm(way, axis=1, keepdims=True)
    return right


def _onwards(crease: Crease, parent: Surface) -> Array:
    """[K, 3], units: in the room, from the parent over its crease and on."""
    starts = crease.ends[:, 0]
    return (parent.place(starts + SMALL * _rightwards(crease.ends)) - parent.place(starts)) / SMALL


def _print_across(ends: Array, steps: int) -> Array:
    """[steps + 1, K, 2, 2]: the print that a crease stretches over its strips, from the parent's side on."""
    shift = STRETCHED * (np.arange(steps + 1) / steps - 0.5)
    rows: Array = ends + _rightwards(ends)[:, None] * shift[:, None, None, None]
    return rows


def _quads(rows: Array) -> Array:
    """[steps * K, 4, D] between neighbouring rows [steps + 1, K, 2, D] of bits of a crease."""
    near, far = rows[:-1], rows[1:]
    quads = np.stack([near[:, :, 1], near[:, :, 0], far[:, :, 0], far[:, :, 1]], axis=2)
    return quads.reshape(-1, 4, rows.shape[-1])


def together(bundles: list[Bundle]) -> Strips:
    """One value of all strips; those without area are left out."""
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
        pieces=np.concatenate([each.pieces for each in bundles])[keep],
    )


def charts(corners: Array) -> Array:
    """[S, 4, D], strips, to the maps [S, D, 3] that make them of the unit square."""
    end, start, across = corners[:, 0], corners[:, 1], corners[:, 2]
    return np.stack([end - start, across - start, start], axis=2)


def placed_on(plane: Array, points: Array) -> Array:
    """[..., 2] mm on the blank by a [3, 3] plane to [..., 3]."""
    where: Array = points @ plane[:, :2].T + plane[:, 2]
    return where

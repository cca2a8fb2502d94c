"""From back to front, for painters who have no depth buffer: the pack's pieces in a tree of planes.

A plane of the pack divides what is left of it into what lies before and behind; what it crosses is cut in two. Seen
from anywhere, the far side of each plane is painted before the near side, so nothing is painted over what hides it,
however flaps interlock (Fuchs, Kedem and Naylor, "On Visible Surface Generation by a Priori Tree Structures", 1980).
The tree holds for one state of folding and for every camera.

Planes are those of the middle of the board, and a piece's edges go where it goes: where slabs meet, the order is exact
to half a caliper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from core.mockup.mesh import Mesh, Strips, placed_on
from core.mockup.plan import Array, Whole
from core.mockup.studio import clipped

EPSILON = 0.02  # mm that a piece may reach through a plane and still lie on one side of it
CUT_COST = 8.0  # how many pieces out of balance a cut is worth


@dataclass(frozen=True)
class Fragment:
    """A part of a piece that no plane of the tree crosses: its rings on the blank, and its part of the strips."""

    piece: int
    rings: tuple[Array, ...]
    strips: Strips


@dataclass
class _Node:
    """A plane (normal, and its distance from the origin), what lies in it, and what lies on both sides."""

    normal: Array
    distance: float
    within: list[int]
    front: int = -1
    back: int = -1


@dataclass
class Order:
    """All fragments of a folded pack."""

    fragments: list[Fragment]
    _nodes: list[_Node] = field(default_factory=list)

    def back_to_front(self, eye: Array) -> Iterator[Fragment]:
        """Every fragment once, those that may hide others after them."""
        waiting: list[tuple[int, bool]] = [(0, True)] if self._nodes else []
        while waiting:
            number, is_tree = waiting.pop()
            node = self._nodes[number]
            if not is_tree:
                yield from (self.fragments[i] for i in node.within)
                continue
            before = float(node.normal @ eye) > node.distance
            near, far = (node.front, node.back) if before else (node.back, node.front)
            waiting += [(each, tree) for each, tree in ((near, True), (number, False), (far, True)) if each >= 0]


def ordered(mesh: Mesh) -> Order:
    """The tree of one folded pack."""
    return _Builder(mesh).build()


class _Builder:
    """Plants one tree. How far each fragment reaches through each piece's plane is worked out once for all."""

    def __init__(self, mesh: Mesh) -> None:
        self._mesh = mesh
        self._distances = (mesh.normals * mesh.middle[:, :, 2]).sum(axis=1)
        self._low: list[Array] = []
        self._high: list[Array] = []
        self._order = Order([])
        self._nodes: list[_Node] = self._order._nodes
        for i, piece in enumerate(mesh.pieces):
            if piece.rings:
                self._add(Fragment(i, piece.rings, _chosen(mesh.strips, np.flatnonzero(mesh.strips.pieces == i))))

    def build(self) -> Order:
        waiting: list[tuple[Whole, int, str]] = [(np.arange(len(self._order.fragments)), -1, "")]
        while waiting:
            here, parent, side = waiting.pop()
            if not len(here):
                continue
            number = len(self._nodes)
            if parent >= 0:
                setattr(self._nodes[parent], side, number)
            front, back = self._divide(here)
            waiting += [(front, number, "front"), (back, number, "back")]
        return self._order

    def _divide(self, here: Whole) -> tuple[Whole, Whole]:
        """Make a node of the best plane among these fragments; returns what lies before and behind it."""
        pieces = np.array([self._order.fragments[i].piece for i in here])
        low = np.stack([self._low[i] for i in here])[:, pieces]
        high = np.stack([self._high[i] for i in here])[:, pieces]
        before, behind = low >= -EPSILON, high <= EPSILON
        cuts = (~before & ~behind).sum(axis=0)
        best = int(np.argmin(CUT_COST * cuts + np.abs(before.sum(axis=0) - behind.sum(axis=0))))
        before, behind = before[:, best], behind[:, best]
        plane = int(pieces[best])
        within = [int(i) for i in here[before & behind]]
        self._nodes.append(_Node(self._mesh.normals[plane], float(self._distances[plane]), within))
        halves = [self._cut(int(i), plane) for i in here[~before & ~behind]]
        front = [i for pair in halves for i in pair[0]]
        back = [i for pair in halves for i in pair[1]]
        return (
            np.concatenate([here[before & ~behind], np.array(front, np.intp)]),
            np.concatenate([here[behind & ~before], np.array(back, np.intp)]),
        )

    def _cut(self, number: int, plane: int) -> tuple[list[int], list[int]]:
        """Both parts of a fragment that a plane crosses; a part without board is none."""
        fragment = self._order.fragments[number]
        normal, distance = self._mesh.normals[plane], self._distances[plane]
        line = normal @ self._mesh.middle[fragment.piece]
        line[2] -= distance
        parts = []
        for sign in (1.0, -1.0):
            cut = [clipped(ring, sign * (ring @ line[:2] + line[2])) for ring in fragment.rings]
            rings = tuple(ring for ring in cut if len(ring) > 2)
            strips = _cut_strips(fragment.strips, sign * normal, sign * distance)
            parts.append([self._add(replace(fragment, rings=rings, strips=strips))] if rings else [])
        return parts[0], parts[1]

    def _add(self, fragment: Fragment) -> int:
        points = np.concatenate([placed_on(self._mesh.middle[fragment.piece], ring) for ring in fragment.rings])
        reach = points @ self._mesh.normals.T - self._distances
        self._low.append(reach.min(axis=0))
        self._high.append(reach.max(axis=0))
        self._order.fragments.append(fragment)
        return len(self._order.fragments) - 1


def _chosen(strips: Strips, which: Whole) -> Strips:
    """Those of these numbers."""
    return Strips(
        strips.corners[which], strips.uv[which], strips.normals[which], strips.skins[which], strips.pieces[which]
    )


def _cut_strips(strips: Strips, normal: Array, distance: float) -> Strips:
    """The parts of strips before a plane: cut across, as long edges are by what crosses them."""
    ends = strips.corners[:, [0, 1]] + strips.corners[:, [3, 2]]
    reach = ends @ normal / 2 - distance  # [S, 2]: of the end and of the start
    before = np.flatnonzero((reach > 0).any(axis=1))
    kept, reach = _chosen(strips, before), reach[before]
    corners, uv = kept.corners.copy(), kept.uv.copy()
    for gone, stays, pair in ((0, 1, ((0, 1), (3, 2))), (1, 0, ((1, 0), (2, 3)))):
        cut = reach[:, gone] < 0
        share = (reach[cut, stays] / (reach[cut, stays] - reach[cut, gone]))[:, None]
        for moves, anchor in pair:
            corners[cut, moves] = corners[cut, anchor] + share * (corners[cut, moves] - corners[cut, anchor])
            uv[cut, moves] = uv[cut, anchor] + share * (uv[cut, moves] - uv[cut, anchor])
    return replace(kept, corners=corners, uv=uv)

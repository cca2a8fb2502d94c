"""From back to front, for painters who have no depth buffer: the pack's pieces in a tree of planes.

A plane of the pack divides what is left of it into what lies before and behind; what it crosses is cut in two. Seen
from anywhere, the far side of each plane is painted before the near side, so nothing is painted over what hides it,
however flaps interlock (Fuchs, Kedem and Naylor, "On Visible Surface Generation by a Priori Tree Structures", 1980).
The tree holds for one state of folding and for every camera.

Planes are those of the middle of the board, and a piece's edges go where it goes: where slabs meet, the order is exact
to half a caliper. Planes across an axis of the room come first where they cut nothing, so that what only lies
side by side needs no thought.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from core.mockup.mesh import Mesh
from core.mockup.plan import Array, Whole
from core.mockup.strips import Strips, placed_on
from core.mockup.studio import clipped

TOUCH = 0.3  # calipers that a piece may reach through a plane and still lie on one side of it
CUT_COST = 500.0  # how many pieces out of balance a cut is worth


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
    root: int = -1
    _nodes: list[_Node] = field(default_factory=list)

    def back_to_front(self, eye: Array) -> Iterator[int]:
        """The number of every fragment once, those that may hide others after them."""
        waiting: list[tuple[int, bool]] = [(self.root, True)] if self._nodes else []
        while waiting:
            number, is_tree = waiting.pop()
            node = self._nodes[number]
            if not is_tree:
                yield from node.within
                continue
            before = float(node.normal @ eye) > node.distance
            near, far = (node.front, node.back) if before else (node.back, node.front)
            waiting += [(each, tree) for each, tree in ((near, True), (number, False), (far, True)) if each >= 0]


def ordered(mesh: Mesh) -> Order:
    """The tree of one folded pack."""
    return _Builder(mesh).build()


class _Builder:
    """Plants one tree. How far each fragment reaches through each plane is worked out once for all."""

    def __init__(self, mesh: Mesh) -> None:
        self._mesh, self._touch = mesh, TOUCH * mesh.caliper
        # Of every piece in its order, then across the axes.
        self._normals = np.concatenate([mesh.normals, np.eye(3)])
        self._distances = np.append((mesh.normals * mesh.middle[:, :, 2]).sum(axis=1), np.zeros(3))
        self._low = self._high = np.empty((0, len(self._distances)))  # a row for each fragment
        self._pieces = np.empty(0, np.intp)
        self._order = Order([])
        self._nodes: list[_Node] = self._order._nodes

    def build(self) -> Order:
        strips = self._mesh.strips
        self._add(
            Fragment(i, piece.rings, _chosen(strips, np.flatnonzero(strips.pieces == i)))
            for i, piece in enumerate(self._mesh.pieces)
            if piece.rings
        )
        self._order.root = self._plant(np.arange(len(self._order.fragments)))
        return self._order

    def _plant(self, here: Whole) -> int:
        """A tree of these fragments; returns its root, or none (-1)."""
        if len(here) < 2:
            return self._node(np.zeros(3), 0.0, here.tolist()) if len(here) else -1
        root = self._plant_freely(here)
        return self._plant_by_plane(here) if root < 0 else root

    def _node(self, normal: Array, distance: float, within: list[int]) -> int:
        self._nodes.append(_Node(normal, distance, within))
        return len(self._nodes) - 1

    def _plant_freely(self, here: Whole) -> int:
        """By planes across that axis of the room along which most of them cut nothing."""
        ways = []
        for axis in range(-3, 0):
            low, high = self._low[here, axis], self._high[here, axis]
            upwards = np.argsort(low, kind="stable")
            reached, following = np.maximum.accumulate(high[upwards])[:-1], low[upwards[1:]]
            gaps = np.flatnonzero(reached <= following + self._touch)
            ways.append((len(gaps), axis, upwards, gaps, (reached + following)[gaps] / 2))
        count, axis, upwards, gaps, places = max(ways, key=lambda way: way[0])
        if not count:
            return -1
        groups = [self._plant(each) for each in np.split(here[upwards], gaps + 1)]
        return self._joined(groups, places.tolist(), self._normals[axis])

    def _joined(self, groups: list[int], places: list[float], normal: Array) -> int:
        """One tree of trees that lie one behind the other along an axis."""
        if not places:
            return groups[0]
        half = len(places) // 2
        node = self._node(normal, places[half], [])
        self._nodes[node].back = self._joined(groups[: half + 1], places[:half], normal)
        self._nodes[node].front = self._joined(groups[half + 1 :], places[half + 1 :], normal)
        return node

    def _plant_by_plane(self, here: Whole) -> int:
        """By the plane of that piece that cuts the fewest."""
        planes = np.unique(self._pieces[here])
        window = np.ix_(here, planes)
        before, behind = self._low[window] >= -self._touch, self._high[window] <= self._touch
        cuts = (~before & ~behind).sum(axis=0)
        best = int(np.argmin(CUT_COST * cuts + np.abs(before.sum(axis=0) - behind.sum(axis=0))))
        before, behind, plane = before[:, best], behind[:, best], int(planes[best])
        node = self._node(self._normals[plane], float(self._distances[plane]), here[before & behind].tolist())
        front, back = self._cut(here[~before & ~behind], plane)
        front_root = self._plant(np.concatenate([here[before & ~behind], front]))
        back_root = self._plant(np.concatenate([here[behind & ~before], back]))
        self._nodes[node].front, self._nodes[node].back = front_root, back_root
        return node

    def _cut(self, crossing: Whole, plane: int) -> tuple[Whole, Whole]:
        """The parts of fragments before and behind a plane that crosses them; a part without board is none."""
        normal, distance = self._normals[plane], self._distances[plane]
        halves = []
        for sign in (1.0, -1.0):
            parts = []
            for fragment in (self._order.fragments[i] for i in crossing):
                line = normal @ self._mesh.middle[fragment.piece] - np.array([0, 0, distance])
                cut = [clipped(ring, sign * (ring @ line[:2] + line[2])) for ring in fragment.rings]
                rings = tuple(ring for ring in cut if len(ring) > 2)
                if rings:
                    strips = _cut_strips(fragment.strips, sign * normal, sign * distance)
                    parts.append(replace(fragment, rings=rings, strips=strips))
            halves.append(self._add(parts))
        return halves[0], halves[1]

    def _add(self, fragments: Iterable[Fragment]) -> Whole:
        """Number fragments, and find how far each reaches through each plane."""
        first = len(self._order.fragments)
        self._order.fragments.extend(fragments)
        added = self._order.fragments[first:]
        if added:
            rings = [np.concatenate(each.rings) for each in added]
            points = [placed_on(self._mesh.middle[each.piece], ring) for each, ring in zip(added, rings, strict=True)]
            starts = np.cumsum([0, *(len(ring) for ring in rings[:-1])])
            reach = np.concatenate(points) @ self._normals.T - self._distances
            self._low = np.concatenate([self._low, np.minimum.reduceat(reach, starts)])
            self._high = np.concatenate([self._high, np.maximum.reduceat(reach, starts)])
            self._pieces = np.append(self._pieces, [each.piece for each in added])
        return np.arange(first, len(self._order.fragments))


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

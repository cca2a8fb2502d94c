"""Which faces are panels, and on which they hang: the largest stays put, the rest follow over the creases.

A face that no crease touches is waste, a window or another blank; what is no panel leaves only its lines.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import shapely

from core.dieline.intake.faces import Face, faces_of, neighbours
from core.dieline.intake.healing import BOUNDING, FOLDING
from core.dieline.intake.network import Network
from core.dieline.outline import LineType

ROW = 3.0  # mm within which panels are read as one row


@dataclass(frozen=True)
class Leaf:
    """One panel: its face, what it hangs on, by which crease, and how far from the root that is."""

    face: Face
    parent: int | None = None  # by its place in the tree
    crease: LineType = LineType.CREASE
    depth: int = 0


@dataclass(frozen=True)
class Tree:
    """Panels in reading order; ``elsewhere`` counts faces that fold and do not hang on these."""

    panels: tuple[Leaf, ...]
    uncut: frozenset[tuple[int, int]] = frozenset()  # panels that share a crease beside the tree, the lower first
    elsewhere: int = 0


def tree_of(network: Network) -> Tree | None:
    """The panels of a drawing; None when nothing in it is closed."""
    faces = faces_of(network, _bounding(network))
    if not faces:
        return None
    beside = neighbours(faces)
    creases: dict[tuple[int, int], list[int]] = defaultdict(list)
    for k, pair in beside.items():
        if (
            len(pair) == 2
            and network.pieces[k].type is not LineType.CUT
            and network.pieces[k].type is not LineType.SLIT
        ):
            creases[min(pair), max(pair)].append(k)
    kinds = {pair: _kind(network, pieces) for pair, pieces in creases.items()}
    near = _graph(creases)
    root = min(near, default=0)  # faces come largest first
    parents = _spread(root, _graph(_tree_edges(root, near, kinds)))
    order = _read([faces[i] for i in parents], list(parents))
    place = {i: n for n, i in enumerate(order)}
    leaves = []
    for i in order:
        parent, depth = parents[i]
        crease = LineType.CREASE if parent is None else kinds[min(i, parent), max(i, parent)]
        leaves.append(Leaf(faces[i], None if parent is None else place[parent], crease, depth))
    return Tree(tuple(leaves), _beside_tree(creases, place, leaves), len(near.keys() - parents.keys()))


def _beside_tree(
    creases: Iterable[tuple[int, int]], place: dict[int, int], leaves: Sequence[Leaf]
) -> frozenset[tuple[int, int]]:
    """Where creases go round a corner, the one that closes the round folds nothing by itself."""
    pairs = ((min(place[i], place[j]), max(place[i], place[j])) for i, j in creases if {i, j} <= place.keys())
    return frozenset((i, j) for i, j in pairs if leaves[i].parent != j and leaves[j].parent != i)


def _bounding(network: Network) -> list[int]:
    """The pieces that panels end at; of perforations those that go on where creases end."""
    ends: dict[int, int] = defaultdict(int)
    for piece in network.pieces:
        if piece.type in BOUNDING:
            ends[piece.start] += 1
            ends[piece.end] += 1
    return [
        k
        for k, piece in enumerate(network.pieces)
        if piece.type in BOUNDING or (ends[piece.start] == 1 and ends[piece.end] == 1)
    ]


def _graph(edges: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    near: dict[int, list[int]] = defaultdict(list)
    for i, j in edges:
        near[i].append(j)
        near[j].append(i)
    return near


def _tree_edges(root: int, near: dict[int, list[int]], kinds: dict[tuple[int, int], LineType]) -> list[tuple[int, int]]:
    """The creases that fold. Where creases go round a corner one is left out: a plain one, far from the root."""
    first = [(min(i, j), max(i, j)) for j, (i, _) in _spread(root, near).items() if i is not None]
    special = [pair for pair, kind in kinds.items() if kind is not LineType.CREASE]
    group = {i: i for i in near}

    def top(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    chosen = []
    for i, j in (*special, *first):
        if top(i) != top(j):
            group[top(i)] = top(j)
            chosen.append((i, j))
    return chosen


def _spread(root: int, near: dict[int, list[int]]) -> dict[int, tuple[int | None, int]]:
    """Parent and distance of every face that hangs on the root, nearest first, larger ones before smaller."""
    parents: dict[int, tuple[int | None, int]] = {root: (None, 0)}
    waiting = deque([root])
    while waiting:
        i = waiting.popleft()
        for j in sorted(near[i]):
            if j not in parents:
                parents[j] = (i, parents[i][1] + 1)
                waiting.append(j)
    return parents


def _kind(network: Network, pieces: Iterable[int]) -> LineType:
    """The type that makes most of a hinge."""
    length: dict[LineType, float] = defaultdict(float)
    for k in pieces:
        length[network.pieces[k].type] += network.pieces[k].segment.length
    folding = [type_ for type_ in length if type_ in FOLDING] or list(length)
    return max(folding, key=lambda type_: length[type_])


def _read(faces: Sequence[Face], numbers: Sequence[int]) -> list[int]:
    """Numbers in reading order: rows from the top, each from the left."""
    middles = [(face.area.centroid.y, face.area.centroid.x, i) for face, i in zip(faces, numbers, strict=True)]
    rows: list[list[tuple[float, float, int]]] = []
    for y, x, i in sorted(middles, key=lambda item: -item[0]):
        if not rows or rows[-1][0][0] - y > ROW:
            rows.append([])
        rows[-1].append((y, x, i))
    return [i for row in rows for _, _, i in sorted(row, key=lambda item: item[1])]


def blank_of(tree: Tree) -> Any:
    """What the panels cover, with what they enclose."""
    whole = shapely.union_all([leaf.face.area.buffer(1e-3) for leaf in tree.panels])
    return shapely.union_all([shapely.Polygon(part.exterior) for part in shapely.get_parts(whole)])

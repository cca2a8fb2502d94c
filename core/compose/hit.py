"""Which layers are at a point of a page: what the canvas asks when someone clicks."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from core.compose.coverage import Edges, edges_of
from core.compose.drawlist import DrawImage, DrawPage, FillPath, FillTile, Group, Op, StrokePath
from core.geometry import Box, Path, Point

_UNIT = Path.rectangle(Box(0, 0, 1, 1))


def layers_at(page: DrawPage, point: Point, slack: float = 0.0) -> list[str]:
    """The ids of the design's layers that ink the point or come within ``slack`` mm of it, the topmost first."""
    return list(dict.fromkeys(_layers(page.ops, point, slack)))


def _layers(ops: Sequence[Op], point: Point, slack: float) -> Iterator[str]:
    for op in reversed(ops):
        if isinstance(op, Group) and op.id is not None and _touches(op, point, slack):
            yield op.id
        elif isinstance(op, Group) and op.id is None:
            yield from _layers(op.ops, *_within(op, point, slack))


def _touches(op: Op, point: Point, slack: float) -> bool:
    match op:
        case Group():
            point, slack = _within(op, point, slack)
            seen = op.clip is None or _fills(op.clip, point, slack)
            return seen and any(_touches(each, point, slack) for each in op.ops)
        case FillPath(path, _, rule):
            return _fills(path, point, slack, evenodd=rule == "evenodd")
        case StrokePath():
            return _near(edges_of(op.path.flattened()), point, op.width / 2 + slack)
        case FillTile(area):
            return _fills(area, point, slack)
        case DrawImage():
            return _fills(_UNIT.transformed(op.matrix), point, slack)


def _within(group: Group, point: Point, slack: float) -> tuple[Point, float]:
    """The point and the slack in a group's own coordinates."""
    if group.matrix is None or not group.matrix.determinant:
        return point, slack
    return group.matrix.inverse().apply(point), slack / math.sqrt(abs(group.matrix.determinant))


def _fills(path: Path, point: Point, slack: float, evenodd: bool = False) -> bool:
    if not path.commands or not path.bounds.grown(slack).contains(point):
        return False
    edges = edges_of(path.flattened())
    turns = winding(edges, point)
    return bool(turns % 2 if evenodd else turns) or _near(edges, point, slack)


def winding(edges: Edges, point: Point) -> int:
    """How often the outlines run around the point, counted on a ray to the right."""
    x0, y0, x1, y1 = edges.T
    up = (y0 <= point.y) & (y1 > point.y)
    down = (y1 <= point.y) & (y0 > point.y)
    side = (x1 - x0) * (point.y - y0) - (point.x - x0) * (y1 - y0)  # above 0: the point is left of the edge
    return int(np.count_nonzero(up & (side > 0)) - np.count_nonzero(down & (side < 0)))


def _near(edges: Edges, point: Point, distance: float) -> bool:
    """Whether an edge comes within ``distance`` of the point."""
    start, along = edges[:, :2], edges[:, 2:] - edges[:, :2]
    to_point = np.array(point) - start
    length = (along**2).sum(axis=1)
    share = np.divide((to_point * along).sum(axis=1), length, out=np.zeros(len(edges)), where=length > 0)
    gap = to_point - along * share.clip(0, 1)[:, None]
    return bool(((gap**2).sum(axis=1) <= distance**2).any())

"""What drawing happens within: clips and layers around operations, and the groups that come of them.

A clip of this house is a path filled by the nonzero rule. Clips that lie one in another, as most do, become one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from core.compose.drawlist import Group, LayerTag, Op
from core.compose.placed import outlines
from core.geometry import Box, Close, CurveTo, LineTo, MoveTo, Path, Point
from core.geometry.path import Command

MOST_CLIPS = 8
"""More of them, one within the other, are cut to one."""

_FLAT = 0.005  # mm
_MOST_RINGS = 400


@dataclass(frozen=True, eq=False)
class Wrap:
    """A clip or a layer; each is one of its own, even if another is equal."""

    clip: Path | None = None
    layer: LayerTag | None = None


Context = tuple[Wrap, ...]


def nested(flat: Sequence[tuple[Context, Op]], depth: int = 0) -> tuple[Op, ...]:
    """Operations with what is around each, outermost first, as groups; neighbours share theirs."""
    found: list[Op] = []
    for wrap, run in groupby(flat, lambda each: each[0][depth] if len(each[0]) > depth else None):
        part = list(run)
        if wrap is None:
            found += [op for _, op in part]
        else:
            found.append(Group(nested(part, depth + 1), clip=wrap.clip, layer=wrap.layer))
    return tuple(found)


def clipped(clips: Context, path: Path) -> Context:
    """The clips with one more (nonzero) within."""
    if not clips or clips[-1].clip is None:
        return (*clips, Wrap(path))
    last = clips[-1].clip
    outer, inner = rectangle_of(last), rectangle_of(path)
    if inner is not None and last.commands and inner.holds(last.bounds):
        return clips
    if outer is not None and inner is not None:
        return (*clips[:-1], Wrap(_overlap(outer, inner)))
    if outer is not None and path.commands and outer.holds(path.bounds):
        return (*clips[:-1], Wrap(path))
    if len(clips) >= MOST_CLIPS:
        return (*clips[:-1], Wrap(outlines.overlap(last, path)))
    return (*clips, Wrap(path))


def empty(clips: Context) -> bool:
    """Whether nothing shows through."""
    return any(wrap.clip is not None and not wrap.clip.commands for wrap in clips)


def clip_box(clips: Context) -> Box | None:
    """A box that holds all that may show; None when there are no clips. An empty one has no width."""
    boxes = [wrap.clip.bounds for wrap in clips if wrap.clip is not None and wrap.clip.commands]
    if not boxes:
        return None
    x0, y0 = max(box.x0 for box in boxes), max(box.y0 for box in boxes)
    return Box(x0, y0, max(x0, min(box.x1 for box in boxes)), max(y0, min(box.y1 for box in boxes)))


def rectangle_of(path: Path) -> Box | None:
    """The box that a path is the outline of, if it is one with sides along the axes."""
    corners = [command.end for command in path.commands if not isinstance(command, Close)]
    if any(isinstance(command, CurveTo) for command in path.commands):
        return None
    if sum(isinstance(command, MoveTo) for command in path.commands) != 1:
        return None
    if len(corners) == 5 and corners[0] == corners[4]:
        corners.pop()
    if len(corners) != 4:
        return None
    x0, y0, x1, y1 = box = Box.around(corners)
    turns = [(a.x == b.x) != (a.y == b.y) for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)]
    return box if all(turns) and x0 < x1 and y0 < y1 else None


def _overlap(one: Box, other: Box) -> Path:
    both = one.shared(other)
    return Path.rectangle(both) if both.width > 0 and both.height > 0 else Path()


def by_winding(path: Path) -> Path:
    """A path filled by the even-odd rule as one for the nonzero rule.

    Outlines that cross neither themselves nor each other stay as they are, or are turned round by how deep they lie;
    others are worked out anew.
    """
    parts, rings = _subpaths(path), path.flattened(_FLAT)
    if any(len(set(ring)) < 3 for ring in rings) or len(rings) > _MOST_RINGS:
        return outlines.area([(path, "evenodd")])
    shapes = [Polygon(ring) for ring in rings]
    if not all(shape.is_valid for shape in shapes) or _crossing(shapes):
        return outlines.area([(path, "evenodd")])
    turned = []
    for part, shape in zip(parts, shapes, strict=True):
        depth = sum(other.contains(shape) for other in shapes if other is not shape)
        turned.append(part if shape.exterior.is_ccw == (depth % 2 == 0) else _reversed(part))
    return Path.joined(turned)


def _crossing(shapes: list[Polygon]) -> bool:
    rings = [shape.exterior for shape in shapes]
    first, second = shapely.STRtree(rings).query(rings, predicate="intersects")
    return bool((first != second).any())


def path_of(shape: BaseGeometry) -> Path:
    """The outlines of an area for the nonzero rule: holes run the other way."""
    polygons = [part for part in _parts(shape) if isinstance(part, Polygon) and not part.is_empty]
    rings = [ring for each in map(orient, polygons) for ring in (each.exterior, *each.interiors)]
    return Path.joined(Path.polygon([Point(x, y) for x, y in ring.coords[:-1]]) for ring in rings)


def _parts(shape: BaseGeometry) -> Iterable[BaseGeometry]:
    for part in shapely.get_parts(shape):
        yield from shapely.get_parts(part) if part.geom_type.startswith(("Multi", "Geometry")) else [part]


def _subpaths(path: Path) -> list[Path]:
    parts: list[list[Command]] = []
    for command in path.commands:
        if isinstance(command, MoveTo):
            parts.append([])
        parts[-1].append(command)
    return [Path(tuple(part)) for part in parts]


def _reversed(part: Path) -> Path:
    """A sub-path the other way round."""
    ends = [command.end for command in part.commands if not isinstance(command, Close)]
    drawn = [command for command in part.commands if not isinstance(command, Close)]
    commands: list[Command] = [MoveTo(ends[-1])]
    for index in range(len(drawn) - 1, 0, -1):
        command, start = drawn[index], ends[index - 1]
        if isinstance(command, CurveTo):
            commands.append(CurveTo(command.control2, command.control1, start))
        else:
            commands.append(LineTo(start))
    return Path((*commands, Close()))

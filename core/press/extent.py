"""How far operations reach: the box of a form (ISO 32000-1, 8.10), which cuts off what lies outside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.compose.drawlist import DrawImage, FillPath, FillTile, Group, Op, StrokePath
from core.geometry import Box, Path

NOWHERE = Box(0, 0, 0, 0)
_UNIT = Path.rectangle(Box(0, 0, 1, 1))


def extent(ops: Iterable[Op]) -> Box:
    """A box that holds everything that the operations draw, in their coordinates."""
    found: Box | None = None
    for box in _boxes(ops):
        found = box if found is None else found.union(box)
    return NOWHERE if found is None else found


def _boxes(ops: Iterable[Op]) -> Iterator[Box]:
    for op in ops:
        match op:
            case FillPath(path=path) | FillTile(area=path):
                if path.commands:
                    yield path.bounds
            case StrokePath():
                if op.path.commands:
                    # A mitre reaches furthest, to its limit; a square cap to the corner of its square.
                    yield op.path.bounds.grown(op.width / 2 * max(op.mitre, 1.5))
            case DrawImage():
                yield _UNIT.transformed(op.matrix).bounds
            case Group():
                box = _clipped(op)
                yield Path.rectangle(box).transformed(op.matrix).bounds if op.matrix is not None else box


def _clipped(group: Group) -> Box:
    if group.clip is None:
        return extent(group.ops)
    # What is clipped may reach far: a picture that covers its place, artwork in a panel.
    return group.clip.bounds if group.clip.commands else NOWHERE

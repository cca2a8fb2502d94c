"""The best grid of bounding boxes: what a nest is measured against, and what it never falls below."""

from __future__ import annotations

from core.dieline.nest.room import Middles, Room
from core.dieline.nest.sheet import Placement

_ROUNDING = 1e-9


def best_grid(room: Room, gap: float) -> Middles:
    """Rows and columns of equal boxes, in the one of the allowed turns that holds the most."""
    return max((_grid(room, turn, gap) for turn in room.turns), key=len)


def _grid(room: Room, turn: int, gap: float) -> Middles:
    box = room.middles(turn)
    if box is None:
        return ()
    width, height = room.size(turn)
    columns = int((box.width + _ROUNDING) / (width + gap)) + 1
    rows = int((box.height + _ROUNDING) / (height + gap)) + 1
    return tuple(
        Placement(box.x0 + column * (width + gap), box.y0 + row * (height + gap), turn)
        for row in range(rows)
        for column in range(columns)
    )

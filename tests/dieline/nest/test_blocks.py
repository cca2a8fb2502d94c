"""Blocks of boxes against numbers worked out by hand."""

from __future__ import annotations

import pytest
import shapely
from shapely import Polygon

from core.dieline.nest.blocks import best_blocks
from core.dieline.nest.nofit import NoFit
from core.dieline.nest.room import Room
from core.geometry import Box
from core.jobs import Progress


def room_for(width: float, height: float, usable: Box, turns: tuple[int, ...] = (0, 90)) -> Room:
    area = shapely.box(-width / 2, -height / 2, width / 2, height / 2)
    return Room(usable, width, height, turns, NoFit(area, 0, Progress(), curved=False))


@pytest.mark.parametrize(
    ("width", "height", "sheet", "count"),
    [
        (60, 40, (100, 120), 5),  # three upright beside two turned
        (50, 20, (120, 100), 12),  # nothing is left over
        (90, 30, (100, 120), 4),  # turning gains nothing
        (120, 20, (140, 130), 7),  # six and one across their ends
        (200, 10, (100, 100), 0),
    ],
)
def test_the_sheet_is_cut_for_the_most_boxes(
    width: float, height: float, sheet: tuple[float, float], count: int
) -> None:
    places = best_blocks(room_for(width, height, Box(10, 20, 10 + sheet[0], 20 + sheet[1])), 0, Progress())
    assert len(places) == count


def test_boxes_lie_on_the_sheet_the_gap_apart() -> None:
    room = room_for(66, 41, Box(5, 12, 505, 400))
    boxes: list[Polygon] = []
    for place in best_blocks(room, 4, Progress()):
        width, height = room.size(place.turn_deg)
        boxes.append(shapely.box(place.x - width / 2, place.y - height / 2, place.x + width / 2, place.y + height / 2))
    assert len({box.bounds for box in boxes}) == len(boxes) > 500 * 388 // (70 * 45) * 0.9
    usable = shapely.box(*room.usable.grown(1e-6))
    assert all(usable.covers(box) for box in boxes)
    assert all(one.distance(other) >= 4 - 1e-6 for i, one in enumerate(boxes) for other in boxes[:i])


def test_what_may_not_be_turned_by_a_quarter_makes_no_blocks() -> None:
    assert best_blocks(room_for(60, 40, Box(0, 0, 100, 120), (0, 180)), 0, Progress()) == ()

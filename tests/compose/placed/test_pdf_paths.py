"""Paths, pens and clips."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary
from shapely import Polygon

from core.colour.inks import Cmyk
from core.compose.drawlist import FillPath, Group, StrokePath
from core.compose.placed.clips import by_winding
from core.compose.placed.painting import HAIR, dashes
from core.geometry import Affine, Box, Close, CurveTo, LineTo, MoveTo, Path, Point
from core.units import POINTS_PER_MM
from tests.compose.placed.pages import codes, flat, read

MM = POINTS_PER_MM


def points(path: Path) -> list[tuple[float, float]]:
    return [(round(x * MM, 6), round(y * MM, 6)) for x, y in path.points()]


def test_every_way_of_drawing_a_line() -> None:
    (op,) = read(b"1 0 0 1 10 20 cm 0 0 m 10 0 l 20 0 30 10 30 20 c 40 50 60 70 v 80 90 95 99 y h f*").ops
    assert isinstance(op, FillPath)
    assert op.rule == "evenodd"
    assert [type(command) for command in op.path.commands] == [MoveTo, LineTo, CurveTo, CurveTo, CurveTo, Close]
    assert points(op.path) == [
        *[(10, 20), (20, 20), (30, 20), (40, 30), (40, 40), (40, 40), (50, 70), (70, 90)],
        *[(90, 110), (105, 119), (105, 119)],
    ]


def test_a_line_after_a_closed_part_begins_where_that_did() -> None:
    (op,) = read(b"5 5 10 10 re 30 30 l S").ops
    assert isinstance(op, StrokePath)
    assert points(op.path)[-2:] == [(5, 5), (30, 30)]


def test_moves_that_draw_nothing_are_dropped() -> None:
    (op,) = read(b"1 1 m 2 2 m 3 3 l 4 4 m S").ops
    assert isinstance(op, StrokePath)
    assert points(op.path) == [(2, 2), (3, 3)]


def test_a_pen_is_scaled_with_its_line() -> None:
    (op,) = read(b"2 0 0 2 0 0 cm 3 w 1 J 2 j 5 M [4 1] 0 d 0 0 m 10 0 l S").ops
    assert isinstance(op, StrokePath)
    assert op.width == pytest.approx(6 / MM)
    assert op.dash == pytest.approx((8 / MM, 2 / MM))
    assert (op.cap, op.join, op.mitre) == ("round", "bevel", 5)


def test_a_pen_that_is_scaled_unevenly_stays_so() -> None:
    (group,) = read(b"q 4 0 0 1 10 10 cm 2 w 0 0 m 10 0 l 10 10 l S Q").ops
    assert isinstance(group, Group)
    assert group.matrix == pytest.approx(Affine(4 / MM, 0, 0, 1 / MM, 10 / MM, 10 / MM))
    (op,) = group.ops
    assert isinstance(op, StrokePath)
    assert op.width == 2
    assert [value for point in op.path.points() for value in point] == pytest.approx([0, 0, 10, 0, 10, 10], abs=1e-9)


def test_a_line_of_no_width_is_a_hair_and_is_told_of() -> None:
    page = read(b"0 w 0 0 m 10 10 l S")
    (op,) = page.ops
    assert isinstance(op, StrokePath)
    assert op.width == pytest.approx(HAIR)
    assert codes(page) == {"hairline"}


@given(st.lists(st.floats(0.5, 9), min_size=1, max_size=4), st.floats(0, 40))
def test_turned_dashes_are_those_of_the_phase(lengths: list[float], phase: float) -> None:
    lengths = lengths * 2 if len(lengths) % 2 else lengths
    turned = dashes(tuple(lengths), phase)

    def on(pattern: list[float], at: float) -> bool:
        at %= sum(pattern)
        for index, length in enumerate(pattern):
            if at < length:
                return index % 2 == 0
            at -= length
        return False

    if turned is None:
        assert not on(lengths, phase)
        return
    ends = [sum(lengths[:index]) for index in range(len(lengths) + 1)]
    for at in (0.1, 0.7, 3.3, 8.9, 17.2):
        if all(abs((at + phase - end) % sum(lengths)) > 1e-6 for end in ends):
            assert on(list(turned), at) == on(lengths, at + phase)


def test_dashes_that_begin_in_a_gap_become_an_area() -> None:
    (op,) = read(b"4 w [10 10] 15 d 0 50 m 100 50 l S").ops
    assert isinstance(op, FillPath)
    assert op.path.bounds.x0 * MM == pytest.approx(5, abs=1e-3)
    assert len(op.path.flattened()) == 5


def test_dashes_too_fine_for_any_device_are_a_line() -> None:
    (op,) = read(b"[0.000001] 0 d 0 50 m 100 50 l S").ops
    assert isinstance(op, StrokePath)
    assert op.dash == ()


def test_fill_and_stroke_are_one_where_they_are_translucent_alike() -> None:
    def states(_: object) -> dict[str, dict[str, object]]:
        return {"ExtGState": {"A": Dictionary(ca=0.5, CA=0.5), "B": Dictionary(CA=0.25)}}

    together, apart, line = read(b"/A gs 0 0 9 9 re B /B gs 0 0 9 9 re B", states).ops
    assert isinstance(together, Group)
    assert together.opacity == 0.5
    assert [type(op) for op in together.ops] == [FillPath, StrokePath]
    assert isinstance(apart, Group)
    assert isinstance(line, Group)
    assert (apart.opacity, line.opacity) == (0.5, 0.25)


def test_what_is_wholly_clear_is_left_out() -> None:
    assert not read(b"/A gs 0 0 9 9 re f", lambda _: {"ExtGState": {"A": Dictionary(ca=0)}}).ops


def test_rectangles_that_clip_each_other_become_one() -> None:
    (group,) = read(b"q 0 0 100 100 re W n 50 50 100 100 re W n 0 0 200 200 re W n 0 0 200 200 re f Q").ops
    assert isinstance(group, Group)
    assert group.clip is not None
    assert list(group.clip.bounds) == pytest.approx([50 / MM, 50 / MM, 100 / MM, 100 / MM])
    assert [type(op) for op in group.ops] == [FillPath]


def test_neighbours_share_their_clip_and_it_ends_with_q() -> None:
    first, last = read(b"q 9 9 m 50 9 l 9 60 l h W n 0 0 9 9 re f 5 5 9 9 re f Q 0 0 9 9 re f").ops
    assert isinstance(first, Group)
    assert len(first.ops) == 2
    assert isinstance(last, FillPath)


def test_the_clip_takes_effect_after_the_path_is_painted() -> None:
    painted, group = read(b"0 0 50 50 re W f 0 0 99 99 re f").ops
    assert isinstance(painted, FillPath)
    assert isinstance(group, Group)


def test_nothing_shows_through_no_clip() -> None:
    assert not read(b"W n 0 0 10 10 re f").ops
    assert not read(b"0 0 9 9 re W n 20 20 9 9 re W n 0 0 50 50 re f").ops


def test_many_clips_in_each_other_do_not_grow_deep() -> None:
    corners = [[(i, 0), (200, i), (0, 200)] for i in range(40)]
    clips = b"".join(
        b"%d %d m %d %d l %d %d l h W n " % tuple(value for at in each for value in at) for each in corners
    )
    page = read(clips + b"0 0 200 200 re f")
    assert not codes(page)
    found: list[Polygon] = []
    (inner,) = page.ops
    while isinstance(inner, Group):
        assert inner.clip is not None
        found += [Polygon([(x * MM, y * MM) for x, y in ring]) for ring in inner.clip.flattened()]
        (inner,) = inner.ops
    assert isinstance(inner, FillPath)
    assert len(found) <= 8
    apart = shapely.intersection_all(found) ^ shapely.intersection_all([Polygon(each) for each in corners])
    assert apart.area < 0.1


def star(spokes: int, step: int) -> Path:
    turns = [2 * math.pi * i * step / spokes for i in range(spokes)]
    return Path.polygon([Point(50 + 40 * math.cos(turn), 50 + 40 * math.sin(turn)) for turn in turns])


def area(path: Path) -> float:
    """Of outlines that do not overlap, holes running the other way."""
    rings = [outline + outline[:1] for outline in path.flattened(1e-3)]
    return sum(a.x * b.y - b.x * a.y for ring in rings for a, b in pairwise(ring)) / 2


INNER = 40 * (3 - math.sqrt(5)) / 2  # radius of the pentagon within the star
TIPS = 5 * 40 * INNER * math.sin(math.pi / 5) - 2.5 * INNER**2 * math.sin(2 * math.pi / 5)
RING = Path.ellipse(Box(0, 0, 100, 100)) + Path.ellipse(Box(20, 20, 80, 80)) + Path.ellipse(Box(40, 40, 60, 60))


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        (RING, math.pi * (50**2 - 30**2 + 10**2)),
        (star(5, 2), TIPS),
        (Path.rectangle(Box(0, 0, 10, 10)) + Path.rectangle(Box(5, 5, 15, 15)), 150),
        (Path.rectangle(Box(0, 0, 10, 10)) + Path.rectangle(Box(0, 0, 10, 10)), 0),
    ],
)
def test_even_and_odd_become_a_winding(path: Path, wanted: float) -> None:
    assert abs(area(by_winding(path))) == pytest.approx(wanted, rel=1e-3, abs=1e-6)


def test_outlines_that_do_not_cross_keep_their_curves() -> None:
    assert sum(isinstance(command, CurveTo) for command in by_winding(RING).commands) == 12


def test_what_is_far_off_is_brought_where_devices_can_draw_it() -> None:
    page = read(b"10 0 0 10 0 0 cm -400000000 -400000000 800000000 800000000 re f 1 0 0 0 k 0 0 9 9 re f")
    first, second = page.ops
    assert isinstance(first, FillPath)
    assert first.path.bounds == Box(-1e6, -1e6, 1e6, 1e6)
    assert isinstance(second, FillPath)
    assert second.ink == Cmyk(1, 0, 0, 0)


def test_a_map_beyond_all_measure_is_not_followed() -> None:
    page = read(b"100000000 0 0 100000000 0 0 cm " * 6 + b"0 0 1 1 re f")
    assert codes(page) == {"bad-operator"}
    for op in flat(page.ops):
        assert isinstance(op, FillPath)
        assert max(map(abs, op.path.bounds)) <= 1e6


def test_a_state_sets_the_pen() -> None:
    state = Dictionary(LW=5, LC=2, LJ=1, ML=3, D=Array([Array([3, 4]), 0]))
    (op,) = read(b"/P gs 0 0 m 9 9 l S", lambda _: {"ExtGState": {"P": state}}).ops
    assert isinstance(op, StrokePath)
    assert (op.width, op.cap, op.join, op.mitre) == (pytest.approx(5 / MM), "square", "round", 3)
    assert op.dash == pytest.approx((3 / MM, 4 / MM))

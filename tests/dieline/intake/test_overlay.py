"""Marks on the edges of panels: what they say of the die goes before what the edge says."""

from __future__ import annotations

import math

import pytest

from core.dieline import library
from core.dieline.outline import DieLine, LineType
from core.dieline.overlay import overlaid
from core.geometry import Arc, Line, Point
from tests.dieline.intake.compare import assert_same


def line(type_: LineType, x0: float, y0: float, x1: float, y1: float) -> DieLine:
    return DieLine(type_, Line(Point(x0, y0), Point(x1, y1)))


CREASE = line(LineType.CREASE, 0, 0, 100, 0)


def test_a_slit_interrupts_a_crease() -> None:
    slit = line(LineType.SLIT, 30, 0, 10, 0)
    assert_same(
        overlaid([CREASE], [slit]),
        [line(LineType.CREASE, 0, 0, 10, 0), line(LineType.CREASE, 30, 0, 100, 0), slit],
    )


def test_a_mark_over_the_whole_edge_takes_its_place() -> None:
    mark = line(LineType.PERFORATION, -5, 0, 105, 0)
    assert overlaid([CREASE], [mark]) == (mark,)


@pytest.mark.parametrize(
    "mark",
    [
        line(LineType.SLIT, 50, -5, 50, 5),  # crosses
        line(LineType.SLIT, 100, 0, 120, 0),  # goes on
        line(LineType.SLIT, 10, 0.01, 30, 0.01),  # beside
        line(LineType.GLUE, 10, 0, 30, 0),  # bounds an area
        line(LineType.WINDOW, 10, 0, 30, 0),
    ],
)
def test_other_marks_leave_the_edge_alone(mark: DieLine) -> None:
    assert overlaid([CREASE], [mark]) == (CREASE, mark)


@pytest.mark.parametrize(("start", "sweep"), [(30, 40), (70, -40), (390, 40), (-290, -40)])
def test_arcs_give_way_on_their_circle(start: float, sweep: float) -> None:
    edge = DieLine(LineType.CUT, Arc(Point(5, 5), 10, 0, 180))
    mark = DieLine(LineType.CREASE, Arc(Point(5, 5), 10, start, sweep))
    cut = [segment.segment for segment in overlaid([edge], [mark]) if segment.type is LineType.CUT]
    assert sum(segment.length for segment in cut) == pytest.approx(math.radians(140) * 10)
    assert all(isinstance(segment, Arc) for segment in cut)


def test_the_ends_that_stay_are_kept_exactly() -> None:
    edge = line(LineType.CREASE, 0.1, 0.2, 7.3, 9.9)
    first, last, _ = overlaid([edge], [DieLine(LineType.CUT, Line(Point(0.1 + 3.6, 0.2 + 4.85), Point(4.42, 6.02)))])
    assert first.segment.start == edge.segment.start
    assert last.segment.end == edge.segment.end


@pytest.mark.parametrize("code", ["ECMA A10.16.01.01", "ECMA A33.33.01.01", "FEFCO 0427"])
def test_marks_of_sound_templates_lie_on_no_edge(code: str) -> None:
    lines = library.load(code).outline({}).lines
    marks = [each for each in lines if each.type not in (LineType.CUT, LineType.CREASE)]
    edges = [each for each in lines if each.type in (LineType.CUT, LineType.CREASE)]
    assert overlaid(edges, marks) == (*edges, *marks)

"""What is under the pointer, and where a dragged point comes to rest."""

from __future__ import annotations

import pytest

from core.dieline.editing.hits import Part, hinge_of, parts_at
from core.dieline.editing.snapping import snap, straight, targets
from core.dieline.schema import TemplateFile
from core.geometry import Line, Point
from tests.dieline.editing.carton import at, item


def test_the_pointer_finds_corner_before_edge_before_panel(carton: TemplateFile) -> None:
    drawn = at(carton).drawn
    front = item(carton, "front")
    box = drawn[front].bounds
    assert parts_at(drawn, Point(box.x0 + 0.4, box.y1 - 0.4), 1.5)[0].kind == "corner"
    top = parts_at(drawn, Point(box.centre.x, box.y1 + 0.2), 1.5)[0]
    assert top == Part(front, "edge", 2)
    assert parts_at(drawn, box.centre, 1.5) == [Part(front, "whole")]
    assert parts_at(drawn, Point(-50, -50), 1.5) == []


def test_a_crease_knows_who_hangs_on_it(carton: TemplateFile) -> None:
    found = at(carton)
    back = found.drawn[item(carton, "back")]
    assert hinge_of(found.outline, back.edges[2]) == ("back", "top lid")
    assert hinge_of(found.outline, back.edges[3]) == ("back", "glue flap")
    assert hinge_of(found.outline, found.drawn[item(carton, "front")].edges[2]) is None


def test_a_dragged_point_rests_on_corners_lines_and_the_grid(carton: TemplateFile) -> None:
    drawn = at(carton).drawn
    box = drawn[item(carton, "front")].bounds
    to = targets(drawn)
    assert snap(Point(box.x0 + 0.5, box.y1 + 0.5), to, 1.5).what == "corner"
    assert snap(Point(box.x0 + 0.5, box.y1 + 0.5), to, 1.5).point == (box.x0, box.y1)
    on = snap(Point(box.x0 + 33.3, box.y1 + 0.3), to, 0.5)
    assert on.point.y == pytest.approx(box.y1)
    aligned = snap(Point(box.x0 + 0.2, box.y1 + 77.7), to, 0.5)
    assert aligned.what == "align"
    assert aligned.point.x == pytest.approx(box.x0)
    assert any(isinstance(guide, Line) for guide in aligned.guides)
    assert snap(Point(-200.2, -300.3), to, 0.5).point == (-200, -300)
    assert snap(Point(-200.2, -300.3), to, 0.5, grid=False).point == (-200.2, -300.3)
    assert straight(Point(0, 0), Point(10, 3)) == (10, 0)
    assert straight(Point(0, 0), Point(3, -10)) == (0, -10)

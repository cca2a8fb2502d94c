"""Windows, holes and lines have their size, and keep their place on the panel."""

from __future__ import annotations

import math

import pytest

from core.dieline.checks import check
from core.dieline.editing import adding, cutouts
from core.dieline.editing.items import Item, get, put
from core.dieline.outline import LineType
from core.dieline.schema import TemplateFile
from core.errors import DieloomError
from core.geometry import Arc, Point
from tests.dieline.editing.carton import SIZES, at, item, straight_tuck, value


def test_a_window_keeps_its_distance_from_the_nearer_sides(carton: TemplateFile) -> None:
    drawn = at(carton).drawn
    front = drawn[item(carton, "front")].bounds
    where = adding.held(carton, drawn, Point(front.x0 + 30, front.y1 - 50))
    assert where == ("x_front + 30", "y_high - 50")
    middle = adding.held(carton, drawn, Point(front.centre.x, front.y1 - 50))
    assert middle[0] == "x_front + front / 2"
    changed = adding.add_area(carton, LineType.WINDOW, cutouts.rectangle(40, 60, 5.0), where)
    outline = at(changed, {"L": 120.0}).outline
    assert check(outline) == ()
    assert len(outline.lines_of(LineType.WINDOW)) == 8


def test_a_place_beside_the_blank_is_held_by_the_nearest_corner(carton: TemplateFile) -> None:
    drawn = at(carton).drawn
    right = drawn[item(carton, "right")].bounds
    assert adding.held(carton, drawn, Point(right.x1 + 5, right.y0 - 6)) is not None
    found = adding.held(carton, drawn, Point(right.x1 + 5, right.centre.y + 60))
    values = at(carton).values
    assert value(found[0], **values) == pytest.approx(right.x1 + 5, abs=0.01)


@pytest.mark.parametrize(
    ("cut", "width", "height"),
    [
        (cutouts.rectangle(40, 20), 40, 20),
        (cutouts.circle(8), 8, 8),
        (cutouts.oval(60, 30), 60, 30),
        (cutouts.oval(30, 60), 30, 60),
        (cutouts.oval(30, 30), 30, 30),
        (cutouts.euro_slot(), 32, 10),
    ],
)
def test_cutouts_have_their_size_and_no_self_crossing(
    carton: TemplateFile, cut: cutouts.Cutout, width: float, height: float
) -> None:
    changed = adding.add_area(carton, LineType.WINDOW, cut, (200.0, 100.0))
    drawn = at(changed).drawn[Item("marks", 1)]
    assert drawn.turns_left
    assert (drawn.bounds.width, drawn.bounds.height) == pytest.approx((width, height), abs=0.05)
    assert drawn.area.is_valid


def test_an_oval_follows_its_ellipse_without_a_kink() -> None:
    file = straight_tuck()
    drawn = at(adding.add_area(file, LineType.WINDOW, cutouts.oval(60, 40), (0.0, 0.0))).drawn[Item("marks", 1)]
    for point in drawn.points:
        assert math.hypot(point.x / 30, point.y / 20) == pytest.approx(1, abs=0.05)
    for one, following in zip(drawn.boundary, drawn.boundary[1:], strict=False):
        assert isinstance(one, Arc)
        assert isinstance(following, Arc)
        assert (one.start_deg + one.sweep_deg - following.start_deg) % 360 == pytest.approx(0, abs=0.01)


def test_lines_and_whole_panels_become_marks(carton: TemplateFile) -> None:
    drawn = at(carton).drawn
    ends = [adding.held(carton, drawn, Point(x, 100)) for x in (150, 170)]
    changed = adding.add_line(carton, LineType.PERFORATION, ends)
    changed = adding.cover(changed, LineType.VARNISH_FREE, item(carton, "glue flap"))
    outline = at(changed).outline
    assert outline.lines_of(LineType.PERFORATION)[0].segment.length == pytest.approx(20)
    assert len(outline.lines_of(LineType.VARNISH_FREE)) == len(outline.panel("glue flap").boundary)
    copied, copy = adding.duplicate(changed, Item("marks", 1), drawn)
    assert get(copied, (*copy.path, "at", "x")) == 5.0


def test_a_cutout_s_measures_are_changed_afterwards(carton: TemplateFile) -> None:
    mark = Item("marks", 1)
    for cut in (cutouts.rectangle(40, 20, 3.0), cutouts.oval(60, 30), cutouts.oval(30, 60)):
        changed = adding.add_area(carton, LineType.WINDOW, cut, (100.0, 100.0))
        for width, height in ((50.0, 20.0), (20.0, 50.0), (50.0, 50.0)):
            sized = put(
                put(changed, (*mark.path, "let", "cut_width"), width), (*mark.path, "let", "cut_height"), height
            )
            box = at(sized).drawn[mark].bounds
            assert (box.width, box.height) == pytest.approx((width, height), abs=0.05)
            assert at(sized).error is None


def test_a_mark_is_centred_on_its_panel_for_good(carton: TemplateFile) -> None:
    front = at(carton).drawn[item(carton, "front")].bounds
    changed = adding.add_area(carton, LineType.WINDOW, cutouts.euro_slot(), (front.x0 + 30, front.y0 + 20))
    changed = adding.centred(changed, at(changed).drawn, Item("marks", 1))
    glued = adding.centred(carton, at(carton).drawn, Item("marks", 0))
    for size in SIZES:
        drawn = at(changed, size).drawn
        assert drawn[Item("marks", 1)].bounds.centre.x == pytest.approx(drawn[item(carton, "front")].bounds.centre.x)
    drawn = at(glued).drawn
    assert drawn[Item("marks", 0)].bounds.centre == pytest.approx(
        drawn[item(carton, "glue flap")].bounds.centre, abs=1e-4
    )
    beside = adding.add_area(carton, LineType.WINDOW, cutouts.circle(5), (-50.0, -50.0))
    with pytest.raises(DieloomError, match="no panel"):
        adding.centred(beside, at(beside).drawn, Item("marks", 1))

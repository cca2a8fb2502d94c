"""What lies under the pointer."""

from __future__ import annotations

import pytest

from core.compose.compose import compose
from core.compose.hit import layers_at
from core.geometry import Point
from tests.compose.cartons import carton
from tests.compose.designs import document
from tests.document.designs import png

ON_FRONT = {"panel": "front", "x": 10, "y": 10, "width": 20, "height": 20}


def hits(x: float, y: float, *layers: dict[str, object], slack: float = 0.0) -> list[str]:
    page = compose(document(*layers, assets=(png(2, 1),)), carton()).pages[0]
    return layers_at(page, Point(x, y), slack)


def test_the_topmost_comes_first() -> None:
    layers = ({"kind": "artwork"}, {"kind": "shape", "place": ON_FRONT}, {"kind": "shape", "place": ON_FRONT})
    assert hits(15, 15, *layers) == ["2", "1", "0"]
    assert hits(5, 5, *layers) == ["0"]
    assert hits(500, 5, *layers) == []


def test_artwork_is_hit_only_where_it_prints() -> None:
    assert hits(20, 30, {"kind": "artwork", "place": {"panel": "front"}}) == ["0"]
    assert hits(50, 30, {"kind": "artwork", "place": {"panel": "front"}}) == []
    assert hits(-8, 30, {"kind": "artwork"}) == [], "the glue flap is bare"


def test_an_ellipse_has_no_corners() -> None:
    ellipse = {"kind": "shape", "shape": "ellipse", "place": ON_FRONT}
    assert hits(20, 20, ellipse) == ["0"]
    assert hits(10.5, 10.5, ellipse) == []


def test_an_outline_is_hit_on_its_line() -> None:
    outline = {"kind": "shape", "fill": None, "stroke": {"kind": "cmyk", "k": 1}, "stroke_width": 1, "place": ON_FRONT}
    assert hits(10.4, 20, outline) == ["0"]
    assert hits(12, 20, outline) == []
    assert hits(12, 20, outline, slack=2) == ["0"]


def test_a_picture_is_hit_on_its_box_as_fitted() -> None:
    picture = {"kind": "image", "asset": 0, "place": ON_FRONT}
    assert hits(20, 20, picture) == ["0"]
    assert hits(20, 12, picture) == []


@pytest.mark.parametrize(("slack", "expected"), [(0.0, []), (1.5, ["0"])])
def test_slack_helps_to_hit_a_letter(slack: float, expected: list[str]) -> None:
    letter = {"kind": "text", "text": "O", "size": 60, "align": "left", "valign": "top", "place": ON_FRONT}
    page = compose(document(letter), carton()).pages[0]
    box = page.ops[0].ops[0].ops[0].path.bounds
    assert layers_at(page, Point(box.x0 - 1, box.centre.y), slack) == expected
    assert layers_at(page, Point(box.x0 + 1, box.centre.y)) == ["0"]
    assert layers_at(page, box.centre) == []


def test_the_die_is_no_layer() -> None:
    assert hits(0, 30) == []

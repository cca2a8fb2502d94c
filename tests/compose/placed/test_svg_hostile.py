"""Whatever an SVG holds, reading it ends in a drawing or a message, soon and without fetching anything."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.compose.hit import layers_at
from core.compose.placed.artwork import read_artwork
from core.compose.placed.svg import PlacedSvg, read_svg
from core.errors import DieloomError
from core.geometry import Point
from tests.compose.placed import drawings
from tests.compose.placed.drawings import pixels_of, svg
from tests.compose.test_any_design import paths

LAUGHS = (
    b'<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><svg xmlns="http://www.w3.org/2000/svg"><text>&c;</text></svg>'
)
FILE = b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&x;</svg>'
DOUBLING = (
    "<defs>"
    + '<g id="g0"><rect width="1" height="1"/></g>'
    + "".join(f'<g id="g{i + 1}"><use href="#g{i}"/><use href="#g{i}"/></g>' for i in range(25))
    + '</defs><use href="#g25"/>'
)

SCRIBBLE = (
    '<path fill="url(#g)" fill-rule="evenodd" d="M'
    + " ".join(f"{40 + 40 * math.cos(2.4 * i):.3f} {40 + 40 * math.sin(2.4 * i):.3f}" for i in range(3000))
    + '"/>'
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (LAUGHS, "entity"),
        (FILE, "entity"),
        (b"", "no svg element|not sound XML"),
        (b"<svg", "not sound XML"),
        (b"<html/>", "no svg element"),
        (b"\x00\xff" * 50, "not sound XML"),
        (svg('<use href="other.svg#a"/>'), "another file"),
        (svg('<image href="http://example.com/a.png"/>'), "another file"),
        (svg('<image xlink:href="file:///etc/passwd"/>'), "another file"),
        (svg('<g id="a"><use href="#a"/></g>'), "within itself"),
        (svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'), "within itself"),
        (svg(DOUBLING), "too many|within more than"),
        (svg("<g>" * 90 + "<rect/>" + "</g>" * 90), "within more than"),
        (svg("<g>" * 5000 + "</g>" * 5000), "within each other"),
        (svg('<path d="M0 0L1e300 5"/>'), "no place"),
        (svg('<path d="M0 0L1e999 5"/>'), "makes no sense"),
        (svg('<rect width="nan" height="4"/>'), "no length"),
        (svg('<rect width="1e400" height="4"/>'), "makes no sense"),
        (svg('<rect width="4" height="4" transform="scale(1e30)"/>'), "no place"),
        (svg('<rect width="4" height="4" transform="spin(3)"/>'), "no transform"),
        (svg('<path d="M0 0L"/>'), "makes no sense"),
        (svg('<path d="hello"/>'), "makes no sense"),
        (svg(f'<linearGradient id="g"><stop/><stop offset="1"/></linearGradient>{SCRIBBLE}'), "cross too often"),
        (svg('<text font-size="1e9">x</text>'), "of no size"),
        (svg('<text x="nan">x</text>'), "no length"),
        (svg("<text>" + "<tspan>" * 80 + "x" + "</tspan>" * 80 + "</text>"), "within more than"),
        (svg('<rect width="4" height="4" opacity="nan"/>'), "makes no sense"),
        (svg("<rect/>", 'width="1e300mm" height="4"'), "makes no sense"),
    ],
)
def test_it_is_refused_with_the_place(data: bytes, message: str) -> None:
    with pytest.raises(DieloomError, match=message):
        read_svg(data)


@pytest.mark.parametrize("root", ['width="1e-9mm" height="4"', 'viewBox="0 0 1e-9 1"'])
def test_artwork_without_a_size_is_refused(root: str) -> None:
    with pytest.raises(DieloomError, match="no size"):
        read_artwork(svg("<rect/>", root))


def test_the_deepest_that_is_read_can_be_drawn() -> None:
    step = '<g opacity=".99" clip-path="url(#c)">'
    data = svg(
        '<clipPath id="c"><rect width="120" height="80"/></clipPath>'
        + step * 50
        + '<rect width="120" height="80"/>'
        + "</g>" * 50
    )
    assert pixels_of(data)[100, 150, 0] < 200


SCRAPS = (b"1e99", b"NaN", b"-", b'"', b"#", b"url(#g)", b"%", b"999999999", b"<", b"none", b"0")


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(list(drawings.ALL.values())), st.data())
def test_damage_gives_a_drawing_or_a_message(whole: bytes, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        length = data.draw(st.integers(0, 8))
        whole = whole[:at] + data.draw(st.sampled_from(SCRAPS) | st.binary(max_size=3)) + whole[at + length :]
    try:
        drawn = read_svg(whole)
    except DieloomError:
        return
    assert isinstance(drawn, PlacedSvg)
    assert all(math.isfinite(value) for path in paths(drawn.ops) for point in path.points() for value in point)


def test_the_pointer_finds_placed_shapes() -> None:
    from core.compose.drawlist import DrawPage, Group

    art = read_artwork(drawings.CLIPS)
    page = DrawPage("outside", art.box, art.box, (Group(art.ops, id="logo"),))
    assert layers_at(page, Point(10, 30)) == ["logo"]
    assert layers_at(page, Point(45, 29)) == [], "the middle of the ring is clipped away"

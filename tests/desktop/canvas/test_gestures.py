"""Gestures on a panel that lies turned, which is where signs go wrong."""

from __future__ import annotations

import pytest

from core.compose.placing import Face
from core.dieline import library
from core.document.model import Placement
from core.geometry import Point
from desktop.canvas.gestures import Move, Resize, Start, Turn
from desktop.canvas.selection import Handle

PLACE = Placement(panel="top tuck", x=10, y=2, width=30, height=8, rotation=20)


@pytest.fixture(scope="module", params=["outside", "inside"])
def face(request: pytest.FixtureRequest) -> Face:
    return Face(request.param, library.load("A20.20.01.01").outline({}), 3.0)


def corner(face: Face, place: Placement, across: float, up: float) -> Point:
    """A fraction of the placed box, on the page."""
    placed = face.place(place)
    return placed.matrix.apply((across * placed.width, up * placed.height))


def on_face(face: Face) -> Placement:
    return PLACE.model_copy(update={"side": face.side})


def test_a_move_follows_the_pointer(face: Face) -> None:
    place = on_face(face)
    grabbed = corner(face, place, 0.3, 0.6)
    target = Point(grabbed.x + 7, grabbed.y - 4)
    moved = Move(Start(face, place, grabbed), "").placed(target, constrained=False)
    assert corner(face, moved, 0.3, 0.6) == pytest.approx(target, abs=0.002)


def test_a_constrained_move_keeps_one_axis(face: Face) -> None:
    place = on_face(face)
    start = Start(face, place, Point(0, 0))
    moved = Move(start, "").placed(Point(9, 2), constrained=True)
    assert moved.y == place.y
    assert abs(moved.x - place.x) == pytest.approx(9)


@pytest.mark.parametrize("across", [-1, 0, 1])
@pytest.mark.parametrize("up", [-1, 0, 1])
def test_resizing_moves_the_grip_and_holds_the_opposite_side(face: Face, across: int, up: int) -> None:
    if not across and not up:
        return
    place = on_face(face)
    here = ((across + 1) / 2, (up + 1) / 2)
    opposite = (1 - here[0], 1 - here[1])
    target = corner(face, place, here[0] + across * 0.25, here[1] + up * 0.5)
    start = Start(face, place, corner(face, place, *here))
    resized = Resize(start, "", Handle(across, up)).placed(target, constrained=False)
    assert corner(face, resized, *here) == pytest.approx(target, abs=0.005)
    assert corner(face, resized, *opposite) == pytest.approx(corner(face, place, *opposite), abs=0.005)


def test_a_constrained_resize_keeps_the_proportions(face: Face) -> None:
    place = on_face(face)
    start = Start(face, place, corner(face, place, 1, 1))
    resized = Resize(start, "", Handle(1, 1)).placed(corner(face, place, 1.5, 1.1), constrained=True)
    assert resized.width / resized.height == pytest.approx(30 / 8, rel=1e-3)
    assert corner(face, resized, 0, 0) == pytest.approx(corner(face, place, 0, 0), abs=0.005)


def test_a_box_cannot_be_turned_inside_out(face: Face) -> None:
    place = on_face(face)
    start = Start(face, place, corner(face, place, 1, 0.5))
    resized = Resize(start, "", Handle(1, 0)).placed(corner(face, place, -3, 0.5), constrained=False)
    assert resized.width == 1.0


def test_turning_keeps_the_centre_and_follows_the_pointer(face: Face) -> None:
    place = on_face(face)
    grabbed = corner(face, place, 0.5, 1)
    target = corner(face, place, 1, 0.5)  # a quarter clockwise in the layer's own eyes
    turned = Turn(Start(face, place, grabbed), "").placed(target, constrained=False)
    assert turned.rotation == pytest.approx(place.rotation - 90, abs=0.1)
    assert corner(face, turned, 0.5, 0.5) == pytest.approx(corner(face, place, 0.5, 0.5), abs=0.005)


def test_a_constrained_turn_snaps(face: Face) -> None:
    place = on_face(face)
    turned = Turn(Start(face, place, corner(face, place, 0.5, 1)), "").placed(Point(0, 0), constrained=True)
    assert turned.rotation % 15 == 0

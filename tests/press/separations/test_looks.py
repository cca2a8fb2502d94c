"""Plates as pictures."""

from __future__ import annotations

import numpy as np

from core.colour.condition import PrintingCondition
from core.colour.convert import cmyk_to_srgb, ink_to_srgb
from core.colour.inks import Cmyk
from core.compose.drawlist import FillPath
from core.press.plates import separate
from core.press.plates.looks import composite, gamut_picture, heat_colours, heat_map, heat_range, plate_picture
from tests.press.separations.sheets import BLACK, GOLD, TYPED, SheetPixels, box, page

CONDITION = PrintingCondition()
LEFT, BOTH, RIGHT, NOTHING = (75, 40), (75, 120), (75, 200), (5, 290)
OPS = (
    FillPath(box(2, 2, 25, 23), GOLD),
    FillPath(box(15, 2, 40, 23), TYPED, overprint=True),
    FillPath(box(42, 2, 48, 23), Cmyk(1, 0.9, 0.9, 0.8)),
)
SEP = separate(page(OPS), SheetPixels(), CONDITION, 150)
ALL = frozenset(SEP.names)
SPOTS = {"Gold": GOLD}


def test_a_plate_is_dark_where_its_ink_is() -> None:
    found = plate_picture(SEP, "Gold")
    assert found[LEFT].tolist() == [0, 0, 0]
    assert found[RIGHT].tolist() == [255, 255, 255]
    assert plate_picture(SEP, "Gold", (200, 150, 20))[LEFT].tolist() == [200, 150, 20]
    grey = plate_picture(SEP, "Cyan")[RIGHT]
    assert grey.tolist() == [255 - 153] * 3


def test_plates_together_show_inks_and_what_shines_through() -> None:
    found = composite(SEP, CONDITION, SPOTS, ALL).astype(int)
    typed = cmyk_to_srgb(np.array([[[153, 0, 178, 102]]], np.uint8), PrintingCondition(CONDITION.profile))[0, 0]
    assert np.abs(found[RIGHT] - typed).max() <= 1
    assert np.abs(found[LEFT] - np.multiply(ink_to_srgb(GOLD), 255)).max() <= 3
    assert found[NOTHING].tolist() == [255, 255, 255]
    assert (found[BOTH] <= np.minimum(found[LEFT], found[RIGHT]) + 1).all(), "ink on ink is darker than either"


def test_a_plate_that_is_switched_off_is_gone() -> None:
    without = composite(SEP, CONDITION, SPOTS, ALL - {"Gold"})
    assert without[LEFT].tolist() == [255, 255, 255]
    assert without[BOTH].tolist() == without[RIGHT].tolist()
    assert (composite(SEP, CONDITION, SPOTS, frozenset()) == 255).all()


def test_a_part_of_the_plates_is_shown_as_well() -> None:
    some = separate(page(OPS), SheetPixels(), CONDITION, 150, only=frozenset({"Black", "Gold"}))
    assert np.array_equal(
        composite(some, CONDITION, SPOTS, ALL), composite(SEP, CONDITION, SPOTS, frozenset({"Black", "Gold"}))
    )


def test_the_paper_shows_when_wished() -> None:
    paper = composite(SEP, CONDITION, SPOTS, ALL, paper_white=True)[NOTHING]
    assert (paper < 255).any()
    assert (paper > 200).all()


def test_an_unknown_spot_shows() -> None:
    assert composite(SEP, CONDITION, {}, ALL)[LEFT].max() < 80


def test_the_heat_is_quiet_below_and_red_above_the_limit() -> None:
    found = heat_map(SEP, 300)
    assert np.ptp(found[NOTHING].astype(int)) == 0
    red, green, _ = found[75, 265].astype(int)
    assert red > 2 * green
    below, above = heat_colours(300)[[300, 301]].astype(int)
    assert np.abs(below - above).sum() > 150, "the limit is a step that one sees"
    assert heat_range(300) == (0, 360)
    assert len(heat_colours(300)) > 1600


def test_spots_heat_when_they_count() -> None:
    ops = (FillPath(box(2, 2, 40, 23), Cmyk(0.9, 0.9, 0.9)), FillPath(box(2, 2, 40, 23), GOLD, overprint=True))
    sep = separate(page(ops), SheetPixels(), CONDITION, 50)
    at = sep.inks.shape[0] // 2, 20
    assert np.array_equal(heat_map(sep, 300, include_spots=True)[at], heat_colours(300)[sep.total[at]])
    assert not np.array_equal(heat_map(sep, 300)[at], heat_map(sep, 300, include_spots=True)[at])


def test_the_gamut_warning_marks_what_no_ink_makes() -> None:
    found = gamut_picture(np.array([[(0, 255, 0), (200, 180, 160)]], np.uint8), CONDITION)
    assert found.tolist() == [[True, False]]


def test_black_alone_is_the_grey_plate() -> None:
    sep = separate(page((FillPath(box(2, 2, 40, 23), BLACK),)), SheetPixels(), CONDITION, 50)
    assert plate_picture(sep, "Black")[20, 20].tolist() == [0, 0, 0]

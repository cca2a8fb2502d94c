"""What reaches each plate, seen by Ghostscript."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path as FilePath

import numpy as np
import pytest

from core.colour.convert import srgb_to_cmyk
from core.colour.inks import Cmyk, Spot
from core.compose.drawlist import Drawing, DrawPage, FillPath, FillTile, Group, Op
from core.geometry import Affine, Box, Path, Point
from core.press.dieline_pdf import NoPixels
from core.press.pdf import export_pdf
from core.press.settings import PressSettings
from core.units import MM_PER_INCH
from tests.press.drawings import COARSE, QUARTERS, TYPED, QuarterPixels, carton, outline
from tests.press.plates import PROCESS, Plates, separate

PPI = 144
SLUG = 7.0  # mm, of the usual marks


@pytest.fixture(scope="module")
def plates(carton_pdf: FilePath, tmp_path_factory: pytest.TempPathFactory) -> list[Plates]:
    return separate(carton_pdf, tmp_path_factory.mktemp("plates") / "all", PPI)


def _ink(page: Plates, at: Point, plate: str) -> int:
    """What a plate has at a point of the drawing (mm, outside page)."""
    media = outline().blank.grown(3 + SLUG)
    column, row = ((at.x - media.x0) / MM_PER_INCH * PPI, (media.y1 - at.y) / MM_PER_INCH * PPI)
    return int(page[plate][int(row), int(column)])


def _on_panel(x: float, y: float) -> Point:
    return outline().panels[1].frame.apply(Point(x, y))


def _without_die(drawing: Drawing) -> Drawing:
    def bare(page: DrawPage) -> DrawPage:
        kept = tuple(op for op in page.ops if not (isinstance(op, Group) and op.layer and op.layer.step))
        return replace(page, ops=kept)

    return replace(drawing, pages=tuple(map(bare, drawing.pages)))


def test_the_plates_are_the_process_and_the_spots(plates: list[Plates]) -> None:
    outside, inside = plates
    assert set(outside) == {*PROCESS, "Cut", "Crease", "Bleed", "Glue", "Gold"}
    assert set(inside) == set(outside) - {"Gold"}
    for name in ("Cut", "Crease", "Bleed", "Glue", "Gold"):
        assert outside[name].any(), name


def test_the_die_leaves_no_trace_on_other_plates(plates: list[Plates], tmp_path: FilePath) -> None:
    """Neither a pixel of the die nor a gap in the artwork under it: the plates are those without a die."""
    document, drawing = carton()
    bare = tmp_path / "bare.pdf"
    export_pdf(_without_die(drawing), QuarterPixels(document), bare, PressSettings(ppi=COARSE))
    for with_die, without in zip(plates, separate(bare, tmp_path / "bare", PPI), strict=True):
        for name in (*PROCESS, "Gold"):
            if name in without:
                assert np.array_equal(with_die[name], without[name]), name


def test_typed_inks_reach_the_plates(plates: list[Plates]) -> None:
    at = _on_panel(15, 35)
    found = [_ink(plates[0], at, name) for name in PROCESS]
    wanted = [255 * value for value in (TYPED.c, TYPED.m, TYPED.y, TYPED.k)]
    assert np.abs(np.subtract(found, wanted)).max() <= 1


def test_a_spot_prints_at_its_tint_on_its_own_plate_and_knocks_out(plates: list[Plates]) -> None:
    at = _on_panel(15, 50)
    assert _ink(plates[0], at, "Gold") == pytest.approx(127.5, abs=1)
    assert [_ink(plates[0], at, name) for name in PROCESS] == [0, 0, 0, 0]


def test_a_picture_stands_upright_and_keeps_its_transparency(plates: list[Plates]) -> None:
    """Red above blue, opaque at its right edge, gone at its left one."""
    red, blue = srgb_to_cmyk(np.array([[(255, 0, 0), (0, 0, 255)]], np.uint8))[0]
    for y, inks in ((17, red), (8, blue)):
        found = [_ink(plates[0], _on_panel(24.8, y), name) for name in PROCESS]
        assert np.abs(np.subtract(found, inks.astype(int))).max() <= 8
        through = [_ink(plates[0], _on_panel(5.3, y), name) for name in PROCESS]
        beside = [_ink(plates[0], _on_panel(4.7, y), name) for name in PROCESS]
        assert np.abs(np.subtract(through, beside)).max() <= 8


def test_black_text_overprints(plates: list[Plates]) -> None:
    """Under solid black letters the artwork runs on."""
    outside = plates[0]
    media, corner = outline().blank.grown(3 + SLUG), _on_panel(5, 90)
    left, bottom = ((corner.x - media.x0) / MM_PER_INCH * PPI, (media.y1 - corner.y) / MM_PER_INCH * PPI)
    box = np.s_[int(bottom - 12 / MM_PER_INCH * PPI) : int(bottom), int(left) : int(left + 28 / MM_PER_INCH * PPI)]
    letters = outside["Black"][box] == 255
    assert letters.sum() > 200
    assert (sum(outside[name][box].astype(int) for name in PROCESS[:3])[letters] > 0).all()


@pytest.mark.parametrize("page", [0, 1], ids=["outside", "inside"])
def test_artwork_lies_the_right_way_up_and_round(page: int, plates: list[Plates]) -> None:
    """The middle of each quarter of one repeat shows that quarter's inks."""
    _, drawing = carton()
    tile = _first_tile(drawing.pages[page].ops)
    wanted = srgb_to_cmyk(np.array([QUARTERS], np.uint8))[0]
    repeat = tile @ Affine.translation(*((0, 1) if page else (5, 3)))  # clear of the other layers
    for (x, y), inks in zip(((0.25, 0.75), (0.75, 0.75), (0.25, 0.25), (0.75, 0.25)), wanted, strict=True):
        found = [_ink(plates[page], repeat.apply(Point(x, y)), name) for name in PROCESS]
        assert np.abs(np.subtract(found, inks.astype(int))).max() <= 2


def _first_tile(ops: tuple[Op, ...]) -> Affine:
    first = ops[0]
    if isinstance(first, Group):
        return _first_tile(first.ops)
    assert isinstance(first, FillTile)
    return first.matrix


def test_marks_are_on_every_plate_and_only_outside_the_bleed(tmp_path: FilePath) -> None:
    sheet, out = Box(0, 0, 60, 40), tmp_path / "marks.pdf"
    gold = FillPath(Path.rectangle(Box(20, 10, 40, 30)), Spot("Gold", Cmyk(y=1)))
    export_pdf(Drawing("Marks", (DrawPage("outside", sheet, sheet.grown(3), (gold,)),)), NoPixels(), out)
    (page,) = separate(out, tmp_path / "plates", PPI)
    slug = round(SLUG / MM_PER_INCH * PPI)
    for name in (*PROCESS, "Gold"):
        inside = page[name][slug:-slug, slug:-slug].copy()
        assert inside.any() == (name == "Gold")
        page[name][slug:-slug, slug:-slug] = 0
        assert page[name].max() > 200, name


def test_printer_names_replace_ours(tmp_path: FilePath) -> None:
    document, drawing = carton()
    renamed = tmp_path / "renamed.pdf"
    settings = PressSettings(ppi=72, spot_names={"Cut": "CutContour", "Crease": "压痕"})
    export_pdf(drawing, QuarterPixels(document), renamed, settings)
    names = set(separate(renamed, tmp_path / "plates", 36)[0])
    assert {"CutContour", "压痕"} <= names
    assert not {"Cut", "Crease"} & names

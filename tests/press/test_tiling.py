"""A page over several sheets: all of it, at exactly 1:1, with strips to join it by."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path as FilePath

import numpy as np
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.colour.inks import Cmyk, Spot
from core.compose.drawlist import Drawing, DrawPage, FillPath, Group, Op, StrokePath
from core.errors import DieloomError
from core.geometry import Affine, Box, Path, Point
from core.press import lettering
from core.press.dieline_pdf import NoPixels
from core.press.pdf import export_pdf
from core.press.settings import PdfInfo, PressSettings
from core.press.tiling import CHINESE, ENGLISH, PAPERS, TileTexts, Tiling, tile_grid, tile_pages, tiled_drawing
from core.press.tiling.marks import RULER
from core.units import MM_PER_INCH, POINTS_PER_MM
from tests.press.drawings import carton
from tests.press.gate import faults
from tests.press.plates import PROCESS, separate

sizes = st.floats(1, 2500)
places = st.floats(0, 1)
tilings = st.builds(
    Tiling,
    paper=st.sampled_from(sorted(PAPERS)),
    orientation=st.sampled_from(("portrait", "landscape", "auto")),
    overlap=st.floats(0, 40),
    margin=st.floats(0, 30),
)


def _area(width: float, height: float) -> Box:
    return Box(-20.5, 13.25, -20.5 + width, 13.25 + height)


def _full(width: float, height: float) -> DrawPage:
    box = _area(width, height)
    return DrawPage("outside", box, box, (FillPath(Path.rectangle(box), Cmyk(m=1)),))


@given(sizes, sizes, tilings, places, places)
def test_every_point_of_the_page_lies_in_the_window_of_a_tile(
    width: float, height: float, tiling: Tiling, right: float, up: float
) -> None:
    area = _area(width, height)
    try:
        grid = tile_grid(area, tiling)
    except DieloomError:
        assert width * height > 300 * 180 * 80
        return
    point = Point(area.x0 + right * width, area.y0 + up * height)
    assert any(tile.shown.grown(1e-9).contains(point) for tile in grid.tiles)
    edge = grid.sheet.grown(-tiling.margin + 1e-9)
    assert edge.contains(Point(*grid.window[:2]))
    assert edge.contains(Point(*grid.window[2:]))


@given(sizes, sizes, tilings)
def test_windows_are_as_large_as_what_they_show_and_neighbours_overlap(
    width: float, height: float, tiling: Tiling
) -> None:
    try:
        grid = tile_grid(_area(width, height), tiling)
    except DieloomError:
        return
    for tile in grid.tiles:
        assert tile.shown.width == pytest.approx(grid.window.width)
        assert tile.shown.height == pytest.approx(grid.window.height)
        assert grid.at(tile.column, tile.row) is tile
        if beside := grid.at(tile.column + 1, tile.row):
            assert tile.shown.x1 - beside.shown.x0 == pytest.approx(tiling.overlap, abs=1e-6)
        if below := grid.at(tile.column, tile.row + 1):
            assert below.shown.y1 - tile.shown.y0 == pytest.approx(tiling.overlap, abs=1e-6)
    assert len({tile.name for tile in grid.tiles}) == len(grid.tiles)


@settings(max_examples=20, deadline=None)
@given(st.floats(50, 900), st.floats(50, 900))
def test_the_page_is_placed_at_one_to_one(width: float, height: float) -> None:
    tiling = Tiling()
    page = _full(width, height)
    pages, grid = tile_pages(page, tiling), tile_grid(page.bleed, tiling)
    assert len(pages) == len(grid.tiles)  # something is everywhere
    for made, tile in zip(pages, grid.tiles, strict=True):
        matrix = _matrix(made.ops)
        assert matrix[:4] == (1, 0, 0, 1)
        assert matrix.apply((tile.shown.x0, tile.shown.y0)) == pytest.approx((grid.window.x0, grid.window.y0))
        assert made.trim == made.bleed == grid.sheet


def _matrix(ops: tuple[Op, ...]) -> Affine:
    window = ops[0]
    assert isinstance(window, Group)
    art = window.ops[0]
    assert isinstance(art, Group)
    placed = art.ops[0]
    assert isinstance(placed, Group)
    assert placed.matrix is not None
    return placed.matrix


def test_only_tiles_with_something_on_them_are_printed() -> None:
    box = Box(0, 0, 700, 900)
    line = StrokePath(Path.line(Point(5, 5), Point(690, 5)), Cmyk(k=1), 0.5)
    away = Group((FillPath(Path.rectangle(box), Cmyk(c=1)),), clip=Path.rectangle(Box(0, 0, 20, 20)))
    whole, pages = tile_grid(box, Tiling()), tile_pages(DrawPage("outside", box, box, (line, away)), Tiling())
    assert len(pages) == whole.columns < len(whole.tiles)
    assert tile_pages(DrawPage("outside", box, box, ()), Tiling()) == []


def test_the_better_way_of_the_paper_is_taken() -> None:
    wide = tile_grid(Box(0, 0, 250, 150), Tiling())
    assert wide.sheet.width > wide.sheet.height
    assert len(wide.tiles) == 1
    assert len(tile_grid(Box(0, 0, 250, 150), Tiling(orientation="portrait")).tiles) == 2
    with pytest.raises(DieloomError, match="sheets"):
        tile_grid(Box(0, 0, 9000, 9000), Tiling())


def test_tiles_name_their_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    setting = lettering._line
    monkeypatch.setattr(lettering, "_line", lambda text, bold: (said.append(text), setting(text, bold))[1])
    tile_pages(_full(300, 400), Tiling(orientation="portrait"), "Tea")
    assert {
        "A1",
        "B1",
        "A2",
        "B2",
        "Sheet 4 of 4",
        "B2 is glued on here",
        "cut here, glue onto A1",
        "Tea   ·   Outside",
    } <= set(said)
    assert any("100 mm" in text and "Actual size" in text for text in said)


def test_every_text_of_the_tiles_is_there_in_both_languages() -> None:
    for each in fields(TileTexts):
        english, chinese = getattr(ENGLISH, each.name), getattr(CHINESE, each.name)
        assert english != chinese
        assert re.findall(r"\{\w*\}", str(english)) == re.findall(r"\{\w*\}", str(chinese))


def test_the_paper_proof_as_a_file(tmp_path: FilePath) -> None:
    """A sound file of process inks that readers print unscaled; rulers of 100 mm; the page where it belongs."""
    box = Box(0, 0, 300, 200)
    cross = Path.rectangle(Box(100, 100, 110, 110))
    drawing = Drawing("Paper", (DrawPage("outside", box, box, (FillPath(cross, Spot("Gold", Cmyk(m=1))),)),))
    out, tiling = tmp_path / "tiles.pdf", Tiling(orientation="portrait", strength=1)
    info, asked = PdfInfo(actual_size=True), PressSettings(marks=False, simulate_spots=True)
    export_pdf(tiled_drawing(drawing, tiling), NoPixels(), out, asked, info)
    assert faults(out) == []
    with pikepdf.open(out) as pdf:
        assert str(pdf.Root.ViewerPreferences.PrintScaling) == "/None"
        width, height = (float(side) / POINTS_PER_MM for side in pdf.pages[0].mediabox[2:])  # type: ignore[attr-defined]
        assert (width, height) == pytest.approx(PAPERS["a4"], abs=0.01)
    ppi = 254
    (plates,) = separate(out, tmp_path / "plates", ppi)
    assert set(plates) == set(PROCESS)
    scale, grid = ppi / MM_PER_INCH, tile_grid(box, tiling)
    tile = grid.tiles[0]
    rows, columns = np.nonzero(plates["Magenta"] > 200)
    left = (grid.window.x0 + 100 - tile.shown.x0) * scale
    top = (grid.sheet.y1 - grid.window.y0 - 110 + tile.shown.y0) * scale
    assert (columns.min(), columns.max() + 1) == pytest.approx((left, left + 10 * scale), abs=1.5)
    assert (rows.min(), rows.max() + 1) == pytest.approx((top, top + 10 * scale), abs=1.5)
    black = plates["Black"] > 200
    across = _longest_run(black[round((grid.sheet.y1 - grid.window.y0 + 2) * scale) :, :])
    upright = _longest_run(black[:, : round((grid.window.x0 - 0.5) * scale)].T)
    assert across == pytest.approx(RULER * scale, abs=3)
    assert upright == pytest.approx(RULER * scale, abs=3)


def _longest_run(mask: np.ndarray) -> int:
    """The longest row of set pixels."""
    best = 0
    for row in mask:
        edges = np.flatnonzero(np.diff(np.concatenate([[0], row.astype(int), [0]])))
        best = max([best, *(edges[1::2] - edges[::2])])
    return int(best)


def test_lines_of_the_die_are_no_processing_steps_on_paper() -> None:
    _, drawing = carton()
    for page in tiled_drawing(drawing).pages:
        assert not [op for op in _groups(page.ops) if op.layer and op.layer.step]
    assert {page.side for page in tiled_drawing(drawing).pages} == {"outside", "inside"}


def _groups(ops: tuple[Op, ...]) -> list[Group]:
    found = [op for op in ops if isinstance(op, Group)]
    return found + [inner for op in found for inner in _groups(op.ops)]

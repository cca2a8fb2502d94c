"""Packs on a sheet: each as it is alone, none on another's board, both sides in register."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path as FilePath

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from core.colour.inks import REGISTRATION, Cmyk
from core.compose.compose import compose
from core.compose.drawlist import Drawing, FillPath, Group, LayerTag, StrokePath
from core.dieline import library
from core.dieline.nest import Layout, Placement, Sheet
from core.document.document import Document
from core.document.model import Design, DielineChoice
from core.errors import DieloomError
from core.geometry import Affine, Box, Point
from core.press.imposition import SheetMarks, imposed_drawing, sheet_layout, step_and_repeat
from core.press.imposition.cells import area_of, blanks_of, cells_of, path_of
from core.press.imposition.frame import AROUND
from core.press.pdf import export_pdf
from core.press.presets import load
from core.press.settings import PressSettings
from tests.press.drawings import COARSE, QuarterPixels, carton, outline
from tests.press.gate import faults
from tests.press.plates import PROCESS, Plates, separate

PPI, SCALE = 127, 5  # pixels to the mm
NO_MARKS = SheetMarks(registration=False, colour_bar=False, plate_names=False, job_line=False, numbers=False)
WHEN = datetime(2026, 3, 4, tzinfo=UTC)
PRINTED = (*PROCESS, "Gold")


def _two_by_two() -> Layout:
    """Packs whose bleed begins at whole millimetres, so that they meet the pixels as the single pack does."""
    box = outline().blank.grown(3)
    across, up = math.ceil(box.width), math.ceil(box.height)
    places = [Placement(15 + x - box.x0, 15 + y - box.y0, 0) for y in (0, up) for x in (0, across)]
    return Layout(Sheet(2 * across + 30, 2 * up + 30, 12, 10), 6, tuple(places), 1.0, 4)


def _plates(drawing: Drawing, folder: FilePath) -> list[Plates]:
    document, _ = carton()
    folder.mkdir()
    out = folder / "sheet.pdf"
    export_pdf(drawing, QuarterPixels(document), out, PressSettings(marks=False, ppi=COARSE))
    assert faults(out) == []
    return separate(out, folder / "plates", PPI)


def _imposed(layout: Layout, marks: SheetMarks = NO_MARKS) -> Drawing:
    document, drawing = carton()
    return imposed_drawing(document, outline(), drawing, layout, load(), marks, WHEN)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> list[Plates]:
    return _plates(_imposed(_two_by_two()), tmp_path_factory.mktemp("sheet") / "plain")


def test_each_pack_is_printed_as_it_is_alone(plain: list[Plates], tmp_path: FilePath) -> None:
    _, drawing = carton()
    box = outline().blank.grown(3)
    whole = Box(box.x0, box.y0, box.x0 + math.ceil(box.width), box.y0 + math.ceil(box.height))
    alone = replace(drawing, pages=tuple(replace(page, bleed=whole) for page in drawing.pages[:1]))
    (single,) = _plates(alone, tmp_path / "single")
    height, width = single["Cyan"].shape
    rows = plain[0]["Cyan"].shape[0]
    for place in _two_by_two().placements:
        left = round((place.x + box.x0 + AROUND) * SCALE)
        top = rows - round((place.y + box.y0 + AROUND) * SCALE) - height
        for name in (*PRINTED, "Cut", "Crease", "Glue"):
            here = plain[0][name][top : top + height, left : left + width]
            differs = np.abs(here.astype(int) - single[name]) > 2
            assert single[name].any()
            assert differs.mean() < 2e-3, name


@pytest.mark.parametrize("side", [0, 1], ids=["front", "back"])
def test_no_ink_outside_the_cells(plain: list[Plates], side: int) -> None:
    layout = _two_by_two()
    cells = shapely.union_all(cells_of(outline(), layout, 3)).buffer(2 / SCALE)
    outside = ~_mask(cells, layout.sheet, plain[side]["Cyan"].shape, mirrored=side == 1)
    for name in PRINTED:
        if name in plain[side]:
            assert not plain[side][name][outside].any(), name


def _mask(area: shapely.Geometry, sheet: Sheet, shape: tuple[int, ...], *, mirrored: bool) -> NDArray[np.bool_]:
    picture = Image.new("1", (shape[1], shape[0]))
    pen = ImageDraw.Draw(picture)
    for part in shapely.get_parts(area):
        ring = [((x + AROUND) * SCALE, (sheet.height + AROUND - y) * SCALE) for x, y in part.exterior.coords]
        pen.polygon(ring, fill=1)
    mask = np.asarray(picture)
    return mask[:, ::-1] if mirrored else mask


def test_the_back_registers_with_the_front(tmp_path: FilePath) -> None:
    """Turned over, the knife of the back is that of the front, whichever way packs lie; and so is what is printed."""
    box = outline().blank
    size = math.ceil(max(box.width, box.height)) + 20
    turns = [Affine.rotation(turn).apply(box.centre) for turn in (0, 90, 180, 270)]
    places = tuple(
        Placement((i % 2 + 0.5) * size - middle.x, (i // 2 + 0.5) * size - middle.y, 90 * i)
        for i, middle in enumerate(turns)
    )
    layout = Layout(Sheet(2 * size, 2 * size), 6, places, 1.0, 4)
    front, back = _plates(_imposed(layout), tmp_path / "turned")
    for name in ("Cut", "Crease"):
        apart = (front[name] > 0) != (back[name][:, ::-1] > 0)
        assert apart.sum() < 0.35 * (front[name] > 0).sum(), name  # lines are a pixel or two wide
        thick = _thickened(front[name] > 0)
        assert not (back[name][:, ::-1] > 0)[~thick].any(), name
    panel = shapely.Polygon(outline().panels[1].polygon())
    panels = shapely.union_all(
        [shapely.Polygon([place.matrix.apply(Point(*at)) for at in panel.exterior.coords]) for place in places]
    )
    allowed = _mask(panels.buffer(3.5), layout.sheet, back["Cyan"].shape, mirrored=True)
    needed = _mask(panels.buffer(-0.5), layout.sheet, back["Cyan"].shape, mirrored=True)
    inked = sum(back[name].astype(int) for name in PROCESS) > 0
    assert not inked[~allowed].any()
    assert inked[needed].all()


def _thickened(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    grown = mask.copy()
    for down in range(-2, 3):
        for right in range(-2, 3):
            grown |= np.roll(mask, (down, right), (0, 1))
    return grown


def test_marks_are_on_every_plate_and_none_lies_on_a_pack_or_in_the_gripper(tmp_path: FilePath) -> None:
    document, drawing = carton()
    layout = sheet_layout(document, outline(), Sheet(620, 620, 12, 12, "x"))
    marks = SheetMarks(cut_marks=True)
    imposed = imposed_drawing(document, outline(), drawing, layout, load(), marks, WHEN)
    bare = imposed_drawing(document, outline(), drawing, layout, load(), NO_MARKS, WHEN)
    front, without = _plates(imposed, tmp_path / "with")[0], _plates(bare, tmp_path / "without")[0]
    cells = _mask(shapely.union_all(cells_of(outline(), layout, 3)), layout.sheet, front["Cyan"].shape, mirrored=False)
    gripper = front["Cyan"].shape[0] - round((AROUND + 12) * SCALE)
    for name in PRINTED:
        added = (front[name] > 0) & ~(without[name] > 0)
        assert front[name].max() == 255
        assert added.sum() > 500, name
        assert not added[_thickened(cells)].any(), name
        assert not added[gripper:].any(), name
        assert added[round(AROUND * SCALE) :, : round((AROUND + 8) * SCALE)].any(), name  # targets and names, left


@pytest.mark.parametrize("bleed", [0, 3, 5, 10])
def test_the_usual_sheet_has_room_for_every_mark(bleed: float) -> None:
    document, _ = carton()
    document = document.with_design(document.design.model_copy(update={"bleed": bleed}))
    drawing, layout = compose(document, outline()), sheet_layout(document, outline())
    page = imposed_drawing(document, outline(), drawing, layout, load(), SheetMarks(), WHEN).pages[0]
    drawn = [op for op in page.ops if isinstance(op, FillPath | StrokePath)]
    assert sum(isinstance(op, StrokePath) and op.ink == REGISTRATION for op in drawn) == 1  # the targets
    assert sum(isinstance(op, FillPath) and op.ink == REGISTRATION for op in drawn) == 1  # the job line
    bar = [op.path.bounds for op in drawn if op.ink == Cmyk(m=1, y=1)]
    assert len(bar) > 3  # again and again
    assert all(700 - 9 < box.y0 < box.y1 < 700 for box in bar)  # along the tail


def test_the_die_is_one_layer_for_each_type_of_line() -> None:
    page = _imposed(_two_by_two(), SheetMarks()).pages[0]
    _, drawing = carton()
    names = [op.layer.name for op in page.ops if isinstance(op, Group) and op.layer]
    single = [op.layer.name for op in drawing.pages[0].ops if isinstance(op, Group) and op.layer]
    assert names == [*single, "Sheet", "Legend"]
    (cut,) = (op for op in page.ops if isinstance(op, Group) and op.layer and op.layer.name == "Cut")
    assert all(isinstance(op, StrokePath | FillPath) for op in cut.ops)


def test_the_same_operations_are_placed_by_a_matrix() -> None:
    """So that the writer stores them once."""
    art = _imposed(_two_by_two()).pages[0].ops[0]
    assert isinstance(art, Group)
    assert art.layer == LayerTag("Artwork")
    inner = [cell.ops[0] for cell in art.ops if isinstance(cell, Group)]
    assert len(inner) == 4
    assert all(isinstance(each, Group) and each.ops is inner[0].ops and each.matrix is not None for each in inner)  # type: ignore[union-attr]


@pytest.mark.parametrize("grid", [False, True])
@pytest.mark.parametrize(("code", "bleed"), [("A20.20.01.01", 0), ("0427", 5), ("PILLOW BOX", 10)])
def test_no_bleed_lies_in_the_gripper_or_the_margins(code: str, bleed: float, grid: bool) -> None:
    made = library.load(code).outline({})
    document = Document(Design(dieline=DielineChoice(code=code), bleed=bleed))
    for sheet in (None, Sheet(1300, 900, 12, 4), Sheet(1300, 900, 5, 9), Sheet(1300, 900)):
        layout = sheet_layout(document, made, sheet, grid=grid)
        assert sheet in (None, layout.sheet)
        x0, y0, x1, y1 = shapely.union_all(cells_of(made, layout, bleed)).bounds
        usable = layout.sheet.usable.grown(1e-6)
        assert usable.x0 <= x0 < x1 <= usable.x1
        assert usable.y0 <= y0 < y1 <= usable.y1


def test_a_gap_in_which_bleeds_meet_is_refused_with_the_number() -> None:
    document, _ = carton()
    with pytest.raises(DieloomError, match="meet") as refused:
        sheet_layout(document, outline(), Sheet(1000, 700), gap=4)
    assert "6 mm" in (refused.value.hint or "")
    assert sheet_layout(document, outline(), Sheet(600, 600), gap=0).count >= 4  # knives are shared


def test_step_and_repeat_fills_the_usable_part_and_no_more() -> None:
    sheet = Sheet(1000, 700, 12, 10)
    for turn in (0, 90, 180, 270):
        layout = step_and_repeat(outline(), sheet, 6, turn)
        boxes = [shapely.box(*blank.bounds) for blank in blanks_of(outline(), layout)]
        usable = shapely.box(*sheet.usable).buffer(1e-6)
        assert layout.count > 0
        assert all(usable.contains(box) for box in boxes)
        gaps = [a.distance(b) for i, a in enumerate(boxes) for b in boxes[:i]]
        assert min(gaps) == pytest.approx(6)
    assert step_and_repeat(outline(), sheet, 6, columns=2, rows=1).count == 2
    with pytest.raises(DieloomError, match="do not fit"):
        step_and_repeat(outline(), sheet, 6, columns=20)
    with pytest.raises(DieloomError, match="does not fit"):
        sheet_layout(carton()[0], outline(), Sheet(200, 200), grid=True)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(("A20.20.01.01", "0427")),
    st.floats(-1, 1),
    st.floats(-1, 1),
    st.sampled_from((0, 90, 180, 270)),
    st.floats(0.5, 8),
)
def test_cells_never_overlap_hold_their_blanks_and_go_to_the_nearer(
    code: str, right: float, up: float, turn: int, bleed: float
) -> None:
    blank = library.load(code).outline({})
    box = blank.blank
    second = Placement(right * 1.2 * box.width, up * 1.2 * box.height, turn)
    layout = Layout(Sheet(5000, 5000), 0, (Placement(0, 0, 0), second), 1.0, 1)
    one, other = blanks_of(blank, layout)
    assume((one & other).area < 1e-9)
    mine, theirs = cells_of(blank, layout, bleed)
    assert (mine & theirs).area < 1e-3
    assert (one - mine).area < 1e-3
    assert (other - theirs).area < 1e-3
    edge = [point for point in _grid(mine.buffer(-0.02), 1.0) if point.distance(other) < bleed]
    stolen = [point for point in edge if point.distance(one) > point.distance(other) + 0.3]
    assert stolen == []


def _grid(area: shapely.Geometry, step: float) -> list[shapely.Point]:
    """Points of an area, among them those near its edge."""
    return [shapely.Point(*at) for at in shapely.get_coordinates(shapely.segmentize(area.boundary, step))]


def test_areas_and_paths_are_the_same_thing() -> None:
    area = shapely.box(0, 0, 10, 10) - shapely.box(2, 2, 4, 4)
    assert area_of(path_of(area)).equals(area)

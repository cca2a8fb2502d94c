"""Inks as the file names them, and what Ghostscript finds of them on the plates."""

from __future__ import annotations

from pathlib import Path as FilePath

import numpy as np
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.colour.condition import PrintingCondition
from core.colour.inks import REGISTRATION, Cmyk, Rgb, Spot
from core.compose.compose import compose
from core.compose.drawlist import Drawing, DrawPage, FillPath, Group, Op
from core.compose.placed.painting import TRACE
from core.document.model import CmykPaint, Placement, ShapeLayer, SpotColour, SpotPaint
from core.errors import DieloomError
from core.geometry import Box, Path
from core.press.dieline_pdf import NoPixels
from core.press.inks import PressInks, ProofInks
from core.press.pdf import export_pdf
from core.press.settings import PressSettings
from tests.press.drawings import COARSE, QuarterPixels, carton, outline
from tests.press.everything import USES
from tests.press.gate import faults
from tests.press.plates import PROCESS, Plates, separate

SHEET = Box(0, 0, 60, 40)
TEAL = Spot("Teal", Cmyk(c=0.9, y=0.4), lab=(50, -40, -10))
GOLD = Spot("Gold", Cmyk(c=0.2, m=0.4, y=1))
BARE = PressSettings(marks=False)


def _written(folder: FilePath, *ops: Op) -> FilePath:
    out = folder / "inks.pdf"
    export_pdf(Drawing("Inks", (DrawPage("outside", SHEET, SHEET, ops),)), NoPixels(), out, BARE)
    assert faults(out) == []
    return out


def _plates(folder: FilePath, *ops: Op) -> Plates:
    (page,) = separate(_written(folder, *ops), folder / "plates", 72)
    return page


def _area(column: int) -> Path:
    return Path.rectangle(Box(6 * column, 10, 6 * column + 5, 20))


def _at(page: Plates, name: str, column: int) -> int:
    """What a plate has in the middle of an area."""
    return int(page[name][round(25 / 25.4 * 72), round((6 * column + 2.5) / 25.4 * 72)]) if name in page else 0


def test_a_spot_with_lab_is_defined_by_it_once(tmp_path: FilePath) -> None:
    """From the paper's white to the ink's Lab, whatever its tints."""
    ops = [FillPath(_area(i), Spot("Teal", TEAL.alternate, tint, TEAL.lab)) for i, tint in enumerate((1, 0.5, 0.25))]
    out = _written(tmp_path, *ops, FillPath(_area(3), GOLD))
    with pikepdf.open(out) as pdf:
        teal, gold = (dict(pdf.pages[0].Resources.ColorSpace)[f"/Spot{number}"] for number in (0, 1))
        kind, white = teal[2]
        assert (str(teal[1]), str(kind)) == ("/Teal", "/Lab")
        assert [float(value) for value in white.WhitePoint] == pytest.approx([0.9642, 1, 0.8249], abs=1e-3)
        assert [int(value) for value in teal[3].C0] == [100, 0, 0]
        assert [int(value) for value in teal[3].C1] == [50, -40, -10]
        assert gold[2] == pikepdf.Name.DeviceCMYK
    (page,) = separate(out, tmp_path / "plates", 72)
    for column, wanted in enumerate((255, 127.5, 63.75)):
        assert _at(page, "Teal", column) == pytest.approx(wanted, abs=1)
        assert [_at(page, name, column) for name in PROCESS] == [0, 0, 0, 0]


def test_one_name_is_one_ink_by_its_lab_too(tmp_path: FilePath) -> None:
    other = Spot("Teal", TEAL.alternate, lab=(51, -40, -10))
    with pytest.raises(DieloomError, match="Two different inks are called Teal"):
        _written(tmp_path, FillPath(_area(0), TEAL), FillPath(_area(1), other))


@settings(max_examples=12, deadline=None)
@given(levels=st.lists(st.integers(0, 255), min_size=40, max_size=40))
def test_typed_numbers_reach_the_plates(levels: list[int], tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every ink and every tint within a step."""
    rows = [tuple(levels[4 * i : 4 * i + 4]) for i in range(5)]
    ops: list[Op] = [FillPath(_area(i), Cmyk(*(level / 255 for level in row))) for i, row in enumerate(rows)]
    ops += [FillPath(_area(5 + i), Spot("Gold", GOLD.alternate, level / 255)) for i, level in enumerate(levels[20:25])]
    page = _plates(tmp_path_factory.mktemp("typed"), *ops)
    for column, row in enumerate(rows):
        for name, level in zip(PROCESS, row, strict=True):
            assert abs(_at(page, name, column) - level) <= 1
    for i, level in enumerate(levels[20:25]):
        assert abs(_at(page, "Gold", 5 + i) - level) <= 1


def test_names_that_placed_files_bring(tmp_path: FilePath) -> None:
    """All is every plate, a process ink's name is that ink, and None prints nothing."""
    page = _plates(
        tmp_path,
        FillPath(_area(0), Spot("All", Cmyk(k=1), 0.5)),
        FillPath(_area(1), Spot("Magenta", Cmyk(m=1), 0.5)),
        FillPath(_area(2), Spot("None", Cmyk(k=1))),
        FillPath(_area(3), GOLD),
    )
    assert set(page) == {*PROCESS, "Gold"}
    assert [_at(page, name, 0) for name in page] == pytest.approx([127.5] * 5, abs=1)
    assert [_at(page, name, 1) for name in PROCESS] == pytest.approx([0, 127.5, 0, 0], abs=1)
    assert [_at(page, name, 2) for name in page] == [0] * 5


def test_a_proof_has_process_inks_alone() -> None:
    inks = ProofInks(PrintingCondition())
    for ink in (TEAL, GOLD, Rgb(1, 0, 0), Cmyk(k=1), REGISTRATION, Spot("Black", Cmyk(k=1), 0.5)):
        assert isinstance(inks.of(ink), Cmyk)
    assert inks.of(Spot("Black", Cmyk(c=1), 0.5)) == Cmyk(k=0.5)
    assert inks.of(Spot("None", Cmyk(k=1))) is None


def test_without_lab_there_are_process_alternates_alone() -> None:
    found = PressInks(PrintingCondition(), {"Teal": "PANTONE 3282 C"}, lab=False).of(TEAL)
    assert found == Spot("PANTONE 3282 C", TEAL.alternate)


def test_finishes_leave_no_trace_on_other_plates(tmp_path: FilePath) -> None:
    """White, varnish, foil and the rest over artwork: their own plates, and every other as it is without them."""
    document, _ = carton()
    front = outline().panels[1].name
    names = {use: f"Plate {use}" for use in USES if use != "colour"}
    spots = tuple(SpotColour(name=name, alternate=CmykPaint(k=0.3), use=use) for use, name in names.items())
    shapes = tuple(
        ShapeLayer(
            id=use, fill=SpotPaint(name=name), place=Placement(panel=front, x=2, y=3 + 10 * i, width=60, height=15)
        )
        for i, (use, name) in enumerate(names.items())
    )
    plain = document.design
    finished = plain.model_copy(update={"spots": (*plain.spots, *spots), "layers": (*plain.layers, *shapes)})
    pages = {}
    for design in (plain, finished):
        drawing = compose(document.with_design(design), outline())
        out = tmp_path / f"{len(design.layers)}.pdf"
        export_pdf(drawing, QuarterPixels(document), out, PressSettings(ppi=COARSE))
        assert faults(out) == []
        pages[design is finished] = separate(out, tmp_path / out.stem, 72)[0]
    for name in (*PROCESS, "Gold"):
        assert np.array_equal(pages[False][name], pages[True][name]), name
    for name in names.values():
        assert (pages[True][name] == 255).sum() > 1000, name


def test_a_trace_of_ink_knocks_out_and_none_does_not(tmp_path: FilePath) -> None:
    """What a placed PDF paints black on all four plates with overprint leaves nothing of what lies under it."""
    under = [FillPath(_area(column), Cmyk(0.5, 0.5, 0.5, 0)) for column in range(2)]
    traces = FillPath(_area(0), Cmyk(TRACE, TRACE, TRACE, 1), overprint=True)
    page = _plates(tmp_path, *under, traces, FillPath(_area(1), Cmyk(k=1), overprint=True))
    assert [_at(page, name, 0) for name in PROCESS] == [0, 0, 0, 255]
    assert [_at(page, name, 1) for name in PROCESS] == pytest.approx([127.5, 127.5, 127.5, 255], abs=1)


def test_an_overprinting_group_drawn_often_overprints_everywhere(tmp_path: FilePath) -> None:
    """A form has its colour and its overprint within itself."""
    ground = FillPath(Path.rectangle(SHEET), Cmyk(c=1))
    black = Group((FillPath(_area(0), Cmyk(k=1), overprint=True), FillPath(_area(1), Cmyk(k=1))))
    page = _plates(tmp_path, ground, black, FillPath(_area(2), Cmyk(m=1)), black)
    assert [_at(page, name, 0) for name in PROCESS] == [255, 0, 0, 255]
    assert [_at(page, name, 1) for name in PROCESS] == [0, 0, 0, 255]
    assert [_at(page, name, 2) for name in PROCESS] == [0, 255, 0, 0]

"""The layout as files: every blank's lines where the placements say, in coordinates of the sheet."""

from __future__ import annotations

import re
from pathlib import Path

import ezdxf
import pytest
import shapely

from core.dieline import library
from core.dieline.nest import Layout, Sheet, nest
from core.dieline.nest.files import sheet_outline, write_layout
from core.dieline.outline import LineType, Outline
from core.errors import DieloomError
from core.geometry import Box
from tests.dieline.nest.blanks import lying


@pytest.fixture(scope="module")
def outline() -> Outline:
    return library.load("A20.20.03.01").outline({"L": 60, "W": 30, "H": 90})


@pytest.fixture(scope="module")
def layout(outline: Outline) -> Layout:
    return nest(outline, Sheet(500, 350, gripper=10, grain="y"))


def test_the_cuts_of_the_sheet_are_the_contours_of_its_blanks(outline: Outline, layout: Layout) -> None:
    sheet = sheet_outline(outline, layout)
    assert sheet.blank == Box(0, 0, 500, 350)
    assert len(sheet.lines) == layout.count * len(outline.lines)
    areas = shapely.union_all([lying(outline, place) for place in layout.placements]).buffer(0.01)
    cuts = [line.segment.flattened(0.001) for line in sheet.lines_of(LineType.CUT)]
    assert all(areas.covers(shapely.LineString(points)) for points in cuts)


def test_dxf_holds_the_whole_sheet(outline: Outline, layout: Layout, tmp_path: Path) -> None:
    write_layout(outline, layout, tmp_path / "sheet.dxf")
    drawing = ezdxf.readfile(tmp_path / "sheet.dxf")  # type: ignore[attr-defined]
    assert not drawing.audit().has_errors
    creases = drawing.modelspace().query('*[layer=="CREASE"]')
    assert len(creases) == layout.count * len({line.segment for line in outline.lines_of(LineType.CREASE)})


def test_cf2_places_one_blank_many_times(outline: Outline, layout: Layout, tmp_path: Path) -> None:
    write_layout(outline, layout, tmp_path / "sheet.cf2")
    text = (tmp_path / "sheet.cf2").read_text("ascii")
    placed = re.findall(r"^C,BLANK,([^,]+),([^,]+),([^,]+),1,1", text, re.MULTILINE)
    assert [(float(x), float(y), int(turn)) for x, y, turn in placed] == [
        (pytest.approx(place.x, abs=1e-6), pytest.approx(place.y, abs=1e-6), place.turn_deg)
        for place in layout.placements
    ]
    assert text.count("SUB,BLANK") == 1


def test_svg_is_as_large_as_the_sheet(outline: Outline, layout: Layout, tmp_path: Path) -> None:
    write_layout(outline, layout, tmp_path / "sheet.svg")
    assert 'width="502mm" height="352mm"' in (tmp_path / "sheet.svg").read_text("utf-8")


def test_other_files_are_refused(outline: Outline, layout: Layout, tmp_path: Path) -> None:
    with pytest.raises(DieloomError, match="ends in"):
        write_layout(outline, layout, tmp_path / "sheet.docx")

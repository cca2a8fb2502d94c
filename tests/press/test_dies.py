"""A sheet of blanks as PDF: a sound file, as large as the sheet, with each blank's knife once."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from core.compose.drawlist import Group, StrokePath
from core.dieline import library
from core.dieline.nest import Layout, Sheet, nest
from core.dieline.outline import Outline
from core.errors import Cancelled
from core.geometry import MoveTo
from core.jobs import Progress
from core.press.imposition.dies import layout_drawing, write_layout_pdf
from core.press.imposition.frame import legend
from core.units import POINTS_PER_MM
from tests.press.gate import faults


@pytest.fixture(scope="module")
def outline() -> Outline:
    return library.load("A20.20.03.01").outline({"L": 60, "W": 30, "H": 90})


@pytest.fixture(scope="module")
def layout(outline: Outline) -> Layout:
    return nest(outline, Sheet(500, 350, gripper=10, grain="y"))


def test_the_trim_is_the_sheet_and_the_file_is_sound(outline: Outline, layout: Layout, tmp_path: Path) -> None:
    write_layout_pdf(outline, layout, tmp_path / "sheet.pdf")
    assert faults(tmp_path / "sheet.pdf") == []
    with pikepdf.open(tmp_path / "sheet.pdf") as pdf:
        x0, y0, x1, y1 = (float(value) for value in pdf.pages[0].trimbox)  # type: ignore[attr-defined]
        assert (x1 - x0, y1 - y0) == pytest.approx((500 * POINTS_PER_MM, 350 * POINTS_PER_MM), abs=0.01)
        layers = [str(layer.Name) for layer in pdf.Root.OCProperties.OCGs]  # type: ignore[attr-defined]
        assert {"Sheet", "Legend", "Cut", "Crease"} <= set(layers)


def test_each_blank_is_drawn_once(outline: Outline, layout: Layout) -> None:
    def begun(drawing_ops: tuple[object, ...], name: str) -> int:
        groups = [op for op in drawing_ops if isinstance(op, Group) and op.layer and op.layer.name == name]
        paths = [op.path for group in groups for op in group.ops if isinstance(op, StrokePath)]
        return sum(isinstance(command, MoveTo) for path in paths for command in path.commands)

    many = layout_drawing(outline, layout).pages[0].ops
    single = Layout(layout.sheet, layout.gap, layout.placements[:1], layout.blank_area, 1)
    once = layout_drawing(outline, single).pages[0].ops
    assert begun(many, "Crease") == layout.count * begun(once, "Crease")
    assert begun(many, "Sheet") == begun(once, "Sheet") == 2  # the edge, and where the gripper ends


def test_the_legend_says_what_is_on_the_sheet(layout: Layout) -> None:
    assert legend(layout).startswith(f"{layout.count} on 500 x 350 mm, gap 5 mm, gripper 10 mm, grain along the height")


def test_writing_stops_when_asked(outline: Outline, layout: Layout, tmp_path: Path) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        write_layout_pdf(outline, layout, tmp_path / "sheet.pdf", progress=progress)
    assert not (tmp_path / "sheet.pdf").exists()

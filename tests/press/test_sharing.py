"""What pages or packs share is written once, and still prints where each of them has it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path as FilePath

import numpy as np
import pikepdf
import pytest
from numpy.typing import NDArray

from core.artwork.recipe import Recipe
from core.colour.inks import Cmyk, Spot
from core.compose.drawlist import (
    ArtImage,
    Drawing,
    DrawPage,
    FillPath,
    FillTile,
    Group,
    LayerTag,
    Op,
    ProcessingStep,
    StrokePath,
)
from core.geometry import Affine, Box, LineTo, MoveTo, Path, Point
from core.press.dieline_pdf import NoPixels
from core.press.lettering import caption
from core.press.pdf import export_pdf
from core.press.settings import PdfInfo, PressSettings
from tests.press.drawings import QuarterPixels, carton
from tests.press.gate import faults
from tests.press.plates import separate

SHEET = Box(0, 0, 60, 40)
BARE = PressSettings(marks=False)
GOLD = Spot("Gold", Cmyk(c=0.2, m=0.4, y=1))
CUT = LayerTag("Cut", ProcessingStep("Structural", "Cutting"))


def _pages(*contents: tuple[Op, ...], sheet: Box = SHEET) -> Drawing:
    return Drawing("Shared", tuple(DrawPage("outside", sheet, sheet, ops) for ops in contents))


def _square(x: float, y: float, size: float = 10) -> Path:
    return Path.rectangle(Box(x, y, x + size, y + size))


def _forms(path: FilePath) -> list[pikepdf.Stream]:
    with pikepdf.open(path) as pdf:
        return [dict(item) for item in pdf.objects if isinstance(item, pikepdf.Stream) and "/BBox" in item]


def _pack() -> tuple[Op, ...]:
    """Artwork, a translucent pair over it, and a line of the die."""
    tile = FillTile(Path.rectangle(Box(0, 0, 25, 15)), ArtImage(Recipe()), Affine.scaling(8))
    veil = Group((FillPath(_square(5, 3, 8), GOLD), FillPath(_square(8, 5, 8), Cmyk(m=1))), opacity=0.5)
    die = Group((StrokePath(_square(1, 1, 12), Spot("Cut", Cmyk(m=1)), 0.2, overprint=True),), layer=CUT)
    return Group((tile, veil)), die


def _plates(drawing: Drawing, folder: FilePath, name: str) -> list[dict[str, NDArray[np.uint8]]]:
    out = folder / f"{name}.pdf"
    export_pdf(drawing, QuarterPixels(carton()[0]), out, PressSettings(marks=False, ppi=100))
    assert faults(out) == []
    return separate(out, folder / name, 127)


def test_two_hundred_pages_with_the_same_artwork_stay_small(tmp_path: FilePath) -> None:
    """At most a fifth more than one page, and 2 KB for each; texts differ from page to page."""
    document, drawing = carton()
    page = drawing.pages[0]

    def written(count: int) -> int:
        numbered = [replace(page, ops=(*page.ops, *caption(f"Lot {i:04}", Point(20, 20), 9))) for i in range(count)]
        out = tmp_path / f"{count}.pdf"
        export_pdf(replace(drawing, pages=tuple(numbered)), QuarterPixels(document), out, PressSettings(ppi=72))
        with pikepdf.open(out) as pdf:
            assert len(pdf.pages) == count
        return out.stat().st_size

    assert written(200) <= 1.2 * written(1) + 200 * 2048


def test_equal_groups_are_one_form_though_composed_anew(tmp_path: FilePath) -> None:
    """Two pages whose artwork is equal, not the same object."""
    out = tmp_path / "equal.pdf"
    export_pdf(_pages(*((Group(_pack()),) for _ in range(2))), QuarterPixels(carton()[0]), out, BARE)
    assert faults(out) == []
    assert len([form for form in _forms(out) if "/Group" not in form]) == 1


def test_what_is_drawn_once_is_no_form(tmp_path: FilePath) -> None:
    out = tmp_path / "once.pdf"
    placed = Group((FillPath(_square(0, 0), GOLD),), matrix=Affine.translation(20, 10))
    export_pdf(_pages((placed, Group((FillPath(_square(1, 0), GOLD),)))), NoPixels(), out, BARE)
    assert _forms(out) == []


def test_a_line_and_a_gap_are_not_taken_for_each_other(tmp_path: FilePath) -> None:
    """As values, a move and a line to one place are equal."""
    points = [Point(10, 10), Point(50, 10), Point(50, 30)]
    bent, broken = (
        Path((MoveTo(points[0]), LineTo(points[1]), last(points[2]), LineTo(Point(10, 30))))
        for last in (LineTo, MoveTo)
    )
    assert bent == broken
    drawing = _pages(*((Group((StrokePath(path, Cmyk(k=1), 2),)),) for path in (bent, broken)))
    first, second = _plates(drawing, tmp_path, "lines")
    assert first["Black"][100, 250] == 255
    assert second["Black"][100, 250] == 0


def test_an_imposed_sheet_has_each_pack_once_and_prints_it_everywhere(tmp_path: FilePath) -> None:
    """Forty packs are one form, and each prints as the pack alone does."""
    pack, cell = _pack(), Box(0, 0, 25, 15)
    ways = [Affine.translation(25 * (i % 8), 15 * (i // 8)) for i in range(40)]
    clip = Path.rectangle(cell)
    imposed = tuple(Group(pack, clip=clip, matrix=way) for way in ways)
    (alone,) = _plates(_pages((Group(pack, clip=clip),), sheet=cell), tmp_path, "alone")
    (sheet,) = _plates(_pages(imposed, sheet=Box(0, 0, 200, 75)), tmp_path, "sheet")
    for name, plate in alone.items():
        for left in range(0, 1000, 125):
            for top in range(0, 375, 75):
                piece = sheet[name][top : top + 75, left : left + 125].astype(int)
                assert np.abs(piece - plate).max() <= 1, name
    sizes = [(tmp_path / f"{name}.pdf").stat().st_size for name in ("alone", "sheet")]
    assert sizes[1] < sizes[0] + 4096


@pytest.mark.parametrize("turn", [90, 180, 30])
def test_a_placed_group_maps_its_clip_pens_and_pictures(turn: float, tmp_path: FilePath) -> None:
    """The group's matrix gives what its operations give when each is mapped by hand."""
    way = Affine.translation(30, 20) @ Affine.rotation(turn) @ Affine.scaling(1.2)
    area, clip = _square(-8, -8, 16), Path.ellipse(Box(-9, -6, 9, 6))
    tile = FillTile(area, ArtImage(Recipe()), Affine.scaling(8))
    line = StrokePath(area, GOLD, 1.0)
    inside = Group((tile, line), clip=clip, matrix=way)
    by_hand = Group(
        (
            replace(tile, area=area.transformed(way), matrix=way @ tile.matrix),
            replace(line, path=area.transformed(way), width=1.2),
        ),
        clip=clip.transformed(way),
    )
    one, two = _plates(_pages((inside,), (by_hand,)), tmp_path, "mapped")
    for name in one:
        assert (np.abs(one[name].astype(int) - two[name]) > 64).mean() < 0.002, name


def test_a_shared_form_brings_transparency_and_layers_to_its_page(tmp_path: FilePath) -> None:
    shared = Group(_pack())
    out = tmp_path / "both.pdf"
    export_pdf(_pages((shared,), (Group((shared,)),), (Group(()),)), QuarterPixels(carton()[0]), out, BARE)
    assert faults(out) == []
    with pikepdf.open(out) as pdf:
        assert ["/Group" in page.obj for page in pdf.pages] == [True, True, False]
        assert [str(layer.Name) for layer in pdf.Root.OCProperties.OCGs] == ["Cut"]


def test_layers_of_one_name_are_told_apart(tmp_path: FilePath) -> None:
    layers = [Group((FillPath(_square(0, 0), GOLD),), layer=LayerTag("Logo", step)) for step in (None, CUT.step)]
    out = tmp_path / "layers.pdf"
    export_pdf(_pages(tuple(layers)), NoPixels(), out, BARE, PdfInfo(title="Two"))
    assert faults(out) == []
    with pikepdf.open(out) as pdf:
        assert [str(layer.Name) for layer in pdf.Root.OCProperties.OCGs] == ["Logo", "Logo 2"]

"""PDF/X-1a: without transparency, layers and Lab, and the same on every plate as PDF/X-4."""

from __future__ import annotations

from pathlib import Path as FilePath

import numpy as np
import pikepdf
import pytest
from PIL import ImageCms

from core.colour.inks import Cmyk, Rgb, Spot
from core.colour.profiles import load_profile
from core.compose.drawlist import Drawing, DrawPage, FillPath, Group, LayerTag, Op, ProcessingStep, StrokePath
from core.errors import DieloomError
from core.geometry import Affine, Box, Path, Point
from core.press.dieline_pdf import NoPixels
from core.press.lettering import caption
from core.press.pdf import export_pdf
from core.press.presets import Standard
from core.press.settings import PressSettings
from tests.press.everything import everything
from tests.press.gate import faults
from tests.press.plates import PROCESS, Plates, separate

SHEET = Box(0, 0, 60, 40)
FLAT = PressSettings(standard="x1a", marks=False)
TEAL = Spot("Teal", Cmyk(c=0.9, y=0.4), lab=(50, -40, -10))


def _square(x: float, y: float, size: float = 10) -> Path:
    return Path.rectangle(Box(x, y, x + size, y + size))


def _veil(*ops: Op) -> Group:
    return Group(ops, opacity=0.5)


def _pages(*contents: tuple[Op, ...]) -> Drawing:
    return Drawing("Flat", tuple(DrawPage("outside", SHEET, SHEET, ops) for ops in contents))


def _written(drawing: Drawing, folder: FilePath, settings: PressSettings = FLAT) -> FilePath:
    out = folder / f"{settings.standard}.pdf"
    export_pdf(drawing, NoPixels(), out, settings)
    assert faults(out, settings.standard) == []
    return out


def _pictures(path: FilePath) -> list[tuple[int, int]]:
    with pikepdf.open(path) as pdf:
        found = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and "/Width" in item]
        return [(int(item.Width), int(item.Height)) for item in found]


def _painted(path: FilePath) -> list[str]:
    """The operators of the first page, forms aside."""
    with pikepdf.open(path) as pdf:
        return [str(each.operator) for each in pikepdf.parse_content_stream(pdf.pages[0])]


def _far(one: Plates, two: Plates, name: str) -> float:
    """The share of pixels that differ by more than the resolution of edges explains."""
    return float((np.abs(one[name].astype(int) - two[name]) > 24).mean())


def test_everything_prints_alike_in_both_standards(tmp_path: FilePath) -> None:
    _, drawing, pixels = everything()
    pages: dict[Standard, list[Plates]] = {}
    for standard in ("x4", "x1a"):
        out = tmp_path / f"{standard}.pdf"
        export_pdf(drawing, pixels, out, PressSettings(ppi=100, standard=standard))
        assert faults(out, standard) == []
        pages[standard] = separate(out, tmp_path / standard, 100)
    assert len(pages["x4"]) == 2
    for layered, flat in zip(pages["x4"], pages["x1a"], strict=True):
        assert set(layered) == set(flat)
        for name in layered:
            assert _far(layered, flat, name) < 0.02, name


def test_a_page_without_transparency_stays_as_it_is(tmp_path: FilePath) -> None:
    out = _written(_pages((FillPath(_square(5, 5), TEAL), *caption("Tea", Point(20, 20), 12))), tmp_path)
    assert _pictures(out) == []
    with pikepdf.open(out) as pdf:
        space = pdf.pages[0].Resources.ColorSpace.Spot0
        assert space[2] == pikepdf.Name.DeviceCMYK


def test_what_lies_above_the_topmost_transparency_stays_as_it_is(tmp_path: FilePath) -> None:
    under, over = FillPath(_square(5, 5), Cmyk(c=1)), FillPath(_square(40, 5), Cmyk(m=1))
    veil = _veil(FillPath(_square(8, 8), Cmyk(y=1)))
    out = _written(_pages((Group((under, veil, over)), *caption("Tea", Point(20, 20), 12))), tmp_path)
    assert len(_pictures(out)) == 1
    operators = _painted(out)
    assert operators.count("f") == 2  # the square and the word
    assert operators.index("Do") < operators.index("f")


def test_the_die_stays_vectors_wherever_it_was_drawn(tmp_path: FilePath) -> None:
    """On its own, in a group, and within what is transparent: each under a veil."""
    cut = LayerTag("Cut", ProcessingStep("Structural", "Cutting"))
    veil = FillPath(_square(8, 8), Cmyk(y=1))

    def die(size: float) -> Group:
        line = StrokePath(_square(2, 2, size), Spot("Cut", Cmyk(m=1)), 0.2, overprint=True)
        return Group((line,), layer=cut)

    placed = Group((FillPath(_square(1, 1), Cmyk(k=0.5)), die(20)), matrix=Affine.translation(5, 0))
    out = _written(_pages((die(30), Group((placed,)), _veil(die(10), veil))), tmp_path)
    assert _painted(out).count("S") == 3
    (page,) = separate(out, tmp_path / "plates", 100)
    assert page["Cut"].any()
    assert not page["Magenta"].any()
    assert page["Black"].any()


def test_more_spots_than_one_picture_holds_keep_their_plates(tmp_path: FilePath) -> None:
    """Eleven spots, of which PDF 1.4 takes four beside the process inks."""
    inks = [Spot(f"Ink {number}", Cmyk(k=number / 20), tint=0.5) for number in range(11)]
    squares = [FillPath(_square(4 * number, 4), ink) for number, ink in enumerate(inks)]
    drawing = _pages(
        (FillPath(_square(0, 20, 15), Cmyk(c=0.4)), *squares, _veil(FillPath(_square(2, 2, 30), Cmyk(y=1))))
    )
    plates = {}
    for standard in ("x4", "x1a"):
        settings = PressSettings(standard=standard, marks=False)
        (plates[standard],) = separate(_written(drawing, tmp_path, settings), tmp_path / standard, 100)
    assert len(_pictures(tmp_path / "x1a.pdf")) == 2
    assert set(plates["x1a"]) == {*PROCESS, *(ink.name for ink in inks)}
    for name in plates["x4"]:
        assert _far(plates["x4"], plates["x1a"], name) < 0.01, name


def test_pages_with_the_same_artwork_share_their_picture(tmp_path: FilePath) -> None:
    def artwork() -> Group:
        return Group((FillPath(_square(5, 5), Rgb(1, 0, 0)), _veil(FillPath(_square(8, 8), Cmyk(y=1)))))

    numbered = [(artwork(), *caption(f"Lot {i}", Point(20, 20), 12)) for i in range(3)]
    other = (_veil(FillPath(_square(30, 8), Cmyk(y=1))),)
    assert len(_pictures(_written(_pages(*numbered, other), tmp_path))) == 2


def test_the_picture_is_as_fine_as_letters_need_and_no_finer(tmp_path: FilePath) -> None:
    drawing = _pages((_veil(FillPath(_square(8, 8), Cmyk(y=1))),))
    widths = {}
    for ppi in (72, 300, 500, 1200):
        out = _written(drawing, tmp_path, FLAT.model_copy(update={"ppi": ppi}))
        widths[ppi] = round(_pictures(out)[0][0] / 60 * 25.4)
    assert widths == {72: 144, 300: 600, 500: 600, 1200: 1200}


def test_a_profile_that_pdf_1_4_does_not_know_is_refused(tmp_path: FilePath) -> None:
    data = bytearray(load_profile().data)
    data[8] = 4
    own = tmp_path / "four.icc"
    own.write_bytes(data)
    assert ImageCms.ImageCmsProfile(str(own)).profile.version >= 4
    settings = FLAT.model_copy(update={"profile": str(own)})
    with pytest.raises(DieloomError, match="ICC version 4"):
        export_pdf(_pages(()), NoPixels(), tmp_path / "x.pdf", settings)
    export_pdf(_pages(()), NoPixels(), tmp_path / "x.pdf", settings.model_copy(update={"standard": "x4"}))

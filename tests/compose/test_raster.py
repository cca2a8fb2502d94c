"""Pages as pictures."""

from __future__ import annotations

import io
from pathlib import Path as File

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from core.artwork.recipe import Recipe
from core.colour.inks import Cmyk, Rgb
from core.compose import raster
from core.compose.compose import compose
from core.compose.drawlist import ArtImage, AssetImage, DrawImage, DrawPage, FillPath, FillTile, Group, Op, StrokePath
from core.compose.pixels import DocumentPixels
from core.compose.raster import render
from core.compose.strokes import stroked
from core.document.document import Document
from core.errors import Cancelled, DieloomError
from core.geometry import Affine, Box, CurveTo, MoveTo, Path, Point
from core.jobs import Progress
from tests.compose.cartons import carton
from tests.compose.designs import WaveMaker, design, document
from tests.document.designs import png

PPI = 254.0  # ten pixels in a millimetre
RED, BLACK = Rgb(1, 0, 0), Rgb(0, 0, 0)
SHEET = Box(0, 0, 10, 8)


def shown(*ops: Op, source: Document | None = None, ppi: float = PPI) -> NDArray[np.uint8]:
    """[80, 100, 3]: the operations on a sheet of 10 x 8 mm."""
    pixels = DocumentPixels(source or Document(design()), WaveMaker())
    return render(DrawPage("outside", SHEET, SHEET, ops), pixels, ppi).pixels


def box(x0: float, y0: float, x1: float, y1: float) -> Path:
    return Path.rectangle(Box(x0, y0, x1, y1))


def test_a_fill_lands_on_its_millimetres_with_y_up() -> None:
    found = shown(FillPath(box(1, 5, 4, 7), RED))
    assert found.shape == (80, 100, 3)
    red = (found == [255, 0, 0]).all(axis=-1)
    assert red[10:30, 10:40].all()
    assert red.sum() == 20 * 30
    assert (found[~red] == 255).all()


def test_a_stroke_is_as_wide_as_its_pen() -> None:
    found = shown(StrokePath(Path.polygon([Point(2, 2), Point(8, 2), Point(8, 6), Point(2, 6)]), BLACK, 0.4))
    dark = found[:, :, 0] < 128
    assert np.flatnonzero(dark[40]).tolist() == [*range(18, 22), *range(78, 82)]
    assert dark[18, 18], "the corner where the outline closes is mitred"


def test_dashes_leave_gaps() -> None:
    found = shown(StrokePath(Path.polygon([Point(0, 4), Point(10, 4)]), BLACK, 0.4, dash=(2, 1)))
    row = found[40, :, 0]
    assert (row[:20] == 0).all()
    assert (row[21:29] == 255).all()
    assert (row[31:49] == 0).all()


def test_an_odd_number_of_dashes_is_run_through_twice() -> None:
    (line,) = [Path.polygon([Point(0, 0), Point(9, 0)])]
    pieces = stroked(Path(line.commands[:-1]), 1.0, dash=(2.0,))
    assert sorted(min(x for x, _ in piece) for piece in pieces) == [0, 4, 8]


def test_a_stroke_over_kilometres_is_no_finer_than_its_size_asks() -> None:
    """A damaged file's curve would have thousands of points, which many curves cross for minutes."""

    def points(size: float) -> int:
        start, c1, c2, end = (Point(x * size, y * size) for x, y in ((0, 0), (1, 0), (0.7, 1), (0, 1)))
        return sum(map(len, stroked(Path((MoveTo(start), CurveTo(c1, c2, end))), 0.1)))

    assert points(1e6) < 4 * points(1e3)
    assert points(1e3) > points(10)


def test_an_overprint_multiplies_and_a_knockout_replaces() -> None:
    ground = FillPath(box(0, 0, 10, 8), Rgb(1, 1, 0))
    over = shown(ground, FillPath(box(0, 0, 5, 8), Rgb(0, 1, 1), overprint=True))
    assert over[40, 20].tolist() == [0, 255, 0]
    knocked = shown(ground, FillPath(box(0, 0, 5, 8), Rgb(0, 1, 1)))
    assert knocked[40, 20].tolist() == [0, 255, 255]


def test_a_group_is_clipped_and_thinned_as_one() -> None:
    pair = (FillPath(box(0, 0, 6, 8), BLACK), FillPath(box(4, 0, 10, 8), BLACK))
    found = shown(Group(pair, clip=box(2, 0, 8, 8), opacity=0.5))
    assert found[40, 10, 0] == 255
    assert set(found[40, 21:79, 0]) == {128}, "where the two overlap it is no darker"
    assert found[40, 90, 0] == 255


def test_bands_meet_without_a_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    tilted = Affine.translation(3, 2) @ Affine.rotation(30) @ Affine.scaling(2)
    ops = (
        FillTile(box(0, 0, 10, 8), ArtImage(Recipe()), tilted),
        Group((FillPath(Path.ellipse(Box(1, 1, 9, 7)), RED),), clip=box(0, 0, 5, 8), opacity=0.7),
    )
    whole = shown(*ops)
    monkeypatch.setattr(raster, "_BAND_ROWS", 7)
    assert np.array_equal(shown(*ops), whole)


def test_a_tile_repeats_exactly() -> None:
    found = shown(FillTile(box(0, 0, 10, 8), ArtImage(Recipe()), Affine.scaling(3.2)))
    assert np.array_equal(found[:, :32], found[:, 32:64])
    assert np.array_equal(found[:32], found[32:64])
    tile = WaveMaker().tile(Recipe())
    assert np.array_equal(found[48:80, :32], tile), "the first repeat stands upright in the corner"


def test_a_picture_lies_upright_and_lets_the_ground_through() -> None:
    picture = Image.new("RGBA", (2, 2), (255, 0, 0, 255))
    picture.putpixel((1, 1), (0, 0, 0, 0))
    file = io.BytesIO()
    picture.save(file, "PNG")
    source = document(assets=(file.getvalue(),))
    (asset,) = source.assets
    found = shown(DrawImage(AssetImage(asset), Affine.scaling(8)), source=source)
    assert found[10, 10].tolist() == [255, 0, 0]
    assert found[75, 75].tolist() == [255, 255, 255]
    assert found[40, 90].tolist() == [255, 255, 255]
    assert (found[:, :, 0] == 255).all(), "black under clear pixels must not show at the edge"


def test_colours_are_those_of_the_press() -> None:
    """Solid cyan of FOGRA39 is about sRGB (0, 158, 224), far from a screen's cyan."""
    cyan = shown(FillPath(box(0, 0, 10, 8), Cmyk(c=1)))[40, 40]
    assert cyan.tolist() == pytest.approx([0, 158, 224], abs=12)


def test_the_die_can_be_left_out() -> None:
    drawing = compose(design({"kind": "shape", "fill": None}), carton())
    pixels = DocumentPixels(Document(design()), WaveMaker())
    assert (render(drawing.pages[0], pixels, 50, technical=False).pixels == 255).all()
    assert (render(drawing.pages[0], pixels, 50).pixels < 255).any()


def test_a_picture_states_its_resolution(tmp_path: File) -> None:
    page = DrawPage("outside", SHEET, SHEET, ())
    picture = render(page, DocumentPixels(Document(design()), WaveMaker()), 127)
    picture.save_png(tmp_path / "a.png")
    with Image.open(tmp_path / "a.png") as saved:
        assert saved.size == (picture.width, picture.height) == (50, 40)
        assert saved.info["dpi"] == pytest.approx((127, 127), abs=0.1)


@pytest.mark.parametrize("ppi", [0, -1, float("nan"), float("inf"), 1e6])
def test_an_absurd_resolution_is_refused(ppi: float) -> None:
    with pytest.raises(DieloomError, match="ppi"):
        shown(ppi=ppi)


def test_a_picture_too_large_is_refused_with_what_would_do() -> None:
    page = DrawPage("outside", Box(0, 0, 1000, 1000), Box(0, 0, 1000, 1000), ())
    with pytest.raises(DieloomError, match="Choose at most 311 ppi"):
        render(page, DocumentPixels(Document(design()), WaveMaker()), 1200)


def test_it_stops_when_asked() -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        render(
            DrawPage("outside", SHEET, SHEET, ()),
            DocumentPixels(Document(design()), WaveMaker()),
            PPI,
            progress=progress,
        )


def test_pictures_of_the_document_show() -> None:
    image = {"kind": "image", "asset": 0, "fit": "stretch", "place": {"panel": "front"}}
    source = document(image, assets=(png(4, 4, (0, 200, 0)),))
    page = compose(source, carton()).pages[0]
    found = render(page, DocumentPixels(source, WaveMaker()), 25.4, technical=False).pixels
    front = found[-33, 15 + 20]  # the middle of the front: 30 mm above the lower edge, 3 mm of bleed
    assert front.tolist() == [0, 200, 0]

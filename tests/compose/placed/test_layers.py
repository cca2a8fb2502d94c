"""Placed artwork as a layer of a design: where it lies, what its spots become, and what is refused."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pikepdf
import pytest

from core.colour.inks import Cmyk, Spot
from core.compose.compose import compose
from core.compose.drawlist import DrawImage, Drawing, FillPath, Group, Op, PdfImage, StrokePath
from core.compose.hit import layers_at
from core.compose.paints import Inks
from core.compose.pixels import DocumentPixels
from core.compose.placed.artwork import with_inks
from core.compose.raster import render
from core.compose.technical import STANDARD
from core.document.document import Document
from core.errors import DieloomError
from core.geometry import Affine, Box, Path, Point
from tests.compose.cartons import carton
from tests.compose.designs import WaveMaker, document, layer_groups
from tests.compose.placed.drawings import svg

SQUARE = svg('<rect width="40" height="20" fill="#f00"/>', 'width="40mm" height="20mm" viewBox="0 0 40 20"')
ON_FRONT = {"panel": "front", "x": 10, "y": 10, "width": 20, "height": 20}


def pdf(content: bytes, spots: tuple[str, ...] = (), trim: tuple[float, ...] | None = None) -> bytes:
    """A page of 200 x 100 points with spots /S0, /S1 ..., each 80 % yellow."""
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(200, 100))
    blend = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0, 0.8, 0], N=1)
    spaces = {
        f"/S{number}": pikepdf.Array(
            [pikepdf.Name.Separation, pikepdf.Name("/" + name), pikepdf.Name.DeviceCMYK, blend]
        )
        for number, name in enumerate(spots)
    }
    page.Resources = pikepdf.Dictionary(ColorSpace=pikepdf.Dictionary(spaces))
    page.Contents = made.make_stream(content)
    if trim is not None:
        page.TrimBox = pikepdf.Array(trim)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


GOLD = pdf(b"/S0 cs 0.5 scn 0 0 200 100 re f", ("GOLD",))


def layer(**fields: Any) -> dict[str, Any]:
    return {"kind": "vector", "asset": 0, "place": ON_FRONT, **fields}


def drawn(*layers: dict[str, Any], assets: tuple[bytes, ...] = (SQUARE,), **fields: Any) -> tuple[Document, Drawing]:
    source = document(*layers, assets=assets, **fields)
    return source, compose(source, carton())


def inked(ops: tuple[Op, ...], by: Affine = Affine()) -> list[tuple[Path, FillPath | StrokePath]]:  # noqa: B008
    """Every filled or stroked path where it lies on the page."""
    found: list[tuple[Path, FillPath | StrokePath]] = []
    for op in ops:
        if isinstance(op, Group):
            found += inked(op.ops, by if op.matrix is None else by @ op.matrix)
        elif isinstance(op, FillPath | StrokePath):
            found.append((op.path.transformed(by), op))
    return found


@pytest.mark.parametrize(
    ("fit", "expected"),
    [("contain", Box(10, 15, 30, 25)), ("stretch", Box(10, 10, 30, 30)), ("cover", Box(0, 10, 40, 30))],
)
@pytest.mark.parametrize("asset", [SQUARE, pdf(b"1 0 0 rg 0 0 200 100 re f")])
def test_it_is_fitted_to_its_box(fit: str, expected: Box, asset: bytes) -> None:
    _, drawing = drawn(layer(fit=fit), assets=(asset,))
    ((path, _),) = inked((layer_groups(drawing.pages[0])["0"],))
    assert path.bounds == pytest.approx(expected)


def test_what_covers_is_cut_at_the_box() -> None:
    source, drawing = drawn(layer(fit="cover"))
    shown = render(drawing.pages[0], DocumentPixels(source, WaveMaker()), 25.4, technical=False).pixels
    rows, columns = np.nonzero((shown == [255, 0, 0]).all(axis=2))
    assert (columns.min(), columns.max() + 1) == (25, 45), "15 mm of glue flap and bleed lie to the left of the front"
    assert rows.max() + 1 - rows.min() == 20


def test_a_pdf_is_placed_by_its_trim() -> None:
    asset = pdf(b"1 0 0 rg 0 0 200 100 re f", trim=(50, 25, 150, 75))
    source, drawing = drawn(layer(fit="contain"), assets=(asset,))
    shown = render(drawing.pages[0], DocumentPixels(source, WaveMaker()), 25.4, technical=False).pixels
    assert (shown == [255, 0, 0]).all(axis=2).sum() == 20 * 10, "what lies beyond the trim is cut off"


def test_pens_are_as_wide_as_they_print() -> None:
    line = svg('<path d="M2 5H8" stroke="red" stroke-width="1"/>', 'width="10mm" height="10mm" viewBox="0 0 10 10"')
    _, drawing = drawn(layer(), assets=(line,))
    ((path, pen),) = inked((layer_groups(drawing.pages[0])["0"],))
    assert isinstance(pen, StrokePath)
    assert pen.width == pytest.approx(2)
    assert path.bounds == pytest.approx(Box(14, 20, 26, 20))


def test_it_is_mirrored_with_the_inside() -> None:
    corner = svg('<rect width="5" height="5" fill="#f00"/>', 'width="20mm" height="20mm" viewBox="0 0 20 20"')
    outside, inside = (
        drawn(layer(place={**ON_FRONT, "side": side}), assets=(corner,))[1].pages[-1] for side in ("outside", "inside")
    )
    ((path, _),) = inked((layer_groups(outside)["0"],))
    assert path.bounds == pytest.approx(Box(10, 25, 15, 30))
    ((path, _),) = inked((layer_groups(inside)["0"],))
    assert path.bounds == pytest.approx(Box(18, 25, 23, 30)), "read from left to right on the mirrored front"


def test_a_spot_comes_with_its_plate() -> None:
    _, drawing = drawn(layer(), assets=(GOLD,))
    (gold,) = [spot for spot in drawing.spots if spot.name == "GOLD"]
    assert gold.tint == 1
    assert gold.alternate.y == pytest.approx(0.8)
    ((_, op),) = inked((layer_groups(drawing.pages[0])["0"],))
    assert isinstance(op.ink, Spot)
    assert op.ink.tint == pytest.approx(0.5)


def test_a_spot_of_the_designs_own_name_is_the_designs() -> None:
    own = {"name": "Gold", "alternate": {"m": 0.2, "y": 1}, "lab": (70, 5, 60)}
    _, drawing = drawn(layer(), assets=(GOLD,), spots=[own])
    ((_, op),) = inked((layer_groups(drawing.pages[0])["0"],))
    assert op.ink == Spot("Gold", Cmyk(m=0.2, y=1), 0.5, (70, 5, 60))


def test_a_spot_that_the_design_prints_in_process_inks_is_so_here() -> None:
    own = {"name": "GOLD", "alternate": {"m": 0.2, "y": 1}, "process": True}
    _, drawing = drawn(layer(), assets=(GOLD,), spots=[own])
    ((_, op),) = inked((layer_groups(drawing.pages[0])["0"],))
    assert op.ink == Cmyk(m=0.1, y=0.5)


def test_two_files_with_one_spot_have_one_plate() -> None:
    other = pdf(b"/S0 cs 1 scn 0 0 9 9 re f", ("Gold",))
    _, drawing = drawn(layer(), layer(asset=1), assets=(GOLD, other))
    assert [spot.name for spot in drawing.spots if spot.name.lower() == "gold"] == ["GOLD"]


def test_a_white_of_the_design_takes_the_placed_white_along() -> None:
    white = {"name": "White", "alternate": {}, "use": "white"}
    _, drawing = drawn(layer(), assets=(pdf(b"/S0 cs 1 scn 0 0 200 100 re f", ("White",)),), spots=[white])
    (page,) = drawing.pages
    (group,) = [op for op in page.ops if isinstance(op, Group) and op.layer is not None and op.layer.name == "White"]
    ((path, op),) = inked((group,))
    assert op.overprint
    assert path.bounds == pytest.approx(Box(10, 15, 30, 25))


def test_a_spot_named_as_a_line_of_the_die_is_refused() -> None:
    with pytest.raises(DieloomError, match="Layer 'Logo'") as caught:
        drawn(layer(name="Logo"), assets=(pdf(b"/S0 cs 1 scn 0 0 9 9 re f", ("cut",)),))
    assert "'cut'" in caught.value.message
    assert "Rename" in caught.value.hint


def test_a_mask_is_painted_in_the_designs_ink() -> None:
    """A one-bit mask that is too fine for outlines is a picture, and its spot is the design's all the same."""
    ops = (DrawImage(PdfImage("0" * 64, 3, Spot("GOLD", Cmyk(y=0.8), 0.5)), Affine()),)
    inks = Inks(document(spots=[{"name": "Gold", "alternate": {"m": 0.2}}]).design.spots, STANDARD)
    (drawn,) = with_inks(ops, inks.of_placed)
    assert isinstance(drawn, DrawImage)
    assert drawn.source == PdfImage("0" * 64, 3, Spot("Gold", Cmyk(m=0.2), 0.5))


def test_the_files_layers_are_not_ours() -> None:
    """A layer of the file that says it is a dieline stays a drawing."""
    made = pikepdf.open(io.BytesIO(pdf(b"/OC /L BDC 1 0 0 rg 0 0 9 9 re f EMC")))
    step = pikepdf.Dictionary(GTS_ProcStepsGroup=pikepdf.Name.Structural, GTS_ProcStepsType=pikepdf.Name.Cutting)
    group = made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Die", GTS_Metadata=step))
    made.pages[0].Resources.Properties = pikepdf.Dictionary(L=group)
    made.Root.OCProperties = pikepdf.Dictionary(OCGs=[group], D=pikepdf.Dictionary(Order=[group], ON=[group]))
    file = io.BytesIO()
    made.save(file)
    _, drawing = drawn(layer(), assets=(file.getvalue(),))
    assert len(inked((layer_groups(drawing.pages[0])["0"],))) == 1
    assert all(each is None for each in tags((layer_groups(drawing.pages[0])["0"],)))


def tags(ops: tuple[Op, ...]) -> list[object]:
    groups = [op for op in ops if isinstance(op, Group)]
    return [group.layer for group in groups] + [tag for group in groups for tag in tags(group.ops)]


@pytest.mark.parametrize(
    ("fields", "assets", "message"),
    [
        ({"asset": "0" * 64}, (), "Its drawing is not in the document"),
        ({}, (b"GIF89a",), "no PDF and no SVG"),
        ({"page": 3}, (GOLD,), "no page 4"),
        ({"page": 1}, (SQUARE,), "one page"),
        ({}, (b"%PDF-1.7 nothing",), "PDF"),
        ({}, (svg("<rect", ""),), "line 1"),
    ],
)
def test_what_cannot_be_placed_names_its_layer(fields: dict[str, Any], assets: tuple[bytes, ...], message: str) -> None:
    made = Document(document().design)
    for data in assets:
        made, _ = made.with_asset(data)
    asset = next(iter(made.assets), "0" * 64)
    found = {"id": "logo", "kind": "vector", "asset": asset, "place": ON_FRONT, **fields}
    design = made.design.model_validate({**made.design.model_dump(), "layers": [found]})
    with pytest.raises(DieloomError, match=f"Layer 'logo'.*{message}"):
        compose(made.with_design(design), carton())


def test_it_is_hit_on_what_it_draws() -> None:
    _, drawing = drawn(layer(place={**ON_FRONT, "rotation": 90}))
    (page,) = drawing.pages
    assert layers_at(page, Point(20, 12)) == ["0"]
    assert layers_at(page, Point(12, 20)) == []
    assert layers_at(page, Point(12, 20), slack=4) == ["0"]

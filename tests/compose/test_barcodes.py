"""Barcode layers, read back from the rendered page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from core.codes import Label, encode, matches, read, rule
from core.colour.inks import Cmyk, Spot
from core.compose.barcodes import captions, ground_of
from core.compose.compose import compose
from core.compose.drawlist import FillPath
from core.compose.hit import layers_at
from core.compose.pixels import DocumentPixels
from core.compose.raster import render
from core.errors import DieloomError
from tests.compose.cartons import carton
from tests.compose.designs import WaveMaker, document, layer_groups

DATA = {
    "ean13": "400638133393",
    "ean8": "9638507",
    "upca": "03600029145",
    "itf14": "1540014128876",
    "code128": "ABC-123",
    "gs1_128": "(01)09501101530003(10)AB-123",
    "datamatrix": "Tea, 100 g",
    "qr": "https://example.com/tea",
}


def layer(**fields: Any) -> dict[str, Any]:
    return {"kind": "barcode", "data": DATA["ean13"], "place": {"panel": "front"}, **fields}


def fills(**fields: Any) -> list[FillPath]:
    spots = [{"name": "Gold", "alternate": {"y": 1}}]
    group = layer_groups(compose(document(layer(**fields), spots=spots), carton()).pages[0])["0"]
    found = [op for op in group.ops if isinstance(op, FillPath)]
    assert len(found) == len(group.ops)
    assert group.clip is None, "bars that run off the panel must show"
    return found


@pytest.mark.parametrize("rotation", [0, 90, -90])
@pytest.mark.parametrize("symbology", list(DATA))
def test_it_reads_at_its_smallest_over_artwork(symbology: str, rotation: float) -> None:
    dark = {"kind": "shape", "fill": {"kind": "cmyk", "c": 1, "m": 1, "k": 1}}
    module = rule(symbology).smallest
    place = {"panel": "front", "rotation": rotation}
    source = document(dark, layer(symbology=symbology, data=DATA[symbology], module=module, place=place))
    page = compose(source, carton()).pages[0]
    symbol = encode(symbology, DATA[symbology], module=module)
    wide = replace(page, bleed=page.bleed.grown(symbol.width / 2))  # the largest do not fit the carton
    shown = render(wide, DocumentPixels(source, WaveMaker()), 4.5 / module * 25.4, technical=False).pixels
    assert any(matches(symbol.data, found) for found in read(shown.mean(axis=2).astype(np.uint8)))


def test_it_is_of_its_true_size_in_the_middle_of_its_box() -> None:
    ground, bars, _ = fills(module=0.33, place={"panel": "front", "x": 5, "y": 5, "width": 10, "height": 10})
    symbol = encode("ean13", DATA["ean13"], module=0.33)
    assert bars.path.bounds.width == pytest.approx(symbol.width) == pytest.approx(95 * 0.33)
    box = ground.path.bounds
    assert box.centre == pytest.approx((10, 10))
    assert (box.width, box.height) == pytest.approx((ground_of(symbol).width, ground_of(symbol).height))
    assert box.width == pytest.approx((11 + 95 + 7) * 0.33)


def test_nothing_of_it_overprints() -> None:
    found = fills(paint={"kind": "cmyk", "k": 1})
    assert [fill.overprint for fill in found] == [False, False, False]
    assert [fill.ink for fill in found] == [Cmyk(), Cmyk(k=1), Cmyk(k=1)]


def test_it_is_of_one_ink_on_any_ground() -> None:
    found = fills(paint={"kind": "spot", "name": "Gold"}, ground=None)
    assert [type(fill.ink) for fill in found] == [Spot, Spot]
    assert len(fills(caption=False)) == 2
    assert len(fills(symbology="qr", data="x")) == 2


def test_data_that_it_cannot_hold_names_the_layer() -> None:
    with pytest.raises(DieloomError, match="Layer 'Price'"):
        compose(document(layer(data="12a", name="Price")), carton())


def test_digits_keep_to_their_places() -> None:
    wide = Label("0123456789" * 3, 2.0, -3.0, 20.0, 2.75)
    box = captions([wide]).bounds
    assert 2 <= box.x0 < box.x1 <= 22
    assert box.y1 + 3 < 2.75, "squeezed beyond measure it is smaller, too"
    digit = captions([Label("0", 0.0, 0.0, 10.0, 2.75)]).bounds
    assert digit.y1 == pytest.approx(2.75)
    assert digit.centre.x == pytest.approx(5, abs=0.05)


def test_it_is_hit_on_its_ground() -> None:
    page = compose(document(layer()), carton()).pages[0]
    assert layers_at(page, page.trim.centre._replace(x=20, y=30)) == ["0"]
    assert layers_at(page, page.trim.centre._replace(x=20, y=58)) == []

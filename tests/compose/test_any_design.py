"""Whatever a person can put into a design is drawn, or refused with a message."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.compose.compose import compose
from core.compose.drawlist import DrawImage, FillPath, FillTile, Group, Op, StrokePath
from core.compose.hit import layers_at
from core.compose.pixels import DocumentPixels
from core.compose.raster import render
from core.document.model import BarcodeLayer, Layer, ShapeLayer, VectorLayer
from core.errors import DieloomError
from core.geometry import Path
from tests.compose.cartons import carton
from tests.compose.designs import WaveMaker, document
from tests.compose.placed.drawings import OPACITIES
from tests.compose.placed.test_layers import GOLD
from tests.document.designs import png

extents = st.floats(0.01, 10_000) | st.floats(0.01, 100)
places = st.fixed_dictionaries(
    {},
    optional={
        "side": st.sampled_from(["outside", "inside"]),
        "panel": st.sampled_from(["front", "side", "glue", "tuck", "lid"]),
        "x": st.floats(-10_000, 10_000) | st.floats(-50, 50),
        "y": st.floats(-10_000, 10_000) | st.floats(-50, 50),
        "width": extents,
        "height": extents,
        "rotation": st.floats(-360, 360),
    },
)
paints = st.sampled_from(
    [{"kind": "cmyk", "c": 1}, {"kind": "rgb", "hex": "#804020"}, {"kind": "spot", "name": "Gold"}]
)
kinds = st.one_of(
    st.fixed_dictionaries({"kind": st.just("artwork"), "tile_width": extents}),
    st.fixed_dictionaries(
        {"kind": st.just("image"), "asset": st.just(0), "fit": st.sampled_from(["contain", "cover", "stretch"])}
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just("text"),
            "text": st.text(max_size=12),
            "size": st.floats(0.1, 5000),
            "align": st.sampled_from(["left", "centre", "right"]),
            "valign": st.sampled_from(["top", "middle", "bottom"]),
            "paint": paints,
        }
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just("shape"),
            "shape": st.sampled_from(["rectangle", "ellipse", "path"]),
            "path": st.none() | st.just("M0 0 L10 0 L5 5Z"),
            "radius": st.floats(0, 10_000),
            "fill": st.none() | paints,
            "stroke": st.none() | paints,
            "stroke_width": st.floats(0.001, 1000),
        }
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just("vector"),
            "asset": st.sampled_from([1, 2]),
            "fit": st.sampled_from(["contain", "cover", "stretch"]),
            "page": st.sampled_from([0, 0, 0, 1]),
        }
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just("barcode"),
            "symbology": st.sampled_from(["ean13", "code128", "qr"]),
            "data": st.sampled_from(["400638133393", "400638133393", "tea"]),
            "module": st.floats(0.01, 10),
            "bar_height": st.none() | st.floats(0.01, 500),
            "caption": st.booleans(),
            "paint": paints,
            "ground": st.none() | paints,
        }
    ),
)


@st.composite
def layers(draw: st.DrawFn) -> dict[str, Any]:
    return {**draw(kinds), "place": draw(places), "opacity": draw(st.sampled_from([0.0, 0.5, 1.0]))}


@pytest.mark.filterwarnings("error")
@settings(max_examples=60, deadline=None)
@given(st.lists(layers(), max_size=3), st.none() | st.floats(0, 50))
def test_it_is_drawn_or_refused(found: list[dict[str, Any]], bleed: float | None) -> None:
    gold = {"name": "Gold", "alternate": {"m": 0.2, "y": 0.8}}
    source = document(*found, assets=(png(3, 2), OPACITIES, GOLD), bleed=bleed, spots=[gold])
    wrong = [layer for layer in source.design.layers if is_wrong(layer)]
    if wrong:
        with pytest.raises(DieloomError, match="Layer"):
            compose(source, carton())
        return
    drawing = compose(source, carton())
    for page in drawing.pages:
        assert all(np.isfinite(point).all() for path in paths(page.ops) for point in path.points())
        assert render(page, DocumentPixels(source, WaveMaker()), 8).pixels.ndim == 3
        assert set(layers_at(page, page.trim.centre, 1.0)) <= {layer.id for layer in source.design.layers}


def is_wrong(layer: Layer) -> bool:
    """A shape without its path, a page or a number that there is not, or the one panel that the carton lacks."""
    match layer:
        case ShapeLayer(shape="path", path=None) | VectorLayer(page=1) | BarcodeLayer(symbology="ean13", data="tea"):
            return True
    return layer.place.panel == "lid"


def paths(ops: tuple[Op, ...]) -> list[Path]:
    found: list[Path] = []
    for op in ops:
        match op:
            case Group():
                found += [*paths(op.ops), *([op.clip] if op.clip else [])]
            case FillPath() | StrokePath():
                found.append(op.path)
            case FillTile():
                found.append(op.area)
            case DrawImage():
                assert np.isfinite(op.matrix).all()
    return found

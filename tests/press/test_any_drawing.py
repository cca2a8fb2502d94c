"""Whatever a drawing holds, and however its groups lie in each other, the file passes the gate of either standard."""

from __future__ import annotations

from pathlib import Path as FilePath

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from core.artwork.recipe import Recipe
from core.colour.inks import REGISTRATION, Cmyk, Ink, Rgb, Spot
from core.compose.drawlist import (
    ArtImage,
    AssetImage,
    DrawImage,
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
from core.geometry import Affine, Box, Path, Point
from core.press.pdf import export_pdf
from core.press.presets import Standard
from core.press.settings import PressSettings
from tests.press.drawings import QuarterPixels, badge
from tests.press.gate import faults

SHEET = Box(0, 0, 60, 40)


def _upto(least: float, most: float) -> st.SearchStrategy[float]:
    """Thousandths, as people and programs write them."""
    return st.integers(round(least * 1000), round(most * 1000)).map(lambda number: number / 1000)


numbers, shares = _upto(-80, 120), _upto(0, 1)
points = st.builds(Point, numbers, numbers)
paths = st.one_of(
    st.just(Path()),
    st.lists(points, min_size=2, max_size=5).map(Path.polygon),
    st.tuples(points, points).map(lambda ends: Path.ellipse(Box.around(ends))),
)
inks: st.SearchStrategy[Ink] = st.one_of(
    st.builds(Cmyk, shares, shares, shares, shares),
    st.builds(Rgb, shares, shares, shares),
    st.builds(lambda tint: Spot("Gold 金", Cmyk(y=1), tint, (80, 5, 60)), shares),
    st.builds(lambda tint: Spot("Cut/#(x)", Cmyk(m=1), tint), shares),
    st.sampled_from([REGISTRATION, Spot("None", Cmyk(k=1)), Spot("Black", Cmyk(k=1), 0.3)]),
)
matrices = st.one_of(
    st.builds(Affine, *[_upto(-3, 3)] * 4, numbers, numbers),
    st.sampled_from([Affine(0, 0, 0, 0), Affine(1, 1, 1, 1), Affine.scaling(0.001), Affine.scaling(30)]),
)
# Groups lie in groups: larger maps would ask for artwork of gigapixels.
placings = st.one_of(
    st.builds(Affine, *[_upto(-1, 1)] * 4, numbers, numbers),
    st.sampled_from([Affine(0, 0, 0, 0), Affine(1, 1, 1, 1), Affine.scaling(0.001)]),
)
layers = st.sampled_from(
    [
        None,
        LayerTag("Artwork"),
        LayerTag("Cut", ProcessingStep("Structural", "Cutting")),
        LayerTag("Artwork", ProcessingStep("White"), True),
    ]
)
drawn: st.SearchStrategy[Op] = st.one_of(
    st.builds(FillPath, paths, inks, st.sampled_from(["nonzero", "evenodd"]), st.booleans()),
    st.builds(
        StrokePath,
        paths,
        inks,
        _upto(0, 20),
        st.lists(_upto(0, 9), max_size=3).map(tuple),
        st.booleans(),
        st.sampled_from(["butt", "round", "square"]),
        st.sampled_from(["mitre", "round", "bevel"]),
        _upto(0, 12),
    ),
    st.builds(FillTile, paths, st.just(ArtImage(Recipe())), _upto(3, 30).map(Affine.scaling)),
    st.builds(DrawImage, st.just(AssetImage("badge")), matrices),
)
ops = st.recursive(
    drawn,
    lambda inner: st.builds(
        Group,
        st.lists(inner, max_size=4).map(tuple),
        st.one_of(st.none(), paths),
        st.sampled_from([1.0, 1.0, 0.5, 0.0]),
        layers,
        st.none(),
        st.one_of(st.none(), placings),
    ),
    max_leaves=12,
)


class Pixels(QuarterPixels):
    """The badge, whatever picture is asked for."""

    def __init__(self) -> None:
        self.asked = []
        self._document = type("Bag", (), {"assets": {"badge": badge()}})()  # type: ignore[assignment]


@pytest.mark.parametrize("standard", ["x4", "x1a"])
# No shrinking: five programs judge each file, and to make a failure smaller would take them an hour.
@settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(pages=st.lists(st.lists(ops, max_size=4).map(tuple), min_size=1, max_size=3), twice=st.booleans())
def test_any_drawing_passes_the_gate(
    standard: Standard, pages: list[tuple[Op, ...]], twice: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    out: FilePath = tmp_path_factory.mktemp("any") / "any.pdf"
    contents = [*pages, *pages] if twice else pages
    drawing = Drawing("Any", tuple(DrawPage("outside", SHEET, SHEET.grown(2), content) for content in contents))
    export_pdf(drawing, Pixels(), out, PressSettings(ppi=36, standard=standard))
    assert faults(out, standard) == []

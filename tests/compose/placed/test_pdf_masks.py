"""Soft masks: what is simple becomes opacity, what is not is told of."""

from __future__ import annotations

from pathlib import Path as File
from typing import Any

import numpy as np
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from core.colour.inks import Cmyk
from core.compose.drawlist import DrawImage, FillPath, Gradient, Group, PdfImage
from core.compose.placed.pdf import PlacedPage, read_page
from core.compose.placed.pictures import pdf_image
from tests.compose.placed.pages import blend, codes, flat, form, make, picture
from tests.compose.placed.test_pdf_reference import compare

RAMP = np.tile(np.arange(0, 256, 17, dtype=np.uint8), (16, 1))
FILL = b"/M gs 1 0 0 0 k 40 40 120 120 re f"


def masked(mask: bytes, content: bytes = FILL, kind: Name = Name.Luminosity, **entries: Any) -> bytes:
    """A page whose state M has the mask drawn by ``mask``."""

    def resources(pdf: Pdf) -> dict[str, dict[str, Any]]:
        shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceGray, Coords=Array([40, 0, 160, 0]))
        shading.Function, shading.Extend = blend([1], [0]), Array([True, True])
        grey = picture(pdf, RAMP.tobytes(), 16, 16, ColorSpace=Name.DeviceGray)
        inner = Dictionary(Shading=Dictionary(S=shading), XObject=Dictionary(I=grey))
        group = form(pdf, mask, Resources=inner, Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
        more = {f"/{key}": value for key, value in entries.items()}
        state = Dictionary(SMask=Dictionary({"/S": kind, "/G": group, **more}))
        spot = Array([Name.Separation, Name.Gold, Name.DeviceCMYK, blend([0] * 4, [0, 0, 1, 0])])
        shape = form(pdf, b"0 1 0 0 k 40 40 60 60 re f 80 80 60 60 re f", Group=Dictionary(S=Name.Transparency))
        states = {"M": state, "N": Dictionary(SMask=Name("/None"))}
        return {"ExtGState": states, "ColorSpace": {"Gold": spot}, "XObject": {"X": shape, "P": grey}}

    return make(content, resources)


def read(mask: bytes, content: bytes = FILL, kind: Name = Name.Luminosity, **entries: Any) -> PlacedPage:
    return read_page(masked(mask, content, kind, **entries))


def test_an_even_mask_is_an_opacity() -> None:
    page = read(b".25 g 0 0 200 200 re f")
    (group,) = page.ops
    assert isinstance(group, Group)
    assert group.opacity == pytest.approx(0.25)
    assert [op.ink for op in group.ops] == [Cmyk(c=1)]  # type: ignore[union-attr]
    assert not codes(page)
    assert not read(b"0 g 0 0 200 200 re f").ops


def test_a_blend_is_the_opacity_of_a_blend_in_the_ink() -> None:
    page = read(b"/S sh")
    (group,) = page.ops
    assert isinstance(group, Group)
    assert group.clip is not None
    (drawn,) = group.ops
    assert isinstance(drawn, DrawImage)
    assert isinstance(drawn.source, Gradient)
    ends = [drawn.source.stops[0], drawn.source.stops[-1]]
    assert [ink for _, ink, _ in ends] == [Cmyk(c=1)] * 2
    assert [opacity for _, _, opacity in ends] == pytest.approx([1, 0])
    assert not codes(page)


def test_a_picture_is_the_opacity_of_the_ink() -> None:
    data = masked(b"q 100 0 0 100 50 50 cm /I Do Q")
    page = read_page(data)
    (drawn,) = flat(page.ops)
    assert isinstance(drawn, DrawImage)
    assert isinstance(drawn.source, PdfImage)
    assert drawn.source.ink == Cmyk(c=1)
    found = pdf_image(data, drawn.source.number, None, drawn.source.ink).inks
    assert found is not None
    assert (found[:, :, :4] == [255, 0, 0, 0]).all()
    assert np.abs(found[:, :, 4].astype(int) - RAMP).max() <= 1
    assert not codes(page)


def test_a_masked_group_is_masked_as_a_whole() -> None:
    (outer,) = read(b".5 g 0 0 200 200 re f", b"/M gs /X Do").ops
    while isinstance(outer, Group) and outer.opacity == 1:
        (outer,) = outer.ops
    assert isinstance(outer, Group)
    assert outer.opacity == pytest.approx(0.5)
    assert [type(op) for op in flat(outer.ops)] == [FillPath, FillPath]
    assert len(flat(read(b"/S sh", b"/M gs /X Do").ops)) == 2


def test_a_mask_ends_with_its_state() -> None:
    page = read(b".5 g 0 0 200 200 re f", b"q /M gs Q 0 0 9 9 re f /M gs /N gs 0 0 9 9 re f")
    assert [type(op) for op in page.ops] == [FillPath, FillPath]


@pytest.mark.parametrize(
    ("mask", "content", "entries"),
    [
        (b".5 g 0 0 200 200 re f 1 g 50 50 20 20 re f", FILL, {}),  # of two parts
        (b".5 g 0 0 100 100 re f", FILL, {}),  # not over all that shows
        (b"/S sh", b"/M gs /Gold cs 1 scn 40 40 99 99 re f", {}),  # a spot cannot fade
        (b"/S sh", b"/M gs q 100 0 0 100 0 0 cm /P Do Q", {}),  # nor a picture through another
        (b"/S sh", FILL, {"kind": Name.Alpha}),
        (b"/S sh", FILL, {"BC": Array([1])}),
        (b"/S sh", FILL, {"TR": blend([1], [0])}),
        (b"/M gs nonsense", FILL, {}),
    ],
)
def test_what_cannot_be_said_is_drawn_whole_and_told_of(mask: bytes, content: bytes, entries: dict[str, Any]) -> None:
    page = read(mask, content, **entries)
    assert "soft-mask" in codes(page)
    assert len(flat(page.ops)) == 1


@pytest.mark.parametrize("mask", [b".4 g 0 0 200 200 re f", b"/S sh", b"q 100 0 0 100 50 50 cm /I Do Q"])
def test_masks_look_as_poppler_shows_them(mask: bytes, tmp_path: File) -> None:
    content = b".9 .8 .2 rg 0 90 200 30 re f /M gs .1 .3 .8 rg 40 40 m 160 60 l 120 160 l h f"
    (tmp_path / "page.pdf").write_bytes(masked(mask, content))
    compare(tmp_path / "page.pdf", mean=1.0, far=0.004)

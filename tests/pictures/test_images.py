"""Pictures of every kind come out as upright 8-bit sRGB with alpha; damaged ones with a message."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from core.colour.profiles import load_profile
from core.errors import DieloomError
from core.pictures import images
from tests.document.designs import gradient, png
from tests.programs import need


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        *((mode, "PNG") for mode in ("RGB", "L", "1", "P", "LA")),
        *((mode, "JPEG") for mode in ("RGB", "L", "CMYK")),
        *((mode, "TIFF") for mode in ("RGB", "L", "CMYK", "LAB")),
        ("RGB", "WEBP"),
    ],
)
def test_every_mode_keeps_dark_left_and_light_right(mode: str, kind: str) -> None:
    pixels = images.decode(gradient(mode, kind))
    assert pixels.shape == (8, 16, 4)
    assert pixels.dtype == np.uint8
    assert pixels[0, 0, :3].max() < 60
    assert pixels[-1, -1, :3].min() > 195
    assert (pixels[:, :, 3] == 255).all()


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_sixteen_bits_are_scaled_not_clipped(kind: str) -> None:
    file = io.BytesIO()
    Image.fromarray(np.array([[0, 32768, 65535]], np.uint16)).save(file, kind)
    assert images.decode(file.getvalue())[0, :, 0].tolist() == [0, 127, 255]


def test_transparency_survives() -> None:
    assert images.decode(png(colour=(10, 20, 30, 40)))[0, 0].tolist() == [10, 20, 30, 40]


def test_a_transparent_palette_colour_is_clear() -> None:
    picture = Image.new("P", (2, 1))
    picture.putpalette([255, 0, 0, 0, 255, 0])
    picture.putpixel((1, 0), 1)
    file = io.BytesIO()
    picture.save(file, "PNG", transparency=1)
    assert images.decode(file.getvalue())[0, :, 3].tolist() == [255, 0]


def test_a_picture_on_its_side_is_stood_up() -> None:
    picture = Image.new("RGB", (6, 2), "white")
    picture.paste("black", (0, 0, 1, 2))
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by a quarter, clockwise, to see it upright
    file = io.BytesIO()
    picture.save(file, "PNG", exif=exif)
    pixels = images.decode(file.getvalue())
    assert images.size(file.getvalue()) == (2, 6)
    assert pixels.shape == (6, 2, 4)
    assert pixels[0, :, 0].tolist() == [0, 0]
    assert pixels[-1, :, 0].tolist() == [255, 255]


def test_an_embedded_profile_is_applied() -> None:
    file = io.BytesIO()
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    gradient_in_lab = Image.new("RGB", (1, 1), (10, 200, 30))
    gradient_in_lab.save(file, "PNG", icc_profile=lab)
    assert images.decode(file.getvalue())[0, 0].tolist() == [10, 200, 30, 255], "a profile of another space is ignored"


def inked(kind: str, **options: object) -> bytes:
    """A CMYK picture, left half and right half of one colour each."""
    picture = Image.new("CMYK", (32, 16), LEFT)
    picture.paste(RIGHT, (16, 0, 32, 16))
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


LEFT, RIGHT = (200, 10, 30, 60), (0, 128, 255, 0)
JPEG = {"quality": 100, "subsampling": 0}


def halves(data: bytes) -> list[list[int]]:
    found = images.inks(data)
    assert found is not None
    assert found.shape == (16, 32, 5)
    assert found.dtype == np.uint8
    return [found[8, 4].tolist(), found[8, 28].tolist()]


@pytest.mark.parametrize("options", [{}, {"compression": "tiff_lzw"}, {"compression": "tiff_deflate"}])
def test_process_inks_come_as_they_are(options: dict[str, str]) -> None:
    assert halves(inked("TIFF", **options)) == [[*LEFT, 255], [*RIGHT, 255]]


def test_process_inks_come_through_a_jpeg() -> None:
    for found, expected in zip(halves(inked("JPEG", **JPEG)), (LEFT, RIGHT), strict=True):
        assert found == pytest.approx([*expected, 255], abs=1)


def test_process_inks_of_other_programs_have_the_same_polarity(tmp_path: Path) -> None:
    (tmp_path / "in.tif").write_bytes(inked("TIFF"))
    command = [need("convert"), tmp_path / "in.tif", "-quality", "100", "-sampling-factor", "1x1", tmp_path / "out.jpg"]
    subprocess.run(command, check=True)
    for found, expected in zip(halves((tmp_path / "out.jpg").read_bytes()), (LEFT, RIGHT), strict=True):
        assert found == pytest.approx([*expected, 255], abs=3)


def test_process_inks_of_ghostscript_have_the_same_polarity(tmp_path: Path) -> None:
    page = "<</PageSize [32 16]>> setpagedevice"
    boxes = ["0.784314 0.039216 0.117647 0.235294 setcmykcolor 0 0 16 16", "0 .50196 1 0 setcmykcolor 16 0 16 16"]
    (tmp_path / "in.ps").write_text(f"%!PS\n{page} {' rectfill '.join(boxes)} rectfill showpage", encoding="ascii")
    out = tmp_path / "out.jpg"
    device = ["-sDEVICE=jpegcmyk", "-dJPEGQ=100", "-r72", "-o", out]
    subprocess.run([need("gs"), "-q", "-dSAFER", *device, tmp_path / "in.ps"], check=True)
    for found, expected in zip(halves(out.read_bytes()), (LEFT, RIGHT), strict=True):
        assert found == pytest.approx([*expected, 255], abs=3)


def test_a_jpeg_without_adobes_mark_is_not_inverted() -> None:
    """Adobe's programs write CMYK inverted and say so in APP14; without it 0 is no ink."""
    marked = inked("JPEG", **JPEG)
    at = marked.index(b"\xff\xee")
    plain = marked[:at] + marked[at + 2 + int.from_bytes(marked[at + 2 : at + 4], "big") :]
    for found, expected in zip(halves(plain), (LEFT, RIGHT), strict=True):
        assert found == pytest.approx([*(255 - value for value in expected), 255], abs=1)


@pytest.mark.parametrize(("mode", "kind"), [("L", "PNG"), ("L", "JPEG"), ("L", "TIFF"), ("LA", "PNG"), ("1", "PNG")])
def test_grey_is_black_ink_alone(mode: str, kind: str) -> None:
    found = images.inks(gradient(mode, kind))
    assert found is not None
    assert (found[:, :, :3] == 0).all()
    assert found[0, 0, 3] > 230 > 25 > found[-1, -1, 3]
    assert (found[:, :, 4] == 255).all()


@pytest.mark.parametrize(
    ("mode", "kind"), [("RGB", "PNG"), ("P", "PNG"), ("RGBA", "PNG"), ("RGB", "JPEG"), ("LAB", "TIFF")]
)
def test_what_is_no_ink_has_none(mode: str, kind: str) -> None:
    assert images.inks(gradient(mode, kind)) is None


def test_inks_are_reduced_and_stood_up_as_the_picture_is() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = inked("TIFF", exif=exif)
    for width in (None, 7, 100):
        found = images.inks(data, width)
        assert found is not None
        assert found.shape[:2] == images.decode(data, width).shape[:2]
        assert found[0, 0].tolist() == [*LEFT, 255]
        assert found[-1, 0].tolist() == [*RIGHT, 255]


def test_grey_under_clear_pixels_does_not_bleed_when_reduced() -> None:
    picture = Image.new("LA", (200, 100), (0, 0))
    picture.paste((200, 255), (0, 0, 101, 100))
    file = io.BytesIO()
    picture.save(file, "PNG")
    found = images.inks(file.getvalue(), 20)
    assert found is not None
    assert 0 < found[5, 10, 4] < 255
    assert found[5, 10, 3] == pytest.approx(55, abs=3)


def test_process_inks_look_on_a_screen_as_they_print() -> None:
    """Solid cyan of FOGRA39 is about sRGB (0, 158, 224); Pillow alone would show (0, 255, 255)."""
    file = io.BytesIO()
    Image.new("CMYK", (2, 2), (255, 0, 0, 0)).save(file, "TIFF")
    assert images.decode(file.getvalue())[0, 0].tolist() == pytest.approx([0, 158, 224, 255], abs=12)


def test_an_embedded_printing_condition_shows_but_does_not_change_the_inks() -> None:
    data = inked("TIFF", icc_profile=load_profile("fogra29").data)
    assert halves(data) == [[*LEFT, 255], [*RIGHT, 255]]
    assert images.decode(data)[8, 4].tolist() != images.decode(inked("TIFF"))[8, 4].tolist()


def test_reducing_keeps_the_shape_and_the_colour_at_clear_edges() -> None:
    picture = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    picture.paste((255, 0, 0, 255), (0, 0, 101, 100))
    file = io.BytesIO()
    picture.save(file, "PNG")
    small = images.decode(file.getvalue(), max_width_px=20)
    assert small.shape == (10, 20, 4)
    edge = small[5, 10]
    assert 0 < edge[3] < 255
    assert edge[0] > 240, "black from the clear side bled into the edge"


def test_small_pictures_are_not_enlarged() -> None:
    assert images.decode(png(4, 3), max_width_px=100).shape == (3, 4, 4)


def test_a_huge_picture_is_refused_by_its_header(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 5)
    with pytest.raises(DieloomError, match="million pixels"):
        images.decode(png(4, 3))


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("data", [b"", b"GIF89a", b"%PDF-1.4", png()[:50], b"II*\0\xff\xff\xff\xff"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(DieloomError, match="damaged"):
        images.decode(data)


def test_a_truncated_file_is_named(tmp_path: Path) -> None:
    cut = tmp_path / "logo.jpg"
    cut.write_bytes(gradient("RGB", "JPEG")[:-40])
    with pytest.raises(DieloomError, match=r"logo\.jpg"):
        images.read_file(cut)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DieloomError, match=r"gone\.png"):
        images.read_file(tmp_path / "gone.png")


def test_the_ending_follows_the_bytes() -> None:
    assert [images.ending(data) for data in (png(), gradient("L", "JPEG"), b"?")] == ["png", "jpg", "bin"]


WHOLE = [png(20, 20), gradient("RGB", "JPEG"), gradient("CMYK", "TIFF"), gradient("RGB", "WEBP"), gradient("P", "PNG")]


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow's remarks on damaged tags
@settings(max_examples=300, deadline=None)
@given(st.sampled_from(WHOLE), st.data())
def test_damage_gives_a_picture_or_a_message(whole: bytes, data: st.DataObject) -> None:
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    try:
        images.size(bytes(damaged))
        pixels = images.decode(bytes(damaged), max_width_px=16)
        images.inks(bytes(damaged), max_width_px=16)
    except DieloomError:
        return  # found
    assert pixels.shape[2] == 4

"""Pictures of every kind come out as upright 8-bit sRGB with alpha; damaged ones with a message."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from core.document import images
from core.errors import DieloomError
from tests.document.designs import gradient, png


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
    except DieloomError:
        return  # found
    assert pixels.shape[2] == 4

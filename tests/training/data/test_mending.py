"""Whatever a picture file holds comes out as upright RGB on white, and it is told; or there is a reason why not."""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from core.colour.profiles import load_profile
from core.training.data import mending
from core.training.data.gathering import Refused
from core.training.data.mending import read
from tests.training.data.samples import encoded, item, painting

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def turned(code: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = code
    return exif


def red_and_green_swapped() -> bytes:
    """sRGB with the places of its first two primaries exchanged in the table of tags."""
    red, green = SRGB.index(b"rXYZ"), SRGB.index(b"gXYZ")
    profile = bytearray(SRGB)
    profile[red + 4 : red + 12], profile[green + 4 : green + 12] = (
        SRGB[green + 4 : green + 12],
        SRGB[red + 4 : red + 12],
    )
    return bytes(profile)


def transparent() -> Image.Image:
    image = painting(1, mode="RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    return image


def frames() -> list[Image.Image]:
    return [painting(seed, mode="P") for seed in (1, 2)]


CASES = {
    "plain": (encoded(painting(1)), ()),
    "jpeg": (encoded(painting(1), "JPEG"), ()),
    "webp": (encoded(painting(1), "WEBP"), ()),
    "bmp": (encoded(painting(1), "BMP"), ()),
    "srgb": (encoded(painting(1), icc_profile=SRGB), ()),
    "opaque": (encoded(painting(1, mode="RGBA")), ()),
    "grey": (encoded(painting(1, mode="L")), ("grey",)),
    "one bit": (encoded(painting(1, mode="1")), ("grey",)),
    "palette": (encoded(painting(1, mode="P")), ("palette",)),
    "cmyk": (encoded(painting(1, mode="CMYK"), "TIFF"), ("cmyk",)),
    "cmyk jpeg": (encoded(painting(1, mode="CMYK"), "JPEG"), ("cmyk",)),
    "deep": (encoded(Image.fromarray(np.full((60, 80), 40000, np.uint16))), ("grey", "deep")),
    "alpha": (encoded(transparent()), ("alpha",)),
    "side": (encoded(painting(1), "JPEG", exif=turned(6)), ("upright",)),
    "side tiff": (encoded(painting(1), "TIFF", exif=turned(6)), ("upright",)),
    "broken profile": (encoded(painting(1), icc_profile=b"not a profile"), ("profile-unusable",)),
    "foreign profile": (encoded(painting(1), icc_profile=load_profile().data), ("profile-unusable",)),
    "profile": (encoded(painting(1), icc_profile=red_and_green_swapped()), ("profile",)),
    "cmyk profile": (
        encoded(painting(1, mode="CMYK"), "TIFF", icc_profile=load_profile("fogra29").data),
        ("cmyk", "profile"),
    ),
    "gif": (encoded(frames()[0], "GIF", save_all=True, append_images=frames()[1:]), ("palette", "first-frame")),
    "apng": (encoded(painting(1), save_all=True, append_images=[painting(2)]), ("first-frame",)),
    "pages": (encoded(painting(1), "TIFF", save_all=True, append_images=[painting(2)]), ("first-frame",)),
}


@pytest.mark.parametrize("case", CASES)
def test_every_kind_is_mended_and_told(tmp_path: Path, case: str) -> None:
    data, mended = CASES[case]
    image, told = read(item(tmp_path, data), least=1000)
    assert (image.mode, told) == ("RGB", mended)
    assert image.size == ((60, 80) if "side" in case else (80, 60))


@pytest.mark.parametrize("case", ["jpeg", "webp", "bmp", "srgb", "opaque", "palette", "gif", "apng", "pages"])
def test_what_is_mended_still_looks_as_it_did(tmp_path: Path, case: str) -> None:
    image, _ = read(item(tmp_path, CASES[case][0]), least=1000)
    error = np.abs(np.asarray(image).astype(int) - np.asarray(painting(1)))
    assert error.mean() < 20


def test_a_profile_is_obeyed(tmp_path: Path) -> None:
    data = encoded(Image.new("RGB", (40, 40), (200, 40, 40)), icc_profile=red_and_green_swapped())
    red, green, _ = read(item(tmp_path, data), least=1000)[0].getpixel((5, 5))
    assert green > 150 > red


def test_sixteen_bits_are_scaled_not_clipped(tmp_path: Path) -> None:
    ramp = np.linspace(0, 65535, 80).round().astype(np.uint16)
    image, _ = read(item(tmp_path, encoded(Image.fromarray(np.tile(ramp, (60, 1))))), least=1000)
    assert np.asarray(image)[0, :, 0] == pytest.approx(ramp / 257, abs=1)


def test_what_is_clear_is_white(tmp_path: Path) -> None:
    image, _ = read(item(tmp_path, encoded(Image.new("RGBA", (40, 40), (200, 0, 0, 0)))), least=1000)
    assert image.getpixel((5, 5)) == (255, 255, 255)
    half, _ = read(item(tmp_path, encoded(Image.new("RGBA", (40, 40), (0, 0, 0, 128)))), least=1000)
    assert half.getpixel((5, 5)) == (127, 127, 127)


def test_a_palette_s_clear_colour_is_white(tmp_path: Path) -> None:
    image = Image.new("P", (400, 400), 1)
    image.putpalette([255, 0, 0, 0, 0, 255])
    for least in (1000, 20):  # as it is, and reduced on the way
        mended, told = read(item(tmp_path, encoded(image, transparency=1)), least)
        assert mended.getpixel((5, 5)) == (255, 255, 255)
        assert told == ("palette", "alpha")


def test_uncalibrated_cmyk_is_shown_as_it_prints(tmp_path: Path) -> None:
    """Solid cyan of FOGRA39 is about sRGB (0, 158, 224); Pillow alone would show (0, 255, 255)."""
    image, _ = read(item(tmp_path, encoded(Image.new("CMYK", (40, 40), (255, 0, 0, 0)), "TIFF")), least=1000)
    assert image.getpixel((5, 5)) == pytest.approx((0, 158, 224), abs=12)


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        *((mode, "TIFF") for mode in ("RGB", "L", "P", "1", "RGBA", "CMYK")),
        *((mode, "JPEG") for mode in ("RGB", "L", "CMYK")),
    ],
)
def test_what_is_far_too_large_comes_smaller(tmp_path: Path, mode: str, kind: str) -> None:
    data = encoded(painting(1, 800, 600, mode), kind)
    image, _ = read(item(tmp_path, data), least=20)
    assert 60 <= min(image.size) < 600
    whole, _ = read(item(tmp_path, data), least=600)
    assert whole.size == (800, 600)
    alike = np.asarray(image).astype(int) - np.asarray(whole.resize(image.size, Image.Resampling.BOX))
    assert np.abs(alike).mean() < 3


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.png", "damaged"),
        (b"", "a.txt", "not-a-picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", "not-a-picture"),
        (b"%PDF-1.4", "a.pdf", "not-a-picture"),
        (b"hello", "a.jpg", "damaged"),
        (encoded(painting(1))[:200], "a.png", "damaged"),
        (encoded(painting(1, 300, 300), "JPEG")[:-400], "a.jpg", "damaged"),
        (encoded(painting(1), "GIF")[:40], "a.gif", "damaged"),
        (encoded(painting(1, mode="F"), "TIFF"), "a.tif", "not-a-picture"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, data: bytes, name: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        read(item(tmp_path, data, name), least=50)
    assert refused.value.reason == reason


def test_too_many_pixels_are_refused_by_the_header(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mending, "MOST_PIXELS", 4000)
    for data in (encoded(painting(1)), encoded(painting(1), "TIFF"), encoded(painting(1), "JPEG", progressive=True)):
        with pytest.raises(Refused) as refused:
            read(item(tmp_path, data), least=4)
        assert refused.value.reason == "too-many-pixels"
        assert refused.value.detail.startswith("80 x 60")


def test_a_png_bomb_is_refused_by_the_header(tmp_path: Path) -> None:
    bomb = bytearray(encoded(Image.new("1", (8, 8))))
    bomb[16:24] = struct.pack(">II", 400_000, 400_000)
    bomb[29:33] = struct.pack(">I", zlib.crc32(bomb[12:29]))
    with pytest.raises(Refused) as refused:
        read(item(tmp_path, bytes(bomb)), least=64)
    assert refused.value.reason == "too-many-pixels"


def test_a_huge_jpeg_of_one_pass_is_read_smaller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mending, "MOST_PIXELS", 4000)
    image, _ = read(item(tmp_path, encoded(painting(1, 320, 240), "JPEG")), least=10)
    assert image.size == (40, 30)


def test_a_huge_jpeg_that_is_needed_whole_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mending, "MOST_PIXELS", 4000)
    with pytest.raises(Refused, match="too-many-pixels"):
        read(item(tmp_path, encoded(painting(1, 320, 240), "JPEG")), least=240)


def jpeg_in_three_scans(width: int, height: int) -> bytes:
    """Baseline, though one colour after the other: it has to be held whole, as a progressive one."""
    greys = [encoded(painting(1, width, height).getchannel(band), "JPEG") for band in "RGB"]
    frame = greys[0].index(b"\xff\xc0")
    scans = [grey.index(b"\xff\xda") for grey in greys]
    three = b"\xff\xc0" + struct.pack(">HBHHB", 17, 8, height, width, 3)
    three += b"".join(bytes([number, 0x11, 0]) for number in (1, 2, 3))
    body = b"".join(
        b"\xff\xda" + struct.pack(">HBBBBBB", 8, 1, number, 0, 0, 63, 0) + grey[at + 10 : -2]
        for number, grey, at in zip((1, 2, 3), greys, scans, strict=True)
    )
    return greys[0][:frame] + three + greys[0][frame + 13 : scans[0]] + body + b"\xff\xd9"


def test_a_huge_jpeg_of_several_passes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = jpeg_in_three_scans(320, 240)
    assert read(item(tmp_path, data), least=1000)[0].size == (320, 240)
    monkeypatch.setattr(mending, "MOST_PIXELS", 4000)
    with pytest.raises(Refused, match="too-many-pixels"):
        read(item(tmp_path, data), least=10)


def test_too_large_a_file_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mending, "MOST_BYTES", 100)
    with pytest.raises(Refused, match="too-many-bytes"):
        read(item(tmp_path, encoded(painting(1))), least=50)


DAMAGED = [data for data, _ in CASES.values()]


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow's remarks on damaged tags
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(DAMAGED), st.data())
def test_damage_gives_a_picture_or_a_reason(tmp_path: Path, whole: bytes, data: st.DataObject) -> None:
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del damaged[data.draw(st.integers(0, len(damaged))) :]
    try:
        image, _ = read(item(tmp_path, bytes(damaged)), least=10)
    except Refused:
        return
    assert image.mode == "RGB"


_HUGE = """
import sys
from pathlib import Path, PurePosixPath
from core.training.data.gathering import FileItem
from core.training.data.mending import read
from tests.memory import peak_mib
path = Path(sys.argv[1])
before = peak_mib()
image, _ = read(FileItem(path, PurePosixPath(path.name), path.stat().st_size), 295)
print(*image.size, peak_mib() - before)
"""


@pytest.mark.slow
def test_a_jpeg_40000_px_wide_is_read_in_little_memory(tmp_path: Path) -> None:
    Image.MAX_IMAGE_PIXELS, most = None, Image.MAX_IMAGE_PIXELS
    try:
        painting(1, 100, 50, "L").resize((40000, 20000), Image.Resampling.BILINEAR).save(tmp_path / "huge.jpg")
    finally:
        Image.MAX_IMAGE_PIXELS = most
    command = [sys.executable, "-c", _HUGE, tmp_path / "huge.jpg"]
    width, height, mb = map(int, subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())
    assert (width, height) == (2500, 1250)
    assert mb < 300

"""Pictures of every kind keep their inks, and come as pixels when they are asked for."""

from __future__ import annotations

import io
import zlib
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image

from core.colour.inks import Cmyk, Rgb, Spot
from core.compose.drawlist import DrawImage, FillPath, Group, PdfImage
from core.compose.placed.pdf import PlacedPage, read_page
from core.compose.placed.pictures import PdfPixels, pdf_image
from core.errors import DieloomError
from core.geometry import Affine
from core.units import POINTS_PER_MM
from tests.compose.placed.pages import blend, calculator, codes, flat, form, make, picture

MM = POINTS_PER_MM
RAMP = np.tile(np.arange(0, 256, 17, dtype=np.uint8), (8, 1))  # [8, 16]
INKS = np.dstack([RAMP, RAMP[:, ::-1], 255 - RAMP // 2, RAMP // 4])
COLOURS = np.dstack([RAMP, RAMP[:, ::-1], 255 - RAMP // 2])


def placed(maker: Any, content: bytes = b"q 100 0 0 50 20 30 cm /I Do Q") -> tuple[PlacedPage, bytes]:
    data = make(content, lambda pdf: {"XObject": {"I": maker(pdf)}})
    return read_page(data), data


def pixels(maker: Any, width: int | None = None) -> PdfPixels:
    """The picture that a page draws."""
    page, data = placed(maker)
    (op,) = flat(page.ops)
    assert isinstance(op, DrawImage)
    assert isinstance(op.source, PdfImage)
    assert not codes(page) - {"rgb", "spot-image", "lab"}
    return pdf_image(data, op.source.number, width)


def packed(pdf: Pdf, data: bytes, name: str, parms: Dictionary | None = None, **entries: Any) -> Stream:
    stream = picture(pdf, b"", 16, 8, **entries)
    stream.write(data, filter=Name(f"/{name}"), decode_parms=parms)
    return stream


def test_a_picture_lies_on_its_unit_square() -> None:
    page, _ = placed(lambda pdf: picture(pdf, RAMP.tobytes(), 16, 8, ColorSpace=Name.DeviceGray))
    (op,) = page.ops
    assert isinstance(op, DrawImage)
    assert op.matrix == pytest.approx(Affine(100 / MM, 0, 0, 50 / MM, 20 / MM, 30 / MM))


def test_process_inks_are_untouched() -> None:
    found = pixels(lambda pdf: picture(pdf, INKS.tobytes(), 16, 8, ColorSpace=Name.DeviceCMYK))
    assert found.inks is not None
    assert (found.inks[:, :, :4] == INKS).all()
    assert (found.inks[:, :, 4] == 255).all()
    assert found.srgb.shape == (8, 16, 4)


def test_grey_is_black_ink() -> None:
    for entries, wanted in (({}, 255 - RAMP), ({"Decode": Array([1, 0])}, RAMP)):
        found = pixels(lambda pdf, e=entries: picture(pdf, RAMP.tobytes(), 16, 8, ColorSpace=Name.DeviceGray, **e))
        assert found.inks is not None
        assert (found.inks[:, :, 3] == wanted).all()
        assert not found.inks[:, :, :3].any()


def test_rgb_has_no_inks_of_its_own() -> None:
    page, _ = placed(lambda pdf: picture(pdf, COLOURS.tobytes(), 16, 8, ColorSpace=Name.DeviceRGB))
    assert codes(page) == {"rgb"}
    found = pixels(lambda pdf: picture(pdf, COLOURS.tobytes(), 16, 8, ColorSpace=Name.DeviceRGB))
    assert found.inks is None
    assert (found.srgb[:, :, :3] == COLOURS).all()


@pytest.mark.parametrize("bits", [1, 2, 4, 16])
def test_samples_of_every_size(bits: int) -> None:
    levels = np.random.default_rng(bits).integers(0, 2**bits, (8, 13))
    if bits == 16:
        data = levels.astype(">u2").tobytes()
    else:
        ones = (levels[:, :, None] >> np.arange(bits - 1, -1, -1)) & 1
        data = np.packbits(ones.reshape(8, -1).astype(np.uint8), axis=1).tobytes()
    found = pixels(lambda pdf: picture(pdf, data, 13, 8, ColorSpace=Name.DeviceGray, BitsPerComponent=bits))
    assert found.inks is not None
    wanted = 255 - levels / (2**bits - 1) * 255
    assert np.abs(found.inks[:, :, 3] - wanted).max() <= 1


def test_a_palette_of_inks() -> None:
    table = String(bytes([255, 0, 0, 0, 0, 128, 0, 7]))
    space = Array([Name.Indexed, Name.DeviceCMYK, 1, table])
    found = pixels(lambda pdf: picture(pdf, bytes([0b01000000]), 2, 1, ColorSpace=space, BitsPerComponent=1))
    assert found.inks is not None
    assert found.inks[0].tolist() == [[255, 0, 0, 0, 255], [0, 128, 0, 7, 255]]


def test_process_plates_by_name_are_exact_and_spots_are_told_of() -> None:
    black = Array([Name.Separation, Name.Black, Name.DeviceCMYK, blend([0] * 4, [0, 0, 0, 1])])
    found = pixels(lambda pdf: picture(pdf, RAMP.tobytes(), 16, 8, ColorSpace=black))
    assert found.inks is not None
    assert (found.inks[:, :, 3] == RAMP).all()
    gold = Array([Name.Separation, Name.Gold, Name.DeviceCMYK, blend([0] * 4, [0, 0.5, 1, 0])])
    page, data = placed(lambda pdf: picture(pdf, RAMP.tobytes(), 16, 8, ColorSpace=gold))
    assert codes(page) == {"spot-image"}
    (op,) = page.ops
    inks = pdf_image(data, op.source.number).inks  # type: ignore[union-attr]
    assert inks is not None
    assert (inks[:, :, 2] == RAMP).all()
    assert np.abs(inks[:, :, 1] - RAMP / 2).max() <= 0.5


def test_two_tones_go_through_their_alternate() -> None:
    def maker(pdf: Pdf) -> Stream:
        tint = calculator(pdf, b"{ 0 3 1 roll 0 exch }", 2)  # magenta and black
        space = Array([Name.DeviceN, Array([Name("/A"), Name("/B")]), Name.DeviceCMYK, tint])
        return picture(pdf, np.dstack([RAMP, 255 - RAMP]).tobytes(), 16, 8, ColorSpace=space)

    inks = pixels(maker).inks
    assert inks is not None
    assert (inks[:, :, 1] == RAMP).all()
    assert (inks[:, :, 3] == 255 - RAMP).all()


def jpeg(pixel: NDArray[np.uint8], mode: str) -> bytes:
    large = np.repeat(np.repeat(pixel, 8, axis=0), 8, axis=1)
    file = io.BytesIO()
    Image.frombytes(mode, (large.shape[1], large.shape[0]), large.tobytes()).save(
        file, "JPEG", quality=98, subsampling=0
    )
    return file.getvalue()


def jpeg_picture(pdf: Pdf, data: bytes, **entries: Any) -> Stream:
    stream = picture(pdf, b"", 128, 64, **entries)
    stream.write(data, filter=Name.DCTDecode)
    return stream


def test_a_jpeg_of_inks_is_read_as_its_numbers_say() -> None:
    # Pillow, as Adobe's programs do, writes inks turned round; the PDF says so by its Decode.
    data = jpeg(INKS, "CMYK")
    turned = pixels(lambda pdf: jpeg_picture(pdf, data, ColorSpace=Name.DeviceCMYK, Decode=Array([1, 0] * 4)))
    assert turned.inks is not None
    assert np.abs(turned.inks[4::8, 4::8, :4].astype(int) - INKS).max() <= 6
    plain = pixels(lambda pdf: jpeg_picture(pdf, data, ColorSpace=Name.DeviceCMYK))
    assert plain.inks is not None
    assert np.abs(255 - plain.inks[:, :, :4].astype(int) - turned.inks[:, :, :4]).max() == 0


def test_jpegs_of_other_kinds() -> None:
    colour = pixels(lambda pdf: jpeg_picture(pdf, jpeg(COLOURS, "RGB"), ColorSpace=Name.DeviceRGB))
    assert np.abs(colour.srgb[4::8, 4::8, :3].astype(int) - COLOURS).max() <= 6
    grey = pixels(lambda pdf: jpeg_picture(pdf, jpeg(RAMP, "L"), ColorSpace=Name.DeviceGray))
    assert grey.inks is not None
    assert np.abs(255 - grey.inks[4::8, 4::8, 3].astype(int) - RAMP).max() <= 3


def test_jpeg_2000_brings_its_own_space() -> None:
    file = io.BytesIO()
    Image.fromarray(COLOURS).save(file, "JPEG2000")
    found = pixels(lambda pdf: packed(pdf, file.getvalue(), "JPXDecode"))
    assert (found.srgb[:, :, :3] == COLOURS).all()


@pytest.mark.parametrize("black_is_one", [False, True])
def test_fax(black_is_one: bool) -> None:
    chequers = (np.indices((8, 16)).sum(axis=0) // 3 % 2).astype(bool)
    file = io.BytesIO()
    Image.fromarray(chequers).save(file, "TIFF", compression="group4")
    with Image.open(file) as tiff:
        tags: Any = tiff.tag_v2  # type: ignore[attr-defined]
        data = file.getvalue()[tags[273][0] :][: tags[279][0]]
        assert tags[262] == 1  # what is set is in the runs that fax calls black
    parms = Dictionary(K=-1, Columns=16, Rows=8, BlackIs1=black_is_one)
    entries = {"ColorSpace": Name.DeviceGray, "BitsPerComponent": 1}
    found = pixels(lambda pdf: packed(pdf, data, "CCITTFaxDecode", parms, **entries))
    assert found.inks is not None
    assert ((found.inks[:, :, 3] == 0) == (chequers == black_is_one)).all()


def lzw(data: bytes) -> bytes:
    """Codes of 9 to 12 bits, which become longer one code early (7.4.4.2)."""
    table = {bytes([i]): i for i in range(256)}
    bits, size, following, held = [(256, 9)], 9, 258, b""
    for value in data:
        longer = held + bytes([value])
        if longer in table:
            held = longer
            continue
        bits.append((table[held], size))
        table[longer] = following
        following += 1
        if following + 1 > 1 << size and size < 12:
            size += 1
        if following >= 4094:
            bits.append((256, size))
            table, size, following = {bytes([i]): i for i in range(256)}, 9, 258
        held = bytes([value])
    bits += [(table[held], size), (257, size)]
    text = "".join(f"{code:0{length}b}" for code, length in bits)
    return int(text.ljust(-(-len(text) // 8) * 8, "0"), 2).to_bytes(-(-len(text) // 8), "big")


def test_lzw_runs_and_predictors() -> None:
    rng = np.random.default_rng(1)
    noise = rng.integers(0, 3, (100, 300), dtype=np.uint8) * 100
    rows = np.hstack([np.full((100, 1), 2, np.uint8), np.diff(noise, axis=0, prepend=np.zeros((1, 300), np.uint8))])
    runs = b"".join(bytes([99]) + part.tobytes() for part in noise.reshape(-1, 100))
    for name, data, parms in (
        ("LZWDecode", lzw(noise.tobytes()), None),
        ("FlateDecode", zlib.compress(rows.tobytes()), Dictionary(Predictor=15, Columns=300)),
        ("RunLengthDecode", runs + b"\x80", None),
    ):

        def maker(pdf: Pdf, name: str = name, data: bytes = data, parms: Any = parms) -> Stream:
            stream = picture(pdf, b"", 300, 100, ColorSpace=Name.DeviceGray)
            stream.write(data, filter=Name(f"/{name}"), decode_parms=parms)
            return stream

        inks = pixels(maker).inks
        assert inks is not None
        assert (255 - inks[:, :, 3] == noise).all(), name


def test_what_unpacks_beyond_reason_is_left_out() -> None:
    zeros = zlib.compress(bytes(60_000_000))
    for parms in (None, Dictionary(Predictor=15, Columns=16)):
        page, _ = placed(lambda pdf, p=parms: packed(pdf, zeros, "FlateDecode", p, ColorSpace=Name.DeviceGray))
        assert codes(page) == {"image-damaged"}
        assert not page.ops


def test_soft_masks_are_alpha() -> None:
    def maker(pdf: Pdf, matte: Any = None) -> Stream:
        mask = picture(pdf, RAMP.tobytes(), 16, 8, ColorSpace=Name.DeviceGray, **({"Matte": matte} if matte else {}))
        return picture(pdf, INKS.tobytes(), 16, 8, ColorSpace=Name.DeviceCMYK, SMask=mask)

    found = pixels(maker)
    assert found.inks is not None
    assert (found.inks[:, :, 4] == RAMP).all()
    assert (found.srgb[:, :, 3] == RAMP).all()
    # With a matte of no ink the colours have been multiplied by the alpha.
    inks = pixels(lambda pdf: maker(pdf, Array([0, 0, 0, 0]))).inks
    assert inks is not None
    wanted = np.clip(INKS[:, 8:] / (RAMP[:, 8:, None] / 255), 0, 255)
    assert np.abs(inks[:, 8:, :4] - wanted).max() <= 1


def test_one_pixel_takes_the_size_of_its_mask() -> None:
    def maker(pdf: Pdf) -> Stream:
        mask = picture(pdf, RAMP.tobytes(), 16, 8, ColorSpace=Name.DeviceGray)
        return picture(pdf, bytes([0, 255, 255, 0]), 1, 1, ColorSpace=Name.DeviceCMYK, SMask=mask)

    inks = pixels(maker).inks
    assert inks is not None
    assert inks.shape == (8, 16, 5)
    assert (inks[:, :, 4] == RAMP).all()
    assert (inks[:, :, :4] == [0, 255, 255, 0]).all()


def test_hard_masks_and_colour_keys() -> None:
    bits = np.packbits(RAMP > 100, axis=1).tobytes()

    def masked(pdf: Pdf) -> Stream:
        mask = picture(pdf, bits, 16, 8, ImageMask=True, BitsPerComponent=1)
        return picture(pdf, RAMP.tobytes(), 16, 8, ColorSpace=Name.DeviceGray, Mask=mask)

    assert (pixels(masked).srgb[:, :, 3] == np.where(RAMP > 100, 0, 255)).all()

    def keyed(pdf: Pdf) -> Stream:
        return picture(pdf, RAMP.tobytes(), 16, 8, ColorSpace=Name.DeviceGray, Mask=Array([50, 90]))

    assert (pixels(keyed).srgb[:, :, 3] == np.where((RAMP >= 50) & (RAMP <= 90), 0, 255)).all()


def test_a_picture_is_reduced_to_what_is_asked_for() -> None:
    def maker(pdf: Pdf) -> Stream:
        return picture(pdf, INKS.tobytes(), 16, 8, ColorSpace=Name.DeviceCMYK)

    found = pixels(maker, 4)
    assert found.inks is not None
    assert found.inks.shape == (2, 4, 5)
    assert np.abs(found.inks[:, :, :4] - INKS.reshape(2, 4, 4, 4, 4).mean(axis=(1, 3))).max() <= 1
    assert found.srgb.shape == (2, 4, 4)
    assert pixels(maker, 100).srgb.shape == (8, 16, 4)


@pytest.mark.parametrize(("mode", "values"), [("CMYK", INKS), ("RGB", COLOURS), ("L", RAMP)])
def test_a_jpeg_is_the_same_whether_it_is_unpacked_whole_or_small(mode: str, values: NDArray[np.uint8]) -> None:
    space = {"CMYK": Name.DeviceCMYK, "RGB": Name.DeviceRGB, "L": Name.DeviceGray}[mode]

    def maker(pdf: Pdf) -> Stream:
        return jpeg_picture(pdf, jpeg(values, mode), ColorSpace=space)

    whole, small = pixels(maker), pixels(maker, 16)
    assert whole.srgb.shape == (64, 128, 4)
    assert small.srgb.shape == (8, 16, 4)
    pairs = [(whole.srgb, small.srgb)] if whole.inks is None or small.inks is None else [(whole.inks, small.inks)]
    for large, little in pairs:
        means = large.reshape(8, 8, 16, 8, -1).mean(axis=(1, 3))
        assert np.abs(means - little).max() <= 4


CHEQUERS = np.indices((8, 8)).sum(axis=0) % 2 == 0
GOLD = Cmyk(0, 0.5, 1, 0)


def stencilled(mask: NDArray[np.bool_], content: bytes = b"/S cs .5 scn") -> tuple[PlacedPage, bytes]:
    def resources(pdf: Pdf) -> dict[str, dict[str, Any]]:
        bits = np.packbits(~mask, axis=1).tobytes()
        stencil = picture(pdf, bits, mask.shape[1], mask.shape[0], ImageMask=True, BitsPerComponent=1)
        spot = Array([Name.Separation, Name.Gold, Name.DeviceCMYK, blend([0] * 4, [0, 0.5, 1, 0])])
        return {"XObject": {"I": stencil}, "ColorSpace": {"S": spot}}

    data = make(content + b" q 80 0 0 80 0 0 cm /I Do Q", resources)
    return read_page(data), data


def test_a_stencil_is_an_outline_in_its_ink() -> None:
    half = np.zeros((8, 8), bool)
    half[:2, :4] = True  # the upper left
    page, _ = stencilled(half)
    (op,) = page.ops
    assert isinstance(op, FillPath)
    assert op.ink == Spot("Gold", GOLD, 0.5)
    assert [value * MM for value in op.path.bounds] == pytest.approx([0, 60, 40, 80])
    assert not codes(page)
    assert not stencilled(np.zeros((8, 8), bool))[0].ops
    (op,) = stencilled(CHEQUERS)[0].ops
    assert isinstance(op, FillPath)
    assert len(op.path.flattened()) == 32


def test_a_stencil_too_fine_for_an_outline_is_a_picture_in_its_ink() -> None:
    noise = np.random.default_rng(2).random((400, 400)) < 0.5
    page, data = stencilled(noise)
    (op,) = page.ops
    assert isinstance(op, DrawImage)
    assert isinstance(op.source, PdfImage)
    assert op.source.ink == Spot("Gold", GOLD, 0.5)
    assert codes(page) == {"spot-image"}
    found = pdf_image(data, op.source.number, None, op.source.ink)
    assert found.inks is not None
    assert ((found.inks[:, :, 4] == 255) == noise).all()
    assert (found.inks[:, :, :4] == [0, 64, 128, 0]).all()
    assert pdf_image(data, op.source.number).inks[0, 0, :4].tolist() == [0, 0, 0, 255]  # type: ignore[index]
    rgb = pdf_image(data, op.source.number, None, Rgb(1, 0, 0))
    assert rgb.inks is None
    assert (rgb.srgb[:, :, :3] == [255, 0, 0]).all()


def test_inline_pictures_are_found_again() -> None:
    content = b"""q 10 0 0 10 0 0 cm BI /W 2 /H 1 /CS /RGB /BPC 8 /F /AHx ID ff0000 00ff00> EI Q
    q 10 0 0 10 20 0 cm BI /W 1 /H 1 /CS /CMYK /BPC 8 ID \xff\x00\x80\x00 EI Q
    q 10 0 0 10 40 0 cm /F Do Q
    0 1 0 0 k q 8 0 0 8 60 0 cm BI /W 8 /H 1 /IM true ID \x0f EI Q"""
    inner = b"BI /W 2 /H 1 /CS [/I /CMYK 1 <00000000ff00ff00>] /BPC 1 /D [1 0] ID \x40 EI"
    data = make(content, lambda pdf: {"XObject": {"F": form(pdf, inner)}})
    page = read_page(data)
    red_green, cyan, indexed, mask = flat(page.ops)
    assert isinstance(mask, FillPath)
    assert mask.ink == Cmyk(m=1)
    assert [round(value * MM, 3) for value in mask.path.bounds] == [60, 0, 64, 8]
    found = [pdf_image(data, op.source.number) for op in (red_green, cyan, indexed)]  # type: ignore[union-attr]
    assert found[0].srgb[0, :, :3].tolist() == [[255, 0, 0], [0, 255, 0]]
    assert found[1].inks is not None
    assert found[1].inks[0, 0].tolist() == [255, 0, 128, 0, 255]
    assert found[2].inks is not None
    assert found[2].inks[0, :, :4].tolist() == [[255, 0, 255, 0], [0, 0, 0, 0]]


def test_a_translucent_picture_is_in_a_group() -> None:
    def resources(pdf: Pdf) -> dict[str, dict[str, Any]]:
        grey = picture(pdf, RAMP.tobytes(), 16, 8, ColorSpace=Name.DeviceGray)
        return {"XObject": {"I": grey}, "ExtGState": {"A": Dictionary(ca=0.25)}}

    (group,) = read_page(make(b"/A gs /I Do", resources)).ops
    assert isinstance(group, Group)
    assert group.opacity == 0.25


@pytest.mark.parametrize(
    "maker",
    [
        lambda pdf: picture(pdf, b"", 0, 8, ColorSpace=Name.DeviceGray),
        lambda pdf: picture(pdf, b"", 100_000, 100_000, ColorSpace=Name.DeviceGray),
        lambda pdf: picture(pdf, b"xx", 2, 1, ColorSpace=Name.DeviceGray, BitsPerComponent=5),
        lambda pdf: picture(pdf, b"xx", 2, 1, ColorSpace=Array([Name.Indexed])),
        lambda pdf: packed(pdf, b"junk", "DCTDecode", ColorSpace=Name.DeviceRGB),
        lambda pdf: packed(pdf, b"junk", "JPXDecode"),
        lambda pdf: packed(pdf, b"junk", "JBIG2Decode", ColorSpace=Name.DeviceGray, BitsPerComponent=1),
        lambda pdf: packed(pdf, b"junk", "NoDecode", ColorSpace=Name.DeviceGray),
    ],
)
def test_a_damaged_picture_is_left_out_and_told_of(maker: Any) -> None:
    page, _ = placed(maker)
    assert not page.ops
    assert codes(page) == {"image-damaged"}


def test_a_picture_that_is_cut_short_shows_what_there_is() -> None:
    found = pixels(lambda pdf: picture(pdf, RAMP[:4].tobytes(), 16, 8, ColorSpace=Name.DeviceGray))
    assert found.inks is not None
    assert (found.inks[:4, :, 3] == 255 - RAMP[:4]).all()


def test_what_is_no_picture_is_said_so() -> None:
    data = make(b"0 0 9 9 re f")
    for number in (0, 1, 99, -1, -70_000, 10**9):
        with pytest.raises(DieloomError, match=r"missing or damaged"):
            pdf_image(data, number)
    with pytest.raises(DieloomError, match=r"missing or damaged"):
        pdf_image(b"no PDF", 1)

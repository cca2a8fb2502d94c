"""Codes of every kind read back from their pixels, at the smallest size and with bar-width reduction."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.codes import Symbology, encode, matches, read, rule
from tests.codes.pixels import picture
from tests.codes.samples import DATA, KINDS

_READ_AS = {"upca": "ean13"}


def _assert_reads(symbology: Symbology, data: str, module: float, reduction: float, offset: float) -> None:
    symbol = encode(symbology, data, module=module, reduction=reduction)
    readings = read(picture(symbol, offset=offset))
    assert [each.symbology for each in readings] == [_READ_AS.get(symbology, symbology)]
    assert matches(symbol.data, readings[0]), (symbol.data, readings[0].data)


@pytest.mark.parametrize("symbology", KINDS)
@given(st.data())
@settings(max_examples=25, deadline=None)
def test_smallest_size_reads_at_600_ppi(symbology: Symbology, data: st.DataObject) -> None:
    _assert_reads(symbology, data.draw(DATA[symbology]), rule(symbology).smallest, 0, data.draw(st.floats(0, 1)))


@pytest.mark.parametrize("symbology", KINDS)
@given(st.data())
@settings(max_examples=15, deadline=None)
def test_reduced_bars_read_at_the_usual_size(symbology: Symbology, data: st.DataObject) -> None:
    _assert_reads(
        symbology,
        data.draw(DATA[symbology]),
        rule(symbology).usual,
        data.draw(st.floats(0.02, 0.05)),
        data.draw(st.floats(0, 1)),
    )


@pytest.mark.parametrize("symbology", ["datamatrix", "qr"])
@pytest.mark.parametrize("text", ["Größe 12", "Ã¼", "東京 ¥", "😀 two\nlines", "ÿ"])
def test_any_script_reads(symbology: Symbology, text: str) -> None:
    _assert_reads(symbology, text, rule(symbology).usual, 0, 0)


def test_one_code_is_not_read_twice() -> None:
    """A second reading, of a reduced copy, ended in another sign and passed its check."""
    _assert_reads("code128", "0:00000:00'0000(", 0.191, 0, 0)


@pytest.mark.parametrize("quarter", range(4))
def test_turned_codes_read_with_their_corners(quarter: int) -> None:
    symbol = encode("datamatrix", "turned", module=0.5)
    pixels = np.rot90(picture(symbol), quarter)
    (reading,) = read(pixels)
    assert reading.data == "turned"
    size = pixels.shape[0]
    margin = round(1.5 * 600 / 25.4)
    corners = [(margin, margin), (size - margin, margin), (size - margin, size - margin), (margin, size - margin)]
    # rot90 turns anticlockwise, so the code's own first corner goes one back for each quarter.
    turned = [corners[(i - quarter) % 4] for i in range(4)]
    assert np.allclose(reading.position, turned, atol=6)


def test_several_codes_on_a_sheet_are_all_found() -> None:
    symbols = [encode("ean13", "400638133393", module=0.33), encode("qr", "https://example.com", module=0.5)]
    pictures = [picture(each) for each in symbols]
    sheet = np.full((sum(each.shape[0] for each in pictures), max(each.shape[1] for each in pictures)), 255, np.uint8)
    top = 0
    for each in pictures:
        sheet[top : top + each.shape[0], : each.shape[1]] = each
        top += each.shape[0]
    readings = read(sheet)
    assert {(each.symbology, each.data) for each in readings} == {
        ("ean13", "4006381333931"),
        ("qr", "https://example.com"),
    }


def test_pictures_without_a_code_have_none() -> None:
    noise = np.random.default_rng(5).integers(0, 256, (300, 400), dtype=np.uint8)
    for empty in (np.zeros((0, 0)), np.zeros((1, 1)), np.full((200, 200), 255), noise):
        assert read(empty.astype(np.uint8)) == []


def test_light_bars_on_dark_do_not_count() -> None:
    assert read(255 - picture(encode("ean13", "400638133393", module=0.33))) == []


def test_a_spoilt_code_does_not_match() -> None:
    symbol = encode("ean13", "400638133393", module=0.33)
    (reading,) = read(picture(encode("ean13", "400638133394", module=0.33)))
    assert not matches(symbol.data, reading)


@pytest.mark.parametrize("data", ["9783161484100", "9771234567898", "201234500000"])
def test_books_and_magazines_are_ean13(data: str) -> None:
    _assert_reads("ean13", data, 0.264, 0, 0)


def test_a_upca_matches_only_with_its_zero() -> None:
    (reading,) = read(picture(encode("ean13", "103600029145", module=0.33)))
    assert not matches("036000291452", reading)

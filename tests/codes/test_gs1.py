"""Element strings: what is let in, what is refused in which words, and that the encoder's own rules agree."""

from __future__ import annotations

import re

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from core.codes import gs1
from core.errors import DieloomError
from tests.codes.samples import DATA

# One value for each format of the General Specifications; check digits are worked out by hand or from published codes.
EXAMPLES = {
    "00": "106141412345678908",
    "01": "09501101530003",
    "02": "09501101530003",
    "10": "AB-123",
    "11": "260131",
    "17": "270200",
    "20": "07",
    "235": "ABCdef",
    "240": "X",
    "242": "123456",
    "253": "9501101530003",
    "255": "950110153000312",
    "30": "12",
    "37": "99999999",
    "3103": "001250",
    "3295": "000001",
    "3375": "000001",
    "3575": "000001",
    "3695": "000001",
    "3902": "1234",
    "3932": "978999",
    "3941": "0050",
    "3953": "001250",
    "400": "order/7",
    "402": "06141411234567890",
    "414": "9501101530003",
    "421": "276D70173",
    "422": "276",
    "423": "276250",
    "427": "BY",
    "4300": "ABC",
    "4307": "DE",
    "4321": "1",
    "4326": "260131",
    "4330": "001250-",
    "7001": "1234567890123",
    "7003": "2601311200",
    "7007": "260131260215",
    "7030": "276ABC",
    "7041": "1A",
    "7250": "19991231",
    "7258": "1/2",
    "710": "PZN-0123",
    "7230": "EMcert",
    "8003": "09501101530003ABC",
    "8005": "001250",
    "8006": "095011015300030102",
    "8008": "2601311200",
    "8014": "1987654Ad4X4bL5ttr2310c2K",
    "8018": "106141412345678908",
    "8020": "REF",
    "8043": "123456789012345678",
    "90": "x",
    "99": "x" * 90,
}


@pytest.mark.parametrize("ai", EXAMPLES)
def test_good_values_are_let_in_and_encoded(ai: str) -> None:
    text = f"({ai}){EXAMPLES[ai]}"
    assert gs1.written(gs1.parse(text)) == text
    made = zxingcpp.create_barcode(f"[{ai}]{EXAMPLES[ai]}", zxingcpp.BarcodeFormat.DataMatrix, gs1=True)
    assert made.text == text


def test_the_encoder_knows_all_our_identifiers() -> None:
    """zint's list is another's work from the same specification; a later zint may know more."""
    ours = {int(ai) for n in (2, 3, 4) for ai in _numbers(n) if gs1.is_element_string(f"({ai})")}
    theirs = {int(ai) for ai in _numbers(4) if _known(ai)}
    assert len(ours) == 541
    assert ours <= theirs


def _numbers(digits: int) -> list[str]:
    return [f"{number:0{digits}}" for number in range(10**digits)]


def _known(ai: str) -> bool:
    try:
        zxingcpp.create_barcode(f"[{ai}]1", zxingcpp.BarcodeFormat.DataMatrix, gs1=True)
    except ValueError as error:
        return "Invalid AI" not in str(error)
    return True


@given(DATA["gs1_128"])
def test_what_a_reader_reports_is_the_same_elements(text: str) -> None:
    elements = gs1.parse(text)
    reported = ""
    for i, (ai, value) in enumerate(elements):
        ended = ai in ("01", "17") or i == len(elements) - 1
        reported += ai + value + ("" if ended else gs1.SEPARATOR)
    assert gs1.scanned(reported) == elements
    assert gs1.characters(elements) == len(reported)
    assert gs1.parse(gs1.written(elements)) == elements


@given(st.text(st.sampled_from("0123456789()\x1dAB"), max_size=40))
@settings(max_examples=300)
def test_anything_a_reader_reports_is_taken(text: str) -> None:
    elements = gs1.scanned(text)
    assert elements is None or re.sub(gs1.SEPARATOR, "", text) == "".join(
        each.ai + each.value for each in elements
    ).replace(gs1.SEPARATOR, "")


def test_a_missing_check_digit_is_added() -> None:
    assert gs1.written(gs1.parse("(01)0950110153000(17)270101")) == "(01)09501101530003(17)270101"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("09501101530003", "begin with an application identifier"),
        ("", "begin with an application identifier"),
        ("(05)1", r"no application identifier \(05\)"),
        ("(10)A(39x)1(9999)1", r"no application identifier \(9999\)"),
        ("(01)095011015300", r"\(01\) takes 14 digits with the check digit, and “095011015300” \(12 characters\)"),
        ("(01)0950110153000A", "something else"),
        ("(01)09501101530004", "check digit 4, which should be 3"),
        ("(10)", r"up to 20 characters, and “” \(0 characters\)"),
        ("(10)" + "A" * 21, "up to 20 characters"),
        ("(10)Ä", "something else"),
        ("(10)a b", "something else"),
        ("(17)271331", "a date"),
        ("(421)27", "3 digits and up to 9 characters"),
        ("(20)1", "2 digits"),
        ("(4321)12", "takes 1 digit, "),
        ("(01)" + "٣" * 13, "something else"),
        ("(37)" + "٣" * 3, "something else"),
    ],
)
def test_errors_say_what_is_wrong(text: str, message: str) -> None:
    with pytest.raises(DieloomError, match=message) as caught:
        gs1.parse(text)
    assert caught.value.hint

"""Content streams are taken apart, and what makes no sense in them is told of and passed over."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Pdf

from core.compose.placed.tokens import instructions
from tests.compose.placed.pages import codes, read


def taken(data: bytes) -> tuple[list[tuple[str, list[Any]]], list[str]]:
    faults: list[str] = []
    return list(instructions(data, faults.append)), faults


def test_operands_of_every_kind() -> None:
    data = rb"""1 -2 +.5 4. /Name#20x (a\(b\)\\\n\101\
c) <48 656> [1 [2 (x)] /n] << /A 1 /B [true false null] >> op % a comment
(nested (brackets) in (a string)) Tj"""
    found, faults = taken(data)
    assert found == [
        (
            "op",
            [1, -2, 0.5, 4, "Name x", b"a(b)\\\nAc", b"He`", [1, [2, b"x"], "n"], {"A": 1, "B": [True, False, None]}],
        ),
        ("Tj", [b"nested (brackets) in (a string)"]),
    ]
    assert not faults


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b"1 0 0 rg ) f", ["rg", "f"]),
        (b"[1 2 f 0 g", ["f", "g"]),
        (b"<< /A f 0 g", ["f", "g"]),
        (b"\xff\xfe f 0 g", ["\xff\xfe", "f", "g"]),
        (b"(never closed 0 0 m f", ["closed", "m", "f"]),
        (b"> ] >> } { f", ["f"]),
        (b"1 2", []),
    ],
)
def test_what_makes_no_sense_is_passed_over(data: bytes, wanted: list[str]) -> None:
    found, faults = taken(data)
    assert [operator for operator, _ in found if operator != "never"] == wanted
    assert faults or b"\xff" in data


def test_numbers_are_read_leniently() -> None:
    found, _ = taken(b"--3 1.2.3 - . 4e5 00012 m")
    assert found == [("m", [3, 1.2, 0, 0, 4, 12])]


def test_inline_pictures_end_where_their_data_does() -> None:
    raw = b"ab EI cd EI"[:11]
    found, faults = taken(b"BI /W 11 /H 1 /CS /G /BPC 8 ID " + raw + b" EI f")
    assert found == [("BI", [{"W": 11, "H": 1, "CS": "G", "BPC": 8}, raw]), ("f", [])]
    assert not faults
    _, faults = taken(b"BI /W 2 /H 2 ID abcd")
    assert faults


@given(st.binary(max_size=300))
def test_any_bytes_are_taken_apart(data: bytes) -> None:
    for operator, operands in taken(data)[0]:
        assert isinstance(operator, str)
        assert isinstance(operands, list)


PIECES = (
    "q",
    "Q",
    "1 0 0 1 5 5 cm",
    "0 0 9 9 re",
    "f",
    "[1 2] 0 d",
    "/Name gs",
    "(te\\)xt) Tj",
    "<0a0b> Tj",
    "<</A/B>> x",
)


@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_what_is_sound_is_what_qpdf_takes_it_for(pieces: list[str]) -> None:
    data = "\n".join(pieces).encode()
    pdf = Pdf.new()
    theirs = [str(each.operator) for each in pikepdf.parse_content_stream(pdf.make_stream(data))]
    assert [operator for operator, _ in taken(data)[0]] == theirs


@pytest.mark.parametrize("piece", [b"(", b"[", b"<<", b"<", b"(\\", b"(ab ", b"BI /F /DCT ID EI\0"])
def test_what_never_ends_does_not_take_ever_longer(piece: bytes) -> None:
    # A reader that looks to the end of the data from each of these would be at it for hours.
    taken(piece * 40_000)


def test_an_instruction_that_nobody_knows_is_told_of_unless_it_may_be() -> None:
    assert codes(read(b"1 2 nonsense 0 0 9 9 re f")) == {"unknown-operator"}
    assert not codes(read(b"BX 1 2 nonsense EX 0 0 9 9 re f"))


def test_an_instruction_without_its_operands_is_told_of_and_reading_goes_on() -> None:
    page = read(b"1 m /x l re cm Tf (x) Tj gs Do sh scn [1] d 5 J 0 0 9 9 re f")
    assert len(page.ops) == 1
    assert "bad-operator" in codes(page)

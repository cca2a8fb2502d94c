"""Functions give what their formulas say."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Pdf

from core.compose.placed.calculator import program
from core.compose.placed.functions import function, samples
from core.compose.placed.objects import SLIPS
from tests.compose.placed.pages import blend, calculator

unit = st.floats(0, 1)


def run(source: str, *values: float, outputs: int = 1) -> list[float]:
    found = program(f"{{ {source} }}".encode(), outputs)(np.array([values], np.float64))
    return [float(value) for value in found[0]]


@pytest.mark.parametrize(
    ("source", "values", "wanted"),
    [
        ("add", (2, 3), 5),
        ("sub", (2, 3), -1),
        ("mul", (2, 3), 6),
        ("div", (3, 2), 1.5),
        ("idiv", (-7, 2), -3),
        ("mod", (-7, 3), -1),
        ("neg abs", (3,), 3),
        ("ceiling", (1.2,), 2),
        ("floor", (-1.2,), -2),
        ("round", (2.5,), 3),
        ("truncate", (-2.7,), -2),
        ("cvi", (3.9,), 3),
        ("cvr", (3,), 3),
        ("sqrt", (9,), 3),
        ("sin", (30,), 0.5),
        ("cos", (60,), 0.5),
        ("atan", (1, 0), 90),
        ("atan", (-1, 0), 270),
        ("exp", (2, 10), 1024),
        ("ln", (math.e,), 1),
        ("log", (100,), 2),
        ("and", (12, 10), 8),
        ("or", (12, 10), 14),
        ("xor", (12, 10), 6),
        ("not", (52,), -53),
        ("2 bitshift", (5,), 20),
        ("-1 bitshift", (5,), 2),
        ("gt { 1 } { 2 } ifelse", (3, 2), 1),
        ("le not { 7 } if", (3, 2), 7),
        ("true false or { 4 } { 5 } ifelse exch pop", (0,), 4),
        ("eq { 8 } { 9 } ifelse", (2, 2), 8),
        ("pop", (4, 9), 4),
        ("exch", (4, 9), 4),
        ("dup mul", (4,), 16),
        ("2 copy add add add", (4, 9), 26),
        ("1 index", (4, 9), 4),
        ("3 1 roll pop", (1, 2, 3), 1),
        ("3 -1 roll", (1, 2, 3), 1),
        ("3 % a comment\n mul", (2,), 6),
    ],
)
def test_every_operator_of_the_calculator(source: str, values: tuple[float, ...], wanted: float) -> None:
    assert run(source, *values) == [pytest.approx(wanted)]


@given(st.lists(st.tuples(unit, unit), min_size=1, max_size=20))
def test_rows_go_their_own_way(rows: list[tuple[float, float]]) -> None:
    found = program(b"{ 2 copy gt { exch sub 0 } { add .5 mul dup } ifelse }", 2)(np.array(rows))
    for (a, b), (first, second) in zip(rows, found, strict=True):
        wanted = (b - a, 0) if a > b else ((a + b) / 2, (a + b) / 2)
        assert (first, second) == pytest.approx(wanted)


SENSELESS = [
    *[
        "",
        "{",
        "{ 1",
        "1 }",
        "{ foo }",
        "{ nan }",
        "{ if }",
        "{ pop pop }",
        "{ 9 index }",
        "{ 1000 copy }",
        "{ -3 2 roll }",
    ],
    "{ 0.5 gt { 1 } { } ifelse }",
    "{ " + "{ " * 40 + "} " * 40 + "}",
    "{ " + "1 " * 30_000 + "}",
    "{ " + "dup " * 200 + "}",
]


@pytest.mark.parametrize("source", SENSELESS)
def test_programs_that_make_no_sense_are_refused(source: str) -> None:
    with pytest.raises(SLIPS):
        program(source.encode(), 2)(np.array([[0.25], [0.75]]))


@given(unit, st.floats(0.2, 4))
def test_an_exponential_function(x: float, exponent: float) -> None:
    found = function(blend([0, 0.5], [1, 0.25], exponent))(np.array([[x]]))
    assert found[0] == pytest.approx([x**exponent, 0.5 - 0.25 * x**exponent], abs=1e-5)


@given(unit)
def test_a_stitched_function(x: float) -> None:
    parts = Array([blend([0], [1]), blend([5], [7])])
    stitched = Dictionary(
        FunctionType=3, Domain=Array([0, 1]), Functions=parts, Bounds=Array([0.25]), Encode=Array([0, 1, 1, 0])
    )
    wanted = x * 4 if x < 0.25 else 7 - 2 * (x - 0.25) / 0.75
    assert function(stitched)(np.array([[x]]))[0, 0] == pytest.approx(wanted)


@given(unit, unit)
def test_a_sampled_function_is_linear_between_its_samples(x: float, y: float) -> None:
    # The first input runs fastest: (0,0) (1,0) (2,0) (0,1) ...
    pdf = Pdf.new()
    stream = pdf.make_stream(bytes([0, 51, 102, 153, 204, 255]))
    stream.FunctionType, stream.Domain, stream.Range = 0, Array([0, 1, 0, 1]), Array([0, 10])
    stream.Size, stream.BitsPerSample = Array([3, 2]), 8
    found = function(stream)(np.array([[x, y]]))
    assert found[0, 0] == pytest.approx((2 * x * 2 + y * 6), abs=1e-9)


@given(st.sampled_from([1, 2, 4, 8, 12, 16, 24, 32]), st.integers(1, 30), st.randoms())
def test_samples_of_any_size_are_unpacked(bits: int, count: int, random: object) -> None:
    values = [random.randrange(2**bits) for _ in range(count)]  # type: ignore[attr-defined]
    text = "".join(f"{value:0{bits}b}" for value in values)
    text += "0" * (-len(text) % 8)
    data = int(text, 2).to_bytes(len(text) // 8, "big")
    assert samples(data, count, bits).tolist() == values
    assert len(samples(data[:1], count, bits)) == count


def test_values_are_cut_to_domain_and_range() -> None:
    pdf = Pdf.new()
    assert function(calculator(pdf, b"{ 2 mul }", outputs=1))(np.array([[-1.0], [0.3], [9.0]])).tolist() == [
        [0],
        [0.6],
        [1],
    ]
    assert function(calculator(pdf, b"{ 0 div }", outputs=1))(np.array([[0.0], [1.0]])).tolist() == [[0], [1]]


def test_several_functions_are_one() -> None:
    both = function(Array([blend([0], [1]), blend([1], [0])]))
    assert both(np.array([[0.25]])).tolist() == [[0.25, 0.75]]


def test_functions_that_make_no_sense_are_refused() -> None:
    deep = blend([0], [1])
    for _ in range(20):
        deep = Dictionary(
            FunctionType=3, Domain=Array([0, 1]), Functions=Array([deep]), Bounds=Array([]), Encode=Array([0, 1])
        )
    for given_ in (
        deep,
        Dictionary(),
        Array([]),
        Dictionary(FunctionType=9, Domain=Array([0, 1])),
        None,
        7,
        blend([0], [1, 1]),
    ):
        with pytest.raises(SLIPS):
            function(given_)

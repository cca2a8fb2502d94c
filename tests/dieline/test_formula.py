"""Formulas compute, only compute, and say whose they are when they cannot."""

from __future__ import annotations

import ast
import contextlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dieline.formula import MAX_LENGTH, MAX_MAGNITUDE, Formula, FormulaError, in_order

VALUES = {"L": 80.0, "W": 40.0, "caliper": 0.45}


def formula(text: str, name: str = "dust_flap") -> Formula:
    return Formula(text, name, "ECMA A20.20.01.01")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 + 3 * 4", 14),
        ("-(2 - 5) ** 2", -9),
        ("7 % 4 / 2", 1.5),
        ("W + 1.5 * caliper", 40.675),
        ("min(0.6 * W, 32, 0.5 * L - 1)", 24),
        ("max(3, W, 7)", 40),
        ("clamp(50, 8, 25) + clamp(1, 8, 25)", 33),
        ("step(40, W) + step(41, W)", 1),
        ("sqrt(2) ** 2", 2),
        ("abs(-3) + floor(2.7) + ceil(2.1)", 8),
        ("sin(30) + cos(60) + tan(45)", 2),
        ("atan(1)", 45),
        ("2 * pi", 2 * math.pi),
        ("1 if L > W else 2", 1),
        ("10 < W <= 40", 1),
        ("not (L == W) and (W != 0 or L / 0)", 1),
    ],
)
def test_computes(text: str, expected: float) -> None:
    assert formula(text).value(VALUES) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("W / (L - 80)", "divides by zero"),
        ("W % 0", "divides by zero"),
        ("9 ** 9 ** 9", "grows beyond"),
        ("1e9 * 2", "grows beyond"),
        ("1e400", "grows beyond"),
        ("tan(90)", "grows beyond"),
        ("(-8) ** 0.5", "no real value"),
        ("sqrt(-1)", "no real value"),
        ("0 ** -1", "no real value"),
        ("W + depth", "unknown name depth"),
        ("eval(1)", "unknown function eval"),
        ("min()", "gives min 0 values"),
        ("sqrt(1, 2)", "gives sqrt 2 values"),
        ("W +", "cannot be read"),
        ("", "cannot be read"),
        ("W; L", "cannot be read"),
        ("W\x00", "cannot be read"),
        ("(" * 300, "cannot be read"),
        ("-" * 100 + "1", "nested too deeply"),
        ("1 + " * MAX_LENGTH + "1", "longer than"),
        ("W.real", "do not have"),
        ("W[0]", "do not have"),
        ("'a' * 9", "do not have"),
        ("1j", "do not have"),
        ("True", "do not have"),
        ("min(*W, L)", "do not have"),
        ("min(W, key=L)", "do not have"),
        ("[W for W in L]", "do not have"),
        ("(lambda: 1)()", "do not have"),
        ("(W := 3)", "do not have"),
        ("W if L else __import__('os')", "unknown function __import__"),
        ("f'{W}'", "do not have"),
        ("5 // 2", "do not have"),
        ("W in L", "do not have"),
    ],
)
def test_refuses_by_name(text: str, problem: str) -> None:
    with pytest.raises(FormulaError, match=r'Formula "dust_flap" of ECMA A20\.20\.01\.01') as refused:
        formula(text).value(VALUES)
    assert problem in refused.value.message


def test_names_are_those_it_needs() -> None:
    assert formula("min(W, 2 * pi * r) if min_depth else L").names == {"W", "r", "min_depth", "L"}


@given(st.text(max_size=60))
def test_any_text_gives_a_bounded_number_or_a_clear_refusal(text: str) -> None:
    with contextlib.suppress(FormulaError):
        assert abs(formula(text).value(VALUES)) <= MAX_MAGNITUDE


_NUMBERS = st.floats(0.1, 100).map(lambda number: f"{number:.3f}") | st.sampled_from(["L", "W", "caliper"])
_ARITHMETIC = st.recursive(
    _NUMBERS,
    lambda part: st.tuples(part, st.sampled_from("+-*/"), part).map(lambda words: f"({' '.join(words)})"),
    max_leaves=8,
)


@given(_ARITHMETIC)
def test_arithmetic_agrees_with_python(text: str) -> None:
    try:
        expected = eval(compile(ast.parse(text, mode="eval"), "", "eval"), {}, dict(VALUES))
    except ZeroDivisionError:
        with pytest.raises(FormulaError, match="divides by zero"):
            formula(text).value(VALUES)
        return
    if abs(expected) <= MAX_MAGNITUDE:
        assert formula(text).value(VALUES) == expected


def test_order_puts_each_formula_after_those_it_needs() -> None:
    order = in_order({name: formula(text, name) for name, text in {"c": "a + b", "a": "L", "b": "a * 2"}.items()})
    assert order.index("a") < order.index("b") < order.index("c")


def test_a_circle_is_named() -> None:
    with pytest.raises(FormulaError, match=r'Formula "\w" of ECMA A20.20.01.01 depends on itself: .*->.*'):
        in_order({name: formula(text, name) for name, text in {"a": "b + 1", "b": "c", "c": "a"}.items()})

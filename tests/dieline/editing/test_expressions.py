"""Formulas that are moved, added and renamed stay the formulas that were written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dieline.editing.expressions import expression, renamed, shifted, substituted, total, written
from core.dieline.schema import Expression
from tests.dieline.editing.carton import value


@pytest.mark.parametrize(
    ("before", "by", "after"),
    [
        (12.0, 3.0, 15.0),
        ("x_front", 12, "x_front + 12"),
        ("x_front + 12", 3.5, "x_front + 15.5"),
        ("x_front + 12", -12, "x_front"),
        ("glue - 1.5", 1, "glue - 0.5"),
        ("glue - 1.5", 4, "glue + 2.5"),
        ("a if b else c", 2, "(a if b else c) + 2"),
        ("not a", 2, "(not a) + 2"),
        ("2 * lid", 0, "2 * lid"),
        ("8", 1, 9.0),
        ("-x", -1, "-x - 1"),
    ],
)
def test_a_dragged_formula_gets_a_number_at_its_end(before: Expression, by: float, after: Expression) -> None:
    assert shifted(before, by) == after


NAMED = {"a": 3.0, "b": 7.5, "c": 0.25}
FORMULAS = st.recursive(
    st.sampled_from([*NAMED, "2", "0.5"]),
    lambda parts: st.one_of(
        st.tuples(parts, st.sampled_from("+-*"), parts).map(lambda each: f"({each[0]}) {each[1]} ({each[2]})"),
        st.tuples(parts, st.sampled_from("+-*"), st.sampled_from([*NAMED, "3"])).map(" ".join),
        parts.map(lambda each: f"({each}) / 4"),
        parts.map(lambda each: f"({each}) % 5"),
        parts.map(lambda each: f"{each} if a < b else c"),
        parts.map(lambda each: f"not {each}"),
        parts.map(lambda each: f"max({each}, 1)"),
        parts.map(lambda each: f"-({each})"),
    ),
    max_leaves=6,
)


@given(FORMULAS, st.floats(-500, 500), st.floats(-500, 500))
def test_shifting_adds_what_it_says_and_back_again(text: str, one: float, other: float) -> None:
    there = shifted(shifted(text, one), other)
    assert value(there, **NAMED) == pytest.approx(value(text, **NAMED) + one + other, abs=1e-4)
    assert value(shifted(there, -one - other), **NAMED) == pytest.approx(value(text, **NAMED), abs=1e-4)


@given(FORMULAS, FORMULAS, st.sampled_from([1.0, -1.0, 0.5, 2.0, -0.75]))
def test_a_total_is_the_sum_of_its_terms(one: str, other: str, factor: float) -> None:
    summed = total((1.0, one), (factor, other))
    assert value(summed, **NAMED) == pytest.approx(value(one, **NAMED) + factor * value(other, **NAMED), abs=1e-3)


@given(FORMULAS, FORMULAS)
def test_a_name_s_own_formula_in_its_place_gives_the_same(text: str, inner: str) -> None:
    put_in = substituted(text, {"b": inner})
    assert value(put_in, **NAMED) == pytest.approx(value(text, **{**NAMED, "b": value(inner, **NAMED)}), rel=1e-9)


def test_a_factor_does_not_get_into_a_remainder() -> None:
    assert value(total((1.0, "a"), (2.0, "(a) % 5 * a")), a=7) == 7 + 2 * (7 % 5 * 7)


def test_like_terms_cancel() -> None:
    assert total((1.0, "x_left + side"), (-1.0, "x_left + 3")) == "side - 3"
    assert total((0.5, "x_front"), (0.5, "x_front + front")) == "x_front + front / 2"
    assert total((1.0, "x"), (-1.0, "x")) == 0.0


def test_renaming_touches_names_only() -> None:
    assert renamed("min( lid,lid_width )  + sin(lid)", "lid", "top") == "min( top,lid_width )  + sin(top)"
    assert renamed("half typed (lid", "lid", "top") == "half typed (lid"
    assert renamed("min(1, 2)", "min", "most") == "min(1, 2)"


def test_what_is_typed_is_a_number_where_it_is_one() -> None:
    assert expression(" 12.50 ") == 12.5
    assert expression("x + 1 ") == "x + 1"
    assert expression("nan") == "nan"
    assert written(12.0) == "12"
    assert written(0.1) == "0.1"

"""Names changed in expressions and figures, and sums of expressions that mean what they say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dieline.formula import Formula
from core.dieline.renaming import less, renamed, renamed_figure, total
from core.dieline.schema import Corner, Figure, Place

VALUES = {"a": 3.0, "b": 5.0, "top_a": 7.0}
TEXTS = st.sampled_from(["a", "0 - a", "a + b", "a - b", "a * b", "a if a < b else b", "a < b", "max(a, b) - 1", "2.5"])


def value(expression: str | float) -> float:
    return Formula(str(expression), "test", "TEST").value(VALUES)


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("a + ab - a_b", "top_a + ab - a_b"),
        ("2*a**2", "2*top_a**2"),
        ("1e3 * a", "1e3 * top_a"),
        ("max(a, min(b, 3))", "max(top_a, min(b, 3))"),
        ("a if a < b else 0", "top_a if top_a < b else 0"),
    ],
)
def test_whole_names_are_replaced_and_nothing_else(text: str, new: str) -> None:
    assert renamed(text, {"a": "top_a"}) == new


def test_numbers_stay_numbers() -> None:
    assert renamed(4.5, {"a": "b"}) == 4.5


BASES = TEXTS.filter(lambda text: " if " not in text and "<" not in text)  # a place on the blank: never a choice


@given(BASES, st.one_of(TEXTS, st.sampled_from([0, 0.0, 1.5, -2.0])))
def test_sums_and_differences_keep_their_value(base: str, more: str | float) -> None:
    assert value(total(base, more)) == pytest.approx(value(base) + value(more))
    assert value(less(base, more)) == pytest.approx(value(base) - value(more))


def test_every_expression_of_a_figure_is_renamed_but_not_its_own_names() -> None:
    figure = Figure(
        corners=(Corner(x="a", y="w + a", round="a", bow="a"),),
        let={"w": "a"},
        at=Place(x="a", y="a", turn="a", mirror="x"),
    )
    new = renamed_figure(figure, {"a": "z"}, {})
    assert new.corners == (Corner(x="z", y="w + z", round="z", bow="z"),)
    assert new.let == {"w": "z"}
    assert new.at == Place(x="z", y="z", turn="z", mirror="x")
    shaped = renamed_figure(Figure(shape="lid"), {}, {"lid": "top_lid"})
    assert shaped.shape == "top_lid"
    assert renamed_figure(Figure(size=("a", 3)), {"a": "z"}, {}).size == ("z", 3)

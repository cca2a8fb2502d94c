"""Every cell by itself: a value, what is wrong with it, or what it waits for; whatever is typed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.dieline.checks import check
from core.dieline.editing import figures, starting
from core.dieline.editing.evaluation import Unmet, evaluate
from core.dieline.editing.expressions import expression
from core.dieline.editing.items import put
from core.dieline.editing.slots import slots
from core.dieline.schema import TemplateFile
from core.errors import DieloomError
from tests.dieline.editing.carton import at, item, straight_tuck


def test_every_formula_of_the_carton_has_a_value(carton: TemplateFile) -> None:
    found = at(carton)
    assert found.error is None
    assert not found.broken
    assert found.values["x_front"] == pytest.approx(12 + 80 + 40.45)
    assert len(found.drawn) == len(carton.panels) + len(carton.marks)


def test_a_wrong_formula_is_told_apart_from_those_that_wait_for_it(carton: TemplateFile) -> None:
    found = at(put(carton, ("formulas", "lid"), "W - "))
    (path, error), *rest = found.broken
    assert path == ("formulas", "lid")
    assert "cannot be read" in error.message
    assert all(isinstance(each, Unmet) for _, each in rest)
    assert ("formulas", "y_low") in [path for path, _ in rest]
    assert found.outline is None
    assert found.values["x_front"] > 0


def test_formulas_that_go_round_say_so(carton: TemplateFile) -> None:
    found = at(put(carton, ("formulas", "back"), "x_left"))
    assert "depends on itself" in str(found.error)
    assert any("back -> x_left -> back" in error.message for _, error in found.broken)


def test_a_panel_off_its_parent_is_still_drawn(carton: TemplateFile) -> None:
    lid = item(carton, "top lid")
    found = at(figures.move_figures(carton, [lid], 0, 30))
    assert 'does not touch "back"' in str(found.error)
    assert found.drawn[lid].bounds.y0 == pytest.approx(at(carton).drawn[lid].bounds.y0 + 30)


def test_a_value_that_cannot_be_is_refused_in_words(carton: TemplateFile) -> None:
    with pytest.raises(DieloomError, match="bleed"):
        put(carton, ("bleed",), -4)
    with pytest.raises(DieloomError, match="name"):
        put(carton, ("panels", 0, "name"), "Front!")


@settings(deadline=None)  # lengths of a kilometre have arcs of many points
@given(st.integers(0, 10_000), st.sampled_from(["", "0", "-5", "1 / 0", "x_front", "sqrt(-1)", "1e9", "(", "lid lid"]))
def test_whatever_is_typed_is_told_and_never_raised(number: int, text: str) -> None:
    file = straight_tuck()
    every = list(slots(file))
    slot = every[number % len(every)]
    found = evaluate(put(file, slot.path, expression(text)), {})
    assert (found.error is None) == (found.outline is not None)
    if text in ("", "(", "lid lid", "1 / 0", "sqrt(-1)"):
        assert slot.path in [path for path, _ in found.broken]


def test_a_copy_has_a_code_of_its_own(carton: TemplateFile) -> None:
    first = starting.copy_of(carton, [carton.code])
    second = starting.copy_of(carton, [carton.code, first.code.upper()])
    assert first.code == "ECMA A20.20.01.01 copy"
    assert second.code == "ECMA A20.20.01.01 copy 2"
    assert first.aliases == ()
    assert at(first).error is None
    assert len(starting.copy_of(put(carton, ("code",), "x" * 40), []).code) <= 40


def test_a_template_may_start_from_one_panel() -> None:
    found = at(starting.one_panel("Mine"))
    assert found.error is None
    assert check(found.outline) == ()


def test_edges_keep_their_numbers_where_corners_meet(carton: TemplateFile) -> None:
    """A formula may put two corners in one place at some size."""
    tuck = item(carton, "top tuck")
    met = put(carton, ("shapes", "tuck", 1, "x"), "tuck_inset")
    drawn = at(met).drawn[tuck]
    assert len(drawn.edges) == len(drawn.corners) == 4
    assert drawn.edges[0].length == 0
    assert drawn.edges[2].start == drawn.corners[2]

"""Parameters and formulas are renamed wherever they are used, and removed only with who needs them."""

from __future__ import annotations

import pytest

from core.dieline.editing import names
from core.dieline.editing.expressions import written
from core.dieline.editing.items import put
from core.dieline.editing.slots import slots
from core.dieline.schema import TemplateFile
from core.errors import DieloomError
from tests.dieline.editing.carton import SIZES, at


def test_a_renamed_formula_is_renamed_everywhere(carton: TemplateFile) -> None:
    changed = names.rename(names.rename(carton, "x_front", "front_left"), "W", "depth")
    assert "depth" in changed.size
    assert list(changed.formulas)[6] == "front_left"
    assert not any("x_front" in written(slot.value) for slot in slots(changed))
    size = {"L": 120.0, "W": 60.0}
    assert at(changed, {"L": 120.0, "depth": 60.0}).outline.lines == at(carton, size).outline.lines


def test_a_name_that_means_something_or_is_taken_is_refused(carton: TemplateFile) -> None:
    for new in ("min", "pi", "lid", "L", "w"):
        with pytest.raises(DieloomError):
            names.rename(carton, "x_front", new)
    with pytest.raises(DieloomError):
        names.rename(carton, "x_front", "2x")


def test_a_name_in_use_is_removed_only_with_its_formula_in_its_place(carton: TemplateFile) -> None:
    with pytest.raises(DieloomError, match="x_right"):
        names.remove(carton, "front")
    changed = names.remove(carton, "front", inline=True)
    assert changed.formulas["x_right"] == "x_front + (L + caliper)"
    for size in SIZES:
        assert at(changed, size).outline.lines == at(carton, size).outline.lines
    with pytest.raises(DieloomError, match="size"):
        names.remove(carton, "L", inline=True)


def test_a_figure_s_own_name_hides_the_template_s(carton: TemplateFile) -> None:
    changed = names.add_formula(carton, "own", 5.0)
    changed = put(changed, ("panels", 0, "let"), {"own2": "own"})
    assert names.users(changed, "own") == ["front let own2"]


def test_parameters_change_places(carton: TemplateFile) -> None:
    assert [each.name for each in names.reordered(carton, "W", -1).parameters][:2] == ["W", "L"]
    assert list(names.reordered(carton, "side", 1).formulas)[:3] == ["back", "front", "side"]

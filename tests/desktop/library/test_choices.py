"""Ends, grain and boards as fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from core.dieline import boards, library
from desktop.library.choices import BoardChoice, EndsSection, GrainChoice, grain_problem

Show = Callable[[Any], Any]


def choose(choice: Any, text: str) -> None:
    row = next(row for row in range(choice.count()) if text in choice.itemText(row))
    choice.setCurrentIndex(row)
    choice.activated.emit(row)


@pytest.fixture
def ends(show: Show) -> EndsSection:
    section = show(EndsSection())
    section.show_code("ECMA A20.20.01.01")
    return section


def test_every_end_can_be_chosen_and_loads(ends: EndsSection) -> None:
    asked: list[str] = []
    ends.edited.connect(asked.append)
    for row in range(ends.top.count()):
        ends.top.setCurrentIndex(row)
        ends.top.activated.emit(row)
    assert len(set(asked)) == ends.top.count() > 5
    for code in asked:
        assert library.load(code).code == code


def test_lids_are_hung_on_back_or_front(ends: EndsSection) -> None:
    asked: list[str] = []
    ends.edited.connect(asked.append)
    assert ends.hung.currentText() == "back"
    choose(ends.hung, "top back, bottom front")
    assert asked == ["ECMA A20.20.03.01"]
    assert library.load(asked[0]).title.startswith("Reverse tuck")


def test_an_open_end_hangs_on_no_panel(ends: EndsSection) -> None:
    ends.show_code("ECMA A00.00.00.00")
    assert not ends.hung.isVisible()
    ends.show_code("ECMA A20.00.01.00")
    assert [ends.hung.itemText(row) for row in range(ends.hung.count())] == ["back", "front"]


@pytest.mark.parametrize("code", ["FEFCO 0201", "WRAP LABEL", "", "ECMA A99.20.01.01"])
def test_other_templates_have_no_ends(ends: EndsSection, code: str) -> None:
    ends.show_code(code)
    assert not ends.isVisible()


def test_the_right_grain_is_marked_and_the_wrong_one_explained(show: Show) -> None:
    grain = show(GrainChoice())
    grain.show_grain("y", "x")
    assert grain.value() == "x"
    assert "right for this style" in grain.itemText(2)
    assert "right for this style" not in grain.itemText(1)
    assert "grain should run up the blank" in grain_problem("y", "x", None)
    assert "flutes should run" in grain_problem("y", "x", boards.named("E flute"))
    assert grain_problem("y", "y", None) == grain_problem("", "x", None) == grain_problem("x", "", None) == ""


def test_a_caliper_of_no_board_shows_none(show: Show) -> None:
    choice = show(BoardChoice())
    template = library.load("0201")
    choice.show_board(template, boards.named("C flute"))
    assert "C flute, 4 mm" in choice.currentText()
    choice.show_board(template, None)
    assert choice.currentIndex() == -1

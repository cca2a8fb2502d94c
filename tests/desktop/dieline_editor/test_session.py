"""The file under edit: every change an undo step, nothing typed is lost, what was drawn stays in sight."""

from __future__ import annotations

import pytest

from core.dieline.editing.hits import Part
from core.dieline.editing.items import Item, put
from core.errors import DieloomError
from desktop.dieline_editor.session import EditorSession
from tests.desktop.dieline_editor.conftest import carton

pytestmark = pytest.mark.usefixtures("qapp")


def test_steps_of_one_gesture_are_one_step_and_none_when_it_comes_back() -> None:
    session = EditorSession(carton())
    for value in (1.0, 2.0, 3.0):
        session.edit("Bleed", lambda file, value=value: put(file, ("bleed",), value), "drag")
    assert session.undo_stack.count() == 0, "it is 3 mm again"
    for value in (1.0, 2.0):
        session.edit("Bleed", lambda file, value=value: put(file, ("bleed",), value), "another")
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert session.file.bleed == 3


def test_a_wrong_formula_is_kept_with_the_last_drawing() -> None:
    session = EditorSession(carton())
    before, outline = session.drawn, session.outline
    assert session.edit("Formula", lambda file: put(file, ("formulas", "lid"), "W - ("))
    assert session.file.formulas["lid"] == "W - ("
    assert session.now.outline is None
    assert session.outline is outline
    assert session.drawn.keys() == before.keys()
    session.undo_stack.undo()
    assert session.now.error is None


def test_what_cannot_be_is_refused_in_words_and_changes_nothing() -> None:
    session = EditorSession(carton())
    refused: list[DieloomError] = []
    session.refused.connect(refused.append)
    assert not session.edit("Bleed", lambda file: put(file, ("bleed",), -1.0))
    assert "bleed" in refused[0].message
    assert session.undo_stack.count() == 0


def test_the_selection_follows_what_is_left() -> None:
    session = EditorSession(carton())
    mark = Item("marks", 0)
    session.select(Part(mark, "corner", 3))
    session.edit("Fewer", lambda file: put(file, ("marks", 0, "corners"), file.marks[0].corners[:3]))
    assert session.selected == Part(mark, "whole")
    session.edit("None", lambda file: put(file, ("marks",), ()))
    assert session.selected is None
    session.select(Part(Item("panels", 99), "whole"))
    assert session.selected is None


def test_a_trial_size_is_no_change_of_the_template() -> None:
    session = EditorSession(carton())
    session.try_size({"L": 120.0})
    assert session.now.values["back"] == 120
    assert session.undo_stack.count() == 0
    session.edit("Bleed", lambda file: put(file, ("bleed",), 5.0))
    session.undo_stack.undo()
    assert session.given == {"L": 120.0}

"""Undo: one gesture is one step, and a gesture that ends where it began is none."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from core.document import edits
from core.document.document import Document
from core.document.model import Design, DielineChoice
from desktop.session import Session


def _session() -> Session:
    return Session(Document(Design(title="0", dieline=DielineChoice(code="X"))))


def _rename(session: Session, title: str, gesture: str | None = None) -> None:
    session.edit("Rename", lambda design: edits.changed(design, title=title), gesture)


def test_the_steps_of_a_gesture_merge_and_two_gestures_do_not(qapp: object) -> None:
    session = _session()
    for title in "abc":
        _rename(session, title, gesture="first")
    for title in "de":
        _rename(session, title, gesture="second")
    assert session.undo_stack.count() == 2
    session.undo_stack.undo()
    assert session.design.title == "c"
    session.undo_stack.undo()
    assert session.design.title == "0"


def test_plain_edits_do_not_merge(qapp: object) -> None:
    session = _session()
    for title in "abc":
        _rename(session, title)
    assert session.undo_stack.count() == 3


def test_a_gesture_back_to_the_start_leaves_no_step(qapp: object) -> None:
    session = _session()
    for title in ("a", "b", "0"):
        _rename(session, title, gesture="there and back")
    assert session.undo_stack.count() == 0
    assert session.undo_stack.isClean()


def test_undo_and_redo_tell_everybody(qtbot: QtBot) -> None:
    session = _session()
    _rename(session, "a")
    with qtbot.waitSignal(session.changed) as undone:
        session.undo_stack.undo()
    assert undone.args[0].design.title == "0"
    with qtbot.waitSignal(session.changed) as redone:
        session.undo_stack.redo()
    assert redone.args[0].design.title == "a"


def test_opening_forgets_the_history(qapp: object) -> None:
    session = _session()
    _rename(session, "a")
    session.open(Document(Design(title="other", dieline=DielineChoice(code="X"))))
    assert not session.undo_stack.canUndo()
    assert session.design.title == "other"

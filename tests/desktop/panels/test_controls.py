"""The controls: what counts as one gesture, what comes back as an edit and what does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.panels.controls import Choice, NumberBox, TextField
from desktop.panels.sections import Note
from desktop.panels.sliders import StepSlider, ValueSlider

Show = Callable[[Any], Any]
LEFT = Qt.MouseButton.LeftButton


def drag(slider: StepSlider, *parts: float) -> None:
    """Press at the first part of the width, move over the others, release at the last."""
    spots = [QPoint(round(part * slider.width()), slider.height() // 2) for part in parts]
    QTest.mousePress(slider, LEFT, Qt.KeyboardModifier.NoModifier, spots[0])
    for spot in spots[1:]:
        QTest.mouseMove(slider, spot)
    QTest.mouseRelease(slider, LEFT, Qt.KeyboardModifier.NoModifier, spots[-1])


def heard(signal: Any) -> list[tuple[Any, ...]]:
    calls: list[tuple[Any, ...]] = []
    signal.connect(lambda *values: calls.append(values))
    return calls


def test_a_drag_is_one_gesture_and_the_next_one_another(show: Show) -> None:
    control = show(ValueSlider("Width", -4, 4))
    edits = heard(control.edited)
    drag(control.slider, 0.5, 0.6, 0.8)
    drag(control.slider, 0.8, 0.9)
    keys = [key for _, key in edits]
    assert len(edits) >= 3
    assert len(set(keys)) == 2
    assert keys == sorted(keys, key=keys.index)


def test_a_press_beside_the_handle_takes_it_there(show: Show) -> None:
    control = show(ValueSlider("Width", 0, 100, decimals=0))
    edits = heard(control.edited)
    drag(control.slider, 0.5)
    assert edits
    assert 48 <= edits[-1][0] <= 52


def test_each_key_is_a_step_and_a_gesture_of_its_own(show: Show, qtbot: QtBot) -> None:
    control = show(ValueSlider("Width", -4, 4))
    edits = heard(control.edited)
    control.slider.setFocus()
    qtbot.keyClick(control.slider, Qt.Key.Key_Right)
    qtbot.keyClick(control.slider, Qt.Key.Key_Right)
    assert [value for value, _ in edits] == [0.01, 0.02]
    assert edits[0][1] != edits[1][1]


def test_a_double_click_resets_within_the_gesture_of_its_press(show: Show) -> None:
    control = show(ValueSlider("Truncation", 0, 1.5, default=0.8))
    control.show_value(0.2)
    edits = heard(control.edited)
    spot = QPoint(control.slider.width() - 10, control.slider.height() // 2)
    QTest.mouseClick(control.slider, LEFT, Qt.KeyboardModifier.NoModifier, spot)
    QTest.mouseDClick(control.slider, LEFT, Qt.KeyboardModifier.NoModifier, spot)
    assert edits[-1][0] == 0.8
    assert control.value() == 0.8
    assert len({key for _, key in edits}) == 1


def test_what_the_document_says_is_no_edit(show: Show) -> None:
    slider, choice = show(ValueSlider("Width", -4, 4)), show(Choice("Kind", [("A", 1), ("B", 2)]))
    field = show(TextField("Name"))
    edits = [heard(each.edited) for each in (slider, choice, field)]
    slider.show_value(2.5)
    choice.show_value(2)
    field.show_value("Tea")
    assert (slider.value(), slider.slider.value(), choice.value(), field.text()) == (2.5, 250, 2, "Tea")
    assert edits == [[], [], []]


def test_the_box_goes_beyond_the_slider(show: Show, qtbot: QtBot) -> None:
    control = show(ValueSlider("Direction", -4, 4, limits=(-10, 10)))
    edits = heard(control.edited)
    control.show_value(8)
    assert control.value() == 8
    assert control.slider.value() == 400
    assert edits == []


def test_typing_counts_when_it_is_finished(show: Show, qtbot: QtBot) -> None:
    box = show(NumberBox(0, 500, 1, " mm"))
    edits = heard(box.edited)
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "120")
    assert edits == []
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert [value for value, _ in edits] == [120]


def test_steps_under_one_focus_share_a_gesture(show: Show, qtbot: QtBot) -> None:
    box = show(NumberBox(0, 500, 1))
    edits = heard(box.edited)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Up)
    qtbot.keyClick(box, Qt.Key.Key_Up)
    box.clearFocus()
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Up)
    first, second, third = (key for _, key in edits)
    assert first == second
    assert second != third


def test_the_wheel_scrolls_past_a_field_without_focus(show: Show) -> None:
    control = show(ValueSlider("Width", -4, 4))
    edits = heard(control.edited)
    control.slider.clearFocus()
    QApplication.sendEvent(control.slider, _wheel())
    assert edits == []
    control.slider.setFocus()
    QApplication.sendEvent(control.slider, _wheel())
    assert len(edits) == 1


def test_options_change_without_losing_the_choice(show: Show) -> None:
    choice = show(Choice("Panel", [("Front", "front"), ("Back", "back")]))
    choice.show_value("back")
    choice.set_options([("Whole", None), ("Back", "back")])
    assert choice.value() == "back"
    choice.set_options([("Whole", None)])
    assert choice.currentIndex() == -1


def _wheel() -> QWheelEvent:
    nothing, turn = QPoint(), QPoint(0, 120)
    buttons, keys, phase = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    return QWheelEvent(QPointF(20, 8), QPointF(20, 8), nothing, turn, buttons, keys, phase, False)


def test_a_long_text_is_read_from_its_beginning(show: Show) -> None:
    field = show(TextField("Source"))
    field.clearFocus()
    field.show_value("European Carton Makers Association, " * 3)
    assert field.cursorPosition() == 0
    field.setFocus()
    field.show_value("while it is typed")
    assert field.cursorPosition() == len(field.text())


def test_a_long_word_in_a_note_does_not_widen_the_dock(qtbot: QtBot) -> None:
    note = Note()
    qtbot.addWidget(note)
    word = "(01)09501101530003(17)271231(10)AB-123"
    note.say("Write it like this: " + word)
    assert note.minimumSizeHint().width() < note.fontMetrics().horizontalAdvance(word)
    assert note.text().endswith(word)

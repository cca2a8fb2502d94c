"""The dieline dock: parameters that make a blank reach the document, others are explained and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.dieline import boards, library
from core.dieline.template import CALIPER
from core.document import edits
from core.document.model import DielineChoice, Placement
from desktop.dialogs.choose_template import ChooseTemplate
from desktop.panels.dieline import DielinePanel
from desktop.panels.outline_view import OutlineView
from desktop.session import Session

Show = Callable[[Any], Any]


@pytest.fixture
def panel(home: Path, show: Show, session: Session) -> DielinePanel:
    return show(DielinePanel(session))


def type_in(panel: DielinePanel, qtbot: QtBot, name: str, text: str) -> None:
    box = panel.rows[name].box
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, text)
    qtbot.keyClick(box, Qt.Key.Key_Return)


def test_every_parameter_has_a_row_with_unit_and_help(panel: DielinePanel) -> None:
    template = library.load("A20.20.01.01")
    assert list(panel.rows) == [each.name for each in template.parameters]
    length = panel.rows["L"].box
    assert length.suffix() == " mm"
    assert length.accessibleName() == "Length"
    assert "Inside, along the front" in length.toolTip()
    assert "From 15 to 500 mm" in length.toolTip()
    assert panel.rows["glue_angle"].box.suffix() == "°"


def test_a_typed_measure_is_an_undo_step_and_redraws_the_blank(
    panel: DielinePanel, session: Session, qtbot: QtBot
) -> None:
    before = panel.view.outline
    type_in(panel, qtbot, "L", "120")
    assert session.design.dieline.parameters == {"L": 120}
    assert panel.view.outline.inside[0] == 120
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert panel.view.outline == before
    assert panel.rows["L"].box.value() == 80


def test_values_that_follow_are_shown_and_not_stored(panel: DielinePanel, session: Session, qtbot: QtBot) -> None:
    glue = panel.rows["glue"].box.value()
    type_in(panel, qtbot, "W", "50")
    assert panel.rows["glue"].box.value() > glue
    assert session.design.dieline.parameters == {"W": 50}


def test_a_size_that_cannot_be_is_explained_and_the_last_good_blank_kept(
    panel: DielinePanel, session: Session, qtbot: QtBot
) -> None:
    before, document = panel.view.outline, session.document
    type_in(panel, qtbot, "glue", "60")
    assert "Glue flap" in panel.note.text()
    assert panel.note.isVisible()
    assert panel.view.outline is before
    assert session.document is document
    assert panel.rows["glue"].box.value() == 60
    type_in(panel, qtbot, "W", "90")
    assert "cannot be 60" in panel.note.text()
    type_in(panel, qtbot, "glue", "20")
    assert not panel.note.isVisible()
    assert session.design.dieline.parameters == {"W": 90, "glue": 20}
    assert session.undo_stack.count() == 1


def test_an_undo_drops_what_was_only_tried(panel: DielinePanel, session: Session, qtbot: QtBot) -> None:
    type_in(panel, qtbot, "L", "120")
    type_in(panel, qtbot, "glue", "60")
    session.undo_stack.undo()
    assert not panel.note.isVisible()
    assert panel.rows["glue"].box.value() < 60


def test_a_parameter_goes_back_to_the_templates_value(panel: DielinePanel, session: Session, qtbot: QtBot) -> None:
    assert not panel.rows["tongue"].auto.isEnabled()
    type_in(panel, qtbot, "tongue", "20")
    assert panel.rows["tongue"].auto.isEnabled()
    panel.rows["tongue"].auto.click()
    assert session.design.dieline.parameters == {}


def test_steps_stop_at_the_limits(panel: DielinePanel, session: Session, qtbot: QtBot) -> None:
    type_in(panel, qtbot, "L", "499.5")
    for _ in range(3):
        qtbot.keyClick(panel.rows["L"].box, Qt.Key.Key_Up)
    assert session.design.dieline.parameters == {"L": 500}
    assert session.undo_stack.count() == 1


def test_a_board_sets_the_caliper(panel: DielinePanel, session: Session) -> None:
    panel.board.choice.edited.emit(boards.named("E flute"))
    assert session.design.dieline.parameters == {CALIPER: 1.6}
    assert panel.rows[CALIPER].box.value() == 1.6
    assert "E flute" in panel.board.choice.currentText()
    panel.rows[CALIPER].box.setValue(1.23)
    assert panel.board.choice.currentIndex() == -1
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert session.design.dieline.parameters == {}


def test_a_die_size_is_typed_and_the_document_holds_the_inside(
    panel: DielinePanel, session: Session, qtbot: QtBot
) -> None:
    panel.mode.edited.emit("die")
    assert session.undo_stack.count() == 0  # looking at it in another way changes nothing
    assert panel.rows["L"].box.value() == pytest.approx(80.45)
    type_in(panel, qtbot, "L", "100.45")
    assert session.design.dieline.parameters["L"] == pytest.approx(100)
    assert "inside" in panel.facts.text()
    panel.board.choice.edited.emit(boards.named("E flute"))
    assert panel.rows["L"].box.value() == pytest.approx(100.45)  # the die stays, the inside gives way
    assert session.design.dieline.parameters["L"] == pytest.approx(100.45 - 1.6)


def test_an_outer_size_that_cannot_be_is_explained(panel: DielinePanel, session: Session, qtbot: QtBot) -> None:
    panel.mode.edited.emit("outside")
    type_in(panel, qtbot, "L", "0.5")
    assert "over all" in panel.note.text()
    assert panel.rows["L"].box.value() == 0.5
    assert session.undo_stack.count() == 0


def test_grain_is_the_documents_and_the_wrong_one_is_warned_of(panel: DielinePanel, session: Session) -> None:
    panel.choose_template("belly band")
    panel.grain.edited.emit("y")
    assert session.design.dieline.grain == "y"
    assert "grain should run" in panel.note.text()
    panel.grain.edited.emit("x")
    assert not panel.note.isVisible()
    session.undo_stack.undo()
    assert session.design.dieline.grain == "y"
    assert "grain should run" in panel.note.text()


def test_all_that_is_said_of_the_blank_is_seen_in_a_narrow_dock(
    panel: DielinePanel, session: Session, qtbot: QtBot
) -> None:
    def seen(words: QWidget) -> bool:
        return words.height() >= words.heightForWidth(words.width()) > 0

    for width in range(240, 340, 10):  # the words wrap at some of them
        panel.resize(width, 800)
        for code, grain in (("0427", "y"), ("A55.20", "x"), ("A55.20", "y")):
            panel.choose_template(code)
            panel.grain.edited.emit(grain)
            QApplication.processEvents()
            qtbot.waitUntil(lambda: seen(panel.facts))
        qtbot.waitUntil(lambda: seen(panel.note))
        assert panel.facts.geometry().bottom() < panel.note.geometry().top()


def test_the_ends_of_a_carton_are_chosen_one_by_one(panel: DielinePanel, session: Session) -> None:
    assert panel.ends.isVisible()
    assert (panel.ends.bottom.value(), panel.ends.top.value()) == ("20", "20")
    panel.ends.bottom.setCurrentIndex(panel.ends.bottom.findText("seal", Qt.MatchFlag.MatchContains))
    panel.ends.bottom.activated.emit(panel.ends.bottom.currentIndex())
    code = session.design.dieline.code
    assert code.startswith("ECMA A10.20")
    assert panel.view.outline.code == code
    panel.choose_template("wrap")
    assert not panel.ends.isVisible()


def test_the_button_opens_the_gallery_on_the_template_in_use(
    panel: DielinePanel, session: Session, qtbot: QtBot
) -> None:
    qtbot.mouseClick(panel.template, Qt.MouseButton.LeftButton)
    dialog = panel.findChild(ChooseTemplate)
    assert dialog.chooser.template.code == "ECMA A20.20.01.01"
    qtbot.keyClicks(dialog.chooser.search, "0203")
    qtbot.keyClick(dialog.chooser.search, Qt.Key.Key_Return)
    assert session.design.dieline.code == "FEFCO 0203"
    assert session.undo_stack.count() == 1


def test_every_template_can_be_chosen_and_loses_no_layer(panel: DielinePanel, session: Session) -> None:
    session.edit("Place", lambda design: edits.with_layer(design, "box", place=Placement(panel="top tuck")))
    for code in library.codes():
        panel.choose_template(code)
        outline = library.load(code).outline(session.design.dieline.parameters)
        assert session.design.dieline.code == code
        assert panel.view.outline.code == outline.code
        assert len(session.design.layers) == 4
        box = edits.find(session.design, "box")
        assert box.place.panel in {each.name for each in outline.panels}


def test_the_size_stays_where_both_templates_have_it(panel: DielinePanel, session: Session, qtbot: QtBot) -> None:
    type_in(panel, qtbot, "L", "150")
    panel.choose_template("0201")
    assert session.design.dieline.parameters == {"L": 150}
    session.undo_stack.undo()
    assert session.design.dieline == DielineChoice(code="A20.20.01.01", parameters={"L": 150})


def test_a_template_that_is_missing_is_said(show: Show, session: Session) -> None:
    unknown = DielineChoice(code="X99")
    session.edit("Open", lambda design: design.model_copy(update={"dieline": unknown}))
    panel = show(DielinePanel(session))
    assert 'no dieline template "X99"' in panel.note.text()
    assert panel.view.outline is None
    assert panel.rows == {}
    panel.choose_template(library.codes()[0])
    assert panel.view.outline is not None


def test_the_picture_holds_the_blank_and_its_dimensions(show: Show) -> None:
    view = show(OutlineView())
    outline = library.load("A20.20.01.01").outline({})
    view.show_outline(outline)
    picture = view.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(0, picture.height(), 3)}
    assert "#fafafa" in colours
    assert f"{outline.blank.width:.2f}" in view.accessibleName()

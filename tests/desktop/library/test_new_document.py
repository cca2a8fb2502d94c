"""File > New: template, ends, size in three measures, board and grain become a document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from core.dieline import boards, library
from core.document.document import Document
from desktop.dialogs.choose_template import ChooseTemplate
from desktop.dialogs.new_document import NewDocument

Show = Callable[[Any], Any]


@pytest.fixture
def dialog(show: Show) -> NewDocument:
    return show(NewDocument())


def made(dialog: NewDocument, qtbot: QtBot) -> Document:
    with qtbot.waitSignal(dialog.chosen) as told:
        dialog.create_button.click()
    return told.args[0]


def type_size(dialog: NewDocument, qtbot: QtBot, name: str, text: str) -> None:
    box = dialog.sizes[name]
    qtbot.waitUntil(box.isVisible)
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, text)
    qtbot.keyClick(box, Qt.Key.Key_Tab)


def test_it_begins_with_the_tuck_carton(dialog: NewDocument, qtbot: QtBot) -> None:
    assert dialog.template is library.load("A20.20.01.01")
    assert list(dialog.sizes) == ["L", "W", "H"]
    assert "80" in dialog.sizes["L"].text()
    document = made(dialog, qtbot)
    assert document.design.dieline.parameters == {}
    assert [layer.kind for layer in document.design.layers] == ["artwork"]


def test_found_by_words_and_made_with_enter(dialog: NewDocument, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.chooser.search, "stand-up")
    assert dialog.template is library.load("doypack")
    with qtbot.waitSignal(dialog.chosen) as told:
        qtbot.keyClick(dialog.chooser.search, Qt.Key.Key_Return)
    assert told.args[0].design.dieline.code == "STAND-UP POUCH"


def test_enter_in_a_number_does_not_lose_it(dialog: NewDocument, qtbot: QtBot) -> None:
    box = dialog.sizes["L"]
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "91")
    with qtbot.waitSignal(dialog.chosen) as told:
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert told.args[0].design.dieline.parameters["L"] == 91


def test_tab_goes_down_the_fields(dialog: NewDocument, qtbot: QtBot) -> None:
    dialog.choose("belly band")
    qtbot.waitUntil(dialog.sizes["L"].isVisible)
    dialog.mode.setFocus()
    seen = []
    for _ in range(6):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        seen.append(dialog.focusWidget())
    assert seen == [*dialog.sizes.values(), dialog.board.choice, dialog.board.table, dialog.grain]


def test_a_double_click_takes_the_template(dialog: NewDocument, qtbot: QtBot) -> None:
    dialog.chooser.search.setText("hang tag")
    gallery = dialog.chooser.gallery
    place: QPoint = gallery.visualRect(gallery.cards.index(1)).center()
    qtbot.mouseClick(gallery.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(dialog.chosen) as told:
        qtbot.mouseDClick(gallery.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args[0].design.dieline.code == "HANG TAG FOLDED"


def test_an_outer_size_becomes_an_inside_on_its_board(dialog: NewDocument, qtbot: QtBot) -> None:
    dialog.choose("0201")
    dialog.mode.edited.emit("outside")
    dialog.board.choice.edited.emit(boards.named("C flute"))
    for name, text in (("L", "400"), ("W", "300"), ("H", "250")):
        type_size(dialog, qtbot, name, text)
    dialog.grain.show_value("y")
    dieline = made(dialog, qtbot).design.dieline
    assert dieline.parameters["caliper"] == 4
    assert dieline.parameters["L"] < 400 - 4
    assert dieline.grain == "y"
    outline = dieline.outline()
    assert outline.inside[0] == pytest.approx(dieline.parameters["L"])


def test_a_carton_that_is_not_listed_is_made_of_its_ends(dialog: NewDocument, qtbot: QtBot) -> None:
    listed = {entry.code for entry in dialog.chooser.gallery.cards.entries}
    assert "ECMA A20.20.03.03" not in listed
    dialog.ends.edited.emit("ECMA A20.20.03.03")
    assert dialog.template.code == "ECMA A20.20.03.03"
    assert made(dialog, qtbot).design.dieline.code == "ECMA A20.20.03.03"


def test_a_size_that_cannot_be_is_explained(dialog: NewDocument, qtbot: QtBot) -> None:
    type_size(dialog, qtbot, "L", "2")
    assert "Length" in dialog.note.text()
    assert not dialog.create_button.isEnabled()
    type_size(dialog, qtbot, "L", "70")
    assert not dialog.note.isVisible()
    assert dialog.create_button.isEnabled()


def test_nothing_found_is_nothing_made(dialog: NewDocument, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.chooser.search, "zzz")
    assert not dialog.create_button.isEnabled()
    assert dialog.sizes == {}
    dialog.chooser.search.clear()
    assert dialog.create_button.isEnabled()
    assert dialog.sizes


def test_nothing_is_said_of_a_template_that_is_not_chosen_any_more(dialog: NewDocument) -> None:
    dialog.chooser.search.setText("xyz")
    assert (dialog.title.text(), dialog.facts.text()) == ("", "")
    assert not any(each.isVisible() for each in (dialog.ends, dialog.mode, dialog.board, dialog.grain))
    dialog.chooser.search.setText("A20.20")
    assert dialog.title.text()
    assert all(each.isVisible() for each in (dialog.ends, dialog.mode, dialog.board, dialog.grain))


@pytest.mark.parametrize("code", library.codes())
def test_every_template_makes_a_document(dialog: NewDocument, qtbot: QtBot, code: str) -> None:
    dialog.choose(code)
    for mode in ("die", "inside"):
        dialog.mode.edited.emit(mode)
        assert not dialog.note.isVisible(), dialog.note.text()
    assert made(dialog, qtbot).design.dieline.code == code


def test_a_shirt_is_printed_where_it_can_be(dialog: NewDocument, qtbot: QtBot) -> None:
    dialog.choose("T-SHIRT FRONT")
    document = made(dialog, qtbot)
    place = document.design.layers[0].place
    assert (place.panel, place.width, place.height) == ("front", 356, 406)
    outline = document.design.dieline.outline()
    assert place.x + place.width / 2 == pytest.approx(outline.panel("front").width / 2, abs=0.01)
    dialog = NewDocument()
    dialog.choose("TOTE BAG")
    assert made(dialog, qtbot).design.layers[0].place.panel == "front"


@pytest.mark.parametrize("code", ["FEFCO 0201", "FEFCO 0427", "BELLY BAND", "ECMA A60.20.00.01"])
def test_an_outer_size_shows_the_same_pack(dialog: NewDocument, code: str) -> None:
    dialog.choose(code)
    before = dialog.view.outline
    dialog.mode.edited.emit("outside")
    assert not dialog.note.isVisible(), dialog.note.text()
    assert dialog.view.outline.inside == pytest.approx(before.inside, abs=1e-4)


def test_the_gallery_alone_names_a_template(show: Show, qtbot: QtBot) -> None:
    dialog = show(ChooseTemplate("FEFCO 0201"))
    assert dialog.chooser.template.code == "FEFCO 0201"
    qtbot.keyClicks(dialog.chooser.search, "scarf")
    with qtbot.waitSignal(dialog.chosen) as told:
        qtbot.keyClick(dialog.chooser.search, Qt.Key.Key_Return)
    assert told.args == ["SCARF"]

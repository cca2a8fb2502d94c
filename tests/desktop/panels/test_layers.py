"""The layers dock: the model over the immutable stack, the list, and the fields of the selected layer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from core.document import edits
from core.document.model import CmykPaint, ImageLayer, RgbPaint, ShapeLayer, SpotPaint, TextLayer
from desktop.panels.layer_list import eye_cell, lock_cell
from desktop.panels.layer_model import LayerModel
from desktop.panels.layers import LayersPanel
from desktop.panels.templates import outline_of
from desktop.photo.developing import Developer
from desktop.session import Session
from tests.desktop.panels.conftest import Now, png
from tests.desktop.panels.test_controls import drag

Show = Callable[[Any], Any]
Fatal = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def panel(show: Show, session: Session, developer: Developer) -> LayersPanel:
    return show(LayersPanel(session, Now(session), developer))


def ids(session: Session) -> list[str]:
    return [layer.id for layer in session.design.layers]


def layer(session: Session, layer_id: str) -> Any:
    return edits.find(session.design, layer_id)


def drop(model: LayerModel, layer_id: str, gap: int) -> bool:
    """Let the layer go between the rows ``gap - 1`` and ``gap``."""
    data = model.mimeData([model.index(model.row_of(layer_id))])
    return model.dropMimeData(data, Qt.DropAction.MoveAction, gap, 0, QModelIndex())


def test_the_model_keeps_its_word_through_every_kind_of_change(session: Session) -> None:
    model = LayerModel(session)
    tester = QAbstractItemModelTester(model, Fatal)
    drop(model, "art", 0)
    drop(model, "txt", 4)
    session.edit("Delete", lambda design: edits.removed(design, "box"))
    session.edit("Copy", lambda design: edits.duplicated(design, "pic", "Logo copy")[0])
    session.edit("Clear", lambda design: design.model_copy(update={"layers": ()}))
    while session.undo_stack.canUndo():
        session.undo_stack.undo()
        shown = [model.index(row).data() for row in range(model.rowCount())]
        assert len(shown) == len(session.design.layers)
    assert [model.index(row).data() for row in range(4)] == ["Spring tea First flush", "Plate", "Logo", "Ground"]
    assert tester.model() is model


@pytest.mark.parametrize(
    ("dragged", "gap", "after"),
    [
        ("txt", 2, ["art", "pic", "txt", "box"]),
        ("txt", 4, ["txt", "art", "pic", "box"]),
        ("art", 0, ["pic", "box", "txt", "art"]),
        ("box", 1, ["art", "pic", "box", "txt"]),
        ("box", 2, ["art", "pic", "box", "txt"]),
    ],
)
def test_dragging_reorders_in_one_step(session: Session, dragged: str, gap: int, after: list[str]) -> None:
    model, before = LayerModel(session), ids(session)
    assert drop(model, dragged, gap)
    assert ids(session) == after
    assert session.undo_stack.count() == (0 if after == before else 1)
    session.undo_stack.undo()
    assert ids(session) == before


def test_a_strange_drop_is_refused(session: Session) -> None:
    model = LayerModel(session)
    data = model.mimeData([model.index(0)])
    assert not model.dropMimeData(data, Qt.DropAction.CopyAction, 0, 0, QModelIndex())
    data.setData("application/x-dieloom-layer", b"nobody")
    assert not model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())


def test_eye_and_lock_take_clicks_without_selecting_another_layer(panel: LayersPanel, session: Session) -> None:
    session.select("art")
    row = panel.list.visualRect(panel.model.index(1))
    for cell in (eye_cell(row), lock_cell(row)):
        QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=cell.center())
    assert (layer(session, "box").visible, layer(session, "box").locked) == (False, True)
    assert session.selected == "art"
    assert session.undo_stack.count() == 2


def test_space_hides_and_f2_renames(panel: LayersPanel, session: Session, qtbot: QtBot) -> None:
    session.select("pic")
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Space)
    assert not layer(session, "pic").visible
    qtbot.keyClick(panel.list, Qt.Key.Key_F2)
    editor = panel.list.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "Emblem")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: layer(session, "pic").name == "Emblem")
    assert session.undo_stack.count() == 2


def test_selection_goes_both_ways_and_survives_reordering(panel: LayersPanel, session: Session, qtbot: QtBot) -> None:
    where = panel.list.visualRect(panel.model.index(2)).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert session.selected == "pic"
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert ids(session) == ["art", "box", "pic", "txt"]
    assert session.selected == "pic"
    assert panel.list.currentIndex().data() == "Logo"
    session.select("art")
    assert panel.list.currentIndex().data() == "Ground"
    session.select(None)
    assert not panel.list.selectionModel().hasSelection()


def test_buttons_move_duplicate_and_delete(panel: LayersPanel, session: Session) -> None:
    session.select("box")
    panel.up.click()
    assert ids(session) == ["art", "pic", "txt", "box"]
    panel.up.click()
    assert session.undo_stack.count() == 1
    panel.duplicate.click()
    assert ids(session)[-1] == session.selected
    assert layer(session, session.selected).name == "Plate copy"
    panel.delete.click()
    assert session.selected == "box"
    assert len(ids(session)) == 4


def test_a_locked_layer_cannot_be_deleted_or_edited(panel: LayersPanel, session: Session) -> None:
    session.select("box")
    session.edit("Lock", lambda design: edits.with_layer(design, "box", locked=True))
    assert not panel.delete.isEnabled()
    assert not panel.properties.shape.isEnabled()
    panel.remove_selected()
    assert "box" in ids(session)


def test_adding_from_the_menu_selects_the_new_layer_on_a_panel(panel: LayersPanel, session: Session) -> None:
    for number, action in enumerate(panel.add.menu().actions()):
        if number not in (1, 6):  # the picture and the placed artwork ask for a file
            action.trigger()
            assert session.selected == ids(session)[-1]
    kinds = [each.kind for each in session.design.layers[4:]]
    assert kinds == ["artwork", "text", "shape", "shape", "barcode"]
    assert layer(session, ids(session)[-2]).shape == "ellipse"
    assert layer(session, ids(session)[-1]).place.panel == "front"


def test_pictures_from_files(panel: LayersPanel, session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    good, bad = tmp_path / "leaf.png", tmp_path / "notes.png"
    good.write_bytes(png("#208040", 80, 40))
    bad.write_bytes(b"no picture at all")
    before = session.document
    for path in (bad, tmp_path / "missing.png"):
        panel.add_picture(path)
        qtbot.waitUntil(lambda path=path: path.name in panel.note.text())
        assert panel.note.isVisible()
        assert session.document is before
    panel.add_picture(good)
    qtbot.waitUntil(lambda: session.document is not before)
    added = session.design.layers[-1]
    assert isinstance(added, ImageLayer)
    assert session.document.assets[added.asset] == good.read_bytes()
    assert added.place.width == pytest.approx(2 * added.place.height, abs=0.02)
    assert not panel.note.isVisible()
    qtbot.waitUntil(lambda: "80 × 40" in panel.properties.image.facts.text())


def test_replacing_a_picture_keeps_its_place(
    panel: LayersPanel, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "new.png"
    path.write_bytes(png("#0000ff", 10, 10))
    session.select("pic")
    before = layer(session, "pic")
    panel.replace_picture(path)
    qtbot.waitUntil(lambda: layer(session, "pic").asset != before.asset)
    after = layer(session, "pic")
    assert after.place == before.place
    session.undo_stack.undo()
    assert layer(session, "pic") == before


def test_opacity_is_dragged_in_one_step(panel: LayersPanel, session: Session) -> None:
    session.select("txt")
    drag(panel.properties.opacity.slider, 0.97, 0.7, 0.5)
    assert layer(session, "txt").opacity == pytest.approx(0.5, abs=0.05)
    assert session.undo_stack.count() == 1


def test_placement_leaves_the_whole_blank_for_a_panel(panel: LayersPanel, session: Session, qtbot: QtBot) -> None:
    session.select("box")
    fields = panel.properties.place
    assert fields.fills.isChecked()
    assert not fields.width_.isEnabled()
    fields.panel.edited.emit("front")
    fields.fills.click()
    place = layer(session, "box").place
    front = outline_of(session.design.dieline).panel("front")
    assert (place.panel, place.width, place.height) == ("front", round(front.width, 2), round(front.height, 2))
    fields.left.setFocus()
    qtbot.keyClick(fields.left, Qt.Key.Key_Up)
    fields.rotation.setFocus()
    qtbot.keyClick(fields.rotation, Qt.Key.Key_Up)
    fields.side.edited.emit("inside")
    place = layer(session, "box").place
    assert (place.x, place.rotation, place.side) == (1, 1, "inside")
    fields.fills.click()
    assert layer(session, "box").place.width is None


def test_text_fields(panel: LayersPanel, session: Session, qtbot: QtBot) -> None:
    session.select("txt")
    fields = panel.properties.text
    fields.text.setFocus()
    fields.text.selectAll()
    qtbot.keyClicks(fields.text, "Tea")
    assert session.undo_stack.count() == 1
    fields.bold.click()
    fields.aligns["right"].click()
    fields.size_.setFocus()
    qtbot.keyClick(fields.size_, Qt.Key.Key_Up)
    text = layer(session, "txt")
    assert isinstance(text, TextLayer)
    assert (text.text, text.bold, text.align, text.size) == ("Tea", True, "right", 13)
    while session.undo_stack.canUndo():
        session.undo_stack.undo()
    assert fields.text.toPlainText() == "Spring tea\nFirst flush"
    assert not fields.bold.isChecked()
    assert fields.aligns["left"].isChecked()


def test_an_unknown_font_is_not_taken(panel: LayersPanel, session: Session, qtbot: QtBot) -> None:
    session.select("txt")
    field = panel.properties.text.font_
    field.lineEdit().setFocus()
    field.lineEdit().selectAll()
    qtbot.keyClicks(field.lineEdit(), "No Such Family")
    qtbot.keyClick(field.lineEdit(), Qt.Key.Key_Return)
    assert layer(session, "txt").font is None
    assert session.undo_stack.count() == 0


def test_inks_are_set_in_percent_and_shown_as_they_print(panel: LayersPanel, session: Session) -> None:
    session.select("box")
    fill = panel.properties.shape.fill_
    fill.pages["cmyk"].sliders["m"].set_value(60)
    assert layer(session, "box").fill == CmykPaint(c=0.2, m=0.6)
    shown = fill.swatch.grab().toImage().pixelColor(fill.swatch.rect().center())
    assert shown.green() < min(shown.red(), shown.blue())


def test_kinds_of_paint_turn_into_each_other(panel: LayersPanel, session: Session) -> None:
    session.select("box")
    fill = panel.properties.shape.fill_
    fill.kind.edited.emit("spot")
    assert layer(session, "box").fill == SpotPaint(name="Gold")
    fill.pages["spot"].tint.set_value(50)
    fill.kind.edited.emit("rgb")
    gold = layer(session, "box").fill
    assert isinstance(gold, RgbPaint)
    fill.pages["rgb"].field.edited.emit("#12ab9F", "g")
    assert layer(session, "box").fill == RgbPaint(hex="#12ab9f")
    fill.pages["rgb"].field.edited.emit("#12ab", "g")
    assert layer(session, "box").fill == RgbPaint(hex="#12ab9f")
    fill.kind.edited.emit("cmyk")
    assert isinstance(layer(session, "box").fill, CmykPaint)
    fill.kind.edited.emit(None)
    box = layer(session, "box")
    assert isinstance(box, ShapeLayer)
    assert box.fill is None
    fill.kind.edited.emit("cmyk")
    assert layer(session, "box").fill is not None


def test_the_list_paints_hidden_layers_fainter(panel: LayersPanel, session: Session) -> None:
    row = panel.list.visualRect(panel.model.index(3))
    eye = QPoint(eye_cell(row).center())
    before = panel.list.viewport().grab().toImage().pixelColor(eye)
    session.edit("Hide", lambda design: edits.with_layer(design, "art", visible=False))
    after = panel.list.viewport().grab().toImage().pixelColor(eye)
    assert before.lightness() < after.lightness()

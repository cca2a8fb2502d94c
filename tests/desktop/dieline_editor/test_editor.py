"""The editor's window: tables with live errors, the fold tree, findings to go to, saving, and a way by keys for all."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QDockWidget, QInputDialog, QLineEdit, QMainWindow, QMessageBox
from pytestqt.qtbot import QtBot

from core.dieline import library
from core.dieline.editing import figures
from core.dieline.editing.hits import Part
from core.dieline.editing.items import Item, panel_item, put
from core.dieline.schema import TemplateFile
from core.errors import DieloomError
from desktop.dieline_editor import keeping
from desktop.dieline_editor.context import ContextMenu
from desktop.dieline_editor.findings import Entry
from desktop.dieline_editor.grid import Grid
from desktop.dieline_editor.inspector import Inspector
from desktop.dieline_editor.keeping import copy_to_edit
from desktop.dieline_editor.tables import FormulaTable
from desktop.dieline_editor.window import DielineEditor
from desktop.panels.controls import Choice
from tests.desktop.dieline_editor.conftest import Hand, carton
from tests.desktop.test_accessibility import nameless

BUTTONS = QMessageBox.StandardButton


def dock(editor: DielineEditor, title: str) -> QDockWidget:
    return next(each for each in editor.docks if each.windowTitle().startswith(title))


def open_cell(editor: DielineEditor, table: FormulaTable, name: str) -> QLineEdit:
    """The line over a formula, as a double click opens it."""
    editor.show_dock(dock(editor, "Formulas"))
    row = list(editor.file.formulas).index(name)
    table.open_cell(row, table.FORMULA)
    line = table.grid.findChildren(QLineEdit)[-1]
    line.selectAll()
    return line


def settle(editor: DielineEditor, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not editor.session._calm.isActive())


def test_every_key_in_a_formula_reaches_the_drawing_and_its_error_stands_beside_it(
    editor: DielineEditor, qtbot: QtBot
) -> None:
    table = editor.formulas
    line = open_cell(editor, table, "lid")
    row = list(editor.file.formulas).index("lid")
    QTest.keyClicks(line, "W - tuck_pla")
    settle(editor, qtbot)
    assert editor.file.formulas["lid"] == "W - tuck_pla"
    assert "unknown name tuck_pla" in table.grid.text_at(row, table.VALUE)
    waiting = list(editor.file.formulas).index("y_low")
    assert "needs lid" in table.grid.text_at(waiting, table.VALUE)
    QTest.keyClicks(line, "y + 2")
    settle(editor, qtbot)
    assert line.text() == "W - tuck_play + 2", "what is typed is left alone"
    assert table.grid.text_at(row, table.VALUE) == "41.75"
    assert editor.session.now.error is None
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert editor.session.undo_stack.count() == 1, "one visit of a cell is one step"
    editor.session.undo_stack.undo()
    assert editor.file.formulas["lid"] == "W - tuck_play"


def test_escape_brings_back_what_the_cell_said(editor: DielineEditor, qtbot: QtBot) -> None:
    line = open_cell(editor, editor.formulas, "lid")
    QTest.keyClicks(line, "12")
    assert editor.file.formulas["lid"] == 12
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert editor.file.formulas["lid"] == "W - tuck_play"
    assert editor.session.undo_stack.count() == 0


def test_formulas_are_added_renamed_moved_and_removed(
    editor: DielineEditor, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = editor.formulas
    editor.show_dock(dock(editor, "Formulas"))
    table.add.click()
    line = table.grid.findChildren(QLineEdit)[-1]
    line.selectAll()
    QTest.keyClicks(line, "margin")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: list(editor.file.formulas)[-1] == "margin")
    table.typed(list(editor.file.formulas).index("x_front"), table.NAME, "front_left", "")
    assert editor.file.panels[0].at.x == "front_left"
    table.typed(list(editor.file.formulas).index("lid"), table.NAME, "min", "")
    assert "lid" in editor.file.formulas, "a name that means something is refused"
    table.go_to(len(editor.file.formulas) - 1, 0)
    table.up.click()
    assert list(editor.file.formulas)[-2] == "margin"
    table.remove.click()
    assert "margin" not in editor.file.formulas


def test_parameters_and_constraints_are_typed_too(editor: DielineEditor, qtbot: QtBot) -> None:
    table = editor.parameters
    table.typed(0, 3, "90", "typing")
    assert editor.session.now.values["L"] == 90
    table.typed(0, 1, "Length of the front", "")
    table.typed(0, 8, "沿正面", "")
    assert editor.file.parameters[0].label.en == "Length of the front"
    assert editor.file.parameters[0].help.zh == "沿正面"
    table.typed(0, 6, "deg", "")
    assert editor.file.parameters[0].unit == "deg"
    editor.constraints.add_row()
    editor.constraints.typed(0, 0, "L > 100", "typing")
    editor.constraints.typed(0, 2, "Too short.", "")
    assert "Too short." in str(editor.session.now.error)
    editor.sizes.rows["L"].box.edited.emit(120.0, "")
    assert editor.session.now.error is None
    assert editor.session.given == {"L": 120.0}


def test_a_panel_is_hung_elsewhere_in_the_tree(editor: DielineEditor, qtbot: QtBot) -> None:
    editor.structure.tree.rehung.emit("right", "back")
    assert editor.file.panels[panel_item(editor.file, "right").number].parent == "back"
    assert "does not touch" in str(editor.session.now.error), "the fault is told, the panel is where it was put"
    settle(editor, qtbot)
    assert editor.findings.entries[0].text == str(editor.session.now.error)
    editor.session.undo_stack.undo()
    editor.structure.tree.rehung.emit("back", "top tuck")
    assert editor.session.undo_stack.index() == 0, "a circle is refused"


def test_the_tree_and_the_drawing_select_together(editor: DielineEditor, hand: Hand) -> None:
    hand.click(hand.panel("right").bounds.centre)
    assert editor.structure.tree.currentItem().text(0) == "right"
    tree = editor.structure.tree
    tree.setCurrentItem(tree.findItems("top lid", Qt.MatchFlag.MatchRecursive)[0])
    assert editor.session.selected == Part(panel_item(editor.file, "top lid"), "whole")


def field(inspector: Inspector, name: str) -> QLineEdit | None:
    lines = [each for each in inspector.findChildren(QLineEdit) if each.accessibleName() == name and each.isVisible()]
    return lines[0] if lines else None


def test_the_selection_s_fields_change_the_panel(editor: DielineEditor, qtbot: QtBot) -> None:
    lid = panel_item(editor.file, "top lid")
    editor.session.select(Part(lid, "whole"))
    qtbot.waitUntil(lambda: field(editor.inspector, "Angle") is not None)
    angle = field(editor.inspector, "Angle")
    assert angle is not None
    angle.selectAll()
    QTest.keyClicks(angle, "90 + dust +")
    settle(editor, qtbot)
    assert editor.file.panels[lid.number].angle == "90 + dust +"
    assert angle.text() == "90 + dust +"
    assert "cannot be read" in angle.toolTip()
    name = field(editor.inspector, "Name")
    name.setText("lid")
    name.editingFinished.emit()
    assert editor.file.panels[panel_item(editor.file, "top tuck").number].parent == "lid"
    hinge = next(each for each in editor.inspector.findChildren(Choice) if each.accessibleName() == "Hinge")
    hinge.edited.emit(hinge._values[2])
    assert editor.file.panels[lid.number].crease.value == "perforation"


def test_findings_lead_to_their_cell_or_place(editor: DielineEditor, qtbot: QtBot, hand: Hand) -> None:
    editor.session.edit("wrong", lambda file: put(file, ("formulas", "dust_taper"), "tan("))
    settle(editor, qtbot)
    entry = editor.findings.entries[0]
    editor.go_to(entry)
    assert editor.formulas.isVisible()
    assert editor.formulas.grid.text_at(editor.formulas.grid.currentRow(), 0) == "dust_taper"
    editor.session.undo_stack.undo()
    mark = ("marks", 0, "corners", 2, "x")
    editor.go_to(Entry("a corner", mark))
    assert editor.session.selected == Part(Item("marks", 0), "corner", 2)
    before = editor.canvas.viewport
    editor.go_to(Entry("a place", place=hand.panel("left").bounds.centre))
    assert editor.canvas.viewport != before


def test_the_checks_run_beside_and_are_painted(editor: DielineEditor, qtbot: QtBot, hand: Hand) -> None:
    right = panel_item(editor.file, "right")
    assert right is not None
    editor.session.edit("askew", lambda file: put(file, (*right.path, "angle"), 60.0))
    qtbot.waitUntil(lambda: bool(editor.findings.findings), timeout=20_000)
    assert "(" in dock(editor, "Findings").windowTitle()
    editor.session.undo_stack.undo()
    qtbot.waitUntil(lambda: dock(editor, "Findings").windowTitle() == "Findings", timeout=20_000)


def test_the_sweep_reports_and_its_failures_are_loaded(editor: DielineEditor, qtbot: QtBot) -> None:
    editor.session.edit("stricter", lambda file: put(file, ("parameters", 4, "max"), 9.0))
    editor.show_dock(dock(editor, "Test sweep"))
    editor.sweeping.count.setValue(6)
    editor.sweeping.start.click()
    qtbot.waitUntil(lambda: editor.sweeping.start.isEnabled(), timeout=60_000)
    assert "of 6 sizes accepted" in editor.sweeping.result.text()
    editor.session.edit("always wrong", lambda file: put(file, ("panels", 3, "angle"), 60.0))
    editor.sweeping.start.click()
    qtbot.waitUntil(lambda: editor.sweeping.start.isEnabled(), timeout=60_000)
    first = editor.sweeping.failures.item(0)
    editor.sweeping.failures.itemClicked.emit(first)
    assert editor.session.given == first.data(Qt.ItemDataRole.UserRole)


def test_saving_puts_the_template_into_the_library(
    editor: DielineEditor, qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor.session.edit("Bleed", lambda file: put(file, ("bleed",), 5.0))
    assert editor.isWindowModified()
    with qtbot.waitSignal(editor.saved) as caught:
        assert editor.keeping.save()
    assert library.load(editor.file.code).file.bleed == 5
    assert caught.args == [editor.file]
    assert not editor.isWindowModified()
    shown: list[DieloomError] = []
    monkeypatch.setattr(keeping, "show_error", lambda _, error: shown.append(error))
    editor.session.edit("wrong", lambda file: put(file, ("formulas", "lid"), "("))
    assert not editor.keeping.save()
    assert "cannot be read" in shown[0].message
    editor.keeping.export(home / "broken")
    assert TemplateFile.model_validate_json((home / "broken.json").read_bytes()) == editor.file, "even wrong: not lost"


def test_a_file_is_opened_only_when_it_is_a_template(
    editor: DielineEditor, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[DieloomError] = []
    monkeypatch.setattr(keeping, "show_error", lambda _, error: shown.append(error))
    (home / "bad.toml").write_text("nonsense = [", encoding="utf-8")
    before = editor.file
    editor.keeping.open(home / "bad.toml")
    assert shown
    assert editor.file == before
    library.write(library.load("wrap label").file, home / "label.json")
    editor.keeping.open(home / "label.json")
    assert editor.file == library.load("wrap label").file


def test_unsaved_changes_are_asked_about(editor: DielineEditor, monkeypatch: pytest.MonkeyPatch) -> None:
    editor.session.edit("Bleed", lambda file: put(file, ("bleed",), 5.0))
    monkeypatch.setattr(keeping, "ask_to_save", lambda *_: BUTTONS.Cancel)
    assert not editor.close()
    assert editor.isVisible()
    editor.keeping.start_new()
    assert len(editor.file.panels) > 1
    monkeypatch.setattr(keeping, "ask_to_save", lambda *_: BUTTONS.Discard)
    editor.keeping.start_new()
    assert len(editor.file.panels) == 1
    assert editor.session.now.error is None


def test_a_template_is_handed_to_the_document_unless_it_is_wrong(editor: DielineEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.use_in_document) as caught:
        editor.use()
    assert caught.args == [editor.file]
    editor.session.edit("wrong", lambda file: put(file, ("formulas", "lid"), "("))
    with qtbot.assertNotEmitted(editor.use_in_document):
        editor.use()
    assert "cannot be read" in editor.statusBar().currentMessage()


def test_removing_and_copying_by_command(editor: DielineEditor, monkeypatch: pytest.MonkeyPatch) -> None:
    editor.session.select(Part(Item("marks", 0), "whole"))
    editor.commands.duplicate()
    assert editor.session.selected == Part(Item("marks", 1), "whole")
    editor.commands.remove()
    assert len(editor.file.marks) == 1
    monkeypatch.setattr(editor.commands, "_agreed", lambda *_: True)
    editor.session.select(Part(panel_item(editor.file, "top lid"), "whole"))
    editor.commands.remove()
    assert panel_item(editor.file, "top tuck") is None
    editor.session.select(Part(Item("marks", 0), "corner", 0))
    editor.commands.remove()
    assert len(editor.file.marks[0].corners) == 3
    editor.session.select(Part(Item("panels", 0), "whole"))
    editor.commands.remove()
    assert editor.file.panels[0].name == "front", "all others hang on it"
    while editor.session.undo_stack.canUndo():
        editor.session.undo_stack.undo()
    assert len(editor.file.panels) == 13


@pytest.mark.parametrize(
    "part", [None, ("panels", "whole"), ("panels", "edge"), ("panels", "corner"), ("marks", "whole")]
)
def test_every_control_has_a_name(editor: DielineEditor, part: tuple[str, str] | None) -> None:
    editor.session.select(Part(Item(part[0], 0), part[1], 0) if part else None)  # type: ignore[arg-type]
    assert nameless(editor) == []


def test_every_menu_entry_has_a_mnemonic_and_no_two_keys_are_the_same(editor: DielineEditor) -> None:
    menus = [action.menu() for action in editor.menuBar().actions()]
    for texts in ([menu.title() for menu in menus], *([each.text() for each in menu.actions()] for menu in menus)):
        letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
        assert len(letters) == len(set(letters)), texts
        assert all("&" in text for text in texts if text), texts
    keys = [keys for _, keys in editor.menus.actions.listing()]
    assert len(keys) == len(set(keys)), sorted(keys)


def test_letters_typed_into_a_table_are_not_tools(editor: DielineEditor, qtbot: QtBot) -> None:
    editor.show_dock(dock(editor, "Formulas"))
    editor.formulas.go_to(0, 1)
    grid = editor.formulas.grid
    assert isinstance(grid, Grid)
    QTest.keyClick(grid, Qt.Key.Key_W)
    assert editor.canvas.tool is editor.canvas.pointer_tool
    actions: list[QAction] = [each for each in editor.actions() if each.shortcut().toString() == "W"]
    assert actions


def texts(menu: ContextMenu) -> list[str]:
    return [action.text().replace("&", "") for action in menu.actions() if action.text()]


def test_the_context_menu_acts_on_what_is_selected(editor: DielineEditor) -> None:
    back = panel_item(editor.file, "back")
    editor.session.select(Part(back, "edge", 2))
    menu = ContextMenu(editor, editor.session, editor.commands)
    assert texts(menu) == ["Add Flap Here", "Add Corner", "Bow Edge", "Line Type"]
    kinds = menu.actions()[-1].menu()
    next(each for each in kinds.actions() if each.text() == "Perforation").trigger()
    assert editor.file.panels[panel_item(editor.file, "top lid").number].crease.value == "perforation"
    editor.session.select(Part(panel_item(editor.file, "glue flap"), "whole"))
    menu = ContextMenu(editor, editor.session, editor.commands)
    menu.actions()[texts(menu).index("Keep Free of Varnish")].trigger()
    assert editor.file.marks[-1].type.value == "varnish_free"
    menu = ContextMenu(editor, editor.session, editor.commands)
    next(each for each in menu.actions() if each.text() == "&Delete").trigger()
    assert len(editor.file.marks) == 1


def test_a_field_s_expression_becomes_a_formula(
    editor: DielineEditor, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor.session.select(Part(panel_item(editor.file, "front"), "whole"))
    qtbot.waitUntil(lambda: field(editor.inspector, "Height") is not None)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("front_height", True))
    field(editor.inspector, "Height").name_wanted.emit()
    assert editor.file.formulas["front_height"] == "y_high - y_low"


def test_its_window_closes_only_when_the_editor_may(qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parent = QMainWindow()
    qtbot.addWidget(parent)
    parent.show()
    editor = DielineEditor(parent, copy_to_edit(carton()))
    editor.show()
    editor.session.edit("Bleed", lambda file: put(file, ("bleed",), 5.0))
    monkeypatch.setattr(keeping, "ask_to_save", lambda *_: BUTTONS.Cancel)
    assert not parent.close()
    assert editor.isVisible()
    monkeypatch.setattr(keeping, "ask_to_save", lambda *_: BUTTONS.Discard)
    assert parent.close()


def test_the_pack_folds_as_the_template_changes(editor: DielineEditor, qtbot: QtBot) -> None:
    view = editor.folding.view
    qtbot.waitUntil(lambda: view._dress is not None, timeout=60_000)
    before = view.grab().toImage()
    editor.session.edit("deeper", lambda file: put(file, ("formulas", "side"), "W + caliper + 15"))
    settle(editor, qtbot)
    assert view.grab().toImage() != before
    editor.folding.slider.edited.emit(1.0, "")
    assert view.amount == 1.0
    editor.folding.play.setChecked(True)
    qtbot.waitUntil(lambda: view.amount < 0.2)
    editor.folding.play.setChecked(False)
    assert not view.moving


def test_a_blank_of_a_kilometre_is_a_finding_and_no_wait(editor: DielineEditor, qtbot: QtBot) -> None:
    editor.session.edit("too long", lambda file: put(file, ("formulas", "tuck_taper"), -1e6))
    qtbot.waitUntil(lambda: any("no pack" in each.message for each in editor.findings.findings), timeout=30_000)


def test_the_facts_of_the_template_are_typed_and_the_blank_is_compared(editor: DielineEditor, qtbot: QtBot) -> None:
    editor.show_dock(dock(editor, "Template"))
    title = next(each for each in editor.facts.findChildren(QLineEdit) if each.accessibleName() == "Title")
    title.selectAll()
    QTest.keyClicks(title, "Tea")
    assert editor.file.title.en == "Tea"
    grain = next(each for each in editor.facts.findChildren(Choice) if each.accessibleName() == "Grain")
    grain.edited.emit("y")
    assert editor.file.grain == "y"
    settle(editor, qtbot)
    assert not editor.facts.note.text()
    tuck = panel_item(editor.file, "top tuck")
    longer = figures.set_corner(editor.file, figures.CornerAt(tuck, 2), y="tongue + 5")
    editor.session.replace("longer", figures.set_corner(longer, figures.CornerAt(tuck, 3), y="tongue + 5"))
    settle(editor, qtbot)
    assert "change the blank's formulas" in editor.facts.note.text()
    assert any("blank's formulas" in each.text for each in editor.findings.entries)
    editor.facts.take.click()
    settle(editor, qtbot)
    assert not editor.facts.note.text()
    editor.session.try_size({"L": 120.0, "W": 60.0})
    settle(editor, qtbot)
    assert not editor.facts.note.text(), "it holds at other sizes"


def test_pairs_of_panels_are_added_chosen_and_removed(editor: DielineEditor, qtbot: QtBot) -> None:
    editor.session.select(Part(panel_item(editor.file, "top tuck"), "whole"))
    joins = editor.structure.joins
    joins.add.click()
    assert (editor.file.joins[-1].flap, editor.file.joins[-1].mate) == ("top tuck", "front")
    settle(editor, qtbot)
    joins.grid.typed.emit(1, 2, "outer", "")
    assert editor.file.joins[-1].face == "outer"
    walls = editor.structure.walls
    walls.grid.typed.emit(0, 1, "front", "")
    assert editor.file.walls[0] == ("left", "front")
    joins.grid.setCurrentCell(1, 0)
    joins.remove.click()
    assert len(editor.file.joins) == 1


def test_a_corner_s_fields_stay_under_the_hand_while_they_are_typed_into(editor: DielineEditor, qtbot: QtBot) -> None:
    """Though the first key makes the rectangle a figure with corners of its own, and a bow ends the hinge."""
    front = panel_item(editor.file, "front")
    for part, name in ((Part(front, "corner", 2), "Radius"), (Part(panel_item(editor.file, "back"), "edge", 2), "Bow")):
        editor.session.select(part)
        qtbot.waitUntil(lambda name=name: field(editor.inspector, name) is not None)
        line = field(editor.inspector, name)
        line.selectAll()
        QTest.keyClicks(line, "1")
        settle(editor, qtbot)
        assert field(editor.inspector, name) is line
        QTest.keyClicks(line, "2.5")
        settle(editor, qtbot)
    assert editor.file.panels[front.number].corners[2].round == 12.5
    assert editor.file.panels[panel_item(editor.file, "back").number].corners[3].bow == 12.5


def test_tables_are_narrowed_to_what_is_looked_for(editor: DielineEditor) -> None:
    table = editor.formulas
    table.find.setText("dust_taper")
    shown = [table.grid.text_at(row, 0) for row in range(table.grid.rowCount()) if not table.grid.isRowHidden(row)]
    assert shown == ["dust_taper"]
    table.go_to(0, 1)
    assert not any(table.grid.isRowHidden(row) for row in range(table.grid.rowCount()))


def test_other_measures_of_the_size_are_typed_as_a_row(editor: DielineEditor, qtbot: QtBot) -> None:
    editor.show_dock(dock(editor, "Template"))
    die = next(each for each in editor.facts.findChildren(QLineEdit) if each.accessibleName() == "Die size")
    die.selectAll()
    QTest.keyClicks(die, "L + caliper; W + caliper; min(H, 900)")
    settle(editor, qtbot)
    assert editor.file.die == ("L + caliper", "W + caliper", "min(H, 900)")
    assert editor.session.now.cells["die", 0].value == pytest.approx(80.45)
    editor.session.undo_stack.undo()
    settle(editor, qtbot)
    assert die.text() == "; ".join(str(each) for each in editor.file.die)


def test_a_window_s_width_is_typed(editor: DielineEditor, qtbot: QtBot, hand: Hand) -> None:
    action = next(each for each in editor.actions() if each.text().replace("&", "") == "Oval Window")
    action.trigger()
    hand.click(hand.panel("front").bounds.centre)
    qtbot.waitUntil(lambda: field(editor.inspector, "Width") is not None)
    width = field(editor.inspector, "Width")
    width.selectAll()
    QTest.keyClicks(width, "front / 2")
    settle(editor, qtbot)
    assert hand.mark(1).bounds.width == pytest.approx(editor.session.now.values["front"] / 2, abs=0.05)
    assert field(editor.inspector, "cut_k") is None, "what it works out by itself is not shown"
    editor.commands.centre()
    assert str(editor.file.marks[1].at.x) == "x_front + front / 2"


def test_the_keys_are_listed(editor: DielineEditor) -> None:
    editor.menus._show_keys()
    dialogs = [each for each in editor.children() if isinstance(each, QDialog)]
    assert dialogs
    dialogs[0].close()

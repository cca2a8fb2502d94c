"""Pictures come into the document in every way, are kept in collections, and bad ones do no harm."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from core.document.styling import painting_of
from core.pictures.keeping import LONG_PX, MAX_BYTES
from desktop.styles.model import MIME, assets_in
from desktop.styles.region import RegionDialog
from desktop.styles.way import Way
from tests.desktop.styles.conftest import Dock


def names(dock: Dock) -> list[str]:
    return [each.name for each in dock.session.design.references]


def shown(dock: Dock) -> list[str]:
    return [each.name for each in dock.panel.library.model.rows]


def drop(dock: Dock, data: QMimeData) -> None:
    """On the middle of the panel."""
    spot, keys = QPoint(100, 300), Qt.KeyboardModifier.NoModifier
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(spot, copy, data, left, keys)
    QApplication.sendEvent(dock.panel.viewport(), enter)
    assert enter.isAccepted()
    assert dock.panel.library.grid.inviting
    QApplication.sendEvent(dock.panel.viewport(), QDropEvent(QPointF(spot), copy, data, left, keys))
    dock.work()


def answer(monkeypatch: pytest.MonkeyPatch, name: str, *, agreed: bool = True) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *args, **fields: (name, agreed))


def entries(menu: QMenu) -> dict[str, QMenu | None]:
    return {action.text().replace("&", ""): action.menu() for action in menu.actions()}


def test_dropped_files_are_kept_in_the_document(dock: Dock) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in dock.files])
    drop(dock, data)
    assert names(dock) == ["sea", "sand", "moss"]
    assert {dock.session.document.assets[each.asset] for each in dock.session.design.references} == {
        path.read_bytes() for path in dock.files
    }
    assert dock.panel.library.grid.chosen() == [dock.asset("sea")]
    assert dock.session.undo_stack.count() == 1
    assert not dock.panel.library.grid.inviting
    dock.session.undo_stack.undo()
    assert shown(dock) == []


def test_dropped_pixels_are_kept_as_well(dock: Dock) -> None:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("#884422"))
    data = QMimeData()
    data.setImageData(image)
    drop(dock, data)
    assert names(dock) == ["Pasted picture"]


def test_bad_files_are_named_and_the_good_ones_taken(dock: Dock, tmp_path: Path) -> None:
    broken, text = tmp_path / "broken.png", tmp_path / "notes.jpg"
    broken.write_bytes(dock.files[0].read_bytes()[:60])
    text.write_text("no picture")
    dock.panel.library.add_files([broken, dock.files[0], text, tmp_path / "gone.png", tmp_path])
    dock.work()
    assert names(dock) == ["sea"]
    for name in ("broken.png", "notes.jpg", "gone.png", tmp_path.name):
        assert name in dock.panel.note.text()


def test_odd_pictures_are_taken(dock: Dock, tmp_path: Path) -> None:
    odd = {
        "dot.png": Image.new("RGB", (1, 1), "#c04020"),
        "line.png": Image.new("RGB", (3000, 2), "#c04020"),
        "inks.jpg": Image.new("CMYK", (40, 30), (0, 255, 255, 0)),
        "inks.tif": Image.new("CMYK", (40, 30), (255, 0, 0, 0)),
        "palette.png": Image.new("P", (40, 30), 3),
        "deep.png": Image.new("I;16", (40, 30), 40000),
        "clear.png": Image.new("RGBA", (40, 30), (0, 0, 0, 0)),
    }
    for name, image in odd.items():
        image.save(tmp_path / name)
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("#ff0000", "#00ff00")]
    frames[0].save(tmp_path / "moving.webp", save_all=True, append_images=frames[1:], duration=100)
    dock.panel.library.add_files([tmp_path / name for name in [*odd, "moving.webp"]])
    dock.work()
    assert names(dock) == [Path(name).stem for name in [*odd, "moving.webp"]]
    model = dock.panel.library.model
    for row in range(len(model.rows)):
        model.data(model.index(row), Qt.ItemDataRole.DecorationRole)
    dock.work()
    for row in range(len(model.rows)):
        picture = model.data(model.index(row), Qt.ItemDataRole.DecorationRole)
        assert not picture.isNull(), model.rows[row].name
    red = model.data(model.index(2), Qt.ItemDataRole.DecorationRole).pixelColor(5, 5)
    assert red.red() > 180 > 90 > red.blue(), "CMYK is shown as it prints"


def test_a_huge_picture_is_kept_small(dock: Dock, tmp_path: Path) -> None:
    Image.effect_noise((5000, 2500), 80).convert("RGB").save(tmp_path / "huge.png", compress_level=1)
    assert (tmp_path / "huge.png").stat().st_size > MAX_BYTES
    dock.panel.library.add_files([tmp_path / "huge.png"])
    dock.work()
    (data,) = [dock.session.document.assets[each.asset] for each in dock.session.design.references]
    assert len(data) < MAX_BYTES
    assert Image.open(io.BytesIO(data)).size == (LONG_PX, LONG_PX // 2)


def test_the_same_picture_is_kept_once(dock: Dock) -> None:
    dock.add("sea", "sand", "moss")
    dock.add("sea")
    assert len(names(dock)) == 3
    assert dock.session.undo_stack.count() == 1
    assert dock.panel.library.grid.chosen() == [dock.asset("sea")]


def test_paste_takes_pixels_and_says_when_there_are_none(dock: Dock, qtbot: QtBot) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("no picture")
    dock.panel.library.paste_.click()
    assert "no picture to paste" in dock.panel.note.text()
    image = QImage(3000, 1500, QImage.Format.Format_RGB32)
    image.fill(QColor("#884422"))
    clipboard.setImage(image)
    qtbot.keyClick(dock.panel.library.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    clipboard.clear()
    assert not dock.panel.note.isVisible()
    (reference,) = dock.session.design.references
    kept = QImage.fromData(dock.session.document.assets[reference.asset])
    assert (kept.width(), kept.height()) == (1024, 512)
    assert kept.pixelColor(5, 5) == QColor("#884422")


def test_thumbnails_come_from_the_background(dock: Dock) -> None:
    dock.panel.library.add_files(dock.files[:1])
    dock.background.work()
    model = dock.panel.library.model
    assert model.data(model.index(0), Qt.ItemDataRole.DecorationRole).isNull()
    dock.work()
    assert model.data(model.index(0), Qt.ItemDataRole.DecorationRole).pixelColor(5, 5) == QColor("#204060")


# Collections


def test_pictures_move_into_collections_and_the_list_is_narrowed(dock: Dock, monkeypatch: pytest.MonkeyPatch) -> None:
    library = dock.panel.library
    dock.add("sea", "sand", "moss")
    library.grid.choose([dock.asset("sea"), dock.asset("moss")])
    answer(monkeypatch, "  Cool   greens ")
    library.make_collection(moving=True)
    assert [each.collection for each in dock.session.design.references] == ["Cool greens", "", "Cool greens"]
    library.filter.edited.emit("Cool greens")
    assert shown(dock) == ["sea", "moss"]
    library.filter.edited.emit("")
    assert shown(dock) == ["sand"]
    library.filter.edited.emit(None)
    assert shown(dock) == ["sea", "sand", "moss"]
    assert [library.filter.itemText(i) for i in range(3)] == ["All pictures", "In no collection", "Cool greens"]


def test_a_new_collection_takes_what_comes_in_while_it_is_shown(dock: Dock, monkeypatch: pytest.MonkeyPatch) -> None:
    library = dock.panel.library
    answer(monkeypatch, "Winter")
    library.make_collection()
    assert library.filter.currentText() == "Winter"
    dock.add("sea")
    assert [each.collection for each in dock.session.design.references] == ["Winter"]
    answer(monkeypatch, "Summer")
    library.rename_collection()
    assert [each.collection for each in dock.session.design.references] == ["Summer"]
    assert library.filter.currentText() == "Summer"
    library.dissolve_collection()
    assert [each.collection for each in dock.session.design.references] == [""]
    assert shown(dock) == ["sea"]
    dock.session.undo_stack.undo()
    assert [each.collection for each in dock.session.design.references] == ["Summer"]


def test_no_name_makes_no_collection(dock: Dock, monkeypatch: pytest.MonkeyPatch) -> None:
    dock.add("sea")
    for name, agreed in (("Winter", False), ("   ", True)):
        answer(monkeypatch, name, agreed=agreed)
        dock.panel.library.make_collection()
    assert dock.panel.library.filter.count() == 1


def test_another_document_shows_all_of_its_pictures(dock: Dock, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, "Winter")
    before = dock.session.document
    dock.panel.library.make_collection()
    dock.session.open(before)
    assert dock.panel.library.model.collection is None
    assert dock.panel.library.filter.count() == 1


def test_menus_offer_what_can_be_done(dock: Dock) -> None:
    library = dock.panel.library
    assert list(entries(library.collection_menu())) == ["New collection…"]
    assert "Choose pictures…" in entries(library.picture_menu())
    dock.add("sea", "sand")
    library.grid.choose([dock.asset("sea")])
    library.move_to("Winter")
    library.show_collection("Winter")
    library.grid.choose([dock.asset("sea")])
    assert {"New collection…", "Move to", "Rename this collection…"} <= entries(library.collection_menu()).keys()
    library.grid.choose([dock.asset("sea")])
    menu = entries(library.picture_menu())
    assert {"Use it", "Choose a part…", "Rename", "Remove"} <= menu.keys()
    moving = menu["Move to"]
    assert moving
    assert list(entries(moving)) == ["Winter", "No collection", "", "New collection…"]


# Order, names, removal


def test_keys_reorder_rename_tick_and_remove(dock: Dock, qtbot: QtBot) -> None:
    dock.add("sea", "sand", "moss")
    grid, alt = dock.panel.library.grid, Qt.KeyboardModifier.AltModifier
    grid.setFocus()
    grid.choose([dock.asset("moss")])
    qtbot.keyClick(grid, Qt.Key.Key_Left, alt)
    assert names(dock) == ["sea", "moss", "sand"]
    qtbot.keyClick(grid, Qt.Key.Key_Left, alt)
    qtbot.keyClick(grid, Qt.Key.Key_Left, alt)  # it is the first already
    assert names(dock) == ["moss", "sea", "sand"]
    qtbot.keyClick(grid, Qt.Key.Key_Right, alt)
    assert names(dock) == ["sea", "moss", "sand"]
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    (editor,) = grid.viewport().findChildren(QLineEdit)
    editor.setText("fern")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(dock) == ["sea", "fern", "sand"])
    assert not dock.panel.findChildren(RegionDialog), "that Enter was the name's"
    qtbot.keyClick(grid, Qt.Key.Key_Space)
    assert list(dock.panel.styling.blend) == [dock.asset("fern")]
    dock.work()
    qtbot.keyClick(grid, Qt.Key.Key_Delete)
    assert names(dock) == ["sea", "sand"]
    assert grid.chosen() == [dock.asset("sand")]
    assert dock.panel.styling.blend == {}


def test_a_press_on_the_tick_uses_the_picture(dock: Dock, qtbot: QtBot) -> None:
    from desktop.styles.grid import tick_cell

    dock.add("sea", "sand")
    grid = dock.panel.library.grid
    grid.choose([dock.asset("sand")])
    spot = tick_cell(grid.visualRect(dock.panel.library.model.index(0))).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert list(dock.panel.styling.blend) == [dock.asset("sea")]
    assert grid.chosen() == [dock.asset("sand")], "ticking is not choosing"
    dock.work()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert dock.panel.styling.blend == {}


def test_a_dragged_picture_goes_where_it_is_let_go(dock: Dock) -> None:
    dock.add("sea", "sand", "moss")
    grid, model = dock.panel.library.grid, dock.panel.library.model
    data = model.mimeData([model.index(2)])
    assert assets_in(data) == [dock.asset("moss")]
    spot = grid.visualRect(model.index(0)).center() - QPoint(20, 0)
    keys, left, move = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton, Qt.DropAction.MoveAction
    enter = QDragEnterEvent(spot, move, data, left, keys)
    grid.dragEnterEvent(enter)
    assert not enter.isAccepted(), "from another document's grid: it is not here"
    model.move(assets_in(data), grid._gap_at(spot))
    assert names(dock) == ["moss", "sea", "sand"]
    dock.session.undo_stack.undo()
    assert names(dock) == ["sea", "sand", "moss"]
    model.move([dock.asset("sea")], 3)
    assert names(dock) == ["sand", "moss", "sea"]
    model.move([dock.asset("sand"), dock.asset("sea")], 0)
    assert names(dock) == ["sand", "sea", "moss"]


def test_reordering_within_a_collection_leaves_the_others(dock: Dock) -> None:
    dock.add("sea", "sand", "moss")
    library = dock.panel.library
    library.grid.choose([dock.asset("sea"), dock.asset("moss")])
    library.move_to("Cool")
    library.show_collection("Cool")
    library.model.move([dock.asset("sea")], 2)
    assert shown(dock) == ["moss", "sea"]
    assert set(names(dock)) == {"sea", "sand", "moss"}


def test_a_name_of_nothing_is_no_name(dock: Dock) -> None:
    dock.add("sea")
    model = dock.panel.library.model
    assert not model.setData(model.index(0), "   ")
    assert names(dock) == ["sea"]


def test_what_a_screen_reader_says_of_a_picture(dock: Dock) -> None:
    dock.add("sea")
    model = dock.panel.library.model
    assert model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole) == "sea"
    dock.tick("sea")
    assert model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole) == "sea, in use"
    assert MIME in model.mimeTypes()


def test_removing_many_is_one_step(dock: Dock) -> None:
    dock.add("sea", "sand", "moss")
    dock.tick("sea")
    dock.panel.styling.switch(Way.PAINTING, True)
    steps = dock.session.undo_stack.count()
    dock.panel.library.grid.selectAll()
    dock.panel.library.remove_.click()
    assert names(dock) == []
    assert dock.session.undo_stack.count() == steps + 1
    assert painting_of(dock.art), "what the artwork took from it stays"

"""The first step: pictures are prepared in a process of their own, and what came of them is shown as pictures."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from core.training.data.report import DROPPED, MENDED, Dropped, Kept, Report
from desktop.training.cells import Cell, cells_of
from desktop.training.contact import ContactSheet
from desktop.training.pictures_page import PicturesPage, Prepared
from desktop.training.runs import runs_folder
from desktop.training.words import drop_words, mend_words
from desktop.workers.background import Background
from desktop.workers.child_lane import ChildLane
from tests.desktop.test_accessibility import nameless
from tests.desktop.training.conftest import PICTURES, in_processes

PATIENCE_MS = 30_000


@pytest.fixture
def page(lane: ChildLane, background: Background, home: Path, qtbot: QtBot) -> Iterator[PicturesPage]:
    made = PicturesPage(lane, background)
    qtbot.addWidget(made)
    made.size.show_value(64)
    made.resize(900, 600)
    made.show()
    yield made
    made.begin_anew()


@pytest.fixture
def prepared(page: PicturesPage, photos: Path, qtbot: QtBot) -> Prepared:
    page.prepare((photos,))
    qtbot.waitUntil(lambda: page.prepared is not None, timeout=PATIENCE_MS)
    assert page.prepared is not None
    return page.prepared


def facets(sheet: ContactSheet) -> dict[str, int]:
    found = {}
    for row in range(sheet.facets.count()):
        sheet.facets.setCurrentRow(row)
        found[sheet.facets.item(row).text()] = len(sheet.shown)
    return found


@in_processes
def test_a_folder_becomes_a_set_and_all_that_came_is_counted(page: PicturesPage, prepared: Prepared) -> None:
    assert prepared.count == PICTURES
    assert facets(page.sheet) == {
        "All that came": PICTURES + 2,
        "In the set": PICTURES,
        "Mended": 1,
        "grey": 1,
        "Left out": 2,
        "damaged": 1,
        "there twice": 1,
    }
    assert nameless(page) == []


def test_pictures_are_shown_those_left_out_too(page: PicturesPage, prepared: Prepared, qtbot: QtBot) -> None:
    model = page.sheet.pictures.model()
    page.sheet.facets.setCurrentRow(0)

    def thumbs() -> dict[str, QImage | None]:
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        return {page.sheet.shown[row.row()].name: row.data(Qt.ItemDataRole.DecorationRole) for row in rows}

    qtbot.waitUntil(lambda: None not in thumbs().values())
    shown = thumbs()
    assert shown["05.png"] is not None
    assert not shown["05.png"].isNull()
    assert shown["again.png"] == shown["05.png"], "a twin shows the one that was kept"
    assert shown["broken.png"] is not None
    assert shown["broken.png"].isNull()


def test_one_left_out_is_looked_for_where_it_came_from(
    background: Background, photos: Path, prepared: Prepared, qtbot: QtBot
) -> None:
    sheet = ContactSheet(background)
    qtbot.addWidget(sheet)
    report = Report(
        resolution=64, pictures=prepared.report.pictures, dropped=(Dropped(name="03.png", reason="too-small"),)
    )
    sheet.show_report(report, prepared.folder / "pictures.zip", (photos,))
    model = sheet.pictures.model()
    last = model.index(model.rowCount() - 1, 0)
    qtbot.waitUntil(lambda: last.data(Qt.ItemDataRole.DecorationRole) is not None)
    assert not last.data(Qt.ItemDataRole.DecorationRole).isNull()


def test_too_few_pictures_are_explained(page: PicturesPage, photos: Path, qtbot: QtBot) -> None:
    for path in sorted(photos.glob("*.png"))[3:]:
        path.unlink()
    page.prepare((photos,))
    qtbot.waitUntil(lambda: bool(page.note.text()), timeout=PATIENCE_MS)
    assert "at least" in page.note.text()
    assert not page.go_on.isEnabled()
    assert page.pages.currentWidget() is page.drop
    qtbot.waitUntil(lambda: list(runs_folder().iterdir()) == [])


@in_processes
def test_preparing_can_be_cancelled_and_leaves_nothing(page: PicturesPage, photos: Path, qtbot: QtBot) -> None:
    page.prepare((photos,))
    assert len(list(runs_folder().iterdir())) == 1
    page.cancel.click()
    assert page.pages.currentWidget() is page.drop
    qtbot.waitUntil(lambda: list(runs_folder().iterdir()) == [], timeout=PATIENCE_MS)
    assert page.prepared is None


def test_another_size_prepares_anew_and_the_old_set_goes(page: PicturesPage, prepared: Prepared, qtbot: QtBot) -> None:
    page.size.show_value(128)
    page.size.edited.emit(128)
    qtbot.waitUntil(lambda: page.prepared is not None, timeout=PATIENCE_MS)
    assert page.prepared is not None
    assert page.prepared.report.resolution == 128
    assert [path for path in runs_folder().iterdir()] == [page.prepared.folder]


def test_tiles_are_prepared_as_tiles(page: PicturesPage, photos: Path, qtbot: QtBot) -> None:
    page.tiles.setChecked(True)
    page.prepare((photos,))
    qtbot.waitUntil(lambda: page.prepared is not None, timeout=PATIENCE_MS)
    assert page.prepared is not None
    assert page.prepared.report.tiles


def test_a_prepared_set_is_taken_as_it_is(page: PicturesPage, prepared: Prepared, tmp_path: Path, qtbot: QtBot) -> None:
    kept = tmp_path / "kept.zip"
    shutil.copyfile(prepared.folder / "pictures.zip", kept)
    page.prepare((kept,))
    qtbot.waitUntil(lambda: page.prepared is not None, timeout=PATIENCE_MS)
    assert page.prepared is not None
    assert page.prepared.report == prepared.report
    assert (page.prepared.folder / "pictures.zip").read_bytes() == kept.read_bytes()


def test_pictures_come_by_drop_and_by_dialogue(
    page: PicturesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen: list[tuple[Path, ...]] = []
    page.drop.chosen.disconnect()
    page.drop.chosen.connect(chosen.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path)), QUrl("https://example.org/x.png")])
    where, copy = QPointF(10, 10), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(page.drop, QDragEnterEvent(where.toPoint(), copy, data, left, none))
    QApplication.sendEvent(page.drop, QDropEvent(where, copy, data, left, none))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    page.drop.folder.click()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(tmp_path / "a.zip")], ""))
    page.drop.files.click()
    assert chosen == [(tmp_path,), (tmp_path,), (tmp_path / "a.zip",)]


def test_every_code_of_the_engine_has_words(chinese: None) -> None:
    """In another language a code can be told from its words."""
    assert [code for code in MENDED if mend_words(code) == code] == []
    assert [code for code in DROPPED if drop_words(code) == code] == []


def test_cells_tell_what_became_of_each() -> None:
    report = Report(
        resolution=64,
        labels=("rose", "tulip"),
        pictures=(Kept(member="pictures/0000001.png", name="a.jpg", label=1, mended=("cmyk", "upright")),),
        dropped=(Dropped(name="b.jpg", reason="same", detail="a.jpg"), Dropped(name="c", reason="damaged")),
    )
    kept, twin, broken = cells_of(report)
    assert kept.label == "tulip"
    assert kept.caption == "CMYK shown as it prints, turned upright"
    assert twin.member == kept.member
    assert "there twice (a.jpg)" in twin.tip
    assert broken == Cell("c", dropped="damaged")

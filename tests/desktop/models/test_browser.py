"""The browser: it looks at models without touching the design, and says in words what is wrong with a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from core.artwork.recipe import Recipe
from core.errors import DieloomError
from desktop.models.browser import ModelBrowser
from desktop.models.facts import bundled
from desktop.models.list import DETAIL, GONE, MODEL
from desktop.models.use import UseModel
from desktop.session import Session
from tests.desktop.conftest import FakeArtist
from tests.desktop.panels.conftest import FakeLane, write_model
from tests.desktop.test_accessibility import nameless


@pytest.fixture
def browser(models: UseModel, lane: FakeLane, artist: FakeArtist, qtbot: QtBot) -> Iterator[ModelBrowser]:
    lane.artist = artist
    made = ModelBrowser(models, lane)
    qtbot.addWidget(made)
    made.present()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


def shown(browser: ModelBrowser) -> list[str]:
    rows = (browser.list.item(row) for row in range(browser.list.count()))
    return [item.data(MODEL) for item in rows if item.data(MODEL)]


def recipe(session: Session) -> Recipe:
    return session.design.layers[0].recipe  # type: ignore[union-attr]


def test_opens_on_the_model_of_the_artwork(browser: ModelBrowser, session: Session) -> None:
    assert shown(browser) == [*bundled(), recipe(session).model]
    assert browser.list.model_name() == recipe(session).model
    assert browser.title.text() == "weave.safetensors"
    assert nameless(browser) == []


def test_says_what_a_model_is_and_draws_a_few_seeds(
    browser: ModelBrowser, lane: FakeLane, artist: FakeArtist, session: Session
) -> None:
    before = session.document
    browser.list.choose("loom")
    for words in ("StyleGAN2, seamless", "64 × 64", "w 128", "tartan", "Apache-2.0"):
        assert words in browser.details.text()
    assert not any(button.isEnabled() for button in browser.samples.buttons)
    assert lane.waiting == 1, "one small task at a time"
    lane.work()
    assert artist.drafts == list(range(1, 9))
    assert all(button.isEnabled() for button in browser.samples.buttons)
    assert session.document is before


def test_pictures_are_kept(browser: ModelBrowser, lane: FakeLane, artist: FakeArtist, tmp_path: Path) -> None:
    browser.list.choose("loom")
    lane.work()
    browser.look_at(str(write_model(tmp_path / "knit.safetensors", (), 2)))
    lane.work()
    assert len(artist.drafts) == 16
    browser.list.choose("loom")
    assert all(button.isEnabled() for button in browser.samples.buttons)
    lane.work()
    assert len(artist.drafts) == 16


def test_use_and_a_click_on_a_picture_are_one_step_each(
    browser: ModelBrowser, lane: FakeLane, session: Session, tmp_path: Path
) -> None:
    path = str(write_model(tmp_path / "knit.safetensors", (), 2))
    browser.look_at(path)
    lane.work()
    browser.use.click()
    assert recipe(session).model == path
    browser.samples.buttons[4].click()
    assert recipe(session).seed == 5
    assert session.undo_stack.count() == 2
    assert browser.list.model_name() == path


def test_enter_uses_the_model_under_the_cursor(browser: ModelBrowser, session: Session, qtbot: QtBot) -> None:
    browser.list.choose("loom")
    qtbot.keyClick(browser.list, Qt.Key.Key_Return)
    assert recipe(session).model == "loom"


def test_a_hostile_file_is_explained_and_offers_nothing(
    browser: ModelBrowser, hostile: Path, lane: FakeLane, artist: FakeArtist, qtbot: QtBot
) -> None:
    browser.look_at(str(hostile))
    qtbot.waitUntil(lambda: "faces.pkl" in browser.note.text())
    assert not browser.use.isEnabled()
    assert not browser.samples.isVisible()
    assert browser.details.text() == ""
    assert "Cannot be read" in browser.list.currentItem().data(DETAIL)
    lane.work()
    assert artist.drafts == []
    browser.list.choose("loom")
    assert browser.note.text() == ""


def test_a_model_that_the_engine_cannot_draw_is_explained_once(
    browser: ModelBrowser, lane: FakeLane, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []

    def tile(recipe: Recipe, **_: Any) -> None:
        tried.append(recipe.seed)
        raise DieloomError("There is too little memory for loom.", "Close other programs.")

    monkeypatch.setattr(lane.artist, "tile", tile)
    browser.list.choose("loom")
    lane.work()
    assert "too little memory" in browser.note.text()
    assert tried == [1]


def test_missing_files_are_shown_as_such_and_can_be_taken_out(
    browser: ModelBrowser, models: UseModel, tmp_path: Path, qtbot: QtBot
) -> None:
    path = write_model(tmp_path / "knit.safetensors", (), 2)
    browser.look_at(str(path))
    path.unlink()
    browser.list.choose("loom")
    browser.list.refresh()
    browser.list.choose(str(path))
    assert browser.list.currentItem().data(GONE)
    assert "knit.safetensors" in browser.note.text()
    assert not browser.use.isEnabled()
    qtbot.keyClick(browser.list, Qt.Key.Key_Delete)
    assert str(path) not in (*shown(browser), *models.book.recent)


def test_the_folder_is_listed_and_searched(browser: ModelBrowser, models: UseModel, qtbot: QtBot, folder: Path) -> None:
    with qtbot.waitSignal(models.book.listed):
        models.book.folder = folder
    assert [Path(each).stem for each in shown(browser)] == [*bundled(), "weave", "linen", "damask"]
    qtbot.keyClicks(browser.filter, "DAM")
    assert [Path(each).stem for each in shown(browser)] == ["damask"]


def test_a_file_by_dialog_and_by_drop(
    browser: ModelBrowser, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, session: Session
) -> None:
    before = session.document
    knit, felt = (write_model(tmp_path / f"{name}.safetensors", (), 2) for name in ("knit", "felt"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(knit), ""))
    browser.browse.click()
    assert browser.title.text() == "knit.safetensors"
    drop(browser, felt)
    assert browser.title.text() == "felt.safetensors"
    assert session.document is before, "looking is not using"


def drop(widget: Any, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    where, copy = QPointF(100, 100), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(widget, QDragEnterEvent(where.toPoint(), copy, data, left, none))
    QApplication.sendEvent(widget, QDropEvent(where, copy, data, left, none))


def test_memory_can_be_freed(browser: ModelBrowser, lane: FakeLane, monkeypatch: pytest.MonkeyPatch) -> None:
    freed: list[str] = []
    monkeypatch.setattr(lane.artist, "unload", freed.append, raising=False)
    said: list[str] = []
    browser.unloaded.connect(said.append)
    browser.list.choose("loom")
    lane.work()
    browser.unload.click()
    lane.work()
    assert freed == ["loom"]
    assert "loom" in said[0]


def test_a_card_is_text_whatever_is_in_it(browser: ModelBrowser, tmp_path: Path) -> None:
    path = write_model(tmp_path / "bold.safetensors", ("<b>x</b>",), 2)
    browser.look_at(str(path))
    assert "<b>x</b>" in browser.details.text()

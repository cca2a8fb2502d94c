"""The style dock: pictures come in, their colours and style reach the recipe, and bad ones do no harm."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.artwork.recipe import Recipe, StyleMix
from core.document.model import ArtworkLayer, Design
from core.document.recipe_edits import FINE
from core.errors import DieloomError
from core.jobs import Progress
from core.style.values import PaletteShift
from desktop.panels import reference_work
from desktop.panels.references import ReferencesPanel
from desktop.session import Session
from tests.desktop.panels.conftest import FakeLane, png
from tests.desktop.panels.test_controls import drag

Show = Callable[[Any], Any]
PALETTE = PaletteShift(colours=("#204060", "#e0c080"), shares=(0.75, 0.25))
PALETTE_OF = reference_work.palette_of  # the real one, which the tests of the panel replace
STYLE = StyleMix(w=(0.5, -0.5))


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    def search(data: bytes, recipe: Recipe, artist: Any, progress: Progress) -> StyleMix:
        progress.report(0.5, "Searching")
        return STYLE

    monkeypatch.setattr(reference_work, "palette_of", lambda asset, data, artist, progress: (asset, PALETTE))
    monkeypatch.setattr(reference_work, "style_of", search)


@pytest.fixture
def panel(show: Show, session: Session, lane: FakeLane) -> ReferencesPanel:
    return show(ReferencesPanel(session, lane))


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "sea.png", tmp_path / "sand.png"]
    for path, colour in zip(paths, ("#204060", "#e0c080"), strict=True):
        path.write_bytes(png(colour))
    return paths


def recipe(session: Session) -> Recipe:
    layer = session.design.layers[0]
    assert isinstance(layer, ArtworkLayer)
    return layer.recipe


def dropped(panel: ReferencesPanel, data: QMimeData) -> None:
    move, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(20, 20), move, data, buttons, keys)
    QApplication.sendEvent(panel.list.viewport(), enter)
    assert enter.isAccepted()
    QApplication.sendEvent(panel.list.viewport(), QDropEvent(QPointF(20, 20), move, data, buttons, keys))


def test_dropped_files_are_kept_in_the_document(panel: ReferencesPanel, session: Session, files: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    dropped(panel, data)
    assert [each.name for each in session.design.references] == ["sea", "sand"]
    assert {session.document.assets[each.asset] for each in session.design.references} == {
        path.read_bytes() for path in files
    }
    assert panel.list.count() == 2
    assert panel.name.text() == "sand"
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert panel.list.count() == 0


def test_bad_files_are_named_and_the_good_ones_taken(
    panel: ReferencesPanel, session: Session, files: list[Path], tmp_path: Path
) -> None:
    bad = tmp_path / "broken.png"
    bad.write_bytes(files[0].read_bytes()[:60])
    panel.add_files([bad, files[0], tmp_path / "gone.png"])
    assert [each.name for each in session.design.references] == ["sea"]
    assert "broken.png" in panel.note.text()
    assert "gone.png" in panel.note.text()


def test_the_same_picture_is_kept_once(panel: ReferencesPanel, session: Session, files: list[Path]) -> None:
    panel.add_files(files)
    panel.add_files(files[:1])
    assert len(session.design.references) == 2
    assert session.undo_stack.count() == 1


def test_paste_takes_pixels_and_says_when_there_are_none(panel: ReferencesPanel, session: Session) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("no picture")
    panel.paste_.click()
    assert "no picture to paste" in panel.note.text()
    image = QImage(3000, 1500, QImage.Format.Format_RGB32)
    image.fill(QColor("#884422"))
    clipboard.setImage(image)
    panel.paste_.click()
    clipboard.clear()
    assert not panel.note.isVisible()
    data = session.document.assets[session.design.references[0].asset]
    kept = QImage.fromData(data)
    assert (kept.width(), kept.height()) == (1024, 512)
    assert kept.pixelColor(5, 5) == QColor("#884422")


def test_remove_keeps_what_the_artwork_took(
    panel: ReferencesPanel, session: Session, lane: FakeLane, files: list[Path], qtbot: QtBot
) -> None:
    panel.add_files(files)
    lane.work()
    panel.colours.use.click()
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert [each.name for each in session.design.references] == ["sea"]
    assert recipe(session).palette == PALETTE


def test_colours_wait_for_the_palette_then_shift_the_artwork(
    panel: ReferencesPanel, session: Session, lane: FakeLane, files: list[Path]
) -> None:
    panel.add_files(files[:1])
    assert not panel.colours.use.isEnabled()
    lane.work()
    first, second = panel.colours.bar.swatches()
    assert first[1].width() > 2 * second[1].width()
    panel.colours.use.click()
    assert recipe(session).palette == PALETTE
    drag(panel.colours.strength.slider, 0.97, 0.7, 0.4)
    assert recipe(session).palette.strength == pytest.approx(0.4, abs=0.05)
    assert session.undo_stack.count() == 3
    panel.colours.stop.click()
    assert recipe(session).palette is None
    assert not panel.colours.strength.isEnabled()


def test_style_is_searched_mixed_weighed_and_limited(
    panel: ReferencesPanel, session: Session, lane: FakeLane, files: list[Path]
) -> None:
    panel.add_files(files[:1])
    lane.work()
    panel.style_.use.click()
    assert panel.style_.running.isVisible()
    lane.work()
    assert not panel.style_.running.isVisible()
    assert recipe(session).mix == (StyleMix(w=STYLE.w, weight=0.7),)
    panel.style_.weight.set_value(40)
    panel.style_.layers.edited.emit(FINE)
    assert recipe(session).mix == (StyleMix(w=STYLE.w, weight=0.4, layers=FINE),)
    panel.style_.stop.click()
    assert recipe(session).mix == ()


def test_another_search_takes_the_place_of_the_first(
    panel: ReferencesPanel, session: Session, lane: FakeLane, files: list[Path]
) -> None:
    other = StyleMix(seed=5, weight=0.2)
    layers = (session.design.layers[0].model_copy(update={"recipe": Recipe(mix=(other,))}),)
    session.edit("Mix", lambda design: design.model_copy(update={"layers": layers}))
    panel.add_files(files[:1])
    for _ in range(2):
        panel.style_.use.click()
        lane.work()
    assert recipe(session).mix == (other, StyleMix(w=STYLE.w, weight=0.7))


def test_a_search_can_be_stopped(panel: ReferencesPanel, session: Session, lane: FakeLane, files: list[Path]) -> None:
    panel.add_files(files[:1])
    lane.work()
    panel.style_.use.click()
    panel.style_.cancel.click()
    lane.work()
    assert recipe(session).mix == ()
    assert panel.style_.use.isVisible()


def test_a_search_ends_with_its_document(
    panel: ReferencesPanel, session: Session, lane: FakeLane, files: list[Path]
) -> None:
    panel.add_files(files[:1])
    lane.work()
    panel.style_.use.click()
    fresh = Design(dieline=session.design.dieline, layers=session.design.layers)
    session.open(session.document.with_design(fresh))
    lane.work()
    assert recipe(session).mix == ()


def test_what_the_engine_says_of_a_failure_is_shown(
    panel: ReferencesPanel, session: Session, lane: FakeLane, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise DieloomError("The generator is not loaded.")

    monkeypatch.setattr(reference_work, "style_of", fail)
    panel.add_files(files[:1])
    lane.work()
    panel.style_.use.click()
    lane.work()
    assert panel.note.text() == "The generator is not loaded."
    assert panel.style_.use.isEnabled()


def test_clear_pixels_have_no_colour() -> None:
    image = QImage(40, 20, QImage.Format.Format_ARGB32)
    image.fill(QColor(200, 0, 0, 0))
    for x in range(10):
        for y in range(20):
            image.setPixelColor(x, y, QColor("#0000ff"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    _, palette = PALETTE_OF("", bytes(buffer.data().data()), None, Progress())
    assert palette.colours == ("#ffffff", "#0000ff")
    assert palette.shares == (0.75, 0.25)

"""The fields of barcodes and of placed artwork."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from core.codes import rule
from core.document import edits
from core.document.model import BarcodeLayer, Placement, VectorLayer
from core.jobs import Progress
from desktop.panels.layers import LayersPanel
from desktop.photo.developing import Developer
from desktop.session import Session
from desktop.workers.task import Task
from tests.desktop.panels.conftest import FakeLane, Now

Show = Callable[[Any], Any]
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="20mm" viewBox="0 0 40 20">'
    '<rect width="40" height="20" fill="{0}"/></svg>'
)


@pytest.fixture
def panel(show: Show, session: Session, developer: Developer) -> LayersPanel:
    place = Placement(panel="front", width=40, height=30)
    code = BarcodeLayer(id="code", data="590123412345", place=place)
    session.edit("Insert", lambda design: edits.inserted(design, code))
    made = show(LayersPanel(session, Now(session), developer))
    session.select("code")
    return made


def code(session: Session) -> BarcodeLayer:
    return edits.find(session.design, "code")


def test_the_whole_number_and_its_size_are_told(panel: LayersPanel) -> None:
    fields = panel.properties.barcode
    assert fields.isVisible()
    assert "5901234123457" in fields.facts.text()
    assert not fields.note.text()


def test_data_that_cannot_be_coded_is_explained_where_it_is_typed(
    panel: LayersPanel, session: Session, qtbot: QtBot
) -> None:
    fields = panel.properties.barcode
    fields.data.selectAll()
    qtbot.keyClicks(fields.data, "59012341234AB")
    assert code(session).data == "59012341234AB"
    assert fields.note.text()
    assert not fields.facts.text()
    session.undo_stack.undo()
    assert code(session).data == "590123412345"
    assert not fields.note.text()


def test_another_kind_comes_at_its_usual_size(panel: LayersPanel, session: Session) -> None:
    fields = panel.properties.barcode
    fields.symbology.edited.emit("itf14")
    assert code(session).symbology == "itf14"
    assert code(session).module == rule("itf14").usual
    fields.symbology.edited.emit("qr")
    assert not fields.bar_height.isVisible()
    assert fields.level.isVisible()


def test_a_size_that_scanners_refuse_is_said(panel: LayersPanel, session: Session) -> None:
    fields = panel.properties.barcode
    fields.module.edited.emit(0.2, "typing")
    assert "0.264" in fields.note.text()
    fields.usual.click()
    assert code(session).module == rule("ean13").usual
    fields.bar_height.edited.emit(9.0, "typing")
    assert "22.85" in fields.note.text()


def test_artwork_is_placed_and_replaced(panel: LayersPanel, session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    first, second, wrong = tmp_path / "logo.svg", tmp_path / "other.svg", tmp_path / "logo.png"
    first.write_text(SVG.format("#c00000"))
    second.write_text(SVG.format("#00c000"))
    wrong.write_text("nothing")
    panel.place_artwork(first)
    qtbot.waitUntil(lambda: isinstance(session.design.layers[-1], VectorLayer))
    placed = session.design.layers[-1]
    assert isinstance(placed, VectorLayer)
    assert (placed.place.width or 0) / (placed.place.height or 1) == pytest.approx(2, rel=0.01)
    qtbot.waitUntil(lambda: "40.0 × 20.0" in panel.properties.vector.facts.text())
    assert not panel.properties.vector.page.isVisible()
    panel.replace_artwork(second)
    qtbot.waitUntil(lambda: session.design.layers[-1].asset != placed.asset)
    panel.replace_artwork(wrong)
    qtbot.waitUntil(lambda: "logo.png" in panel.note.text())


def test_files_are_read_in_the_background(show: Show, session: Session, developer: Developer, tmp_path: Path) -> None:
    """A large SVG takes seconds: neither to place it nor to tell of it may the window wait."""
    lane = FakeLane()
    panel = show(LayersPanel(session, Late(lane), developer))
    path, count = tmp_path / "logo.svg", len(session.design.layers)
    path.write_text(SVG.format("#c00000"))
    panel.place_artwork(path)
    assert len(session.design.layers) == count
    lane.work()
    assert len(session.design.layers) == count + 1
    placed = session.selected
    session.select("pic")
    session.select(placed)
    assert "40.0" not in panel.properties.vector.facts.text()
    lane.work()
    assert "40.0 × 20.0" in panel.properties.vector.facts.text()


def test_a_layer_that_went_while_its_file_was_read_stays_away(
    show: Show, session: Session, developer: Developer, tmp_path: Path
) -> None:
    lane = FakeLane()
    panel = show(LayersPanel(session, Late(lane), developer))
    path = tmp_path / "logo.svg"
    path.write_text(SVG.format("#c00000"))
    panel.place_artwork(path)
    lane.work()
    panel.replace_artwork(path)
    session.undo_stack.undo()
    before = session.document
    lane.work()
    assert session.document is before


class Late:
    """A background that reads when its lane is told to work."""

    def __init__(self, lane: FakeLane) -> None:
        self._lane = lane

    def submit(self, function: Callable[[Progress], Any]) -> Task:
        return self._lane.submit(lambda _, progress: function(progress))

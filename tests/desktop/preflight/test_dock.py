"""The preflight dock: what is wrong with the open design, shown where it is, mended in one step."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.document.document import Document
from core.document.edits import changed, find
from core.document.model import CmykPaint, Design, DielineChoice, ImageLayer, Placement, RgbPaint, ShapeLayer
from desktop.preflight.list import DETAIL
from desktop.window import MainWindow
from tests.desktop.conftest import FakeArtist
from tests.desktop.test_accessibility import nameless

PATIENCE_MS = 20_000


def faulty() -> Document:
    """A coarse picture on the outside, four full inks on the inside, RGB, and a hidden layer."""
    file = io.BytesIO()
    Image.new("RGB", (100, 100), (200, 60, 40)).save(file, "PNG")
    document, picture = Document(Design(dieline=DielineChoice(code="0201"))).with_asset(file.getvalue())
    four = CmykPaint(c=1, m=1, y=1, k=1)
    box = Placement(x=120, y=120, width=60, height=60)
    layers = (
        ImageLayer(id="pic", name="Logo", asset=picture, place=box),
        ShapeLayer(id="four", fill=four, place=changed(box, side="inside", x=250)),
        ShapeLayer(id="green", fill=RgbPaint(hex="#00ff00"), place=changed(box, x=200)),
        ShapeLayer(id="gone", visible=False, fill=four, place=box),
    )
    return document.with_design(changed(document.design, layers=layers))


@pytest.fixture
def faults(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window, its design checked."""
    window.session.open(faulty())
    window.run_preflight()
    settle(window, qtbot)
    return window


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.preflight.fresh and not window.preflight.busy, timeout=PATIENCE_MS)


def codes(window: MainWindow) -> set[str]:
    return {finding.code for finding in window.findings.list.shown}


def row_of(window: MainWindow, code: str) -> int:
    return [finding.code for finding in window.findings.list.shown].index(code)


def test_what_is_wrong_is_counted_and_listed_the_worst_first(faults: MainWindow) -> None:
    panel = faults.findings
    assert {"resolution-low", "registration-colour", "rgb-converted", "layer-hidden"} <= codes(faults)
    severities = [finding.severity for finding in panel.list.shown]
    assert severities == sorted(severities, key=["error", "warning", "note"].index)
    assert panel.head.text().startswith(f"{severities.count('error')} errors")
    assert panel.state.text() == "Up to date"
    spoken = panel.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Error: ")


def test_artwork_is_judged_by_the_tiles_that_the_canvas_has(
    window: MainWindow, artist: FakeArtist, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: window.tiles.complete, timeout=PATIENCE_MS)
    drawn = len(artist.fulls)
    window.run_preflight()
    settle(window, qtbot)
    assert window.findings.note.text() == ""
    assert len(artist.fulls) == drawn, "nothing is grown for a check"


def test_a_finding_selects_its_layer_on_its_side_and_is_marked(faults: MainWindow, qtbot: QtBot) -> None:
    faults.findings.list.setCurrentRow(row_of(faults, "registration-colour"))
    assert (faults.scene.side, faults.session.selected) == ("inside", "four")
    inside = next(each for each in faults.actions() if each.text().startswith("I&nside"))
    assert inside.isChecked()
    pointing = faults.canvas.pointing
    box = faults.findings.list.finding.where
    assert (pointing.box, pointing.side) == (box, "inside")
    frame = pointing.frame(faults.canvas.viewport)
    assert frame.contains(faults.canvas.viewport.rect(box))
    scale = faults.canvas.viewport.scale
    qtbot.keyClick(faults.findings.list, Qt.Key.Key_Return)
    assert faults.canvas.viewport.scale > scale
    seen = faults.canvas.viewport.rect(box)
    assert faults.canvas.rect().contains(seen.toRect())


def test_the_mark_is_painted_on_its_side_only(faults: MainWindow, qtbot: QtBot) -> None:
    def reds() -> int:
        image = faults.canvas.grab().toImage()
        frame = faults.canvas.pointing.frame(faults.canvas.viewport)
        edge = [image.pixelColor(round(frame.center().x()), round(frame.top()) + dy) for dy in (-1, 0, 1)]
        return sum(colour.red() > 180 and colour.green() < 90 for colour in edge)

    faults.findings.list.setCurrentRow(row_of(faults, "rgb-converted"))
    qtbot.waitUntil(lambda: reds() > 0)
    faults.show_inside(True)
    assert reds() == 0


def test_the_mark_goes_with_the_dock(faults: MainWindow) -> None:
    faults.findings.list.setCurrentRow(0)
    assert faults.canvas.pointing.box is not None
    faults.show_docks(False)
    assert faults.canvas.pointing.box is None


def test_a_fix_is_one_step_and_is_checked_again(faults: MainWindow, qtbot: QtBot) -> None:
    panel, before = faults.findings, faults.session.document
    panel.list.setCurrentRow(row_of(faults, "rgb-converted"))
    assert panel.offer.text() == "Fix: Keep it as process inks"
    panel.fix.click()
    assert isinstance(find(faults.session.design, "green").fill, CmykPaint)
    settle(faults, qtbot)
    assert "rgb-converted" not in codes(faults)
    faults.session.undo_stack.undo()
    assert faults.session.document == before


def test_fix_all_is_one_step_of_what_is_shown(faults: MainWindow, qtbot: QtBot) -> None:
    before, steps = faults.session.document, faults.session.undo_stack.count()
    faults.findings.filters["note"].click()
    assert "rgb-converted" not in codes(faults)
    faults.findings.fix_all.click()
    settle(faults, qtbot)
    assert faults.session.undo_stack.count() == steps + 1
    assert not {"resolution-low", "registration-colour"} & codes(faults)
    assert isinstance(find(faults.session.design, "green").fill, RgbPaint), "notes were hidden"
    faults.session.undo_stack.undo()
    assert faults.session.document == before


def test_it_is_out_of_date_until_the_design_rests(faults: MainWindow, qtbot: QtBot) -> None:
    faults.findings.list.setCurrentRow(row_of(faults, "rgb-converted"))
    faults.session.edit("Remove", lambda design: changed(design, layers=design.layers[1:]))
    assert faults.findings.state.text().startswith("Out of date")
    assert not faults.findings.fix.isEnabled()
    settle(faults, qtbot)
    assert "resolution-low" not in codes(faults)
    assert faults.findings.list.finding.code == "rgb-converted"


def test_a_check_that_is_overtaken_is_given_up(faults: MainWindow, qtbot: QtBot) -> None:
    faults.preflight.run()
    assert faults.findings.state.text() == "Checking…"
    faults.session.edit("Rename", lambda design: changed(design, title="Other"))
    assert not faults.preflight.busy
    assert faults.findings.state.text().startswith("Out of date")
    settle(faults, qtbot)
    assert faults.preflight.report.document.design.title == "Other"


def test_the_selection_stays_the_persons_while_the_report_is_renewed(faults: MainWindow, qtbot: QtBot) -> None:
    faults.findings.list.setCurrentRow(row_of(faults, "rgb-converted"))
    faults.session.select("pic")
    faults.session.edit("Rename", lambda design: changed(design, title="Other"))
    settle(faults, qtbot)
    assert faults.session.selected == "pic"


def test_unseen_it_checks_nothing(window: MainWindow, qtbot: QtBot) -> None:
    window.session.open(faulty())
    qtbot.waitUntil(lambda: window.tiles.complete)
    assert not window.preflight.busy
    assert window.preflight.report is None


def test_a_layer_that_cannot_be_drawn_is_a_finding(faults: MainWindow, qtbot: QtBot) -> None:
    lost = ShapeLayer(id="lost", fill=CmykPaint(c=1), place=Placement(panel="no such panel"))
    faults.session.edit("Lose", lambda design: changed(design, layers=(*design.layers, lost)))
    faults.preflight.run()
    settle(faults, qtbot)
    assert {"layer-broken", "resolution-low"} <= codes(faults)


def test_a_printer_that_is_missing_is_said(faults: MainWindow, qtbot: QtBot) -> None:
    press = changed(faults.session.design.press, preset="gone")
    faults.session.edit("Choose", lambda design: changed(design, press=press))
    with qtbot.waitSignal(faults.preflight.failed, timeout=PATIENCE_MS, check_params_cb=bool):
        faults.preflight.run()
    assert "gone" in faults.findings.note.text()


def test_every_control_has_a_name_and_tab_goes_down(faults: MainWindow, qtbot: QtBot) -> None:
    assert nameless(faults.findings) == []
    panel = faults.findings
    panel.check.setFocus()
    seen = []
    for _ in range(7):
        widget = QApplication.focusWidget()
        seen.append(widget)
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    panel.list.setCurrentRow(row_of(faults, "rgb-converted"))
    assert seen[:5] == [panel.check, *panel.filters.values(), panel.list]


def test_faults_are_said_in_the_window_s_language(chinese: None, faults: MainWindow) -> None:
    item = faults.findings.list.item(row_of(faults, "resolution-low"))
    assert item.text() == "图片分辨率过低"
    assert item.data(DETAIL) == "图片“Logo”在此尺寸下为 42 ppi，要求 150 ppi。"
    assert item.data(DETAIL) in item.data(Qt.ItemDataRole.AccessibleTextRole)
    said = [faults.findings.list.item(row).data(DETAIL) for row in range(faults.findings.list.count())]
    assert all(re.search("[一-鿿]", sentence) for sentence in said), said

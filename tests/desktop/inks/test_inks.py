"""The inks dock edits the design, and the design only."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core import resources
from core.document.document import Document
from core.document.edits import changed
from core.document.model import (
    CmykPaint,
    Design,
    DielineChoice,
    PressChoice,
    ShapeLayer,
    SpotColour,
    SpotPaint,
)
from desktop.inks.panel import InksPanel
from desktop.session import Session


@pytest.fixture
def session(qapp: object) -> Session:
    gold = SpotColour(name="Gold", alternate=CmykPaint(m=0.2, y=0.8))
    layer = ShapeLayer(id="bar", fill=SpotPaint(name="Gold"))
    return Session(Document(Design(dieline=DielineChoice(code="0201"), spots=(gold,), layers=(layer,))))


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> InksPanel:
    made = InksPanel(session)
    qtbot.addWidget(made)
    made.resize(320, 800)
    made.show()
    return made


def test_an_ink_is_added_for_its_use_and_named_by_hand(panel: InksPanel, session: Session, qtbot: QtBot) -> None:
    panel.spots.add_spot("white")
    assert [spot.name for spot in session.design.spots] == ["Gold", "White underprint"]
    panel.spots.name.selectAll()
    qtbot.keyClicks(panel.spots.name, "White 1")
    assert session.design.spots[1].name == "White 1"
    assert session.design.spots[1].use == "white"
    session.undo_stack.undo()
    assert session.design.spots[1].name == "White underprint"  # one gesture, one step


def test_paints_follow_a_name(panel: InksPanel, session: Session, qtbot: QtBot) -> None:
    panel.spots.name.selectAll()
    qtbot.keyClicks(panel.spots.name, "Bronze")
    assert session.design.layers[0].fill == SpotPaint(name="Bronze")


@pytest.mark.parametrize("name", ["", "Cyan", "  ", "all"])
def test_names_that_cannot_be_are_explained_and_not_taken(panel: InksPanel, session: Session, name: str) -> None:
    panel.spots.name.edited.emit(name, "typing")
    assert session.design.spots[0].name == "Gold"
    assert panel.spots.note.text()


def test_a_refused_name_leaves_no_half_of_it(panel: InksPanel, session: Session, qtbot: QtBot) -> None:
    panel.spots.name.selectAll()
    qtbot.keyClicks(panel.spots.name, "Cyan")
    assert panel.spots.name.text() == "Cyan"
    assert "Cyan" in panel.spots.note.text()
    assert [spot.name for spot in session.design.spots] == ["Gold"]
    qtbot.keyClicks(panel.spots.name, " pale")
    assert [spot.name for spot in session.design.spots] == ["Cyan pale"]
    assert session.design.layers[0].fill == SpotPaint(name="Cyan pale")
    session.undo_stack.undo()
    assert [spot.name for spot in session.design.spots] == ["Gold"]


def test_a_bad_profile_is_explained_to_the_end(panel: InksPanel, qtbot: QtBot, tmp_path: Path) -> None:
    path, note = tmp_path / "fake.icc", panel.printing.note
    path.write_bytes(b"not a profile")
    panel.printing.take_profile(path)
    qtbot.waitUntil(lambda: 0 < note.heightForWidth(note.width()) <= note.height())


def test_two_inks_cannot_share_a_name(panel: InksPanel, session: Session) -> None:
    panel.spots.add_spot("foil")
    panel.spots.name.edited.emit("gold", "typing")
    assert "gold" in panel.spots.note.text()
    assert session.design.spots[1].name == "Hot foil"


def test_a_measured_colour_and_process(panel: InksPanel, session: Session, qtbot: QtBot) -> None:
    panel.spots.with_lab.click()
    assert session.design.spots[0].lab == (50, 0, 0)
    panel.spots.lab[0].setValue(62.5)
    assert session.design.spots[0].lab == (62.5, 0, 0)
    panel.spots.with_lab.click()
    assert session.design.spots[0].lab is None
    panel.spots.process.click()
    assert session.design.spots[0].process


def test_a_removed_ink_leaves_its_process_inks(panel: InksPanel, session: Session, qtbot: QtBot) -> None:
    qtbot.mouseClick(panel.spots.remove, Qt.MouseButton.LeftButton)
    assert session.design.spots == ()
    assert session.design.layers[0].fill == CmykPaint(m=0.2, y=0.8)
    assert not panel.spots.name.isVisible()


def test_printing_is_the_designs_own(panel: InksPanel, session: Session) -> None:
    printing = panel.printing
    printing.intent.edited.emit("perceptual")
    printing.profile.edited.emit("fogra29")
    printing.limit.edited.emit(260.0, "typing")
    press = session.design.press
    assert (press.intent, press.profile, press.ink_limit) == ("perceptual", "fogra29", 260.0)
    assert "260" in printing.facts.text()
    printing.limit.edited.emit(printing.limit.minimum(), "typing again")
    assert session.design.press.ink_limit is None


def test_a_profile_of_ones_own_travels_with_the_design(panel: InksPanel, session: Session, tmp_path: Path) -> None:
    panel.printing.take_profile(resources.path("icc", "GRACoL2006_TR006_coated.icc"))
    digest = session.design.press.own_profile
    assert digest in session.document.assets
    bad = tmp_path / "bad.icc"
    bad.write_bytes(b"no profile")
    panel.printing.take_profile(bad)
    assert "bad.icc" in panel.printing.note.text()
    assert session.design.press.own_profile == digest


def test_a_preset_that_is_gone_is_said(panel: InksPanel, session: Session) -> None:
    session.edit("Choose", lambda design: changed(design, press=PressChoice(preset="X")))
    assert "X" in panel.printing.note.text()
    assert panel.printing.preset.value() == "X"

"""The press view and its dock: what is seen is separated in the background, plate by plate, and read off at a point."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from core.document.document import Document
from core.document.model import (
    CmykPaint,
    Design,
    DielineChoice,
    Placement,
    RgbPaint,
    ShapeLayer,
    SpotColour,
    SpotPaint,
)
from core.geometry import Box, Point
from desktop.canvas.scene import Scene
from desktop.canvas.tiles import Tiles
from desktop.canvas.viewport import Viewport
from desktop.lanes import Lanes
from desktop.plates.panel import EDGE, HERE, MEAN, NAME, PlatesPanel
from desktop.plates.view import PressView
from desktop.plates.work import ALARM, Look
from desktop.session import Session

SCREEN = QRectF(0, 0, 600, 500)
TYPED = CmykPaint(c=0.6, y=0.7, k=0.4)


def design() -> Design:
    gold = SpotColour(name="Gold", alternate=CmykPaint(m=0.2, y=0.8))
    layers = (
        ShapeLayer(id="typed", fill=TYPED, place=Placement(x=20, y=20, width=60, height=60)),
        ShapeLayer(id="gold", fill=SpotPaint(name="Gold", tint=0.5), place=Placement(x=100, y=20, width=60, height=60)),
        ShapeLayer(id="green", fill=RgbPaint(hex="#00ff00"), place=Placement(x=20, y=100, width=60, height=60)),
    )
    return Design(dieline=DielineChoice(code="0201"), spots=(gold,), layers=layers)


@pytest.fixture
def session(qapp: object) -> Session:
    return Session(Document(design()))


@pytest.fixture
def scene(session: Session, lanes: Lanes) -> Scene:
    return Scene(session, lanes.composer)


@pytest.fixture
def view(session: Session, scene: Scene, lanes: Lanes, qtbot: QtBot) -> Iterator[PressView]:
    made = PressView(session, scene, Tiles(lanes.preview, lanes.background), lanes.background)
    made.see(Viewport.fitting(scene.page.bleed, SCREEN), SCREEN, 1.0)
    yield made
    made.use(Look.OFF)


@pytest.fixture
def panel(view: PressView, scene: Scene, qtbot: QtBot) -> PlatesPanel:
    made = PlatesPanel(view, scene)
    qtbot.addWidget(made)
    made.resize(300, 600)
    made.show()
    return made


def look(view: PressView, how: Look, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.settled, timeout=20_000):
        view.use(how)


def at(scene: Scene, x: float, y: float) -> Point:
    trim = scene.page.trim
    return Point(trim.x0 + x, trim.y0 + y)


def painted(view: PressView, scene: Scene, x: float, y: float) -> tuple[int, int, int]:
    """What the canvas would show at a place (mm of the trim)."""
    viewport = Viewport.fitting(scene.page.bleed, SCREEN)
    picture = QImage(600, 500, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    view.paint(painter, viewport)
    painter.end()
    colour = picture.pixelColor(viewport.to_screen(at(scene, x, y)).toPoint())
    return colour.red(), colour.green(), colour.blue()


def test_typed_inks_are_read_off_the_plates(view: PressView, scene: Scene, qtbot: QtBot) -> None:
    look(view, Look.PLATES, qtbot)
    here = view.coverage_at(at(scene, 50, 50))
    assert here["Cyan"] == pytest.approx(60, abs=0.5)
    assert (here["Magenta"], here["Gold"]) == (0, 0)
    assert view.coverage_at(at(scene, 130, 50))["Gold"] == pytest.approx(50, abs=0.5)
    assert "Cut" not in here, "the die prints nothing"


def test_plates_come_and_go(view: PressView, panel: PlatesPanel, scene: Scene, qtbot: QtBot) -> None:
    look(view, Look.PLATES, qtbot)
    rows = {panel.plates.topLevelItem(i).text(NAME): panel.plates.topLevelItem(i) for i in range(5)}
    assert set(rows) == {"Cyan", "Magenta", "Yellow", "Black", "Gold"}
    both = painted(view, scene, 130, 50)
    with qtbot.waitSignal(view.settled, timeout=20_000):
        rows["Gold"].setCheckState(NAME, Qt.CheckState.Unchecked)
    assert painted(view, scene, 130, 50) != both
    with qtbot.waitSignal(view.settled, timeout=20_000):
        panel.plates.itemDoubleClicked.emit(rows["Cyan"], NAME)
    assert view.hidden == {"Magenta", "Yellow", "Black", "Gold"}
    assert np.ptp(painted(view, scene, 50, 50)) == 0, "one plate alone is grey"
    with qtbot.waitSignal(view.settled, timeout=20_000):
        panel.all.click()
    assert painted(view, scene, 130, 50) == both


def test_hiding_a_plate_of_a_proof_shows_plates(view: PressView, panel: PlatesPanel, qtbot: QtBot) -> None:
    look(view, Look.PROOF, qtbot)
    panel.plates.topLevelItem(0).setCheckState(NAME, Qt.CheckState.Unchecked)
    assert view.look is Look.PLATES
    assert panel.look.value() is Look.PLATES


def test_the_gamut_warning_marks_what_no_ink_prints(view: PressView, scene: Scene, qtbot: QtBot) -> None:
    look(view, Look.GAMUT, qtbot)
    assert painted(view, scene, 50, 130) == ALARM
    assert painted(view, scene, 50, 50) != ALARM


def test_the_paper_has_a_colour_when_asked(view: PressView, scene: Scene, qtbot: QtBot) -> None:
    look(view, Look.PROOF, qtbot)
    assert min(painted(view, scene, 90, 90)) == 255
    with qtbot.waitSignal(view.settled, timeout=20_000):
        view.show_paper(True)
    assert min(painted(view, scene, 90, 90)) < 253


def test_changes_of_the_design_arrive(view: PressView, session: Session, scene: Scene, qtbot: QtBot) -> None:
    look(view, Look.PLATES, qtbot)
    with qtbot.waitSignal(view.settled, timeout=20_000):
        session.edit("Remove", lambda design: design.model_copy(update={"layers": design.layers[1:]}))
    assert view.coverage_at(at(scene, 50, 50))["Cyan"] == 0


def test_what_is_late_says_so(
    view: PressView, panel: PlatesPanel, session: Session, scene: Scene, qtbot: QtBot
) -> None:
    """Until the worker has caught up, the plates of the older design fade and their numbers step back."""
    look(view, Look.PLATES, qtbot)
    before = painted(view, scene, 50, 50)
    view._worker.ask(lambda: time.sleep(1.5) or (scene.side, -1, view.shown))
    with qtbot.waitSignal(view.late, timeout=20_000, check_params_cb=bool):
        session.edit("Remove", lambda design: design.model_copy(update={"layers": design.layers[1:]}))
    assert not panel.plates.isEnabled()
    assert min(painted(view, scene, 50, 50)) > min(before)
    qtbot.waitSignal(view.late, timeout=20_000, check_params_cb=lambda on: not on).wait()
    assert panel.plates.isEnabled()
    assert view.coverage_at(at(scene, 50, 50))["Cyan"] == 0


def test_the_pointer_reads_the_ink(view: PressView, panel: PlatesPanel, qtbot: QtBot) -> None:
    look(view, Look.INK, qtbot)
    panel.show_pointer(Point(50, 50))
    assert panel.plates.topLevelItem(0).text(HERE) == "60 %"
    assert "170" in panel.total.text()
    look(view, Look.PLATES, qtbot)  # the pointer rests where it was
    assert panel.plates.topLevelItem(0).text(HERE) == "60 %"
    panel.show_pointer(None)
    assert panel.plates.topLevelItem(0).text(HERE) == ""


def test_off_costs_and_paints_nothing(view: PressView, scene: Scene, qtbot: QtBot) -> None:
    look(view, Look.INK, qtbot)
    view.use(Look.OFF)
    assert view.shown is None
    assert painted(view, scene, 50, 50) == (255, 255, 255)
    with qtbot.assertNotEmitted(view.settled, wait=400):
        view.see(Viewport.fitting(Box(0, 0, 10, 10), SCREEN), SCREEN, 1.0)


def test_a_missing_preset_is_said_in_the_dock(
    view: PressView, panel: PlatesPanel, session: Session, qtbot: QtBot
) -> None:
    look(view, Look.PROOF, qtbot)
    press = session.design.press.model_copy(update={"preset": "gone"})
    with qtbot.waitSignal(view.failed, timeout=20_000, check_params_cb=bool):
        session.edit("Choose", lambda design: design.model_copy(update={"press": press}))
    assert "gone" in panel.note.text()


def test_the_swatch_of_black_is_seen_on_a_dark_list(panel: PlatesPanel) -> None:
    picture = panel._swatch("Black").toImage()
    assert picture.pixelColor(0, 7) == EDGE
    assert picture.pixelColor(7, 7).lightness() < 60


def test_the_columns_say_what_they_are_of(panel: PlatesPanel) -> None:
    header = panel.plates.headerItem()
    assert "in view" in header.toolTip(MEAN)
    assert "pointer" in header.toolTip(HERE)


def test_the_plates_of_one_side_are_never_seen_on_the_other(view: PressView, scene: Scene, qtbot: QtBot) -> None:
    look(view, Look.PLATES, qtbot)
    assert view.coverage_at(at(scene, 50, 50))["Cyan"] > 0
    before = view.shown
    with qtbot.waitSignal(view.settled, timeout=20_000):
        scene.side = "inside"
        assert view.shown is None  # at once: the sheet is seen until its plates are there
        view._worker.done.emit(("outside", -1, before))  # what was being made still ends
        assert view.shown is None
    assert view.coverage_at(at(scene, 50, 50))["Cyan"] == 0

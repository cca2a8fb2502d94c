"""Pixels to the inch of placed pictures, told in the dock and on the canvas."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from core.document.edits import with_layer
from core.document.model import ImageLayer, Placement, PressChoice
from core.imaging.values import UpscaleEdit
from core.press import presets
from desktop.canvas.viewport import Viewport
from desktop.photo.badges import Badges
from desktop.photo.fineness import FinenessLine
from desktop.photo.resolution import Fineness, Resolution
from desktop.session import Session
from tests.desktop.photo.conftest import photo, with_photo

WIDE, HIGH = 480, 320  # on 48 x 32 mm: 254 ppi


@pytest.fixture
def session(qtbot: QtBot, home: Path) -> Iterator[Session]:
    made = Session(with_photo(photo(WIDE, HIGH)))
    yield made
    made.deleteLater()


@pytest.fixture
def resolution(session: Session) -> Resolution:
    return Resolution(session, session)


def layer(session: Session) -> ImageLayer:
    (found,) = session.design.layers
    assert isinstance(found, ImageLayer)
    return found


def fineness(resolution: Resolution, session: Session) -> Fineness:
    found = resolution.of(layer(session))
    assert found is not None
    return found


def place(session: Session, width: float, height: float) -> None:
    there = Placement(panel="front", x=4, y=30, width=width, height=height)
    session.edit("Resize", lambda design: with_layer(design, "image-1", place=there))


@pytest.mark.parametrize(
    ("width", "height", "ppi", "level", "factor"),
    [
        (48, 32, 254, "fine", None),
        (60, 40, 203, "doubtful", 2),
        (96, 64, 127, "low", 2),
        (120, 80, 102, "low", 4),
        (48, 320, 254, "fine", None),  # contained: no larger than its narrower side
    ],
)
def test_the_printed_size_counts(
    resolution: Resolution, session: Session, width: float, height: float, ppi: float, level: str, factor: int | None
) -> None:
    place(session, width, height)
    found = fineness(resolution, session)
    assert (found.ppi, found.level, found.factor) == (ppi, level, factor)


def test_pixels_that_a_step_adds_count(resolution: Resolution, session: Session) -> None:
    place(session, 96, 64)
    session.edit("Enlarge", lambda design: with_layer(design, "image-1", edits=(UpscaleEdit(factor=2),)))
    found = fineness(resolution, session)
    assert (found.size, found.ppi, found.level) == ((2 * WIDE, 2 * HIGH), 254, "fine")


def test_each_printer_wants_what_its_preset_says(resolution: Resolution, session: Session) -> None:
    house = presets.load("standard")
    limits = house.limits.model_copy(update={"ppi_error": 200.0, "ppi_warning": 400.0})
    presets.save(presets.PrinterPreset("House", house.lines, house.press, limits), "House")
    told: list[bool] = []
    resolution.changed.connect(lambda: told.append(True))
    choice = PressChoice(preset="House")
    session.edit("Choose", lambda design: design.model_copy(update={"press": choice}))
    assert told
    found = fineness(resolution, session)
    assert (found.wanted, found.level, found.factor) == (400, "doubtful", 2)


def test_a_preset_that_is_not_here_leaves_the_usual_limits(resolution: Resolution, session: Session) -> None:
    gone = PressChoice(preset="Gone")
    session.edit("Choose", lambda design: design.model_copy(update={"press": gone}))
    assert fineness(resolution, session).wanted == 225


def test_a_picture_on_a_panel_that_is_not_there_has_no_resolution(resolution: Resolution, session: Session) -> None:
    lost = Placement(panel="nowhere")
    session.edit("Move", lambda design: with_layer(design, "image-1", place=lost))
    assert resolution.of(layer(session)) is None


def test_a_picture_that_cannot_be_read_has_no_resolution(resolution: Resolution, session: Session) -> None:
    document, asset = session.document.with_asset(b"no picture")
    session.replace("Replace", document.with_design(with_layer(document.design, "image-1", asset=asset)))
    assert resolution.of(layer(session)) is None
    session.edit("Lose", lambda design: with_layer(design, "image-1", asset="0" * 64))
    assert resolution.of(layer(session)) is None


def test_the_dock_says_it_in_words_and_offers_to_bring_it_up(
    qtbot: QtBot, resolution: Resolution, session: Session
) -> None:
    line = FinenessLine()
    qtbot.addWidget(line)
    line.show_fineness(fineness(resolution, session))
    assert "254 ppi" in line.words.text()
    assert line.bring_up.isHidden()
    place(session, 96, 64)
    line.show_fineness(fineness(resolution, session))
    assert "127 ppi" in line.words.text()
    assert "225" in line.words.text()
    assert "254" in line.bring_up.text()
    with qtbot.waitSignal(line.raise_asked):
        line.bring_up.click()


def dark_pixels(resolution: Resolution, viewport: Viewport, selected: str | None, side: str = "outside") -> int:
    """How much is drawn on a white sheet."""
    image = QImage(900, 900, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    Badges(resolution).paint(painter, viewport, side, selected)
    painter.end()
    return sum(image.pixelColor(x, y).lightness() < 128 for x in range(0, 900, 2) for y in range(0, 900, 2))


def test_a_badge_is_on_every_picture_that_has_room_for_it(resolution: Resolution, session: Session) -> None:
    near, far = Viewport(4.0, -300, 900), Viewport(0.5, 300, 500)
    assert dark_pixels(resolution, near, None) > 100
    assert dark_pixels(resolution, far, None) == 0, "it would hide what is printed"
    assert dark_pixels(resolution, far, "image-1") > 100, "of the selected one it is told all the same"
    assert dark_pixels(resolution, near, None, "inside") == 0
    session.edit("Hide", lambda design: with_layer(design, "image-1", visible=False))
    assert dark_pixels(resolution, near, "image-1") == 0

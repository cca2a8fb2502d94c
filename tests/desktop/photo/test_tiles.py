"""Photos on the canvas while their edits are developed, and when they come from another machine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from core.artwork.darkroom import Darkroom
from core.artwork.edits import Edit
from core.compose.drawlist import AssetImage
from core.document.document import Document
from core.document.edits import with_layer
from core.document.model import ImageLayer
from core.errors import DieloomError
from core.jobs import Progress
from core.style.values import PaletteEdit, PaletteShift
from desktop.canvas.tiles import Tiles
from desktop.photo import work
from desktop.session import Session
from desktop.workers.child_lane import ChildLane
from desktop.workers.task import Task

GREEN = PaletteEdit(shift=PaletteShift(colours=("#106010", "#c0f0c0")))
BLUE = PaletteEdit(shift=PaletteShift(colours=("#101060", "#c0c0f0")))
PATIENCE_MS = 120_000


class Lane(QObject):
    frame = Signal(str, QImage, bool)
    failed = Signal(str)


class Late(QObject):
    """A background that works when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.tasks: list[Task] = []

    def submit(self, function: Callable[[Progress], Any]) -> Task:
        self.tasks.append(Task(function, self))
        return self.tasks[-1]

    def work(self, qtbot: QtBot) -> None:
        tasks, self.tasks = self.tasks, []
        for task in tasks:
            with qtbot.waitSignal(task.finished):
                task.run()


@pytest.fixture
def background(qtbot: QtBot) -> Late:
    return Late()


@pytest.fixture
def tiles(qtbot: QtBot, background: Late, lane: ChildLane) -> Tiles:
    preview = Lane()
    return Tiles(cast(Any, preview), cast(Any, background), preview, lane)


def edited(session: Session, *edits: Edit) -> tuple[Document, AssetImage]:
    (layer,) = session.design.layers
    assert isinstance(layer, ImageLayer)
    design = with_layer(session.design, layer.id, edits=edits)
    return session.document.with_design(design), AssetImage(layer.asset, edits)


def colour(image: QImage | None) -> str:
    """The strongest of red, green and blue in the middle."""
    assert image is not None
    middle = image.pixelColor(image.width() // 2, image.height() // 2)
    return max((middle.red(), "red"), (middle.green(), "green"), (middle.blue(), "blue"))[1]


def develop(document: Document, source: AssetImage) -> None:
    Darkroom().develop(document.assets[source.asset], source.edits, asset=source.asset)


def test_an_edit_that_was_developed_is_there_at_once_and_until_then_what_was_before(
    qtbot: QtBot, tiles: Tiles, background: Late, session: Session
) -> None:
    plain, before = edited(session)
    tiles.hold(plain)
    background.work(qtbot)
    document, source = edited(session, GREEN)
    develop(document, source)
    tiles.hold(document)
    assert tiles.image(source) is tiles.image(before), "rather than nothing"
    background.work(qtbot)
    assert colour(tiles.image(source)) == "green"
    tiles.hold(plain)
    assert not background.tasks, "undo has its pixels"
    assert colour(tiles.image(before)) == "red"


def test_a_document_from_another_machine_shows_its_photo_and_then_its_edits(
    qtbot: QtBot, tiles: Tiles, background: Late, session: Session
) -> None:
    document, source = edited(session, GREEN)
    tiles.hold(document)
    background.work(qtbot)
    assert colour(tiles.image(source)) == "red"
    qtbot.waitUntil(lambda: colour(tiles.image(source)) == "green", timeout=PATIENCE_MS)
    assert Darkroom().holds(source.asset, source.edits), "for the next time"


def test_what_cannot_be_developed_is_said_and_the_photo_stays(
    qtbot: QtBot, tiles: Tiles, background: Late, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise DieloomError("The weights are damaged.")

    monkeypatch.setattr("desktop.workers.images.in_child", refuse)
    document, source = edited(session, GREEN)
    tiles.hold(document)
    with qtbot.waitSignal(tiles.failed):
        background.work(qtbot)
    assert colour(tiles.image(source)) == "red"


def test_what_no_layer_wants_any_more_is_not_developed(
    qtbot: QtBot, tiles: Tiles, background: Late, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Progress] = []

    def endless(job: object, title: str, progress: Progress) -> None:
        begun.append(progress)
        while True:
            progress.report(0.5)

    monkeypatch.setattr("desktop.workers.images.in_child", endless)
    document, _ = edited(session, GREEN)
    tiles.hold(document)
    background.work(qtbot)
    qtbot.waitUntil(lambda: bool(begun))
    tiles.hold(edited(session)[0])
    qtbot.waitUntil(lambda: begun[0].cancelled)


def test_not_every_picture_that_was_ever_shown_is_kept(
    qtbot: QtBot, tiles: Tiles, background: Late, session: Session
) -> None:
    for strength in range(12):
        shift = BLUE.shift.model_copy(update={"strength": strength / 12})
        document, source = edited(session, PaletteEdit(shift=shift))
        develop(document, source)
        tiles.hold(document)
        background.work(qtbot)
    assert len(tiles._pictures) == 5


def test_a_picture_developed_for_the_screen_is_reduced(session: Session, home: object) -> None:
    (asset, data) = next(iter(session.document.assets.items()))
    assert work.developed(data, asset, (GREEN,), 24, Progress()).shape == (16, 24, 4)

"""A session with one placed photo, and a darkroom of its own."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from core.document.document import Document
from core.document.model import Design, DielineChoice, ImageLayer, Placement
from core.jobs import Progress
from desktop.photo.developing import Developer
from desktop.session import Session
from desktop.workers.child_lane import ChildLane
from desktop.workers.task import Task

WIDTH_PX, HEIGHT_PX = 48, 32


def photo(width: int = WIDTH_PX, height: int = HEIGHT_PX) -> bytes:
    """A PNG whose colours run over."""
    ramp = np.zeros((height, width, 3), np.uint8)
    ramp[..., 0] = np.linspace(40, 220, width)
    ramp[..., 1] = np.linspace(60, 180, height)[:, None]
    ramp[..., 2] = 90
    stream = io.BytesIO()
    Image.fromarray(ramp).save(stream, "PNG")
    return stream.getvalue()


def with_photo(data: bytes, width_mm: float = 48.0, height_mm: float = 32.0) -> Document:
    """A design with that picture, so wide, as its one layer ``image-1``."""
    place = Placement(panel="front", x=4, y=30, width=width_mm, height=height_mm)
    document, asset = Document(Design(dieline=DielineChoice(code="A20.20.01.01"))).with_asset(data)
    layer = ImageLayer(id="image-1", name="Photo", asset=asset, place=place)
    return document.with_design(document.design.model_copy(update={"layers": (layer,)}))


@pytest.fixture
def session(qtbot: QtBot, home: Path) -> Iterator[Session]:
    made = Session(with_photo(photo()))
    yield made
    made.deleteLater()


class Now(QObject):
    """The background's words; every task is done by the time it is handed over, and tells so at the next turn."""

    def submit(self, function: Callable[[Progress], Any]) -> Task:
        task = Task(function, self)
        task.run()
        return task


class ThreadLane(ChildLane):
    """Works in its own thread: quicker than a process, and the same to whoever waits."""

    def start_child(self, work: Callable[[Progress], Any], title: str, grace: float = 0.0, hint: str = "") -> Task:
        return self.submit(work)


@pytest.fixture
def lane(qtbot: QtBot) -> Iterator[ChildLane]:
    made = ChildLane()
    made.start()
    yield made
    made.stop()
    made.deleteLater()


@pytest.fixture
def developer(session: Session, lane: ChildLane) -> Developer:
    return Developer(session, lane, session)

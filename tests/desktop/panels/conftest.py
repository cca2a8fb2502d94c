"""Panels under test: a session with one layer of each kind, and a lane that works when it is told to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
import torch
from PySide6.QtCore import QBuffer, QEvent, QIODevice, QObject, QSettings, Signal
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from safetensors.numpy import save_file
from shiboken6 import isValid

from core.artwork.recipe import Recipe
from core.document.document import Document
from core.document.model import (
    ArtworkLayer,
    CmykPaint,
    Design,
    DielineChoice,
    ImageLayer,
    ShapeLayer,
    SpotColour,
    TextLayer,
)
from core.gan.config import GeneratorConfig
from core.gan.networks import Generator
from core.jobs import Progress
from desktop.models.book import ModelBook
from desktop.models.use import UseModel
from desktop.photo.developing import Developer
from desktop.session import Session
from desktop.settings import Settings
from desktop.workers.task import Task


def png(colour: str = "#c04020", width: int = 40, height: int = 30) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def write_model(path: Path, families: tuple[str, ...], directions: int) -> Path:
    """A small model whose weights are all zero."""
    config = GeneratorConfig(16, 8, 8, 1, 32, 8, labels=families)
    with torch.device("meta"):
        shapes = {key: tuple(value.shape) for key, value in Generator(config).state_dict().items()}
    classes = max(len(families), 1)
    shapes |= {"extra.directions": (directions, 8), "extra.deviations": (directions,), "extra.centres": (classes, 8)}
    metadata = {"format": "dieloom-generator-1", "name": path.stem, "config": config.to_json(), "card": "{}"}
    save_file({key: np.zeros(shape, np.float16) for key, shape in shapes.items()}, path, metadata)
    return path


class FakeLane(QObject):
    """The preview lane's words without its thread; tasks wait until ``work``."""

    frame = Signal(str, QImage, bool)
    state = Signal(str)
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.requests: list[Recipe] = []
        self.tasks: list[Task] = []
        self.artist: Any = None

    def request(self, recipe: Recipe) -> None:
        self.requests.append(recipe)

    def submit(self, function: Callable[[Any, Progress], Any]) -> Task:
        task = Task(lambda progress: function(self.artist, progress), self)
        self.tasks.append(task)
        return task

    @property
    def waiting(self) -> int:
        """How many tasks there are that nobody has given up."""
        return sum(isValid(task) for task in self.tasks)

    def work(self) -> None:
        """Run what waits, oldest first."""
        while self.tasks:
            task = self.tasks.pop(0)
            if not isValid(task):
                continue  # cancelled before its turn, and told so
            task.run()
            QApplication.sendPostedEvents(task, QEvent.Type.MetaCall.value)  # it tells its end from the event loop


class Now(QObject):
    """The background's words; every task is done by the time it is handed over, and tells so at the next turn."""

    def submit(self, function: Callable[[Progress], Any]) -> Task:
        task = Task(function, self)
        task.run()
        return task

    def start_child(self, work: Callable[[Progress], Any], title: str) -> Task:
        return self.submit(work)


@pytest.fixture
def developer(session: Session) -> Developer:
    return Developer(session, cast(Any, Now(session)), session)


@pytest.fixture
def models(session: Session, tmp_path: Path) -> UseModel:
    """What the window knows of models, with settings of its own."""
    store = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    book = ModelBook(Now(session), store, session)
    return UseModel(session, book, parent=session)


@pytest.fixture
def lane(qapp: QApplication) -> FakeLane:
    return FakeLane()


@pytest.fixture
def model(tmp_path: Path) -> str:
    return str(write_model(tmp_path / "weave.safetensors", ("stripes", "dots"), 6))


@pytest.fixture
def session(qapp: QApplication, model: str) -> Session:
    """Bottom to top: artwork, picture, shape, text."""
    document, asset = Document(Design(dieline=DielineChoice(code="A20.20.01.01"))).with_asset(png())
    layers = (
        ArtworkLayer(id="art", name="Ground", recipe=Recipe(model=model)),
        ImageLayer(id="pic", name="Logo", asset=asset),
        ShapeLayer(id="box", name="Plate", fill=CmykPaint(c=0.2)),
        TextLayer(id="txt", text="Spring tea\nFirst flush"),
    )
    spots = (SpotColour(name="Gold", alternate=CmykPaint(m=0.3, y=0.8)),)
    return Session(document.with_design(document.design.model_copy(update={"layers": layers, "spots": spots})))


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[Any], Any]:
    """Show a panel at the size of a dock, ready for keys and clicks."""

    def shown(panel: Any) -> Any:
        qtbot.addWidget(panel)
        panel.resize(320, 900)
        panel.show()
        panel.activateWindow()
        qtbot.waitUntil(panel.isActiveWindow)
        return panel

    return shown

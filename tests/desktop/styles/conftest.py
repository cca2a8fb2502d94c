"""The style dock under test: an engine, a background and a darkroom that work when they are told to."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from core.artwork.recipe import Recipe, StyleMix
from core.document.model import ArtworkLayer, ImageLayer
from core.document.styling import Styled
from core.jobs import Progress
from core.style.values import PaletteShift, StyleShare
from desktop.photo.developing import Developer
from desktop.session import Session
from desktop.styles import work
from desktop.styles.panel import StylePanel
from desktop.styles.work import Source
from desktop.workers.task import Task
from tests.desktop.panels.conftest import FakeLane, lane, model, png, session, show

__all__ = ["lane", "model", "session", "show"]  # fixtures

SEA, SAND, MOSS = "#204060", "#e0c080", "#405020"
PAINTED = base64.b64encode(np.zeros(4, "<f4").tobytes()).decode()


class Later(QObject):
    """The background's and the darkroom's words; tasks wait until ``work``."""

    def __init__(self) -> None:
        super().__init__()
        self.tasks: list[Task] = []

    def submit(self, function: Callable[[Progress], Any]) -> Task:
        task = Task(function, self)
        self.tasks.append(task)
        return task

    def start_child(self, function: Callable[[Progress], Any], title: str) -> Task:
        return self.submit(function)

    @property
    def waiting(self) -> int:
        return sum(isValid(task) for task in self.tasks)

    def work(self) -> None:
        while self.tasks:
            task = self.tasks.pop(0)
            if isValid(task):
                task.run()
                QApplication.sendPostedEvents(task, QEvent.Type.MetaCall.value)


class Tiles:
    """An artist whose tiles are grey."""

    def tile(self, recipe: Recipe, *, draft: bool = False, progress: Progress | None = None) -> np.ndarray:
        return np.full((16, 16, 3), 128, np.uint8)


@dataclass
class Dock:
    """The panel and all that it speaks to."""

    panel: StylePanel
    session: Session
    lane: FakeLane
    background: Later
    darkroom: Later
    files: list[Path]

    def layer(self, layer_id: str) -> Styled:
        layer = next(each for each in self.session.design.layers if each.id == layer_id)
        assert isinstance(layer, ArtworkLayer | ImageLayer)
        return layer

    @property
    def art(self) -> ArtworkLayer:
        layer = self.layer("art")
        assert isinstance(layer, ArtworkLayer)
        return layer

    @property
    def picture(self) -> ImageLayer:
        layer = self.layer("pic")
        assert isinstance(layer, ImageLayer)
        return layer

    def asset(self, name: str) -> str:
        return next(each.asset for each in self.session.design.references if each.name == name)

    def add(self, *names: str) -> None:
        """These of the files as references."""
        self.panel.library.add_files([path for path in self.files if path.stem in names])
        self.work()

    def tick(self, *names: str) -> None:
        for name in names:
            self.panel.styling.tick(self.asset(name), True)
        self.work()

    def work(self) -> None:
        """Until nobody has anything to do."""
        while self.background.waiting or self.lane.waiting or self.darkroom.waiting:
            self.background.work()
            self.lane.work()
            self.darkroom.work()


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Colours are read for good; style and latent tell whose they are by their first number."""

    def share(source: Source, artist: Any, progress: Progress) -> StyleShare:
        palette = work.palette_of(source, artist, progress)
        return StyleShare(code=PAINTED, palette=palette, asset=source.asset, region=source.region)

    def latent(source: Source, recipe: Recipe, artist: Any, progress: Progress) -> StyleMix:
        progress.report(0.5, "Searching")
        return StyleMix(w=(int(source.asset[:4], 16) / 65536, 0.5))

    monkeypatch.setattr(work, "share_of", share)
    monkeypatch.setattr(work, "latent_of", latent)
    monkeypatch.setattr(work, "learned_styles", lambda progress: [])


@pytest.fixture
def dock(show: Callable[[Any], Any], session: Session, lane: FakeLane, home: Path, tmp_path: Path) -> Dock:
    """With three pictures on the disk: sea, sand and moss."""
    lane.artist = Tiles()
    background, darkroom = Later(), Later()
    for each in (background, darkroom):
        each.setParent(session)
    files = [tmp_path / f"{name}.png" for name in ("sea", "sand", "moss")]
    for path, colour in zip(files, (SEA, SAND, MOSS), strict=True):
        path.write_bytes(png(colour))
    panel = show(StylePanel(session, lane, background, Developer(session, darkroom, session)))
    made = Dock(panel, session, lane, background, darkroom, files)
    made.work()
    return made


def only(colour: str, strength: float = 1.0) -> PaletteShift:
    """The palette of a picture of one colour."""
    return PaletteShift(colours=(colour,), shares=(1.0,), strength=strength)

"""Lanes of their own, and pictures to train on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from core.jobs import Progress
from desktop.workers.background import Background
from desktop.workers.child_lane import ChildLane
from desktop.workers.task import Task

PICTURES = 12
PICTURE_PX = 64


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    made = Background()
    made.start()
    yield made
    made.stop()
    made.deleteLater()


class ThreadLane(ChildLane):
    """Works in its own thread: quicker than a process, and the same to whoever waits."""

    def start_child(self, work: Callable[[Progress], Any], title: str, grace: float = 0.0, hint: str = "") -> Task:
        return self.submit(work)


@pytest.fixture(params=[ThreadLane])
def lane(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[ChildLane]:
    made: ChildLane = request.param()
    made.start()
    yield made
    made.stop()
    made.deleteLater()


in_processes = pytest.mark.parametrize("lane", [ChildLane], indirect=True)
"""As the program does it."""


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder of pictures that differ, one of them grey, one broken, one there twice."""
    folder = tmp_path / "photos"
    folder.mkdir()
    chance = np.random.default_rng(1)
    for number in range(PICTURES):
        small = Image.fromarray(chance.integers(0, 256, (4, 4, 3), np.uint8))
        picture = small.resize((PICTURE_PX, PICTURE_PX), Image.Resampling.BICUBIC)
        (picture.convert("L") if number == 0 else picture).save(folder / f"{number:02d}.png")
    (folder / "again.png").write_bytes((folder / "05.png").read_bytes())
    (folder / "broken.png").write_bytes((folder / "06.png").read_bytes()[:60])
    return folder

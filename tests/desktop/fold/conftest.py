"""A folded view and its dock, without the rest of the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.mockup.look import BOARDS, Finish
from desktop.canvas.scene import Scene
from desktop.canvas.tiles import Tiles
from desktop.fold.painter import Dress
from desktop.fold.panel import FoldPanel
from desktop.fold.skins import skin_of
from desktop.lanes import Lanes
from desktop.session import Session
from tests.mockup.artwork import signed
from tests.mockup.packs import outline, prints


def array_of(image: QImage) -> NDArray[np.uint8]:
    """[H, W, 3] sRGB."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return pixels[:, :, 2::-1].copy()


def dress(code: str = "A20.20.01.01", finish: Finish = Finish.MATTE, board: str = "white", ppi: float = 60) -> Dress:
    outside, inside = prints(code, finish, board, ppi)
    return Dress((skin_of(outside), skin_of(inside)), BOARDS[board], finish)


class Asked(list[tuple[str, str, str, object]]):
    """What the panel asked to be written."""

    def __call__(self, title: str, suffix: str, mark: str, work: object) -> None:
        self.append((title, suffix, mark, work))


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture(autouse=True)
def fine_packs(coarse_packs: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here what is printed is looked at."""
    monkeypatch.setattr("desktop.fold.art.WIDEST_PX", 512)


@pytest.fixture
def session(qapp: QApplication) -> Session:
    return Session(signed(outline()))


@pytest.fixture
def panel(qtbot: QtBot, home: Path, lanes: Lanes, session: Session, asked: Asked) -> Iterator[FoldPanel]:
    scene = Scene(session, lanes.composer)
    tiles = Tiles(lanes.preview, lanes.background)
    made = FoldPanel(scene, tiles, lanes.background, asked)
    scene.setParent(made)
    tiles.setParent(made)
    made.resize(420, 500)
    yield made
    made.close()
    made.deleteLater()

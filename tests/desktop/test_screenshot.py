"""The screenshot shows the document that was asked for, with its artwork in final quality."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from core.document.file import save
from core.errors import DieloomError
from desktop import screenshot
from desktop.lanes import Lanes
from desktop.starters import first_design
from desktop.workers.preview import PreviewLane
from tests.desktop.conftest import FakeArtist


@pytest.fixture
def document(tmp_path: Path, home: Path, qapp: object, monkeypatch: pytest.MonkeyPatch) -> Path:
    artist = FakeArtist(draft_seconds=0.01, full_seconds=0.1)
    monkeypatch.setattr(screenshot, "Lanes", lambda: Lanes(PreviewLane(make=lambda: artist)))
    path = tmp_path / "carton.dieloom"
    save(first_design("Carton"), path)
    return path


def test_the_artwork_is_final_on_it(document: Path, tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    screenshot.capture(document, picture, QSize(1000, 700))
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1000, 700)
    colours = {image.pixelColor(500, y).name() for y in range(300, 420)}
    assert "#010101" in colours  # the fake generator's grey for seed 1, not the grey of a missing tile


def test_a_place_that_cannot_be_written_is_explained(document: Path, tmp_path: Path) -> None:
    with pytest.raises(DieloomError, match="cannot be written"):
        screenshot.capture(document, tmp_path / "gone" / "window.png", QSize(800, 600))


def test_a_document_that_cannot_be_read_is_explained(tmp_path: Path) -> None:
    with pytest.raises(DieloomError):
        screenshot.capture(tmp_path / "gone.dieloom", tmp_path / "window.png")

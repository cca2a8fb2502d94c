"""Our SVG against programs that are not ours: librsvg, and Qt for what Qt knows of SVG."""

from __future__ import annotations

import subprocess
from pathlib import Path as File

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from core.compose.fonts import system_fonts
from tests.compose.placed import drawings
from tests.compose.placed.drawings import PPI, pixels_of, written
from tests.programs import need

MEAN, FAR = 1.0, 0.01
"""How far from the reference a picture may be on average (of 255), and the share of pixels beyond 40: edges are blended
in many ways.
"""


def difference(first: NDArray[np.uint8], second: NDArray[np.uint8]) -> tuple[float, float]:
    """Sizes may differ by a pixel, as programs round up or to the nearest."""
    height, width = np.minimum(first.shape, second.shape)[:2]
    assert min(height, width) > 190
    off = np.abs(first[:height, :width].astype(int) - second[:height, :width]).max(axis=2)
    return float(off.mean()), float((off > 40).mean())


@pytest.mark.parametrize("name", list(drawings.ALL))
def test_it_looks_as_librsvg_shows_it(name: str, tmp_path: File) -> None:
    if name == "text" and not system_fonts().has("DejaVu Sans"):
        pytest.skip("DejaVu Sans is not installed")
    file, shown = written(tmp_path, drawings.ALL[name]), tmp_path / "shown.png"
    size = ["-d", str(PPI), "-p", str(PPI), "-b", "white"]
    subprocess.run([need("rsvg-convert"), *size, "-o", shown, file], check=True)
    with Image.open(shown) as picture:
        mean, far = difference(pixels_of(file.read_bytes()), np.asarray(picture.convert("RGB")))
    assert mean < MEAN
    assert far < FAR


@pytest.mark.parametrize("name", ["strokes", "dashes", "stroked gradient"])
def test_it_looks_as_qt_shows_it(name: str) -> None:
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    ours = pixels_of(drawings.ALL[name])
    image = QImage(ours.shape[1], ours.shape[0], QImage.Format.Format_RGB888)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    QSvgRenderer(drawings.ALL[name]).render(painter)
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    mean, far = difference(ours, rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3))
    assert mean < MEAN
    assert far < FAR

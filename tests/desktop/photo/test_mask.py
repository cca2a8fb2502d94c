"""Masks painted over pictures: where a stroke lies, what it takes back, what is written of it."""

from __future__ import annotations

import base64
import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from core.geometry import Affine
from desktop.photo.mask import LONGEST_PX, PaintedMask

RED = QColor("#e3243b")
SHEET = Affine.translation(100, 50) @ Affine.rotation(90) @ Affine.scaling(40, 20)  # its top is on the left


@pytest.fixture(autouse=True)
def app(qapp: QApplication) -> None:
    """Images want an application."""


def grey(mask: PaintedMask) -> NDArray[np.uint8]:
    png = mask.png()
    assert png is not None
    image = Image.open(io.BytesIO(base64.b64decode(png)))
    assert image.mode == "L"
    return np.asarray(image)


def dab(mask: PaintedMask, across: float, up: float, width: float = 2.0, *, erase: bool = False) -> None:
    spot = QPointF(*SHEET.apply((across, up)))
    mask.draw(spot, spot, width, SHEET, erase=erase)


def test_a_dab_is_round_and_where_it_was_made_on_a_turned_picture() -> None:
    mask = PaintedMask((400, 200), RED)
    dab(mask, 0.25, 0.75, 4)
    rows, columns = np.nonzero(grey(mask) > 127)
    assert (columns.mean(), rows.mean()) == pytest.approx((99.5, 49.5), abs=0.6), "rows run down"
    assert np.ptp(columns) == pytest.approx(40, abs=2), "4 mm of 40 on 400 pixels"
    assert np.ptp(rows) == pytest.approx(40, abs=2)
    assert len(rows) == pytest.approx(np.pi * 20**2, rel=0.05)


def test_a_stroke_has_no_gaps() -> None:
    mask = PaintedMask((400, 200), RED)
    mask.draw(QPointF(*SHEET.apply((0.1, 0.5))), QPointF(*SHEET.apply((0.9, 0.5))), 1, SHEET, erase=False)
    assert (grey(mask)[100, 42:358] == 255).all()


def test_erasing_and_taking_back() -> None:
    mask = PaintedMask((400, 200), RED)
    assert mask.png() is None
    mask.begin_stroke()
    dab(mask, 0.5, 0.5, 6)
    painted = grey(mask)
    mask.begin_stroke()
    dab(mask, 0.5, 0.5, 2, erase=True)
    assert grey(mask)[100, 200] == 0
    mask.take_back()
    assert np.array_equal(grey(mask), painted)
    mask.clear()
    assert mask.empty
    mask.take_back()
    mask.take_back()
    mask.take_back()
    assert mask.empty


def test_a_mask_of_a_huge_picture_is_small() -> None:
    mask = PaintedMask((8000, 2000), RED)
    dab(mask, 0.5, 0.5)
    assert grey(mask).shape == (LONGEST_PX // 4, LONGEST_PX)


@pytest.mark.parametrize("size", [(1, 1), (30000, 10), (3, 5000)])
def test_any_proportion(size: tuple[int, int]) -> None:
    mask = PaintedMask(size, RED)
    dab(mask, 0.5, 0.5, 100)
    assert grey(mask).max() == 255


def test_it_goes_on_from_what_was_painted_before() -> None:
    first = PaintedMask((400, 200), RED)
    dab(first, 0.2, 0.5, 6)
    again = PaintedMask((400, 200), RED, first.png())
    assert np.array_equal(grey(again), grey(first))
    dab(again, 0.8, 0.5, 6)
    assert (grey(again)[100, [80, 320]] == 255).all()


def test_a_mask_that_cannot_be_read_is_begun_anew() -> None:
    assert PaintedMask((40, 20), RED, base64.b64encode(b"\x89PNG\r\n nonsense").decode()).empty

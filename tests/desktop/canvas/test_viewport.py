from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from core.geometry import Box, Point
from desktop.canvas.rulers import LABEL_GAP_PX, label_step
from desktop.canvas.viewport import LARGEST, SMALLEST, Viewport

scales = st.floats(SMALLEST, LARGEST)
places = st.floats(-2000, 2000)


@given(scales, places, places, places, places)
def test_there_and_back(scale: float, x: float, y: float, px: float, py: float) -> None:
    view = Viewport(scale, x, y)
    back = view.to_sheet(view.to_screen((px, py)))
    assert back == pytest.approx((px, py), abs=1e-6)


@given(scales, places, places, st.floats(0.01, 100), places, places)
def test_zooming_keeps_the_point_under_the_pointer(
    scale: float, x: float, y: float, factor: float, px: float, py: float
) -> None:
    view, pointer = Viewport(scale, x, y), QPointF(px, py)
    zoomed = view.zoomed(factor, pointer)
    assert SMALLEST <= zoomed.scale <= LARGEST
    held = zoomed.to_screen(view.to_sheet(pointer))
    assert (held.x(), held.y()) == pytest.approx((px, py), abs=1e-4)


def test_y_goes_up_on_the_sheet_and_down_on_the_screen() -> None:
    view = Viewport(2.0, 10.0, 100.0)
    assert view.to_screen((0, 0)) == QPointF(10, 100)
    assert view.to_screen((5, 20)) == QPointF(20, 60)
    assert view.transform.map(QPointF(5, 20)) == QPointF(20, 60)


def test_fitting_shows_all_of_the_box_in_the_middle() -> None:
    area = QRectF(20, 20, 800, 600)
    shown = Viewport.fitting(Box(-10, 5, 390, 105), area).rect(Box(-10, 5, 390, 105))
    assert area.contains(shown)
    assert shown.center() == area.center()
    assert shown.width() == pytest.approx(800 - 2 * 24)


@given(scales)
def test_ruler_numbers_are_round_and_never_crowded(scale: float) -> None:
    step = label_step(scale)
    assert LABEL_GAP_PX <= step * scale <= 2.5 * LABEL_GAP_PX + 1e-6
    mantissa = float(f"{step:.6e}".split("e")[0])
    assert mantissa in (1.0, 2.0, 5.0)


def test_box_becomes_a_rectangle_with_its_top_above() -> None:
    assert Viewport(1.0, 0.0, 0.0).rect(Box(1, 2, 3, 5)) == QRectF(1, -5, 2, 3)
    assert Viewport(1.0, 0.0, 0.0).to_sheet(QPointF(1, -5)) == Point(1, 5)

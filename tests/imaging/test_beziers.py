from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from core.imaging.beziers import _bernstein, _least_squares

CURVE = np.array([[100.0, 50.0], [130.0, 20.0], [180.0, 30.0], [200.0, 70.0]])
AT = np.linspace(0, 1, 40)


def towards(start: int, end: int) -> NDArray[np.float64]:
    way = CURVE[end] - CURVE[start]
    return np.asarray(way / np.hypot(*way))


@pytest.mark.parametrize("out", [None, towards(0, 1)])
@pytest.mark.parametrize("back", [None, towards(3, 2)])
def test_the_points_of_a_cubic_give_that_cubic(
    out: NDArray[np.float64] | None, back: NDArray[np.float64] | None
) -> None:
    weights = _bernstein(AT)
    found = _least_squares(weights @ CURVE, weights, out, back, 140.0)
    assert found == pytest.approx(CURVE, abs=1e-3)


def test_arms_that_would_go_backwards_go_a_third_of_the_way() -> None:
    weights = _bernstein(AT)
    found = _least_squares(weights @ CURVE, weights, -towards(0, 1), towards(3, 2), 140.0)
    third = np.hypot(*(CURVE[3] - CURVE[0])) / 3
    assert found[1] == pytest.approx(CURVE[0] - third * towards(0, 1))

from __future__ import annotations

from itertools import count

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from core.errors import Cancelled
from core.imaging.beziers import area, fit
from core.imaging.contours import Points, contours
from core.jobs import Progress
from tests.imaging.packshots import mug


def winding(loops: list[Points], x: float, y: float) -> int:
    """How often closed polygons run round a point."""
    turns = 0
    for loop in loops:
        ahead = np.roll(loop, -1, 0)
        side = (ahead[:, 0] - loop[:, 0]) * (y - loop[:, 1]) - (x - loop[:, 0]) * (ahead[:, 1] - loop[:, 1])
        turns += int(((loop[:, 1] <= y) & (ahead[:, 1] > y) & (side > 0)).sum())
        turns -= int(((loop[:, 1] > y) & (ahead[:, 1] <= y) & (side < 0)).sum())
    return turns


@given(arrays(np.uint8, st.tuples(st.integers(1, 9), st.integers(1, 9))))
@settings(max_examples=60, deadline=None)
def test_they_run_once_round_every_pixel_above_the_level(field: NDArray[np.uint8]) -> None:
    loops = contours(field, 127.5, Progress())
    for y, x in np.ndindex(field.shape):
        assert winding(loops, x + 0.5, y + 0.5) == int(field[y, x] > 127)


def test_a_full_picture_is_cut_along_its_edges() -> None:
    (loop,) = contours(np.full((3, 5), 255, np.uint8), 127.5, Progress())
    assert loop.min(0) == pytest.approx((0, 0))
    assert loop.max(0) == pytest.approx((5, 3))
    assert area(loop) == pytest.approx(15, abs=1)  # its corners are cut


def test_holes_run_the_other_way_and_edges_lie_between_pixels() -> None:
    coverage = mug()
    loops = contours(np.rint(coverage * 255).astype(np.uint8), 127.5, Progress())
    assert sorted(area(loop) > 0 for loop in loops) == [False, True]
    assert sum(area(loop) for loop in loops) == pytest.approx(coverage.sum(), rel=2e-3)


def test_strips_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    field = np.random.default_rng(1).integers(0, 256, (40, 30)).astype(np.uint8)
    whole = contours(field, 127.5, Progress())
    monkeypatch.setattr("core.imaging.contours._STRIP_PX", 7 * 32)
    monkeypatch.setattr("core.imaging.contours._STEPS", 11)
    for one, other in zip(whole, contours(field, 127.5, Progress()), strict=True):
        np.testing.assert_array_equal(one, other)


def test_they_stop_when_the_job_does() -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        contours(np.full((4, 4), 255, np.uint8), 127.5, progress)


def serpentine(side: int) -> NDArray[np.uint8]:
    """One line that fills the picture: one long outline."""
    field = np.zeros((side, side), np.uint8)
    field[::4] = 255
    field[2::8, -1] = field[1::8, -1] = field[3::8, -1] = 255
    field[6::8, 0] = field[5::8, 0] = field[7::8, 0] = 255
    return field


def test_a_long_outline_is_followed_with_looks_at_the_progress(
    looks: count[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.imaging.contours._STEPS", 40)
    (loop,) = contours(serpentine(97), 127.5, Progress())
    assert next(looks) > 2 * len(loop) / 40, "where it is found, and where it is followed"


def test_a_long_outline_is_fitted_in_parts_as_closely(looks: count[int], monkeypatch: pytest.MonkeyPatch) -> None:
    turn = np.linspace(0, 2 * np.pi, 900, endpoint=False)
    circle = 100 * np.stack([np.cos(turn), np.sin(turn)], 1)
    monkeypatch.setattr("core.imaging.beziers._LONGEST", 100)
    outline = fit(circle, 0.2, Progress())
    assert next(looks) >= 9
    joints = np.array([piece[-1] for piece in outline.pieces])
    assert len(joints) >= 9
    assert np.hypot(*joints.T) == pytest.approx(100, abs=0.2)
    (square,) = contours(np.full((300, 200), 255, np.uint8), 127.5, Progress())
    corners = [piece[-1] for piece in fit(square, 0.2, Progress()).pieces]
    for corner in ((0, 0), (200, 0), (200, 300), (0, 300)):
        assert min(np.hypot(*(each - corner)) for each in corners) < 0.5

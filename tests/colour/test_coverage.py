"""Coverage: plain sums, and means over a window."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.colour.coverage import coverage_over, percent, total_coverage


def test_total_of_all_plates() -> None:
    inks = np.array([[[255, 255, 255, 255], [255, 0, 0, 128], [0, 0, 0, 0]]], np.uint8)
    assert total_coverage(inks).tolist() == [[1020, 383, 0]]
    assert percent(total_coverage(inks))[0] == pytest.approx([400, 150.196, 0], abs=1e-3)
    assert total_coverage(np.full((2, 2, 7), 255, np.uint8)).max() == 7 * 255


@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 12), st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_mean_over_every_window(height: int, width: int, rows: int, columns: int, seed: int) -> None:
    total = np.random.default_rng(seed).integers(0, 1021, (height, width)).astype(np.uint16)
    rows_cut, columns_cut = min(rows, height), min(columns, width)
    wanted = np.lib.stride_tricks.sliding_window_view(total, (rows_cut, columns_cut)).mean(axis=(2, 3))
    assert coverage_over(total, (rows, columns)) == pytest.approx(wanted, abs=1e-3)

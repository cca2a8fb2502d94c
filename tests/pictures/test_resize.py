"""A tile at another size is still a tile, and its rows are the same when they are made a few at a time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.pictures.resize import resize_tile, resized_rows

TILE = np.random.default_rng(7).integers(60, 196, (40, 32, 3), dtype=np.uint8)


@pytest.mark.parametrize("size", [(32, 40), (96, 130), (15, 11)])
def test_rows_are_those_of_the_whole(size: tuple[int, int]) -> None:
    width, height = size
    whole = resized_rows(TILE, width, height, 0, height).astype(int)
    parts = [resized_rows(TILE, width, height, top, min(7, height - top)) for top in range(0, height, 7)]
    assert np.abs(np.concatenate(parts) - whole).max() <= 1
    assert np.abs(resize_tile(TILE, width, height) - whole).mean() < 1


@settings(max_examples=40, deadline=None)
@given(width=st.integers(1, 300), height=st.integers(1, 300), top=st.integers(0, 299), count=st.integers(1, 300))
def test_any_rows_can_be_asked_for(width: int, height: int, top: int, count: int) -> None:
    rows = resized_rows(TILE, width, height, top % height, min(count, height - top % height))
    assert rows.shape == (min(count, height - top % height), width, 3)

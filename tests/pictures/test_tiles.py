"""Work by pieces gives what work on the whole gives, at edges too."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.errors import Cancelled
from core.jobs import Progress
from core.pictures.tiles import Tiling, by_tiles

Pixels = NDArray[np.uint8]


def picture(width: int, height: int, channels: int = 3) -> Pixels:
    return np.random.default_rng(width * 1000 + height).integers(0, 256, (height, width, channels), np.uint8)


def blurred(pixels: Pixels) -> Pixels:
    """Sees four pixels to each side; wraps within the piece, which only the margin may see."""
    total = sum(np.roll(pixels.astype(np.int32), (y, x), (0, 1)) for y in range(-4, 5) for x in range(-4, 5))
    return np.asarray(total // 81, np.uint8)


def doubled(pixels: Pixels) -> Pixels:
    return np.asarray(blurred(pixels).repeat(2, 0).repeat(2, 1))


sides = st.integers(1, 70)


@settings(max_examples=40, deadline=None)
@given(sides, sides, st.booleans(), st.booleans())
def test_pieces_give_the_whole(width: int, height: int, across: bool, down: bool) -> None:
    given = picture(width, height)
    whole = by_tiles(given, doubled, Tiling(80, 8, 2, repeats=(across, down)), Progress())
    pieces = by_tiles(given, doubled, Tiling(16, 8, 2, repeats=(across, down)), Progress())
    assert whole.shape == (2 * height, 2 * width, 3)
    np.testing.assert_array_equal(pieces, whole)


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 8), st.integers(1, 8), st.integers(0, 40), st.integers(0, 40))
def test_what_repeats_goes_on_repeating(columns: int, rows: int, right: int, down: int) -> None:
    given = picture(4 * columns, 4 * rows)
    tiling = Tiling(16, 8, repeats=(True, True))
    rolled = by_tiles(np.roll(given, (down, right), (0, 1)), blurred, tiling, Progress())
    np.testing.assert_array_equal(rolled, np.roll(by_tiles(given, blurred, tiling, Progress()), (down, right), (0, 1)))


def test_edges_are_mirrored() -> None:
    given = np.arange(5, dtype=np.uint8).reshape(1, 5, 1)
    seen: list[Pixels] = []

    def look(piece: Pixels) -> Pixels:
        seen.append(piece)
        return piece

    by_tiles(given, look, Tiling(8, 4), Progress())
    assert seen[0][0, :, 0].tolist() == [4, 3, 2, 1, 0, 1, 2, 3, 4, 3, 2, 1, 0, 1, 2, 3]


def test_cancelling_stops_between_pieces() -> None:
    progress, done = Progress(), []

    def work(piece: Pixels) -> Pixels:
        done.append(piece)
        progress.cancel()
        return piece

    with pytest.raises(Cancelled):
        by_tiles(picture(64, 64), work, Tiling(16, 4), progress)
    assert len(done) == 1


def test_pieces_that_do_not_align_are_refused() -> None:
    with pytest.raises(ValueError, match="multiples"):
        Tiling(30, 8)

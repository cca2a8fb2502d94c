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


@pytest.mark.parametrize("repeats", [(False, False), (True, True), (True, False)])
@pytest.mark.parametrize(("height", "width"), [(40, 50), (33, 17), (5, 70), (1, 1)])
def test_blended_pieces_are_the_whole_where_they_agree(height: int, width: int, repeats: tuple[bool, bool]) -> None:
    given = picture(height, width)
    whole = by_tiles(given, doubled, Tiling(80, 8, 2, repeats=repeats), Progress())
    pieces = by_tiles(given, doubled, Tiling(16, 8, 2, repeats=repeats, feather_px=4), Progress())
    np.testing.assert_array_equal(whole, pieces)


def test_blended_pieces_go_over_into_each_other() -> None:
    """Pieces of two greys: nowhere a step, and the edges of a torus meet."""
    shades = iter([0, 160] * 1000)

    def work(piece: NDArray[np.uint8]) -> NDArray[np.uint8]:
        return np.full_like(piece, next(shades))

    made = by_tiles(picture(16, 64), work, Tiling(16, 8, align=1, feather_px=8), Progress()).astype(int)
    assert np.abs(np.diff(made, axis=1)).max() <= 160 // 16
    assert made.max() > 150


def test_a_blended_torus_moves_with_its_content_by_whole_pieces() -> None:
    def levelled(piece: NDArray[np.uint8]) -> NDArray[np.uint8]:
        return np.full_like(piece, round(float(piece.mean())))

    given, tiling = picture(48, 48), Tiling(16, 8, repeats=(True, True), feather_px=8)
    rolled = by_tiles(np.roll(given, (16, 32), (0, 1)), levelled, tiling, Progress())
    np.testing.assert_array_equal(rolled, np.roll(by_tiles(given, levelled, tiling, Progress()), (16, 32), (0, 1)))

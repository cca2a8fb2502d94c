"""A sheet of artwork that never repeats is exported in far less memory than its pixels take."""

from __future__ import annotations

import numpy as np

from core.press.bench import NoisyArtwork, bench_press


def test_a_sheet_is_never_held_whole() -> None:
    edge = 500.0
    measured = bench_press(edge)
    inks_mb = 4 * (edge / 25.4 * 300) ** 2 / 1e6
    assert inks_mb > 130
    # 64 MB of it are the inks of every colour that was met.
    assert measured["peak_rss_mb"] - measured["rss_before_mb"] < 110
    # As large as the yardstick's own, so it is the same pixels that were written.
    assert abs(measured["file_mb"] - measured["baseline_file_mb"]) < 2
    assert measured["file_mb"] > 60
    assert measured["seconds"] > 0
    assert measured["baseline_seconds"] > 0


def test_the_artwork_is_the_same_however_it_is_cut_and_never_repeats() -> None:
    artwork = NoisyArtwork()
    whole = artwork.strip(300, 0, 300)
    assert np.array_equal(whole, np.concatenate([artwork.strip(300, 0, 7), artwork.strip(300, 7, 293)]))
    assert len(np.unique(whole.reshape(300, -1), axis=0)) == 300

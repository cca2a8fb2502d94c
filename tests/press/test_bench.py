"""A sheet is exported in far less memory than its pixels take."""

from __future__ import annotations

from core.press.bench import bench_export


def test_a_sheet_is_never_held_whole() -> None:
    edge = 500.0
    measured = bench_export(edge)
    pixels_mib = 4 * (edge / 25.4 * 300) ** 2 / 2**20
    assert pixels_mib > 130
    assert measured["peak_rss_mib"] - measured["rss_before_mib"] < 48
    assert measured["file_mib"] > 1

"""The benchmark: its figures add up."""

from __future__ import annotations

from core.dieline import bench, library


def test_it_measures_every_style_and_nests_the_named_ones() -> None:
    measured = bench.bench_dielines(2, {"FEFCO 0427": ((100, 70, 30), (120, 90, 40))})
    assert set(measured["regeneration_ms"]) == set(library.codes())
    assert all(0 <= each["p50"] <= each["p95"] for each in measured["regeneration_ms"].values())
    rows = measured["nesting"]
    assert [row["size"] for row in rows] == [[100, 70, 30], [120, 90, 40]]
    gain = sum(row["count"] for row in rows) / sum(row["grid_count"] for row in rows) - 1
    assert abs(measured["gain_by_style"]["FEFCO 0427"] - gain) < 0.001
    assert measured["styles_that_gain_enough"] == int(gain >= bench.ENOUGH)
    assert measured["never_fewer"]


def test_twelve_styles_at_three_sizes_are_named() -> None:
    assert len(bench.NESTED) == 12
    assert all(len(set(sizes)) == 3 for sizes in bench.NESTED.values())
    for code, sizes in bench.NESTED.items():
        template = library.load(code)
        assert template.code == code
        for size in sizes:
            template.outline(template.sized(size))  # is not refused

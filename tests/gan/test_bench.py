"""The bench measures what it says: a fine layer's change is less work than a whole picture."""

from __future__ import annotations

from pathlib import Path

from core.gan.bench import bench_synthesis


def test_the_bench_reports_its_figures(model_path: Path) -> None:
    figures = bench_synthesis(3, str(model_path))
    assert figures["model"] == "small"
    assert figures["resolution"] == 32
    assert all(float(figures[name]) > 0 for name in ("image_ms", "fine_layer_ms", "plain_forward_ms"))

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from core.dieline.checks import check_tree
from core.mockup.mesh import folded
from desktop.fold import bench


def test_the_concertina_is_a_sound_pack() -> None:
    outline = bench.concertina(24)
    assert not list(check_tree(outline))
    assert len(folded(outline, 0.5).pieces) == 24


def test_rows_for_each_style(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "FRAMES", 1)
    monkeypatch.setattr(bench, "TEXTURE_PX", 128)
    monkeypatch.setattr(bench, "SIZE", QSize(240, 160))
    rows = bench.bench_fold(["wrap label"])
    assert rows["24 panels"]["panels"] == 24
    assert all(row[name] > 0 for row in rows.values() for name in ("turn_ms", "fold_ms", "fine_ms"))

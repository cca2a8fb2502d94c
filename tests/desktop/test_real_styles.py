"""A reference is ticked, dragged, renamed and used with real mouse and key events, in the real window."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desktop.panels.conftest import png
from tests.desktop.test_real_window import Driven, display, driven

__all__ = ["display", "driven"]  # fixtures

pytestmark = [pytest.mark.xvfb, pytest.mark.timeout(150)]

GRID, MODEL = "window.styles.library.grid", "window.styles.library.model"
NAMES = "[each.name for each in window.session.design.references]"
COLOURS = "window.session.design.layers[0].recipe.palette"


def cell(driven: Driven, row: int, x: float, y: float) -> tuple[int, int]:
    """A place within a thumbnail, in fractions of its cell, on screen."""
    area = f"{GRID}.visualRect({MODEL}.index({row}))"
    corner = f"{GRID}.viewport().mapToGlobal({area}.topLeft())"
    left, top, width, height = driven.ask(f"[{corner}.x(), {corner}.y(), {area}.width(), {area}.height()]")
    return left + round(x * width), top + round(y * height)


def test_a_reference_is_reordered_renamed_ticked_and_used(driven: Driven, tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.png" for name in ("sea", "sand", "moss")]
    for path, colour in zip(paths, ("#204060", "#e0c080", "#405020"), strict=True):
        path.write_bytes(png(colour))
    driven.wait("window.isVisible()")
    driven.ask("window.show_dock(next(each for each in window.docks if each.objectName() == 'dock-style'))")
    files = ", ".join(f"__import__('pathlib').Path({str(path)!r})" for path in paths)
    driven.ask(f"window.styles.library.add_files([{files}])")
    driven.wait(f"{NAMES} == ['sea', 'sand', 'moss']")

    x, y = cell(driven, 2, 0.5, 0.4)
    to_x, to_y = cell(driven, 0, 0.1, 0.4)
    driven.input("mousemove", x, y, "click", 1)
    driven.wait(f"{GRID}.currentIndex().row() == 2")
    driven.input("sleep", 0.6, "mousedown", 1)  # no double click
    for step in range(1, 11):
        driven.input("mousemove", x + (to_x - x) * step // 10, y + (to_y - y) * step // 10)
    driven.input("mouseup", 1)
    driven.wait(f"{NAMES} == ['moss', 'sea', 'sand']")

    driven.input("key", "F2", "type", "fern")
    driven.input("key", "Return")
    driven.wait(f"{NAMES} == ['fern', 'sea', 'sand']")

    driven.input("mousemove", *cell(driven, 1, 0.14, 0.13), "click", 1)
    driven.wait("window.styles.ways.buttons['colours'].isEnabled()")
    driven.click("Colours")
    driven.wait(f"{COLOURS} and {COLOURS}.colours == ('#204060',)")
    driven.input("key", "ctrl+z")
    driven.wait(f"{COLOURS} is None")

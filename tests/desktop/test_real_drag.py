"""The drag tool with real mouse and key events, in the real window on an X server, with the real generator."""

from __future__ import annotations

import pytest

from tests.desktop.test_real_window import Driven, display, driven

__all__ = ["display", "driven"]  # fixtures

pytestmark = [pytest.mark.xvfb, pytest.mark.timeout(150)]


def test_a_part_of_the_artwork_is_dragged_and_undone(driven: Driven) -> None:
    driven.wait("window.tiles.complete")
    before = driven.ask("window.session.design.layers[0].recipe.digest()")
    x, y = driven.place("Canvas")
    driven.input("mousemove", x, y, "click", 1, "key", "g")
    driven.wait("window.canvas.drag_bar.isVisible()")
    driven.input("mousemove", x, y, "mousedown", 1)
    for step in range(1, 11):
        driven.input("mousemove", x + 2 * step, y - step)
    driven.input("mouseup", 1)
    assert driven.ask("len(window.canvas.drag_tool.pulls)") == 1
    driven.input("key", "Return")
    driven.wait("window.canvas.drag_tool.fraction > 0")
    driven.input("key", "Escape")
    driven.wait("not window.canvas.drag_tool.running")
    assert driven.ask("window.session.undo_stack.count()") == 1, "a drag is one step"
    assert driven.ask("window.session.design.layers[0].recipe.start is not None")
    driven.wait("window.tiles.complete")
    driven.input("key", "ctrl+z")
    driven.wait(f"window.session.design.layers[0].recipe.digest() == {before!r}")
    driven.input("key", "shift+Right", "key", "shift+Right", "key", "Return")
    driven.wait("window.canvas.drag_tool.running")
    driven.ask("window.session.undo_stack.setClean()")
    driven.ask("window.close()")
    assert driven.end() == 0, "it closes in the middle of a drag"

"""Preflight by the keyboard alone, in the real window on an X server."""

from __future__ import annotations

import pytest

from tests.desktop.test_real_window import Driven, display, driven

__all__ = ["display", "driven"]  # fixtures

pytestmark = [pytest.mark.xvfb, pytest.mark.timeout(150)]


FAULTY = "__import__('tests.desktop.preflight.test_dock', fromlist=['faulty']).faulty()"
CHECKED = "window.preflight.fresh and not window.preflight.busy"
CODES = "[finding.code for finding in window.findings.list.shown]"


def test_a_fault_is_found_gone_to_mended_and_brought_back_by_keys(driven: Driven) -> None:
    driven.wait("window.tiles.complete")
    driven.ask(f"window.session.open({FAULTY})")
    driven.wait("window.activateWindow() or window.canvas.setFocus() or window.isActiveWindow()")
    driven.input("key", "ctrl+alt+f")
    driven.wait(CHECKED)
    row = driven.ask(CODES).index("registration-colour")
    driven.ask("window.findings.list.setFocus()")
    driven.input("key", "Home", *["key", "Down"] * row)
    driven.wait("window.session.selected == 'four' and window.scene.side == 'inside'")
    scale = driven.ask("window.canvas.viewport.scale")
    driven.input("key", "Return")
    driven.wait(f"window.canvas.viewport.scale > {scale}")
    driven.input("key", "Tab", "key", "space")
    driven.wait(f"{CHECKED} and 'registration-colour' not in {CODES}")
    driven.input("key", "ctrl+z")
    driven.wait(f"{CHECKED} and 'registration-colour' in {CODES}")
    driven.ask("window.session.undo_stack.setClean()")
    driven.ask("window.close()")
    assert driven.end() == 0

"""The canvas follows a direction's slider at once: real mouse events, the real window, the real generator."""

from __future__ import annotations

import pytest

from tests.desktop.test_real_window import Driven, display, driven

__all__ = ["display", "driven"]  # fixtures

pytestmark = [pytest.mark.xvfb, pytest.mark.timeout(150)]

ROUNDS = 3  # one for each of the first directions; what else the machine does differs between them
WAY, PAUSE_S = 48, 0.016  # px, and s from one to the next: a hand that looks at what it does


def test_the_canvas_follows_a_slider(driven: Driven) -> None:
    driven.wait("window.tiles.complete")
    for number in range(1, ROUNDS + 1):
        seen = steer(driven, f"Direction {number}")  # what it drew already it would not draw again
        print(seen)  # how soon, in ms: a figure of the machine and its load, printed and not judged here
        assert seen["answered"] == seen["values"], "the last value is shown, and with it all before"
        assert seen["in_order"]
        assert seen["stale"] <= 3, "after the last value: one being painted, one on its way there, one being drawn"


def steer(driven: Driven, name: str) -> dict[str, float]:
    """Drag the slider's handle in one gesture; what the program saw of it. No value comes twice."""
    x, y = driven.place(name)
    driven.ask(f"steering.start({name!r})")
    words: list[object] = ["mousemove", x, y, "mousedown", 1]
    for step in range(1, WAY + 1):
        words += ["mousemove", x + step, y, "sleep", PAUSE_S]
    driven.input(*words, "mouseup", 1)
    driven.wait("window.tiles.complete")
    driven.wait("steering.result()['answered'] == len(steering.values)")
    return dict(driven.ask("steering.result()"))

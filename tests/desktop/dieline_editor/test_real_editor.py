"""The template editor with real mouse and key events on an X server: from the open document to its changed template."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.desktop.test_real_window import Driven, display, driven

__all__ = ["display", "driven"]  # fixtures

pytestmark = [pytest.mark.xvfb, pytest.mark.timeout(240)]

EDITOR = "next(each for each in window.children() if type(each).__name__ == 'DielineEditor')"
DRAWN = f"{{each.name: each for each in {EDITOR}.session.drawn.values() if each.name}}"


class Editing:
    """The editor under real input."""

    def __init__(self, driven: Driven) -> None:
        self.driven = driven

    def ask(self, expression: str) -> object:
        return self.driven.ask(expression.replace("EDITOR", EDITOR))

    def wait(self, expression: str) -> None:
        self.driven.wait(expression.replace("EDITOR", EDITOR))

    def open(self) -> None:
        self.driven.input("mousemove", *self.driven.place("Canvas"), "click", 1, "key", "ctrl+alt+t")
        self.driven.wait("any(type(each).__name__ == 'DielineEditor' for each in window.children())")
        self.wait("EDITOR.isVisible()")
        self.driven.input("search", "--sync", "--onlyvisible", "--name", "Template editor", "windowfocus", "--sync")
        self.wait("EDITOR.folding.view._dress is not None")

    def spot(self, panel: str, across: float, up: float) -> tuple[int, int]:
        """A place of a panel on the screen, as parts of its width and height."""
        box = self.driven.ask(f"{DRAWN}[{panel!r}].bounds")
        x, y = box[0] + (box[2] - box[0]) * across, box[1] + (box[3] - box[1]) * up
        canvas = f"{EDITOR}.canvas"
        at = self.driven.ask(
            f"(lambda at: [at.x(), at.y()])({canvas}.mapToGlobal({canvas}.viewport.to_screen(({x}, {y}))))"
        )
        return round(at[0]), round(at[1])

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        self.driven.input("mousemove", *start, "mousedown", 1)
        for step in range(1, 9):
            x, y = (a + (b - a) * step // 8 for a, b in zip(start, end, strict=True))
            self.driven.input("mousemove", x, y)
        self.driven.input("mouseup", 1)

    def pack(self) -> str:
        """The folded pack's picture as it is painted now."""
        return str(self.ask("__import__('hashlib').md5(bytes(EDITOR.folding.view._painted().constBits())).hexdigest()"))

    def cell(self, name: str) -> tuple[int, int]:
        """Where a formula stands in its table, on the screen."""
        grid = f"{EDITOR}.formulas.grid"
        row = f"list({EDITOR}.file.formulas).index({name!r})"
        at = self.driven.ask(
            f"(lambda at: [at.x(), at.y()])({grid}.viewport().mapToGlobal("
            f"{grid}.visualRect({grid}.model().index({row}, 1)).center()))"
        )
        return at[0], at[1]


def test_a_carton_is_copied_changed_saved_and_used(driven: Driven, tmp_path: Path) -> None:
    editing = Editing(driven)
    driven.wait("window.scene.outline is not None")
    first = driven.ask("window.session.design.dieline.code")
    editing.open()
    before = editing.ask("EDITOR.file.digest()")
    assert editing.ask("EDITOR.file.code") == "ECMA A20.20.01.01 copy"
    marks = int(str(editing.ask("len(EDITOR.file.marks)")))

    driven.input("key", "shift+w")
    editing.drag(editing.spot("front", 0.2, 0.75), editing.spot("front", 0.8, 0.3))
    editing.wait(f"len(EDITOR.file.marks) == {marks + 1}")
    assert editing.ask("EDITOR.file.marks[-1].type.value") == "window"
    assert str(editing.ask("EDITOR.file.marks[-1].at.x")).startswith("x_front")

    driven.input("key", "h", "mousemove", *editing.spot("back", 0.5, 0.9), "click", 1)
    editing.wait(f"len(EDITOR.file.marks) == {marks + 2}")
    assert editing.ask("EDITOR.file.marks[-1].at.x") == "x_back + back / 2", "it was caught by the middle of the panel"

    flat = editing.pack()
    driven.input("mousemove", *editing.cell("side"), "click", "--repeat", 2, 1)
    editing.wait("EDITOR.formulas.grid.line is not None")
    driven.input("key", "ctrl+a", "type", "W + caliper + ")
    editing.wait("'cannot be read' in EDITOR.formulas.grid.text_at(1, 2)")
    driven.input("type", "9")
    editing.wait("EDITOR.session.now.values['side'] == 49.45")
    driven.input("key", "Return")
    editing.wait("EDITOR.folding._shown is EDITOR.session.outline")
    assert editing.pack() != flat, "the fold follows"
    editing.wait("any('width' in each.message for each in EDITOR.findings.findings)")
    assert editing.ask("EDITOR.session.undo_stack.count()") == 3

    driven.input("key", "ctrl+s")
    editing.wait("not EDITOR.isWindowModified()")
    kept = next(tmp_path.glob("home/**/ecma-a20-20-01-01-copy.json"))
    assert json.loads(kept.read_text(encoding="utf-8"))["formulas"]["side"] == "W + caliper + 9"
    driven.input("key", "ctrl+u")
    driven.wait("window.session.design.dieline.code == 'ECMA A20.20.01.01 copy'")
    driven.wait("abs(window.scene.outline.panel('left').width - 49.45) < 1e-6")

    for _ in range(3):
        driven.input("key", "ctrl+z")
    editing.wait(f"EDITOR.file.digest() == {before!r}")
    driven.input("key", "ctrl+shift+z")
    editing.wait(f"len(EDITOR.file.marks) == {marks + 1}")
    driven.ask("window.session.undo_stack.undo()")
    driven.wait(f"window.session.design.dieline.code == {first!r}")
    driven.ask(f"{EDITOR}.session.undo_stack.setClean()")
    driven.ask("window.session.undo_stack.setClean()")
    driven.ask("window.close()")
    assert driven.end() == 0

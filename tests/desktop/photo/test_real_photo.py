"""A placed photo edited with real mouse and key events, in the real window on an X server, by the real networks."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.document.file import load, save
from core.document.model import ImageLayer
from tests.desktop.photo.conftest import photo, with_photo
from tests.desktop.test_real_window import Driven, display
from tests.programs import need

__all__ = ["display"]  # a fixture

pytestmark = [pytest.mark.xvfb, pytest.mark.timeout(280)]

LAYER = "window.session.design.layers[0]"
ON_SCREEN = (
    "(lambda canvas, spot: [canvas.mapToGlobal(spot.toPoint()).x(), canvas.mapToGlobal(spot.toPoint()).y()])("
    "window.canvas, window.canvas.viewport.to_screen(window.photo.resolution.matrix({0}).apply(({1}, {2}))))"
)


@pytest.fixture
def open_in_window(display: dict[str, str], tmp_path: Path) -> Iterator[Callable[[Path], Driven]]:
    need("xdotool")
    kinds = ("STATE", "DATA", "CONFIG", "CACHE")
    environment = {**display, **{f"XDG_{kind}_HOME": str(tmp_path / "home") for kind in kinds}}
    begun: list[subprocess.Popen[str]] = []

    def start(document: Path) -> Driven:
        words = [sys.executable, "-m", "tests.desktop.driven", str(tmp_path / "settings.ini"), str(document)]
        pipe = subprocess.PIPE
        begun.append(subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True, env=environment))
        made = Driven(begun[-1], environment)
        made.wait(f"{LAYER}.kind == 'image'")
        made.ask("window.session.select('image-1')")
        made.ask("[window.show_dock(dock) for dock in window.docks if dock.objectName() == 'dock-layers']")
        return made

    yield start
    for process in begun:
        if process.poll() is None:
            process.terminate()
        process.wait(10)


def spot(driven: Driven, across: float, up: float) -> list[int]:
    """Where a place of the picture is on the screen."""
    return list(driven.ask(ON_SCREEN.format(LAYER, across, up)))


def test_a_photo_is_brought_up_and_mended_and_all_of_it_undone(
    open_in_window: Callable[[Path], Driven], tmp_path: Path
) -> None:
    path = tmp_path / "carton.dieloom"
    save(with_photo(photo(192, 128)), path)
    driven = open_in_window(path)
    assert driven.ask("window.photo.fineness.words.text()").startswith("102 ppi")
    driven.click(driven.ask("window.photo.fineness.bring_up.text()"))
    driven.wait(f"[edit.kind for edit in {LAYER}.edits] == ['upscale']")
    assert driven.ask("window.photo.fineness.words.text()").startswith("406 ppi")

    driven.click("Fill in")
    driven.wait("window.canvas.brush_bar.isVisible()")
    driven.input("mousemove", *spot(driven, 0.3, 0.6), "mousedown", 1)
    for step in range(4, 8):
        driven.input("mousemove", *spot(driven, step / 10, 0.6))
    driven.input("mouseup", 1, "key", "Return")
    driven.wait(f"[edit.kind for edit in {LAYER}.edits] == ['upscale', 'inpaint']")
    assert driven.ask("window.canvas.brush_bar.isHidden()")

    driven.input("key", "ctrl+z", "key", "ctrl+z")
    driven.wait(f"{LAYER}.edits == ()")
    driven.input("key", "ctrl+shift+z", "key", "ctrl+shift+z")
    driven.wait(f"len({LAYER}.edits) == 2")
    driven.input("key", "ctrl+s")
    driven.wait("not window.files.dirty")
    driven.ask("window.close()")
    assert driven.end() == 0
    (layer,) = load(path).design.layers
    assert isinstance(layer, ImageLayer)
    assert [edit.kind for edit in layer.edits] == ["upscale", "inpaint"]
    again = open_in_window(path)
    assert again.ask("window.photo.steps.list.count()") == 2
    again.wait("window.canvas._tiles.complete")
    again.ask("window.close()")
    assert again.end() == 0

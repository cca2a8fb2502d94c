"""The main job with real mouse and key events, in the real window on an X server, with the real generator."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.programs import need

pytestmark = [pytest.mark.xvfb, pytest.mark.timeout(150)]

SCREEN = "1600x1000x24"
PATIENCE_S = 30.0
SHARED = 4.0 if os.environ.get("PYTEST_XDIST_WORKER") else 1.0  # other tests take the cores at the same time
FRAME_MS = 80.0 * SHARED  # a design is checked while the print is chosen, and its checks take turns with the window
IMPORT_MS = 500.0 * SHARED
ROUNDS = 5  # what another program does to the machine differs between rounds, what the window does itself does not


class Driven:
    """The program under real input."""

    def __init__(self, process: subprocess.Popen[str], environment: dict[str, str]) -> None:
        self._process, self._environment = process, environment

    def ask(self, expression: str) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(expression + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def wait(self, expression: str) -> Any:
        """Until the expression is true."""
        end = time.monotonic() + PATIENCE_S
        while not (answer := self.ask(expression)):
            assert time.monotonic() < end, f"never true: {expression}"
            time.sleep(0.02)
        return answer

    def input(self, *words: object) -> None:
        subprocess.run(["xdotool", *map(str, words)], env=self._environment, check=True, timeout=30)

    def end(self) -> int:
        """The exit status, once the program has ended by itself."""
        assert self._process.stdin
        self._process.stdin.close()
        return self._process.wait(PATIENCE_S)

    def place(self, name: str) -> list[int]:
        return list(self.wait(f"place({name!r})"))

    def click(self, name: str) -> None:
        self.input("mousemove", *self.place(name), "click", 1)

    def drag(self, name: str, way: int) -> None:
        """The handle of a slider, in small steps."""
        x, y = self.place(name)
        self.input("mousemove", x, y, "mousedown", 1)
        for step in range(1, 31):
            self.input("mousemove", x + way * step // 30, y)
        self.input("mouseup", 1)


@pytest.fixture
def display() -> Iterator[dict[str, str]]:
    """An X server of its own; the environment to run programs on it."""
    read, write = os.pipe()
    server = subprocess.Popen(
        [need("Xvfb"), "-displayfd", str(write), "-screen", "0", SCREEN, "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as pipe:
        number = pipe.readline().strip()
    yield {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    server.terminate()
    server.wait(10)


@pytest.fixture
def driven(display: dict[str, str], tmp_path: Path) -> Iterator[Driven]:
    need("xdotool")
    environment = {**display, **{f"XDG_{kind}_HOME": str(tmp_path / "home") for kind in ("STATE", "DATA", "CONFIG")}}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.desktop.driven", str(tmp_path / "settings.ini")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    made = Driven(process, environment)
    yield made
    if process.poll() is None:
        process.terminate()
    process.wait(10)


def test_the_main_job(driven: Driven, tmp_path: Path) -> None:
    driven.ask("watch.start()")
    driven.wait("window.tiles.complete")
    imported = driven.ask("watch.stop()")
    assert imported <= IMPORT_MS, "importing Torch blocked the window"

    gaps: list[float] = []
    while len(gaps) < ROUNDS and min(gaps, default=math.inf) > FRAME_MS:
        driven.ask("watch.start()")
        change_a_size_and_a_direction(driven)
        undo_both(driven)
        made = tmp_path / f"carton-{len(gaps)}.pdf"
        export(driven, made)
        gaps.append(driven.ask("watch.stop()"))
        assert trim_size(made) == pytest.approx(
            driven.ask("[window.scene.outline.blank.width, window.scene.outline.blank.height]"), abs=0.02
        )
    print(f"longest pauses: {imported:.0f} ms while Torch was imported, then {[round(gap) for gap in gaps]} ms a round")
    assert min(gaps) <= FRAME_MS, f"the event loop was blocked: {gaps}"


def change_a_size_and_a_direction(driven: Driven) -> None:
    driven.click("Length")
    driven.input("key", "ctrl+a")
    driven.input("type", "102")
    driven.input("key", "Return")
    driven.wait("window.session.design.dieline.parameters.get('L') == 102")
    driven.wait("dict(window.scene.outline.parameters)['L'] == 102")
    driven.drag("Direction 1", 40)
    driven.wait("window.session.design.layers[0].recipe.moves")
    driven.wait("window.tiles.complete")
    assert driven.ask("window.session.undo_stack.index()") == 2, "a drag is one step"


def undo_both(driven: Driven) -> None:
    driven.input("key", "ctrl+z")
    driven.wait("not window.session.design.layers[0].recipe.moves")
    driven.input("key", "ctrl+z")
    driven.wait("'L' not in window.session.design.dieline.parameters")
    driven.wait("dict(window.scene.outline.parameters)['L'] == 80")


def export(driven: Driven, made: Path) -> None:
    driven.input("key", "ctrl+e")
    driven.input("search", "--sync", "--onlyvisible", "--name", "Export print PDF", "windowfocus")
    driven.input("key", "Return")
    driven.input("search", "--sync", "--onlyvisible", "--name", "Save the print PDF", "windowfocus")
    driven.input("key", "ctrl+a")
    driven.input("type", str(made))
    driven.input("key", "Return")
    driven.wait(f"window.status.jobs.text.text() == '{made.name} is ready.'")
    driven.wait("window.activateWindow() or window.canvas.setFocus() or True")


def trim_size(path: Path) -> list[float]:
    """Of the first page, mm."""
    with pikepdf.open(path) as pdf:
        left, low, right, high = (float(side) / 72 * 25.4 for side in pdf.pages[0].TrimBox)
    return [right - left, high - low]

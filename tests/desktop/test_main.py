"""The entry point: verbs never touch Qt, everything else opens the window."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop import __main__ as entry
from desktop import startup

PROBE = "import sys; from desktop.__main__ import main; status = main(sys.argv[1:]); print({name}); sys.exit(status)"


def loaded(name: str, *words: str) -> str:
    """Whether a module was imported by a run of the command line in a fresh process."""
    code = PROBE.format(name=f"{name!r} in sys.modules")
    run = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
    return run.stdout.splitlines()[-1]


@pytest.mark.parametrize("module", ["PySide6", "torch"])
def test_a_light_verb_imports_neither_qt_nor_torch(module: str) -> None:
    assert loaded(module, "dieline", "list") == "False"


def test_importing_the_window_does_not_import_torch() -> None:
    code = "import sys, desktop.app; print('torch' in sys.modules, 'torchvision' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]


@pytest.mark.parametrize("words", [[], ["design.dieloom"]])
def test_a_document_or_nothing_opens_the_window(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[list[str]] = []
    monkeypatch.setattr("desktop.app.run", lambda given: opened.append(given) or 0)
    assert entry.main(words) == 0
    assert opened == [words]


def test_a_file_that_is_there_opens_whatever_its_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other = tmp_path / "box"
    other.write_bytes(b"")
    opened: list[list[str]] = []
    monkeypatch.setattr("desktop.app.run", lambda given: opened.append(given) or 0)
    entry.main([str(other)])
    assert opened == [[str(other)]]


def test_a_word_that_is_neither_is_one_clear_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.main(["nonsense"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_without_a_display_there_is_one_clear_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert entry.main([]) == 2
    assert "no display" in capsys.readouterr().err


def test_the_start_is_measured_in_a_process_of_its_own() -> None:
    assert 0 < startup.startup_seconds()["window_interactive_s"] < 60


def test_a_system_without_qts_libraries_is_one_clear_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtWidgets", None)
    monkeypatch.setenv("DISPLAY", ":0")
    assert entry.main([]) == 2
    line = capsys.readouterr().err
    assert "libegl1" in line
    assert len(line.splitlines()) == 1

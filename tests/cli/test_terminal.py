"""Work is shown on one line of a terminal that is gone afterwards; nobody else hears of it."""

from __future__ import annotations

import os

import pytest

from core.cli import terminal
from core.cli.terminal import shown_progress


def test_a_terminal_sees_one_line_that_fits_and_goes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(terminal.sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(terminal.shutil, "get_terminal_size", lambda: os.terminal_size((20, 5)))
    with shown_progress() as progress:
        progress.report(0.5, "a very long name of a file.png")
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "\r 50% a very long na\x1b[K\r\x1b[K"


def test_a_file_sees_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with shown_progress() as progress:
        progress.report(0.5, "name")
    assert capsys.readouterr() == ("", "")

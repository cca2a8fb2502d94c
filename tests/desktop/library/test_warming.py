"""The library is read in small pieces, each template once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.dieline import library
from desktop.library import warming
from desktop.library.warming import Warming

Show = Callable[[Any], Any]


def test_every_template_is_read_once(show: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(warming, "entry_of", read.append)
    monkeypatch.setattr(warming, "PACE_MS", 0)
    timer = Warming(show(QWidget()))
    assert read == []
    timer.start(0)
    qtbot.waitUntil(lambda: len(read) == len(library.codes()))
    qtbot.waitUntil(lambda: not timer.isActive())
    assert sorted(read) == sorted(library.codes())

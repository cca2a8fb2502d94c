"""Widgets under test: shown, with per-user folders of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid


@pytest.fixture(autouse=True)
def own_folders(home: Path) -> Path:
    """Boards and templates of the person are none."""
    return home


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Callable[[Any], Any]]:
    """Shows a widget, and deletes it in the end."""
    made: list[QWidget] = []

    def shown(widget: QWidget) -> QWidget:
        made.append(widget)
        widget.show()
        qtbot.waitExposed(widget)
        return widget

    yield shown
    for widget in made:
        if isValid(widget):
            widget.close()
            widget.deleteLater()

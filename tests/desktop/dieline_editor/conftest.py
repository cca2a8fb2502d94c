"""The editor with the straight tuck carton in it, and a hand that drags on its drawing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.dieline.editing.items import Item, panel_item
from core.dieline.editing.sketch import Drawn
from core.dieline.schema import TemplateFile
from core.geometry import Point
from desktop.dieline_editor.keeping import copy_to_edit
from desktop.dieline_editor.window import START_SIZE, DielineEditor
from tests.dieline.editing.carton import straight_tuck

STEPS = 4


@pytest.fixture
def editor(qtbot: QtBot, home: Path) -> Iterator[DielineEditor]:
    made = DielineEditor(None, copy_to_edit(carton()))
    made.resize(*START_SIZE)  # whatever the screen of the offscreen platform measures
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.session.undo_stack.setClean()  # no question about unsaved changes
    made.close()


def carton() -> TemplateFile:
    """Written out, so that its formulas are known here."""
    return straight_tuck()


class Hand:
    """Works on the drawing, in mm of the blank."""

    def __init__(self, editor: DielineEditor) -> None:
        self._editor, self._canvas = editor, editor.canvas

    def panel(self, name: str) -> Drawn:
        item = panel_item(self._editor.file, name)
        assert item is not None
        return self._editor.session.drawn[item]

    def mark(self, number: int) -> Drawn:
        return self._editor.session.drawn[Item("marks", number)]

    def click(self, at: Point, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.mouseClick(self._canvas, Qt.MouseButton.LeftButton, keys, self.place(at).toPoint())

    def drag(
        self,
        start: Point,
        end: Point,
        keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        *,
        release: bool = True,
    ) -> None:
        first, last = self.place(start), self.place(end)
        self._send(QEvent.Type.MouseButtonPress, first, keys)
        for step in range(1, STEPS + 1):
            self._send(QEvent.Type.MouseMove, first + (last - first) * step / STEPS, keys)
        if release:
            self._send(QEvent.Type.MouseButtonRelease, last, keys)

    def place(self, at: Point) -> QPointF:
        return self._canvas.viewport.to_screen(at)

    def _send(self, kind: QEvent.Type, at: QPointF, keys: Qt.KeyboardModifier) -> None:
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        button = none if kind == QEvent.Type.MouseMove else left
        held = none if kind == QEvent.Type.MouseButtonRelease else left
        event = QMouseEvent(kind, at, self._canvas.mapToGlobal(at), button, held, keys)
        QApplication.sendEvent(self._canvas, event)


@pytest.fixture
def hand(editor: DielineEditor) -> Hand:
    return Hand(editor)

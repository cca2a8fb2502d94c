"""Everything that can be operated has a name for a screen reader, and everything in the menus has a way by keys."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.document import edits
from desktop.canvas.view import Canvas
from desktop.dialogs.new_document import NewDocument
from desktop.window import MainWindow

OPERATED = (QAbstractButton, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QAbstractItemView, Canvas)


def nameless(root: QWidget) -> list[str]:
    return [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in root.findChildren(QWidget)
        if isinstance(widget, OPERATED) and not _is_part(widget) and not _name(widget)
    ]


def _is_part(widget: QWidget) -> bool:
    """Scroll bars, the field inside a spin box and the list behind a combo box belong to a named control."""
    parent = widget.parent()
    inner = isinstance(parent, QAbstractSpinBox | QComboBox)
    popup = parent.metaObject().className() == "QComboBoxPrivateContainer"
    return isinstance(widget, QScrollBar) or widget.objectName().startswith("qt_") or inner or popup


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


@pytest.mark.parametrize("kind", ["artwork", "text", "shape"])
def test_every_control_of_the_window_has_a_name(window: MainWindow, qtbot: QtBot, kind: str) -> None:
    getattr(window.layers, f"add_{kind}")()
    assert edits.find(window.session.design, window.session.selected).kind == kind
    assert nameless(window) == []


def test_every_control_of_the_new_dialog_has_a_name(window: MainWindow, qtbot: QtBot) -> None:
    dialog = NewDocument(window)
    dialog.show()
    assert nameless(dialog) == []
    dialog.close()


def test_every_menu_and_entry_has_a_mnemonic_of_its_own(window: MainWindow) -> None:
    menus = [action.menu() for action in window.menuBar().actions()]
    for texts in ([menu.title() for menu in menus], *([each.text() for each in menu.actions()] for menu in menus)):
        letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
        assert len(letters) == len(set(letters)), texts
        assert all("&" in text for text in texts if text), texts


def test_no_two_actions_share_their_keys(window: MainWindow) -> None:
    keys = [keys for _, keys in window.menus.actions.listing()]
    assert len(keys) == len(set(keys)), sorted(keys)


def test_tool_buttons_say_what_they_do_and_their_keys(window: MainWindow) -> None:
    for name, keys in window.menus.actions.listing():
        action = next(each for each in window.actions() if each.text().replace("&", "").rstrip("…") == name)
        assert keys in action.toolTip()

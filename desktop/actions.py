"""Everything that the menus and the toolbar can do, each with its words, its icon and its keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow

from desktop.panels.icons import icon

translate = QCoreApplication.translate

Keys = QKeySequence.StandardKey
Shortcut = QKeySequence.StandardKey | str | None


def plain(text: str) -> str:
    """An action's words without the mnemonic, which Chinese has in brackets behind them, and without the ellipsis."""
    return re.sub(r"\(&\w\)|&", "", text).rstrip("…")


@dataclass(frozen=True)
class _Iconed:
    action: QAction
    icon: str


class Actions:
    """Makes actions that belong to the window and keeps their icons in the colours of the theme."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._iconed: list[_Iconed] = []

    def make(
        self,
        text: str,
        run: Callable[[], object],
        shortcut: Shortcut = None,
        picture: str = "",
    ) -> QAction:
        """An action that calls ``run``; its tip says the keys as well."""
        action = QAction(text, self._window)
        action.triggered.connect(lambda _: run())
        self._furnish(action, shortcut, picture)
        return action

    def toggle(
        self,
        text: str,
        switch: Callable[[bool], object],
        *,
        on: bool,
        shortcut: Shortcut = None,
        picture: str = "",
    ) -> QAction:
        action = QAction(text, self._window, checkable=True, checked=on)
        action.toggled.connect(switch)
        self._furnish(action, shortcut, picture)
        return action

    def choice(self, options: dict[str, str], chosen: str, choose: Callable[[str], object]) -> list[QAction]:
        """One of several, by key: text."""
        group = QActionGroup(self._window)
        for key, text in options.items():
            action = QAction(text, group, checkable=True, checked=key == chosen)
            action.triggered.connect(lambda _, key=key: choose(key))
        return group.actions()

    def adopt(self, action: QAction, shortcut: Shortcut, picture: str) -> QAction:
        """Dress an action that Qt made (undo, redo)."""
        self._furnish(action, shortcut, picture)
        return action

    def tint(self) -> None:
        """Draw the icons again, after the palette has changed."""
        for each in self._iconed:
            each.action.setIcon(icon(each.icon))

    def listing(self) -> list[tuple[str, str]]:
        """What each shortcut does, in the order of the menus: text and keys."""
        return [
            (
                plain(action.text()),
                action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
            )
            for action in self._window.actions()
            if not action.shortcut().isEmpty()
        ]

    def _furnish(self, action: QAction, shortcut: Shortcut, picture: str) -> None:
        if shortcut is not None:
            action.setShortcut(QKeySequence(shortcut))
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            words = plain(action.text())
            action.setToolTip(f"{words} ({keys})" if words and keys else words)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        if picture:
            action.setIcon(icon(picture))
            self._iconed.append(_Iconed(action, picture))
        self._window.addAction(action)

"""A field that narrows down a list."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QToolButton

from desktop.panels.controls import describe


class FilterField(QLineEdit):
    """Says what is looked for while it is empty, and can be cleared with a click."""

    def __init__(self, words: str) -> None:
        super().__init__(clearButtonEnabled=True, placeholderText=words)
        describe(self, words)
        for button in self.findChildren(QToolButton):
            describe(button, self.tr("Clear"))

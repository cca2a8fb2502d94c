"""The step that is being set: its form, and what to do with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from core.artwork.edits import Edit
from desktop.panels.icons import IconButton
from desktop.panels.sections import row
from desktop.photo.forms import Form


class StepEditor(QFrame):
    """One form at a time; hidden while none is open."""

    applied = Signal()
    closed = Signal()

    def __init__(self, forms: Mapping[str, Form]) -> None:
        super().__init__()
        self.forms = forms
        self.kind, self.index = "", -1  # what is open, and which step it is of; -1 for a new one
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.apply = QPushButton(self.tr("Apply"))
        self.close_ = IconButton("cancel", self.tr("Close without a change"))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        for form in forms.values():
            column.addWidget(form)
            form.changed.connect(self._show_state)
        column.addLayout(row(self.apply, self.close_))
        self.apply.clicked.connect(self.applied)
        self.close_.clicked.connect(self.close_form)
        self.hide()

    @property
    def form(self) -> Form | None:
        return self.forms.get(self.kind)

    @property
    def edit(self) -> Edit | None:
        return self.form.edit if self.form else None

    def open(self, kind: str, words: str, edit: Any, index: int = -1) -> None:
        """The form for a kind of step; ``words`` are those of the button that does it."""
        self.kind, self.index = kind, index
        for name, form in self.forms.items():
            form.setVisible(name == kind)
        self.forms[kind].show_edit(edit)
        self.apply.setText(words)
        self.apply.setAccessibleName(words)
        self.show()
        self._show_state()
        self.forms[kind].fields()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def close_form(self) -> None:
        self.kind, self.index = "", -1
        self.hide()
        self.closed.emit()

    def _show_state(self) -> None:
        self.apply.setEnabled(self.form is not None and self.form.ready)

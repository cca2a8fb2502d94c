"""The board of a pack as a field, with a way to the table of boards beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.dieline.boards import Board
from core.dieline.template import Template
from desktop.dialogs.boards import BoardsDialog
from desktop.library.choices import BoardChoice
from desktop.panels.controls import describe
from desktop.panels.icons import IconButton
from desktop.panels.sections import row


class BoardField(QWidget):
    """Emits the board that was chosen, and when the table of boards was changed."""

    edited = Signal(object)  # Board
    table_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choice = BoardChoice()
        self.table = IconButton("boards", self.tr("Edit the table of boards…"))
        self.setLayout(row(self.choice, self.table, spacing=2))
        self.setFocusProxy(self.choice)
        describe(self, self.choice.accessibleName())
        self.choice.edited.connect(self.edited)
        self.table.clicked.connect(self.ask_table)

    def show_board(self, template: Template, board: Board | None) -> None:
        self.choice.show_board(template, board)

    def ask_table(self) -> None:
        dialog = BoardsDialog(self)
        dialog.saved.connect(self.table_changed)
        dialog.open()

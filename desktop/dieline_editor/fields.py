"""Fields of the editor: an expression with what it gives, beside it the reason when it gives nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QLabel, QVBoxLayout, QWidget

from core.dieline.editing.evaluation import Cell, Unmet
from core.dieline.editing.expressions import expression, written
from core.dieline.schema import Expression
from core.errors import DieloomError
from desktop.panels.controls import TextField, describe
from desktop.panels.sections import muted

TROUBLE = "#d92d20"
WAITING = "#b7791f"


def short(error: DieloomError) -> str:
    """What is wrong, without whose it is: the field says that."""
    head, found, rest = error.message.partition('" of ')
    _, _, problem = rest.partition(" ")
    words = next((rest[rest.index(verb) :] for verb in VERBS if found and verb in rest), problem or head)
    return words.strip().rstrip(".")


VERBS = (
    "cannot be read",
    "uses ",
    "calls ",
    "gives ",
    "divides ",
    "depends on ",
    "needs ",
    "has no ",
    "grows ",
    "is ",
)


class ExpressionField(QWidget):
    """A number or a formula as it is typed; right of it its value, below it what is wrong with it.

    It edits at every key, right or wrong: the text is never lost, and undo takes back what was typed under one focus.
    """

    edited = Signal(object, str)  # Expression, gesture
    named = Signal(str)  # a name under which what it says becomes a formula

    def __init__(self, name: str) -> None:
        super().__init__()
        self.text = _Line(name, 400)
        self.text.name_wanted.connect(self._ask_name)
        self.value = muted(QLabel())
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.value.setMinimumWidth(52)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setStyleSheet(f"color: {TROUBLE}")
        self.note.hide()
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.text, 1)
        line.addWidget(self.value)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addLayout(line)
        column.addWidget(self.note)
        self.setFocusProxy(self.text)
        self._name = name
        self.text.edited.connect(lambda text, gesture: self.edited.emit(expression(text), gesture))

    def _ask_name(self) -> None:
        title, text = self.tr("Make it a formula"), self.tr("Name:")
        name, agreed = QInputDialog.getText(self, title, text)
        if agreed and name.strip():
            self.named.emit(name.strip())

    def show_cell(self, value: Expression, cell: Cell | None) -> None:
        if expression(self.text.text()) != value or not self.text.text():
            self.text.show_value(written(value))
        error = cell.error if cell else None
        self.note.setVisible(error is not None)
        self.note.setText(short(error) if error else "")
        self.note.setStyleSheet(f"color: {WAITING if isinstance(error, Unmet) else TROUBLE}")
        number = cell.value if cell else None
        self.value.setText("" if number is None or not isinstance(value, str) else f"{number:.2f}")
        describe(self.text, self._name, str(error) if error else self._name)


def follow(field: TextField, text: str) -> None:
    """The text as it is now; a blank before or after what is being typed is left alone."""
    if field.text().strip() != text:
        field.show_value(text)


class _Line(TextField):
    """Escape brings back what was there when the field got the keyboard."""

    name_wanted = Signal()

    def __init__(self, name: str, max_length: int) -> None:
        super().__init__(name, max_length)
        self._before = ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._before = self.text()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        menu.addSeparator()
        menu.addAction(self.tr("Make It a Formula…"), self.name_wanted.emit)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._before:
            self.setText(self._before)
            self.textEdited.emit(self._before)
        else:
            super().keyPressEvent(event)

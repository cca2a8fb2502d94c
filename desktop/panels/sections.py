"""How a panel is laid out: headed sections of label-and-field rows, inside a column that scrolls."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.panels.controls import describe
from desktop.panels.icons import IconButton, icon

GAP = 6
MARGIN = 8
ARROW_PX = 10


class Section(QWidget):
    """A bold heading with buttons at its right, above rows of fields; without a title, the rows alone.

    Where it ``folds``, the heading is a button that hides and shows the rows.
    """

    def __init__(self, title: str = "", *, folds: bool = False, unfolded: bool = True) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        self._heading = row(spacing=0)
        self._body = QWidget()
        self.fold: Fold | None = None
        if title and folds:
            self.fold = Fold(title, unfolded)
            self.fold.toggled.connect(self._body.setVisible)
            self._body.setVisible(unfolded)
            self._heading.addWidget(self.fold, 1)
        elif title:
            self._heading.addWidget(_bold(title), 1)
        if title:
            column.addLayout(self._heading)
        self.form = QFormLayout(self._body)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setHorizontalSpacing(GAP)
        self.form.setVerticalSpacing(4)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        column.addWidget(self._body)

    def add_button(self, button: IconButton) -> IconButton:
        """A button for the whole section, in its heading."""
        self._heading.addWidget(button)
        return button

    def add(self, label: str, field: QWidget, at: int = -1) -> QLabel:
        """A row, the last one unless ``at`` says which; the label gives the field its mnemonic and, where it has none,
        its spoken name."""
        words = QLabel(label)
        words.setBuddy(field)
        words.setMinimumWidth(label_width(words))
        self.form.insertRow(at, words, field)
        return words

    def set_row_visible(self, field: QWidget, on: bool) -> None:
        """Show or hide a field with its label."""
        self.form.setRowVisible(field, on)

    def labels(self) -> list[QLabel]:
        """The labels of its rows."""
        items = [self.form.itemAt(row, QFormLayout.ItemRole.LabelRole) for row in range(self.form.rowCount())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, QLabel)]

    def fields(self) -> list[QWidget]:
        """The fields of its rows."""
        roles = (QFormLayout.ItemRole.FieldRole, QFormLayout.ItemRole.SpanningRole)
        items = [self.form.itemAt(row, role) for row in range(self.form.rowCount()) for role in roles]
        return [item.widget() for item in dict.fromkeys(items) if item is not None and item.widget() is not None]

    def add_wide(self, widget: QWidget) -> None:
        self.form.addRow(widget)


# Where a long word may be broken (a file's name, the data of a code): it would widen the dock otherwise.
_LONG_WORD = re.compile(r"(\S{16})(?=\S{8})")


class Fold(QToolButton):
    """A heading that opens and closes what is below it."""

    def __init__(self, title: str, unfolded: bool) -> None:
        super().__init__()
        self.setText(title)
        self.setCheckable(True)
        self.setChecked(unfolded)
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(ARROW_PX, ARROW_PX))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setStyleSheet(
            "QToolButton { padding: 2px 0; text-align: left; font-weight: bold }"
            "QToolButton:checked { background: transparent }"
        )
        self.toggled.connect(self._point)
        self._point(unfolded)

    def _point(self, unfolded: bool) -> None:
        self.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
        describe(self, self.text(), self.tr("Fold this section") if unfolded else self.tr("Unfold this section"))


class Column(QScrollArea):
    """A panel's body: widgets one below the other, scrolled up and down only."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.column.setSpacing(MARGIN + 4)
        self.setWidget(body)

    def fill(self, widgets: Sequence[QWidget]) -> None:
        for widget in widgets:
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell the dock when the content needs more room: a scroll area alone would hide its right edge."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        body = self.widget()
        width = body.minimumSizeHint().width() if body else 0
        return QSize(width + self.verticalScrollBar().sizeHint().width(), 120)


class Note(QWidget):
    """What went wrong, said where it happened; hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._said = ""
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        close = IconButton("cancel", self.tr("Dismiss the message"))
        close.clicked.connect(lambda: self.say(""))
        line = row(self._icon, self._text, close)
        line.setStretch(1, 1)
        line.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        line.setAlignment(close, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)
        self.hide()

    def say(self, text: str) -> None:
        self._icon.setPixmap(icon("warning").pixmap(QSize(16, 16)))
        self._said = text
        self._text.setText(_LONG_WORD.sub("\\1\u200b", text))
        self._text.setAccessibleName(text)
        self.setVisible(bool(text))
        self.updateGeometry()  # a form that has seen it hidden keeps the height of another text

    def text(self) -> str:
        return self._said


def label_width(widget: QWidget) -> int:
    """One width for the labels of all sections, so that fields stand in one line down the panel."""
    return widget.fontMetrics().averageCharWidth() * 11


def tab_through(sections: Iterable[Section]) -> None:
    """Let Tab go down the rows as they stand, whenever each was made."""
    fields = [field for section in sections for field in section.fields()]
    for first, then in pairwise([stop for field in fields for stop in _stops(field)]):
        QWidget.setTabOrder(first, then)


def _stops(field: QWidget) -> list[QWidget]:
    """Where Tab stops in a field; a list that drops down is a window of its own."""
    widgets = [each for each in (field, *field.findChildren(QWidget)) if each.window() is field.window()]
    return [each for each in widgets if each.focusPolicy() & Qt.FocusPolicy.TabFocus and not each.focusProxy()]


def align(sections: Iterable[Section]) -> None:
    """Give the labels of several sections the width of the widest, so that their fields stand in one line."""
    labels = [label for section in sections for label in section.labels()]
    widest = max((label.sizeHint().width() for label in labels), default=0)
    for label in labels:
        label.setMinimumWidth(max(widest, label_width(label)))


def row(*widgets: QWidget, spacing: int = GAP) -> QHBoxLayout:
    """Widgets side by side; those that can grow share the room evenly."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(spacing)
    for widget in widgets:
        line.addWidget(widget, int(widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Expanding))
    return line


def strip(*widgets: QWidget, spacing: int = GAP) -> QWidget:
    """Widgets side by side as one field; the first takes the keyboard focus for it."""
    box = QWidget()
    box.setLayout(row(*widgets, spacing=spacing))
    if widgets:
        box.setFocusProxy(widgets[0])
    return box


def muted(label: QLabel) -> QLabel:
    """A label that steps back: facts and hints."""
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setWordWrap(True)
    return label


def _bold(title: str) -> QLabel:
    label = QLabel(title)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label

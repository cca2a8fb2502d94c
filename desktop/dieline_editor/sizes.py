"""Trial sizes: the template at other measures than its defaults, which changes nothing of the template."""

from __future__ import annotations

import random

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.dieline.consistency import CALIPER
from core.dieline.schema import Parameter
from core.dieline.sweep import random_sizes
from core.dieline.template import Limits, Template
from core.errors import DieloomError
from desktop.dieline_editor.session import EditorSession
from desktop.panels.icons import WordButton
from desktop.panels.parameter_rows import ParameterRow
from desktop.panels.sections import Column, Note, Section, row
from desktop.panels.templates import said


class Sizes(Column):
    """A row for each parameter; rows follow when parameters are added, renamed or removed."""

    def __init__(self, session: EditorSession) -> None:
        super().__init__()
        self._session = session
        self._made_for: tuple[Parameter, ...] = ()
        self.rows: dict[str, ParameterRow] = {}
        self.note = Note()
        self._holder = QWidget()
        self._list = QVBoxLayout(self._holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self.reset = WordButton("reset", self.tr("Defaults"), self.tr("Back to the template's own size"))
        self.dice = WordButton("dice", self.tr("Any Size"), self.tr("A random size in the ranges"))
        self.reset.clicked.connect(lambda: session.try_size({}))
        self.dice.clicked.connect(self._throw)
        buttons = QWidget()
        buttons.setLayout(row(self.reset, self.dice))
        self.fill([buttons, self.note, self._holder])
        session.settled.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        file, now = self._session.file, self._session.now
        if self._shape(file.parameters) != self._shape(self._made_for):
            self._make_rows(file.parameters)
        self._made_for = file.parameters
        for i, parameter in enumerate(file.parameters):
            found = [now.cells[("parameters", i, field)].value for field in ("default", "min", "max")]
            default, low, high = (0.0 if value is None else value for value in found)
            limits = Limits(max(low, min(default, high)), low, high)
            self.rows[parameter.name].show_value(self._session.given.get(parameter.name), limits)
        self.note.say(self._trouble())

    def _trouble(self) -> str:
        """What is wrong with the size rather than with the template."""
        now = self._session.now
        return str(now.error) if now.error is not None and now.given and not now.broken else ""

    def _shape(self, parameters: tuple[Parameter, ...]) -> list[object]:
        return [(each.name, each.label, each.unit, each.help) for each in parameters]

    def _make_rows(self, parameters: tuple[Parameter, ...]) -> None:
        while (taken := self._list.takeAt(0)) is not None:
            taken.widget().hide()
            taken.widget().deleteLater()
        self.rows = {}
        size, more = Section(self.tr("Size")), Section(self.tr("Construction"))
        labels: list[QLabel] = []
        for parameter in parameters:
            line = ParameterRow(parameter)
            line.edited.connect(lambda name, value, _: self._session.try_size({**self._session.given, name: value}))
            line.cleared.connect(self._clear)
            section = size if parameter.name in (*self._session.file.size, CALIPER) else more
            labels.append(section.add(said(parameter.label), line))
            self.rows[parameter.name] = line
        for label in labels:
            label.setMinimumWidth(max(each.sizeHint().width() for each in labels))
        self._list.addWidget(size)
        self._list.addWidget(more)

    def _clear(self, name: str) -> None:
        self._session.try_size({key: value for key, value in self._session.given.items() if key != name})

    def _throw(self) -> None:
        try:
            given = next(random_sizes(Template(self._session.file), 1, random.randrange(1_000_000)))
        except DieloomError as error:
            self.note.say(str(error))
            return
        self._session.try_size({name: round(value, 2) for name, value in given.items()})

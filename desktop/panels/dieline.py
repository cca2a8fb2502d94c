"""The dieline dock: which template, at what size, on which board."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.dieline import library
from core.dieline.outline import Outline, PanelRole
from core.dieline.template import CALIPER, Template
from core.document.edits import changed
from core.document.model import Design, DielineChoice
from core.errors import DieloomError
from desktop.panels.controls import Choice
from desktop.panels.outline_view import OutlineView
from desktop.panels.parameter_rows import ParameterRow
from desktop.panels.sections import Column, Note, Section, muted
from desktop.panels.templates import said, template_of
from desktop.session import Session


class DielinePanel(Column):
    """Values that make a blank go to the document at once; others stay on the panel, with the reason, until they do.

    So a size can be typed number by number although one number alone would contradict the others.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._choice = session.design.dieline
        self._draft: dict[str, float] = {}
        self._template: Template | None = None
        self.rows: dict[str, ParameterRow] = {}
        self._sections: list[Section] = []
        self.view, self.facts, self.note = OutlineView(), muted(QLabel()), Note()
        self.template = Choice(self.tr("Template"))
        self.board = Choice(self.tr("Board"))
        self._parameters = QVBoxLayout()
        self._parameters.setSpacing(self.column.spacing())
        self.fill([self._head(), _holding(self._parameters)])
        self.template.edited.connect(self.choose_template)
        self.board.edited.connect(lambda caliper: self._edit(CALIPER, caliper, ""))
        session.changed.connect(self.refresh)
        self._show(session.design.dieline)

    def refresh(self) -> None:
        """Show the document's dieline; what was tried on the panel is dropped once the document has another."""
        if self._session.design.dieline != self._choice:
            self._show(self._session.design.dieline)

    def choose_template(self, code: str) -> None:
        """Another template, at the same size where both have that measure. Layers on panels that it lacks move to its
        largest panel, so that nothing is lost."""
        template = library.load(code)
        given = {name: value for name, value in self._choice.parameters.items() if name in template.file.size}
        try:
            outline = template.outline(given)
        except DieloomError:
            given = {}
            outline = template.outline(given)
        choice = DielineChoice(code=code, parameters=given)
        self._session.edit(self.tr("Choose template"), lambda design: _on(design, choice, outline))

    def _head(self) -> QWidget:
        section = Section()
        section.add_wide(self.view)
        section.add_wide(self.facts)
        section.add_wide(self.note)
        section.add(self.tr("Template"), self.template)
        section.add(self.tr("Board"), self.board)
        return section

    def _show(self, choice: DielineChoice) -> None:
        self._choice, self._draft = choice, dict(choice.parameters)
        template = template_of(choice)
        if template is not self._template:
            self._template = template
            self._show_template()
        self._try(None)

    def _show_template(self) -> None:
        loaded = [library.load(code) for code in library.codes()]
        titles = [(said(each.file.title), each.code) for each in loaded]
        self.template.set_options(titles)
        self.template.show_value(self._template.code if self._template else None)
        boards = self._template.boards if self._template else ()
        self.board.set_options([(said(each.label), each.caliper) for each in boards])
        self._make_rows()

    def _make_rows(self) -> None:
        for section in self._sections:
            self._parameters.removeWidget(section)
            section.deleteLater()
        self._sections = []
        self.rows = {}
        if self._template is None:
            return
        size = Section(self.tr("Size"))
        more = Section(self.tr("Construction"))
        labels: list[QLabel] = []
        for parameter in self._template.parameters:
            row = ParameterRow(parameter)
            row.edited.connect(self._edit)
            row.cleared.connect(self._clear)
            section = size if parameter.name in (*self._template.file.size, CALIPER) else more
            labels.append(section.add(said(parameter.label), row))
            self.rows[parameter.name] = row
        for label in labels:
            label.setMinimumWidth(max(each.sizeHint().width() for each in labels))
        self._sections = [size, more]
        for section in self._sections:
            self._parameters.addWidget(section)

    def _edit(self, name: str, value: float, gesture: str) -> None:
        self._draft[name] = value
        self._try(gesture)

    def _clear(self, name: str) -> None:
        self._draft.pop(name, None)
        self._try("")

    def _try(self, gesture: str | None) -> None:
        """Make the blank of the draft; give it to the document unless it came from there (``gesture`` is None)."""
        try:
            template = library.load(self._choice.code)
            self._show_values(template)
            outline = template.outline(self._draft)
        except DieloomError as error:
            self.note.say(str(error))
            self.view.show_stale(True)
            return
        self.note.say("")
        self._show_outline(outline)
        if gesture is not None:
            self._choice = changed(self._choice, parameters=dict(self._draft))
            choice = self._choice
            text = self.tr("Change dieline")
            self._session.edit(text, lambda design: changed(design, dieline=choice), gesture or None)

    def _show_values(self, template: Template) -> None:
        limits = template.limits(self._draft)
        for name, row in self.rows.items():
            row.show_value(self._draft.get(name), limits[name])
        self.board.show_value(self._draft.get(CALIPER, limits[CALIPER].default))

    def _show_outline(self, outline: Outline) -> None:
        self.view.show_outline(outline)
        inside = " × ".join(f"{each:g}" for each in outline.inside)
        size = self.tr("inside {0} mm").format(inside).replace(" ", "\N{NO-BREAK SPACE}")  # not broken in a narrow dock
        self.facts.setText(f"{outline.code} · {size}")


def _on(design: Design, choice: DielineChoice, outline: Outline) -> Design:
    """The design on another dieline, with every layer on a panel that it has."""
    names = {panel.name for panel in outline.panels} | {None}
    faces = [panel for panel in outline.panels if panel.role is PanelRole.PANEL]
    home = max(faces, key=lambda panel: panel.width * panel.height).name
    layers = tuple(
        layer if layer.place.panel in names else changed(layer, place=changed(layer.place, panel=home))
        for layer in design.layers
    )
    return changed(design, dieline=choice, layers=layers)


def _holding(layout: QVBoxLayout) -> QWidget:
    holder = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    holder.setLayout(layout)
    return holder

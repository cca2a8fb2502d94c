"""The dieline dock: which template, at what size, on which board."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.dieline import library
from core.dieline.checks import Finding
from core.dieline.outline import Outline, PanelRole
from core.dieline.schema import Parameter, TemplateFile
from core.dieline.template import CALIPER, Template
from core.document.edits import changed
from core.document.model import Design, DielineChoice
from core.errors import DieloomError
from desktop.dialogs.choose_template import ChooseTemplate
from desktop.library.board_field import BoardField
from desktop.library.choices import EndsSection, GrainChoice, ModeChoice, grain_problem
from desktop.library.draft import Draft, has_measures
from desktop.library.template_button import TemplateButton
from desktop.library.warming import Warming
from desktop.panels.outline_view import OutlineView
from desktop.panels.parameter_rows import ParameterRow
from desktop.panels.sections import Column, Note, Section, align, muted, tab_through
from desktop.panels.templates import said, template_of
from desktop.session import Session

SAID = 3  # findings that are told one by one


class DielinePanel(Column):
    """Values that make a blank go to the document at once; others stay on the panel, with the reason, until they do.

    So a size can be typed number by number although one number alone would contradict the others.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._choice = session.design.dieline
        self._draft: Draft | None = None
        self._grain_problem = ""
        self.rows: dict[str, ParameterRow] = {}
        self._held: list[tuple[Section, ParameterRow]] = []
        self.view, self.facts, self.note = OutlineView(), muted(QLabel()), Note()
        self.template, self.ends = TemplateButton(), EndsSection()
        self.mode, self.board, self.grain = ModeChoice(), BoardField(), GrainChoice()
        self._size, self._material = Section(self.tr("Size")), Section(self.tr("Material"))
        self._construction = Section(self.tr("Construction"))
        self._size.add(self.mode.accessibleName(), self.mode)
        self._material.add(self.board.accessibleName(), self.board)
        self._material.add(self.grain.accessibleName(), self.grain)
        self._head = Section()
        self._head.add(self.tr("Template"), self.template)
        self.fill([self._seen(), self._head, self.ends, self._size, self._material, self._construction])
        self._connect()
        self._show(session.design.dieline)
        self._warming = Warming(self)

    def refresh(self) -> None:
        """Show the document's dieline; what was tried on the panel is dropped once the document has another."""
        if self._session.design.dieline != self._choice:
            self._show(self._session.design.dieline)

    def ask_template(self) -> None:
        """Open the gallery, on the template in use."""
        dialog = ChooseTemplate(self._draft.template.code if self._draft else "", self)
        dialog.chosen.connect(self.choose_template)
        dialog.open()

    def choose_template(self, code: str) -> None:
        """Another template of the library, by its code."""
        self._use(lambda: library.load(code))

    def use_template(self, file: TemplateFile) -> None:
        """Another template, which need not be in the library."""
        self._use(lambda: library.of_file(file))

    def _use(self, load: Callable[[], Template]) -> None:
        """At the same size where both have that measure. Layers on panels that it lacks move to its largest panel, so
        that nothing is lost."""
        try:
            choice, outline = _chosen(load(), self._choice)
        except DieloomError as error:
            self.note.say(str(error))
            return
        self._session.edit(self.tr("Choose template"), lambda design: _on(design, choice, outline))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """What the checks say of the blank that is shown, below what is said of its grain."""
        more = len(findings) - SAID
        lines = [self._grain_problem, *(each.message for each in findings[:SAID])]
        lines += [self.tr("and {0} more").format(more)] if more > 0 else []
        if findings:
            self.note.say("\n".join(line for line in lines if line))

    def _seen(self) -> QWidget:
        """The blank and what is said of it; in no form, whose rows keep the height of words that were shorter."""
        seen = QWidget()
        column = QVBoxLayout(seen)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.view, self.facts, self.note):
            column.addWidget(widget)
        return seen

    def _connect(self) -> None:
        self.template.clicked.connect(self.ask_template)
        self.ends.edited.connect(self.choose_template)
        self.mode.edited.connect(lambda mode: self._try(self._draft and self._draft.measured_as(mode), None))
        self.board.edited.connect(lambda board: self._try(self._draft and self._draft.on_board(board), ""))
        self.board.table_changed.connect(lambda: self._show(self._choice))
        self.grain.edited.connect(self._turn)
        self._session.changed.connect(self.refresh)

    def _show(self, choice: DielineChoice) -> None:
        before, self._choice = self._draft.template if self._draft else None, choice
        template = template_of(choice)
        self._draft = None if template is None else Draft.of(template, choice.parameters, self.mode.value())
        if template is None or template is not before:
            self._show_template(template)
        self._try(self._draft, None)

    def _show_template(self, template: Template | None) -> None:
        """The fields of another template."""
        title = said(template.file.title) if template else self._choice.code
        self.template.show_title(title)
        self.ends.show_code(template.code if template else "")
        self._size.set_row_visible(self.mode, template is not None and has_measures(template))
        for section in (self._size, self._material, self._construction):
            section.setVisible(template is not None)
        for section, row in self._held:
            section.form.removeRow(row)
        self.rows, self._held = {}, []
        for parameter in template.parameters if template else ():
            self._add_row(parameter, template.file.size if template else ())
        sections = [self._head, self.ends, self._size, self._material, self._construction]
        align(sections)
        tab_through(sections)

    def _add_row(self, parameter: Parameter, size: Sequence[str]) -> None:
        row = ParameterRow(parameter)
        row.edited.connect(lambda name, value, gesture: self._try(self._with(name, value), gesture))
        row.cleared.connect(lambda name: self._try(self._draft and self._draft.without(name), ""))
        self.rows[parameter.name] = row
        section, at = self._construction, -1
        if parameter.name in size:
            section = self._size
        elif parameter.name == CALIPER:
            section, at = self._material, 1
        section.add(said(parameter.label), row, at)
        self._held.append((section, row))

    def _with(self, name: str, value: float) -> Draft | None:
        return self._draft and self._draft.with_value(name, value)

    def _turn(self, grain: str) -> None:
        """The grain changes no line of the die, but the document says how it runs."""
        self._choice = changed(self._choice, grain=grain)
        self._give(self.tr("Change grain"), "")
        self._try(self._draft, None)

    def _try(self, draft: Draft | None, gesture: str | None) -> None:
        """Make the blank of the draft; give it to the document unless it came from there (``gesture`` is None)."""
        self._draft = draft
        try:
            if draft is None:
                self._choice.template()  # says why there is none
                return
            self._show_values(draft)
            parameters = draft.parameters()
            outline = draft.template.outline(parameters)
        except DieloomError as error:
            self.note.say(str(error))
            self.view.show_stale(True)
            return
        self._show_outline(outline, draft)
        if gesture is not None and parameters != self._choice.parameters:
            self._choice = changed(self._choice, parameters=parameters)
            self._give(self.tr("Change dieline"), gesture)

    def _give(self, text: str, gesture: str) -> None:
        choice = self._choice
        self._session.edit(text, lambda design: changed(design, dieline=choice), gesture or None)

    def _show_values(self, draft: Draft) -> None:
        shown, limits = draft.shown(), draft.limits()
        for name, row in self.rows.items():
            row.show_value(shown[name], limits[name])
        self.board.show_board(draft.template, draft.board)
        self.grain.show_grain(draft.template.file.grain, self._choice.grain)

    def _show_outline(self, outline: Outline, draft: Draft) -> None:
        self._grain_problem = grain_problem(outline.grain, self._choice.grain, draft.board)
        self.note.say(self._grain_problem)
        self.view.show_outline(outline)
        size = outline.inside if outline.walls else (outline.blank.width, outline.blank.height)
        words = self.tr("inside {0} mm") if outline.walls else self.tr("flat {0} mm")
        text = words.format(" × ".join(f"{round(each, 2):g}" for each in size))
        text = text.replace(" ", "\N{NO-BREAK SPACE}")  # not broken in a narrow dock
        self.facts.setText(f"{outline.code} · {text}")


def _chosen(template: Template, before: DielineChoice) -> tuple[DielineChoice, Outline]:
    """Another template with what it has in common with the one before: size and grain; raises DieloomError."""
    given = {name: value for name, value in before.parameters.items() if name in template.file.size}
    try:
        outline = template.outline(given)
    except DieloomError:
        given = {}
        outline = template.outline(given)
    return changed(DielineChoice.of(template, given), grain=before.grain), outline


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

"""File > New: a template by its picture, and the size of the pack."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.dieline import library
from core.dieline.outline import Outline
from core.dieline.template import Template
from core.document.edits import changed
from core.document.model import DielineChoice
from core.errors import DieloomError
from desktop.library.board_field import BoardField
from desktop.library.choices import EndsSection, GrainChoice, ModeChoice, grain_problem
from desktop.library.chooser import TemplateChooser
from desktop.library.draft import Draft, has_measures
from desktop.panels.controls import NumberBox, describe
from desktop.panels.outline_view import OutlineView
from desktop.panels.sections import Note, Section, align, muted
from desktop.panels.templates import said
from desktop.starters import FIRST_CODE, new_design

MARGIN = 16
SIDE_WIDTH = 380
HEIGHT = 680
LARGEST = 10_000.0  # mm


class NewDocument(QDialog):
    """Emits the document that the person asked for; shows at once what blank a size makes."""

    chosen = Signal(object)  # Document

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New design"))
        self._draft: Draft | None = None
        self.sizes: dict[str, NumberBox] = {}
        self.chooser = TemplateChooser()
        self.view, self.title, self.facts, self.note = OutlineView(), QLabel(), muted(QLabel()), Note()
        self.ends, self.mode, self.board, self.grain = EndsSection(), ModeChoice(), BoardField(), GrainChoice()
        self._size, self._made_of = Section(), Section()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.create_button = self.buttons.addButton(self.tr("Create"), QDialogButtonBox.ButtonRole.AcceptRole)
        describe(self.create_button, self.tr("Create"))
        self._lay_out()
        self._connect()
        self.chooser.choose(library.load(FIRST_CODE).code)
        self.chooser.setFocus()

    @property
    def template(self) -> Template | None:
        return self._draft.template if self._draft else None

    def choose(self, code: str) -> None:
        """Another template, at its own size; raises DieloomError for a code that there is not."""
        template = library.load(code)
        self.chooser.choose(template.code)
        if template is not self.chooser.template:  # one of the many cartons that are not listed
            self._show_template(template)

    def _lay_out(self) -> None:
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.title.setWordWrap(True)
        self._size.add(self.mode.accessibleName(), self.mode)
        self._made_of.add(self.board.accessibleName(), self.board)
        self._made_of.add(self.grain.accessibleName(), self.grain)
        side = QVBoxLayout()
        side.setSpacing(10)
        for widget in (self.view, self.title, self.facts, self.ends, self._size, self._made_of, self.note):
            side.addWidget(widget)
        side.setStretch(0, 1)
        upper = QHBoxLayout()
        upper.setSpacing(MARGIN)
        upper.addWidget(self.chooser, 1)
        upper.addLayout(side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        whole.setSpacing(12)
        whole.addLayout(upper, 1)
        whole.addWidget(self.buttons)
        self.view.setFixedWidth(SIDE_WIDTH)
        self.create_button.setDefault(True)  # which the dialogue hears once the button is in it
        self.resize(self.sizeHint().width(), HEIGHT)

    def _connect(self) -> None:
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self.chooser.chosen.connect(self._show_template)
        self.chooser.taken.connect(self.create_button.click)
        self.ends.edited.connect(self.choose)
        self.mode.edited.connect(lambda mode: self._change(self._draft and self._draft.measured_as(mode)))
        self.board.edited.connect(lambda board: self._change(self._draft and self._draft.on_board(board)))
        self.board.table_changed.connect(lambda: self._change(self._draft))
        self.grain.edited.connect(lambda _: self._show_blank())

    def _show_template(self, template: Template | None) -> None:
        """The fields of another template; none while nothing is found."""
        for box in self.sizes.values():
            self._size.form.removeRow(box)
        self.sizes = {}
        self._draft = Draft.of(template, {}, self.mode.value()) if template else None
        self._size.set_row_visible(self.mode, template is not None and has_measures(template))
        self.create_button.setEnabled(template is not None)
        self._made_of.setVisible(template is not None)
        if template is None:
            self._show_nothing()
            return
        for parameter in template.parameters:
            if parameter.name in template.file.size:
                self._add_size(parameter.name, said(parameter.label), said(parameter.help) if parameter.help else "")
        for before, after in pairwise([self.mode, *self.sizes.values(), self.board.choice]):
            self.setTabOrder(before, after)  # new fields would come after the buttons
        self.title.setText(said(template.file.title))
        self.ends.show_code(template.code)
        align([self.ends, self._size, self._made_of])
        self.grain.show_grain(template.file.grain, "")
        self._change(self._draft)

    def _show_nothing(self) -> None:
        """No words of a template that is not chosen any more; its picture fades."""
        self.view.show_stale(True)
        self.title.clear()
        self.facts.clear()
        self.note.say("")
        self.ends.hide()

    def _add_size(self, name: str, label: str, tip: str) -> None:
        box = NumberBox(0.1, LARGEST, 2, " mm", step=1.0)
        self._size.add(label, box)
        describe(box, label, tip)
        box.edited.connect(lambda value, _: self._change(self._draft and self._draft.with_value(name, value)))
        self.sizes[name] = box

    def _change(self, draft: Draft | None) -> None:
        if draft is None:
            return
        self._draft = draft
        shown, limits = draft.shown(), draft.limits()
        for name, box in self.sizes.items():
            value = shown[name]
            box.show_value(limits[name].default if value is None else value)
        self.board.show_board(draft.template, draft.board)
        self._show_blank()

    def _show_blank(self) -> None:
        """The blank of this size, or why there is none."""
        draft = self._draft
        if draft is None:
            return
        try:
            outline = draft.template.outline(draft.parameters())
        except DieloomError as error:
            self.note.say(str(error))
            self.view.show_stale(True)
            self.create_button.setEnabled(False)
            return
        self.view.show_outline(outline)
        self.facts.setText(self._words(outline))
        self.note.say(grain_problem(draft.template.file.grain, self.grain.value(), draft.board))
        self.create_button.setEnabled(True)

    def _words(self, outline: Outline) -> str:
        blank = outline.blank
        text = self.tr("{0} · blank {1} × {2} mm, {3} mm thick")
        return text.format(outline.code, f"{blank.width:.1f}", f"{blank.height:.1f}", f"{outline.caliper:g}")

    def _accept(self) -> None:
        if self._draft is None:
            return
        choice = changed(DielineChoice.of(self._draft.template, self._draft.parameters()), grain=self.grain.value())
        self.chosen.emit(new_design(choice, self.tr("Untitled")))
        self.accept()

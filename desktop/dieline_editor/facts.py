"""What the template says of itself: names, group, source, bleed, grain, what the size gives, the blank, the boards."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.dieline.editing import adding
from core.dieline.editing.evaluation import Evaluation
from core.dieline.editing.expressions import expression, written
from core.dieline.editing.items import Path, get, put
from core.dieline.schema import BoardChoice
from core.dieline.words import Words
from desktop.dieline_editor.fields import ExpressionField, follow, short
from desktop.dieline_editor.grid import Grid, Shown
from desktop.dieline_editor.session import EditorSession
from desktop.dieline_editor.words import groups
from desktop.library.choices import grain_names
from desktop.panels.controls import Choice, NumberBox, TextField, describe
from desktop.panels.icons import IconButton, WordButton
from desktop.panels.sections import Column, Note, Section, muted

BLANK_TOLERANCE = 0.01  # mm


class Facts(Column):
    """One field for each."""

    def __init__(self, session: EditorSession) -> None:
        super().__init__()
        self._session = session
        self._refreshers: list[Any] = []
        self.note = Note()
        self.take = WordButton("measure", self.tr("Take It from the Drawing"), self.tr("By its outermost corners"))
        self.take.clicked.connect(self._take_blank)
        self.fill([self._names(), self._sizes()])
        session.settled.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        for each in self._refreshers:
            each()
        problem = blank_problem(self._session.now)
        self.note.say(problem)
        self.take.setVisible(bool(problem))

    def _names(self) -> Section:
        section = Section(self.tr("Template"))
        self._text(section, self.tr("Code"), ("code",), 40)
        self._text(section, self.tr("Title"), ("title", "en"), 400)
        self._text(section, self.tr("Title, Chinese"), ("title", "zh"), 400)
        self._text(section, self.tr("Source"), ("source",), 400)
        aliases = TextField(self.tr("Other names"), 400)
        aliases.edited.connect(self._put_aliases)
        self._refreshers.append(lambda: aliases.hasFocus() or aliases.show_value(", ".join(self._session.file.aliases)))
        section.add(self.tr("Other names"), aliases)
        self._choice(section, self.tr("Group"), ("group",), groups())
        grains = [(self.tr("any way"), ""), *((name, axis) for axis, name in grain_names().items())]
        self._choice(section, self.tr("Grain"), ("grain",), grains)
        bleed = NumberBox(0, 50, 2, " mm", 0.5)
        describe(bleed, self.tr("Bleed"))
        bleed.edited.connect(lambda value, gesture: self._put(("bleed",), value, gesture))
        self._refreshers.append(lambda: bleed.show_value(self._session.file.bleed))
        section.add(self.tr("Bleed"), bleed)
        return section

    def _sizes(self) -> Section:
        section = Section(self.tr("What it measures"))
        size = TextField(self.tr("Size gives"), 130)
        size.edited.connect(self._put_size)
        self._refreshers.append(lambda: size.hasFocus() or size.show_value(", ".join(self._session.file.size)))
        section.add(self.tr("Size gives"), size)
        inside = (self.tr("Inside length"), self.tr("Inside width"), self.tr("Inside height"))
        for i, label in enumerate(inside):
            self._expression(section, label, ("inside", i))
        for i, label in enumerate((self.tr("Blank width"), self.tr("Blank height"))):
            self._expression(section, label, ("blank", i))
        section.add_wide(self.note)
        section.add_wide(self.take)
        self._row_of_expressions(section, self.tr("Die size"), "die")
        self._row_of_expressions(section, self.tr("Outside size"), "outside")
        return section

    def _row_of_expressions(self, section: Section, label: str, name: str) -> None:
        """One for each measure of the size, or none: the editor of a whole row in one field."""
        field, values = TextField(label, 1200), muted(QLabel())
        tip = self.tr("What the size is, measured so: formulas in its order, separated by semicolons; empty if unknown")
        describe(field, label, tip)

        def put_row(text: str, gesture: str) -> None:
            parts = [part.strip() for part in text.split(";")] if text.strip() else []
            self._put((name,), tuple(map(expression, parts)), gesture)

        def show() -> None:
            row = getattr(self._session.file, name)
            if tuple(expression(part) for part in field.text().split(";") if field.text().strip()) != row:
                field.show_value("; ".join(map(written, row)))
            cells = [self._session.now.cells[(name, i)] for i in range(len(row))]
            values.setText("   ".join(short(c.error) if c.error else f"{c.value:.2f}" for c in cells))

        field.edited.connect(put_row)
        self._refreshers.append(show)
        section.add(label, field)
        section.add_wide(values)

    def _take_blank(self) -> None:
        outline, drawn = self._session.now.outline, self._session.drawn
        if outline is not None:
            size = (outline.blank.width, outline.blank.height)
            self._session.edit(self.tr("Measure blank"), lambda file: adding.measured_blank(file, drawn, size))

    def _text(self, section: Section, label: str, path: Path, length: int) -> None:
        field = TextField(label, length)
        field.edited.connect(lambda text, gesture: text.strip() and self._put(path, text, gesture))
        self._refreshers.append(lambda: follow(field, get(self._session.file, path)))
        section.add(label, field)

    def _choice(self, section: Section, label: str, path: Path, options: list[tuple[str, Any]]) -> None:
        box = Choice(label, options)
        box.edited.connect(lambda value: self._put(path, value))
        self._refreshers.append(lambda: box.show_value(get(self._session.file, path)))
        section.add(label, box)

    def _expression(self, section: Section, label: str, path: Path) -> None:
        box = ExpressionField(label)
        box.edited.connect(lambda value, gesture: self._put(path, value, gesture))
        self._refreshers.append(lambda: box.show_cell(get(self._session.file, path), self._session.now.cells.get(path)))
        section.add(label, box)

    def _put(self, path: Path, value: object, gesture: str | None = None) -> None:
        self._session.edit(self.tr("Change template"), lambda file: put(file, path, value), gesture)

    def _put_aliases(self, text: str, gesture: str) -> None:
        self._put(("aliases",), tuple(each.strip() for each in text.split(",") if each.strip()), gesture)

    def _put_size(self, text: str, gesture: str) -> None:
        """Names of parameters only; a name half typed is not yet one."""
        wanted = [each.strip() for each in text.split(",") if each.strip()]
        if set(wanted) <= {each.name for each in self._session.file.parameters}:
            self._put(("size",), tuple(wanted), gesture)


def blank_problem(now: Evaluation) -> str:
    """The formulas of the blank are checked against the drawing: one of the two is then wrong."""
    said = [now.cells[("blank", i)].value for i in (0, 1)]
    if now.outline is None or None in said:
        return ""
    drawn = (now.outline.blank.width, now.outline.blank.height)
    if all(abs((one or 0.0) - other) <= BLANK_TOLERANCE for one, other in zip(said, drawn, strict=True)):
        return ""
    text = QCoreApplication.translate(
        "Facts", "The drawing is {0:.2f} × {1:.2f} mm: change the blank's formulas to what it is at every size."
    )
    return text.format(*drawn)


class Boards(QWidget):
    """The boards that suit the template, offered first when somebody chooses one."""

    FIELDS: tuple[Path, ...] = (("label", "en"), ("label", "zh"), ("caliper",), ("grammage",))

    def __init__(self, session: EditorSession) -> None:
        super().__init__()
        self._session = session
        headings = [self.tr("Board"), self.tr("Board, Chinese"), self.tr("Caliper, mm"), self.tr("g/m²")]
        self.grid = Grid(self.tr("Boards"), headings, live=(), stretch=(0, 1))
        self.grid.typed.connect(self._typed)
        add, remove = IconButton("add", self.tr("Add board")), IconButton("remove", self.tr("Remove board"))
        add.clicked.connect(self._add)
        remove.clicked.connect(self._remove)
        buttons = QVBoxLayout()
        buttons.setSpacing(2)
        for button in (add, remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(4, 4, 4, 4)
        line.addLayout(buttons)
        line.addWidget(self.grid, 1)
        session.settled.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        rows = [(each.label.en, each.label.zh, each.caliper, each.grammage) for each in self._session.file.boards]
        self.grid.show_rows([tuple(Shown(f"{x:g}" if isinstance(x, float) else x) for x in row) for row in rows])

    def _typed(self, row: int, column: int, text: str, gesture: str) -> None:
        path = ("boards", row, *self.FIELDS[column])
        self._session.edit(self.tr("Change board"), lambda file: put(file, path, text.strip()), gesture)
        self.refresh()

    def _add(self) -> None:
        made = BoardChoice(label=Words(en=self.tr("Board"), zh="纸板"), caliper=0.45, grammage=300.0)
        boards = (*self._session.file.boards, made)
        self._session.edit(self.tr("Add board"), lambda file: put(file, ("boards",), boards))

    def _remove(self) -> None:
        row = self.grid.currentRow()
        left = tuple(each for i, each in enumerate(self._session.file.boards) if i != row)
        self._session.edit(self.tr("Remove board"), lambda file: put(file, ("boards",), left))

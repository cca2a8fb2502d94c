"""Formulas, parameters and constraints as tables, each cell with its value or its error beside it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from core.dieline.consistency import CALIPER
from core.dieline.editing import names
from core.dieline.editing.evaluation import Cell, Unmet
from core.dieline.editing.expressions import expression, written
from core.dieline.editing.items import Path, put
from core.dieline.schema import Constraint, Parameter
from core.dieline.words import Words
from core.errors import DieloomError
from desktop.dieline_editor.fields import TROUBLE, WAITING, short
from desktop.dieline_editor.grid import Grid, Shown
from desktop.dieline_editor.session import EditorSession
from desktop.panels.filter_field import FilterField
from desktop.panels.icons import IconButton

translate = QCoreApplication.translate


def shown(value: str | float, cell: Cell | None) -> Shown:
    """An expression as a cell."""
    error = cell.error if cell else None
    return Shown(written(value), str(error) if error else "", _colour(error))


def outcome(cell: Cell | None) -> Shown:
    """What the expression beside it gives."""
    if cell is None:
        return Shown("", fixed=True)
    if cell.error is not None:
        return Shown(short(cell.error), str(cell.error), _colour(cell.error), fixed=True)
    return Shown(f"{cell.value:.3f}".rstrip("0").rstrip("."), fixed=True)


def _colour(error: DieloomError | None) -> str:
    return "" if error is None else WAITING if isinstance(error, Unmet) else TROUBLE


class Table(QWidget):
    """A grid with buttons to add, remove and move rows."""

    def __init__(self, session: EditorSession, grid: Grid) -> None:
        super().__init__()
        self.session, self.grid = session, grid
        self.add = IconButton("add", "")
        self.remove = IconButton("remove", "")
        self.up = IconButton("up", self.tr("Move up"))
        self.down = IconButton("down", self.tr("Move down"))
        self.buttons = QVBoxLayout()
        self.buttons.setSpacing(2)
        for button, run in (
            (self.add, self.add_row),
            (self.remove, self.remove_row),
            (self.up, lambda: self.move_row(-1)),
            (self.down, lambda: self.move_row(1)),
        ):
            button.clicked.connect(run)
            self.buttons.addWidget(button)
        self.buttons.addStretch(1)
        self.find = FilterField(self.tr("Find in {0}").format(grid.accessibleName().lower()))
        self.find.textChanged.connect(lambda _: self.narrow())
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.find)
        column.addWidget(grid, 1)
        line = QHBoxLayout(self)
        line.setContentsMargins(4, 4, 4, 4)
        line.setSpacing(4)
        line.addLayout(self.buttons)
        line.addLayout(column, 1)
        self.setFocusProxy(grid)
        grid.typed.connect(self.typed)
        grid.currentCellChanged.connect(lambda *_: self.enable())
        session.settled.connect(self.refresh)
        session.settled.connect(self.narrow)

    def refresh(self) -> None:
        """Show the file as it is now."""

    def narrow(self) -> None:
        """Only rows with what is looked for; not while one of them is typed into."""
        sought = self.find.text().strip().casefold()
        if self.grid.open_at is None:
            for row in range(self.grid.rowCount()):
                texts = (self.grid.text_at(row, column) for column in range(self.grid.columnCount()))
                self.grid.setRowHidden(row, bool(sought) and not any(sought in text.casefold() for text in texts))

    def typed(self, row: int, column: int, text: str, gesture: str) -> None:
        """A cell has been typed into."""

    def add_row(self) -> None:
        """A new row, its name open to be typed over."""

    def remove_row(self) -> None:
        """The current row."""

    def move_row(self, by: int) -> None:
        """The current row up or down."""

    def enable(self) -> None:
        row, count = self.grid.currentRow(), self.grid.rowCount()
        self.remove.setEnabled(0 <= row < count)
        self.up.setEnabled(0 < row < count)
        self.down.setEnabled(0 <= row < count - 1)

    def open_cell(self, row: int, column: int) -> None:
        self.find.clear()
        self.grid.setCurrentCell(row, column)
        self.grid.setFocus()
        self.grid.edit(self.grid.model().index(row, column, QModelIndex()))

    def go_to(self, row: int, column: int) -> None:
        self.find.clear()
        self.grid.setCurrentCell(row, column)
        self.grid.setFocus()

    def put(self, text: str, path: Path, value: object, gesture: str | None = None) -> None:
        self.session.edit(text, lambda file: put(file, path, value), gesture)


class FormulaTable(Table):
    """The named formulas, in the order of the file."""

    NAME, FORMULA, VALUE = range(3)

    def __init__(self, session: EditorSession) -> None:
        super().__init__(session, _formula_grid())
        self.add.setAccessibleName(self.tr("Add formula"))
        self.add.setToolTip(self.tr("Add formula"))
        self.remove.setAccessibleName(self.tr("Remove formula"))
        self.remove.setToolTip(self.tr("Remove formula"))
        self.refresh()

    def refresh(self) -> None:
        now = self.session.now
        rows, users = [], names.all_users(now.file)
        for name, value in now.file.formulas.items():
            cell = now.cells.get(("formulas", name))
            used = users.get(name, [])
            tip = self.tr("Used by {0}").format(", ".join(used[:8])) if used else ""
            rows.append((Shown(name, tip), shown(value, cell), outcome(cell)))
        self.grid.show_rows(rows)
        self.enable()

    def typed(self, row: int, column: int, text: str, gesture: str) -> None:
        name = list(self.session.file.formulas)[row]
        if column == self.FORMULA:
            self.put(self.tr("Change formula {0}").format(name), ("formulas", name), expression(text), gesture)
        elif self.session.edit(self.tr("Rename formula"), lambda file: names.rename(file, name, text.strip())):
            return
        self.refresh()

    def add_row(self) -> None:
        name = names.fresh(names.names(self.session.file), "formula")
        if self.session.edit(self.tr("Add formula"), lambda file: names.add_formula(file, name, 0.0)):
            self.refresh()
            self.open_cell(self.grid.rowCount() - 1, self.NAME)

    def remove_row(self) -> None:
        row = self.grid.currentRow()
        if row >= 0:
            remove_name(self, self.session, list(self.session.file.formulas)[row])

    def move_row(self, by: int) -> None:
        row = self.grid.currentRow()
        name = list(self.session.file.formulas)[row]
        self.session.edit(self.tr("Move formula"), lambda file: names.reordered(file, name, by))
        self.refresh()
        self.go_to(row + by, self.NAME)


def _formula_grid() -> Grid:
    headings = (translate("Tables", "Name"), translate("Tables", "Formula"), translate("Tables", "Value"))
    grid = Grid(translate("Tables", "Formulas"), headings, live=(1,), stretch=(1,))
    grid.setColumnWidth(0, 130)
    grid.setColumnWidth(2, 210)
    return grid


class ParameterTable(Table):
    """The measures that a person sets: names in both languages, default, range, unit, help."""

    FIELDS: tuple[Path, ...] = (
        ("name",),
        ("label", "en"),
        ("label", "zh"),
        ("default",),
        ("min",),
        ("max",),
        ("unit",),
        ("help", "en"),
        ("help", "zh"),
    )
    VALUES = (3, 4, 5)

    def __init__(self, session: EditorSession) -> None:
        super().__init__(session, _parameter_grid())
        self.add.setAccessibleName(self.tr("Add parameter"))
        self.add.setToolTip(self.tr("Add parameter"))
        self.remove.setAccessibleName(self.tr("Remove parameter"))
        self.remove.setToolTip(self.tr("Remove parameter"))
        self.refresh()

    def refresh(self) -> None:
        self.grid.show_rows([self._row(i, each) for i, each in enumerate(self.session.file.parameters)])
        self.enable()

    def _row(self, i: int, parameter: Parameter) -> tuple[Shown, ...]:
        cells = self.session.now.cells
        numbers = []
        for field in ("default", "min", "max"):
            cell = cells.get(("parameters", i, field))
            value = getattr(parameter, field)
            tip = f"= {cell.value:g}" if cell and cell.value is not None and isinstance(value, str) else ""
            base = shown(value, cell)
            numbers.append(Shown(base.text, base.tip or tip, base.colour))
        value = self.session.now.values.get(parameter.name)
        en, zh = (parameter.help.en, parameter.help.zh) if parameter.help else ("", "")
        return (
            Shown(parameter.name, fixed=parameter.name == CALIPER),
            Shown(parameter.label.en),
            Shown(parameter.label.zh),
            *numbers,
            Shown(parameter.unit, options=("mm", "deg")),
            Shown(en),
            Shown(zh),
            Shown("" if value is None else f"{value:g}", fixed=True),
        )

    def typed(self, row: int, column: int, text: str, gesture: str) -> None:
        parameter, path = self.session.file.parameters[row], self.FIELDS[column]
        text = text.strip()
        what = self.tr("Change parameter {0}").format(parameter.name)
        if path == ("name",):
            self.session.edit(self.tr("Rename parameter"), lambda file: names.rename(file, parameter.name, text))
        elif path[0] == "help":
            self.put(what, ("parameters", row, "help"), _help(parameter.help, str(path[1]), text))
        elif column in self.VALUES:
            self.put(what, ("parameters", row, *path), expression(text), gesture)
            return
        else:
            self.put(what, ("parameters", row, *path), text)
        self.refresh()

    def add_row(self) -> None:
        name = names.fresh(names.names(self.session.file), "measure")
        made = names.new_parameter(name, 10.0)
        if self.session.edit(self.tr("Add parameter"), lambda file: names.add_parameter(file, made)):
            self.refresh()
            self.open_cell(self.grid.rowCount() - 1, 0)

    def remove_row(self) -> None:
        row = self.grid.currentRow()
        if row >= 0:
            remove_name(self, self.session, self.session.file.parameters[row].name)

    def move_row(self, by: int) -> None:
        row = self.grid.currentRow()
        name = self.session.file.parameters[row].name
        self.session.edit(self.tr("Move parameter"), lambda file: names.reordered(file, name, by))
        self.refresh()
        self.go_to(row + by, 0)


def _parameter_grid() -> Grid:
    headings = (
        translate("Tables", "Name"),
        translate("Tables", "Label"),
        translate("Tables", "Label, Chinese"),
        translate("Tables", "Default"),
        translate("Tables", "Least"),
        translate("Tables", "Most"),
        translate("Tables", "Unit"),
        translate("Tables", "Help"),
        translate("Tables", "Help, Chinese"),
        translate("Tables", "Now"),
    )
    grid = Grid(translate("Tables", "Parameters"), headings, live=(3, 4, 5), stretch=(7,))
    for column, width in enumerate((96, 130, 96, 130, 84, 130, 52, 160, 130, 60)):
        grid.setColumnWidth(column, width)
    return grid


class ConstraintTable(Table):
    """Conditions between parameters, and what the person is told when one does not hold."""

    FIELDS = ("require", "message", "hint")

    def __init__(self, session: EditorSession) -> None:
        super().__init__(session, _constraint_grid())
        self.add.setAccessibleName(self.tr("Add constraint"))
        self.add.setToolTip(self.tr("Add constraint"))
        self.remove.setAccessibleName(self.tr("Remove constraint"))
        self.remove.setToolTip(self.tr("Remove constraint"))
        self.refresh()

    def refresh(self) -> None:
        rows = []
        for i, each in enumerate(self.session.file.constraints):
            cell = self.session.now.cells.get(("constraints", i, "require"))
            rows.append((shown(each.require, cell), self._holds(cell), Shown(each.message), Shown(each.hint)))
        self.grid.show_rows(rows)
        self.enable()

    def _holds(self, cell: Cell | None) -> Shown:
        if cell is None or cell.value is None:
            return outcome(cell)
        return Shown(
            self.tr("holds") if cell.value else self.tr("does not hold"), "", "" if cell.value else WAITING, True
        )

    def typed(self, row: int, column: int, text: str, gesture: str) -> None:
        field = self.FIELDS[column if column == 0 else column - 1]
        self.put(self.tr("Change constraint"), ("constraints", row, field), text.strip(), gesture)

    def add_row(self) -> None:
        made = Constraint(require="1 > 0", message=self.tr("This size cannot be."))
        added = (*self.session.file.constraints, made)
        self.put(self.tr("Add constraint"), ("constraints",), added)
        self.refresh()
        self.open_cell(self.grid.rowCount() - 1, 0)

    def remove_row(self) -> None:
        row = self.grid.currentRow()
        left = tuple(each for i, each in enumerate(self.session.file.constraints) if i != row)
        self.put(self.tr("Remove constraint"), ("constraints",), left)
        self.refresh()

    def move_row(self, by: int) -> None:
        row = self.grid.currentRow()
        order = list(self.session.file.constraints)
        order.insert(row + by, order.pop(row))
        self.put(self.tr("Move constraint"), ("constraints",), tuple(order))
        self.refresh()
        self.go_to(row + by, 0)


def _constraint_grid() -> Grid:
    headings = (
        translate("Tables", "Condition"),
        translate("Tables", "Now"),
        translate("Tables", "Message"),
        translate("Tables", "Hint"),
    )
    grid = Grid(translate("Tables", "Constraints"), headings, live=(0,), stretch=(2, 3))
    grid.setColumnWidth(0, 240)
    grid.setColumnWidth(1, 130)
    return grid


def remove_name(owner: QWidget, session: EditorSession, name: str) -> None:
    """Remove a parameter or formula; asks whether its own formula should take its place where it is used."""
    used = names.users(session.file, name)
    if used and name not in session.file.size:
        box = QMessageBox(owner)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("Dieloom")
        box.setText(
            translate("Tables", '"{0}" is used by {1}.').format(
                name, ", ".join(used[:6]) + (" …" if len(used) > 6 else "")
            )
        )
        box.setInformativeText(translate("Tables", "Its formula can take its place there."))
        inline = box.addButton(translate("Tables", "Put Formula in Place"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        if box.clickedButton() is not inline:
            return
    session.edit(
        translate("Tables", "Remove {0}").format(name), lambda file: names.remove(file, name, inline=bool(used))
    )


def _help(now: Words | None, field: str, text: str) -> Words | None:
    """Help is in both languages or not at all: one stands in for the other until it is written."""
    en, zh = (now.en, now.zh) if now else ("", "")
    had = en if field == "en" else zh
    other = zh if field == "en" else en
    if not text and other == had:
        return None
    other = text if other in ("", had) else other
    text = text or other
    return Words(en=text, zh=other) if field == "en" else Words(en=other, zh=text)

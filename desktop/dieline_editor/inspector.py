"""What is selected, in numbers and words: every field of a panel, a mark, a corner or an edge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from core.dieline.editing import figures, names, tree
from core.dieline.editing.figures import CornerAt, corners_of
from core.dieline.editing.hits import Part, hinge_of
from core.dieline.editing.items import Item, Path, figure_of, get, is_closed, put
from core.dieline.schema import BendSpec, Expression, PanelSpec, TemplateFile
from desktop.dieline_editor.fields import ExpressionField, follow
from desktop.dieline_editor.session import EditorSession
from desktop.dieline_editor.words import HINGES, is_measure, item_name, line_types, measure, roles
from desktop.panels.controls import Choice, NumberBox, TextField, describe
from desktop.panels.icons import WordButton
from desktop.panels.sections import Column, Section, muted

Refresh = Callable[[], None]
Change = Callable[[TemplateFile], TemplateFile]


class Inspector(Column):
    """Built anew for another selection; its fields follow the file while the selection stays."""

    def __init__(self, session: EditorSession) -> None:
        super().__init__()
        self._session = session
        self._shown: tuple[Part | None, str] = (None, "")
        self._refreshers: list[Refresh] = []
        self._sections: list[QWidget] = []
        self.column.addStretch(1)
        session.selection_changed.connect(self.rebuild)
        session.settled.connect(self.refresh)
        self.rebuild()

    @property
    def _file(self) -> TemplateFile:
        return self._session.file

    def rebuild(self) -> None:
        """Fields for what is selected now."""
        for section in self._sections:
            self.column.removeWidget(section)
            section.hide()
            section.deleteLater()
        self._sections, self._refreshers = [], []
        part = self._session.selected
        self._shown = (part, self._form(part))
        if part is None:
            self._section("").add_wide(_wrapped(self.tr("Click a panel, a mark, a corner or an edge.")))
        elif part.kind == "corner":
            self._corner(part)
        elif part.kind == "edge":
            self._edge(part)
        elif part.item.kind == "panels":
            self._panel(part.item)
        else:
            self._mark(part.item)
        self.refresh()

    def refresh(self) -> None:
        """The values as they are now."""
        if self._shown != (self._session.selected, self._form(self._session.selected)):
            self.rebuild()
            return
        for each in self._refreshers:
            each()

    def _form(self, part: Part | None) -> str:
        """What decides which fields there are, beside the selection."""
        if part is None or part.kind == "corner":
            return ""
        if part.kind == "edge":
            return str(self._hinge(part))
        figure = figure_of(self._file, part.item)
        bent = isinstance(figure, PanelSpec) and figure.bend is not None
        root = isinstance(figure, PanelSpec) and figure.parent is None
        return f"{figure.size is None} {figure.shape} {list(figure.let)} {bent} {root}"

    # Forms

    def _panel(self, item: Item) -> None:
        head = self._section(self.tr("Panel"))
        self._name(head, item)
        self._words(head, self.tr("Label"), (*item.path, "label", "en"))
        self._words(head, self.tr("Label, Chinese"), (*item.path, "label", "zh"))
        self._choice(head, self.tr("Role"), (*item.path, "role"), roles())
        turns = [(f"{degrees}°", degrees) for degrees in (0, 90, 180, 270)]
        self._choice(head, self.tr("Print turned"), (*item.path, "read"), turns)
        fold = self._section(self.tr("Fold"))
        if self._file.panels[item.number].parent is None:
            fold.add_wide(_wrapped(self.tr("It stays put; all other panels hang on it.")))
        else:
            self._fold(fold, item)
        self._bend(self._section(self.tr("Bend")), item)
        self._geometry(item)

    def _fold(self, section: Section, item: Item) -> None:
        name = self._file.panels[item.number].name
        below = {name, *tree.descendants(self._file, name)}
        others = [(each.name, each.name) for each in self._file.panels if each.name not in below]
        parent = Choice(self.tr("Hangs on"), others)
        parent.edited.connect(lambda to: self._edit(self.tr("Hang panel"), lambda f: tree.set_parent(f, name, to)))
        self._refreshers.append(lambda: parent.show_value(self._file.panels[item.number].parent))
        section.add(self.tr("Hangs on"), parent)
        self._expression(section, self.tr("Angle"), (*item.path, "angle"))
        order = NumberBox(1, 99, 0)
        describe(order, self.tr("Fold order"))
        order.edited.connect(lambda value, gesture: self._put((*item.path, "order"), int(value), gesture))
        self._refreshers.append(lambda: order.show_value(self._file.panels[item.number].order))
        section.add(self.tr("Fold order"), order)
        self._choice(section, self.tr("Hinge"), (*item.path, "crease"), line_types(HINGES))
        self._button(section, "reset", self.tr("Make It Stay Put"), lambda f: tree.set_root(f, name))

    def _bend(self, section: Section, item: Item) -> None:
        bend = Choice(
            self.tr("Bend"), [(self.tr("flat"), ""), (self.tr("lines along x"), "x"), (self.tr("lines along y"), "y")]
        )

        def choose(along: str) -> None:
            now = self._file.panels[item.number].bend
            angle = now.angle if now else 90.0
            self._put((*item.path, "bend"), BendSpec(along=along, angle=angle) if along else None)  # type: ignore[arg-type]

        def show() -> None:
            now = self._file.panels[item.number].bend
            bend.show_value(now.along if now else "")

        bend.edited.connect(choose)
        self._refreshers.append(show)
        section.add(self.tr("Closed"), bend)
        if self._file.panels[item.number].bend is not None:
            self._expression(section, self.tr("Turns by"), (*item.path, "bend", "angle"))

    def _mark(self, item: Item) -> None:
        head = self._section(self.tr("Mark"))
        self._choice(head, self.tr("Line type"), (*item.path, "type"), line_types())
        closed = [(self.tr("closed"), True), (self.tr("open"), False)]
        self._choice(head, self.tr("Boundary"), (*item.path, "closed"), closed)
        self._geometry(item)

    def _geometry(self, item: Item) -> None:
        figure = figure_of(self._file, item)
        section = self._section(self.tr("Place and size"))
        if figure.size is not None:
            self._expression(section, self.tr("Width"), (*item.path, "size", 0))
            self._expression(section, self.tr("Height"), (*item.path, "size", 1))
        self._expression(section, self.tr("Place x"), (*item.path, "at", "x"))
        self._expression(section, self.tr("Place y"), (*item.path, "at", "y"))
        self._expression(section, self.tr("Turn"), (*item.path, "at", "turn"))
        extent = QLabel()
        section.add(self.tr("On the blank"), extent)
        self._refreshers.append(lambda: extent.setText(self._extent(item)))
        mirrors = [
            (self.tr("not mirrored"), ""),
            (self.tr("left and right"), "x"),
            (self.tr("top and bottom"), "y"),
            (self.tr("both"), "xy"),
        ]
        self._choice(section, self.tr("Mirror"), (*item.path, "at", "mirror"), mirrors)
        for name in filter(is_measure, figure.let):
            self._expression(section, measure(name), (*item.path, "let", name))
        if figure.shape is not None:
            others = [item_name(self._file, each) for each in figures.sharing(self._file, figure.shape) if each != item]
            shared = self.tr("Shape “{0}”, shared with {1}.").format(figure.shape, ", ".join(others))
            alone = self.tr("Shape “{0}”.").format(figure.shape)
            section.add_wide(_wrapped(shared if others else alone))
        if figure.corners is None:
            self._button(section, "shape", self.tr("Give It Corners of Its Own"), lambda f: figures.own(f, item))
        else:
            section.add_wide(_wrapped(self.tr("Corners of its own: {0}.").format(len(figure.corners))))

    def _extent(self, item: Item) -> str:
        drawn = self._session.figure(item)
        return f"{drawn.bounds.width:.2f} × {drawn.bounds.height:.2f} mm" if drawn else ""

    def _corner(self, part: Part) -> None:
        title = self.tr("Corner {0} of {1}").format(part.number + 1, item_name(self._file, part.item))
        section = self._section(title)
        for label, field in (
            (self.tr("x"), "x"),
            (self.tr("y"), "y"),
            (self.tr("Radius"), "round"),
            (self.tr("Bow before it"), "bow"),
        ):
            self._corner_field(section, label, CornerAt(part.item, part.number), field)
        place = QLabel()
        section.add(self.tr("On the blank"), place)

        def show() -> None:
            drawn = self._session.figure(part.item)
            if drawn is not None and part.number < len(drawn.corners):
                at = drawn.corners[part.number]
                place.setText(f"{at.x:.3f}, {at.y:.3f} mm")

        self._refreshers.append(show)

    def _corner_field(self, section: Section, label: str, at: CornerAt, field: str) -> None:
        box = ExpressionField(label)
        text = self.tr("Change corner")
        box.edited.connect(
            lambda value, gesture: self._edit(
                text, lambda f: figures.set_corner(f, at, shared=self._session.shared, **{field: value}), gesture
            )
        )

        path = (*at.item.path, "corners", at.corner, field)
        box.named.connect(
            lambda name: self._edit(
                self.tr("Make formula {0}").format(name), lambda f: names.extracted(figures.own(f, at.item), path, name)
            )
        )

        def show() -> None:
            corners = corners_of(figure_of(self._file, at.item), self._file.shapes)
            if at.corner < len(corners):
                value = getattr(corners[at.corner], field)
                box.show_cell(value, self._session.now.cells.get(path) or self._session.now.cell_of(at.item, value))

        self._refreshers.append(show)
        section.add(label, box)

    def _edge(self, part: Part) -> None:
        section = self._section(self.tr("Edge {0} of {1}").format(part.number + 1, item_name(self._file, part.item)))
        length = QLabel()
        section.add(self.tr("Length"), length)
        bow = ExpressionField(self.tr("Bow"))
        bow.edited.connect(
            lambda value, gesture: self._edit(
                self.tr("Bow edge"),
                lambda f: figures.bow_edge(f, part.item, part.number, value, shared=self._session.shared),
                gesture,
            )
        )
        section.add(self.tr("Bow"), bow)

        def show() -> None:
            drawn = self._session.figure(part.item)
            if drawn is not None and part.number < len(drawn.edges):
                length.setText(f"{drawn.edges[part.number].length:.3f} mm")
            corners = corners_of(figure_of(self._file, part.item), self._file.shapes)
            after = (part.number + 1) % len(corners)
            bow.show_cell(corners[after].bow, self._session.now.cells.get((*part.item.path, "corners", after, "bow")))

        self._refreshers.append(show)
        self._hinge_fields(section, part)

    def _hinge_fields(self, section: Section, part: Part) -> None:
        hinge = self._hinge(part)
        if hinge is None:
            kind = "cut" if part.item.kind == "panels" and is_closed(figure_of(self._file, part.item)) else ""
            section.add_wide(_wrapped(self.tr("The knife cuts along it.") if kind else ""))
            return
        parent, child = hinge
        section.add_wide(_wrapped(self.tr("“{1}” hangs here on “{0}”.").format(parent, child)))
        number = next(i for i, panel in enumerate(self._file.panels) if panel.name == child)
        self._choice(section, self.tr("Line type"), ("panels", number, "crease"), line_types(HINGES))
        self._expression(section, self.tr("Angle"), ("panels", number, "angle"))

    def _hinge(self, part: Part) -> tuple[str, str] | None:
        drawn = self._session.figure(part.item)
        if drawn is None or part.number >= len(drawn.edges) or part.item.kind != "panels":
            return None
        found = hinge_of(self._session.outline, drawn.edges[part.number])
        names = {panel.name for panel in self._file.panels}
        return found if found is not None and set(found) <= names else None

    # Fields

    def _section(self, title: str) -> Section:
        section = Section(title)
        self._sections.append(section)
        self.column.insertWidget(self.column.count() - 1, section)
        return section

    def _name(self, section: Section, item: Item) -> None:
        field = TextField(self.tr("Name"), 40)

        def renamed() -> None:
            now = self._file.panels[item.number].name
            if field.text() != now and not self._edit(
                self.tr("Rename panel"), lambda f: tree.rename_panel(f, now, field.text().strip())
            ):
                field.setText(now)

        field.editingFinished.connect(renamed)
        self._refreshers.append(lambda: field.show_value(self._file.panels[item.number].name))
        section.add(self.tr("Name"), field)

    def _words(self, section: Section, label: str, path: Path) -> None:
        field = TextField(label)
        field.edited.connect(lambda text, gesture: text.strip() and self._put(path, text, gesture))
        self._refreshers.append(lambda: follow(field, get(self._file, path)))
        section.add(label, field)

    def _choice(self, section: Section, label: str, path: Path, options: list[tuple[str, Any]]) -> None:
        box = Choice(label, options)
        box.edited.connect(lambda value: self._put(path, value))
        self._refreshers.append(lambda: box.show_value(get(self._file, path)))
        section.add(label, box)

    def _expression(self, section: Section, label: str, path: Path) -> None:
        box = ExpressionField(label)
        box.edited.connect(lambda value, gesture: self._put(path, value, gesture))
        box.named.connect(
            lambda name: self._edit(self.tr("Make formula {0}").format(name), lambda f: names.extracted(f, path, name))
        )
        self._refreshers.append(lambda: box.show_cell(self._value(path), self._session.now.cells.get(path)))
        section.add(label, box)

    def _button(self, section: Section, picture: str, words: str, change: Change) -> None:
        button = WordButton(picture, words, words)
        button.clicked.connect(lambda: self._edit(words, change))
        section.add_wide(button)

    def _value(self, path: Path) -> Expression:
        found: Expression = get(self._file, path)
        return found

    def _put(self, path: Path, value: object, gesture: str | None = None) -> bool:
        part = self._session.selected
        what = item_name(self._file, part.item) if part else ""
        return self._edit(self.tr("Change {0}").format(what), lambda file: put(file, path, value), gesture)

    def _edit(self, text: str, change: Change, gesture: str | None = None) -> bool:
        return self._session.edit(text, change, gesture)


def _wrapped(text: str) -> QLabel:
    label = muted(QLabel(text))
    label.setWordWrap(True)
    return label

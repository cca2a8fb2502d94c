"""The fold tree and the marks: select there, drag a panel onto another to hang it there; below, pairs of panels."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.dieline.editing import tree
from core.dieline.editing.expressions import written
from core.dieline.editing.hits import Part
from core.dieline.editing.items import Item, put
from core.dieline.schema import JoinSpec, TemplateFile
from desktop.dieline_editor.grid import Grid, Shown
from desktop.dieline_editor.session import EditorSession
from desktop.dieline_editor.words import item_name
from desktop.panels.controls import describe
from desktop.panels.icons import IconButton

ITEM = Qt.ItemDataRole.UserRole


class FoldTree(QTreeWidget):
    """Panels under the panels on which they hang, then the marks."""

    rehung = Signal(str, str)  # child, parent

    def __init__(self, session: EditorSession) -> None:
        super().__init__()
        self._session = session
        self._content: object = None
        self.setColumnCount(3)
        self.setHeaderLabels([self.tr("Panel"), self.tr("Angle"), self.tr("Order")])
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setIndentation(14)
        header.setAccessibleName(self.tr("Panels and marks"))
        describe(self, self.tr("Panels and marks"), self.tr("Drag a panel onto another one to hang it there"))
        self.currentItemChanged.connect(self._picked)
        session.settled.connect(self.refresh)
        session.selection_changed.connect(self.show_selection)
        self.refresh()

    def refresh(self) -> None:
        """Built anew when anything in it has changed."""
        file = self._session.file
        content = (
            [(each.name, each.parent, each.angle, each.order) for each in file.panels],
            [m.type for m in file.marks],
        )
        if content != self._content:
            self._content = content
            with QSignalBlocker(self):
                self.clear()
                self._fill(file)
                self.expandAll()
        self.show_selection()

    def show_selection(self) -> None:
        part = self._session.selected
        found = self._find(part.item) if part is not None else None
        with QSignalBlocker(self):
            if found is None:
                self.setCurrentItem(None)
                self.clearSelection()
            else:
                self.setCurrentItem(found, 0, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if found is not None:
            self.scrollToItem(found)
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        """The file is asked to change; what is shown follows it."""
        target, dragged = self.itemAt(event.position().toPoint()), self.currentItem()
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        onto, child = (each.data(0, ITEM) if each else None for each in (target, dragged))
        if isinstance(onto, tuple) and isinstance(child, tuple) and onto[0] == child[0] == "panels":
            panels = self._session.file.panels
            self.rehung.emit(panels[child[1]].name, panels[onto[1]].name)

    def _fill(self, file: TemplateFile) -> None:
        nodes: dict[str, QTreeWidgetItem] = {}
        for number, panel in enumerate(file.panels):
            node = QTreeWidgetItem([panel.name, "" if panel.parent is None else written(panel.angle), str(panel.order)])
            if panel.parent is None:
                node.setText(2, "")
            node.setToolTip(0, panel.label.en)
            node.setData(0, ITEM, ("panels", number))
            nodes[panel.name] = node
        for panel in file.panels:
            above = nodes.get(panel.parent or "")
            if above is not None and panel.name not in (panel.parent, *_above(file, panel.parent or "")):
                above.addChild(nodes[panel.name])
            else:
                self.addTopLevelItem(nodes[panel.name])
        for number in range(len(file.marks)):
            node = QTreeWidgetItem([item_name(file, Item("marks", number)), "", ""])
            node.setData(0, ITEM, ("marks", number))
            node.setFlags(node.flags() & ~(Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled))
            self.addTopLevelItem(node)

    def _find(self, item: Item) -> QTreeWidgetItem | None:
        found = self.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
        return next((each for each in found if tuple(each.data(0, ITEM)) == tuple(item)), None)

    def _picked(self, node: QTreeWidgetItem | None) -> None:
        if node is not None:
            kind, number = node.data(0, ITEM)
            self._session.select(Part(Item(kind, number), "whole"))


class Structure(QWidget):
    """The tree, over what is glued, measured and left uncut between panels."""

    def __init__(self, session: EditorSession) -> None:
        super().__init__()
        self._session = session
        self.tree = FoldTree(session)
        self.tree.rehung.connect(self._hang)
        pairs = QTabWidget()
        pairs.setAccessibleName(self.tr("Pairs of panels"))
        glued = [self.tr("Flap"), self.tr("Glued to"), self.tr("Face")]
        self.joins = Pairs(session, "joins", self.tr("Glue joins"), glued)
        walls = [self.tr("Wall"), self.tr("Opposite")]
        self.walls = Pairs(session, "walls", self.tr("Inner walls: length, width, height"), walls)
        uncut = [self.tr("Panel"), self.tr("Not cut from")]
        self.uncut = Pairs(session, "uncut", self.tr("Panels that stay together"), uncut)
        pairs.addTab(self.joins, self.tr("Joins"))
        pairs.addTab(self.walls, self.tr("Walls"))
        pairs.addTab(self.uncut, self.tr("Uncut"))
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.addWidget(self.tree)
        halves.addWidget(pairs)
        halves.setStretchFactor(0, 1)
        halves.setSizes([400, 130])
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(halves)
        self.setFocusProxy(self.tree)

    def _hang(self, child: str, parent: str) -> None:
        self._session.edit(self.tr("Hang panel"), lambda file: tree.set_parent(file, child, parent))


class Pairs(QWidget):
    """Two panels a row; a join says as well which face is glued to."""

    def __init__(self, session: EditorSession, field: str, name: str, headings: list[str]) -> None:
        super().__init__()
        self._session, self._field = session, field
        self._faces = {"inner": self.tr("inner"), "outer": self.tr("outer")}
        self.grid = Grid(name, headings, live=(), stretch=(0, 1))
        self.grid.setColumnWidth(2, 58)
        self.grid.typed.connect(self._typed)
        self.add = IconButton("add", self.tr("Add to {0}").format(name))
        self.remove = IconButton("remove", self.tr("Remove from {0}").format(name))
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        buttons = QVBoxLayout()
        buttons.setSpacing(2)
        for button in (self.add, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 4, 0, 0)
        line.setSpacing(2)
        line.addLayout(buttons)
        line.addWidget(self.grid, 1)
        session.settled.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        panels = tuple(panel.name for panel in self._session.file.panels)
        rows = []
        for each in getattr(self._session.file, self._field):
            one, other = (each.flap, each.mate) if isinstance(each, JoinSpec) else each
            faces = tuple(self._faces.values())
            face = (Shown(self._faces[each.face], options=faces),) if isinstance(each, JoinSpec) else ()
            rows.append((Shown(one, options=panels), Shown(other, options=panels), *face))
        self.grid.show_rows(rows)

    def _typed(self, row: int, column: int, text: str, gesture: str) -> None:
        step = ("flap", "mate", "face")[column] if self._field == "joins" else column
        path = (self._field, row, step)
        if step == "face":
            text = next(face for face, words in self._faces.items() if words == text)
        self._session.edit(self.tr("Change pair of panels"), lambda file: put(file, path, text), gesture)

    def _add(self) -> None:
        """The selected panel and the one that stays put, to be changed."""
        file, part = self._session.file, self._session.selected
        one = file.panels[part.item.number if part and part.item.kind == "panels" else -1].name
        root = next((panel.name for panel in file.panels if panel.parent is None), one)
        made = JoinSpec(flap=one, mate=root) if self._field == "joins" else (one, root)
        rows = (*getattr(file, self._field), made)
        self._session.edit(self.tr("Add pair of panels"), lambda f: put(f, (self._field,), rows))

    def _remove(self) -> None:
        row = self.grid.currentRow()
        left = tuple(each for i, each in enumerate(getattr(self._session.file, self._field)) if i != row)
        self._session.edit(self.tr("Remove pair of panels"), lambda file: put(file, (self._field,), left))


def _above(file: TemplateFile, name: str) -> list[str]:
    """The panels on which it hangs, as far as they make no circle."""
    parents = {panel.name: panel.parent for panel in file.panels}
    found: list[str] = []
    while name and name not in found:
        found.append(name)
        name = parents.get(name) or ""
    return found

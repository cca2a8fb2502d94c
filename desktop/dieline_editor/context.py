"""The menu under the right button, or the menu key: what can be done with what is selected."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from core.dieline.editing import cutouts, tree
from core.dieline.editing.hits import Part, hinge_of
from core.dieline.editing.items import get, put
from core.dieline.outline import LineType
from desktop.actions import plain
from desktop.dieline_editor.canvas.placing import AreaTool, FlapTool
from desktop.dieline_editor.canvas.shaping import BowTool, CreaseTool, RoundTool, SplitTool
from desktop.dieline_editor.commands import Commands
from desktop.dieline_editor.session import EditorSession
from desktop.dieline_editor.words import HINGES, line_types
from desktop.panels.icons import icon

translate = QCoreApplication.translate
Run = Callable[[], object]


class ContextMenu(QMenu):
    """Made for one selection; deletes itself when it is closed."""

    def __init__(self, parent: QWidget, session: EditorSession, commands: Commands) -> None:
        super().__init__(parent)
        self._session, self._commands = session, commands
        self.aboutToHide.connect(self.deleteLater)
        part = session.selected
        if part is None:
            return
        if part.kind == "corner":
            self._add(translate("ContextMenu", "&Round Corner"), "round-corner", RoundTool(session).by_key)
            self._add(translate("ContextMenu", "&Delete Corner"), "delete", commands.remove)
        elif part.kind == "edge":
            self._edge(part)
        else:
            self._whole(part)

    def _edge(self, part: Part) -> None:
        session = self._session
        if part.item.kind == "panels":
            self._add(translate("ContextMenu", "Add &Flap Here"), "flap", FlapTool(session).by_key)
        self._add(translate("ContextMenu", "&Add Corner"), "split", SplitTool(session).by_key)
        self._add(translate("ContextMenu", "&Bow Edge"), "bow", BowTool(session).by_key)
        drawn = session.figure(part.item)
        hinge = hinge_of(session.outline, drawn.edges[part.number]) if drawn else None
        numbers = {panel.name: i for i, panel in enumerate(session.file.panels)}
        if hinge is not None and hinge[1] in numbers and part.item.kind == "panels":
            self._types(("panels", numbers[hinge[1]], "crease"), HINGES)

    def _whole(self, part: Part) -> None:
        session, commands = self._session, self._commands
        if part.item.kind == "marks":
            self._types(("marks", part.item.number, "type"), tuple(LineType))
            self._add(translate("ContextMenu", "&Centre on the Panel"), "crosshair", commands.centre)
        else:
            name = session.file.panels[part.item.number].name
            self._add(translate("ContextMenu", "&Crease across It"), "crease-line", CreaseTool(session).by_key)
            for text, picture, kind in (
                (translate("ContextMenu", "Cover with &Glue"), "glue-area", LineType.GLUE),
                (translate("ContextMenu", "Keep Free of &Varnish"), "varnish-free", LineType.VARNISH_FREE),
            ):
                self._add(text, picture, AreaTool(session, plain(text), kind, cutouts.rectangle, (0, 0)).by_key)
            text = translate("ContextMenu", "Make It &Stay Put")
            self._add(text, "reset", lambda: session.edit(plain(text), lambda f: tree.set_root(f, name)))
        self.addSeparator()
        self._add(translate("ContextMenu", "Du&plicate"), "duplicate", commands.duplicate)
        self._add(translate("ContextMenu", "Mirror &Left and Right"), "flip-x", lambda: commands.flip("x"))
        self._add(translate("ContextMenu", "Mirror &Top and Bottom"), "flip-y", lambda: commands.flip("y"))
        self._add(translate("ContextMenu", "&Delete"), "delete", commands.remove)

    def _types(self, path: tuple[str | int, ...], kinds: tuple[LineType, ...]) -> None:
        menu = self.addMenu(translate("ContextMenu", "L&ine Type"))
        now = get(self._session.file, path)
        text = translate("ContextMenu", "Change line type")
        for words, kind in line_types(kinds):
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(kind is now)
            action.triggered.connect(lambda _, kind=kind: self._session.edit(text, lambda file: put(file, path, kind)))

    def _add(self, text: str, picture: str, run: Run) -> QAction:
        action = self.addAction(icon(picture), text)
        action.triggered.connect(lambda _: run())
        return action

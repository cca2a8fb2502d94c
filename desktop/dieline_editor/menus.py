"""The editor's menu bar and its two toolbars: commands along the top, tools down the left side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolBar

from desktop.actions import Actions, Keys
from desktop.canvas.view import ZOOM_STEP
from desktop.dialogs.about import show_shortcuts
from desktop.dieline_editor.toolbox import Entry, adding, shaping
from desktop.tool_bar import ToolBar

if TYPE_CHECKING:
    from desktop.dieline_editor.window import DielineEditor

translate = QCoreApplication.translate

DOCK_KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "K", "L")


class EditorMenus:
    """Builds them once."""

    def __init__(self, window: DielineEditor) -> None:
        self._window = window
        self.actions = Actions(window)
        self._tools = QActionGroup(window)
        select = Entry(translate("EditorMenus", "&Select and Move"), "V", "pointer", lambda: None)
        self.pointer = self._tool(select)
        self.pointer.setChecked(True)
        commands = [*self._file(), None, *self._edit(), None]
        self._add_tools()
        commands += self._view()
        keys = self.actions.make(translate("EditorMenus", "&Keyboard Shortcuts"), self._show_keys, Keys.HelpContents)
        self._menu(translate("EditorMenus", "&Help"), [keys])
        self._bar(translate("EditorMenus", "Commands"), commands, Qt.ToolBarArea.TopToolBarArea)

    def show_tool(self, tool: object) -> None:
        """The pointer came back into the hand by itself."""
        if tool is self._window.canvas.pointer_tool:
            self.pointer.setChecked(True)

    def _show_keys(self) -> None:
        show_shortcuts(self._window, self.actions.listing())

    def _file(self) -> list[QAction | None]:
        window, keeping, make = self._window, self._window.keeping, self.actions.make
        new = make(translate("EditorMenus", "&New"), keeping.start_new, Keys.New, "new")
        open_ = make(translate("EditorMenus", "&Open…"), keeping.ask_open, Keys.Open, "open")
        imported = make(translate("EditorMenus", "&Import Drawing…"), window.ask_import, "Ctrl+I", "import")
        save = make(translate("EditorMenus", "&Save to My Library"), keeping.save, Keys.Save, "save")
        export = make(translate("EditorMenus", "Save as &File…"), keeping.ask_export, "Ctrl+Shift+S")
        use = make(translate("EditorMenus", "&Use in Document"), window.use, "Ctrl+U", "use")
        close = make(translate("EditorMenus", "&Close"), window.close, Keys.Close)
        entries = [new, open_, imported, None, save, export, None, use, None, close]
        self._menu(translate("EditorMenus", "&File"), entries)
        return [open_, imported, save, use]

    def _edit(self) -> list[QAction | None]:
        window, make = self._window, self.actions.make
        stack = window.session.undo_stack
        undo = self.actions.adopt(stack.createUndoAction(window, translate("EditorMenus", "&Undo")), Keys.Undo, "undo")
        redo = self.actions.adopt(stack.createRedoAction(window, translate("EditorMenus", "&Redo")), Keys.Redo, "redo")
        commands = window.commands
        duplicate = make(translate("EditorMenus", "Du&plicate"), commands.duplicate, "Ctrl+D", "duplicate")
        remove = make(translate("EditorMenus", "&Delete"), commands.remove, Keys.Delete, "delete")
        flip_x = make(
            translate("EditorMenus", "Mirror &Left and Right"), lambda: commands.flip("x"), "Ctrl+H", "flip-x"
        )
        flip_y = make(
            translate("EditorMenus", "Mirror &Top and Bottom"), lambda: commands.flip("y"), "Ctrl+J", "flip-y"
        )
        snapping = self.actions.toggle(
            translate("EditorMenus", "S&nap"), window.canvas.use_snapping, on=True, shortcut="Ctrl+.", picture="magnet"
        )
        shared = self.actions.toggle(
            translate("EditorMenus", "Change &Shared Shapes Together"), window.share_shapes, on=False, shortcut="Ctrl+T"
        )
        centre = make(translate("EditorMenus", "&Centre on the Panel"), commands.centre, "Ctrl+E", "crosshair")
        entries = [undo, redo, None, duplicate, remove, None, centre, flip_x, flip_y, None, snapping, shared]
        self._menu(translate("EditorMenus", "&Edit"), entries)
        return [undo, redo, None, duplicate, remove, flip_x, flip_y, None, snapping]

    def _add_tools(self) -> None:
        session = self._window.session
        put = [self._tool(each) if each else None for each in adding(session)]
        shape = [self._tool(each) for each in shaping(session)]
        self._menu(translate("EditorMenus", "&Add"), put)
        self._menu(translate("EditorMenus", "&Shape"), [self.pointer, None, *shape])
        self._bar(
            translate("EditorMenus", "Tools"), [self.pointer, None, *put, None, *shape], Qt.ToolBarArea.LeftToolBarArea
        )

    def _view(self) -> list[QAction | None]:
        window, canvas, make = self._window, self._window.canvas, self.actions.make
        closer = make(translate("EditorMenus", "Zoom &In"), lambda: canvas.zoom(ZOOM_STEP), Keys.ZoomIn, "zoom-in")
        wider = make(
            translate("EditorMenus", "Zoom &Out"), lambda: canvas.zoom(1 / ZOOM_STEP), Keys.ZoomOut, "zoom-out"
        )
        fit = make(translate("EditorMenus", "&Fit in Window"), canvas.fit, "0", "zoom-fit")
        menu = self._menu(translate("EditorMenus", "&View"), [closer, wider, fit, None])
        board = make(translate("EditorMenus", "Go to the &Drawing"), canvas.setFocus, "Ctrl+0")
        menu.addAction(board)
        panels = menu.addMenu(translate("EditorMenus", "&Panels"))
        for key, dock in zip(DOCK_KEYS, window.docks, strict=True):
            text = f"&{key} {dock.windowTitle()}"
            panels.addAction(make(text, lambda dock=dock: window.show_dock(dock), f"Ctrl+{key}"))
        return [wider, closer, fit]

    def _tool(self, entry: Entry) -> QAction:
        action = self.actions.make(entry.text, lambda: self._window.canvas.use(entry.make()), entry.keys, entry.icon)
        action.setCheckable(True)
        self._tools.addAction(action)
        return action

    def _menu(self, title: str, actions: Sequence[QAction | None]) -> QMenu:
        menu = self._window.menuBar().addMenu(title)
        _fill(menu, actions)
        return menu

    def _bar(self, title: str, actions: Sequence[QAction | None], area: Qt.ToolBarArea) -> None:
        bar = ToolBar(title, self._window)
        bar.setObjectName(title)
        _fill(bar, actions)
        self._window.addToolBar(area, bar)


def _fill(into: QMenu | QToolBar, actions: Sequence[QAction | None]) -> None:
    for action in actions:
        if action is None:
            into.addSeparator()
        else:
            into.addAction(action)

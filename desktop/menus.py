"""The menu bar and the toolbar: which action stands where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolBar

from desktop import theme
from desktop.actions import Actions, Keys
from desktop.canvas.view import ZOOM_STEP
from desktop.i18n import LANGUAGES
from desktop.plates.work import Look
from desktop.printing.words import preset_options
from desktop.tool_bar import ToolBar

if TYPE_CHECKING:
    from desktop.window import MainWindow

translate = QCoreApplication.translate

SEPARATOR = None


class Menus:
    """Builds them once; the recent files are filled in each time their menu opens."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.actions = Actions(window)
        self._recent = QMenu(translate("Menus", "Open Re&cent"), window)
        self._recent.aboutToShow.connect(self._fill_recent)
        tools: list[Sequence[QAction | None]] = [self._file(), self._edit(), self._insert()]
        self._dieline()
        tools.append([*self._models(), SEPARATOR, *self._view()])
        self._help()
        self._toolbar(tools)

    def _file(self) -> list[QAction]:
        window, files, exports = self._window, self._window.files, self._window.exports
        make = self.actions.make
        new = make(translate("Menus", "&New…"), window.ask_new, Keys.New, "new")
        open_ = make(translate("Menus", "&Open…"), files.ask_open, Keys.Open, "open")
        save = make(translate("Menus", "&Save"), files.save, Keys.Save, "save")
        save_as = make(translate("Menus", "Save &As…"), files.save_as, Keys.SaveAs)
        pdf = make(translate("Menus", "&Export Print PDF…"), exports.ask_pdf, "Ctrl+E", "export-pdf")
        proof = make(translate("Menus", "Export &Proof…"), exports.ask_proof, "Ctrl+Shift+E", "proof")
        light = make(translate("Menus", "&Light Copy for Mail…"), exports.ask_light_copy)
        png = make(translate("Menus", "Export PN&G…"), exports.ask_png, "Ctrl+Alt+E")
        again = make(translate("Menus", "Export Print PDF Aga&in"), exports.pdf_again, "Ctrl+Alt+Shift+E")
        paper = make(translate("Menus", "Print Pape&r Proof…"), window.printing.ask_paper_proof, Keys.Print, "print")
        foreign = make(translate("Menus", "Pre&flight a PDF…"), window.printing.ask_preflight_pdf)
        houses = make(translate("Menus", "Printers’ Prese&ts…"), window.printing.edit_presets)
        quit_ = make(translate("Menus", "&Quit"), window.close, Keys.Quit)
        quit_.setMenuRole(QAction.MenuRole.QuitRole)
        menu = self._menu(translate("Menus", "&File"), [new, open_])
        menu.addMenu(self._recent)
        self._fill(menu, [SEPARATOR, save, save_as, SEPARATOR, pdf, again, proof, light, png])
        self._fill(menu, [SEPARATOR, paper, SEPARATOR, foreign, houses, SEPARATOR, quit_])
        return [new, open_, save, pdf]

    def _edit(self) -> list[QAction]:
        window, make = self._window, self.actions.make
        stack = window.session.undo_stack
        undo = stack.createUndoAction(window, translate("Menus", "&Undo"))
        redo = stack.createRedoAction(window, translate("Menus", "&Redo"))
        self.actions.adopt(undo, Keys.Undo, "undo")
        self.actions.adopt(redo, Keys.Redo, "redo")
        duplicate = make(translate("Menus", "Du&plicate"), window.layers.duplicate, "Ctrl+D", "duplicate")
        delete = make(translate("Menus", "&Delete"), window.layers.delete, Keys.Delete, "delete")
        window.needs_selection = [duplicate, delete]
        canvas = window.canvas
        drag = self.actions.toggle(
            translate("Menus", "Dra&g in Artwork"), canvas.use_drag_tool, on=False, shortcut="G", picture="drag"
        )
        canvas.drag_tool_used.connect(drag.setChecked)
        menu = self._menu(translate("Menus", "&Edit"), [undo, redo, SEPARATOR, duplicate, delete, SEPARATOR, drag])
        self._picture(menu)
        return [undo, redo, drag]

    def _picture(self, menu: QMenu) -> None:
        """What can be done to the selected picture; each opens its form in the layers dock."""
        window, photo = self._window, self._window.photo
        picture = menu.addMenu(translate("Menus", "P&icture"))
        bring_up = self.actions.make(translate("Menus", "&Bring Up to the Printer's Resolution"), photo.bring_up)
        self._fill(picture, [bring_up, SEPARATOR])
        words = {
            "upscale": translate("Menus", "En&large…"),
            "enhance": translate("Menus", "&Enhance…"),
            "cutout": translate("Menus", "&Cut Out…"),
            "inpaint": translate("Menus", "&Fill In…"),
            "palette": translate("Menus", "C&olours…"),
            "vectorise": translate("Menus", "&Vectorise…"),
        }
        for kind, text in words.items():
            picture.addAction(self.actions.make(text, partial(window.edit_picture, kind)))
        menu.aboutToShow.connect(lambda: picture.setEnabled(photo.able))

    def _insert(self) -> list[QAction]:
        layers, make = self._window.layers, self.actions.make
        made = [
            make(translate("Menus", "&Artwork"), layers.add_artwork, "Ctrl+Shift+A", "artwork"),
            make(translate("Menus", "&Text"), layers.add_text, "Ctrl+Shift+T", "text"),
            make(translate("Menus", "&Image…"), layers.ask_picture, "Ctrl+Shift+I", "image"),
            make(translate("Menus", "&Shape"), layers.add_shape, "Ctrl+Shift+R", "shape"),
            make(translate("Menus", "&Barcode"), layers.add_barcode, "Ctrl+Shift+B", "barcode"),
        ]
        place = make(translate("Menus", "&Place PDF or SVG…"), layers.ask_artwork, "Ctrl+Shift+P", "vector")
        for action in made:
            action.setToolTip(translate("Menus", "Insert {0}").format(action.toolTip()))
        self._menu(translate("Menus", "&Insert"), [*made, SEPARATOR, place])
        return made

    def _models(self) -> list[QAction | None]:
        window, make = self._window, self.actions.make
        models = make(translate("Menus", "Mod&els…"), window.browser.present, "Ctrl+Shift+M", "models")
        train = make(translate("Menus", "&Train a Model…"), window.show_training, "Ctrl+Alt+M", "train")
        self._menu(translate("Menus", "&Model"), [models, train])
        return [models, train]

    def _dieline(self) -> None:
        dielines, make = self._window.dielines, self.actions.make
        menu = self._menu(
            translate("Menus", "&Dieline"),
            [
                make(translate("Menus", "&Choose Template…"), dielines.choose, "Ctrl+T"),
                make(translate("Menus", "Edit a Co&py in the Template Editor…"), dielines.edit_copy, "Ctrl+Alt+T"),
                make(translate("Menus", "&Import Drawing…"), dielines.ask_import, "Ctrl+Alt+I"),
                SEPARATOR,
                make(translate("Menus", "&Boards…"), dielines.edit_boards),
                SEPARATOR,
                make(translate("Menus", "Sheet &Layout…"), dielines.lay_out_sheet, "Ctrl+Alt+L"),
                make(translate("Menus", "&Export Dieline…"), dielines.ask_export, "Ctrl+Alt+D"),
            ],
        )
        self.line_names = menu.addMenu(translate("Menus", "&Names of Lines"))
        self._name_lines()
        self._window.printing.presets_changed.connect(self._name_lines)

    def _name_lines(self) -> None:
        """The presets that there are now; those before go with their actions."""
        before = self.line_names.actions()
        if before:
            before[0].actionGroup().deleteLater()
        self.line_names.clear()
        options = {name: title for title, name in preset_options()}
        chosen, choose = self._window.settings.preset, self._window.dielines.choose_preset
        self.line_names.addActions(self.actions.choice(options, chosen, choose))

    def _view(self) -> list[QAction | None]:
        window, canvas, make, toggle = self._window, self._window.canvas, self.actions.make, self.actions.toggle
        closer = make(translate("Menus", "Zoom &In"), lambda: canvas.zoom(ZOOM_STEP), Keys.ZoomIn, "zoom-in")
        wider = make(translate("Menus", "Zoom &Out"), lambda: canvas.zoom(1 / ZOOM_STEP), Keys.ZoomOut, "zoom-out")
        fit = make(translate("Menus", "&Fit in Window"), canvas.fit, "0", "zoom-fit")
        actual = make(translate("Menus", "&Actual Size"), canvas.actual_size, "1")
        double = make(translate("Menus", "&Twice Actual Size"), lambda: canvas.actual_size(2.0), "2")
        inside = toggle(
            translate("Menus", "I&nside of the Board"), window.show_inside, on=False, shortcut="I", picture="flip"
        )
        window.scene.changed.connect(lambda: inside.setChecked(window.scene.side == "inside"))
        parts = [
            (translate("Menus", "&Dieline"), "dieline", "D", "dieline"),
            (translate("Menus", "&Panel Names"), "labels", "N", ""),
            (translate("Menus", "&Rulers"), "rulers", "R", ""),
            (translate("Menus", "Cut to Tri&m"), "trimmed", "T", ""),
            (translate("Menus", "Resolution of Pi&ctures"), "resolution", "Q", ""),
        ]
        switches = [
            toggle(text, partial(canvas.show_option, name), on=canvas.options[name], shortcut=key, picture=art)
            for text, name, key, art in parts
        ]
        menu = self._menu(
            translate("Menus", "&View"), [closer, wider, fit, actual, double, SEPARATOR, inside, *switches]
        )
        self._press(menu)
        menu.addSeparator()
        panels = menu.addMenu(translate("Menus", "Pane&ls"))
        for number, dock in enumerate(window.docks, start=1):
            text = f"&{number} {dock.windowTitle()}"
            panels.addAction(make(text, partial(window.show_dock, dock), f"Ctrl+{number}"))
        hide = toggle(translate("Menus", "&Show Panels"), window.show_docks, on=True, shortcut="Ctrl+0")
        self._fill(panels, [SEPARATOR, hide])
        self._appearance(menu)
        return [inside, switches[0], SEPARATOR, wider, closer, fit]

    def _press(self, menu: QMenu) -> None:
        """The page as it comes off the press; the dock of the plates follows, and is followed."""
        press = self._window.press
        looks = {
            Look.OFF: (translate("Menus", "As on the &Screen"), "F5"),
            Look.PROOF: (translate("Menus", "Soft &Proof"), "F6"),
            Look.PLATES: (translate("Menus", "P&lates"), "F7"),
            Look.INK: (translate("Menus", "&Ink Coverage"), "F8"),
            Look.GAMUT: (translate("Menus", "&Gamut Warning"), "F9"),
        }
        actions = self.actions.choice({look: text for look, (text, _) in looks.items()}, press.look, press.use)
        for action, (look, (_, key)) in zip(actions, looks.items(), strict=True):
            self.actions.adopt(action, key, "")
            press.look_changed.connect(lambda now, look=look, action=action: action.setChecked(now is look))
        menu.addSeparator()
        menu.addMenu(translate("Menus", "Press Vie&w")).addActions(actions)
        check = translate("Menus", "R&un Preflight")
        menu.addAction(self.actions.make(check, self._window.run_preflight, "Ctrl+Alt+F", "preflight"))

    def _appearance(self, menu: QMenu) -> None:
        window = self._window
        looks = {
            "system": translate("Menus", "As the System"),
            theme.LIGHT.name: translate("Menus", "Light"),
            theme.DARK.name: translate("Menus", "Dark"),
        }
        languages = {"": translate("Menus", "As the System"), **LANGUAGES}
        settings = window.settings
        themes = menu.addMenu(translate("Menus", "T&heme"))
        themes.addActions(self.actions.choice(looks, settings.theme, window.choose_theme))
        spoken = menu.addMenu(translate("Menus", "Lan&guage"))
        spoken.addActions(self.actions.choice(languages, settings.language, window.choose_language))

    def _help(self) -> None:
        make = self.actions.make
        keys = make(translate("Menus", "&Keyboard Shortcuts"), self._window.show_shortcuts, Keys.HelpContents)
        about = make(translate("Menus", "&About Dieloom"), self._window.show_about)
        about.setMenuRole(QAction.MenuRole.AboutRole)
        self._menu(translate("Menus", "&Help"), [keys, about])

    def _toolbar(self, groups: Iterable[Sequence[QAction | None]]) -> None:
        bar = ToolBar(translate("Menus", "Toolbar"), self._window)
        bar.setObjectName("toolbar")  # under which the window's layout is saved
        for group in groups:
            self._fill(bar, [*group, SEPARATOR])
        self._window.addToolBar(bar)

    def _menu(self, title: str, actions: Sequence[QAction | None]) -> QMenu:
        menu = self._window.menuBar().addMenu(title)
        self._fill(menu, actions)
        return menu

    def _fill(self, into: QMenu | QToolBar, actions: Sequence[QAction | None]) -> None:
        for action in actions:
            if action is SEPARATOR:
                into.addSeparator()
            else:
                into.addAction(action)

    def _fill_recent(self) -> None:
        self._recent.clear()
        for path in self._window.settings.recent:
            action = self._recent.addAction(str(path))
            action.triggered.connect(lambda _, path=path: self._window.files.open(path))
        self._recent.setEnabled(True)
        if self._recent.isEmpty():
            self._recent.addAction(translate("Menus", "No recent designs")).setEnabled(False)

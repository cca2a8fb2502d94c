"""The main window: it puts canvas, docks, menus and status bar together and passes word between them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QTabWidget, QWidget

from core.pictures.images import FORMATS
from core.units import MM_PER_INCH
from desktop import theme
from desktop.canvas.scene import Scene
from desktop.canvas.tiles import Tiles
from desktop.canvas.view import Canvas
from desktop.canvas.viewport import Viewport
from desktop.dialogs.about import show_about, show_shortcuts
from desktop.dialogs.messages import ask_what_for
from desktop.dialogs.new_document import NewDocument
from desktop.dieline_commands import DielineCommands
from desktop.dieline_watch import DielineWatch
from desktop.docks import build_docks
from desktop.exports import Exports
from desktop.files import SUFFIX, Files
from desktop.fold.panel import FoldPanel
from desktop.inks.panel import InksPanel
from desktop.lanes import Lanes
from desktop.layer_commands import LayerCommands
from desktop.menus import Menus
from desktop.models.book import ModelBook
from desktop.models.browser import ModelBrowser
from desktop.models.facts import models_in, title_of
from desktop.models.use import UseModel
from desktop.panels.dieline import DielinePanel
from desktop.panels.latents import LatentsPanel
from desktop.panels.sections import Fold, Section
from desktop.photo.badges import Badges
from desktop.photo.developing import Developer
from desktop.photo.section import PhotoSection
from desktop.plates.panel import PlatesPanel
from desktop.plates.view import PressView
from desktop.preflight.checker import Preflight
from desktop.preflight.panel import PreflightPanel
from desktop.printing.commands import Printing
from desktop.session import Session
from desktop.settings import Settings
from desktop.status import Status
from desktop.styles.panel import StylePanel

if TYPE_CHECKING:
    from core.press.preflight import Finding
    from desktop.styles.learn import LearnStyleDialog
    from desktop.training.studio import Studio

START_SIZE = (1440, 900)
DOCK_WIDTH, ARTWORK_WIDTH = 300, 364  # a direction's slider wants 110 px and more
PICTURES = {f".{ending}" for ending in (*FORMATS.values(), "jpeg", "tiff")}
DRAWINGS = {".dxf", ".cf2", ".svg", ".pdf", ".ai"}
PLACEABLE = {".svg", ".pdf", ".ai"}  # drawings that may be artwork as well
LEFT_DOCKS = {"dock-dieline", "dock-layers", "dock-inks", "dock-preflight"}


class MainWindow(QMainWindow):
    """Shows one session. The lanes are its caller's: they outlive it."""

    def __init__(self, session: Session, lanes: Lanes, settings: Settings) -> None:
        super().__init__()
        self.session, self.settings = session, settings
        self.needs_selection: list[QAction] = []
        self.status = Status(self)
        self.scene = Scene(session, lanes.composer, self)
        self.developer = Developer(session, lanes.darkroom, self)
        self.tiles = Tiles(lanes.preview, lanes.background, self, lanes.darkroom)
        self.files = Files(self, session, lanes.background, settings)
        self.preflight = Preflight(session, self.scene, self.tiles, lanes.background, self.developer, self)
        jobs = lanes.jobs, self.status.jobs
        self.exports = Exports(self, session, self.scene, self.files, *jobs, self.preflight, settings)
        self.printing = Printing(self, session, self.scene, self.tiles, self.files, self.exports, settings)
        self.layers = LayerCommands(self, session, self.scene, lanes.background, settings)
        self.models = UseModel(session, ModelBook(lanes.background, settings, self), lambda: self.scene.side, self)
        self.browser = ModelBrowser(self.models, lanes.preview, self)
        self._lanes = lanes
        self.training: Studio | None = None  # once it has been asked for
        self.lesson: LearnStyleDialog | None = None  # likewise
        folded = FoldPanel(self.scene, self.tiles, lanes.background, self.exports.ask)
        self.press = PressView(session, self.scene, self.tiles, lanes.background, self)
        self.plates = PlatesPanel(self.press, self.scene)
        self.findings = PreflightPanel(self.preflight)
        slow = lanes.preview, lanes.background, self.developer
        self.docks = build_docks(session, *slow, self.models, folded, self.plates, self.findings, self)
        # After the docks: it asks for the first pictures, and they have to hear of them.
        self.canvas = Canvas(session, self.scene, self.tiles, self)
        self.canvas.lay_over(self.press)
        (self.photo,) = self.findChildren(PhotoSection)
        self.canvas.badges = Badges(self.photo.resolution)
        (panel,) = self.findChildren(DielinePanel)
        (self.styles,) = self.findChildren(StylePanel)
        self.styles.learn_asked.connect(self.learn_style)
        self.dielines = DielineCommands(self, session, self.files, panel, settings)
        self.watch = DielineWatch(session, lanes.background, self)
        self.watch.found.connect(panel.show_findings)
        self.menus = Menus(self)
        self.setCentralWidget(self.canvas)
        self.setStatusBar(self.status)
        self._place_docks()
        self._listen(lanes)
        self.setAcceptDrops(True)
        self.resize(*START_SIZE)
        if settings.geometry and settings.state:
            self.restoreGeometry(settings.geometry)
            self.restoreState(settings.state)
        self._restore_folds()
        self._retitle()
        self._composed()
        self._selected(session.selected)

    def ask_new(self) -> None:
        dialog = NewDocument(self)
        dialog.chosen.connect(self.files.start)
        dialog.open()

    def show_inside(self, on: bool) -> None:
        self.canvas.show_side("inside" if on else "outside")

    def show_dock(self, dock: QDockWidget) -> None:
        """Bring a dock to the front and the keys to it."""
        dock.show()
        dock.raise_()
        dock.widget().setFocus(Qt.FocusReason.ShortcutFocusReason)
        dock.widget().focusNextChild()

    def show_findings(self) -> None:
        (dock,) = [dock for dock in self.docks if dock.widget() is self.findings]
        self.show_dock(dock)

    def edit_picture(self, kind: str) -> None:
        """Open a form for the selected picture, in the layers dock."""
        (dock,) = [dock for dock in self.docks if dock.isAncestorOf(self.photo)]
        self.show_dock(dock)
        self.photo.add(kind)

    def run_preflight(self) -> None:
        """Check the design now, its findings in view."""
        self.show_findings()
        self.preflight.run()

    def show_training(self) -> None:
        """The training studio, made when it is first asked for: the window is up sooner without it."""
        if self.training is None:
            from desktop.training.studio import Studio

            self.training = Studio(self._lanes, self.models, self)
            self.training.said.connect(self.status.say)
            self.training.trains.connect(self.status.show_training)
        self.training.present()

    def learn_style(self) -> None:
        """The window in which a style is learned from the person's own pictures, made when it is first asked for."""
        if self.lesson is None:
            from desktop.styles.learn import LearnStyleDialog

            self.lesson = LearnStyleDialog(self._lanes, parent=self)
            self.lesson.learned.connect(self.styles.learned.look)
            self.lesson.said.connect(self.status.say)
        self.lesson.present()

    def train_further(self, model: str) -> None:
        """The studio with the run that a model is of, or with a new one that begins from it."""
        self.show_training()
        assert self.training is not None
        self.training.train_from(model)

    def show_docks(self, on: bool) -> None:
        for dock in self.docks:
            dock.setVisible(on)

    def choose_theme(self, name: str) -> None:
        self.settings.theme = name
        self._dress()

    def _dress(self, *_: object) -> None:
        theme.apply(_app(), theme.theme_named(self.settings.theme))
        self.menus.actions.tint()

    def choose_language(self, code: str) -> None:
        self.settings.language = code
        self.status.say(self.tr("The language changes when Dieloom is started again."))

    def show_shortcuts(self) -> None:
        show_shortcuts(self, self.menus.actions.listing())

    def show_about(self) -> None:
        show_about(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files_of(event) or models_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A design is opened, a picture or artwork becomes a layer, a drawing a dieline, a model draws the artwork."""
        for path in models_in(event.mimeData())[:1]:
            self.models.use(str(path))
        for path in _files_of(event):
            if path.suffix.lower() == SUFFIX:
                self.files.open(path)
            elif path.suffix.lower() in PLACEABLE:
                place, cut = partial(self.layers.place_artwork, path), partial(self.dielines.import_drawing, path)
                ask_what_for(self, path.name, place, cut)
            elif path.suffix.lower() in DRAWINGS:
                self.dielines.import_drawing(path)
            else:
                self.layers.add_picture(path)
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not (self.dielines.close_editors() and self.files.may_close(self.close)):
            event.ignore()
            return
        self.canvas.use_drag_tool(False)
        self.developer.cancel_all()
        self.tiles.stop()
        if self.training is not None:
            self.training.pause()
        if self.lesson is not None:
            self.lesson.pause()
        self.settings.keep_window(self.saveGeometry(), self.saveState())
        self.settings.folded = sorted(name for name, fold in self._folds().items() if not fold.isChecked())
        self.settings.unfolded = sorted(name for name, fold in self._folds().items() if fold.isChecked())
        self.files.forget_snapshot()
        event.accept()

    def _folds(self) -> dict[str, Fold]:
        """The headings that fold, by the kind of their section."""
        sections = [each for dock in self.docks for each in dock.widget().findChildren(Section)]
        return {type(each).__name__: each.fold for each in sections if each.fold is not None}

    def _restore_folds(self) -> None:
        """As they were left; a section that was not there then is as it was made."""
        for name, fold in self._folds().items():
            if name in (*self.settings.folded, *self.settings.unfolded):
                fold.setChecked(name in self.settings.unfolded)

    def _place_docks(self) -> None:
        """Two columns of tabs: what the pack is made of on the left, how its artwork is grown on the right."""
        self.setDocumentMode(True)
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        right, left = Qt.DockWidgetArea.RightDockWidgetArea, Qt.DockWidgetArea.LeftDockWidgetArea
        for area in (left, right):
            docks = [dock for dock in self.docks if (dock.objectName() in LEFT_DOCKS) == (area == left)]
            for before, dock in zip([None, *docks], docks, strict=False):
                self.addDockWidget(area, dock)
                dock.setTitleBarWidget(QWidget(dock))  # its tab names it already
                if before is not None:
                    self.tabifyDockWidget(before, dock)
            docks[0].raise_()
        widths = [DOCK_WIDTH if dock.objectName() in LEFT_DOCKS else ARTWORK_WIDTH for dock in self.docks]
        self.resizeDocks(self.docks, widths, Qt.Orientation.Horizontal)

    def _listen(self, lanes: Lanes) -> None:
        self.status.training.clicked.connect(self.show_training)
        lanes.preview.state.connect(self.status.show_engine)
        lanes.preview.failed.connect(self.status.say)
        lanes.preview.noticed.connect(self.status.say)
        _app().styleHints().colorSchemeChanged.connect(self._dress)
        self.scene.problem_changed.connect(self.status.show_problem)
        self.scene.changed.connect(self._composed)
        self.canvas.pointer_moved.connect(self.status.show_pointer)
        self.canvas.pointer_moved.connect(self.plates.show_pointer)
        self.canvas.viewport_changed.connect(self._zoomed)
        self.canvas.drag_tool.failed.connect(self.status.say)
        self.tiles.failed.connect(lambda error: self.status.say(str(error)))
        self._listen_to_photos()
        self.files.path_changed.connect(self._retitle)
        self.files.said.connect(self.status.say)
        self.dielines.said.connect(self.status.say)
        self.models.used.connect(lambda model: self.status.say(self.tr("Now using {0}.").format(title_of(model))))
        self.models.refused.connect(self.browser.explain)
        self.models.browser_asked.connect(self.browser.present)
        self.models.book.reading.connect(self._show_reading)
        self.browser.unloaded.connect(self.status.say)
        self.files.busy.connect(lambda on: self.status.show_engine(self.tr("Working on the disk…") if on else ""))
        (inks,) = self.findChildren(InksPanel)
        inks.printing.presets_asked.connect(self.printing.edit_presets)
        self.printing.presets_changed.connect(inks.printing.refresh)
        self.printing.presets_changed.connect(self.preflight.refresh)
        self.printing.presets_changed.connect(self.press.refresh)
        self.exports.findings_asked.connect(self.show_findings)
        self.findings.chosen.connect(self._show_finding)
        self.findings.pointed_at.connect(self._point_out)
        self.findings.gone_to.connect(self._go_to_finding)
        self.session.undo_stack.cleanChanged.connect(self._retitle)
        self.session.selection_changed.connect(self._selected)
        for panel in self.findChildren(LatentsPanel):
            panel.recreate.tried.connect(self.tiles.lend)
            panel.recreate.over.connect(self.tiles.give_back)
            panel.gate.train_asked.connect(self.train_further)

    def _listen_to_photos(self) -> None:
        photo, developer = self.photo, self.developer
        photo.brush_asked.connect(self.canvas.use_brush)
        photo.brush_over.connect(self.canvas.put_brush_down)
        photo.resolution.changed.connect(self.canvas.update)
        self.canvas.brush_tool.accepted.connect(photo.use_masks)
        self.printing.presets_changed.connect(photo.resolution.refresh)
        developer.failed.connect(lambda _, error: self.status.say(str(error)))
        developer.changed.connect(self._show_developing)
        developer.progress.connect(self._show_developing)

    def _show_developing(self, *_: object) -> None:
        running = self.developer.all_running
        self.status.show_developing(running[0].text if running else "", running[0].fraction if running else None)

    def _show_finding(self, finding: Finding) -> None:
        """On its side, with the layer that is at fault selected."""
        self.canvas.show_side("inside" if finding.page else "outside")
        if finding.layer is not None:
            self.session.select(finding.layer)

    def _point_out(self, finding: Finding | None) -> None:
        where = finding.where if finding else None
        self.canvas.pointing.point_out(where, "inside" if finding and finding.page else "outside")

    def _go_to_finding(self, finding: Finding) -> None:
        self._show_finding(finding)
        if finding.where is not None:
            self.canvas.go_to(finding.where)

    def _show_reading(self, file: str) -> None:
        self.status.show_engine(self.tr("Reading {0}…").format(file) if file else "")

    def _retitle(self, *_: object) -> None:
        self.setWindowTitle(f"{self.files.name}[*] — Dieloom")
        self.setWindowModified(self.files.dirty)

    def _composed(self) -> None:
        if self.scene.outline is not None:
            blank = self.scene.outline.blank
            self.status.show_blank(blank.width, blank.height)
        self._zoomed(self.canvas.viewport)

    def _zoomed(self, viewport: Viewport) -> None:
        natural = self.screen().physicalDotsPerInch() / self.devicePixelRatioF() / MM_PER_INCH
        self.status.show_zoom(viewport.scale / natural)

    def _selected(self, layer_id: str | None) -> None:
        for action in self.needs_selection:
            action.setEnabled(layer_id is not None)


def _files_of(event: QDropEvent) -> list[Path]:
    """The designs, pictures and drawings that are being dropped."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in {SUFFIX, *PICTURES, *DRAWINGS}]


def _app() -> QApplication:
    app = QCoreApplication.instance()
    assert isinstance(app, QApplication)
    return app

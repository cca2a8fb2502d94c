"""The editor's window: the drawing in the middle, its structure on the left, the pack and the selection on the right,
the tables below."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow, QSizePolicy, QStatusBar, QTabWidget, QWidget

from core.dieline.editing.hits import Part
from core.dieline.editing.items import Item
from core.dieline.schema import TemplateFile
from core.errors import DieloomError
from core.geometry import Point
from desktop.dieline_editor.canvas.view import EditorCanvas
from desktop.dieline_editor.checker import Checker
from desktop.dieline_editor.commands import Commands
from desktop.dieline_editor.context import ContextMenu
from desktop.dieline_editor.facts import Boards, Facts
from desktop.dieline_editor.findings import Entry, Findings
from desktop.dieline_editor.folding import Folding
from desktop.dieline_editor.inspector import Inspector
from desktop.dieline_editor.keeping import Keeping
from desktop.dieline_editor.menus import EditorMenus
from desktop.dieline_editor.session import EditorSession
from desktop.dieline_editor.sizes import Sizes
from desktop.dieline_editor.structure import Structure
from desktop.dieline_editor.sweeping import Sweeping
from desktop.dieline_editor.tables import ConstraintTable, FormulaTable, ParameterTable
from desktop.workers.background import Background

START_SIZE = (1480, 940)
LEFT, RIGHT, BELOW, FOLDED = 300, 340, 230, 400  # px
MESSAGE_MS = 8000
QUIET_MS = 150  # after the last change the checks begin: they would slow a drag down


class DielineEditor(QMainWindow):
    """Edits one template. It is not modal; closing it asks about unsaved changes, and deletes it."""

    saved = Signal(object)  # TemplateFile, now in the person's library
    use_in_document = Signal(object)  # TemplateFile

    def __init__(self, parent: QWidget | None, template_file: TemplateFile) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.session = EditorSession(template_file, self)
        # A sweep takes a while; what is read and dressed meanwhile does not wait behind it.
        self.background, self.sweeps, self.checker = Background(self), Background(self), Checker(self)
        self.canvas = EditorCanvas(self.session, self)
        self.keeping = Keeping(self, self.session)
        self.commands = Commands(self, self.session)
        self.formulas, self.parameters = FormulaTable(self.session), ParameterTable(self.session)
        self.constraints, self.boards = ConstraintTable(self.session), Boards(self.session)
        self.findings, self.sweeping = Findings(self.session), Sweeping(self.session, self.sweeps)
        self.folding = Folding(self.session, self.background)
        self.structure, self.inspector = Structure(self.session), Inspector(self.session)
        self.sizes, self.facts = Sizes(self.session), Facts(self.session)
        self._words, self._place = QLabel(), QLabel()
        self._quiet = QTimer(self, interval=QUIET_MS, singleShot=True)
        self._quiet.timeout.connect(self._ask_checks)
        self.setCentralWidget(self.canvas)
        self._findings_dock = self._dock("findings", self.tr("Findings"), self.findings)
        self.docks = self._make_docks()
        self._arrange()
        self._status()
        self.menus = EditorMenus(self)
        self._listen()
        self.resize(QSize(*START_SIZE).boundedTo(self.screen().availableSize()))
        self._retitle()
        self._settled()

    @property
    def file(self) -> TemplateFile:
        return self.session.file

    def use(self) -> None:
        """Hand the template to the open document; one with errors is refused with the first of them."""
        if self.session.now.error is not None:
            self._refuse(self.session.now.error)
        else:
            self.use_in_document.emit(self.session.file)
            self.say(self.tr("The document uses {0} now.").format(self.session.file.code))

    def share_shapes(self, on: bool) -> None:
        """Whether corners of a shape are changed for all figures that have it, or for one that then leaves it."""
        self.session.shared = on

    def ask_import(self) -> None:
        """A drawing of another program takes the place of the template; undo brings it back."""
        from desktop.dieline_editor.importing import ask_drawing

        path = ask_drawing(self, Path.home())
        if path is not None:
            self.import_drawing(path)

    def import_drawing(self, path: Path) -> None:
        """That drawing; it lies elsewhere than the blank before, so it is shown whole."""
        from desktop.dieline_editor.importing import Importing

        importing = Importing(self, self.session, self.background)
        importing.done.connect(self.canvas.fit)
        importing.read(path)

    def say(self, text: str) -> None:
        self.statusBar().showMessage(text, MESSAGE_MS)

    def show_dock(self, dock: QDockWidget) -> None:
        """Bring a dock to the front and the keys to it."""
        dock.show()
        dock.raise_()
        dock.widget().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_to(self, entry: Entry) -> None:
        """Where a finding is: a place on the blank, a cell of a table, or a figure's field."""
        if entry.place is not None:
            self.canvas.go_to(entry.place)
            self.canvas.setFocus()
        if not entry.path:
            return
        head, *rest = entry.path
        if head == "formulas":
            self._show_cell(self.formulas, list(self.file.formulas).index(str(rest[0])), 1)
        elif head == "parameters":
            self._show_cell(self.parameters, int(rest[0]), {"default": 3, "min": 4, "max": 5}[str(rest[1])])
        elif head == "constraints":
            self._show_cell(self.constraints, int(rest[0]), 0)
        elif head in ("panels", "marks"):
            self._select(Item(head, int(rest[0])), rest[1:])  # type: ignore[arg-type]  # one of the two kinds
        elif head in ("inside", "blank", "die", "outside"):
            self.show_dock(self._dock_of(self.facts))

    def showEvent(self, event: QShowEvent) -> None:
        for lane in (self.background, self.sweeps, self.checker):
            if not lane.isRunning():
                lane.start()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "menus"):
            self.menus.actions.tint()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.keeping.may_leave():
            event.ignore()
            return
        self._stop()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window that it belongs to closes only when the editor may."""
        if watched is self.parent() and event.type() == QEvent.Type.Close and self.isVisible() and not self.close():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _stop(self) -> None:
        self.sweeping.cancel()
        for lane in (self.background, self.sweeps, self.checker):
            if lane.isRunning():
                lane.stop()

    # Putting it together

    def _make_docks(self) -> list[QDockWidget]:
        return [
            self._dock("structure", self.tr("Structure"), self.structure),
            self._dock("sizes", self.tr("Trial size"), self.sizes),
            self._dock("folding", self.tr("Folded"), self.folding),
            self._dock("selection", self.tr("Selection"), self.inspector),
            self._dock("template", self.tr("Template"), self.facts),
            self._dock("formulas", self.tr("Formulas"), self.formulas),
            self._dock("parameters", self.tr("Parameters"), self.parameters),
            self._dock("constraints", self.tr("Constraints"), self.constraints),
            self._dock("boards", self.tr("Boards"), self.boards),
            self._findings_dock,
            self._dock("sweep", self.tr("Test sweep"), self.sweeping),
        ]

    def _dock(self, name: str, title: str, panel: QWidget) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(f"editor-{name}")
        dock.setWidget(panel)
        return dock

    def _dock_of(self, panel: QWidget) -> QDockWidget:
        return next(dock for dock in self.docks if dock.widget() is panel)

    def _arrange(self) -> None:
        self.setDocumentMode(True)
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        areas = Qt.DockWidgetArea
        right = areas.RightDockWidgetArea
        groups = [
            (areas.LeftDockWidgetArea, self.docks[:2]),
            (right, self.docks[2:3]),
            (right, self.docks[3:5]),
            (areas.BottomDockWidgetArea, self.docks[5:]),
        ]
        for area, docks in groups:
            for before, dock in zip([None, *docks], docks, strict=False):
                self.addDockWidget(area, dock)
                dock.setTitleBarWidget(QWidget(dock))  # its tab names it already
                if before is not None:
                    self.tabifyDockWidget(before, dock)
            docks[0].raise_()
        for corner in (Qt.Corner.BottomLeftCorner, Qt.Corner.TopLeftCorner):
            self.setCorner(corner, areas.LeftDockWidgetArea)
        for corner in (Qt.Corner.BottomRightCorner, Qt.Corner.TopRightCorner):
            self.setCorner(corner, areas.RightDockWidgetArea)
        self.resizeDocks([self.docks[0], self.docks[3]], [LEFT, RIGHT], Qt.Orientation.Horizontal)
        self.resizeDocks([self.docks[5]], [BELOW], Qt.Orientation.Vertical)
        self.resizeDocks([self.docks[2], self.docks[3]], [FOLDED, FOLDED], Qt.Orientation.Vertical)

    def _status(self) -> None:
        bar = QStatusBar(self)
        bar.setSizeGripEnabled(False)
        # A long explanation must not widen the window; its tip shows all of it.
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        bar.addWidget(self._words, 1)
        bar.addPermanentWidget(self._place)
        self._place.setMinimumWidth(bar.fontMetrics().horizontalAdvance("0000.00, 0000.00 mm   0000.00 × 0000.00 mm"))
        self.setStatusBar(bar)

    def _listen(self) -> None:
        session = self.session
        session.settled.connect(self._settled)
        session.refused.connect(self._refuse)
        session.undo_stack.cleanChanged.connect(self._retitle)
        self.canvas.pointer_moved.connect(self._point)
        self.canvas.menu_wanted.connect(lambda at: ContextMenu(self, session, self.commands).popup(at))
        self.canvas.tool_changed.connect(self._hint)
        self.canvas.tool_changed.connect(self.menus.show_tool)
        self.checker.checked.connect(self._checked)
        self.findings.gone_to.connect(self.go_to)
        self.findings.count_changed.connect(self._count)
        self.keeping.said.connect(self.say)
        self.keeping.saved.connect(self.saved)
        _app().aboutToQuit.connect(self._stop)
        if self.parent() is not None:
            self.parent().installEventFilter(self)
        self._hint(self.canvas.tool)

    # Following

    def _settled(self) -> None:
        self._quiet.start()
        self.canvas.show_findings(self.findings.findings)
        self._point(None)
        self._retitle()

    def _ask_checks(self) -> None:
        if self.session.now.outline is not None:
            self.checker.request(self.session.now.outline)

    def _checked(self, outline: object, findings: object) -> None:
        if outline is self.session.now.outline:
            self.findings.show_findings(outline, findings)  # type: ignore[arg-type]  # as the signal says
            self.canvas.show_findings(self.findings.findings)

    def _count(self, count: int) -> None:
        title = self.tr("Findings")
        self._findings_dock.setWindowTitle(f"{title} ({count})" if count else title)

    def _retitle(self, *_: object) -> None:
        name = self.tr("Template editor")  # as the menu calls it
        self.setWindowTitle(f"{self.session.file.code}[*] — {name}")
        self.setWindowModified(self.keeping.dirty)

    def _hint(self, tool: object) -> None:
        self._words.setText(self.canvas.tool.hint())
        self._words.setToolTip(self.canvas.tool.hint())

    def _point(self, point: Point | None) -> None:
        outline = self.session.outline
        size = f"{outline.blank.width:.2f} × {outline.blank.height:.2f} mm" if outline else ""
        at = f"{point.x:.2f}, {point.y:.2f} mm   " if point is not None else ""
        self._place.setText(at + size)

    def _refuse(self, error: DieloomError) -> None:
        self.say(str(error))

    def _show_cell(self, table: FormulaTable | ParameterTable | ConstraintTable, row: int, column: int) -> None:
        self.show_dock(self._dock_of(table))
        table.go_to(row, column)

    def _select(self, item: Item, rest: list[str | int]) -> None:
        corner = rest[0] == "corners" and isinstance(rest[1], int)
        self.session.select(Part(item, "corner", int(rest[1])) if corner else Part(item, "whole"))
        self.show_dock(self._dock_of(self.inspector))


def _app() -> QCoreApplication:
    app = QCoreApplication.instance()
    assert app is not None
    return app

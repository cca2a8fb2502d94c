"""The plates dock: how the page is looked at, which plates are seen, and how much ink is where the pointer is."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
)

from core.geometry import Point
from core.press.plates import PROCESS, Separations
from desktop.canvas.scene import Scene
from desktop.inks.spot_list import ink_colour
from desktop.inks.words import plate_words
from desktop.panels.controls import Choice, describe
from desktop.panels.sections import Column, Note, Section, muted, strip, tab_through
from desktop.plates.legend import HeatLegend
from desktop.plates.view import PressView
from desktop.plates.work import Look

INKS = {"Cyan": "#00a0e0", "Magenta": "#e0007a", "Yellow": "#f5e000", "Black": "#202020"}
EDGE = QColor("#808080")  # black is seen on the dark theme by it, white and varnish on the light one
NAME, MEAN, HERE = range(3)


class PlatesPanel(Column):
    """Steers a :class:`~desktop.plates.view.PressView`."""

    def __init__(self, view: PressView, scene: Scene) -> None:
        super().__init__()
        self._view, self._scene = view, scene
        self._names: tuple[str, ...] = ()
        self._pointer: Point | None = None
        self.look = Choice(self.tr("How the page is looked at"), self._looks())
        self.paper = QCheckBox(self.tr("Colour of the paper"))
        self.plates = self._tree()
        self.all, self.none = QPushButton(self.tr("All")), QPushButton(self.tr("None"))
        self.legend, self.note, self.total, self.working = HeatLegend(), Note(), QLabel(), muted(QLabel(" "))
        self.hint = muted(QLabel(self.tr("Choose a way of looking to see the page as it comes off the press.")))
        self._lay_out()
        self._connect()
        self._show_look(view.look)

    def show_pointer(self, point: Point | None) -> None:
        """Tell what is on each plate at a point of the trim's own coordinates."""
        self._pointer = point
        page = self._scene.page
        if point is None or page is None:
            self._tell({})
        else:
            self._tell(self._view.coverage_at(Point(point.x + page.trim.x0, point.y + page.trim.y0)))

    def _looks(self) -> list[tuple[str, Look]]:
        return [
            (self.tr("As on the screen"), Look.OFF),
            (self.tr("Soft proof"), Look.PROOF),
            (self.tr("Plates"), Look.PLATES),
            (self.tr("Ink coverage"), Look.INK),
            (self.tr("Gamut warning"), Look.GAMUT),
        ]

    def _tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setHeaderLabels([self.tr("Plate"), self.tr("Mean"), self.tr("Here")])
        tree.headerItem().setToolTip(MEAN, self.tr("How much of what is in view the plate covers"))
        tree.headerItem().setToolTip(HERE, self.tr("The tone under the pointer"))
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        describe(tree, self.tr("Plates"))
        tree.setToolTip("")
        header = tree.header()
        header.setAccessibleName(self.tr("Plates"))
        header.setStretchLastSection(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column in (MEAN, HERE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        return tree

    def _lay_out(self) -> None:
        describe(self.all, self.all.text(), self.tr("Show all plates together"))
        describe(self.none, self.none.text(), self.tr("Hide all plates"))
        tip = self.tr("Show white as the paper is, and black as it prints: absolute colorimetric")
        describe(self.paper, self.paper.text(), tip)
        way, seen = Section(self.tr("Press view")), Section(self.tr("Plates"))
        way.add(self.tr("Show"), self.look)
        way.add_wide(self.paper)
        way.add_wide(self.legend)
        way.add_wide(self.note)
        way.add_wide(self.hint)
        seen.add_wide(self.plates)
        seen.add_wide(strip(self.all, self.none))
        seen.add_wide(self.total)
        seen.add_wide(self.working)
        self._seen = seen
        self.fill([way, seen])
        tab_through([way, seen])

    def _connect(self) -> None:
        view = self._view
        self.look.edited.connect(view.use)
        self.paper.clicked.connect(view.show_paper)
        self.all.clicked.connect(lambda: self._check_all(True))
        self.none.clicked.connect(lambda: self._check_all(False))
        self.plates.itemChanged.connect(lambda *_: self._hide())
        self.plates.itemDoubleClicked.connect(lambda item, _: self._solo(item))
        view.look_changed.connect(self._show_look)
        view.settled.connect(self._settled)
        view.failed.connect(self.note.say)
        view.late.connect(self._show_late)

    def _show_late(self, on: bool) -> None:
        """Numbers of an older design step back."""
        self.working.setText(self.tr("Working…") if on else " ")
        self.plates.setEnabled(not on)

    def _show_look(self, look: Look) -> None:
        self.look.show_value(look)
        self.hint.setVisible(look is Look.OFF)
        self._seen.setVisible(look is not Look.OFF)
        self.legend.setVisible(look is Look.INK)
        self.paper.setVisible(look in (Look.PROOF, Look.PLATES, Look.GAMUT))

    def _settled(self) -> None:
        shown = self._view.shown
        if shown is not None:
            self._fill(shown.separations)
            self.legend.show_limit(self._view.limit)

    def _fill(self, found: Separations) -> None:
        """The plates that the page has, and how much ink is on what is seen of each."""
        with QSignalBlocker(self.plates):
            if found.names != self._names:
                self._names = found.names
                self.plates.clear()
                self.plates.addTopLevelItems([self._row(name) for name in found.names])
            for number, name in enumerate(found.names):
                item = self.plates.topLevelItem(number)
                item.setText(MEAN, f"{float(found.plate(name).mean()) / 2.55:.1f} %")
        self.show_pointer(self._pointer)

    def _row(self, name: str) -> QTreeWidgetItem:
        words = plate_words(name)
        item = QTreeWidgetItem([words, "", ""])
        item.setIcon(NAME, QIcon(self._swatch(name)))
        item.setCheckState(NAME, Qt.CheckState.Unchecked if name in self._view.hidden else Qt.CheckState.Checked)
        item.setToolTip(NAME, self.tr("{0}: double-click to see it alone").format(words))
        for column in (MEAN, HERE):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return item

    def _swatch(self, name: str) -> QPixmap:
        picture = QPixmap(14, 14)
        drawing = self._scene.drawing
        spots = {spot.name: spot for spot in drawing.spots} if drawing else {}
        picture.fill(EDGE)
        painter = QPainter(picture)
        colour = ink_colour(spots[name]) if name in spots else QColor(INKS.get(name, "#808080"))
        painter.fillRect(picture.rect().adjusted(1, 1, -1, -1), colour)
        painter.end()
        return picture

    def _tell(self, here: dict[str, float]) -> None:
        with QSignalBlocker(self.plates):
            for number, name in enumerate(self._names):
                text = f"{here[name]:.0f} %" if name in here else ""
                item = self.plates.topLevelItem(number)
                if item.text(HERE) != text:
                    item.setText(HERE, text)
        if here:
            process = sum(here.get(name, 0) for name in PROCESS)
            self.total.setText(self.tr("Process inks here: {0} %").format(f"{process:.0f}"))
        else:
            self.total.setText(" ")

    def _check_all(self, on: bool) -> None:
        with QSignalBlocker(self.plates):
            for number in range(self.plates.topLevelItemCount()):
                self._check(number, on)
        self._hide()

    def _solo(self, item: QTreeWidgetItem) -> None:
        """That plate alone; all of them where it was alone already."""
        row = self.plates.indexOfTopLevelItem(item)
        alone = self._checked() == [row]
        with QSignalBlocker(self.plates):
            for number in range(self.plates.topLevelItemCount()):
                self._check(number, alone or number == row)
        self._hide()

    def _check(self, number: int, on: bool) -> None:
        self.plates.topLevelItem(number).setCheckState(NAME, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _checked(self) -> list[int]:
        items = [self.plates.topLevelItem(number) for number in range(self.plates.topLevelItemCount())]
        return [number for number, item in enumerate(items) if item.checkState(NAME) is Qt.CheckState.Checked]

    def _hide(self) -> None:
        """Plates alone or together are looked at as plates."""
        checked = self._checked()
        self._view.hide_plates(frozenset(name for number, name in enumerate(self._names) if number not in checked))
        if self._view.look in (Look.PROOF, Look.INK, Look.GAMUT) and len(checked) < len(self._names):
            self._view.use(Look.PLATES)

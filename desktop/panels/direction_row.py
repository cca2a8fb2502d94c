"""One direction of the latent space as a row: name, slider, number, layers, lock."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from core.artwork.recipe import Move
from core.gan.direction_files import DirectionInfo
from desktop.panels.controls import describe
from desktop.panels.icons import IconButton
from desktop.panels.layer_range import LayerRange
from desktop.panels.name_field import NameField
from desktop.panels.sections import GAP, row
from desktop.panels.sliders import ValueSlider

REACH = 4.0  # standard deviations that the slider covers; the number may go on to the recipe's own limit of 10
WIDEST = DirectionInfo(name="pc10", method="own")

translate = QCoreApplication.translate


class DirectionRow(QWidget):
    """Edits one :class:`Move`; a locked row keeps its value through edits, resets and dice."""

    edited = Signal(object, str)  # Move, gesture
    renamed = Signal(str, str)  # the direction, its new label
    locked_changed = Signal(str, bool)
    remove_asked = Signal(str)

    def __init__(self, info: DirectionInfo) -> None:
        super().__init__()
        self.info = info
        self._showing = False
        title = title_of(info)
        self.name = NameField(title, title_of(WIDEST))
        self.slider = ValueSlider(title, -REACH, REACH, limits=(-10, 10))
        self.range = LayerRange(title)
        self.range.show_layers(info.layers)
        self.lock = IconButton("unlocked", title, checked="locked")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        line.addWidget(self.name)
        line.addWidget(self.slider, 1)
        line.addLayout(row(self.range, self.lock, spacing=0))
        key = QShortcut(QKeySequence(Qt.Key.Key_F2), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.name.begin)
        self.name.writing.connect(lambda on: self.slider.setVisible(not on))
        self.name.renamed.connect(lambda label: self.renamed.emit(self.direction, label))
        self.slider.edited.connect(lambda value, gesture: self.edited.emit(self.move_(value), gesture))
        self.range.edited.connect(lambda _: self.edited.emit(self.move_(self.slider.value()), ""))
        self.lock.toggled.connect(self._locked)
        self.show_info(info)

    @property
    def direction(self) -> str:
        return self.info.name

    @property
    def locked(self) -> bool:
        return self.lock.isChecked()

    def move_(self, value: float) -> Move:
        return Move(direction=self.direction, value=value, layers=self.range.layers(), step=self.info.step)

    def show_info(self, info: DirectionInfo) -> None:
        """Be the row of this direction, with the name and the lock that the model's files say."""
        if info.name != self.info.name:
            self.forget(info)
        self.info = info
        title = title_of(info)
        self.name.show_name(title)
        for control in (self.slider.slider, self.slider.box):
            describe(control, title)
        self.slider.slider.setToolTip(self.tr("{0}: drag, or double-click to reset").format(title))
        self.range.name_owner(title)
        describe(self.lock, self.tr("Lock {0}").format(title))
        self._showing = True
        self.lock.setChecked(info.locked)
        self._showing = False
        self._show_lock()

    def forget(self, info: DirectionInfo | None = None) -> None:
        """Drop what was begun or chosen for another direction, or for that of another model."""
        self.name.give_up()
        self.range.show_layers((info or self.info).layers)

    def show_move(self, move: Move | None) -> None:
        """What the recipe holds; the layers stay as chosen while the value is zero and so not in the recipe."""
        self.slider.show_value(move.value if move else 0.0)
        if move and move.layers != self.range.layers():
            self.range.show_layers(move.layers)

    def menu(self) -> QMenu:
        """What can be done with the row besides sliding."""
        menu = QMenu(self)
        menu.addAction(self.tr("&Rename…\tF2")).triggered.connect(self.name.begin)
        reset = menu.addAction(self.tr("R&eset"))
        reset.triggered.connect(lambda: self.slider.set_value(0.0))
        reset.setEnabled(not self.locked)
        hold = menu.addAction(self.tr("&Lock"))
        hold.setCheckable(True)
        hold.setChecked(self.locked)
        hold.triggered.connect(self.lock.setChecked)
        remove = menu.addAction(self.tr("Re&move"))
        remove.triggered.connect(lambda: self.remove_asked.emit(self.direction))
        remove.setEnabled(self.info.step is not None)  # the others are the model's own
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _locked(self, locked: bool) -> None:
        self._show_lock()
        if not self._showing:
            self.locked_changed.emit(self.direction, locked)

    def _show_lock(self) -> None:
        self.slider.setEnabled(not self.locked)
        self.range.setEnabled(not self.locked)


def title_of(info: DirectionInfo) -> str:
    """The person's words for a direction, else ours."""
    if info.label:
        return info.label
    number = "".join(sign for sign in info.name if sign.isdigit())
    words = {
        "own": translate("DirectionRow", "Direction {0}"),
        "sefa": translate("DirectionRow", "SeFa {0}"),
        "pca": translate("DirectionRow", "PCA {0}"),
    }
    return words[info.method].format(number) if info.method in words and number else info.name

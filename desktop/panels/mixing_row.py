"""One other seed that is blended into the artwork: its picture, its number, its layers, and how much of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from core.artwork.recipe import StyleMix
from core.document.edits import changed
from core.document.recipe_edits import SEEDS
from desktop.panels.controls import NumberBox, describe
from desktop.panels.icons import IconButton
from desktop.panels.layer_range import LayerRange
from desktop.panels.sections import GAP, row
from desktop.panels.sliders import ValueSlider
from desktop.panels.thumb_button import ThumbButton

THUMB_PX = 54


class MixingRow(QWidget):
    """Edits one :class:`StyleMix` that comes from a seed."""

    edited = Signal(object, str)  # StyleMix, gesture
    rolled = Signal()
    remove_asked = Signal()
    move_asked = Signal(int)  # -1 up, 1 down

    def __init__(self, number: int) -> None:
        super().__init__()
        name = self.tr("Style {0}").format(number)
        self._mix = StyleMix(seed=0)
        spoken, tip = self.tr("Picture of {0}").format(name), self.tr("What is mixed in. Click to roll another seed.")
        self.thumb = ThumbButton(spoken, tip, THUMB_PX, waits=False)
        self.seed = NumberBox(0, SEEDS - 1, 0)
        describe(self.seed, self.tr("Seed of {0}").format(name))
        self.dice = IconButton("dice", self.tr("Random seed for {0}").format(name))
        self.range = LayerRange(name)
        self.up = IconButton("up", self.tr("Move {0} up").format(name))
        self.down = IconButton("down", self.tr("Move {0} down").format(name))
        self.remove = IconButton("remove", self.tr("Remove {0}").format(name))
        self.weight = ValueSlider(self.tr("Weight of {0}").format(name), 0, 100, decimals=0, default=100, suffix=" %")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.thumb, 0, 0, 2, 1)
        grid.addLayout(row(self.seed, self.dice, self.up, self.down, self.remove, spacing=0), 0, 1)
        grid.addLayout(row(self.range, self.weight), 1, 1)
        grid.setColumnStretch(1, 1)
        self._connect()

    def show_mix(self, mix: StyleMix) -> None:
        self._mix = mix
        self.seed.show_value(mix.seed or 0)
        self.range.show_layers(mix.layers)
        self.weight.show_value(100 * mix.weight)

    def _connect(self) -> None:
        self.thumb.clicked.connect(self.rolled)
        self.dice.clicked.connect(self.rolled)
        self.seed.edited.connect(lambda value, key: self.edited.emit(changed(self._mix, seed=int(value)), key))
        self.range.edited.connect(lambda layers: self.edited.emit(changed(self._mix, layers=layers), ""))
        self.weight.edited.connect(lambda value, key: self.edited.emit(changed(self._mix, weight=value / 100), key))
        self.up.clicked.connect(lambda: self.move_asked.emit(-1))
        self.down.clicked.connect(lambda: self.move_asked.emit(1))
        self.remove.clicked.connect(self.remove_asked)

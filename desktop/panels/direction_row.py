"""One direction of the latent space as a row: label, slider, number, layers, lock."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from core.artwork.recipe import Move
from desktop.panels.controls import describe
from desktop.panels.icons import BUTTON_PX, IconButton
from desktop.panels.sections import GAP, label_width, row
from desktop.panels.sliders import ValueSlider

Layers = tuple[int, int] | None

REACH = 4.0  # standard deviations that the slider covers; the number may go on to the recipe's own limit of 10


class DirectionRow(QWidget):
    """Edits one :class:`Move`; a locked row keeps its value through edits, resets and dice."""

    edited = Signal(object, str)  # Move, gesture

    def __init__(self, direction: str, label: str, ranges: list[tuple[str, str, Layers]]) -> None:
        """``ranges`` are the layer ranges on offer: letter, words and first and last w layer."""
        super().__init__()
        self.direction, self.label, self._ranges = direction, label, ranges
        self._layers: Layers = None
        words = QLabel(label)
        self.slider = ValueSlider(label, -REACH, REACH, limits=(-10, 10))
        self.slider.slider.setToolTip(self.tr("{0}: drag, or double-click to reset").format(label))
        words.setBuddy(self.slider)
        words.setMinimumWidth(label_width(words))
        self.range = self._range_button()
        self.lock = IconButton("unlocked", self.tr("Lock {0}").format(label), checked="locked")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        line.addWidget(words)
        line.addWidget(self.slider, 1)
        line.addLayout(row(self.range, self.lock, spacing=0))
        self.slider.edited.connect(self._slid)
        self.lock.toggled.connect(self._locked)
        self._mark_layers()

    @property
    def locked(self) -> bool:
        return self.lock.isChecked()

    def move_(self, value: float) -> Move:
        return Move(direction=self.direction, value=value, layers=self._layers)

    def show_move(self, move: Move | None) -> None:
        """What the recipe holds; the layers stay as chosen while the value is zero and so not in the recipe."""
        self.slider.show_value(move.value if move else 0.0)
        if move and move.layers != self._layers:
            self._layers = move.layers
            self._mark_layers()

    def _slid(self, value: float, gesture: str) -> None:
        self.edited.emit(self.move_(value), gesture)

    def _locked(self, locked: bool) -> None:
        self.slider.setEnabled(not locked)
        self.range.setEnabled(not locked)

    def _range_button(self) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(button)
        group = QActionGroup(menu)
        self._actions = []
        for _, words, layers in self._ranges:
            action = group.addAction(words)
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, layers=layers: self._choose(layers))
            self._actions.append((action, layers))
        menu.addActions(group.actions())
        button.setMenu(menu)
        button.setStyleSheet("QToolButton { padding: 0 } QToolButton::menu-indicator { image: none }")
        button.setFixedSize(button.fontMetrics().horizontalAdvance("MM") + 12, BUTTON_PX)
        return button

    def _choose(self, layers: Layers) -> None:
        self._layers = layers
        self._mark_layers()
        self.edited.emit(self.move_(self.slider.value()), "")

    def _mark_layers(self) -> None:
        letter, words = next(((a, b) for a, b, layers in self._ranges if layers == self._layers), ("", ""))
        if self._layers and not letter:
            letter = words = f"{self._layers[0]}-{self._layers[1]}"
        self.range.setText(letter)
        describe(self.range, self.tr("Layers of {0}: {1}").format(self.label, words))
        for action, layers in self._actions:
            action.setChecked(layers == self._layers)

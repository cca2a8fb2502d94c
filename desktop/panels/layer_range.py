"""Which w layers something acts on: the usual ranges by a letter, or any first and last layer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QLabel, QMenu, QToolButton, QWidget, QWidgetAction

from core.document.recipe_edits import FINE, usual_ranges
from desktop.panels.controls import NumberBox, describe
from desktop.panels.icons import BUTTON_PX
from desktop.panels.sections import GAP, row

Layers = tuple[int, int] | None

LAST = FINE[1]

translate = QCoreApplication.translate


class LayerRange(QToolButton):
    """Shows the range as a letter or as numbers; its menu chooses another."""

    edited = Signal(object)  # Layers

    def __init__(self, of: str) -> None:
        """``of`` names what the range belongs to."""
        super().__init__()
        self._of = of
        self._layers: Layers = None
        self._end = LAST
        self._ranges: list[Layers] = [None, *usual_ranges(None)]  # in the order of the words
        self.setAutoRaise(True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setStyleSheet("QToolButton { padding: 0 } QToolButton::menu-indicator { image: none }")
        self.setFixedSize(self.fontMetrics().horizontalAdvance("00–00") + 6, BUTTON_PX)
        menu = QMenu(self)
        group = QActionGroup(menu)
        self._actions = []
        for place, (_, words) in enumerate(range_words()):
            action = group.addAction(words)
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, place=place: self._choose(self._ranges[place]))
            self._actions.append(action)
        menu.addActions(group.actions())
        menu.addSeparator()
        self.first, self.last = NumberBox(0, LAST, 0), NumberBox(0, LAST, 0)
        menu.addAction(self._own(menu))
        self.setMenu(menu)
        self.show_layers(None)

    def name_owner(self, of: str) -> None:
        """Another name for what the range belongs to."""
        if of != self._of:
            self._of = of
            self.show_layers(self._layers)

    def layers(self) -> Layers:
        return self._layers

    def show_count(self, count: int | None) -> None:
        """How many w layers the model has; None while it is not known. One of a few has no coarse or fine ones."""
        end = LAST if count is None else count - 1
        if end == self._end:
            return
        self._end = end
        self._ranges = [None, *usual_ranges(count)]
        for place, action in enumerate(self._actions):
            action.setVisible(place < len(self._ranges))
        for box in (self.first, self.last):
            with QSignalBlocker(box):
                box.setMaximum(end)
        self.show_layers(self._layers)

    def show_layers(self, layers: Layers) -> None:
        self._layers = layers
        # Layers beyond the model's last are none: "from 8 to 63" are the fine ones of any model.
        meant = (layers[0], min(layers[1], self._end)) if layers else None
        place = self._ranges.index(meant) if meant in self._ranges else -1
        if place >= 0:
            letter, words = range_words()[place]
        else:
            assert layers
            letter = words = f"{layers[0]}–{layers[1]}"
        self.setText(letter)
        describe(self, self.tr("Layers of {0}: {1}").format(self._of, words))
        first, last = layers or (0, self._end)
        self.first.show_value(first)
        self.last.show_value(last)
        for each, action in enumerate(self._actions):
            action.setChecked(each == place)

    def _own(self, menu: QMenu) -> QWidgetAction:
        """First and last layer as two numbers inside the menu."""
        box = QWidget()
        line = row(QLabel(self.tr("From layer")), self.first, QLabel(self.tr("to")), self.last)
        line.setContentsMargins(GAP, GAP // 2, GAP, GAP // 2)
        box.setLayout(line)
        describe(self.first, self.tr("First layer"), self.tr("First w layer, counted from 0, the coarsest"))
        describe(self.last, self.tr("Last layer"), self.tr("Last w layer; those beyond the model's last are ignored"))
        self.first.edited.connect(lambda value, _: self._choose((int(value), max(int(value), self._last()))))
        self.last.edited.connect(lambda value, _: self._choose((min(int(value), self._first()), int(value))))
        action = QWidgetAction(menu)
        action.setDefaultWidget(box)
        return action

    def _first(self) -> int:
        return int(self.first.value())

    def _last(self) -> int:
        return int(self.last.value())

    def _choose(self, layers: Layers) -> None:
        if layers != self._layers:
            self.show_layers(layers)
            self.edited.emit(layers)


def range_words() -> list[tuple[str, str]]:
    """Letter and words of all layers, and of the coarse, middle and fine ones."""
    return [
        (translate("LayerRange", "All", "layers"), translate("LayerRange", "All layers")),
        (translate("LayerRange", "C", "coarse layers"), translate("LayerRange", "Coarse layers: layout")),
        (translate("LayerRange", "M", "middle layers"), translate("LayerRange", "Middle layers: shapes")),
        (translate("LayerRange", "F", "fine layers"), translate("LayerRange", "Fine layers: colour and finish")),
    ]

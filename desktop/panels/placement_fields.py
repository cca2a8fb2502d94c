"""Where the selected layer sits: side, panel, box and rotation."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from core.document.edits import changed
from core.document.model import Design, DielineChoice, Layer, Placement
from desktop.panels.controls import Choice, NumberBox, describe, new_gesture
from desktop.panels.sections import Section, strip
from desktop.panels.templates import outline_of, said, template_of


class PlacementFields(Section):
    """Edits a :class:`Placement`; width and height open up once the layer no longer fills its panel."""

    edited = Signal(str, object, str)  # what was done, fields of the layer, gesture

    def __init__(self) -> None:
        super().__init__(self.tr("Placement"))
        self._place, self._dieline = Placement(), DielineChoice(code="")
        self.panel = Choice(self.tr("Panel"))
        sides = [(self.tr("Outside"), "outside"), (self.tr("Inside"), "inside")]
        self.side = Choice(self.tr("Side of the board"), sides)
        self.fills = QCheckBox()
        self.fills.setToolTip(self.tr("As large as the panel, or as the whole blank with its bleed"))
        self.left, self.bottom = self._length("X ", self.tr("From the left")), self._length("Y ", self.tr("From below"))
        self.width_ = self._length(self.tr("W ", "width"), self.tr("Width"), 0.01)
        self.height_ = self._length(self.tr("H ", "height"), self.tr("Height"), 0.01)
        self.rotation = NumberBox(-360, 360, 1, "°", 1)
        describe(self.rotation, self.tr("Rotation"), self.tr("Counter-clockwise about the middle of the box"))
        self.add(self.tr("Panel"), self.panel)
        self.add(self.tr("Side"), self.side)
        self.add("", self.fills)
        self.add(self.tr("Position"), strip(self.left, self.bottom))
        self.add(self.tr("Size"), strip(self.width_, self.height_))
        self.add(self.tr("Rotation"), self.rotation)
        self._connect()

    def show_layer(self, layer: Layer, design: Design) -> None:
        self._place, self._dieline = layer.place, design.dieline
        self.panel.set_options(self._panels())
        self.panel.show_value(layer.place.panel)
        self.side.show_value(layer.place.side)
        fills = layer.place.width is None and layer.place.height is None
        self.fills.setChecked(fills)
        self.fills.setText(self.tr("Fill the panel") if layer.place.panel else self.tr("Fill the blank"))
        width, height = self._size()
        for box, value in (
            (self.left, layer.place.x),
            (self.bottom, layer.place.y),
            (self.rotation, layer.place.rotation),
        ):
            box.show_value(value)
        self.width_.show_value(width)
        self.height_.show_value(height)
        for box in (self.left, self.bottom, self.width_, self.height_):
            box.setEnabled(not fills)

    def _connect(self) -> None:
        self.panel.edited.connect(lambda name: self._change(self.tr("Move to another panel"), panel=name))
        self.side.edited.connect(lambda side: self._change(self.tr("Move to the other side"), side=side))
        self.fills.clicked.connect(self._fill)
        moved, sized = self.tr("Move layer"), self.tr("Resize layer")
        self.left.edited.connect(lambda value, key: self._change(moved, key, x=value))
        self.bottom.edited.connect(lambda value, key: self._change(moved, key, y=value))
        self.width_.edited.connect(lambda value, key: self._change(sized, key, width=value))
        self.height_.edited.connect(lambda value, key: self._change(sized, key, height=value))
        self.rotation.edited.connect(lambda value, key: self._change(self.tr("Rotate layer"), key, rotation=value))

    def _fill(self, fills: bool) -> None:
        if fills:
            self._change(self.tr("Fill the panel"), x=0.0, y=0.0, width=None, height=None)
        else:
            width, height = self._size()
            self._change(self.tr("Give the layer a size"), width=width, height=height)

    def _change(self, what: str, gesture: str = "", **fields: Any) -> None:
        self.edited.emit(what, {"place": changed(self._place, **fields)}, gesture or new_gesture())

    def _panels(self) -> list[tuple[str, str | None]]:
        template = template_of(self._dieline)
        named = [(said(panel.label), panel.name) for panel in template.file.panels] if template else []
        shown = self._place.panel
        lost = [] if shown is None or shown in [name for _, name in named] else [(shown, shown)]
        return [(self.tr("Whole blank"), None), *named, *lost]

    def _size(self) -> tuple[float, float]:
        """The box's width and height; those of its panel, or of the blank, where the layer names none."""
        full_width, full_height = self._room()
        return self._place.width or full_width, self._place.height or full_height

    def _room(self) -> tuple[float, float]:
        outline = outline_of(self._dieline)
        if outline is None:
            return 100.0, 100.0
        found = next((panel for panel in outline.panels if panel.name == self._place.panel), outline.blank)
        return round(found.width, 2), round(found.height, 2)

    def _length(self, prefix: str, name: str, low: float = -10_000) -> NumberBox:
        box = NumberBox(low, 10_000, 2, self.tr(" mm"), 1)
        box.setPrefix(prefix)
        box.setButtonSymbols(NumberBox.ButtonSymbols.NoButtons)  # two fit side by side
        describe(box, name)
        return box

"""What a barcode has beside its place: kind, data, sizes, colours; what is wrong with the data is said beside it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton

from core.codes import Symbology, rule
from core.compose.barcodes import symbol_of
from core.document.model import BarcodeLayer, Design
from core.errors import DieloomError
from desktop.panels.controls import Choice, NumberBox, TextField, describe, new_gesture
from desktop.panels.paint_field import PaintField
from desktop.panels.sections import Note, Section, muted, strip

SYMBOLOGIES: tuple[Symbology, ...] = ("ean13", "ean8", "upca", "itf14", "code128", "gs1_128", "datamatrix", "qr")
MATRIX = ("datamatrix", "qr")
MAX_DATA = 4000


class BarcodeFields(Section):
    edited = Signal(str, object, str)

    def __init__(self) -> None:
        super().__init__(self.tr("Barcode"))
        self._layer: BarcodeLayer | None = None
        self.symbology = Choice(self.tr("Kind of code"), [(rule(each).label, each) for each in SYMBOLOGIES])
        self.data = TextField(self.tr("Data of the code"), MAX_DATA)
        self.note, self.facts = Note(), muted(QLabel())
        self.module = NumberBox(0.05, 10, 3, self.tr(" mm"), 0.01)
        self.usual = QPushButton(self.tr("Usual"))
        self.bar_height = NumberBox(0, 500, 2, self.tr(" mm"), 0.5)
        self.reduction = NumberBox(0, 1, 3, self.tr(" mm"), 0.01)
        self.level = Choice(
            self.tr("Error correction"), [("L  7 %", "L"), ("M  15 %", "M"), ("Q  25 %", "Q"), ("H  30 %", "H")]
        )
        self.caption = QCheckBox(self.tr("Text below the bars"))
        self.paint_ = PaintField(self.tr("Bar colour"))
        self.ground = PaintField(self.tr("Ground"), optional=True)
        self._describe()
        self._lay_out()
        self._connect()

    def show_layer(self, layer: BarcodeLayer, design: Design) -> None:
        self._layer = layer
        self.symbology.show_value(layer.symbology)
        self.data.show_value(layer.data)
        self.module.show_value(layer.module)
        self.bar_height.show_value(layer.bar_height or 0)
        self.reduction.show_value(layer.reduction)
        self.level.show_value(layer.level)
        self.caption.setChecked(layer.caption)
        self.paint_.show_paint(layer.paint, design.spots)
        self.ground.show_paint(layer.ground, design.spots)
        matrix = layer.symbology in MATRIX
        for field, on in ((self.bar_height, not matrix), (self.caption, not matrix), (self.level, matrix)):
            self.set_row_visible(field, on and (field is not self.level or layer.symbology == "qr"))
        self._judge(layer)

    def _judge(self, layer: BarcodeLayer) -> None:
        """Say what the code measures, or why there is none; and whether scanners will take its size."""
        try:
            symbol = symbol_of(layer)
        except DieloomError as error:
            self.note.say(str(error))
            self.facts.setText("")
            return
        wanted = rule(layer.symbology)
        left, right, bottom, top = symbol.quiet
        size = self.tr("{0} × {1} mm, {2} × {3} with its quiet zone").format(
            *(f"{value:.1f}" for value in (symbol.width, symbol.height)),
            *(f"{value:.1f}" for value in (symbol.width + left + right, symbol.height + bottom + top)),
        )
        self.facts.setText(f"{symbol.data}\n{size}")
        least = wanted.least(layer.module)
        if not wanted.smallest - 1e-9 <= layer.module <= wanted.largest + 1e-9:
            text = self.tr("{0} wants modules from {1} to {2} mm.")
            self.note.say(text.format(wanted.label, f"{wanted.smallest:g}", f"{wanted.largest:g}"))
        elif least is not None and symbol.bar_height < least - 1e-6:
            text = self.tr("{0} of this module wants bars of at least {1} mm.")
            self.note.say(text.format(wanted.label, f"{least:.2f}"))
        else:
            self.note.say("")

    def _describe(self) -> None:
        describe(self.module, self.tr("Module"), self.tr("Width of the narrowest bar or of one square"))
        describe(self.usual, self.tr("Usual size"), self.tr("The size that the trade usually prints"))
        describe(self.bar_height, self.tr("Bar height"))
        self.bar_height.setSpecialValueText(self.tr("Usual"))
        tip = self.tr("Bars are made narrower by what the press adds to them")
        describe(self.reduction, self.tr("Bar width reduction"), tip)
        describe(self.caption, self.caption.text(), self.tr("What people read when a scanner does not"))

    def _lay_out(self) -> None:
        self.add(self.tr("Kind"), self.symbology)
        self.add(self.tr("Data"), self.data)
        self.add_wide(self.note)
        self.add_wide(self.facts)
        self.add(self.tr("Module"), strip(self.module, self.usual, spacing=2))
        self.add(self.tr("Height"), self.bar_height)
        self.add(self.tr("Reduction"), self.reduction)
        self.add(self.tr("Correction"), self.level)
        self.add_wide(self.caption)
        self.add(self.tr("Bars"), self.paint_)
        self.add(self.tr("Ground"), self.ground)

    def _connect(self) -> None:
        self.symbology.edited.connect(self._choose)
        self.data.edited.connect(lambda data, key: self._change(self.tr("Edit barcode"), key, data=data))
        self.module.edited.connect(lambda value, key: self._change(self.tr("Set module"), key, module=value))
        self.usual.clicked.connect(self._make_usual)
        self.bar_height.edited.connect(
            lambda value, key: self._change(self.tr("Set bar height"), key, bar_height=value or None)
        )
        self.reduction.edited.connect(
            lambda value, key: self._change(self.tr("Set bar width reduction"), key, reduction=value)
        )
        self.level.edited.connect(lambda level: self._change(self.tr("Set error correction"), level=level))
        self.caption.clicked.connect(lambda on: self._change(self.tr("Show text of barcode"), caption=on))
        self.paint_.edited.connect(lambda paint, key: self._change(self.tr("Colour bars"), key, paint=paint))
        self.ground.edited.connect(lambda paint, key: self._change(self.tr("Colour ground"), key, ground=paint))

    def _choose(self, symbology: Symbology) -> None:
        """Another kind at its usual size, since one kind's module is another's fault."""
        self._change(self.tr("Choose barcode"), symbology=symbology, module=rule(symbology).usual, bar_height=None)

    def _make_usual(self) -> None:
        if self._layer is not None:
            usual = rule(self._layer.symbology).usual
            self._change(self.tr("Set usual size"), new_gesture(), module=usual, bar_height=None)

    def _change(self, what: str, gesture: str = "", **fields: Any) -> None:
        self.edited.emit(what, fields, gesture)

"""Asks how large the picture of the pack is to be."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from core.mockup.export import MOST_PIXELS
from desktop.panels.controls import NumberBox, describe

SMALLEST, LARGEST = 64, 16_384
USUAL = (2400, 1800)


class PictureSize(QDialog):
    """Width and height in pixels; ``chosen`` when they are accepted."""

    chosen = Signal(int, int)

    def __init__(self, parent: QWidget, size: tuple[int, int] = USUAL) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Save picture"))
        self.width_px, self.height_px = (NumberBox(SMALLEST, LARGEST, 0, self.tr(" px"), 100) for _ in range(2))
        form = QFormLayout()
        for words, box, value in zip(
            (self.tr("Width"), self.tr("Height")), (self.width_px, self.height_px), size, strict=True
        ):
            describe(box, words)
            box.show_value(value)
            box.edited.connect(self._check)
            form.addRow(words, box)
        buttons = QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        self.buttons = QDialogButtonBox(buttons)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.buttons)

    def _check(self) -> None:
        pixels = self.width_px.value() * self.height_px.value()
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(pixels <= MOST_PIXELS)

    def _accept(self) -> None:
        self.accept()
        self.chosen.emit(round(self.width_px.value()), round(self.height_px.value()))

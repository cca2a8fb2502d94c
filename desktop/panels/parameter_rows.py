"""One parameter of a template as a row: its value, and a way back to the one that the template computes."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.dieline.schema import Parameter
from core.dieline.template import Limits
from desktop.panels.controls import NumberBox, describe
from desktop.panels.icons import IconButton
from desktop.panels.templates import said

UNITS = {"mm": " mm", "deg": "°"}
STEPS = {"mm": 1.0, "deg": 1.0}
FINE_BELOW = 5.0  # mm: what is smaller than this is stepped by tenths
THIN_BELOW = 0.2  # mm: films are told in thousandths


class ParameterBox(NumberBox):
    """Steps stay within the limits; typing may leave them, to be told why that cannot be."""

    def __init__(self, unit: str) -> None:
        super().__init__(-10_000, 10_000, 2, UNITS[unit], STEPS[unit])
        self.limits = Limits(0, -10_000, 10_000)

    def stepBy(self, steps: int) -> None:
        wanted = self.value() + steps * self.singleStep()
        self.setValue(min(max(wanted, self.limits.min), self.limits.max))


class ParameterRow(QWidget):
    """Shows the template's own value until the person sets another."""

    edited = Signal(str, float, str)  # name, value, gesture
    cleared = Signal(str)

    def __init__(self, parameter: Parameter) -> None:
        super().__init__()
        self._parameter = parameter
        label = said(parameter.label)
        self.box = ParameterBox(parameter.unit)
        self.auto = IconButton("reset", self.tr("{0}: back to the template's value").format(label))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        line.addWidget(self.box, 1)
        line.addWidget(self.auto)
        self.setFocusProxy(self.box)
        self.box.edited.connect(lambda value, gesture: self.edited.emit(parameter.name, value, gesture))
        self.auto.clicked.connect(lambda: self.cleared.emit(parameter.name))

    def show_value(self, given: float | None, limits: Limits) -> None:
        """``given`` is what the person set; None for the template's value."""
        self.box.limits = limits
        fine = self._parameter.unit == "mm" and limits.default < FINE_BELOW
        with QSignalBlocker(self.box):
            self.box.setDecimals(3 if fine and limits.default < THIN_BELOW else 2)
        self.box.setSingleStep(0.1 if fine else STEPS[self._parameter.unit])
        self.box.show_value(limits.default if given is None else given)
        self.auto.setEnabled(given is not None)
        describe(self.box, said(self._parameter.label), self._tip(limits))

    def _tip(self, limits: Limits) -> str:
        unit = UNITS[self._parameter.unit]
        reach = self.tr("From {0:g} to {1:g}{2}").format(limits.min, limits.max, unit)
        own = self.tr("Template's value: {0:g}{1}").format(limits.default, unit)
        words = [said(self._parameter.help)] if self._parameter.help else []
        return "\n".join([*words, reach, own])

"""The colour editor: process inks in percent, an sRGB colour, or a tint of a spot ink."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QColorDialog, QFormLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from core.document.edits import changed
from core.document.model import CmykPaint, Paint, RgbPaint, SpotColour, SpotPaint
from desktop.panels.controls import Choice, TextField, describe, new_gesture
from desktop.panels.paints import as_cmyk, as_rgb, as_spot, screen_colour
from desktop.panels.sections import GAP, row
from desktop.panels.sliders import ValueSlider

TRACK_STEPS = 5


class Swatch(QToolButton):
    """The colour as the screen shows it; a diagonal stroke for none."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._colour: QColor | None = None
        self.setFixedSize(34, 24)
        describe(self, name)

    def show_colour(self, colour: QColor | None) -> None:
        self._colour = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPalette.ColorRole.Highlight if self.hasFocus() else QPalette.ColorRole.Mid
        area = self.rect().adjusted(1, 1, -1, -1)
        painter.setPen(self.palette().color(edge))
        painter.setBrush(self._colour or self.palette().color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(area, 3, 3)
        if self._colour is None:
            painter.drawLine(area.bottomLeft(), area.topRight())


class PaintField(QWidget):
    """Edits one paint. Only the rows of its kind are shown."""

    edited = Signal(object, str)  # Paint or None, gesture

    def __init__(self, name: str, optional: bool = False) -> None:
        super().__init__()
        self._paint: Paint | None = None
        self._last: Paint = CmykPaint(k=1)
        self._spots: Sequence[SpotColour] = ()
        self._optional = optional
        self.swatch = Swatch(self.tr("{0}: pick a screen colour").format(name))
        self.kind = Choice(self.tr("{0}: kind of colour").format(name))
        self.pages: dict[str, Any] = {
            "cmyk": InkRows(name),
            "rgb": HexRow(name),
            "spot": SpotRows(name),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(row(self.swatch, self.kind))
        for page in self.pages.values():
            column.addWidget(page)
            page.edited.connect(self.edited)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.kind.edited.connect(self._change_kind)
        self.swatch.clicked.connect(self._pick)
        self.setFocusProxy(self.kind)
        self.show_paint(None, ())

    def show_paint(self, paint: Paint | None, spots: Sequence[SpotColour]) -> None:
        self._paint, self._spots = paint, spots
        self._last = paint or self._last
        self.kind.set_options(self._kinds())
        self.kind.show_value(paint.kind if paint else None)
        self.swatch.show_colour(screen_colour(paint, spots) if paint else None)
        for kind, page in self.pages.items():
            page.setVisible(paint is not None and paint.kind == kind)
            if paint is not None and paint.kind == kind:
                page.show_paint(paint, spots)

    def _kinds(self) -> list[tuple[str, str | None]]:
        kinds: list[tuple[str, str | None]] = [(self.tr("None"), None)] if self._optional else []
        kinds += [(self.tr("Process (CMYK)"), "cmyk"), (self.tr("Screen (sRGB)"), "rgb")]
        if self._spots or isinstance(self._paint, SpotPaint):
            kinds.append((self.tr("Spot ink"), "spot"))
        return kinds

    def _change_kind(self, kind: str | None) -> None:
        made: dict[str | None, Callable[..., Paint]] = {"cmyk": as_cmyk, "rgb": as_rgb, "spot": as_spot}
        self.edited.emit(made[kind](self._last, self._spots) if kind else None, "")

    def _pick(self) -> None:
        start = screen_colour(self._last, self._spots)
        # Qt's own dialog: it speaks the program's language and looks the same on every system.
        options = QColorDialog.ColorDialogOption.DontUseNativeDialog
        picked = QColorDialog.getColor(start, self, self.swatch.accessibleName(), options)
        if picked.isValid():
            paint = RgbPaint(hex=picked.name())
            self.edited.emit(as_cmyk(paint) if isinstance(self._paint, CmykPaint) else paint, "")


class InkRows(QWidget):
    """Four sliders in percent; each track shows what its ink does to the colour in hand."""

    edited = Signal(object, str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._paint = CmykPaint()
        inks = {"c": self.tr("Cyan"), "m": self.tr("Magenta"), "y": self.tr("Yellow"), "k": self.tr("Black")}
        self.sliders = {
            key: ValueSlider(f"{name}: {ink}", 0, 100, decimals=0, suffix=" %") for key, ink in inks.items()
        }
        rows = _rows(self)
        for key, slider in self.sliders.items():
            rows.addRow(key.upper(), slider)
            slider.edited.connect(lambda value, gesture, key=key: self._mix(key, value, gesture))

    def show_paint(self, paint: CmykPaint, spots: Sequence[SpotColour]) -> None:
        self._paint = paint
        for key, slider in self.sliders.items():
            slider.show_value(round(getattr(paint, key) * 100, 4))
            steps = [changed(paint, **{key: i / (TRACK_STEPS - 1)}) for i in range(TRACK_STEPS)]
            slider.slider.show_track([screen_colour(step) for step in steps])

    def _mix(self, key: str, percent: float, gesture: str) -> None:
        self.edited.emit(changed(self._paint, **{key: percent / 100}), gesture)


class HexRow(QWidget):
    """#rrggbb; what is typed counts as soon as it is six digits."""

    edited = Signal(object, str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.field = TextField(self.tr("{0}: sRGB as six hexadecimal digits").format(name), 7)
        _rows(self).addRow("sRGB", self.field)
        self.field.edited.connect(self._typed)

    def show_paint(self, paint: RgbPaint, spots: Sequence[SpotColour]) -> None:
        if self.field.text().strip().lstrip("#").lower() != paint.hex[1:]:
            self.field.show_value(paint.hex)

    def _typed(self, text: str, gesture: str) -> None:
        digits = text.strip().lstrip("#").lower()
        if re.fullmatch("[0-9a-f]{6}", digits):
            self.edited.emit(RgbPaint(hex=f"#{digits}"), gesture)


class SpotRows(QWidget):
    """Which spot ink, and how much of it."""

    edited = Signal(object, str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._paint = SpotPaint(name="")
        self.ink = Choice(self.tr("{0}: spot ink").format(name))
        self.tint = ValueSlider(self.tr("{0}: tint").format(name), 0, 100, decimals=0, default=100, suffix=" %")
        rows = _rows(self)
        rows.addRow(self.tr("Ink"), self.ink)
        rows.addRow(self.tr("Tint"), self.tint)
        self.ink.edited.connect(lambda ink: self.edited.emit(changed(self._paint, name=ink), new_gesture()))
        self.tint.edited.connect(lambda value, key: self.edited.emit(changed(self._paint, tint=value / 100), key))

    def show_paint(self, paint: SpotPaint, spots: Sequence[SpotColour]) -> None:
        self._paint = paint
        names = [spot.name for spot in spots]
        missing = [] if paint.name in names else [(self.tr("{0} (missing)").format(paint.name), paint.name)]
        self.ink.set_options([(name, name) for name in names] + missing)
        self.ink.show_value(paint.name)
        self.tint.show_value(round(paint.tint * 100, 4))


def _rows(page: QWidget) -> QFormLayout:
    form = QFormLayout(page)
    form.setContentsMargins(0, 0, 0, 0)
    form.setSpacing(4)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    return form

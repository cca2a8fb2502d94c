"""What a text, a shape or a picture has beside its place."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontDatabase, QImage, QPixmap
from PySide6.QtWidgets import QButtonGroup, QFontComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QSizePolicy

from core.document.model import Design, ImageLayer, ShapeLayer, TextLayer
from core.errors import DieloomError
from core.pictures.images import size
from desktop.panels.controls import Choice, NumberBox, describe, is_undo, new_gesture
from desktop.panels.icons import IconButton
from desktop.panels.paint_field import PaintField
from desktop.panels.pictures import thumbnail
from desktop.panels.sections import Section, muted, strip

MAX_TEXT = 20_000
PICTURE_PX = 160


class TextBox(QPlainTextEdit):
    """Several lines of text; Tab leaves it, the edits under one focus make one undo step."""

    edited = Signal(str, str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 3 + 12)
        describe(self, name)
        self._gesture = new_gesture()
        self._showing = False
        self.textChanged.connect(self._changed)

    def event(self, event: QEvent) -> bool:
        return not is_undo(event) and super().event(event)

    def show_value(self, text: str) -> None:
        if text != self.toPlainText():
            self._showing = True
            self.setPlainText(text)
            self._showing = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._gesture = new_gesture()
        super().focusInEvent(event)

    def _changed(self) -> None:
        if not self._showing:
            self.edited.emit(self.toPlainText()[:MAX_TEXT], self._gesture)


class FontChoice(QFontComboBox):
    """A family of the system, or empty for one that has the letters."""

    edited = Signal(object)  # family or None

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setFontFilters(QFontComboBox.FontFilter.ScalableFonts)
        self.setSizeAdjustPolicy(QFontComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        field = QLineEdit()
        field.setPlaceholderText(self.tr("Automatic"))
        self.setLineEdit(field)
        describe(self, name, self.tr("Font family; empty for one of the system that has the letters"))
        self.activated.connect(lambda _: self._choose())
        field.editingFinished.connect(self._choose)
        self._family: str | None = None

    def event(self, event: QEvent) -> bool:
        return not is_undo(event) and super().event(event)

    def show_value(self, family: str | None) -> None:
        self._family = family
        if family:
            self.setCurrentFont(QFont(family))
        self.setEditText(family or "")

    def _choose(self) -> None:
        typed = self.currentText().strip()
        known = {family.casefold(): family for family in QFontDatabase.families()}
        family = known.get(typed.casefold(), self._family) if typed else None
        if family != self._family:
            self.edited.emit(family)
        else:
            self.show_value(family)


class TextFields(Section):
    edited = Signal(str, object, str)

    def __init__(self) -> None:
        super().__init__(self.tr("Text"))
        self.text = TextBox(self.tr("The text"))
        self.font_ = FontChoice(self.tr("Font"))
        self.size_ = NumberBox(0.5, 5000, 1, self.tr(" pt"), 1)
        describe(self.size_, self.tr("Size"))
        self.bold = IconButton("bold", self.tr("Bold"), checked="bold")
        self.italic = IconButton("italic", self.tr("Italic"), checked="italic")
        self.aligns = {
            "left": IconButton("align-left", self.tr("Align left"), checked="align-left"),
            "centre": IconButton("align-centre", self.tr("Centre"), checked="align-centre"),
            "right": IconButton("align-right", self.tr("Align right"), checked="align-right"),
        }
        self.valign = Choice(
            self.tr("Up and down in the box"),
            [(self.tr("Top"), "top"), (self.tr("Middle"), "middle"), (self.tr("Bottom"), "bottom")],
        )
        self.leading = NumberBox(0.1, 10, 2, "×", 0.05)
        describe(self.leading, self.tr("Line distance"), self.tr("Distance of the lines, in sizes"))
        self.paint_ = PaintField(self.tr("Text colour"))
        self._lay_out()
        self._connect()

    def show_layer(self, layer: TextLayer, design: Design) -> None:
        self.text.show_value(layer.text)
        self.font_.show_value(layer.font)
        self.size_.show_value(layer.size)
        self.bold.setChecked(layer.bold)
        self.italic.setChecked(layer.italic)
        self.aligns[layer.align].setChecked(True)
        self.valign.show_value(layer.valign)
        self.leading.show_value(layer.leading)
        self.paint_.show_paint(layer.paint, design.spots)

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        for button in self.aligns.values():
            group.addButton(button)
        self.add_wide(self.text)
        self.add(self.tr("Font"), self.font_)
        self.add(self.tr("Size"), strip(self.size_, self.bold, self.italic, spacing=2))
        self.add(self.tr("Lines"), self.leading)
        self.add(self.tr("Align"), strip(*self.aligns.values(), self.valign, spacing=2))
        self.add(self.tr("Colour"), self.paint_)

    def _connect(self) -> None:
        self.text.edited.connect(lambda text, key: self._change(self.tr("Edit text"), key, text=text))
        self.font_.edited.connect(lambda family: self._change(self.tr("Choose font"), font=family))
        self.size_.edited.connect(lambda size, key: self._change(self.tr("Set text size"), key, size=size))
        self.bold.clicked.connect(lambda on: self._change(self.tr("Bold"), bold=on))
        self.italic.clicked.connect(lambda on: self._change(self.tr("Italic"), italic=on))
        for align, button in self.aligns.items():
            button.clicked.connect(lambda _=False, align=align: self._change(self.tr("Align text"), align=align))
        self.valign.edited.connect(lambda valign: self._change(self.tr("Align text"), valign=valign))
        self.leading.edited.connect(lambda value, key: self._change(self.tr("Set line distance"), key, leading=value))
        self.paint_.edited.connect(lambda paint, key: self._change(self.tr("Colour text"), key, paint=paint))

    def _change(self, what: str, gesture: str = "", **fields: Any) -> None:
        self.edited.emit(what, fields, gesture)


class ShapeFields(Section):
    edited = Signal(str, object, str)

    def __init__(self) -> None:
        super().__init__(self.tr("Shape"))
        self.shape = Choice(self.tr("Shape"))
        self.radius = self._length(self.tr("Corner radius"), 0)
        self.fill_ = PaintField(self.tr("Fill"), optional=True)
        self.stroke = PaintField(self.tr("Outline"), optional=True)
        self.stroke_width = self._length(self.tr("Outline width"), 0.01)
        self.add(self.tr("Shape"), self.shape)
        self.add(self.tr("Radius"), self.radius)
        self.add(self.tr("Fill"), self.fill_)
        self.add(self.tr("Outline"), self.stroke)
        self.add(self.tr("Width"), self.stroke_width)
        self.shape.edited.connect(lambda shape: self._change(self.tr("Choose shape"), shape=shape))
        self.radius.edited.connect(lambda value, key: self._change(self.tr("Set corner radius"), key, radius=value))
        self.fill_.edited.connect(lambda paint, key: self._change(self.tr("Fill shape"), key, fill=paint))
        self.stroke.edited.connect(lambda paint, key: self._change(self.tr("Colour outline"), key, stroke=paint))
        self.stroke_width.edited.connect(
            lambda value, key: self._change(self.tr("Set outline width"), key, stroke_width=value)
        )

    def show_layer(self, layer: ShapeLayer, design: Design) -> None:
        shapes = [(self.tr("Rectangle"), "rectangle"), (self.tr("Ellipse"), "ellipse")]
        self.shape.set_options([*shapes, *([(self.tr("Path"), "path")] if layer.path else [])])
        self.shape.show_value(layer.shape)
        self.radius.show_value(layer.radius)
        self.radius.setEnabled(layer.shape == "rectangle")
        self.fill_.show_paint(layer.fill, design.spots)
        self.stroke.show_paint(layer.stroke, design.spots)
        self.stroke_width.show_value(layer.stroke_width)
        self.stroke_width.setEnabled(layer.stroke is not None)

    def _length(self, name: str, low: float) -> NumberBox:
        box = NumberBox(low, 1000, 2, self.tr(" mm"), 0.25)
        describe(box, name)
        return box

    def _change(self, what: str, gesture: str = "", **fields: Any) -> None:
        self.edited.emit(what, fields, gesture)


class ImageFields(Section):
    edited = Signal(str, object, str)
    replace_asked = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Picture"))
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.facts = muted(QLabel())
        self.replace_ = QPushButton(self.tr("Replace…"))
        self.replace_.setToolTip(self.tr("Take another picture in the same place"))
        self.fit = Choice(
            self.tr("How the picture fits its box"),
            [
                (self.tr("Whole picture"), "contain"),
                (self.tr("Fill the box"), "cover"),
                (self.tr("Stretch"), "stretch"),
            ],
        )
        self.add_wide(self.picture)
        self.add_wide(self.facts)
        self.add(self.tr("Picture"), self.replace_)
        self.add(self.tr("Fit"), self.fit)
        self.replace_.clicked.connect(self.replace_asked)
        self.fit.edited.connect(lambda fit: self.edited.emit(self.tr("Fit picture"), {"fit": fit}, ""))

    def show_layer(self, layer: ImageLayer, design: Design) -> None:
        self.fit.show_value(layer.fit)

    def show_reading(self, _: bytes) -> None:
        self.picture.clear()
        self.facts.setText(self.tr("Reading…"))

    def show_found(self, found: tuple[QImage, int, int]) -> None:
        """The picture at reduced size, and how many pixels the real one has."""
        thumb, across, down = found
        self.picture.setPixmap(QPixmap.fromImage(thumb))
        self.facts.setText(self.tr("{0} × {1} pixels").format(across, down))

    def show_problem(self, error: DieloomError) -> None:
        self.facts.setText(str(error))


def picture_of(data: bytes, _: int = 0) -> tuple[QImage, int, int]:
    """What :meth:`ImageFields.show_found` shows of a picture's file."""
    return thumbnail(data, PICTURE_PX), *size(data)

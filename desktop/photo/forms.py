"""What each kind of step asks for. A form shows a step and gives it as it is set now."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel

from core.artwork.edits import Edit
from core.document.edits import changed
from core.imaging.values import CutoutEdit, EnhanceEdit, InpaintEdit, UpscaleEdit
from core.style.values import PaletteEdit, PaletteShift, StyleEdit
from desktop.panels.controls import Choice, NumberBox, describe
from desktop.panels.icons import WordButton
from desktop.panels.palette_bar import PaletteBar
from desktop.panels.sections import Section, muted
from desktop.panels.sliders import ValueSlider
from desktop.photo.model_choice import ModelChoice
from desktop.photo.resolution import Fineness


class Form(Section):
    """``edit`` is None while there is nothing to be done."""

    changed = Signal()
    brush_asked = Signal()

    def show_edit(self, edit: Any) -> None:
        raise NotImplementedError

    @property
    def edit(self) -> Edit | None:
        raise NotImplementedError

    @property
    def ready(self) -> bool:
        """Whether there is anything to be done."""
        return self.edit is not None

    def slider(self, label: str, high: float = 100, suffix: str = " %", default: float = 0) -> ValueSlider:
        made = ValueSlider(label, 0, high, decimals=0, default=default, suffix=suffix)
        self.add(label, made)
        made.edited.connect(lambda *_: self.changed.emit())
        return made


class UpscaleForm(Form):
    def __init__(self) -> None:
        super().__init__()
        self.factor = Choice(self.tr("How much larger"), [(self.tr("Twice"), 2), (self.tr("Four times"), 4)])
        self.model = ModelChoice(self.tr("Network that enlarges"))
        self.becomes = muted(QLabel())
        self._before: Fineness | None = None
        self.add(self.tr("Larger"), self.factor)
        self.add(self.tr("Network"), self.model)
        self.add_wide(self.becomes)
        self.factor.edited.connect(lambda _: self._show_outcome())
        self.show_edit(UpscaleEdit())

    def show_fineness(self, before: Fineness | None) -> None:
        """How fine the picture is without this step."""
        self._before = before
        self._show_outcome()

    def show_edit(self, edit: UpscaleEdit) -> None:
        self.factor.show_value(edit.factor)
        self.model.show_model(edit.model)
        self._show_outcome()

    @property
    def edit(self) -> UpscaleEdit:
        return UpscaleEdit(factor=self.factor.value(), model=self.model.model)

    def _show_outcome(self) -> None:
        before, factor = self._before, self.factor.value()
        self.becomes.setVisible(before is not None)
        if before is not None:
            width, height = (side * factor for side in before.size)
            words = self.tr("{0} × {1} pixels, {2} ppi").format(width, height, f"{before.enlarged(factor):.0f}")
            self.becomes.setText(words)


class EnhanceForm(Form):
    auto_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        tip = self.tr("Look at the picture, and set what it needs")
        self.auto = WordButton("enhance", self.tr("Automatic"), tip)
        self.add_wide(self.auto)
        self.sliders = {
            "denoise": self.slider(self.tr("Less noise")),
            "deblur": self.slider(self.tr("Sharpness")),
            "contrast": self.slider(self.tr("Contrast")),
            "white_balance": self.slider(self.tr("White balance")),
        }
        self.auto.clicked.connect(self.auto_asked)

    def show_edit(self, edit: EnhanceEdit) -> None:
        for name, slider in self.sliders.items():
            slider.show_value(100 * getattr(edit, name))
        self.changed.emit()

    @property
    def edit(self) -> EnhanceEdit | None:
        values = {name: slider.value() / 100 for name, slider in self.sliders.items()}
        return EnhanceEdit(**values) if any(values.values()) else None


class CutoutForm(Form):
    """A cut-out to transparency is a step; a clipping path hides the background, and leaves the picture as it is."""

    def __init__(self) -> None:
        super().__init__()
        results = [(self.tr("Clear background"), "alpha"), (self.tr("Clipping path"), "path")]
        self.result = Choice(self.tr("What is made"), results)
        self.add(self.tr("Result"), self.result)
        self.feather = self.slider(self.tr("Soft edge"), 16, self.tr(" px"), 1)
        tip = self.tr("Where the program is wrong: paint what belongs to the subject, and what does not")
        self.paint = WordButton("brush", self.tr("Paint subject and background…"), tip)
        self.add_wide(self.paint)
        self.masks: dict[str, str | None] = {}
        self.paint.clicked.connect(self.brush_asked)
        self.result.show_value("alpha")
        self.show_edit(CutoutEdit())

    @property
    def as_path(self) -> bool:
        return self.result.value() == "path"

    def show_edit(self, edit: CutoutEdit) -> None:
        self.feather.show_value(edit.feather_px)
        self.masks = {"keep": edit.keep, "drop": edit.drop}

    @property
    def edit(self) -> CutoutEdit:
        return CutoutEdit(feather_px=self.feather.value(), **self.masks)


class FillForm(Form):
    def __init__(self) -> None:
        super().__init__()
        self.model = ModelChoice(self.tr("Network that fills in"))
        tip = self.tr("Paint over what should go, then press Enter")
        self.paint = WordButton("brush", self.tr("Paint what should go…"), tip)
        self.mask: str | None = None
        self.add_wide(self.paint)
        self.add(self.tr("Network"), self.model)
        self.paint.clicked.connect(self.brush_asked)

    def show_edit(self, edit: InpaintEdit | None) -> None:
        """None for one that nothing is painted for yet."""
        self.mask = edit.mask if edit else None
        self.model.show_model(edit.model if edit else None)
        self.changed.emit()

    @property
    def edit(self) -> InpaintEdit | None:
        return InpaintEdit(mask=self.mask, model=self.model.model) if self.mask else None


class PaletteForm(Form):
    """The palettes to choose from are the section's to find out."""

    def __init__(self) -> None:
        super().__init__()
        self.source = Choice(self.tr("Where the colours come from"))
        self.bar = PaletteBar()
        self.hint = muted(QLabel(self.tr("Add spot colours or a reference picture to take a palette from.")))
        self.add(self.tr("Colours"), self.source)
        self.add_wide(self.bar)
        self.add_wide(self.hint)
        self.strength = self.slider(self.tr("Strength"), default=100)
        self.strength.show_value(100)
        self._own: PaletteShift | None = None  # of the step that is shown
        self._found: dict[str, PaletteShift] = {}
        self.source.edited.connect(lambda _: self._show_palette())

    def show_palettes(self, found: dict[str, PaletteShift]) -> None:
        """Palettes by the words that name them."""
        self._found = found
        own = [(self.tr("As they are"), "")] if self._own else []
        self.source.set_options([*own, *((name, name) for name in found)])
        if self.source.value() is None:
            self.source.show_value("" if self._own else next(iter(found), None))
        self._show_palette()

    def show_edit(self, edit: PaletteEdit | None) -> None:
        self._own = edit.shift if edit else None
        self.strength.show_value(100 * (edit.shift.strength if edit else 1))
        self.source.show_value(None)
        self.show_palettes(self._found)

    @property
    def edit(self) -> PaletteEdit | None:
        shift = self._shift()
        return PaletteEdit(shift=changed(shift, strength=self.strength.value() / 100)) if shift else None

    def _shift(self) -> PaletteShift | None:
        return self._found.get(self.source.value()) if self.source.value() else self._own

    def _show_palette(self) -> None:
        self.hint.setVisible(self._shift() is None)
        self.bar.show_palette(self._shift())
        self.changed.emit()


class StyleForm(Form):
    """A style is set where its references are; here it is only moved and removed."""

    def __init__(self) -> None:
        super().__init__()
        self.add_wide(muted(QLabel(self.tr("The style dock sets it."))))

    def show_edit(self, edit: StyleEdit) -> None:
        pass

    @property
    def edit(self) -> None:
        return None


class VectorForm(Form):
    """Not a step: flat artwork is traced to a layer of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.colours = Choice(self.tr("Colours of the paths"))
        self.count = NumberBox(2, 64, 0)
        describe(self.count, self.tr("How many colours"))
        self.count.show_value(8)
        self.add(self.tr("Colours"), self.colours)
        self.add(self.tr("How many"), self.count)
        self.detail = self.slider(self.tr("Detail"), default=50)
        self.detail.show_value(50)
        self._brand: tuple[str, ...] = ()
        self.colours.edited.connect(lambda _: self._show_state())
        self.show_brand(())

    def show_brand(self, brand: tuple[str, ...]) -> None:
        """The brand's colours, none where the design has none."""
        self._brand = brand
        options = [(self.tr("As many as matter"), "own"), (self.tr("So many"), "count")]
        self.colours.set_options([*options, *([(self.tr("The brand's"), "brand")] if brand else [])])
        self.colours.show_value(self.colours.value() or "own")
        self._show_state()

    def show_edit(self, edit: None) -> None:
        self._show_state()

    @property
    def edit(self) -> None:
        return None

    @property
    def ready(self) -> bool:
        return True

    @property
    def wanted(self) -> tuple[tuple[str, ...] | None, int | None, float]:
        """The colours to be used, or else how many, or neither; and how much detail, 0 to 1."""
        colours = self.colours.value()
        palette = self._brand if colours == "brand" else None
        return palette, round(self.count.value()) if colours == "count" else None, self.detail.value() / 100

    def _show_state(self) -> None:
        self.set_row_visible(self.count, self.colours.value() == "count")
        self.changed.emit()

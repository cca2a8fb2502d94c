"""How the references are taken, for each way that is switched on."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from core.document.model import ArtworkLayer
from core.document.recipe_edits import COARSE, FINE, MIDDLE
from core.style.values import StyleEdit
from desktop.panels.controls import Choice, describe
from desktop.panels.icons import IconButton, WordButton
from desktop.panels.paints import brand_colours
from desktop.panels.palette_bar import PaletteBar
from desktop.panels.sections import Section
from desktop.panels.sliders import ValueSlider
from desktop.styles.styling import GROWN, Styling
from desktop.styles.way import Way


class WayFields(Section):
    """The fields of one way, hidden while it is off."""

    def __init__(self, title: str, way: Way, styling: Styling, off: str) -> None:
        super().__init__(title)
        self.way, self.styling = way, styling
        self.off = self.add_button(IconButton("remove", off))
        self.off.clicked.connect(lambda: styling.switch(way, False))
        styling.changed.connect(self.refresh)

    def refresh(self) -> None:
        self.setVisible(self.styling.is_on(self.way) and self.styling.offers(self.way))
        self.setEnabled(self.styling.free)
        self.show_styling()

    def show_styling(self) -> None:
        """What the layer has."""

    def percent(self, name: str, default: float) -> ValueSlider:
        """A slider whose release develops a picture at once."""
        slider = ValueSlider(name, 0, 100, decimals=0, default=100 * default, suffix=" %")
        slider.slider.sliderReleased.connect(self.styling.settle)
        return slider


class ColourFields(WayFields):
    """The palette that the layer is carried over to, and whether it is the brand's."""

    def __init__(self, styling: Styling) -> None:
        super().__init__(self.tr("Colours"), Way.COLOURS, styling, self.tr("Keep the layer's own colours"))
        self.bar = PaletteBar()
        self.strength = self.percent(self.tr("Strength of the colours"), 1.0)
        self.brand = QCheckBox(self.tr("Only colours of the brand"))
        self.add_wide(self.bar)
        self.add(self.tr("Strength"), self.strength)
        self.add_wide(self.brand)
        tip = self.tr("Carry the colours of text and shapes over to these, too; spot inks and black stay")
        self.repaint = WordButton("colours", self.tr("Recolour text and shapes"), tip)
        self.add_wide(self.repaint)
        self.repaint.clicked.connect(styling.repaint)
        self.strength.edited.connect(lambda value, key: styling.weigh_way(Way.COLOURS, value / 100, key))
        self.brand.clicked.connect(styling.set_brand)
        self.refresh()

    def show_styling(self) -> None:
        self.bar.show_palette(self.styling.palette)
        self.strength.show_value(100 * self.styling.strength(Way.COLOURS))
        self.repaint.setEnabled(self.styling.repaintable)
        brand = brand_colours(self.styling.session.design.spots)
        self.brand.setChecked(self.styling.brand and bool(brand))
        self.brand.setEnabled(bool(brand))
        tip = self.tr("Each colour becomes the nearest of the design's spot inks: {0}").format(", ".join(brand))
        missing = self.tr("Add the brand's inks in the Inks panel first")
        describe(self.brand, self.brand.text(), tip if brand else missing)


class PaintingFields(WayFields):
    """How far each aspect of the style is painted over the layer."""

    def __init__(self, styling: Styling) -> None:
        super().__init__(self.tr("Paint over"), Way.PAINTING, styling, self.tr("Paint nothing over the layer"))
        usual = StyleEdit()
        self.colours = self.percent(self.tr("Palette: how far the colours go over"), usual.colours)
        self.texture = self.percent(self.tr("Texture: how far the fine detail does"), usual.texture)
        self.structure = self.percent(self.tr("Structure: how far the larger shapes do"), usual.structure)
        self.keep = QCheckBox(self.tr("Keep the layer's own colours"))
        self.marks = Choice(self.tr("Size of the brush marks"))
        self.add(self.tr("Palette"), self.colours)
        self.add(self.tr("Texture"), self.texture)
        self.add(self.tr("Structure"), self.structure)
        self.add(self.tr("Marks"), self.marks)
        self.add_wide(self.keep)
        self._connect()
        self.refresh()

    def show_styling(self) -> None:
        aspects, learned = self.styling.aspects, bool(self.styling.learned_style)
        self.colours.show_value(100 * aspects.colours)
        self.texture.show_value(100 * aspects.texture)
        self.structure.show_value(100 * aspects.structure)
        self.colours.setEnabled(not aspects.keep_colour)
        self.keep.setChecked(aspects.keep_colour)
        self.marks.set_options(self._marks())
        self.marks.show_value(aspects.detail_px)
        self.marks.setEnabled(not learned)

    def _connect(self) -> None:
        styling = self.styling
        self.colours.edited.connect(
            lambda value, key: styling.set_aspects(self.tr("Set palette of the style"), key, colours=value / 100)
        )
        self.texture.edited.connect(
            lambda value, key: styling.set_aspects(self.tr("Set texture of the style"), key, texture=value / 100)
        )
        self.structure.edited.connect(
            lambda value, key: styling.set_aspects(self.tr("Set structure of the style"), key, structure=value / 100)
        )
        self.marks.edited.connect(lambda size: styling.set_aspects(self.tr("Set size of the marks"), detail_px=size))
        self.keep.clicked.connect(lambda on: styling.set_aspects(self.tr("Keep own colours"), keep_colour=on))

    def _marks(self) -> list[tuple[str, int | None]]:
        """A tile is a few hundred pixels wide, a photo a few thousand."""
        widest = 512 if isinstance(self.styling.layer, ArtworkLayer) else 2048
        words = [self.tr("Fine"), self.tr("Medium"), self.tr("Broad")]
        return [
            (self.tr("As fine as it is"), None),
            *((word, widest // 2**step) for step, word in enumerate(words)),
        ]


class GrowingFields(WayFields):
    """How much of the latent comes from the references, and in which layers."""

    def __init__(self, styling: Styling) -> None:
        super().__init__(self.tr("Grow"), Way.GROWING, styling, self.tr("Grow from the seed alone"))
        self.weight = self.percent(self.tr("Weight of the style"), GROWN)
        self.layers = Choice(self.tr("Layers that take the style"), self._ranges())
        self.add(self.tr("Weight"), self.weight)
        self.add(self.tr("Layers"), self.layers)
        self.weight.edited.connect(lambda value, key: styling.weigh_way(Way.GROWING, value / 100, key))
        self.layers.edited.connect(styling.set_layers)
        self.refresh()

    def show_styling(self) -> None:
        self.weight.show_value(100 * self.styling.strength(Way.GROWING))
        self.layers.show_value(self.styling.grown_layers)

    def _ranges(self) -> list[tuple[str, tuple[int, int] | None]]:
        return [
            (self.tr("All layers"), None),
            (self.tr("Coarse: layout"), COARSE),
            (self.tr("Middle: shapes"), MIDDLE),
            (self.tr("Fine: colour and finish"), FINE),
        ]

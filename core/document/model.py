"""The Design: everything a person decided about one pack, as one immutable value.

Layers are drawn from first to last. A layer sits on a panel, in the panel's own reading direction, or on the whole
blank with bleed; on the outside or on the inside of the board. Inside coordinates are those seen from the inside.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, field_validator

from core.artwork.edits import MOST_OF_PICTURE, Edit
from core.artwork.recipe import Recipe
from core.codes.names import Symbology
from core.colour.condition import Intent
from core.dieline import library
from core.dieline.outline import Outline, Side
from core.dieline.schema import TemplateFile
from core.dieline.template import Template
from core.style.values import Region
from core.values import Hash, HexColour, Value

Lightness = Annotated[float, Field(ge=0, le=100)]
Opponent = Annotated[float, Field(ge=-128, le=127)]
Fraction = Annotated[float, Field(ge=0, le=1)]
Millimetres = Annotated[float, Field(ge=-10_000, le=10_000)]
Extent = Annotated[float, Field(ge=0.01, le=10_000)]
AssetHash = Hash


class CmykPaint(Value):
    """Process inks as the person typed them; they reach the plates unchanged."""

    kind: Literal["cmyk"] = "cmyk"
    c: Fraction = 0.0
    m: Fraction = 0.0
    y: Fraction = 0.0
    k: Fraction = 0.0


class RgbPaint(Value):
    """An sRGB colour, separated through the output profile."""

    kind: Literal["rgb"] = "rgb"
    hex: HexColour


class SpotPaint(Value):
    """A named ink of the design's ``spots``."""

    kind: Literal["spot"] = "spot"
    name: str
    tint: Fraction = 1.0


Paint = Annotated[CmykPaint | RgbPaint | SpotPaint, Field(discriminator="kind")]


SpotUse = Literal[
    "colour",
    "white",
    "varnish",
    "foil",
    "cold_foil",
    "emboss",
    "deboss",
    "braille",
    "coding",
    "hologram",
    "legend",
    "dimensions",
]
"""What a plate is for; all but ``colour`` have a processing step of their own in ISO 19593-1."""


class SpotColour(Value):
    """A named ink, how to show it where its plate is missing, and what it is for."""

    name: str = Field(min_length=1, max_length=64)
    alternate: CmykPaint
    lab: tuple[Lightness, Opponent, Opponent] | None = Field(None, description="CIE L*a*b*, D50")
    use: SpotUse = "colour"
    process: bool = Field(False, description="Printed by its alternate in process inks, without a plate of its own")


class Placement(Value):
    """Where a layer sits. Without a width and height it fills its panel, or the blank with bleed."""

    side: Side = "outside"
    panel: str | None = Field(None, description="Panel name; the whole blank when absent")
    x: Millimetres = Field(0.0, description="Left edge of the box, from the panel's left edge")
    y: Millimetres = Field(0.0, description="Lower edge of the box, from the panel's lower edge")
    width: Extent | None = None
    height: Extent | None = None
    rotation: float = Field(0.0, ge=-360, le=360, description="Degrees counter-clockwise about the box's centre")


class LayerBase(Value):
    id: str = Field(min_length=1, max_length=64, description="Unique within the design")
    name: str = Field("", max_length=200)
    visible: bool = True
    locked: bool = False
    opacity: Fraction = 1.0
    place: Placement = Placement()


class ArtworkLayer(LayerBase):
    """A periodic tile grown by the GAN, repeated over the place."""

    kind: Literal["artwork"] = "artwork"
    recipe: Recipe = Recipe()
    tile_width: Extent = Field(40.0, description="Printed width of one repeat of the tile, mm")


class ImageLayer(LayerBase):
    """A picture of the document's assets, fitted to its box."""

    kind: Literal["image"] = "image"
    asset: AssetHash
    fit: Literal["contain", "cover", "stretch"] = "contain"
    edits: tuple[Edit, ...] = Field(
        (), max_length=MOST_OF_PICTURE, description="What is done to the picture, step by step"
    )
    clip: str | None = Field(
        None, max_length=400_000, description="Clipping path: SVG path data over the unit square, y down as in pictures"
    )


class TextLayer(LayerBase):
    """Text, shaped and outlined: the screen and the plate show the same curves."""

    kind: Literal["text"] = "text"
    text: str = Field(max_length=20_000)
    font: str | None = Field(None, description="Family name; the bundled one when absent")
    bold: bool = False
    italic: bool = False
    size: Annotated[float, Field(gt=0, le=5000)] = Field(12.0, description="Points, as the trade sets type")
    leading: Annotated[float, Field(gt=0, le=10)] = Field(1.2, description="Line distance, in sizes")
    align: Literal["left", "centre", "right"] = "left"
    valign: Literal["top", "middle", "bottom"] = "top"
    paint: Paint = CmykPaint(k=1)
    overprint: bool | None = Field(None, description="When absent, solid black text overprints and the rest knocks out")


class ShapeLayer(LayerBase):
    """A rectangle, an ellipse or an SVG path in its box."""

    kind: Literal["shape"] = "shape"
    shape: Literal["rectangle", "ellipse", "path"] = "rectangle"
    path: str | None = Field(None, max_length=200_000, description="SVG path data in mm, y up, from the box's corner")
    radius: Annotated[float, Field(ge=0, le=10_000)] = Field(0.0, description="Corner radius of a rectangle")
    fill: Paint | None = CmykPaint(k=1)
    stroke: Paint | None = None
    stroke_width: Annotated[float, Field(gt=0, le=1000)] = Field(0.25, description="mm")
    overprint: bool = False


class BarcodeLayer(LayerBase):
    """A barcode or matrix code at its true size, in the middle of its box, in one ink on a ground of its own."""

    kind: Literal["barcode"] = "barcode"
    symbology: Symbology = "ean13"
    data: str = Field("", max_length=4000, description="Digits or text; a check digit left out is added")
    module: Annotated[float, Field(gt=0, le=10)] = Field(0.33, description="Width of the narrowest bar, mm")
    bar_height: Annotated[float, Field(gt=0, le=500)] | None = Field(None, description="mm; the usual when absent")
    reduction: Annotated[float, Field(ge=0, le=1)] = Field(0.0, description="What the press adds to a bar, mm")
    caption: bool = Field(True, description="The text that people read, where the code has one")
    level: Literal["L", "M", "Q", "H"] = Field("M", description="Error correction of a QR code")
    paint: Paint = CmykPaint(k=1)
    ground: Paint | None = Field(CmykPaint(), description="Colour of the quiet zone behind the bars; none when null")


class VectorLayer(LayerBase):
    """A page of a PDF, or an SVG, placed as vectors with its spots; the asset is the file's bytes."""

    kind: Literal["vector"] = "vector"
    asset: AssetHash
    page: Annotated[int, Field(ge=0, le=10_000)] = Field(0, description="Page of a PDF, from 0")
    fit: Literal["contain", "cover", "stretch"] = "contain"


Layer = Annotated[
    ArtworkLayer | ImageLayer | TextLayer | ShapeLayer | BarcodeLayer | VectorLayer, Field(discriminator="kind")
]


class DielineChoice(Value):
    """A template and what the person set on it; parameters left out keep the template's defaults.

    A template of the person's own travels with the document, so that it opens where it was never saved.
    """

    code: str
    parameters: dict[str, float] = Field(default_factory=dict)
    grain: Literal["", "x", "y"] = Field("", description="How the board's grain or flutes run on the blank, if chosen")
    own: TemplateFile | None = Field(None, description="The template itself, where it is not one of the program's")

    @staticmethod
    def of(template: Template, parameters: dict[str, float]) -> DielineChoice:
        """A choice of ``template``, which goes along where it is not one of the program's."""
        own = None if library.is_bundled(template) else template.file
        return DielineChoice(code=template.code, parameters=parameters, own=own)

    def template(self) -> Template:
        """Raises DieloomError for a template that is unknown or contradicts itself."""
        return library.load(self.code) if self.own is None else library.of_file(self.own)

    def outline(self) -> Outline:
        """The flat blank; raises DieloomError for a template that is unknown or cannot be made at this size."""
        return self.template().outline(self.parameters)


class PressChoice(Value):
    """How the pack is printed, as far as the person chose; the printer's preset says the rest."""

    preset: str = Field("standard", min_length=1, max_length=200, description="The printer's preset by its name")
    profile: str | None = Field(None, max_length=200, description="A bundled output profile by its name")
    own_profile: AssetHash | None = Field(None, description="The person's own output profile; goes before the other")
    intent: Intent = "relative"
    black_point: bool = Field(True, description="Black point compensation for artwork in RGB")
    ink_limit: Annotated[float, Field(ge=100, le=400)] | None = Field(None, description="Most ink of all plates, %")

    @field_validator("preset")
    @classmethod
    def _name_only(cls, name: str) -> str:
        """A document from elsewhere must not have this machine's files read."""
        if any(letter in name for letter in "/\\\0") or name.lower().endswith(".toml"):
            raise ValueError("a preset is named, not pointed at by a path")
        return name


class StyleReference(Value):
    """A picture that the person keeps at hand to take colours or style from; it is not printed."""

    asset: AssetHash
    name: str = Field("", max_length=200)
    collection: str = Field("", max_length=200, description="The group it is kept in; none when empty")
    region: Region | None = Field(None, description="The part of the picture that is meant; all when absent")


class Design(Value):
    """One pack."""

    title: str = Field("Untitled", max_length=200)
    dieline: DielineChoice
    bleed: Annotated[float, Field(ge=0, le=50)] | None = Field(None, description="mm; the template's own when absent")
    spots: tuple[SpotColour, ...] = ()
    layers: tuple[Layer, ...] = ()
    references: tuple[StyleReference, ...] = ()
    press: PressChoice = PressChoice()

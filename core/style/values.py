"""What a person asks of a style: a palette, or the style of reference pictures. Self-contained, so that a document
draws the same where the pictures are not."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from core.values import Floats, Hash, HexColour, Value

Strength = Annotated[float, Field(ge=0, le=1)]


class PaletteShift(Value):
    """The picture's colours carried over to a reference palette."""

    colours: tuple[HexColour, ...] = Field(min_length=1, max_length=16)
    shares: tuple[Annotated[float, Field(ge=0)], ...] | None = Field(
        None, description="Area share of each colour; any when absent"
    )
    strength: float = Field(1.0, ge=0, le=1)

    @model_validator(mode="after")
    def _one_share_a_colour(self) -> Self:
        if self.shares is not None and (len(self.shares) != len(self.colours) or sum(self.shares) <= 0):
            raise ValueError(f"{len(self.colours)} colours take as many shares, not all of them 0")
        return self


class PaletteEdit(Value):
    """A palette carried over to a picture."""

    kind: Literal["palette"] = "palette"
    shift: PaletteShift


Region = Annotated[
    tuple[Strength, Strength, Strength, Strength],
    Field(description="Left, top, right and lower edge of a part of a picture, as fractions of its sides"),
]


class StyleShare(Value):
    """One reference picture's part in a style. ``code`` draws; the rest says where it was taken from."""

    code: Floats = Field(description="The picture's style as the network describes it")
    palette: PaletteShift | None = Field(None, description="The picture's main colours with their shares")
    weight: Annotated[float, Field(gt=0, le=1)] = 1.0
    asset: Hash | None = None
    region: Region | None = None


class StyleEdit(Value):
    """The style of one or more references, painted over a picture by a network."""

    kind: Literal["style"] = "style"
    network: str = Field("brush", max_length=4096, description="A bundled style network, or a learned style's file")
    shares: tuple[StyleShare, ...] = Field((), max_length=16, description="None for a style that was learned")
    colours: Strength = Field(1.0, description="How far the picture's colours go over to the references'")
    texture: Strength = Field(1.0, description="How far its fine detail does")
    structure: Strength = Field(0.7, description="How far its larger shapes do")
    keep_colour: bool = Field(False, description="The picture keeps its own colours, and takes texture alone")
    detail_px: Annotated[int, Field(ge=64, le=4096)] | None = Field(
        None, description="Long side at which the marks are drawn, larger marks for fewer pixels; the picture's own"
    )

"""What a person asks of a photo, step by step. Self-contained, so that the steps can be replayed anywhere."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from core.values import Mask, Value

Strength = Annotated[float, Field(ge=0, le=1)]
ModelName = Annotated[str, Field(max_length=4096, description="A bundled network's name, or the path of a model file")]


class UpscaleEdit(Value):
    """More pixels by a super-resolution network."""

    kind: Literal["upscale"] = "upscale"
    factor: Literal[2, 4] = 2
    model: ModelName | None = Field(None, description="The program's own when absent")


class InpaintEdit(Value):
    """What lies under the mask made anew from its surroundings."""

    kind: Literal["inpaint"] = "inpaint"
    mask: Mask
    model: ModelName | None = Field(None, description="The program's own when absent")


class EnhanceEdit(Value):
    """Less noise, more sharpness, contrast and a neutral white; each is off at 0."""

    kind: Literal["enhance"] = "enhance"
    denoise: Strength = 0.0
    deblur: Strength = 0.0
    contrast: Strength = 0.0
    white_balance: Strength = 0.0


class CutoutEdit(Value):
    """The background made clear. Masks are what the person painted over the program's own judgement."""

    kind: Literal["cutout"] = "cutout"
    feather_px: Annotated[float, Field(ge=0, le=64)] = 1.0
    keep: Mask | None = Field(None, description="What belongs to the subject for certain")
    drop: Mask | None = Field(None, description="What does not")


ImagingEdit = UpscaleEdit | InpaintEdit | EnhanceEdit | CutoutEdit

"""Artwork is a recipe, not pixels: replaying the same recipe gives the same tile at any size."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from core.artwork.edits import MOST_OF_TILE, Edit
from core.style.values import PaletteShift
from core.values import Floats, Value


def _rising(layers: tuple[int, int]) -> tuple[int, int]:
    if layers[0] > layers[1]:
        raise ValueError(f"the first layer, {layers[0]}, comes after the last, {layers[1]}")
    return layers


Layers = Annotated[
    tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]],
    AfterValidator(_rising),
    Field(description="First and last w layer, both included; layers beyond the model's last are ignored"),
]


class Move(Value):
    """A step along one of the model's directions."""

    direction: str = Field(description="Name of the direction, such as pc1")
    value: float = Field(ge=-10, le=10, description="In standard deviations of w along the direction")
    layers: Layers | None = Field(None, description="All layers when absent")
    step: Floats | None = Field(
        None,
        description="The move by one deviation, w_dim numbers, of a direction that only its finder's files hold; "
        "wins over the name, so that the recipe gives the same picture everywhere",
    )


class StyleMix(Value):
    """Another latent blended into some layers: from a seed, or w itself (a projected reference picture)."""

    seed: int | None = Field(None, ge=0, lt=2**32)
    w: tuple[float, ...] | None = Field(None, description="A point of w space; wins over the seed")
    layers: Layers | None = None
    weight: float = Field(1.0, ge=0, le=1)

    @model_validator(mode="after")
    def _mixes_something(self) -> Self:
        if self.seed is None and self.w is None:
            raise ValueError("a style mix names a seed or w")
        return self


class Verdict(Value):
    """What the model's own judge said of a picture (:mod:`core.artwork.gating`); it decides nothing."""

    score: float = Field(ge=0, le=1, description="How real the picture is to the judge beside the model")
    of: str = Field(pattern=r"^[0-9a-f]{16}$", description="Which picture; of any other the verdict says nothing")


Fraction = Annotated[float, Field(ge=0, lt=1)]


class Recipe(Value):
    """Everything that decides one periodic tile of artwork."""

    model: str = Field("loom", description="A bundled model's name, or the path of a model file")
    seed: int = Field(1, ge=0, lt=2**32)
    start: Floats | None = Field(
        None,
        description="w, or w for every layer, in place of the seed's: from a picture, from dragging, or from a file",
    )
    between: tuple[Fraction, Fraction] = Field(
        (0.0, 0.0),
        description="On the way from the seed to the next one (x) and to the one 100 on (y): a place on the seed map",
    )
    psi: float = Field(0.8, ge=-2, le=2, description="Truncation: 0 is the average, 1 the latent as drawn")
    cutoff: int | None = Field(None, ge=0, description="Truncation moves only the w layers before this; all if absent")
    family: str | None = Field(None, description="Pattern family (class) of a conditional model; by seed when absent")
    moves: tuple[Move, ...] = ()
    mix: tuple[StyleMix, ...] = ()
    palette: PaletteShift | None = None
    edits: tuple[Edit, ...] = Field(
        (), max_length=MOST_OF_TILE, description="What is done to the tile then, one after the other"
    )
    cells: tuple[Annotated[int, Field(ge=1, le=8)], Annotated[int, Field(ge=1, le=8)]] = Field(
        (1, 1), description="How often the learned constant is repeated across and down: a larger tile, still periodic"
    )
    noise: Literal["const", "none", "random"] = Field("const", description="The generator's per-pixel noise, if any")
    noise_seed: int = Field(0, ge=0, lt=2**32)
    tile: Literal["x", "y", "xy", "none"] | None = Field(
        None, description="Axes along which the tile repeats without a seam; the model's own when absent"
    )
    verdict: Verdict | None = Field(None, description="Of the quality gate, if the picture came through it")
    kind: Literal["gan"] = "gan"

    def digest(self) -> str:
        return _digest(self)

    def shown(self) -> str:
        """Names the picture that a judge is shown: one cell, in the model's own colours.

        What is left at its default does not count, so a recipe of an earlier version keeps its verdict.
        """
        text = self.model_dump_json(exclude_defaults=True, exclude={"cells", "palette", "edits", "verdict"})
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @property
    def score(self) -> float | None:
        """How real the judge found this very picture, 0 to 1; None when it was not asked, or of another."""
        return self.verdict.score if self.verdict is not None and self.verdict.of == self.shown() else None


@lru_cache(maxsize=256)
def _digest(recipe: Recipe) -> str:
    """Remembered: a slider's every step asks for it several times, and a style painted over takes 2 ms to write."""
    return Value.digest(recipe)

"""What a generator is built from: one immutable value, stored as JSON beside the weights."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config

from core.errors import DieloomError
from core.values import explain

Padding = Literal["torus", "zero"]


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True)
class GeneratorConfig:
    """A StyleGAN2-type generator.

    ``labels`` name its classes; ``padding`` is that of x and y; ``cut`` is the column and row of the endless pattern at
    which its tiles are cut out (:mod:`core.gan.seams`).
    """

    resolution: int
    z_dim: int
    w_dim: int
    mapping_layers: int
    channel_base: int
    channel_max: int
    labels: tuple[str, ...] = ()
    padding: tuple[Padding, Padding] = ("torus", "torus")
    noise: bool = False
    clamp: float | None = None
    cut: tuple[int, int] = (0, 0)

    def __post_init__(self) -> None:
        power_of_two = self.resolution & (self.resolution - 1) == 0
        if not power_of_two or not 8 <= self.resolution <= 2048:
            raise DieloomError(
                f"No generator draws {self.resolution} pixels.", "The resolution is a power of two from 8 to 2048."
            )
        widths = (self.z_dim, self.w_dim, self.channel_max)
        deep_enough = 1 <= self.mapping_layers <= 64 and self.resolution <= self.channel_base <= 1 << 20
        if not deep_enough or not all(1 <= width <= 65536 for width in widths):
            raise DieloomError(
                f"No generator is {widths} wide, on {self.mapping_layers} layers and base {self.channel_base}.",
                "Widths are 1 to 65536, mapping layers 1 to 64, and the base is no less than the resolution.",
            )
        if any(at and axis == "zero" for at, axis in zip(self.cut, self.padding, strict=True)):
            raise DieloomError("Only a torus can be cut elsewhere.", "Leave the cut of an axis with zero padding at 0.")

    @property
    def resolutions(self) -> tuple[int, ...]:
        """Of the blocks, 4 first."""
        return tuple(1 << power for power in range(2, self.resolution.bit_length()))

    @property
    def w_layers(self) -> int:
        """How many w a picture takes: one for each convolution, and one for the last RGB."""
        return 2 * len(self.resolutions)

    def channels(self, resolution: int) -> int:
        return min(self.channel_base // resolution, self.channel_max)

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> GeneratorConfig:
        """Raises DieloomError when the text describes no generator."""
        try:
            return TypeAdapter(cls).validate_json(text)
        except ValidationError as error:
            raise DieloomError(
                f"The model's description cannot be read: {explain(error)}.",
                "Take the model file from its source again.",
            ) from error

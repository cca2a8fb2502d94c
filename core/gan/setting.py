"""How a generator is asked to draw, apart from w: one immutable value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.gan.config import Config, Padding

Noise = Literal["const", "none", "random"]
"""The per-pixel noise of StyleGAN2: the model's own maps, none, or fresh ones from a seed."""


@dataclass(frozen=True)
class Setting:
    """``cells``: how often the constant is repeated in x and y (StyleGAN2 only: a larger picture).

    ``padding`` of x and y in place of the model's own: a torus makes any StyleGAN2 tile (:mod:`core.gan.layers`).
    """

    cells: tuple[int, int] = (1, 1)
    padding: tuple[Padding, Padding] | None = None
    noise: Noise = "const"
    noise_seed: int = 0

    def cut(self, config: Config) -> tuple[int, int]:
        """The column and row at which the picture is cut out of the endless pattern: an edge of zeros stays an edge."""
        column, row = (
            at if axis == "torus" else 0 for at, axis in zip(config.cut, self.padding or config.padding, strict=True)
        )
        return column, row


PLAIN = Setting()

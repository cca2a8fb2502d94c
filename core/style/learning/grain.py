"""The random number for each pixel that strokes grow from: as fine as a picture's values, so that it is one of them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from torch import Tensor

SEED = 0x6A1


def grain_of(height: int, width: int, number: int = 0) -> NDArray[np.uint8]:
    """[H, W, 1], the same for a size and a ``number`` on every machine."""
    chance = np.random.Philox(key=SEED + (number << 16))
    count = -(-height * width // 8)
    values = chance.random_raw(count).astype("<u8").view(np.uint8)
    return values[: height * width].reshape(height, width, 1)


def spread_evenly(numbers: Tensor) -> Tensor:
    """Numbers of 0..1 as a grain of mean 0 and variance 1."""
    return (numbers - 0.5) * math.sqrt(12.0)


def as_grain(values: Tensor) -> Tensor:
    """[N, 1, H, W] of 0..255 as the network takes it."""
    return spread_evenly((values + 0.5) / 256.0)

"""What a run learns from: an endless stream of crops out of a set of pictures, or of a single one.

Each crop is a function of the seed and of its number, as all chance in training is.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

Pixels = NDArray[np.uint8]


class Readable(Protocol):
    """Pictures [H, W, 3], such as :class:`core.training.data.PictureSet`."""

    def __len__(self) -> int: ...

    def read(self, index: int) -> Pixels: ...


class Crops:
    """Squares of ``crop_px`` anywhere in any of the pictures; ``spread`` is by how much they may be reduced for it.

    Marks of a style keep their size (a spread of 1.2); contents are seen nearer and farther (1.8).
    """

    def __init__(self, pictures: Readable, crop_px: int, seed: int, *, spread: float, mirror: bool) -> None:
        self._pictures, self.crop_px, self._seed = pictures, crop_px, seed
        self._spread, self._mirror = spread, mirror

    def __len__(self) -> int:
        return len(self._pictures)

    def crop(self, number: int, side_px: int | None = None) -> Pixels:
        """[C, C, 3] of C = ``crop_px``, or ``side_px`` pixels."""
        side = side_px or self.crop_px
        chance = np.random.Generator(np.random.Philox([self._seed, number]))
        picture = self._pictures.read(int(chance.integers(len(self))))
        across, down, scale, turn = chance.random(4)
        height, width = picture.shape[:2]
        outer = min(side * self._spread**scale, height, width)
        left, top = across * (width - outer), down * (height - outer)
        box = (left, top, left + outer, top + outer)
        made = np.asarray(Image.fromarray(picture).resize((side, side), Image.Resampling.BICUBIC, box))
        return made[:, ::-1] if self._mirror and turn < 0.5 else made

    def draw(self, first: int, count: int, device: torch.device, side_px: int | None = None) -> Tensor:
        """The crops ``first`` to ``first + count - 1``: [N, 3, C, C] in -1..1."""
        made = np.stack([self.crop(first + number, side_px) for number in range(count)])
        return as_pictures(made).to(device)

    def colours(self, count: int = 48) -> NDArray[np.float64]:
        """Colours [n, 3] of so many crops, in -1..1, evenly."""
        made = [self.crop(number)[::4, ::4] for number in range(count)]
        return np.concatenate([each.reshape(-1, 3) for each in made]) / 127.5 - 1.0


def as_pictures(pixels: Pixels) -> Tensor:
    """[N, H, W, 3] uint8 -> [N, 3, H, W] in -1..1."""
    return as_values(pixels) / 127.5 - 1.0


def as_values(pixels: Pixels) -> Tensor:
    """[N, H, W, C] uint8 -> [N, C, H, W] of 0..255."""
    return torch.from_numpy(np.array(pixels)).permute(0, 3, 1, 2).float()  # a copy: some may not be written to


def as_pixels(pictures: Tensor) -> Pixels:
    """[N, 3, H, W] -> [N, H, W, 3] uint8."""
    made = (pictures.detach().float().clamp(-1.0, 1.0) * 127.5 + 127.5).round().byte()
    return np.asarray(made.permute(0, 2, 3, 1).cpu().numpy())

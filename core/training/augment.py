"""Changes to what the discriminator sees, real and made pictures alike, through which the generator's gradient passes.

Moves of the torus (shifts, mirroring, quarter turns) are symmetries of a tile: nothing of them leaks into what is made.
The others (Zhao et al. 2020, arXiv 2006.10738: translation, cut-out, colour) meet each picture with a probability, the
strength, low enough that the generator still tells what is usual (Karras et al. 2020, arXiv 2006.06676); "ada" holds
the strength where the discriminator neither overfits nor starves.
"""

from __future__ import annotations

import torch
from torch import Tensor

NUMBERS = 12  # that one picture's changes are read from
SHIFTED = 0.125  # of the side, at most
CUT = 0.5  # the side of what is cut out


def move_on_torus(pictures: Tensor, numbers: Tensor) -> Tensor:
    """[N, C, R, R] -> the same, each shifted, mirrored and turned by its row of ``numbers`` [N, 4 or more] of 0..1."""
    size = pictures.shape[2]
    place = torch.arange(size, device=pictures.device)
    shifts = (numbers[:, :2] * size).long()
    rows, columns = (place - shifts[:, :1]) % size, (place - shifts[:, 1:2]) % size
    mirrored = (numbers[:, 2] < 0.5)[:, None]
    columns = torch.where(mirrored, columns.flip(1), columns)
    count = len(pictures)
    index = (rows[:, :, None] * size + columns[:, None, :]).view(count, -1)
    quarter = (numbers[:, 3] * 4).long().clamp(max=3)
    grid = index.view(count, size, size)
    turned = torch.stack([torch.rot90(grid, turn, (1, 2)) for turn in range(4)])
    chosen = turned[quarter, torch.arange(count, device=pictures.device)].reshape(count, 1, -1)
    flat = pictures.flatten(2)
    return flat.gather(2, chosen.expand(-1, pictures.shape[1], -1)).view_as(pictures)


def augment(pictures: Tensor, numbers: Tensor, strength: float, *, periodic: bool, colour: bool) -> Tensor:
    """[N, C, R, R] -> the same; each change meets a picture where its number of ``numbers`` [N, NUMBERS] is below
    ``strength``."""
    if strength <= 0.0:
        return pictures
    met = (numbers[:, :3] < strength).to(pictures.dtype)
    if colour:
        pictures = _colour(pictures, numbers[:, 3:6] * met[:, :1] + 0.5 * (1 - met[:, :1]))
    if not periodic:
        pictures = _translate(pictures, (numbers[:, 6:8] * 2 - 1) * met[:, 1:2] * SHIFTED)
    return _cut_out(pictures, numbers[:, 8:10], met[:, 2])


def _colour(pictures: Tensor, numbers: Tensor) -> Tensor:
    """Brightness by -0.5..0.5, saturation by 0..2, contrast by 0.5..1.5; 0.5 changes nothing."""
    brightness, saturation, contrast = (numbers[:, index, None, None, None] for index in range(3))
    pictures = pictures + (brightness - 0.5)
    grey = pictures.mean(1, keepdim=True)
    pictures = grey + (pictures - grey) * (2.0 * saturation)
    middle = pictures.mean((1, 2, 3), keepdim=True)
    return middle + (pictures - middle) * (contrast + 0.5)


def _translate(pictures: Tensor, shifts: Tensor) -> Tensor:
    """By ``shifts`` [N, 2] of the side, whole pixels; grey comes in."""
    size = pictures.shape[2]
    place = torch.arange(size, device=pictures.device)
    pixels = (shifts * size).round().long()
    rows, columns = place - pixels[:, :1], place - pixels[:, 1:2]
    inside = ((rows >= 0) & (rows < size))[:, :, None] & ((columns >= 0) & (columns < size))[:, None, :]
    index = (rows.clamp(0, size - 1)[:, :, None] * size + columns.clamp(0, size - 1)[:, None, :]).flatten(1)
    moved = pictures.flatten(2).gather(2, index[:, None].expand(-1, pictures.shape[1], -1)).view_as(pictures)
    return moved * inside[:, None].to(pictures.dtype)


def _cut_out(pictures: Tensor, numbers: Tensor, met: Tensor) -> Tensor:
    """A grey square of half the side, anywhere."""
    size = pictures.shape[2]
    place = (torch.arange(size, device=pictures.device) + 0.5) / size
    near = ((place - numbers[:, :1]).abs() < CUT / 2)[:, :, None] & ((place - numbers[:, 1:2]).abs() < CUT / 2)[:, None]
    return pictures * (1 - met[:, None, None, None] * near[:, None].to(pictures.dtype))


class Control:
    """The strength of the augmentation: fixed, or held so that the mean sign of real scores stays at the target."""

    every = 4  # steps between two adjustments

    def __init__(self, strength: float, target: float | None, kimg: float) -> None:
        """``kimg`` is how many thousand pictures it takes to go from no strength to all; no target, no change."""
        self.strength = strength
        self._target, self._kimg = target, kimg

    def adjust(self, sign: float, images: int) -> None:
        """After ``images`` pictures whose real scores had this mean sign."""
        if self._target is not None:
            step = images / (self._kimg * 1000.0)
            self.strength = min(max(self.strength + (step if sign > self._target else -step), 0.0), 1.0)

"""Noise and blur for whole batches on the device that learns, as strong as :func:`core.imaging.teaching.lessons.worse`
makes them one by one."""

from __future__ import annotations

from functools import cache

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from core.imaging.teaching.lessons import MOST_BLUR, MOST_NOISE, NOISE_POWER, UNSPOILED, Lesson
from core.imaging.teaching.pool import Pool

_GRAINS = 0.25  # share of the pictures whose noise is in grains of two pixels
_REACH = 6  # px that a blur looks to each side
_FINE = 400  # strengths of blur that are told apart
_PASSES = 3


class PooledRestoreLessons:
    """Sharp crops of a pool, spoiled anew whenever they are drawn."""

    def __init__(self, pool: Pool, batch: int, px: int) -> None:
        self._pool, self._batch, self._px = pool, batch, px

    def at(self, step: int) -> Lesson:
        chance = self._pool.chance(step)
        (wanted,) = self._pool.draw(step, self._batch, self._px, chance)
        even = torch.rand(4, self._batch, generator=chance, device=wanted.device)
        noise = even[0] ** NOISE_POWER * (even[2] > UNSPOILED[0])
        blur = even[1] * (even[3] > UNSPOILED[1])
        return Lesson(spoiled(wanted, noise, blur, chance), wanted, 1, torch.stack([noise, blur], 1))


def spoiled(pictures: Tensor, noise: Tensor, blur: Tensor, chance: torch.Generator) -> Tensor:
    """[N, 3, H, W] in 0..1, out of focus by ``blur`` [N] and then noisy by ``noise`` [N], each 0..1, in whole steps of
    8 bits."""
    grain = torch.randn(pictures.shape, generator=chance, device=pictures.device)
    coarse = (grain + grain.roll(1, 2) + grain.roll(1, 3) + grain.roll((1, 1), (2, 3))) / 2.0
    grained = torch.rand(len(pictures), 1, 1, 1, generator=chance, device=pictures.device) < _GRAINS
    soft = (blurred(pictures, blur) * 255.0).round()
    made = soft + MOST_NOISE * noise[:, None, None, None] * torch.where(grained, coarse, grain)
    return made.round().clamp(0.0, 255.0) / 255.0


def blurred(pictures: Tensor, blur: Tensor) -> Tensor:
    """By Pillow's Gauss: each tap for the whole batch in one go, exactly, where a convolution by groups would round."""
    places = (blur * _FINE).round().long().clamp(0, _FINE)
    taps = _table(pictures.device)[places]  # [N, 2 * _REACH + 1]
    for axis in (2, 3):
        pad = (0, 0, _REACH, _REACH) if axis == 2 else (_REACH, _REACH, 0, 0)
        wide, size = F.pad(pictures, pad, mode="replicate"), pictures.shape[axis]
        made = torch.zeros_like(pictures)
        for tap in range(taps.shape[1]):
            made.addcmul_(taps[:, tap, None, None, None], wide.narrow(axis, tap, size))
        pictures = made
    return pictures


@cache
def _table(device: torch.device) -> Tensor:
    """The taps for every strength, [_FINE + 1, 2 * _REACH + 1]."""
    rows = [_taps(MOST_BLUR * place / _FINE) for place in range(_FINE + 1)]
    return torch.from_numpy(np.stack(rows)).float().to(device)


def _taps(deviation: float) -> np.ndarray:
    """Three boxes one after the other, with soft ends (Gwosdek et al. 2011, as Pillow has it)."""
    variance = deviation**2 / _PASSES
    whole = int((np.sqrt(12.0 * variance + 1.0) - 1.0) / 2.0)
    part = (2 * whole + 1) * (whole * (whole + 1) - 3.0 * variance) / (6.0 * (variance - (whole + 1) ** 2))
    reach = _REACH // _PASSES
    away = np.abs(np.arange(-reach, reach + 1))
    box = np.where(away <= whole, 1.0, np.where(away == whole + 1, part, 0.0))
    box /= box.sum()
    return np.convolve(np.convolve(box, box), box)

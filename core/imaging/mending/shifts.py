"""By which shifts a picture goes on as its surroundings do: the repeats of a pattern, or the likest other place.

As in image completion by the statistics of shifts (He and Sun 2012), but asked of the hole's own rim: how well does
what stands a shift away continue it? All shifts are answered at once by correlation (Padfield 2012, masked).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import torch

from core.imaging.mending.patches import RADIUS, Colours, Numbers, Scene, Where, grown
from core.jobs import Progress

_RIM_PX = 12
_REPEATS = 0.2  # the error at which a shift is taken for a repeat of the pattern
_BLUR_PX = 1.0  # repeats are no whole number of pixels
_LEAST_RIM = 16
_NEAR_PX = 3
_GUESS = 0.3  # what a guess of the hole counts beside the rim
_COVER = 0.4  # of the rim must be known a shift away


@dataclass(frozen=True)
class Shift:
    """``down`` and ``right`` in px; ``error``: the squared gap on the rim over the rim's variance; ``cover``: the share
    of the hole that is known there."""

    down: int
    right: int
    error: float
    cover: float


def find_shifts(
    scene: Scene, most: int, least_cover: float, progress: Progress, guess: Colours | None = None
) -> list[Shift]:
    """The best shifts, best first, that differ by more than 3 px along an axis: they continue the rim of the hole, and
    where there is a ``guess`` [H, W, 3] of what the hole shows, they show the like."""
    about = grown(scene.hole, _RIM_PX)
    rows, columns = np.flatnonzero(about.any(1)), np.flatnonzero(about.any(0))
    box = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    rim = (about & scene.usable)[box].astype(np.float32)
    if rim.sum() < _LEAST_RIM:
        return []
    usable, hole = scene.usable.astype(np.float32), scene.hole[box].astype(np.float32)
    blurred = np.asarray(cv2.GaussianBlur(scene.colours, (0, 0), _BLUR_PX), np.float32)
    mean = blurred[box][rim > 0].mean(0)
    there = (blurred - mean) * usable[..., None]
    power = (there**2).sum(2)
    here, weight = there[box], rim
    variance = float(power[box][rim > 0].mean()) + 1e-6
    if guess is not None:
        here = np.where(hole[..., None] > 0, guess[box] - mean, here)
        weight = rim + _GUESS * rim.sum() / hole.sum() * hole
    size = (usable.shape[0] + rim.shape[0], usable.shape[1] + rim.shape[1])
    known = _spectrum(usable, size)

    def correlated(plane: Colours, other: torch.Tensor) -> Colours:
        """By where the corner of ``plane`` comes to lie, negative places at the end: the sum of its products."""
        progress.check()
        return np.asarray(torch.fft.irfft2(_spectrum(plane, size).conj() * other, s=size).numpy())

    count, cover = correlated(weight, known), correlated(hole, known) / hole.sum()
    gap = correlated(weight * (here**2).sum(2), known) + correlated(weight, _spectrum(power, size))
    for channel in range(3):
        gap -= 2 * correlated(weight * here[..., channel], _spectrum(there[..., channel], size))
    error = np.maximum(gap, 0) / np.maximum(count, 1) / variance
    error[(count < _COVER * weight.sum()) | (cover < least_cover)] = np.inf
    return list(_best(error, cover, scene.hole.shape, (int(rows[0]), int(columns[0])), most))


def _spectrum(plane: Colours, size: tuple[int, int]) -> torch.Tensor:
    made: torch.Tensor = torch.fft.rfft2(torch.from_numpy(np.ascontiguousarray(plane)), s=size)
    return made


def _best(
    error: Colours, cover: Colours, shape: tuple[int, ...], corner: tuple[int, int], most: int
) -> Iterator[Shift]:
    """Of planes by the place of a corner that was at ``corner``; places beyond ``shape`` are negative ones."""
    tall, wide = error.shape
    for _ in range(most):
        y, x = divmod(int(error.argmin()), wide)
        found = float(error[y, x])
        if not np.isfinite(found):
            return
        down = (y if y < shape[0] else y - tall) - corner[0]
        right = (x if x < shape[1] else x - wide) - corner[1]
        if max(abs(down), abs(right)) > _NEAR_PX:
            yield Shift(down, right, found, float(cover[y, x]))
        rows, columns = np.arange(y - _NEAR_PX, y + _NEAR_PX + 1), np.arange(x - _NEAR_PX, x + _NEAR_PX + 1)
        error[np.ix_(rows % tall, columns % wide)] = np.inf


def repeated(scene: Scene, shifts: Sequence[Shift]) -> tuple[Numbers, Numbers] | None:
    """The shift (down, right) of each pixel, [H, W] each, by which the scene's repeats fill all of the hole; None if
    they do not.

    A shift that leads back into the hole goes on by the shift of the pixel there, so that a hole wider than the repeat
    is filled too.
    """
    steps = [(each.down, each.right) for each in shifts if each.error <= _REPEATS]
    steps += [(-down, -right) for down, right in steps]
    left = grown(scene.hole, RADIUS) & ~scene.usable
    known = scene.usable.copy()
    maps = np.zeros((2, *scene.hole.shape), np.intp)
    gained = True
    while gained and (left & scene.hole).any():
        gained = False
        for step in steps:
            here = left & _seen(known, step)
            if here.any():
                y, x = np.nonzero(here)
                maps[:, y, x] = maps[:, y + step[0], x + step[1]] + np.array(step)[:, None]
                known |= here
                left &= ~here
                gained = True
    return None if (left & scene.hole).any() else (maps[0], maps[1])


def _seen(area: Where, step: tuple[int, int]) -> Where:
    """What ``area`` says of the pixel a step (down, right) away; false beyond the edge."""
    made = np.zeros_like(area)
    height, width = area.shape
    y, x = step
    made[max(-y, 0) : height - max(y, 0), max(-x, 0) : width - max(x, 0)] = area[
        max(y, 0) : height + min(y, 0), max(x, 0) : width + min(x, 0)
    ]
    return made

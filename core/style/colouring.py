"""A picture's colours carried over to another's, whole distributions: where a palette names a few colours, this takes
all of them with their shares.

Optimal transport along one axis after the other, turned by chance in between, which converges to the other's
distribution (Pitie, Kokaram and Dahyot 2007, "Automated colour grading using colour distribution transfer"). What
happens to a pixel depends on its colour alone, so a periodic tile stays periodic.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.colour.oklab import Colours, oklab
from core.jobs import Progress
from core.style.palette import recoloured

Pixels = NDArray[np.uint8]

_SAMPLES = 1 << 14
_TURNS = 8
_KNOTS = 65
_AT_ONCE = 1 << 15  # colours, some 50 ms of work
_CHROMA = np.array([1.0, 1.5, 1.5], np.float32)  # differences of hue weigh more than those of lightness


Axes = tuple[tuple[Colours, Colours], ...]
"""For each of three axes where its knots [k] lie, in rising order, and where they go."""


@dataclass(frozen=True, eq=False)
class Grading:
    """Where every colour goes: along the axes of each of ``turns`` [3, 3] as ``moves`` say."""

    turns: tuple[Colours, ...]
    moves: tuple[Axes, ...]
    strength: float = 1.0

    def __call__(self, lab: Colours) -> Colours:
        """OKLab [N, 3] -> OKLab."""
        moved = np.asarray(lab * _CHROMA, np.float32)
        for turn, axes in zip(self.turns, self.moves, strict=True):
            moved = np.asarray(_moved(moved @ turn, axes) @ turn.T, np.float32)
        return np.asarray(lab + self.strength * (moved / _CHROMA - lab), np.float32)


def grading(own: Colours, wanted: Colours, strength: float = 1.0) -> Grading:
    """From samples of OKLab colours, [n, 3] of each; deterministic."""
    chance = np.random.Generator(np.random.Philox(11))
    shares = np.linspace(0.0, 1.0, _KNOTS)
    own, wanted = np.asarray(own * _CHROMA, np.float32), np.asarray(wanted * _CHROMA, np.float32)
    turns, moves = [], []
    for number in range(_TURNS):
        free = np.eye(3) if number == 0 else np.linalg.qr(chance.standard_normal((3, 3)))[0]
        turn = np.asarray(free, np.float32)
        turned = own @ turn
        here, there = (np.asarray(np.quantile(each, shares, 0), np.float32) for each in (turned, wanted @ turn))
        axes = tuple(_even(here[:, axis], there[:, axis]) for axis in range(3))
        own = np.asarray(_moved(turned, axes) @ turn.T, np.float32)
        turns.append(turn)
        moves.append(axes)
    return Grading(tuple(turns), tuple(moves), strength)


def _even(here: Colours, there: Colours) -> tuple[Colours, Colours]:
    """One knot where many lie together: a colour that fills a whole stretch goes to the middle of where that goes."""
    places, owner = np.unique(np.round(here, 3), return_inverse=True)
    return places, np.asarray(np.bincount(owner, there) / np.bincount(owner), np.float32)


def _moved(points: Colours, axes: Axes) -> Colours:
    return np.stack([np.interp(points[:, axis], *axes[axis]) for axis in range(3)], 1).astype(np.float32)


def samples(pixels: Pixels, most: int = _SAMPLES) -> Colours:
    """OKLab colours [n, 3] of pixels evenly spread over [H, W, 3], or of those of [H, W, 4] that can be seen."""
    flat = pixels.reshape(-1, pixels.shape[2])
    if pixels.shape[2] == 4:
        flat = flat[flat[:, 3] > 0] if np.any(flat[:, 3]) else flat
    return oklab(flat[np.linspace(0, len(flat) - 1, min(len(flat), most)).astype(np.intp), :3])


def graded(pixels: Pixels, wanted: Colours, progress: Progress, strength: float = 1.0) -> Pixels:
    """[H, W, 3 or 4] with the colours ``wanted`` [n, 3], as many of each as there; alpha is kept. Raises Cancelled."""
    if strength == 0.0:
        return pixels
    return applied(pixels, grading(samples(pixels), wanted, strength), progress)


def applied(pixels: Pixels, moves: Grading, progress: Progress) -> Pixels:
    """[H, W, 3 or 4] with every colour where it goes; alpha is kept. Raises Cancelled."""

    def move(lab: Colours) -> Colours:
        parts = []
        for start in range(0, len(lab), _AT_ONCE):
            progress.check()
            parts.append(moves(lab[start : start + _AT_ONCE]))
        return np.concatenate(parts)

    return recoloured(pixels, move, progress)

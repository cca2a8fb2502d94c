"""The ink limit: less ink of the same hue where all inks together would not dry.

Above the limit, cyan, magenta and yellow give way to black (grey component replacement). For inks that lie ``excess``
above it, the result is ``inks - excess * direction(inks)``. The direction is a field over the CMYK cube whose four
parts add up to 1; at each node of a lattice it leads to those inks within the limit that look most alike by the
profile's own Lab. So the total is met exactly, inks within the limit are not touched, and inks just above it change
just a little: no edge can show where the limit begins.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from core.colour.colorimetry import cmyk_to_lab
from core.colour.condition import PrintingCondition
from core.colour.coverage import FULL, total_coverage
from core.colour.lab import Floats
from core.colour.lut import Grid
from core.colour.profiles import OutputProfile

Inks = NDArray[np.uint8]

_SIDE = 9
_LEAST = 0.2  # the least excess that a node's direction is looked for with: a longer way is found more exactly
_HUE = 3.0  # a difference of hue counts as much as one this many times as large in lightness or chroma
_WAY = 0.02  # what a change of ink by its whole excess costs, in Lab: of inks that look alike, the nearest
_STEPS = (0.5, 0.25, 0.12, 0.06, 0.03)  # of the excess
_ROUNDS = 3
_BLACKS = 17
_SLACK = 1e-6  # what rounding may add
_STRIP = 1 << 16


def limit_cmyk(pixels: Inks, condition: PrintingCondition) -> Inks:
    """[..., 4] inks of which none exceeds the condition's limit; those within it are as they were.

    The inks themselves are returned when there is nothing to do.
    """
    if condition.ink_limit is None:
        return pixels
    most = int(condition.ink_limit * FULL / 100)
    flat = pixels.reshape(-1, 4)
    over = np.flatnonzero(total_coverage(flat) > most)
    if not len(over):
        return pixels
    direction = _directions(condition.profile, condition.ink_limit)
    limited = flat.copy()
    for at in range(0, len(over), _STRIP):
        some = over[at : at + _STRIP]
        limited[some] = _lowered(flat[some], most, direction)
    return limited.reshape(pixels.shape)


def _lowered(inks: Inks, most: int, direction: Grid) -> Inks:
    values = inks.astype(np.float64)
    excess = values.sum(axis=1, keepdims=True) - most
    moved = np.clip(values - excess * direction(values / FULL), 0, FULL)
    black = np.minimum(moved[:, 3:], most)
    colours = moved[:, :3]
    room = (most - black) / np.maximum(colours.sum(axis=1, keepdims=True), 1e-9)
    fitted = np.concatenate([colours * np.minimum(room, 1), black], axis=1)
    return np.floor(fitted + 1e-6).astype(np.uint8)  # rounded down: no rounding leads beyond the limit


@lru_cache(maxsize=8)
def _directions(profile: OutputProfile, limit: float) -> Grid:
    """The field for a limit in percent; only nodes of cells that it crosses, or that lie beyond it, are looked for."""
    axis = np.linspace(0, 1, _SIDE)
    inks = np.stack(np.meshgrid(axis, axis, axis, axis, indexing="ij"), axis=-1).reshape(-1, 4)
    total = inks.sum(axis=1)
    found = np.zeros_like(inks)
    wanted = total > min(limit / 100, 4 - _LEAST) - 4 / (_SIDE - 1)
    excess = np.maximum(total[wanted] - limit / 100, _LEAST)
    found[wanted] = (inks[wanted] - _Search(profile, inks[wanted], excess).best()) / excess[:, np.newaxis]
    return Grid(found.reshape(*[_SIDE] * 4, 4))


class _Search:
    """For each of [N, 4] inks, the most alike that has ``excess`` less in all: no more colour, and no less black."""

    def __init__(self, profile: OutputProfile, inks: Floats, excess: Floats) -> None:
        self._profile = profile
        self._inks = inks
        self._excess = excess[:, np.newaxis]
        self._lab = cmyk_to_lab(inks, profile)[:, np.newaxis]

    def best(self) -> Floats:
        inks = self._start()
        cost = self._cost(inks[:, np.newaxis])[:, 0]
        moves = _moves()
        for step in _STEPS:
            for _ in range(_ROUNDS):
                tried = inks[:, np.newaxis] + step * self._excess[..., np.newaxis] * moves
                inks, cost = _better(inks, cost, tried, self._cost(tried))
        return inks

    def _start(self) -> Floats:
        """The best of all amounts of black, with the colours in their old proportion."""
        colours, black = self._inks[:, np.newaxis, :3], self._inks[:, np.newaxis, 3:]
        added = np.linspace(0, 1, _BLACKS)[:, np.newaxis] * (1 - black)
        old = colours.sum(axis=-1, keepdims=True)
        left = np.maximum(old - self._excess[..., np.newaxis] - added, 0)
        tried = np.concatenate([colours * (left / np.maximum(old, 1e-9)), black + added], axis=-1)
        best: Floats = tried[np.arange(len(tried)), self._cost(tried).argmin(axis=1)]
        return best

    def _cost(self, tried: Floats) -> Floats:
        """Of [N, tries, 4] inks: [N, tries]; infinite where they are not allowed."""
        lab = cmyk_to_lab(tried, self._profile)
        chroma, wanted = np.hypot(lab[..., 1], lab[..., 2]), np.hypot(self._lab[..., 1], self._lab[..., 2])
        across = ((lab[..., 1:] - self._lab[..., 1:]) ** 2).sum(axis=-1)
        hue = np.maximum(across - (chroma - wanted) ** 2, 0)
        way = ((tried - self._inks[:, np.newaxis]) ** 2).sum(axis=-1) / self._excess**2
        cost = (lab[..., 0] - self._lab[..., 0]) ** 2 + across + (_HUE**2 - 1) * hue + _WAY * way
        return np.where(self._allowed(tried), cost, np.inf)

    def _allowed(self, tried: Floats) -> NDArray[np.bool_]:
        more = tried - self._inks[:, np.newaxis]
        kind = (more[..., :3] <= _SLACK).all(axis=-1) & (more[..., 3] >= -_SLACK)
        whole = ((tried >= 0) & (tried <= 1)).all(axis=-1)
        lowered: NDArray[np.bool_] = more.sum(axis=-1) <= _SLACK - self._excess
        return kind & whole & lowered


def _moves() -> Floats:
    """Ink from one plate to another, and black for equal parts of the colours or back: [14, 4], each adding up to 0."""
    one = np.eye(4)
    swaps = [one[i] - one[j] for i in range(4) for j in range(4) if i != j]
    grey = one[3] - [1 / 3, 1 / 3, 1 / 3, 0]
    return np.array([*swaps, grey, -grey])


def _better(inks: Floats, cost: Floats, tried: Floats, costs: Floats) -> tuple[Floats, Floats]:
    chosen = costs.argmin(axis=1)
    rows = np.arange(len(inks))
    lower = costs[rows, chosen] < cost
    best = np.where(lower[:, np.newaxis], tried[rows, chosen], inks)
    return best, np.where(lower, costs[rows, chosen], cost)

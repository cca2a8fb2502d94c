"""Colours taken from a picture, and carried over to artwork.

What happens to a pixel depends on its colour alone, so a periodic tile stays periodic.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.colour.oklab import Colours, oklab, srgb
from core.style.values import PaletteShift

Pixels = NDArray[np.uint8]

_SAMPLES = 4096
_ROUNDS = 12
_SOFTNESS = 0.05  # in OKLab: how far apart two inks must be to be told apart sharply


def extract_palette(image: Pixels, count: int) -> PaletteShift:
    """The ``count`` (or fewer) main colours of [H, W, 3 or more], largest area first, each with its share of it."""
    lab = _sampled(image)
    centres = _spread_starts(lab, count)
    for _ in range(_ROUNDS):
        owner = _nearest(lab, centres)
        centres = np.stack([lab[owner == i].mean(0) for i in range(len(centres)) if np.any(owner == i)])
    shares = np.bincount(_nearest(lab, centres), minlength=len(centres)) / len(lab)
    order = np.argsort(-shares, kind="stable")
    colours = tuple("#" + bytes(colour).hex() for colour in srgb(centres[order]))
    return PaletteShift(colours=colours, shares=tuple(round(float(share), 4) for share in shares[order]))


def shift_palette(tile: Pixels, shift: PaletteShift) -> Pixels:
    """The tile in the palette's colours, at the shift's strength.

    The tile's own main colours are matched to the palette's by lightness, area for area (optimal transport on one
    axis); every pixel then moves as its main colours do, so shading and soft edges stay.
    """
    wanted = oklab(np.array([tuple(bytes.fromhex(colour[1:])) for colour in shift.colours], np.uint8))
    shares = np.array(shift.shares or [1.0] * len(wanted), np.float32)
    own = extract_palette(tile, max(len(wanted), 5))
    main = oklab(np.array([tuple(bytes.fromhex(colour[1:])) for colour in own.colours], np.uint8))
    moves = _matched(main, np.array(own.shares, np.float32), wanted, shares) - main
    lab = oklab(tile)
    return srgb(lab + shift.strength * _blended(lab, main, moves))


def _sampled(image: Pixels) -> Colours:
    colours = image[..., :3].reshape(-1, 3)
    return oklab(colours[:: max(1, len(colours) // _SAMPLES)])


def _spread_starts(lab: Colours, count: int) -> Colours:
    """Colours far from each other, by going to the farthest each time; a plain picture gives fewer."""
    chosen = [lab[np.argmin(((lab - lab.mean(0)) ** 2).sum(1))]]
    while len(chosen) < count:
        gap = np.min([((lab - each) ** 2).sum(1) for each in chosen], axis=0)
        if gap.max() < 1e-4:
            break
        chosen.append(lab[np.argmax(gap)])
    return np.stack(chosen)


def _nearest(lab: Colours, centres: Colours) -> NDArray[np.intp]:
    return np.asarray(((lab[:, None] - centres) ** 2).sum(2).argmin(1))


def _matched(main: Colours, shares: Colours, wanted: Colours, wanted_shares: Colours) -> Colours:
    """For each main colour the mean of the wanted ones at its place in the order of lightness."""
    order, wanted_order = np.argsort(main[:, 0]), np.argsort(wanted[:, 0])
    ends = np.cumsum(shares[order]) / shares.sum()
    wanted_ends = np.cumsum(wanted_shares[wanted_order]) / wanted_shares.sum()
    middles = ends - 0.5 * shares[order] / shares.sum()
    target = np.empty_like(main)
    picked = np.minimum(np.searchsorted(wanted_ends, middles), len(wanted) - 1)
    target[order] = wanted[wanted_order][picked]
    return target


def _blended(lab: Colours, main: Colours, moves: Colours) -> Colours:
    """Each pixel's move: those of the main colours, weighted by nearness."""
    distance = ((lab[..., None, :] - main) ** 2).sum(-1)
    weight = np.exp(-(distance - distance.min(-1, keepdims=True)) / (2 * _SOFTNESS**2))
    return np.asarray((weight / weight.sum(-1, keepdims=True)) @ moves, np.float32)

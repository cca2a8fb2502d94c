"""Packshots with a known outline: a drawn subject over a ground, mixed as a lens mixes them."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Reals = NDArray[np.float32]

SIDE = 240
_FINE = 4


def mug() -> Reals:
    """The coverage [SIDE, SIDE] of a cup with a handle that the ground is seen through."""
    fine = np.zeros((SIDE * _FINE,) * 2, np.uint8)
    cv2.circle(fine, (640, 480), 170, 255, 55)
    cv2.rectangle(fine, (220, 230), (600, 760), 255, -1)
    return covered(fine)


def star() -> Reals:
    turns = np.arange(10) * np.pi / 5
    reach = np.where(np.arange(10) % 2, 170, 400)
    points = 480 + np.stack([reach * np.sin(turns + 0.1), -reach * np.cos(turns + 0.1)], 1)
    fine = np.zeros((SIDE * _FINE,) * 2, np.uint8)
    cv2.fillPoly(fine, [points.round().astype(np.int32)], 255)
    return covered(fine)


def covered(fine: Pixels) -> Reals:
    side = fine.shape[0] // _FINE
    return np.asarray(cv2.resize(fine, (side, side), interpolation=cv2.INTER_AREA), np.float32) / 255


def ground(kind: str, coverage: Reals) -> Reals:
    """[SIDE, SIDE, 3] of 0..255."""
    down = np.linspace(0, 1, SIDE, dtype=np.float32)[:, None, None]
    if kind == "flat":
        return np.full((SIDE, SIDE, 3), (120, 190, 215), np.float32)
    if kind == "shading":
        return np.float32([250, 248, 244]) * (1 - 0.35 * down) + np.zeros((1, SIDE, 1), np.float32)
    if kind == "shadow":
        cast = cv2.GaussianBlur(np.roll(coverage, (8, 10), (0, 1)), (0, 0), 9)
        return np.repeat(252 * (1 - 0.3 * cast[:, :, None]), 3, axis=2)
    return np.full((SIDE, SIDE, 3), 255, np.float32)


def packshot(coverage: Reals, kind: str, noise: float = 1.0, seed: int = 0) -> tuple[Pixels, Reals]:
    """The photo [SIDE, SIDE, 4], and the subject's own colours."""
    draws = np.random.default_rng(seed)
    coarse = draws.integers(20, 150, (8, 8, 3)).astype(np.float32)
    colours = cv2.resize(coarse, (SIDE, SIDE), interpolation=cv2.INTER_CUBIC).clip(0, 200)
    share = coverage[:, :, None]
    mixed = colours * share + ground(kind, coverage) * (1 - share) + draws.normal(0, noise, colours.shape)
    return opaque(mixed), colours


def opaque(colours: NDArray[np.floating]) -> Pixels:
    whole = np.rint(colours).clip(0, 255).astype(np.uint8)
    return np.dstack([whole, np.full(whole.shape[:2], 255, np.uint8)])

"""The soft proof: plates as the printed sheet would look on the screen (ISO 12646, ISO 14861).

Process inks go through the profile. A spot lies over them like a filter: the light that the process inks leave is
multiplied by what the spot leaves of the paper's, in linear sRGB. That is exact for a spot alone on the paper and for
the process inks alone, and close for transparent inks over each other, for which no profile has numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from core.colour.condition import PrintingCondition
from core.colour.convert import cmyk_to_srgb, ink_to_srgb
from core.colour.inks import Spot
from core.colour.lab import encoded, linear
from core.colour.littlecms import Pixels
from core.colour.profiles import OutputProfile

Plane = NDArray[np.uint8]
Light = NDArray[np.float32]

_LEVELS = 4095  # steps of linear light; the darkest is less than one of the screen's
_STRIP_PX = 1 << 16


def soft_proof(
    inks: Pixels, condition: PrintingCondition, *, paper_white: bool, spots: Sequence[tuple[Spot, Plane]] = ()
) -> Pixels:
    """[H, W, 4] process inks and [H, W] planes of spots, 255 for 100 %, as [H, W, 3] sRGB.

    Without ``paper_white`` the paper is the screen's white and the darkest ink its black (relative colorimetric with
    black point compensation); with it, paper and black are as they measure (absolute colorimetric). The condition's
    own intent is of no account: that one made the inks. A spot's ``tint`` is none either: its plane has the tints.
    """
    shown = cmyk_to_srgb(inks, proofed(condition, paper_white))
    if not spots:
        return shown
    flat = shown.reshape(-1, 3)
    planes = [(_filter(replace(spot, tint=1.0), condition.profile), plane.reshape(-1)) for spot, plane in spots]
    for at in range(0, len(flat), _STRIP_PX):
        _cover(flat[at : at + _STRIP_PX], [(light, plane[at : at + _STRIP_PX]) for light, plane in planes])
    return shown


def proofed(condition: PrintingCondition, paper_white: bool) -> PrintingCondition:
    """How a screen is to show inks that were made for a condition."""
    return PrintingCondition(condition.profile, "absolute" if paper_white else "relative")


def _cover(shown: Pixels, planes: Sequence[tuple[Light, Plane]]) -> None:
    """Lay spots over [N, 3] sRGB, in place, where there is any."""
    printed = np.flatnonzero(np.bitwise_or.reduce([plane for _, plane in planes]))
    if not len(printed):
        return
    light = _linear_bytes()[shown[printed]]
    for passed, plane in planes:
        light *= passed[plane[printed]]
    shown[printed] = _encoded_levels()[(light * _LEVELS + 0.5).astype(np.uint16)]


@lru_cache(maxsize=64)
def _filter(spot: Spot, profile: OutputProfile) -> Light:
    """What each of 256 tints of a spot leaves of the paper's light: [256, 3]."""
    condition = PrintingCondition(profile)
    colours = [ink_to_srgb(replace(spot, tint=byte / 255), condition) for byte in range(256)]
    light = linear(colours)
    passed: Light = np.minimum(light / np.maximum(light[0], 1e-6), 1).astype(np.float32)
    return passed


@lru_cache(maxsize=1)
def _linear_bytes() -> Light:
    light: Light = linear(np.arange(256) / 255).astype(np.float32)
    return light


@lru_cache(maxsize=1)
def _encoded_levels() -> NDArray[np.uint8]:
    return np.rint(encoded(np.arange(_LEVELS + 1) / _LEVELS) * 255).astype(np.uint8)

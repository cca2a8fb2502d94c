"""The gamut warning: sRGB colours that a printing condition cannot reproduce."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from core.colour.colorimetry import cmyk_to_lab
from core.colour.condition import PrintingCondition
from core.colour.convert import srgb_to_cmyk
from core.colour.lab import D50, Floats, delta_e_2000, lab_to_xyz, srgb_to_lab, xyz_to_lab
from core.colour.littlecms import Pixels

TOLERANCE = 2.5
"""The CIEDE2000 between asked and printed from which a colour counts as out of gamut: a difference that one sees."""

_SIDE = 33
_PER_UNIT = 10  # steps of the table for one unit of difference; all from 25.5 on is the same
_STRIP_PX = 1 << 20


def out_of_gamut(srgb: Pixels, condition: PrintingCondition, tolerance: float = TOLERANCE) -> NDArray[np.bool_]:
    """[H, W]: where [H, W, 3] sRGB prints more than ``tolerance`` (CIEDE2000, under 25) away from what it should be.

    The gamut is the press's, whatever the intent: relative colorimetric, within the condition's ink limit. With black
    point compensation a colour should be what that makes of it, so a full black is no fault.
    """
    height, width = srgb.shape[:2]
    table = _table(PrintingCondition(condition.profile, "relative", _compensated(condition), condition.ink_limit))
    wrong = np.empty((height, width), bool)
    rows = max(1, _STRIP_PX // max(1, width))
    for top in range(0, height, rows):
        strip = np.ascontiguousarray(srgb[top : top + rows])
        image = Image.frombytes("RGB", (width, strip.shape[0]), strip.tobytes()).filter(table)
        wrong[top : top + rows] = np.asarray(image.getchannel(0)) > tolerance * _PER_UNIT
    return wrong


def _compensated(condition: PrintingCondition) -> bool:
    return condition.black_point and condition.intent != "absolute"


@lru_cache(maxsize=4)
def _table(condition: PrintingCondition) -> ImageFilter.Color3DLUT:
    """Differences over the sRGB cube, in all three channels, for pillow's trilinear filter (red runs fastest)."""
    axis = np.linspace(0, 255, _SIDE).round().astype(np.uint8)
    blue, green, red = np.meshgrid(axis, axis, axis, indexing="ij")
    nodes = np.stack([red, green, blue], axis=-1).reshape(_SIDE, -1, 3)
    printed = cmyk_to_lab(srgb_to_cmyk(nodes, condition), condition.profile)
    difference = delta_e_2000(_asked(nodes, condition), printed)
    values = np.minimum(difference * _PER_UNIT / 255, 1)
    return ImageFilter.Color3DLUT(_SIDE, np.repeat(values.reshape(-1, 1), 3, axis=1).ravel().tolist())


def _asked(srgb: Pixels, condition: PrintingCondition) -> Floats:
    """The Lab that sRGB should print as: with its black moved to the press's (ISO 18619), or its own."""
    lab = srgb_to_lab(srgb / 255)
    if not condition.black_point:
        return lab
    lightness = cmyk_to_lab(srgb_to_cmyk(np.zeros((1, 1, 3), np.uint8), condition), condition.profile)[0, 0, 0]
    black = lab_to_xyz([lightness, 0, 0])
    return xyz_to_lab(black + lab_to_xyz(lab) * (1 - black / D50))

"""CIE L*a*b* of the ICC's D50 connection space, its way to and from sRGB, and the difference CIEDE2000.

Every function takes arrays of any leading shape and three values in the last axis: L* 0 to 100 with a* and b*, XYZ
with Y 1 for white, sRGB 0 to 1 each. Sources: CIE 15:2004 (Lab), IEC 61966-2-1 (sRGB), ICC.1:2004-10 annex D (D50),
Sharma, Wu and Dalal, "The CIEDE2000 Color-Difference Formula", 2005.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

D50 = np.array([0.9642, 1.0, 0.8249])

_BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
_PRIMARIES = np.array([[0.64, 0.33], [0.30, 0.60], [0.15, 0.06]])
_D65 = np.array([0.3127, 0.3290])
_EPSILON, _KAPPA = (6 / 29) ** 3, (29 / 3) ** 3


def _xyz(chromaticity: Floats) -> Floats:
    x, y = chromaticity[..., 0], chromaticity[..., 1]
    return np.stack([x / y, np.ones_like(x), (1 - x - y) / y], axis=-1)


def _srgb_to_d50() -> Floats:
    """Linear sRGB to XYZ under D50: the primaries scaled to their white, then adapted (Bradford)."""
    columns = _xyz(_PRIMARIES).T
    to_d65 = columns * np.linalg.solve(columns, _xyz(_D65))
    cones = _BRADFORD @ D50 / (_BRADFORD @ _xyz(_D65))
    adapted: Floats = np.linalg.inv(_BRADFORD) @ np.diag(cones) @ _BRADFORD @ to_d65
    return adapted


_SRGB = _srgb_to_d50()


def xyz_to_lab(xyz: ArrayLike) -> Floats:
    ratio = np.asarray(xyz, np.float64) / D50
    f = np.where(ratio > _EPSILON, np.cbrt(ratio), (_KAPPA * ratio + 16) / 116)
    return np.stack([116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])], axis=-1)


def lab_to_xyz(lab: ArrayLike) -> Floats:
    values = np.asarray(lab, np.float64)
    fy = (values[..., 0] + 16) / 116
    f = np.stack([fy + values[..., 1] / 500, fy, fy - values[..., 2] / 200], axis=-1)
    xyz: Floats = np.where(f > 6 / 29, f**3, (116 * f - 16) / _KAPPA) * D50
    return xyz


def linear(srgb: ArrayLike) -> Floats:
    """sRGB 0 to 1 as amounts of light."""
    values = np.asarray(srgb, np.float64)
    light: Floats = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    return light


def encoded(light: ArrayLike) -> Floats:
    """Amounts of light as sRGB; what is beyond 0 to 1 is cut."""
    values = np.clip(np.asarray(light, np.float64), 0, 1)
    srgb: Floats = np.where(values <= 0.0031308, values * 12.92, 1.055 * values ** (1 / 2.4) - 0.055)
    return srgb


def srgb_to_lab(srgb: ArrayLike) -> Floats:
    return xyz_to_lab(linear(srgb) @ _SRGB.T)


def lab_to_srgb(lab: ArrayLike) -> Floats:
    """The sRGB of a Lab colour; one that a screen cannot show is cut to 0 to 1 in each channel."""
    return encoded(lab_to_xyz(lab) @ np.linalg.inv(_SRGB).T)


def delta_e_2000(first: ArrayLike, second: ArrayLike) -> Floats:
    """CIEDE2000 with kL = kC = kH = 1, element by element; numbers in the comments are the paper's equations."""
    one, two = np.broadcast_arrays(np.asarray(first, np.float64), np.asarray(second, np.float64))
    lightness, chroma, hue = _primed(one, two)
    mean_l, mean_c = lightness.mean(axis=0), chroma.mean(axis=0)
    turn = hue[1] - hue[0]
    grey = chroma.prod(axis=0) == 0
    step = np.where(grey, 0, turn - 360 * (turn > 180) + 360 * (turn < -180))  # (10)
    delta_h = 2 * np.sqrt(chroma.prod(axis=0)) * np.sin(np.radians(step) / 2)  # (11)
    total = hue.sum(axis=0)
    far = np.abs(turn) > 180
    mean_h = np.where(grey, total, np.where(far, total + np.where(total < 360, 360, -360), total) / 2)  # (14)
    t = (
        1
        - 0.17 * np.cos(np.radians(mean_h - 30))
        + 0.24 * np.cos(np.radians(2 * mean_h))
        + 0.32 * np.cos(np.radians(3 * mean_h + 6))
        - 0.20 * np.cos(np.radians(4 * mean_h - 63))
    )  # (15)
    s_l = 1 + 0.015 * (mean_l - 50) ** 2 / np.sqrt(20 + (mean_l - 50) ** 2)  # (18)
    s_c, s_h = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * t  # (19), (20)
    turned = 60 * np.exp(-(((mean_h - 275) / 25) ** 2))  # twice (16)
    r_t = -np.sin(np.radians(turned)) * 2 * _steep(mean_c)  # (17), (21)
    l_term, c_term, h_term = np.diff(lightness, axis=0)[0] / s_l, np.diff(chroma, axis=0)[0] / s_c, delta_h / s_h
    difference: Floats = np.sqrt(np.maximum(l_term**2 + c_term**2 + h_term**2 + r_t * c_term * h_term, 0))  # (22)
    return difference


def _primed(one: Floats, two: Floats) -> tuple[Floats, Floats, Floats]:
    """L', C' and h' in degrees of both colours, stacked in the first axis (2)-(7)."""
    lab = np.stack([one, two])
    mean_chroma = np.hypot(lab[..., 1], lab[..., 2]).mean(axis=0)
    a = lab[..., 1] * (1.5 - 0.5 * _steep(mean_chroma))
    b = lab[..., 2]
    return lab[..., 0], np.hypot(a, b), np.degrees(np.arctan2(b, a)) % 360


def _steep(chroma: Floats) -> Floats:
    raised = chroma**7
    root: Floats = np.sqrt(raised / (raised + 25.0**7))
    return root

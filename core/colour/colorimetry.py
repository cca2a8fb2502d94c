"""What inks measure: CMYK to Lab and back through a profile's own tables, in floating point.

For numbers that 8 bits are too coarse for: the Lab of a patch, the process inks that stand for a spot, the ink limit.
Lab is under D50. Relative colorimetric counts from the paper (paper is L* 100), absolute from the perfect white, as an
instrument does (ICC.1:2004-10, 6.2 and annex D.6).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from core.colour.condition import Intent
from core.colour.inks import Cmyk
from core.colour.lab import D50, Floats, lab_to_xyz, xyz_to_lab
from core.colour.profiles import OutputProfile
from core.colour.tags import LookUp, media_white, read_table

_NUMBERS: dict[Intent, bytes] = {"perceptual": b"0", "relative": b"1", "saturation": b"2", "absolute": b"1"}
_STRIP = 1 << 16  # values that are worked on at a time: the many steps between then stay in the processor's cache


def cmyk_to_lab(inks: ArrayLike, profile: OutputProfile, intent: Intent = "relative") -> Floats:
    """Lab [..., 3] of inks [..., 4]: bytes (255 is 100 %) or numbers from 0 to 1; raises DieloomError."""
    given = np.asarray(inks)
    values = given / 255 if given.dtype == np.uint8 else given.astype(np.float64)
    flat = values.reshape(-1, 4)
    table = _table(profile, b"A2B" + _NUMBERS[intent])
    parts = [table.to_lab(flat[at : at + _STRIP]) for at in range(0, len(flat), _STRIP)]
    lab = np.concatenate(parts) if parts else np.zeros((0, 3))
    if intent == "absolute":
        lab = xyz_to_lab(lab_to_xyz(lab) * (media_white(profile.data) / D50))
    return lab.reshape(*values.shape[:-1], 3)


def lab_to_cmyk(lab: ArrayLike, profile: OutputProfile, intent: Intent = "relative") -> Floats:
    """The profile's own separation of Lab [..., 3] into inks [..., 4], 0 to 1 each; raises DieloomError."""
    values = np.asarray(lab, np.float64)
    flat = values.reshape(-1, 3)
    if intent == "absolute":
        flat = xyz_to_lab(lab_to_xyz(flat) * (D50 / media_white(profile.data)))
    return _table(profile, b"B2A" + _NUMBERS[intent]).from_lab(flat).reshape(*values.shape[:-1], 4)


def lab_to_process(lab: tuple[float, float, float], profile: OutputProfile, intent: Intent = "relative") -> Cmyk:
    """The process inks nearest to a spot's Lab."""
    return Cmyk(*(float(ink) for ink in lab_to_cmyk(lab, profile, intent)))


@lru_cache(maxsize=16)
def _table(profile: OutputProfile, name: bytes) -> LookUp:
    """A profile without the table of an intent answers with the first, as LittleCMS does."""
    return read_table(profile.data, name, name[:3] + b"0")

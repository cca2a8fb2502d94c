"""Pictures of plates: [H, W, 3] sRGB of one plate, of several printed together, of the total of ink."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from core.colour.condition import PrintingCondition
from core.colour.gamut import out_of_gamut
from core.colour.inks import Cmyk, Spot
from core.colour.proof import soft_proof
from core.press.plates.names import PROCESS
from core.press.plates.separations import Separations

Pixels = NDArray[np.uint8]
Colour = tuple[int, int, int]

QUIET = 200.0
"""Percent up to which a heat map stays grey, unless the limit is lower: no press minds that much ink."""

_MOST = 1700  # percent: the process plates and thirteen more
_GREYS: tuple[Colour, Colour] = ((250, 250, 250), (176, 176, 176))
_RAMP: tuple[Colour, ...] = ((120, 168, 206), (126, 196, 160), (250, 214, 92))
_ALARM: tuple[Colour, Colour] = ((226, 0, 60), (110, 0, 70))
_ALARM_SPAN = 60.0  # percent above the limit to the darkest alarm
_UNKNOWN = Spot("", Cmyk(k=1.0))


def plate_picture(sep: Separations, name: str, colour: Colour = (0, 0, 0)) -> Pixels:
    """One plate, full ink in ``colour`` on white; raises KeyError for a plate that is not there."""
    shares = np.arange(256)[:, None] / 255
    table: Pixels = np.rint(255 + (np.array(colour) - 255) * shares).astype(np.uint8)
    return table[sep.plate(name)]


def composite(
    sep: Separations,
    condition: PrintingCondition,
    spots: Mapping[str, Spot],
    visible: frozenset[str],
    paper_white: bool = False,
) -> Pixels:
    """The chosen plates as they print together, overprints and all; a spot that ``spots`` does not know shows black."""
    height, width = sep.inks.shape[:2]
    process = np.zeros((height, width, len(PROCESS)), np.uint8)
    for channel, name in enumerate(PROCESS):
        if name in visible and name in sep.names:
            process[:, :, channel] = sep.plate(name)
    shown = [name for name in sep.names if name in visible and name not in PROCESS]
    planes = [(spots.get(name, _UNKNOWN), np.ascontiguousarray(sep.plate(name))) for name in shown]
    return soft_proof(process, condition, paper_white=paper_white, spots=planes)


def heat_map(sep: Separations, limit: float, include_spots: bool = False) -> Pixels:
    """The total of ink: grey where there is little, through blue and green to yellow at the limit, red beyond it."""
    table = heat_colours(limit)
    return table[np.minimum(sep.total if include_spots else sep.process, _MOST)]


def heat_colours(limit: float) -> Pixels:
    """[percent, 3]: the colour of each whole percent of ink."""
    quiet = min(QUIET, limit * 2 / 3)
    calm = np.linspace(quiet, limit, len(_RAMP))
    places = [0, quiet - 1e-3, *calm, limit + 1e-3, limit + _ALARM_SPAN]
    colours = np.array([*_GREYS, *_RAMP, *_ALARM])
    percents = np.arange(_MOST + 1)
    return np.stack([np.rint(np.interp(percents, places, colours[:, i])) for i in range(3)], axis=-1).astype(np.uint8)


def heat_range(limit: float) -> tuple[float, float]:
    """The percents that a legend of the heat map goes from and to."""
    return 0.0, limit + _ALARM_SPAN


def gamut_picture(rgb: Pixels, condition: PrintingCondition) -> NDArray[np.bool_]:
    """[H, W]: where a page as the screen shows it, [H, W, 3], has colours that the condition cannot print."""
    return out_of_gamut(rgb, condition)

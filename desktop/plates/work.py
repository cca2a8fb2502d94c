"""What a worker makes of a part of the page: its separations, and the picture that the canvas lays over the sheet."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from core.colour.condition import PrintingCondition
from core.colour.inks import Spot
from core.compose.drawlist import Drawing, DrawPage
from core.compose.raster import render
from core.geometry import Box
from core.press.plates import Separations, separate
from core.press.plates.looks import composite, gamut_picture, heat_map, plate_picture
from desktop.plates.pixels import CanvasPixels
from desktop.workers.images import image_of

ALARM = (230, 0, 200)  # no ink is of this colour


class Look(StrEnum):
    """How the canvas shows the page."""

    OFF = "off"
    PROOF = "proof"
    PLATES = "plates"
    INK = "ink"
    GAMUT = "gamut"


@dataclass(frozen=True)
class Shown:
    """A picture of a part of the page, ``box`` in mm, and what is on its plates."""

    look: Look
    image: QImage
    box: Box
    separations: Separations


@dataclass(frozen=True)
class Request:
    """All that a worker needs; made in the window's thread."""

    look: Look
    page: DrawPage
    drawing: Drawing
    pixels: CanvasPixels
    condition: PrintingCondition
    box: Box
    ppi: float
    limit: float
    hidden: frozenset[str] = field(default=frozenset())
    paper_white: bool = False

    def make(self) -> Shown:
        found = separate(self.page, self.pixels, self.condition, self.ppi, box=self.box, technical=False)
        return Shown(self.look, image_of(self._picture(found)), found.box, found)

    def _picture(self, found: Separations) -> NDArray[np.uint8]:
        visible = frozenset(found.names) - self.hidden
        spots = {spot.name: spot for spot in self.drawing.spots}
        match self.look:
            case Look.PLATES if len(visible) == 1:
                (name,) = visible
                return plate_picture(found, name)
            case Look.PLATES | Look.PROOF:
                return composite(found, self.condition, spots, visible, self.paper_white)
            case Look.INK:
                return heat_map(found, self.limit)
            case _:
                return self._gamut(found, spots)

    def _gamut(self, found: Separations, spots: dict[str, Spot]) -> NDArray[np.uint8]:
        """The proof, with what the press cannot reach in a colour of its own."""
        picture = composite(found, self.condition, spots, frozenset(found.names), self.paper_white).copy()
        screen = render(replace(self.page, bleed=found.box), self.pixels, found.ppi, technical=False).pixels
        picture[gamut_picture(screen, self.condition)] = ALARM
        return picture

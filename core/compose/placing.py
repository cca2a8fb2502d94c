"""From a layer's Placement to the page: which face, which panel, which box, how turned, where it may print.

The page of the outside is the outline itself. The page of the inside is the outline mirrored left to right about the
blank, which is how the sheet lies when it is turned over; panel frames are mirrored with it and then read again from
left to right, so text on the inside reads as text.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.compose.regions import Regions, regions
from core.dieline.outline import Outline, Side
from core.document.model import Placement
from core.errors import DieloomError
from core.geometry import Affine, Path


@dataclass(frozen=True)
class Place:
    """A layer's box: ``matrix`` maps (0, 0)..(width, height) to the page.

    ``spill`` is how far something that fills its panel runs on beyond the box; ``region`` (on the page) is where the
    layer may print.
    """

    matrix: Affine
    width: float
    height: float
    spill: float
    region: Path


@dataclass(frozen=True)
class Face:
    """One side of a blank as it lies on its page."""

    side: Side
    outline: Outline
    bleed: float

    @property
    def regions(self) -> Regions:
        return regions(self.outline, self.bleed, self.side)

    @property
    def view(self) -> Affine:
        """From the outline's coordinates to the page."""
        return self.outline.view(self.side)

    def frame(self, panel: str | None) -> tuple[Affine, float, float]:
        """The map from a panel's (or the blank's) own coordinates to the page, its width and its height.

        Raises KeyError for an unknown panel.
        """
        if panel is None:
            blank = self.outline.blank
            return Affine.translation(blank.x0, blank.y0), blank.width, blank.height
        found = self.outline.panel(panel)
        if self.side == "outside":
            return found.frame, found.width, found.height
        return self.view @ found.frame @ Affine.mirror_x(found.width / 2), found.width, found.height

    def place(self, placement: Placement) -> Place:
        """Where a layer sits; an absent width or height is that of its panel, or of the blank.

        Raises DieloomError for a panel that the dieline lacks.
        """
        try:
            frame, full_width, full_height = self.frame(placement.panel)
        except KeyError:
            names = ", ".join(panel.name for panel in self.outline.panels)
            raise DieloomError(
                f"The dieline {self.outline.code} has no panel called {placement.panel!r}.", f"It has {names}."
            ) from None
        width = full_width if placement.width is None else placement.width
        height = full_height if placement.height is None else placement.height
        turn = (
            Affine.translation(placement.x + width / 2, placement.y + height / 2)
            @ Affine.rotation(placement.rotation)
            @ Affine.translation(-width / 2, -height / 2)
        )
        fills = placement.width is None and placement.height is None
        area = self.regions.whole if placement.panel is None else self.regions.panels[placement.panel]
        return Place(frame @ turn, width, height, self.bleed if fills else 0.0, area.transformed(self.view))

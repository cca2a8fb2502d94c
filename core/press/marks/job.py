"""What the marks say about the job that they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from core.colour.inks import Spot
from core.compose.drawlist import DrawPage
from core.dieline.outline import Outline
from core.press.page_inks import spot_called


@dataclass(frozen=True)
class Job:
    """``names`` are the printer's for spots that are called otherwise here; ``spots`` are those of all pages. Without
    an ``outline`` the dimensions are those of the trim alone."""

    title: str
    created: datetime
    standard: str
    condition: str
    pages: int = 1
    names: Mapping[str, str] = field(default_factory=dict)
    outline: Outline | None = None
    spots: tuple[Spot, ...] = ()

    def spot_called(self, page: DrawPage, name: str) -> Spot:
        """The ink of that name on any page of the job, or a grey one: one name is one ink in the whole file."""
        found = (spot for spot in self.spots if spot.name.casefold() == name.casefold())
        return next(found, None) or spot_called(page, name)

    def name_of(self, spot: str) -> str:
        return self.names.get(spot, spot)

    def line(self, page: DrawPage, number: int) -> str:
        """The job line of a page, which counts from 0."""
        place = f"{page.side.capitalize()}, {number + 1} of {self.pages}"
        return "   ·   ".join((self.title, f"{self.created:%Y-%m-%d %H:%M}", self.standard, self.condition, place))

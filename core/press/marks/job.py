"""What the marks say about the job that they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from core.compose.drawlist import DrawPage
from core.dieline.outline import Outline


@dataclass(frozen=True)
class Job:
    """``names`` are the printer's for spots that are called otherwise here; without an ``outline`` the dimensions are
    those of the trim alone."""

    title: str
    created: datetime
    standard: str
    condition: str
    pages: int = 1
    names: Mapping[str, str] = field(default_factory=dict)
    outline: Outline | None = None

    def name_of(self, spot: str) -> str:
        return self.names.get(spot, spot)

    def line(self, page: DrawPage, number: int) -> str:
        """The job line of a page, which counts from 0."""
        place = f"{page.side.capitalize()}, {number + 1} of {self.pages}"
        return "   ·   ".join((self.title, f"{self.created:%Y-%m-%d %H:%M}", self.standard, self.condition, place))

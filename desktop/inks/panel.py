"""The inks dock."""

from __future__ import annotations

from desktop.inks.printing import PrintingSection
from desktop.inks.spots import SpotSection
from desktop.panels.sections import Column, align, tab_through
from desktop.session import Session


class InksPanel(Column):
    """The spot inks above, how they are printed below."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.spots, self.printing = SpotSection(session), PrintingSection(session)
        self.fill([self.spots, self.printing])
        align([self.spots, self.printing])
        tab_through([self.spots, self.printing])

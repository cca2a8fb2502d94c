"""A document made ready for one printer: its dieline under the printer's names, with the bleed that the printer wants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core.compose.compose import compose
from core.compose.drawlist import Drawing
from core.dieline.outline import Outline
from core.document.document import Document
from core.document.edits import changed
from core.press import presets
from core.press.presets import PrinterPreset
from core.press.settings import PressSettings, settings_of


@dataclass(frozen=True)
class Job:
    """What goes to the press, and for whom."""

    document: Document
    outline: Outline
    preset: PrinterPreset
    drawing: Drawing

    def settings(self, **asked: Any) -> PressSettings:
        """The preset's settings, the document's own, and above both what is asked for and not None."""
        return settings_of(self.document, self.preset, **asked)


def job_of(document: Document, preset: PrinterPreset | None = None, outline: Outline | None = None) -> Job:
    """The document for its own printer, or for ``preset``; raises DieloomError for what cannot be drawn or is missing.

    A design that states no bleed gets the printer's, and where the printer does not mind, its template's.
    """
    chosen = preset or presets.load(document.design.press.preset)
    made = outline or document.design.dieline.outline()
    design = document.design
    if design.bleed is None and chosen.press.bleed is not None:
        document = document.with_design(changed(design, bleed=chosen.press.bleed))
    return Job(document, made, chosen, compose(document, made, chosen.inks))

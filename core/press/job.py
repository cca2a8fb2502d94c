"""A document made ready for one printer: with its names for the lines of the die, and the bleed that it wants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core.compose.compose import compose
from core.compose.drawlist import Drawing
from core.compose.text import missing_fonts
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

    @property
    def stood_in(self) -> dict[str, list[str]]:
        """``missing_fonts``, for whoever is told of a file that was written: others stand in for them here."""
        missing = missing_fonts(self.document.design)
        return {"missing_fonts": missing} if missing else {}

    def settings(self, **asked: Any) -> PressSettings:
        """The preset's settings, the document's own, and above both what is asked for and not None."""
        return settings_of(self.document, self.preset, **asked)


def job_of(document: Document, preset: PrinterPreset | None = None, outline: Outline | None = None) -> Job:
    """The document for its own printer, or for ``preset``; raises DieloomError for what cannot be drawn or is missing.

    A design that states no bleed gets the printer's; where the printer states none either, its template's.
    """
    chosen = preset or presets.load(document.design.press.preset)
    made = outline or document.design.dieline.outline()
    document = for_printer(document, chosen)
    return Job(document, made, chosen, compose(document, made, chosen.inks))


def for_printer(document: Document, preset: PrinterPreset) -> Document:
    """The document with the bleed that it gets from this printer where it states none."""
    if document.design.bleed is not None or preset.press.bleed is None:
        return document
    return document.with_design(changed(document.design, bleed=preset.press.bleed))

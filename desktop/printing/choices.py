"""What a person asked of a print PDF beyond the printer's preset, and how it is remembered between starts."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from pydantic import Field, ValidationError

from core.press.presets import Marks, PrinterPreset, Standard
from core.values import Value
from desktop.workers import child

Side = Annotated[float, Field(ge=1, le=10_000)]


class PrintChoices(Value):
    """Fields that are None are as the preset, or the design, says; ``sheet`` is the press sheet's size in mm."""

    preset: str
    standard: Standard | None = None
    profile: str | None = None
    ppi: Annotated[float, Field(ge=36, le=2400)] | None = None
    marks: Marks | None = None
    sheet: tuple[Side, Side] | None = None

    @property
    def work(self) -> child.Work:
        """What writes the PDF in the child process."""
        asked: dict[str, Any] = {name: getattr(self, name) for name in ("preset", "standard", "profile", "ppi")}
        return partial(child.export, marks=self.marks, sheet=self.sheet or False, **asked)

    def beyond(self, preset: PrinterPreset) -> PrintChoices:
        """Only what differs from the preset, which goes on to follow it in the rest."""
        press = preset.press
        usual = {"standard": press.standard, "ppi": press.ppi, "marks": press.marks}
        return self.model_copy(update={name: None for name, value in usual.items() if getattr(self, name) == value})


def kept(text: str, preset: str) -> PrintChoices:
    """What was remembered, if it was for this preset; of another preset only the sheet counts."""
    try:
        choices = PrintChoices.model_validate_json(text)
    except ValidationError:
        return PrintChoices(preset=preset)
    return choices if choices.preset == preset else PrintChoices(preset=preset, sheet=choices.sheet)

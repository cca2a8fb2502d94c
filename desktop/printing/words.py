"""What presets, standards and marks are called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.errors import DieloomError
from core.press import presets
from desktop.panels.templates import said

translate = QCoreApplication.translate


def preset_options() -> list[tuple[str, str]]:
    """Every preset of this installation: its title and its name."""
    return [(preset_title(name), name) for name in presets.lines.names()]


def preset_title(name: str) -> str:
    """A bundled preset's own title; the person's own by the name that they gave it."""
    if presets.lines.is_own(name):
        return name
    try:
        return said(presets.lines.load(name).title)
    except DieloomError:
        return name


def mark_words() -> dict[str, str]:
    """By the fields of :class:`~core.press.presets.Marks` that are on or off, in the order in which they are asked."""
    return {
        "trim": translate("printing", "Trim marks"),
        "registration": translate("printing", "Register marks"),
        "colour_bar": translate("printing", "Colour bar"),
        "plate_names": translate("printing", "Plate names"),
        "job_line": translate("printing", "Job line"),
        "dimensions": translate("printing", "Dimensions"),
        "legend": translate("printing", "Legend of the lines"),
    }


def limit_words() -> dict[str, tuple[str, str]]:
    """What the limits of preflight are called, and the unit that they are shown in."""
    return {
        "ppi_error": (translate("printing", "Pictures: error"), "ppi"),
        "ppi_warning": (translate("printing", "Pictures: warning"), "ppi"),
        "bleed": (translate("printing", "Bleed"), "mm"),
        "safe": (translate("printing", "Safe zone"), "mm"),
        "ink": (translate("printing", "Process inks"), "%"),
        "ink_all": (translate("printing", "All plates"), "%"),
        "ink_area": (translate("printing", "Over an area"), "mm²"),
        "line": (translate("printing", "Line"), "pt"),
        "line_many": (translate("printing", "Line, many inks"), "pt"),
        "text": (translate("printing", "Text"), "pt"),
        "text_many": (translate("printing", "Text, many inks"), "pt"),
        "text_reversed": (translate("printing", "Text, knocked out"), "pt"),
    }

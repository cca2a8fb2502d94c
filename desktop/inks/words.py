"""What the uses of a spot ink, and the plates of the process inks, are called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.document.model import SpotUse

translate = QCoreApplication.translate


def uses() -> dict[SpotUse, str]:
    """In the order in which people choose: what is most often wanted first."""
    return {
        "colour": translate("inks", "Colour"),
        "white": translate("inks", "White underprint"),
        "varnish": translate("inks", "Varnish"),
        "foil": translate("inks", "Hot foil"),
        "cold_foil": translate("inks", "Cold foil"),
        "emboss": translate("inks", "Embossing"),
        "deboss": translate("inks", "Debossing"),
        "braille": translate("inks", "Braille"),
        "coding": translate("inks", "Coding area"),
        "hologram": translate("inks", "Hologram area"),
        "legend": translate("inks", "Legend"),
        "dimensions": translate("inks", "Dimensions"),
    }


def plate_words(name: str) -> str:
    """A plate as people call it; spots have the name that is in the file."""
    return {
        "Cyan": translate("inks", "Cyan"),
        "Magenta": translate("inks", "Magenta"),
        "Yellow": translate("inks", "Yellow"),
        "Black": translate("inks", "Black"),
    }.get(name, name)

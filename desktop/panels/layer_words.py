"""How layers are called where they have no name of their own."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.document.model import Layer

translate = QCoreApplication.translate


def kind_of(layer: Layer) -> str:
    words = {
        "artwork": translate("layers", "Artwork"),
        "image": translate("layers", "Image"),
        "text": translate("layers", "Text"),
        "shape": translate("layers", "Shape"),
    }
    return words[layer.kind]


def name_of(layer: Layer) -> str:
    """Its name; else the beginning of its text; else its kind."""
    if layer.name:
        return layer.name
    text = " ".join(layer.text.split())[:40] if layer.kind == "text" else ""
    return text or kind_of(layer)

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
        "barcode": translate("layers", "Barcode"),
        "vector": translate("layers", "Placed artwork"),
    }
    return words[layer.kind]


def name_of(layer: Layer) -> str:
    """Its name; else the beginning of its text or data; else its kind."""
    if layer.name:
        return layer.name
    text = layer.text if layer.kind == "text" else layer.data if layer.kind == "barcode" else ""
    return " ".join(text.split())[:40] or kind_of(layer)

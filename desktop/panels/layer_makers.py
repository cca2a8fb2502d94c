"""New layers, as the layers dock adds them: each is useful where it first appears."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.dieline.outline import Outline, PanelRole
from core.document.document import Document
from core.document.edits import fresh_id, inserted
from core.document.model import ArtworkLayer, ImageLayer, Layer, Placement, ShapeLayer, TextLayer

translate = QCoreApplication.translate


def artwork(document: Document) -> ArtworkLayer:
    """A pattern over the whole blank."""
    return ArtworkLayer(id=fresh_id(document.design, "artwork"))


def text(document: Document, outline: Outline | None) -> TextLayer:
    words = translate("layers", "Your text")
    place = middle(outline, 60, 16)
    return TextLayer(id=fresh_id(document.design, "text"), text=words, size=24, align="centre", place=place)


def shape(document: Document, outline: Outline | None, kind: str) -> ShapeLayer:
    place = middle(outline, 40, 25 if kind == "rectangle" else 40)
    return ShapeLayer(id=fresh_id(document.design, kind), shape=kind, place=place)


def image(document: Document, outline: Outline | None, asset: str, name: str, aspect: float) -> ImageLayer:
    """``aspect`` is width over height."""
    place = middle(outline, 50, 50 / aspect)
    return ImageLayer(id=fresh_id(document.design, "image"), name=name[:200], asset=asset, place=place)


def with_new(document: Document, layer: Layer, above: str | None) -> Document:
    """The document with ``layer`` right above the layer ``above``, or on top; artwork goes to the bottom instead,
    where it is the ground of everything."""
    ids = [each.id for each in document.design.layers]
    index = 0 if layer.kind == "artwork" else ids.index(above) + 1 if above in ids else len(ids)
    return document.with_design(inserted(document.design, layer, index))


def middle(outline: Outline | None, width: float, height: float) -> Placement:
    """A box in the middle of the largest panel, made smaller where it would not fit."""
    panels = [panel for panel in outline.panels if panel.role is PanelRole.PANEL] if outline else []
    if not panels:
        return Placement(width=width, height=height)
    panel = max(panels, key=lambda each: each.width * each.height)
    scale = min(1.0, 0.9 * panel.width / width, 0.9 * panel.height / height)
    width, height = round(width * scale, 2), round(height * scale, 2)
    x, y = round((panel.width - width) / 2, 2), round((panel.height - height) / 2, 2)
    return Placement(panel=panel.name, x=x, y=y, width=width, height=height)

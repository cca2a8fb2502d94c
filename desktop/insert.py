"""New layers, as the Insert menu and the layers dock add them: each can be seen and taken hold of where it appears."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.artwork.recipe import Recipe
from core.codes import encode, rule
from core.dieline.outline import Outline, Panel, PanelRole
from core.document import edits
from core.document.model import (
    ArtworkLayer,
    BarcodeLayer,
    CmykPaint,
    Design,
    ImageLayer,
    Layer,
    Placement,
    ShapeLayer,
    TextLayer,
    VectorLayer,
)
from core.gan.bundled import BEST
from desktop.session import Session

translate = QCoreApplication.translate

SAMPLE_NUMBER = "200000000000"
INSET = 5.0  # mm from the edges of a panel: the usual safe zone
SHARE = 0.6  # of the panel's width and height that a new box takes at most


def home_panel(session: Session, outline: Outline) -> Panel:
    """The panel that new layers go to: that of the selected layer, else the largest."""
    layer = edits.find(session.design, session.selected)
    named = [panel for panel in outline.panels if layer is not None and panel.name == layer.place.panel]
    faces = named or [panel for panel in outline.panels if panel.role is PanelRole.PANEL] or list(outline.panels)
    return max(faces, key=lambda panel: panel.width * panel.height)


def boxed(panel: Panel, side: str, proportion: float) -> Placement:
    """A box in the middle of the panel; ``proportion`` is its height over its width."""
    width = min(panel.width * SHARE, panel.height * SHARE / proportion)
    height = width * proportion
    x, y = (panel.width - width) / 2, (panel.height - height) / 2
    fields = {"x": round(x, 2), "y": round(y, 2), "width": round(width, 2), "height": round(height, 2)}
    return Placement.model_validate({"side": side, "panel": panel.name, **fields})


def artwork(side: str) -> Layer:
    """A pattern over the whole blank with bleed."""
    place = Placement.model_validate({"side": side})
    return ArtworkLayer(id="artwork", place=place, recipe=Recipe(model=BEST))


def text(panel: Panel, side: str) -> Layer:
    words, place = translate("Insert", "Your text"), boxed(panel, side, 0.3)
    return TextLayer(id="text", text=words, size=18, align="centre", valign="middle", place=place)


def shape(panel: Panel, side: str) -> Layer:
    return ShapeLayer(id="shape", fill=CmykPaint(k=0.1), radius=2, place=boxed(panel, side, 0.6))


def barcode(panel: Panel, side: str) -> Layer:
    """An EAN-13 of the usual size for numbers of one's own (GS1 prefix 200), in the lower right corner of the panel."""
    symbol = encode("ean13", SAMPLE_NUMBER, module=rule("ean13").usual)
    left, right, bottom, top = symbol.quiet
    width, height = symbol.width + left + right, symbol.height + bottom + top
    x, y = max(0.0, panel.width - width - INSET), min(INSET, max(0.0, panel.height - height))
    fields = {"x": round(x, 2), "y": round(y, 2), "width": round(width, 2), "height": round(height, 2)}
    place = Placement.model_validate({"side": side, "panel": panel.name, **fields})
    return BarcodeLayer(id="barcode", data=SAMPLE_NUMBER, place=place)


def vector(asset: str, name: str, place: Placement) -> Layer:
    return VectorLayer(id="vector", name=name[:200], asset=asset, place=place)


def image(asset: str, name: str, place: Placement) -> Layer:
    return ImageLayer(id="image", name=name[:200], asset=asset, place=place)


def on_top(design: Design, layer: Layer) -> Design:
    """The layer, under an id of its own, above all others."""
    return edits.inserted(design, edits.changed(layer, id=edits.fresh_id(design, layer.kind)))

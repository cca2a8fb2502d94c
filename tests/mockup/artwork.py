"""A pack on which every panel says its name on both sides, so that a picture proves which way round it is."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.artwork.recipe import Recipe
from core.dieline.outline import Outline
from core.document.document import Document
from core.document.model import Design

COLOURS = ("#e4572e", "#17bebb", "#ffc914", "#76b041", "#5b8e7d", "#bc4b51", "#4f6d7a", "#f4a259")


def signed(outline: Outline, *sides: str, fill: bool = True) -> Document:
    """A document on this outline's template: names in the upper left of each panel, on a colour of its own outside."""
    layers: list[dict[str, Any]] = []
    for i, panel in enumerate(outline.panels):
        for side in sides or ("outside", "inside"):
            place = {"side": side, "panel": panel.name}
            if side == "outside" and fill:
                colour = {"kind": "rgb", "hex": COLOURS[i % len(COLOURS)]}
                layers.append({"kind": "shape", "id": f"f{i}{side}", "place": place, "fill": colour})
            size = max(6.0, min(panel.width / len(panel.name) * 3.6, panel.height * 1.2))
            box = {**place, "x": 0.06 * panel.width, "y": 0.02 * panel.height}
            box |= {"width": 0.9 * panel.width, "height": 0.92 * panel.height}
            text = panel.name if side == "outside" else f"in {panel.name}"
            layers.append({"kind": "text", "id": f"t{i}{side}", "text": text, "size": size, "place": box, "bold": True})
    choice = {"code": outline.code, "parameters": dict(outline.parameters)}
    return Document(Design.model_validate({"title": "Signed", "dieline": choice, "layers": layers}))


class NoTiles:
    """For designs without artwork."""

    def tile(self, recipe: Recipe) -> NDArray[np.uint8]:
        raise AssertionError("no artwork is on this design")

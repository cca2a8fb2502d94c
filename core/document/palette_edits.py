"""The design's own paints carried over to a palette: flat artwork is recoloured as the vectors that it is."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from core.colour.condition import PrintingCondition
from core.colour.convert import ink_to_cmyk, ink_to_srgb
from core.colour.inks import Cmyk, Rgb
from core.colour.oklab import oklab, srgb
from core.document.edits import changed, with_layers
from core.document.model import BarcodeLayer, CmykPaint, Design, Layer, RgbPaint
from core.style.palette import moves_between
from core.style.palette_clusters import Clusters
from core.style.values import PaletteShift

Recoloured = CmykPaint | RgbPaint


def repainted(
    design: Design,
    shift: PaletteShift,
    layers: Collection[str] | None = None,
    condition: PrintingCondition | None = None,
) -> Design:
    """The paints of text and shapes in the palette's colours, at its strength: those of ``layers`` (ids), or of all.

    sRGB stays sRGB; process inks become those that print the new colour under ``condition``. Spots, black ink alone and
    bare paper stay, because they are chosen as plates rather than as colours; so do barcodes, which must scan, and
    locked layers. How large a layer shows is not known here: shares count for nothing.
    """
    paints = {paint for layer in design.layers if _is_meant(layer, layers) for _, paint in _paints(layer)}
    if not paints:
        return design
    new = _carried_over(sorted(paints, key=repr), shift, condition)
    return with_layers(
        design,
        [
            changed(layer, **{name: new[paint] for name, paint in _paints(layer)})
            if _is_meant(layer, layers)
            else layer
            for layer in design.layers
        ],
    )


def _is_meant(layer: Layer, ids: Collection[str] | None) -> bool:
    return not (isinstance(layer, BarcodeLayer) or layer.locked) and (ids is None or layer.id in ids)


def _paints(layer: Layer) -> list[tuple[str, Recoloured]]:
    """The layer's paints that are colours, each with the field that it is in."""
    found = [(name, value) for name, value in layer if isinstance(value, Recoloured)]
    return [(name, paint) for name, paint in found if isinstance(paint, RgbPaint) or paint.c or paint.m or paint.y]


def _carried_over(
    paints: list[Recoloured], shift: PaletteShift, condition: PrintingCondition | None
) -> dict[Recoloured, Recoloured]:
    shown = np.array([_shown(paint, condition) for paint in paints], np.uint8)
    colours, owner = np.unique(shown, axis=0, return_inverse=True)
    lab = oklab(colours)
    main = Clusters(lab, np.full(len(lab), 1 / len(lab)))
    moves = moves_between(main, changed(shift, shares=None), flat=True)
    made = srgb(moves(lab, shift.strength))
    return {
        paint: paint if np.array_equal(made[each], colours[each]) else _painted(paint, made[each], condition)
        for paint, each in zip(paints, owner.ravel(), strict=True)
    }


def _shown(paint: Recoloured, condition: PrintingCondition | None) -> list[int]:
    ink = Rgb.of_hex(paint.hex) if isinstance(paint, RgbPaint) else Cmyk(paint.c, paint.m, paint.y, paint.k)
    return [round(value * 255) for value in ink_to_srgb(ink, condition)]


def _painted(paint: Recoloured, colour: np.ndarray, condition: PrintingCondition | None) -> Recoloured:
    """The new colour in the manner of the old paint."""
    code = "#" + bytes(colour).hex()
    if isinstance(paint, RgbPaint):
        return RgbPaint(hex=code)
    inks = ink_to_cmyk(Rgb.of_hex(code), condition)
    return CmykPaint(c=inks.c, m=inks.m, y=inks.y, k=inks.k)

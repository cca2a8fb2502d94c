"""A barcode layer: the symbol at its true size in the middle of its box, on a ground that keeps its quiet zone."""

from __future__ import annotations

from collections.abc import Iterable

from core.codes import Label, Symbol, encode
from core.compose.drawlist import FillPath, Op
from core.compose.fonts import FALLBACK_FAMILY, system_fonts
from core.compose.paints import Inks
from core.compose.placing import Place
from core.compose.text import Setter
from core.document.model import BarcodeLayer
from core.geometry import Affine, Box, Path

_NARROWEST = 0.7  # of a letter's own width


def barcode(layer: BarcodeLayer, place: Place, inks: Inks) -> tuple[Op, ...]:
    """The ground, the bars and their text; raises DieloomError for data that the code cannot hold.

    A symbol is never scaled, so it may be larger than its box. Nothing of it overprints: bars over artwork would not be
    of one ink.
    """
    symbol = symbol_of(layer)
    at, ink = symbol_at(symbol, place), inks.of(layer.paint)
    ops = [FillPath(symbol.bars.transformed(at), ink)]
    if layer.ground is not None:
        ops.insert(0, FillPath(Path.rectangle(ground_of(symbol)).transformed(at), inks.of(layer.ground)))
    caption = captions(symbol.labels).transformed(at)
    if caption.commands:
        ops.append(FillPath(caption, ink))
    return tuple(ops)


def symbol_of(layer: BarcodeLayer) -> Symbol:
    """The symbol that a layer asks for; raises DieloomError for data that the code cannot hold."""
    return encode(
        layer.symbology,
        layer.data,
        module=layer.module,
        height=layer.bar_height,
        reduction=layer.reduction,
        text=layer.caption,
        level=layer.level,
    )


def symbol_at(symbol: Symbol, place: Place) -> Affine:
    """From the symbol's own coordinates to the page: its ground lies in the middle of the place."""
    centre = ground_of(symbol).centre
    return place.matrix @ Affine.translation(place.width / 2 - centre.x, place.height / 2 - centre.y)


def ground_of(symbol: Symbol) -> Box:
    """The symbol with its quiet zone, in the symbol's own coordinates."""
    left, right, bottom, top = symbol.quiet
    return Box(-left, -bottom, symbol.width + right, symbol.height + top)


def captions(labels: Iterable[Label]) -> Path:
    """The outlines of the labels in the symbol's own coordinates, mm, in the face that every machine has."""
    library = system_fonts()
    setter = Setter(library, library.find(FALLBACK_FAMILY, bold=False, italic=False), bold=False, italic=False)
    digit = setter.line("0")[0].bounds.y1  # the height of a digit, em
    return Path.joined(_set(label, setter, label.size / digit) for label in labels)


def _set(label: Label, setter: Setter, size: float) -> Path:
    """One label, centred; a wide one is set narrower, and smaller where that would be hard to read."""
    path, advance = setter.line(label.text)
    across = min(size, label.width / advance)
    up = min(size, across / _NARROWEST)
    left = label.x + (label.width - advance * across) / 2
    return path.transformed(Affine(across, 0, 0, up, left, label.baseline))

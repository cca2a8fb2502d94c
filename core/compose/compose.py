"""A design on its dieline becomes the one drawing that screen, PDF, proof and PNG play back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.colour.inks import Spot
from core.compose.drawlist import Drawing, DrawPage, FillPath, Group, LayerTag, Op, StrokePath
from core.compose.finishes import finishes, without_finishes
from core.compose.layers import draw_layer
from core.compose.paints import Inks
from core.compose.placing import Face
from core.compose.technical import NOTHING, STANDARD, TechnicalInk, TechnicalInks, technical_group
from core.dieline.outline import LineType, Outline, Side
from core.document.document import Document
from core.document.model import Design, Layer
from core.errors import DieloomError
from core.geometry import Path

ARTWORK = LayerTag("Artwork")
_OF_OUTSIDE = {LineType.GLUE, LineType.VARNISH_FREE}  # a template marks these on its outside face


def compose(source: Document | Design, outline: Outline, technical: TechnicalInks = STANDARD) -> Drawing:
    """Draw a document (or a design without pictures) on the outline of its dieline.

    The outside has a page always, the inside when a visible layer is on it. Raises DieloomError naming the layer for
    an unknown panel, spot or picture.
    """
    document = source if isinstance(source, Document) else Document(source)
    design = document.design
    inks = Inks(design.spots, technical)
    bleed = outline.bleed if design.bleed is None else design.bleed
    pages = tuple(_page(Face(side, outline, bleed), document, inks, technical) for side in _sides(design))
    return Drawing(design.title, pages, tuple(_spots([op for page in pages for op in page.ops]).values()))


def compose_dieline(
    outline: Outline, side: Side = "outside", technical: TechnicalInks = STANDARD, bleed: float | None = None
) -> Drawing:
    """The lines of the die alone, as one page seen from ``side``; with the template's bleed when none is given."""
    face = Face(side, outline, outline.bleed if bleed is None else bleed)
    ops = tuple(_die(face, technical))
    page = DrawPage(side, outline.blank, outline.blank.grown(face.bleed), ops)
    return Drawing(outline.title, (page,), tuple(_spots(ops).values()))


def _spots(ops: Sequence[Op]) -> dict[str, Spot]:
    """The plates that the drawing needs, at full tint, in the order of their first use."""
    found: dict[str, Spot] = {}
    for op in ops:
        match op:
            case Group():
                found |= _spots(op.ops)
            case FillPath(ink=Spot() as ink) | StrokePath(ink=Spot() as ink):
                found[ink.name] = replace(ink, tint=1.0)
    return found


def _sides(design: Design) -> tuple[Side, ...]:
    inside = any(layer.visible and layer.place.side == "inside" for layer in design.layers)
    return ("outside", "inside") if inside else ("outside",)


def _page(face: Face, document: Document, inks: Inks, technical: TechnicalInks) -> DrawPage:
    layers = [layer for layer in document.design.layers if layer.visible and layer.place.side == face.side]
    drawn, spots = [_drawn(layer, face, inks, document) for layer in layers], document.design.spots
    artwork = Group(without_finishes(drawn, spots), layer=ARTWORK)
    blank = face.outline.blank  # mirrored about its own middle, so the same on both sides
    ops = (artwork, *finishes(drawn, spots), *_die(face, technical))
    return DrawPage(face.side, blank, blank.grown(face.bleed), ops)


def _drawn(layer: Layer, face: Face, inks: Inks, document: Document) -> Group:
    try:
        return draw_layer(layer, face.place(layer.place), inks, document)
    except DieloomError as error:
        raise DieloomError(f"Layer {layer.name or layer.id!r}: {error.message}", error.hint) from error


def _die(face: Face, technical: TechnicalInks) -> list[Op]:
    """A group for each line type on this blank, in the table's order."""
    groups = [_technical(kind, ink, face) for kind, ink in technical.items()]
    return [group for group in groups if group.ops]


def _technical(kind: LineType, ink: TechnicalInk, face: Face) -> Group:
    if kind is LineType.BLEED:
        # Of the bleed that this design has, which may differ from the template's own.
        return technical_group(ink, lines=face.regions.bleed_line.transformed(face.view))
    lines = Path.of_segments(line.segment for line in face.outline.lines_of(kind)).transformed(face.view)
    area = face.regions.glue.transformed(face.view) if kind is LineType.GLUE else NOTHING
    return technical_group(ink, lines=NOTHING if face.side == "inside" and kind in _OF_OUTSIDE else lines, area=area)

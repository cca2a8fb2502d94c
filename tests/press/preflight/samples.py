"""Designs made to have one fault, on a real carton, and what preflight says of them."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import numpy as np
from PIL import Image

from core.colour.condition import PrintingCondition
from core.compose.compose import compose
from core.dieline.outline import Outline
from core.document.document import Document
from core.document.model import ArtworkLayer, Design, DielineChoice, Layer, Placement, SpotColour, TextLayer
from core.press.preflight import Finding
from core.press.preflight.document import preflight_document
from core.press.preflight.job import Job
from core.press.preflight.layers import drawn
from core.press.presets import Limits, PrinterPreset, load
from tests.press.drawings import CODE, QuarterPixels

FRONT = "front"
CONDITION = PrintingCondition()


def design(*layers: Layer, spots: tuple[SpotColour, ...] = (), code: str = CODE, **fields: Any) -> Document:
    return Document(Design(dieline=DielineChoice(code=code), layers=layers, spots=spots, **fields))


def clean() -> Document:
    """Artwork all over and a word in the middle of the front: nothing that a printer would mind."""
    return design(ArtworkLayer(id="art", tile_width=15), word())


def word(**fields: Any) -> TextLayer:
    at = {"panel": FRONT, "x": 10, "y": 60, "width": 40, "height": 12}
    return TextLayer(**{"id": "word", "text": "Tea", "size": 14, "place": Placement(**at), **fields})


def front(x: float, y: float, width: float, height: float, **fields: Any) -> Placement:
    return Placement(panel=FRONT, x=x, y=y, width=width, height=height, **fields)


def preset(**limits: Any) -> PrinterPreset:
    return replace(load(), limits=Limits(**limits))


def job(document: Document, printer: PrinterPreset | None = None) -> Job:
    """What single checks look at."""
    printer, outline = printer or load(), document.design.dieline.outline()
    drawing = compose(document, outline, printer.inks)
    return Job(document, outline, drawing, QuarterPixels(document), printer, CONDITION)


def said(document: Document, printer: PrinterPreset | None = None, outline: Outline | None = None) -> list[Finding]:
    """Everything that preflight says of a document, layers that cannot be drawn and all."""
    printer = printer or load()
    outline = outline or document.design.dieline.outline()
    whole, drawing, broken = drawn(document, outline, printer.inks)
    return broken + preflight_document(whole, outline, drawing, QuarterPixels(whole), printer, CONDITION)


def codes(document: Document, **options: Any) -> set[str]:
    return {finding.code for finding in said(document, **options)}


def only(document: Document, code: str, **options: Any) -> Finding:
    """The one finding of a kind."""
    found = [finding for finding in said(document, **options) if finding.code == code]
    assert len(found) == 1, found
    return found[0]


def mended(document: Document, code: str, **options: Any) -> Document:
    """The document after the one finding's fix, which must have cleared it."""
    finding = only(document, code, **options)
    assert finding.fix is not None
    assert finding.fix.label.en
    after = finding.fix.apply(document)
    assert code not in codes(after, **options)
    return after


def picture(width: int, height: int, alpha: int = 255) -> bytes:
    out = io.BytesIO()
    Image.fromarray(np.full((height, width, 4), (200, 80, 40, alpha), np.uint8)).save(out, "PNG")
    return out.getvalue()

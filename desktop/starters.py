"""The design that a new document begins as: a blank with artwork over all of it, or where a garment is printed."""

from __future__ import annotations

import functools

from core.dieline.outline import LineType, Outline
from core.document.document import Document
from core.document.edits import changed
from core.document.model import Design, DielineChoice, Placement
from core.geometry import Box
from desktop import insert

FIRST_CODE = "A20.20.01.01"  # ECMA straight tuck end carton


def new_design(dieline: DielineChoice, title: str) -> Document:
    """Raises DieloomError for a template that cannot be made at its size."""
    artwork = changed(insert.artwork("outside"), place=_printed(dieline.outline()))
    return Document(insert.on_top(Design(title=title, dieline=dieline), artwork))


def first_design(title: str) -> Document:
    """What the window shows when nothing else was asked for."""
    return new_design(DielineChoice(code=FIRST_CODE), title)


def _printed(outline: Outline) -> Placement:
    """The whole blank; on what is cut before it is printed, the frame on its front that the print may fill."""
    frame = [line.segment.bounds for line in outline.lines_of(LineType.SAFE)[:4]]
    if outline.bleed > 0 or not frame:
        return Placement()
    panel, box = outline.panel(outline.root), functools.reduce(Box.union, frame)
    x, y = panel.frame.inverse().apply((box.x0, box.y0))
    fields = {"x": x, "y": y, "width": box.width, "height": box.height}
    return Placement(panel=panel.name, **{name: round(value, 2) for name, value in fields.items()})

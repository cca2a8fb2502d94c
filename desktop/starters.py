"""The design that a new document begins as: a blank with artwork over all of it."""

from __future__ import annotations

from core.document.document import Document
from core.document.model import Design, DielineChoice
from desktop import insert

FIRST_CODE = "A20.20.01.01"  # ECMA straight tuck end carton


def new_design(dieline: DielineChoice, title: str) -> Document:
    design = Design(title=title, dieline=dieline)
    return Document(insert.on_top(design, insert.artwork("outside")))


def first_design(title: str) -> Document:
    """What the window shows when nothing else was asked for."""
    return new_design(DielineChoice(code=FIRST_CODE), title)

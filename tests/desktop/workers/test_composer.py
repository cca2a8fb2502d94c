"""What the composer makes of a document."""

from __future__ import annotations

from core.compose.compose import compose_dieline
from core.document.document import Document
from core.document.model import Design, DielineChoice, Placement, ShapeLayer
from desktop.workers.composer import Maker

EMPTY = Design(dieline=DielineChoice(code="A20.20.01.01"), bleed=5)


def test_an_inside_that_prints_nothing_is_the_die_seen_from_there() -> None:
    made = Maker().make(Document(EMPTY))
    assert made.inside == compose_dieline(made.outline, "inside", bleed=5).pages[0]
    assert made.inside.bleed == made.drawing.pages[0].bleed


def test_an_inside_that_prints_is_the_drawings_own_page() -> None:
    shape = ShapeLayer(id="mark", place=Placement(side="inside", panel="back", x=5, y=5, width=10, height=10))
    made = Maker().make(Document(EMPTY.model_copy(update={"layers": (shape,)})))
    assert made.inside is made.drawing.pages[1]

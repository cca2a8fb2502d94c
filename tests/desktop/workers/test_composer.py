"""What the composer makes of a document."""

from __future__ import annotations

import pytest

from core.compose.compose import compose_dieline
from core.compose.drawlist import DrawPage, FillPath, Group
from core.compose.hit import layers_at
from core.document.document import Document
from core.document.model import BarcodeLayer, Design, DielineChoice, Placement, ShapeLayer
from core.errors import DieloomError
from core.geometry import Point
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


def test_a_layer_that_cannot_be_drawn_is_left_out_and_told_of() -> None:
    """Its old picture would pass for a good one."""
    place = Placement(panel="back", x=5, y=5, width=40, height=30)
    layers = (BarcodeLayer(id="code", data="12AB", place=place), ShapeLayer(id="mark", place=place))
    made = Maker().make(Document(EMPTY.model_copy(update={"layers": layers})))
    assert "code" in made.problem
    assert layers_at(made.drawing.pages[0], _centre(made.drawing.pages[0], "mark"), 0) == ["mark"]


def test_a_dieline_that_cannot_be_made_is_refused() -> None:
    with pytest.raises(DieloomError):
        Maker().make(Document(EMPTY.model_copy(update={"dieline": DielineChoice(code="no such box")})))


def _centre(page: DrawPage, layer: str) -> Point:
    (group,) = (op for art in page.ops if isinstance(art, Group) for op in art.ops if getattr(op, "id", "") == layer)
    assert isinstance(group, Group)
    (shape,) = group.ops
    assert isinstance(shape, FillPath)
    return shape.path.bounds.centre

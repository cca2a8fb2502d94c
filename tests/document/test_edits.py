"""Changes of a design: pure, validated, in the order of the stack."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from core.document import edits
from core.document.model import ArtworkLayer, Design, DielineChoice, ShapeLayer, TextLayer

LAYERS = (ArtworkLayer(id="a"), ShapeLayer(id="b", name="Plate"), TextLayer(id="c", text="Tea"))
DESIGN = Design(dieline=DielineChoice(code="A20.20.01.01"), layers=LAYERS)


def ids(design: Design) -> str:
    return "".join(layer.id for layer in design.layers)


def test_fields_of_one_layer_change_and_the_others_stay_the_same_values() -> None:
    after = edits.with_layer(DESIGN, "b", opacity=0.5)
    assert edits.find(after, "b") == ShapeLayer(id="b", name="Plate", opacity=0.5)
    assert after.layers[0] is LAYERS[0]
    assert DESIGN.layers == LAYERS
    assert edits.with_layer(DESIGN, "nobody", opacity=0.5) == DESIGN


def test_what_is_out_of_range_is_refused() -> None:
    with pytest.raises(ValidationError):
        edits.with_layer(DESIGN, "b", opacity=2)


@pytest.mark.parametrize(("index", "after"), [(0, "bac"), (1, "abc"), (2, "acb")])
def test_a_moved_layer_ends_up_at_the_index(index: int, after: str) -> None:
    assert ids(edits.moved(DESIGN, "b", index)) == after


def test_inserted_goes_on_top_or_where_it_is_told() -> None:
    new = ShapeLayer(id="n")
    assert ids(edits.inserted(DESIGN, new)) == "abcn"
    assert ids(edits.inserted(DESIGN, new, 1)) == "anbc"
    assert ids(edits.removed(edits.inserted(DESIGN, new), "b")) == "acn"


def test_a_copy_lies_right_above_under_an_id_of_its_own() -> None:
    after, copy = edits.duplicated(DESIGN, "b", "Plate copy")
    assert ids(after) == f"ab{copy}c"
    assert edits.find(after, copy) == ShapeLayer(id=copy, name="Plate copy")
    again, other = edits.duplicated(after, "b", "Plate copy")
    assert other != copy
    assert len(again.layers) == 5
    with pytest.raises(KeyError):
        edits.duplicated(DESIGN, "nobody", "")

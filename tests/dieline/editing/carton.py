"""A carton that is written out, so that its formulas are known here, and how the tests ask about it."""

from __future__ import annotations

from pathlib import Path

from core.dieline import library
from core.dieline.editing.evaluation import Evaluation, evaluate
from core.dieline.editing.expressions import written
from core.dieline.editing.items import Item, panel_item
from core.dieline.formula import Formula
from core.dieline.schema import Expression, TemplateFile

SIZES = ({}, {"L": 120.0, "W": 60.0, "H": 200.0}, {"L": 45.0, "W": 30.0, "caliper": 0.8})


def straight_tuck() -> TemplateFile:
    return library.read(Path(__file__).with_name("tuck_carton.toml")).file


def at(file: TemplateFile, size: dict[str, float] | None = None) -> Evaluation:
    return evaluate(file, size or {})


def item(file: TemplateFile, name: str) -> Item:
    """The panel of that name."""
    found = panel_item(file, name)
    assert found is not None
    return found


def value(text: Expression, **named: float) -> float:
    return Formula(written(text), "test", "test").value(named)

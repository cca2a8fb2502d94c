"""Names changed throughout expressions and figures, so that two pieces of a template can be put together.

Formulas hold names, numbers and operators only, so a name is renamed wherever it stands as a whole word, and the text
stays as its writer laid it out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from core.dieline.schema import Corner, Expression, Figure, Place

Names = Mapping[str, str]
AnyFigure = TypeVar("AnyFigure", bound=Figure)

_WORD = re.compile(r"\b[A-Za-z_]\w*")
_ATOM = re.compile(r"[\w.]+")
_SUM = re.compile(r"[\w.+*/ ]+")  # adding it changes nothing, even without brackets


def renamed(expression: Expression, names: Names) -> Expression:
    """The expression with each name of ``names`` replaced by its new one."""
    if not isinstance(expression, str):
        return expression
    return _WORD.sub(lambda word: names.get(word[0], word[0]), expression)


def renamed_corners(corners: Sequence[Corner], names: Names) -> tuple[Corner, ...]:
    return tuple(
        Corner(
            x=renamed(each.x, names),
            y=renamed(each.y, names),
            round=renamed(each.round, names),
            bow=renamed(each.bow, names),
        )
        for each in corners
    )


def renamed_figure(figure: AnyFigure, names: Names, shapes: Names) -> AnyFigure:
    """The figure with names in its expressions, and the name of its shape, replaced; its own ``let`` names stay."""
    return figure.model_copy(
        update={
            "size": figure.size and tuple(renamed(each, names) for each in figure.size),
            "shape": figure.shape and shapes[figure.shape],
            "corners": figure.corners and renamed_corners(figure.corners, names),
            "let": {key: renamed(value, names) for key, value in figure.let.items()},
            "at": Place(
                x=renamed(figure.at.x, names),
                y=renamed(figure.at.y, names),
                mirror=figure.at.mirror,
                turn=renamed(figure.at.turn, names),
            ),
        }
    )


def total(base: Expression, more: Expression) -> Expression:
    """``base + more`` as an expression."""
    if more in (0, 0.0, "0"):
        return base
    return f"{base} + {more}" if _SUM.fullmatch(str(more)) else f"{base} + ({more})"


def less(base: Expression, more: Expression) -> Expression:
    """``base - more`` as an expression."""
    if more in (0, 0.0, "0"):
        return base
    return f"{base} - {more}" if _ATOM.fullmatch(str(more)) else f"{base} - ({more})"

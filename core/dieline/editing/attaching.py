"""A corner held where another corner is: by the other's formulas, so that they meet at every size."""

from __future__ import annotations

from core.dieline.editing.expressions import names_in, total
from core.dieline.editing.figures import CornerAt, on_blank, set_corner
from core.dieline.editing.items import figure_of
from core.dieline.formula import MAX_LENGTH
from core.dieline.schema import Expression, TemplateFile


def attached(file: TemplateFile, at: CornerAt, to: CornerAt) -> TemplateFile:
    """The corner ``at`` moved to the corner ``to`` for good; the file itself where no formula of reason says so.

    That is in figures turned by other than quarters, and where the figure's own names hide those that are needed.
    """
    figure = figure_of(file, at.item)
    turn = figure.at.turn
    if isinstance(turn, str) or turn % 90 != 0:
        return file
    target = on_blank(file, to)
    if (names_in(target[0]) | names_in(target[1])) & figure.let.keys():
        return file
    x, y = _unturned(total((1.0, target[0]), (-1.0, figure.at.x)), total((1.0, target[1]), (-1.0, figure.at.y)), turn)
    x = total((-1.0 if "x" in figure.at.mirror else 1.0, x))
    y = total((-1.0 if "y" in figure.at.mirror else 1.0, y))
    if any(isinstance(each, str) and len(each) > MAX_LENGTH for each in (x, y)):
        return file
    return set_corner(file, at, x=x, y=y)


def _unturned(x: Expression, y: Expression, turn: float) -> tuple[Expression, Expression]:
    """Turned back by a number of quarters."""
    for _ in range(int(turn // 90) % 4):
        x, y = y, total((-1.0, x))
    return x, y

"""What a size measures: the inside of the pack, the die from crease to crease, or the pack over all.

Templates are built from the inside. A die or outer size is met by trying an inside and correcting it by what is left
over, which arrives at once where the board adds a constant, and in a few steps where an allowance grows with the size.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from core.dieline.boards import Board
from core.dieline.consistency import CALIPER
from core.dieline.template import Template
from core.errors import DieloomError

Mode = Literal["inside", "die", "outside"]

CLOSE = 1e-6  # mm
TRIES = 80


def inside_of(
    template: Template,
    size: Sequence[float] | None,
    mode: Mode = "inside",
    given: Mapping[str, float] | None = None,
    board: Board | None = None,
) -> dict[str, float]:
    """The inside parameters of ``size`` (mm, in the template's order) measured as ``mode``, other parameters ``given``.

    Raises DieloomError for a size that the style cannot have.
    """
    if size is None or mode == "inside":
        return template.sized(None if size is None else tuple(size))
    wanted = template.sized(tuple(size))
    inside = dict(wanted)
    for _ in range(TRIES):
        reached = measured(template, {**(given or {}), **inside}, mode, board)
        over = {name: reached[name] - wanted[name] for name in wanted}
        if max(map(abs, over.values())) < CLOSE:
            return inside
        inside = {name: inside[name] - over[name] for name in wanted}
        if min(inside.values()) <= 0:
            break
    asked = " x ".join(f"{value:g}" for value in size)
    raise DieloomError(
        f"{template.code} cannot be {asked} mm {_SAID[mode]}.", "Make the pack larger or the board thinner."
    )


def fitted(template: Template, given: Mapping[str, float]) -> tuple[dict[str, float], dict[str, float]]:
    """What can be had of ``given`` at its own size, and those values that had to give way, as they are now.

    A measure that the style takes at its usual size is brought to the nearest one that this size takes, so that a set
    of habits can be kept over many sizes; sizes and calipers, and what no usual pack has, are left for the template to
    refuse. Raises DieloomError for numbers beyond all bounds.
    """
    usual = template.limits({})
    kept: dict[str, float] = {}
    moved: dict[str, float] = {}
    for name in (each.name for each in template.parameters if each.name in given):
        kept[name] = given[name]
        if name not in (*template.file.size, CALIPER) and usual[name].min <= given[name] <= usual[name].max:
            here = template.limits(kept)[name]
            kept[name] = max(here.min, min(given[name], here.max))
            if kept[name] != given[name]:
                moved[name] = kept[name]
    return {**given, **kept}, moved


def measured(
    template: Template, given: Mapping[str, float], mode: Mode, board: Board | None = None
) -> dict[str, float]:
    """The size parameters of one blank measured as ``mode``, mm; a board's own loss and gain go before the template's.

    The parameters need not be in range: a size on the way to another may be out of it.
    """
    inside, die, outside = template.sizes(given)
    if board is not None and board.inside_loss is not None:
        die = {name: value + board.inside_loss for name, value in inside.items()}
    if board is not None and board.outside_gain is not None:
        outside = {name: die[name] + board.outside_gain for name in die}
    return {"inside": inside, "die": die, "outside": outside}[mode]


_SAID: dict[Mode, str] = {"inside": "inside", "die": "from crease to crease", "outside": "over all"}

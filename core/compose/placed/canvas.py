"""Gathers the operations of a page, or of a part that is drawn as one."""

from __future__ import annotations

from core.colour.inks import Cmyk, Ink, Spot
from core.compose.drawlist import Group, Op
from core.compose.placed.clips import Context, nested
from core.compose.placed.notes import Notes
from core.errors import DieloomError

MOST_OPS = 1_000_000


class Palette:
    """The spots of a page: one name means one ink, the first that is met."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._spots: dict[str, Spot] = {}

    def ink(self, ink: Ink) -> Ink:
        if not isinstance(ink, Spot):
            return ink
        known = self._spots.setdefault(ink.name, Spot(ink.name, ink.alternate, lab=ink.lab))
        if not _alike(known.alternate, ink.alternate):
            self._notes.add("spot-differs", f"The spot {ink.name} is defined in two ways; the first is taken")
        return Spot(known.name, known.alternate, ink.tint, known.lab)

    @property
    def spots(self) -> tuple[Spot, ...]:
        return tuple(self._spots.values())


def _alike(one: Cmyk, other: Cmyk) -> bool:
    return max(abs(one.c - other.c), abs(one.m - other.m), abs(one.y - other.y), abs(one.k - other.k)) < 0.005


class Canvas:
    """Operations in order, each with the clips and layers that it is drawn in."""

    def __init__(self, budget: list[int] | None = None) -> None:
        self._flat: list[tuple[Context, Op]] = []
        self._left = [MOST_OPS] if budget is None else budget

    def part(self) -> Canvas:
        """A canvas for what is to be drawn as one; the limit is that of the page."""
        return Canvas(self._left)

    def add(self, context: Context, ops: list[Op], opacity: float = 1.0) -> None:
        """Raises DieloomError beyond the limit."""
        self._left[0] -= len(ops)
        if self._left[0] < 0:
            raise DieloomError(
                f"The page of the PDF draws more than {MOST_OPS} objects.", "Place a picture of it instead."
            )
        if opacity < 1:
            ops = [Group(tuple(ops), opacity=opacity)]
        self._flat += [(context, op) for op in ops]

    @property
    def ops(self) -> tuple[Op, ...]:
        return nested(self._flat)

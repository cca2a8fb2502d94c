"""Which plates a drawing has, and what an ink puts on each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from core.colour.condition import PrintingCondition
from core.colour.convert import ink_to_cmyk
from core.colour.inks import Ink, Spot
from core.compose.drawlist import FillPath, Group, Op, StrokePath

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
REGISTRATION, NOTHING = "All", "None"  # ISO 32000-1, 8.6.6.4


def plate_names(ops: Iterable[Op], technical: bool = True) -> tuple[str, ...]:
    """The process plates, then spots in the order that they are drawn in; without those of technical layers if wished.

    A spot that is called like a process plate is on that plate, and neither "All" nor "None" is a plate.
    """
    return tuple(dict.fromkeys([*PROCESS, *_spots(ops, technical)]))


def technical_plates(ops: Sequence[Op]) -> frozenset[str]:
    """The plates that only technical layers use."""
    return frozenset(plate_names(ops)) - frozenset(plate_names(ops, technical=False))


def _spots(ops: Iterable[Op], technical: bool) -> Iterator[str]:
    for op in ops:
        match op:
            case Group():
                if technical or op.layer is None or not op.layer.technical:
                    yield from _spots(op.ops, technical)
            case FillPath(ink=Spot() as ink) | StrokePath(ink=Spot() as ink):
                if ink.name not in (REGISTRATION, NOTHING):
                    yield ink.name


def values(ink: Ink, overprint: bool, names: Sequence[str], condition: PrintingCondition) -> tuple[int | None, ...]:
    """What an ink leaves on each plate, 0 to 255; None where it leaves the plate as it is.

    Without an overprint it knocks out what it does not print on. An overprinting process ink leaves alone the plates
    that it is 0 on (overprint mode 1), and an overprinting spot every plate but its own (ISO 32000-1, 8.6.7, 11.7.4.5).
    """
    if isinstance(ink, Spot) and ink.name == NOTHING:
        return (None,) * len(names)
    if isinstance(ink, Spot) and ink.name == REGISTRATION:
        return (_level(ink.tint),) * len(names)
    if isinstance(ink, Spot):
        own = {ink.name: _level(ink.tint)}
    else:
        inks = ink_to_cmyk(ink, condition)
        shares = zip(PROCESS, (inks.c, inks.m, inks.y, inks.k), strict=True)
        own = {name: _level(share) for name, share in shares if share > 0 or not overprint}
    return tuple(own.get(name, None if overprint else 0) for name in names)


def _level(share: float) -> int:
    return round(255 * min(max(share, 0.0), 1.0))

"""The strips of the slug: colour bar, names of the plates, legend. Each is a list of pieces that flow into rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from core.colour.inks import Cmyk, Ink, Spot
from core.compose.drawlist import FillPath, StrokePath
from core.geometry import Affine, Box, Path, Point
from core.press.lettering import caption, width_of
from core.press.page_inks import PROCESS, TechnicalLine, purpose

PATCH = 5.0  # mm, as a hand-held densitometer needs
_TINTS = (0.75, 0.5)
_OVERPRINTS = (Cmyk(m=1, y=1), Cmyk(c=1, y=1), Cmyk(c=1, m=1))
_NAME, _LEGEND = 7.0, 6.5  # points
_LETTERS = 3.6  # mm, a row of letters
_DEPTH = 1.0  # of those below their baseline
_SAMPLE = 10.0

Drawn = FillPath | StrokePath


class Piece(NamedTuple):
    """Operations from (0, 0) to the right and up, and the width that they take."""

    ops: tuple[Drawn, ...]
    width: float


class Strip(NamedTuple):
    """Rows of pieces, and the height that they take, mm."""

    ops: tuple[Drawn, ...]
    height: float


def colour_bar(spots: Iterable[Spot]) -> list[Piece]:
    """Solids, two-ink overprints and tints of the process inks; each spot solid and at half tint."""
    solids = [ink for _, ink in PROCESS]
    inks: list[Ink] = [*solids, *_OVERPRINTS]
    inks += [Cmyk(*(share * value for value in (ink.c, ink.m, ink.y, ink.k))) for ink in solids for share in _TINTS]
    inks += [replace(spot, tint=tint) for spot in spots for tint in (1.0, 0.5)]
    patch = Path.rectangle(Box(0, 0, PATCH, PATCH))
    return [Piece((FillPath(patch, ink),), PATCH) for ink in inks]


def plate_names(names: Sequence[tuple[str, Ink]]) -> list[Piece]:
    """Each plate's name in its own ink, beside each other so that every plate can be read."""
    return [
        Piece(tuple(caption(name, Point(0, _DEPTH), _NAME, ink=ink)), width_of(name, _NAME) + 3) for name, ink in names
    ]


def legend(lines: Iterable[TechnicalLine], ink: Spot) -> list[Piece]:
    """A sample of each line of the die in its own spot, its name and what it is for."""
    return [_entry(line, ink) for line in lines]


def _entry(line: TechnicalLine, ink: Spot) -> Piece:
    words = line.layer.name if purpose(line.layer) == line.layer.name else f"{line.layer.name}: {purpose(line.layer)}"
    return Piece(
        (_sample(line.sample), *caption(words, Point(_SAMPLE + 1.5, _DEPTH), _LEGEND, ink=ink)),
        _SAMPLE + 1.5 + width_of(words, _LEGEND) + 6,
    )


def _sample(drawn: Drawn) -> Drawn:
    if isinstance(drawn, FillPath):
        return replace(drawn, path=Path.rectangle(Box(0, 0.6, _SAMPLE, 3.0)))
    return replace(drawn, path=Path.line(Point(0, 1.8), Point(_SAMPLE, 1.8)))


def flowed(pieces: Sequence[Piece], left: float, width: float, top: float, row: float = _LETTERS) -> Strip:
    """The pieces one beside the other from ``left``, in as many rows below ``top`` as ``width`` asks for."""
    ops: list[Drawn] = []
    x, rows = left, 1
    for piece in pieces:
        if x > left and x + piece.width > left + width:
            x, rows = left, rows + 1
        place = Affine.translation(x, top - rows * row)
        ops += [replace(op, path=op.path.transformed(place)) for op in piece.ops]
        x += piece.width
    return Strip(tuple(ops), rows * row)


def of_height(pieces: Sequence[Piece], width: float, row: float = _LETTERS) -> float:
    """The height of the rows that the pieces take."""
    return flowed(pieces, 0, width, 0, row).height

"""Captions of proofs as outlines: any script that the machine has a font for, and no font to embed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from core.colour.inks import Cmyk, Ink
from core.compose.drawlist import FillPath
from core.compose.fonts import FALLBACK_FAMILY, system_fonts
from core.compose.text import Setter
from core.geometry import Affine, Path, Point
from core.units import POINTS_PER_MM

BLACK = Cmyk(k=1)
GREY = Cmyk(k=0.6)

_EAST = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60"
# A word, or one letter with the punctuation that must not begin a line; and the space before it.
_PIECES = re.compile(rf"(\s*)([{_EAST}][，。、；：！？）」』》”]*|[^\s{_EAST}]+)")

Align = Literal["left", "centre", "right"]
_BACK = {"left": 0.0, "centre": 0.5, "right": 1.0}


def caption(
    text: str, at: Point, size: float, *, ink: Ink = BLACK, bold: bool = False, align: Align = "left", turn: float = 0
) -> list[FillPath]:
    """One line of ``size`` points with its baseline at ``at`` (mm), turned by degrees; nothing for blank text."""
    path, width = _line(text, bold)
    em = size / POINTS_PER_MM
    placed = Affine.translation(*at) @ Affine.rotation(turn) @ Affine.scaling(em)
    placed = placed @ Affine.translation(-width * _BACK[align], 0)
    return [FillPath(path.transformed(placed), ink)] if path.commands else []


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Width in mm of a line of ``size`` points."""
    return _line(text, bold)[1] * size / POINTS_PER_MM


def fitted(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits ``width`` mm, with an ellipsis."""
    if width_of(text, size, bold=bold) <= width:
        return text
    kept = text
    while kept and width_of(kept + "…", size, bold=bold) > width:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def wrapped(text: str, width: float, size: float) -> list[str]:
    """A text in lines no wider than ``width`` mm, broken at spaces and between Chinese or Japanese letters; a word that
    is wider than a line is broken, too."""
    lines = [""]
    words = (
        (space, part) for space, word in _PIECES.findall(text) for space, part in _parted(space, word, width, size)
    )
    for space, piece in words:
        longer = lines[-1] + (space if lines[-1] else "") + piece
        if lines[-1] and width_of(longer, size) > width:
            lines.append(piece)
        else:
            lines[-1] = longer
    return lines


def _parted(space: str, word: str, width: float, size: float) -> Iterator[tuple[str, str]]:
    """A word in as many parts as it needs, each with the space before it."""
    while len(word) > 1 and (whole := width_of(word, size)) > width:
        fits = max(1, min(len(word) - 1, int(len(word) * width / whole)))
        while fits > 1 and width_of(word[:fits], size) > width:
            fits -= 1
        yield space, word[:fits]
        space, word = "", word[fits:]
    yield space, word


@lru_cache(maxsize=1024)
def _line(text: str, bold: bool) -> tuple[Path, float]:
    return _setter(bold).line(text)


@lru_cache(maxsize=2)
def _setter(bold: bool) -> Setter:
    library = system_fonts()
    return Setter(library, library.find(FALLBACK_FAMILY, bold=bold), bold, italic=False)

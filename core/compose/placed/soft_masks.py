"""Soft masks that a drawing can say (ISO 32000-1, 11.6.5): an even grey, one blend or one picture as opacity.

That is what shadows, glows and fading fills are made of. What is masked has to be filled areas in process or screen
colours; for all else, and for masks of several parts, the caller says that the mask is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from core.colour.inks import Cmyk, Ink, Rgb, Spot
from core.compose.drawlist import DrawImage, FillPath, Gradient, Group, Op, PdfImage
from core.compose.placed.canvas import Palette
from core.compose.placed.clips import by_winding, rectangle_of
from core.compose.placed.notes import Notes
from core.compose.placed.objects import get, identity, matrix, numbers, product, unpacked, word
from core.compose.placed.run import Run
from core.compose.placed.state import State
from core.geometry import Affine

_MOST_CONTENT = 64 * 2**20
_SLACK = 0.01  # mm


@dataclass(frozen=True)
class SoftMask:
    """An even ``opacity``, or that of a picture's lightness."""

    opacity: float = 1.0
    picture: DrawImage | None = None

    def applied(self, ops: Iterable[Op], to: Affine | None = None) -> list[Op] | None:
        """The operations through the picture; None where that cannot be said. ``to`` maps theirs to the page."""
        found: list[Op] = []
        for op in ops:
            masked = self._masked(op, to or Affine())
            if masked is None:
                return None
            found.append(masked)
        return found

    def _masked(self, op: Op, to: Affine) -> Op | None:
        if self.picture is None:
            return op
        if isinstance(op, Group):
            inner = self.applied(op.ops, to if op.matrix is None else to @ op.matrix)
            return None if inner is None else replace(op, ops=tuple(inner))
        if not isinstance(op, FillPath) or isinstance(op.ink, Spot) or op.overprint or not to.determinant:
            return None
        area = by_winding(op.path) if op.rule == "evenodd" else op.path
        drawn = DrawImage(_in_ink(self.picture.source, op.ink), to.inverse() @ self.picture.matrix)
        return Group((drawn,), clip=area)


def _in_ink(source: Any, ink: Cmyk | Rgb) -> Gradient | PdfImage:
    if isinstance(source, Gradient):
        return replace(source, stops=tuple((place, ink, lightness(each)) for place, each, _ in source.stops))
    return PdfImage(source.asset, source.number, ink)


def lightness(ink: Ink) -> float:
    """The luminosity of a colour (11.3.5.3), of process inks by their plain mixture."""
    if isinstance(ink, Spot):
        ink = Cmyk(
            *(value * ink.tint for value in (ink.alternate.c, ink.alternate.m, ink.alternate.y, ink.alternate.k))
        )
    if isinstance(ink, Cmyk):
        ink = Rgb(*((1 - value) * (1 - ink.k) for value in (ink.c, ink.m, ink.y)))
    return 0.3 * ink.r + 0.59 * ink.g + 0.11 * ink.b


def soft_mask(run: Run, given: Any) -> SoftMask | None:
    """A mask of an ExtGState; None for one that is not as simple. Raises ValueError and what damage raises."""
    group = get(given, "G")
    plain = word(get(given, "S")) == "Luminosity" and word(get(given, "TR") or "Identity") == "Identity"
    if not plain or not _black(get(given, "BC")):
        return None
    leaves = list(_leaves(_drawn(run, group)))
    if len(leaves) != 1:
        return None
    (leaf,) = leaves
    if isinstance(leaf, FillPath):
        box = rectangle_of(leaf.path)
        return SoftMask(lightness(leaf.ink)) if box is not None and box.grown(_SLACK).holds(run.visible) else None
    if isinstance(leaf, DrawImage) and isinstance(leaf.source, Gradient | PdfImage):
        return SoftMask(picture=leaf)
    return None


def _black(backdrop: Any) -> bool:
    """Whether nothing shows beside what the mask draws."""
    values = () if backdrop is None else numbers(backdrop)
    return not any(values) if len(values) != 4 else values[3] == 1


def _drawn(run: Run, group: Any) -> tuple[Op, ...]:
    """The mask's own drawing, made once for each place where it is used."""
    placed = product(run.state.ctm, matrix(get(group, "Matrix")))
    known, key = run.reading.cells, ("mask", identity(group), placed)
    if key not in known:
        known[key] = _played(run, group, placed)
    return known[key]


def _played(run: Run, group: Any, placed: Affine) -> tuple[Op, ...]:
    """Nothing is told of a mask's colours and texts, which are no part of the page."""
    key = identity(group)
    if not run.deeper(key):
        return ()
    frame = run.frame.within(get(group, "Resources"), placed, key[0] if key else 0, key)
    quiet = Notes(run.reading.media)
    reading = replace(run.reading, notes=quiet, palette=Palette(quiet), texts=[])
    canvas = run.canvas.part()
    run.play(reading, canvas, replace(frame, layers=()), State(placed), unpacked(group, _MOST_CONTENT))
    run.reading.count(reading.operators - run.reading.operators)
    return canvas.ops


def _leaves(ops: Iterable[Op]) -> Iterable[Op | None]:
    """What is drawn; None for what lies in more than plain rectangles."""
    for op in ops:
        if not isinstance(op, Group):
            yield op
        elif op.opacity < 1 or op.matrix is not None or (op.clip is not None and rectangle_of(op.clip) is None):
            yield None
        else:
            yield from _leaves(op.ops)

"""Drawings as people make them: lines drawn twice, ends that nearly meet. Mended, and every mending said.

What is sound stays exactly as it is: only ends that meet nothing are moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray

from core.dieline.intake.dashes import joined
from core.dieline.intake.ends import ON, Ends
from core.dieline.outline import DieLine, LineType
from core.dieline.overlay import covered, part_of, subtracted
from core.errors import DieloomError
from core.geometry import Segment

TOLERANCE = 0.2  # mm by which ends may miss each other
TINY = 0.01  # mm; shorter lines are dropped, closer ends are one
PULLED_BACK = 1.5  # mm that creasing rules are often made shorter than the fold
DOUBLE = 0.01  # mm by which a line drawn twice may lie beside the first
MOST_LINES = 20_000
MOST_PAIRS = 500_000

FOLDING = (LineType.CREASE, LineType.REVERSE_CREASE, LineType.CUT_CREASE)
BOUNDING = (LineType.CUT, LineType.SLIT, *FOLDING)  # what panels end at

# Which of two lines on each other stays: the one that goes deeper.
DEEPEST = (
    LineType.CUT,
    LineType.SLIT,
    LineType.CUT_CREASE,
    LineType.PERFORATION,
    LineType.HALF_CUT,
    LineType.REVERSE_CREASE,
    LineType.CREASE,
)


@dataclass(frozen=True)
class Healed:
    """Lines whose ends meet, and what was done to them."""

    lines: tuple[DieLine, ...]
    notes: tuple[str, ...]


def heal(lines: Sequence[DieLine], tolerance: float = TOLERANCE) -> Healed:
    """Mend the lines that make panels; raises DieloomError for more than a die can have."""
    if len(lines) > MOST_LINES:
        raise DieloomError(
            f"{len(lines)} lines of the die are more than {MOST_LINES}.",
            "Leave out the layers that are artwork.",
        )
    long = [line for line in lines if line.segment.length >= TINY]
    single, doubled = _single(long)
    single, dashes = joined(single)
    met, gaps, led = _closed(single, tolerance)
    notes: list[str] = []
    if len(long) < len(lines):
        notes.append(f"Dropped {len(lines) - len(long)} lines shorter than {TINY:g} mm.")
    if doubled:
        notes.append(f"Removed {doubled} lines, or parts of lines, that were drawn twice.")
    if dashes:
        notes.append(f"Joined {dashes} dashes that were drawn one by one.")
    if gaps:
        notes.append(f"Closed {len(gaps)} gaps of up to {max(gaps):.3f} mm.")
    if led:
        notes.append(f"Led {len(led)} ends of creases on to the next line, by up to {max(led):.2f} mm.")
    return Healed(tuple(met), tuple(notes))


def pairs(segments: Sequence[Segment], reach: float) -> Iterable[tuple[int, int]]:
    """The segments whose boxes come within ``reach`` of each other, each pair once, the lower number first."""
    boxes = np.array([segment.bounds for segment in segments], float).reshape(-1, 4)
    boxes += np.array([-reach, -reach, reach, reach]) / 2
    shapes = shapely.box(*boxes.T)
    tree, found = shapely.STRtree(shapes), 0
    for first in range(0, len(shapes), 256):
        near: NDArray[np.int64] = tree.query(shapes[first : first + 256], predicate="intersects")
        found += near.shape[1]
        if found > MOST_PAIRS:
            raise DieloomError("The lines of the die cross too often to be one.", "Leave out hatches and artwork.")
        for i, j in near.T.tolist():
            if first + i < j:
                yield first + i, j


def _single(lines: Sequence[DieLine]) -> tuple[list[DieLine], int]:
    """The lines without what lies on another, and how many lost something."""
    rank = {type_: i for i, type_ in enumerate(DEEPEST)}
    order = sorted(range(len(lines)), key=lambda i: (rank.get(lines[i].type, 99), -lines[i].segment.length, i))
    ordered = [lines[i] for i in order]
    over: dict[int, list[int]] = {}
    for i, j in pairs([line.segment for line in ordered], DOUBLE):
        over.setdefault(j, []).append(i)
    kept: list[tuple[int, DieLine]] = []
    doubled = 0
    for j, line in enumerate(ordered):
        taken = [stretch for i in over.get(j, ()) if (stretch := covered(line.segment, ordered[i].segment, DOUBLE))]
        if not taken:
            kept.append((order[j], line))
            continue
        doubled += 1
        length = line.segment.length
        for a, b in subtracted((0.0, 1.0), taken):
            if (b - a) * length >= TINY:
                kept.append((order[j], replace(line, segment=part_of(line.segment, a, b))))
    kept.sort(key=lambda item: item[0])
    return [line for _, line in kept], doubled


def _closed(lines: Sequence[DieLine], tolerance: float) -> tuple[list[DieLine], list[float], list[float]]:
    """The lines with loose ends led to what they nearly meet; how wide the gaps were, and how short creases were.

    Only lines that bound panels: the dashes of a perforation are meant to end.
    """
    bounding = [line for line in lines if line.type in BOUNDING]
    if not bounding:
        return list(lines), [], []
    ends = Ends([line.segment for line in bounding])
    gaps = ends.close(tolerance)
    led = ends.go_on((i for i, line in enumerate(bounding) if line.type in FOLDING), PULLED_BACK)
    met = [
        replace(line, segment=segment)
        for line, segment in zip(bounding, ends.segments(), strict=True)
        if segment.length > ON  # both ends of a short line may have been led to one place
    ]
    return [*met, *(line for line in lines if line.type not in BOUNDING)], gaps, led

"""The lines of a die as seen from one side of the board, for every file format."""

from __future__ import annotations

from dataclasses import replace

from core.dieline.outline import DieLine, Outline, Side


def seen_from(outline: Outline, side: Side) -> tuple[DieLine, ...]:
    """The lines; from the inside mirrored left to right within the blank's own box."""
    if side == "outside":
        return outline.lines
    view = outline.view(side)
    return tuple(replace(line, segment=line.segment.transformed(view)) for line in outline.lines)

"""The lines of a die as seen from one side of the board, for every file format."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from core.dieline.outline import DieLine, Outline
from core.geometry import Affine

Side = Literal["outside", "inside"]


def seen_from(outline: Outline, side: Side) -> tuple[DieLine, ...]:
    """The lines; from the inside mirrored left to right within the blank's own box."""
    if side == "outside":
        return outline.lines
    mirror = Affine.mirror_x(outline.blank.centre.x)
    return tuple(replace(line, segment=line.segment.transformed(mirror)) for line in outline.lines)

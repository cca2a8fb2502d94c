"""Ways through w: from recipe to recipe, in straight lines or in one flowing curve."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from torch import Tensor

from core.errors import DieloomError

Easing = Literal["linear", "smooth", "flowing"]
"""At an even pace; slower near each point; in one curve without corners through all of them."""


def path(points: Sequence[Tensor], frames: int, *, loop: bool = False, easing: Easing = "linear") -> list[Tensor]:
    """``frames`` latents of one shape on the way through ``points``, in straight lines of w unless ``flowing``.

    An open path has its first and last point as first and last frame; a loop ends one frame before it is back at the
    first. Raises DieloomError for fewer than two points or frames.
    """
    if len(points) < 2 or frames < 2:
        raise DieloomError("A path takes two points and two frames at least.", "Choose another place to go to.")
    legs = len(points) if loop else len(points) - 1
    last = frames if loop else frames - 1
    return [_at(points, legs * frame / last, loop, easing) for frame in range(frames)]


def place_of(frame: int, frames: int, points: int, loop: bool) -> int:
    """Which point a frame of :func:`path` is nearest to."""
    legs, last = (points, frames) if loop else (points - 1, frames - 1)
    return math.floor(legs * frame / last + 0.5) % points


def _at(points: Sequence[Tensor], where: float, loop: bool, easing: Easing) -> Tensor:
    leg = min(int(where), len(points) - (1 if loop else 2))
    part = where - leg
    if easing == "smooth":
        part = part * part * (3.0 - 2.0 * part)
    here, there = _point(points, leg, loop), _point(points, leg + 1, loop)
    if not part:
        return here.clone()
    if easing != "flowing":
        return here + part * (there - here)
    # Catmull and Rom 1974: the curve leaves each point parallel to the line between its neighbours.
    leaving = (there - _point(points, leg - 1, loop)) / 2
    arriving = (_point(points, leg + 2, loop) - here) / 2
    gap, square, cube = there - here, part * part, part * part * part
    return here + (3 * square - 2 * cube) * gap + (cube - 2 * square + part) * leaving + (cube - square) * arriving


def _point(points: Sequence[Tensor], index: int, loop: bool) -> Tensor:
    return points[index % len(points)] if loop else points[min(max(index, 0), len(points) - 1)]

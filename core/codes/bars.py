"""From a pattern of dark and light modules to outlines, with bar-width reduction."""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray

from core.geometry import Box, Path, Point

Modules = NDArray[np.bool_]
_Corner = tuple[int, int]


def runs(row: Modules) -> list[tuple[bool, int]]:
    """Neighbours of a colour as one: whether it is dark and how many modules it has."""
    return [(dark, sum(1 for _ in group)) for dark, group in itertools.groupby(row.tolist())]


def bar(left: float, right: float, bottom: float, top: float, reduction: float) -> Path:
    """An upright bar whose sides have moved in by half of ``reduction`` each; mm."""
    return Path.rectangle(Box(left + reduction / 2, bottom, right - reduction / 2, top))


def outlines(dark: Modules, module: float, reduction: float) -> Path:
    """The outlines of all dark areas of a matrix code, in mm, y up; row 0 is the top one.

    Dark neighbours make one outline, so that no seam shows between them. All edges have moved in by half of
    ``reduction``; holes run clockwise. Modules that touch at a corner only stay apart.
    """
    rings = _rings(dark[::-1])
    return Path.joined(Path.polygon(_moved_in(ring, module, reduction / 2)) for ring in rings)


def _rings(dark: Modules) -> list[list[_Corner]]:
    """Closed runs of unit steps along the grid, dark on the left hand; row 0 is the bottom one."""
    steps = _steps(dark)
    left_over = {(corner, way): None for corner, ways in steps.items() for way in ways}
    rings: list[list[_Corner]] = []
    while left_over:
        first = at, way = next(iter(left_over))
        ring: list[_Corner] = []
        while not ring or (at, way) != first:
            del left_over[at, way]
            ring.append(at)
            at = (at[0] + way[0], at[1] + way[1])
            # Two ways lead on where modules touch at a corner; the left one stays with the same module.
            left = (-way[1], way[0])
            way = left if left in steps[at] else steps[at][0]
        rings.append(ring)
    return rings


def _steps(dark: Modules) -> dict[_Corner, list[_Corner]]:
    """For each corner of the grid the directions of the edges that begin there."""
    steps: dict[_Corner, list[_Corner]] = {}
    padded = np.pad(dark, 1)
    # Where the edge of the module (x, y) begins, its direction, and on which side the neighbour is.
    for (dx, dy), way, (nx, ny) in (
        ((0, 0), (1, 0), (0, -1)),
        ((1, 0), (0, 1), (1, 0)),
        ((1, 1), (-1, 0), (0, 1)),
        ((0, 1), (0, -1), (-1, 0)),
    ):
        neighbour = np.roll(padded, (-ny, -nx), (0, 1))[1:-1, 1:-1]
        for y, x in np.argwhere(dark & ~neighbour).tolist():
            steps.setdefault((x + dx, y + dy), []).append(way)
    return steps


def _moved_in(ring: list[_Corner], module: float, by: float) -> list[Point]:
    """The corners of a ring, each moved to the left of both edges that meet there."""
    points: list[Point] = []
    for before, at, after in zip([ring[-1], *ring[:-1]], ring, [*ring[1:], ring[0]], strict=True):
        way_in = (at[0] - before[0], at[1] - before[1])
        way_out = (after[0] - at[0], after[1] - at[1])
        if way_in != way_out:
            inward = (-way_in[1] - way_out[1], way_in[0] + way_out[0])
            points.append(Point(at[0] * module + by * inward[0], at[1] * module + by * inward[1]))
    return points

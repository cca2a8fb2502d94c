"""The area that a pen leaves: strokes as closed outlines, dashes cut along the line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle
from typing import Literal

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, Polygon
from shapely.geometry.polygon import orient

from core.compose.drawlist import Cap, Join
from core.geometry import Path, Point

_FLAT = 0.02  # mm that a curve may stray
_ROUGH = 1e-5  # of a path's size: no more is asked of outlines that reach over kilometres
_DOT = 1e-6  # mm; so short that nothing but its caps shows
_MOST_DASHES = 10_000  # of one line
_CAPS: dict[Cap, Literal["flat", "round", "square"]] = {"butt": "flat", "round": "round", "square": "square"}


def stroked(
    path: Path,
    width: float,
    dash: Sequence[float] = (),
    cap: Cap = "butt",
    join: Join = "mitre",
    mitre: float = 10.0,
) -> list[list[Point]]:
    """Outlines to be filled by the nonzero rule; the defaults are those of PDF.

    Curves stray by at most 0.02 mm, and of a path more than 2 m across by 1/100 000 of that.
    """
    lines = [LineString(outline) for outline in path.flattened(_tolerance(path)) if len(set(outline)) > 1]
    pieces = [piece for line in lines for piece in (_dashes(line, dash, cap) if _dashed(line, dash) else [line])]
    pen = shapely.buffer(MultiLineString(pieces), width / 2, cap_style=_CAPS[cap], join_style=join, mitre_limit=mitre)
    polygons = [orient(part) for part in shapely.get_parts(pen) if isinstance(part, Polygon) and not part.is_empty]
    rings = [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]
    return [[Point(x, y) for x, y in ring.coords] for ring in rings]


def _tolerance(path: Path) -> float:
    if not path.commands:
        return _FLAT
    return max(_FLAT, _ROUGH * max(path.bounds.width, path.bounds.height))


def _dashed(line: LineString, dash: Sequence[float]) -> bool:
    """Whether dashes are cut: more than anybody sees, as damaged files ask for, would take minutes."""
    return any(dash) and line.length * len(dash) <= _MOST_DASHES * sum(dash)


def _dashes(line: LineString, dash: Sequence[float], cap: Cap) -> Iterator[LineString]:
    """The drawn parts of a line; an odd number of lengths is run through twice, as in PDF.

    A dash of no length is a dot where caps give it a size.
    """
    corners = shapely.get_coordinates(line)
    places = np.concatenate([[0.0], np.hypot(*np.diff(corners, axis=0).T).cumsum()])
    at, end = 0.0, float(places[-1])
    for length, drawn in zip(cycle(dash), cycle((True, False)), strict=False):
        if at >= end:
            return
        if drawn and (length > 0 or cap != "butt"):
            cut = np.array([at, min(at + max(length, _DOT), end)])
            if cut[1] > cut[0]:  # a dash at the very end may shrink to a point
                tips = np.column_stack([np.interp(cut, places, corners[:, axis]) for axis in (0, 1)])
                first, last = np.searchsorted(places, cut[0], "right"), np.searchsorted(places, cut[1], "left")
                yield LineString([tips[0], *corners[first:last], tips[1]])
        at += length

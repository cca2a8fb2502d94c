"""Do flaps run into each other on the way up? The pack is folded step by step, as its fold orders say.

In each step the flaps whose creases turn are held against every other panel. What hangs on a moving flap is left out: a
tuck gives way as it enters, whereas the flap that carries it has nowhere to go. Board flexes, so a flap may pass a few
millimetres through its neighbour before it counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from core.dieline.contour import polygon_of
from core.dieline.fold import surfaces
from core.dieline.outline import Outline
from core.dieline.surface import Array, Surface

STEPS = 4  # looks at each order of folds
FLEX = 4.0  # mm by which a flap may pass through another and still bend out of its way
COARSE = 0.5  # mm that an outline may stray here
PARALLEL = 1e-9


@dataclass(frozen=True)
class Collision:
    """A moving flap, the panel that it runs into, and how far through it comes, mm."""

    flap: str
    other: str
    depth: float


def collisions(outline: Outline) -> Iterator[Collision]:
    """Each pair that collides, once, in the order of folding."""
    orders = sorted({each.order for each in outline.folds})
    rings = {panel.name: np.array(panel.polygon(COARSE)) for panel in outline.panels}
    shapes = {panel.name: polygon_of(panel) for panel in outline.panels}
    kin = _kin(outline)
    told: set[tuple[str, str]] = set()
    for step, order in enumerate(orders):
        moving = [each.child for each in outline.folds if each.order == order]
        for look in range(1, STEPS + 1):
            placed = surfaces(outline, (step + look / (STEPS + 1)) / len(orders))
            space = {name: surface.place(rings[name]) for name, surface in placed.items() if surface.flat}
            for flap, other in _near(moving, space, kin):
                depth = _depth(space[flap], placed[other], shapes[other])
                if depth > max(FLEX, 3 * outline.caliper) and (flap, other) not in told:
                    told |= {(flap, other), (other, flap)}
                    yield Collision(flap, other, depth)


def _kin(outline: Outline) -> dict[str, set[str]]:
    """For each panel those that it hangs on or carries, directly or through others, those it was not cut from, the one
    that it is glued to (the two meet by being folded onto each other), and itself."""
    parents = {each.child: each.parent for each in outline.folds}
    kin: dict[str, set[str]] = defaultdict(set)
    for panel in outline.panels:
        above: str | None = panel.name
        while above is not None:
            kin[panel.name].add(above)
            kin[above].add(panel.name)
            above = parents.get(above)
    glued = ((join.flap, join.mate) for join in outline.joins)
    for one, other in (*outline.uncut, *glued):
        kin[one].add(other)
        kin[other].add(one)
    return kin


def _near(moving: list[str], space: dict[str, Array], kin: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    """The moving flaps and the panels whose boxes they touch in space, beside their own kin."""
    names = list(space)
    low = np.array([space[name].min(axis=0) for name in names])
    high = np.array([space[name].max(axis=0) for name in names])
    for flap in moving:
        if flap in space:
            i = names.index(flap)
            touching = np.all((low <= high[i]) & (high >= low[i]), axis=1)
            yield from ((flap, names[j]) for j in np.flatnonzero(touching) if names[j] not in kin[flap])


def _depth(ring: Array, surface: Surface, shape: Polygon) -> float:
    """How far a panel's ring comes through another flat panel; 0 where it does not."""
    seen = surface.unplace(ring)
    heights = seen[:, 2]
    if heights.max() <= FLEX or heights.min() >= -FLEX:
        return 0.0
    cut = _crossing(seen) & shape
    if cut.is_empty or cut.length <= FLEX:
        return 0.0
    return float(min(heights.max(), -heights.min()))


def _crossing(ring: Array) -> BaseGeometry:
    """Where a flat ring crosses the plane z = 0: the stretch from its first crossing to its last."""
    following = np.roll(ring, -1, axis=0)
    rise = following[:, 2] - ring[:, 2]
    through = (ring[:, 2] > 0) != (following[:, 2] > 0)
    part = (-ring[through, 2] / np.where(np.abs(rise[through]) < PARALLEL, PARALLEL, rise[through]))[:, None]
    points = ring[through, :2] + part * (following[through, :2] - ring[through, :2])
    return LineString(points[[0, -1]]) if len(points) >= 2 else LineString()

"""Would this blank cut, fold and close? What a die maker and a structural designer look for, as findings.

The flat checks look at the die; the folded ones close the pack and measure it, and never ask the template's formulas.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from core.dieline.collisions import collisions
from core.dieline.contour import FINE, knife_area, polygon_of
from core.dieline.fold import in_space, surfaces
from core.dieline.outline import DieLine, GlueJoin, LineType, Outline, PanelRole
from core.dieline.surface import Surface
from core.geometry import Point

TOUCH = 0.01  # mm within which two lines meet
INSIDE_TOLERANCE = 0.1  # mm by which the closed pack may miss its inside dimensions
OVERLAP = 0.5  # mm2 that panels may share, folded or flat
KNIFE_GAP = 0.4  # mm; rules closer than this cannot be set side by side
SIDE_BY_SIDE = 3.0  # mm of such a course that count
MIN_GLUE = 5.0  # mm; a bead of glue needs as much
SETBACK = 2.0  # mm, or a caliper, by which the mate of a glue flap may end before the flap's crease
KNIVES = (LineType.CUT, LineType.SLIT, LineType.WINDOW, LineType.HALF_CUT, LineType.PERFORATION)
FOLDING = (LineType.CREASE, LineType.REVERSE_CREASE, LineType.CUT_CREASE)


@dataclass(frozen=True)
class Finding:
    """Something wrong with an outline: which check found it, what it is, and where on the blank."""

    check: str
    message: str
    place: Point | None = None


def check(outline: Outline) -> tuple[Finding, ...]:
    """Everything wrong with the outline; empty for a sound one. Folding is tried only on a sound flat blank."""
    flat = (
        *check_panels(outline),
        *check_contour(outline),
        *check_knives(outline),
        *check_gaps(outline),
        *check_creases(outline),
    )
    tree = tuple(check_tree(outline))
    if flat or tree:
        return flat + tree
    return (
        *check_flaps(outline),
        *check_joins(outline),
        *check_uncut(outline),
        *check_room(outline),
        *check_way(outline),
        *check_inside(outline),
    )


def check_panels(outline: Outline) -> Iterator[Finding]:
    """Panels have area, do not cross themselves, and do not lie on each other."""
    shapes = {panel.name: polygon_of(panel) for panel in outline.panels}
    for name, shape in shapes.items():
        if not shape.is_valid or shape.area < 1:
            yield Finding("panels", f'The boundary of "{name}" crosses itself or has no area.', _somewhere(shape))
            return
    names, areas = list(shapes), list(shapes.values())
    for i, j in shapely.STRtree(areas).query(areas, predicate="intersects").T:
        if i < j and areas[i].intersection(areas[j]).area > OVERLAP:
            where = _somewhere(areas[i].intersection(areas[j]))
            yield Finding("panels", f'"{names[i]}" and "{names[j]}" lie on each other.', where)


def check_contour(outline: Outline) -> Iterator[Finding]:
    """The knife goes all the way round one connected blank."""
    area = knife_area(outline)
    if sum(polygon_of(panel).area for panel in outline.panels) - Polygon(area.exterior).area > 1:
        yield Finding("contour", "The panels do not hang together.")
    knives = unary_union([_string(line) for line in outline.lines_of(*KNIVES)])
    open_part = area.boundary.difference(knives.buffer(TOUCH, quad_segs=1))
    if open_part.length > TOUCH:
        yield Finding("contour", f"The contour is open over {open_part.length:.2f} mm.", _somewhere(open_part))


def check_knives(outline: Outline) -> Iterator[Finding]:
    """No line of the die crosses or doubles another; they may meet at an end."""
    strings = [_string(line) for line in outline.lines_of(*KNIVES, *FOLDING)]
    ends = [shapely.MultiPoint([string.coords[0], string.coords[-1]]).buffer(TOUCH, quad_segs=2) for string in strings]
    for i, j in shapely.STRtree(strings).query(strings, predicate="intersects").T:
        if i < j:
            stray = strings[i].intersection(strings[j]).difference(ends[i]).difference(ends[j])
            if not stray.is_empty:
                yield Finding("knives", "Two lines of the die cross or run on each other.", _somewhere(stray))


def check_gaps(outline: Outline) -> Iterator[Finding]:
    """Knives that run side by side leave room for the die maker's rules, and no hair of board between them."""
    strings = [_string(line) for line in outline.lines_of(*KNIVES)]
    for i, j in shapely.STRtree(strings).query(strings, predicate="dwithin", distance=KNIFE_GAP).T:
        if i < j and shapely.distance(strings[i], strings[j]) > TOUCH:
            beside = strings[i].intersection(strings[j].buffer(KNIFE_GAP, quad_segs=1))
            if beside.length > SIDE_BY_SIDE:
                yield Finding("gaps", f"Two knives run closer than {KNIFE_GAP:g} mm.", _somewhere(beside))


def check_creases(outline: Outline) -> Iterator[Finding]:
    """Every crease lies between exactly two panels, and every fold on a crease."""
    shapes = [polygon_of(panel) for panel in outline.panels]
    creases = [_string(line) for line in outline.lines_of(*FOLDING)]
    for crease in creases:
        middle = crease.interpolate(0.5, normalized=True)
        sides = sum(shape.distance(middle) < TOUCH for shape in shapes)
        if sides != 2:
            yield Finding("creases", f"A crease lies between {sides} panels instead of two.", _somewhere(middle))
    for each in outline.folds:
        axis = LineString(each.curve or (each.axis.start, each.axis.end))
        if all(axis.distance(crease.interpolate(0.5, normalized=True)) > TOUCH for crease in creases):
            yield Finding("creases", f'"{each.child}" folds where there is no crease.', _somewhere(axis))


def check_tree(outline: Outline) -> Iterator[Finding]:
    """Folds make one tree from the root over every panel, and joins name panels."""
    names = {panel.name for panel in outline.panels}
    children = [each.child for each in outline.folds]
    reached, waiting = {outline.root}, [outline.root]
    while waiting:
        parent = waiting.pop()
        following = [each.child for each in outline.folds if each.parent == parent and each.child not in reached]
        reached.update(following)
        waiting += following
    if reached != names or sorted(children) != sorted(names - {outline.root}):
        lost = ", ".join(sorted(names - reached)) or "a panel that hangs twice"
        yield Finding("tree", f'The folds are no tree from "{outline.root}": {lost}.')
    for join in outline.joins:
        if not {join.flap, join.mate} <= names:
            yield Finding("tree", f'A join names a panel that is not there: "{join.flap}" to "{join.mate}".')


def check_flaps(outline: Outline) -> Iterator[Finding]:
    """Glue flaps are wide enough for a line of glue."""
    for panel in outline.panels:
        if panel.role is PanelRole.GLUE and polygon_of(panel).buffer(-MIN_GLUE / 2).is_empty:
            middle = polygon_of(panel).representative_point()
            message = f'"{panel.name}" is narrower than {MIN_GLUE:g} mm, too little for glue.'
            yield Finding("flaps", message, Point(middle.x, middle.y))


def check_joins(outline: Outline) -> Iterator[Finding]:
    """Closed, each glue flap lies on the face of its mate that it is glued to, and within it."""
    placed = surfaces(outline, 1.0)
    for join in outline.joins:
        yield from _check_join(outline, join, placed)


def _check_join(outline: Outline, join: GlueJoin, placed: dict[str, Surface]) -> Iterator[Finding]:
    on_mate = placed[join.mate].unplace(in_space(outline.panel(join.flap), placed[join.flap], FINE))
    # On the mate's own blank, the inner side is -z: touching faces put the middles one caliper apart.
    touching = -outline.caliper if join.face == "inner" else outline.caliper
    gap = float(np.abs(on_mate[:, 2] - touching).max())
    if gap > outline.caliper:
        yield Finding("joins", f'"{join.flap}" misses "{join.mate}" by {gap:.2f} mm.')
    bare = Polygon(on_mate[:, :2]).difference(polygon_of(outline.panel(join.mate)).buffer(TOUCH))
    for axis in (each.axis for each in outline.folds if each.child == join.flap):  # none where the root is glued
        ends = placed[join.mate].unplace(placed[join.flap].place([axis.start, axis.end]))
        bare = bare.difference(LineString(ends[:, :2]).buffer(max(SETBACK, outline.caliper) + TOUCH))
    if bare.area > TOUCH:
        yield Finding("joins", f'"{join.flap}" sticks out of "{join.mate}".')


def check_uncut(outline: Outline) -> Iterator[Finding]:
    """Closed, edges that were never cut are still together, to a caliper."""
    placed = surfaces(outline, 1.0)
    for one, other in outline.uncut:
        shared = polygon_of(outline.panel(one)).boundary.intersection(polygon_of(outline.panel(other)).boundary)
        points = shapely.get_coordinates(shared)
        gap = float(np.linalg.norm(placed[one].place(points) - placed[other].place(points), axis=1).max(initial=0.0))
        if gap > outline.caliper + TOUCH:
            yield Finding("uncut", f'"{one}" and "{other}" come apart by {gap:.2f} mm.', _somewhere(shared))


def check_room(outline: Outline) -> Iterator[Finding]:
    """Closed, no two flat boards are in one place: panels that cover each other lie a caliper apart."""
    placed = {name: surface for name, surface in surfaces(outline, 1.0).items() if surface.flat}
    flat = [panel for panel in outline.panels if panel.name in placed]
    shapes = {panel.name: polygon_of(panel) for panel in flat}
    rings = {panel.name: shapely.get_coordinates(shapes[panel.name].exterior) for panel in flat}
    for one, other in itertools.combinations(flat, 2):
        ring = placed[one.name].unplace(placed[other.name].place(rings[other.name]))
        if np.abs(ring[:, 2]).max() >= outline.caliper - TOUCH:
            continue
        if shapes[one.name].intersection(Polygon(ring[:, :2])).area > OVERLAP:
            yield Finding("room", f'Closed, "{one.name}" and "{other.name}" are in one place.')


def check_way(outline: Outline) -> Iterator[Finding]:
    """No flap runs into another one while the pack is folded."""
    for each in collisions(outline):
        yield Finding("way", f'"{each.flap}" runs into "{each.other}" while it folds, by {each.depth:.0f} mm.')


def check_inside(outline: Outline) -> Iterator[Finding]:
    """Closed, the inner faces of opposite walls are parallel and as far apart as the inside dimensions say."""
    for what, measured, wanted in zip(
        ("length", "width", "height"), measure_inside(outline), outline.inside, strict=False
    ):
        if math.isnan(measured):
            yield Finding("inside", f"The walls between which the inside {what} is measured are not parallel.")
        elif abs(measured - wanted) > INSIDE_TOLERANCE:
            yield Finding("inside", f"The inside {what} is {measured:.2f} mm instead of {wanted:.2f}.")


def measure_inside(outline: Outline) -> list[float]:
    """Distances between the inner faces of opposite walls of the closed pack, mm; NaN where they are not parallel."""
    placed = surfaces(outline, 1.0)
    distances = []
    for one, other in outline.walls:
        # The faces that look at each other: of a wall rolled over inwards that is the printed one.
        normal, back = (placed[name].matrix[:3, 2] for name in (one, other))
        at, opposite = (in_space(outline.panel(name), placed[name]).mean(axis=0) for name in (one, other))
        parallel = abs(float(normal @ back)) > 1 - 1e-9
        distances.append(abs(float((opposite - at) @ normal)) - outline.caliper if parallel else float("nan"))
    return distances


def _string(line: DieLine) -> LineString:
    return LineString(line.segment.flattened(FINE))


def _somewhere(shape: BaseGeometry) -> Point | None:
    if shape.is_empty:
        return None
    point = shape.representative_point()
    return Point(point.x, point.y)

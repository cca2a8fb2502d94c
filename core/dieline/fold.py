"""The blank folded up: where each panel is in space when the folds have gone part or all of their way.

A panel folds about the line of its crease on the middle of the board's thickness, so a fold of a right angle keeps the
length of the middle plane; the faces lie half a caliper to either side. A fold beyond a right angle crushes the crease:
its axis moves towards the side that it closes, so that a panel turned by 180 degrees lies one caliper off its parent.
The root panel stays where it is on the blank, in the plane z = 0 (bent, it touches that plane along its middle); the
printed side looks towards +z, and a pack closes behind it.

A panel that hangs on a bent one by a straight line of the cylinder turns about that line. By any other edge it hangs on
a curved crease, and there the sheet goes on as the parent's own cylinder, reflected in the plane of the crease: what
folding along a planar curve makes of a cylinder (Fuchs and Tabachnikov, "More on Paperfolding", 1999).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.dieline.layout import SNAP
from core.dieline.outline import Fold, Outline, Panel
from core.dieline.surface import FLAT, Array, Beyond, Matrix, Roll, Surface
from core.geometry import Line, Point

STRAIGHT = 2 * SNAP  # mm by which a hinge may lean and still lie along a cylinder's straight lines: both ends may move


def fold(outline: Outline, amount: float) -> dict[str, Matrix]:
    """For each panel, the matrix from blank mm (x, y, 0) to space; of a curved panel, where it touches its hinge.

    ``amount`` runs from 0 (flat) to 1 (closed). Folds of one order move together, a lower order first.
    """
    return {name: surface.matrix for name, surface in surfaces(outline, amount).items()}


def surfaces(outline: Outline, amount: float) -> dict[str, Surface]:
    """For each panel, the surface that it takes in space, folded and bent by ``amount``."""
    orders = sorted({each.order for each in outline.folds})
    panels = {panel.name: panel for panel in outline.panels}
    root = panels[outline.root]
    placed = {root.name: Surface(np.eye(4), _roll(root, root_middle(root), amount))}
    for each in _from_the_root(outline):
        part = min(1.0, max(0.0, amount * len(orders) - orders.index(each.order)))
        placed[each.child] = _hung(placed[each.parent], each, panels[each.child], part, amount, outline.caliper)
    return placed


def root_middle(root: Panel) -> Point:
    """The middle of the root panel on the blank, where it touches the plane z = 0 when it is bent."""
    return root.frame.apply(Point(root.width / 2, root.height / 2))


def _from_the_root(outline: Outline) -> Iterator[Fold]:
    hanging: dict[str, list[Fold]] = {}
    for each in outline.folds:
        hanging.setdefault(each.parent, []).append(each)
    waiting = [outline.root]
    while waiting:
        for each in hanging.get(waiting.pop(), []):
            yield each
            waiting.append(each.child)


def _hung(parent: Surface, each: Fold, child: Panel, part: float, amount: float, caliper: float) -> Surface:
    """The surface of a panel that hangs on ``parent``, its fold gone ``part`` of the way."""
    if parent.beyond is not None or (parent.roll is not None and not parent.roll.has_line(each.axis, STRAIGHT)):
        return _on_curve(parent, each)
    at = parent.tangent(each.axis.start)
    turned = at @ turn_about(each.axis, each.angle_deg * part, crushed(each.angle_deg, caliper))
    return Surface(turned, _roll(child, each.axis.start, amount))


def _on_curve(parent: Surface, each: Fold) -> Surface:
    """The sheet beyond a curved crease; the parent's surface itself where nothing folds."""
    roll = parent.roll
    if each.angle_deg == 0 or parent.beyond is not None or roll is None or len(each.curve) < 3:
        return parent
    curve = np.array(each.curve)
    curve = curve[np.argsort(curve[:, roll.across])]
    start, middle, end = parent.place(curve[[0, len(curve) // 2, -1]])
    normal = np.cross(end - start, middle - start)
    length = float(np.linalg.norm(normal))
    if length < FLAT:
        return parent
    return Surface(parent.matrix, roll, Beyond(curve[:, roll.across], curve[:, 1 - roll.across], normal / length))


def _roll(panel: Panel, touching: Point, amount: float) -> Roll | None:
    """The cylinder of a panel bent by ``amount``, which leaves its plane at ``touching``."""
    if panel.bend is None:
        return None
    xs, ys = zip(*panel.polygon(), strict=True)
    across = ys if panel.bend.along == "x" else xs
    width = max(across) - min(across)
    return Roll(panel.bend.along, touching, np.radians(panel.bend.angle_deg * amount) / width)


def crushed(angle_deg: float, caliper: float) -> float:
    """How far (mm, along the outside normal) a fold's axis lies off the middle plane: half a caliper at 180 degrees."""
    beyond = min(1.0, max(0.0, (abs(angle_deg) - 90) / 90))
    return float(-np.copysign(caliper / 2 * beyond, angle_deg))


def turn_about(axis: Line, degrees: float, height: float = 0.0) -> Matrix:
    """The turn about a line of the blank, ``height`` mm above it, that takes what is right of it behind the blank
    (Rodrigues' formula)."""
    x, y = (axis.end.x - axis.start.x) / axis.length, (axis.end.y - axis.start.y) / axis.length
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    cross = np.array([[0, 0, y], [0, 0, -x], [-y, x, 0]])
    along = np.outer([x, y, 0], [x, y, 0])
    matrix = np.eye(4)
    matrix[:3, :3] = cos * np.eye(3) + sin * cross + (1 - cos) * along
    start = np.array([axis.start.x, axis.start.y, height])
    matrix[:3, 3] = start - matrix[:3, :3] @ start
    return matrix


def in_space(panel: Panel, surface: Surface, tolerance: float = 0.01) -> Array:
    """The panel's boundary on its middle surface in space, [N, 3]."""
    return surface.place(np.array(panel.polygon(tolerance)))

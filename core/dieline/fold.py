"""The blank folded up: where each panel is in space when the folds have gone part or all of their way.

A panel folds about the line of its crease on the middle of the board's thickness, so the matrices carry the middle
plane; the faces lie half a caliper to either side. The root panel stays where it is on the blank, in the plane z = 0;
the printed side looks towards +z, and a pack closes behind it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.dieline.outline import Fold, Outline, Panel
from core.geometry import Line

Matrix = NDArray[np.float64]  # [4, 4], applied to columns (x, y, z, 1)


def fold(outline: Outline, amount: float) -> dict[str, Matrix]:
    """For each panel, the matrix from blank mm (x, y, 0) to space.

    ``amount`` runs from 0 (flat) to 1 (closed). Folds of one order move together, a lower order first.
    """
    orders = sorted({each.order for each in outline.folds})
    hanging: dict[str, list[Fold]] = {}
    for each in outline.folds:
        hanging.setdefault(each.parent, []).append(each)
    placed: dict[str, Matrix] = {outline.root: np.eye(4)}
    waiting = [outline.root]
    while waiting:
        parent = waiting.pop()
        for each in hanging.get(parent, []):
            part = min(1.0, max(0.0, amount * len(orders) - orders.index(each.order)))
            placed[each.child] = placed[parent] @ turn_about(each.axis, each.angle_deg * part)
            waiting.append(each.child)
    return placed


def turn_about(axis: Line, degrees: float) -> Matrix:
    """The turn about a line of the blank that takes what is right of it behind the blank (Rodrigues' formula)."""
    x, y = (axis.end.x - axis.start.x) / axis.length, (axis.end.y - axis.start.y) / axis.length
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    cross = np.array([[0, 0, y], [0, 0, -x], [-y, x, 0]])
    along = np.outer([x, y, 0], [x, y, 0])
    matrix = np.eye(4)
    matrix[:3, :3] = cos * np.eye(3) + sin * cross + (1 - cos) * along
    start = np.array([axis.start.x, axis.start.y, 0.0])
    matrix[:3, 3] = start - matrix[:3, :3] @ start
    return matrix


def in_space(panel: Panel, matrix: Matrix, tolerance: float = 0.01) -> NDArray[np.float64]:
    """The panel's boundary on its middle plane in space, [N, 3]."""
    ring = np.array([(point.x, point.y, 0.0, 1.0) for point in panel.polygon(tolerance)])
    return (ring @ matrix.T)[:, :3]


def inner_face(panel: Panel, matrix: Matrix, caliper: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """A point on the panel's inner face, [3], and the unit normal that points into the pack, [3]."""
    normal = -matrix[:3, 2]
    return in_space(panel, matrix).mean(axis=0) + normal * caliper / 2, normal

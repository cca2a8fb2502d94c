"""A figure of a template at one size: its corners computed, rounded and placed on the blank."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from core.dieline import corners
from core.dieline.schema import Corner, Expression, Figure
from core.geometry import Affine, Point, Segment

Values = Mapping[str, float]
Compute = Callable[[Expression, str, Values], float]  # the expression, what it is of, the names it sees


def trace(
    figure: Figure,
    name: str,
    shapes: Mapping[str, Sequence[Corner]],
    values: Values,
    compute: Compute,
    *,
    closed: bool = True,
) -> tuple[Segment, ...]:
    """The figure's segments on the blank; a closed one runs counter-clockwise."""
    own: dict[str, float] = dict(values)
    for key, expression in figure.let.items():
        own[key] = compute(expression, f"{key} of {name}", own)

    def number(expression: Expression, what: str) -> float:
        return compute(expression, f"{name} {what}", own) if isinstance(expression, str) else float(expression)

    ring = [
        corners.Corner(
            Point(number(corner.x, f"corner {i} x"), number(corner.y, f"corner {i} y")),
            number(corner.round, f"corner {i} round"),
            number(corner.bow, f"corner {i} bow"),
        )
        for i, corner in enumerate(corners_of(figure, shapes), start=1)
    ]
    placing = _placing(figure, number)
    segments = tuple(segment.transformed(placing) for segment in corners.boundary(ring, closed=closed))
    if closed and not turns_left(segments):
        return tuple(segment.reversed() for segment in reversed(segments))
    return segments


def corners_of(figure: Figure, shapes: Mapping[str, Sequence[Corner]]) -> Sequence[Corner]:
    """The corners that a figure names, whichever way it does."""
    if figure.size is not None:
        width, height = figure.size
        return [Corner(x=x, y=y) for x, y in ((0.0, 0.0), (width, 0.0), (width, height), (0.0, height))]
    if figure.shape is not None:
        return shapes[figure.shape]
    return figure.corners or ()


def _placing(figure: Figure, number: Callable[[Expression, str], float]) -> Affine:
    at = figure.at
    flip = Affine.scaling(-1.0 if "x" in at.mirror else 1.0, -1.0 if "y" in at.mirror else 1.0)
    move = Affine.translation(number(at.x, "place x"), number(at.y, "place y"))
    return move @ Affine.rotation(number(at.turn, "place turn")) @ flip


def turns_left(boundary: Sequence[Segment]) -> bool:
    """True when the boundary runs counter-clockwise."""
    points = [point for segment in boundary for point in segment.flattened(0.1)[:-1]]
    return sum(a.x * b.y - b.x * a.y for a, b in zip(points, points[1:] + points[:1], strict=True)) > 0

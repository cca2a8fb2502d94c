"""Ready boundaries for marks, around (0, 0): lines and circular arcs only, which a rule can be bent to.

Their measures are names of the figure's own (``let``), so that a width can be typed, or made a formula, afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from core.dieline.schema import Corner, Expression

# The slot that display hooks are made for: a 32 x 5 mm slot with a hump of 10 mm for round hooks.
EURO_WIDTH, EURO_SLOT, EURO_HUMP, EURO_RISE = 32.0, 5.0, 10.0, 5.0


@dataclass(frozen=True)
class Cutout:
    """Corners, and the names that they use; none of these is a likely name of a template's formula."""

    corners: tuple[Corner, ...]
    let: dict[str, Expression] = field(default_factory=dict)


def rectangle(width: float, height: float, radius: float = 0.0) -> Cutout:
    """Its corners are rounded by ``radius`` where that is not 0."""
    left, right, low, high = "-cut_width / 2", "cut_width / 2", "-cut_height / 2", "cut_height / 2"
    around: Expression = "cut_radius" if radius else 0.0
    corners = tuple(Corner(x=x, y=y, round=around) for x, y in ((left, low), (right, low), (right, high), (left, high)))
    let: dict[str, Expression] = {"cut_width": width, "cut_height": height}
    return Cutout(corners, {**let, "cut_radius": radius} if radius else let)


def circle(diameter: float) -> Cutout:
    """Two half circles."""
    half = "cut_width / 2"
    return Cutout((Corner(x=f"-{half}", y=0.0, bow=half), Corner(x=half, y=0.0, bow=half)), {"cut_width": diameter})


def oval(width: float, height: float) -> Cutout:
    """An ellipse as four arcs that meet without a kink.

    The end arcs have the ellipse's own radius there: with half axes a > b it is r = b^2 / a. That of the large arcs
    follows from tangency: R = b + k with k = ((a - r)^2 - (b - r)^2) / (2 (b - r)). They meet on the line through both
    centres, (a - r, 0) and (0, -k). It strays from the ellipse by a few hundredths of the short axis.
    """
    if abs(width - height) < 1e-3 * max(width, height):
        return circle((width + height) / 2)
    let: dict[str, Expression] = {
        "cut_width": width,
        "cut_height": height,
        "cut_a": "max(cut_width, cut_height) / 2",
        "cut_b": "min(cut_width, cut_height, 1.998 * cut_a) / 2",  # a circle has no large arcs
        "cut_r": "cut_b ** 2 / cut_a",
        "cut_k": "((cut_a - cut_r) ** 2 - (cut_b - cut_r) ** 2) / (2 * (cut_b - cut_r))",
        "cut_long": "(cut_b + cut_k) * (cut_a - cut_r) / sqrt((cut_a - cut_r) ** 2 + cut_k ** 2)",
        "cut_short": "(cut_b + cut_k) * cut_k / sqrt((cut_a - cut_r) ** 2 + cut_k ** 2) - cut_k",
        "cut_x": "cut_long if cut_width >= cut_height else cut_short",
        "cut_y": "cut_short if cut_width >= cut_height else cut_long",
    }
    side, end = "cut_width / 2 - cut_x", "cut_height / 2 - cut_y"
    corners = (("-cut_x", "-cut_y", side), ("cut_x", "-cut_y", end), ("cut_x", "cut_y", side), ("-cut_x", "cut_y", end))
    return Cutout(tuple(Corner(x=x, y=y, bow=bow) for x, y, bow in corners), let)


def euro_slot() -> Cutout:
    """The hanging hole of display packs: a slot with a hump in the middle of its upper side."""
    end, half, hump = EURO_SLOT / 2, EURO_WIDTH / 2 - EURO_SLOT / 2, EURO_HUMP / 2
    return Cutout(
        (
            Corner(x=-half, y=-end, bow=end),
            Corner(x=half, y=-end),
            Corner(x=half, y=end, bow=end),
            Corner(x=hump, y=end),
            Corner(x=-hump, y=end, bow=EURO_RISE),
            Corner(x=-half, y=end),
        )
    )

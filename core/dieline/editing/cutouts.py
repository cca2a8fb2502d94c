"""Ready boundaries for marks, as corners around (0, 0): lines and circular arcs, which a rule can be bent to."""

from __future__ import annotations

import math

from core.dieline.schema import Corner, Expression

Corners = tuple[Corner, ...]

# The slot that display hooks are made for: a 32 x 5 mm slot with a hump of 10 mm for round hooks.
EURO_WIDTH, EURO_SLOT, EURO_HUMP, EURO_RISE = 32.0, 5.0, 10.0, 5.0


def rectangle(width: float, height: float, radius: Expression = 0.0) -> Corners:
    x, y = round(width / 2, 5), round(height / 2, 5)
    return tuple(Corner(x=a, y=b, round=radius) for a, b in ((-x, -y), (x, -y), (x, y), (-x, y)))


def circle(diameter: float) -> Corners:
    """Two half circles."""
    r = round(diameter / 2, 5)
    return (Corner(x=-r, y=0.0, bow=r), Corner(x=r, y=0.0, bow=r))


def oval(width: float, height: float) -> Corners:
    """An ellipse as four arcs that meet without a kink.

    The end arcs have the ellipse's own radius where that leaves the long arcs' centres on the short axis: with half
    axes a > b the small radius is r = b^2 / a, and the large one follows from tangency, R = b + k with
    k = ((a - r)^2 - (b - r)^2) / (2 (b - r)). It strays from the ellipse by a few hundredths of the short axis.
    """
    if abs(width - height) < 1e-3 * max(width, height):
        return circle((width + height) / 2)
    if width < height:
        return tuple(Corner(x=-each.y, y=each.x, bow=each.bow) for each in oval(height, width))  # type: ignore[operator]  # numbers
    a, b = width / 2, height / 2
    r = b * b / a
    k = ((a - r) ** 2 - (b - r) ** 2) / (2 * (b - r))  # the large arcs' centre lies k beyond the middle
    large = b + k
    # The arcs meet on the line through both centres, (0, -k) and (a - r, 0).
    way = math.hypot(a - r, k)
    x, y = large * (a - r) / way, large * k / way - k
    tall, wide = a - x, b - y  # heights of the end arc and of the long arc over their chords
    x, y, tall, wide = (round(each, 5) for each in (x, y, tall, wide))
    return (
        Corner(x=-x, y=-y, bow=tall),
        Corner(x=x, y=-y, bow=wide),
        Corner(x=x, y=y, bow=tall),
        Corner(x=-x, y=y, bow=wide),
    )


def euro_slot() -> Corners:
    """The hanging hole of display packs: a slot with a hump in the middle of its upper side."""
    end, half, hump = EURO_SLOT / 2, EURO_WIDTH / 2 - EURO_SLOT / 2, EURO_HUMP / 2
    return (
        Corner(x=-half, y=-end, bow=end),
        Corner(x=half, y=-end),
        Corner(x=half, y=end, bow=end),
        Corner(x=hump, y=end),
        Corner(x=-hump, y=end, bow=EURO_RISE),
        Corner(x=-half, y=end),
    )

"""Which wanted colour each main colour of a picture goes to, and how all other colours go along.

Optimal transport between few colours with areas, in OKLab (Kantorovich; Peyré and Cuturi 2019, arXiv 1803.00567). A
flat colour cannot be in two colours at once, so the plan is not followed as it stands: its dual prices say what the
areas make of each wanted colour, and at these prices every main colour goes whole to one of them, by an assignment.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.colour.oklab import Colours
from core.style.palette_clusters import Areas, Clusters

_AREA_WORTH = 0.02  # the most that areas count, as a squared distance in OKLab: more, and light and dark change places
_TIE = 1e-3  # where the prices leave a choice, the plan decides
_SOFTNESS = 0.002  # so much farther from one wanted colour than from another, and it has a third of the other's part
_NARROW = 0.02  # in lightness: a picture of less contrast has no ends that could be laid on the palette's
_TINY = np.float32(1e-9)

Costs = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Moves:
    """Main colours [n, 3] in OKLab, where each goes to [n, 3], and what is left of a distance from them, [3]."""

    main: Colours
    goal: Colours
    scale: Colours

    def __call__(self, lab: Colours, strength: float = 1.0) -> Colours:
        """Colours [m, 3] moved as the main colours near them do, and exactly so at these (Shepard 1968)."""
        lightness, a, b = np.ascontiguousarray(lab.T)
        total, moved = np.zeros_like(lightness), np.zeros_like(lab.T)
        for main, move in zip(self.main, self.goal - self.scale * self.main, strict=True):
            gap = (lightness - main[0]) ** 2 + (a - main[1]) ** 2 + (b - main[2]) ** 2 + _TINY
            weight = 1 / (gap * np.sqrt(gap))  # the distance's third power: less tints far colours, more grows edges
            total += weight
            moved += weight * move[:, None]
        goal = self.scale * lab + (moved / total).T
        return np.asarray(lab + strength * (goal - lab), np.float32)


def transport(main: Clusters, wanted: Colours, shares: Areas | None, flat: bool) -> Moves:
    """The moves of main colours to ``wanted`` [k, 3] that have these ``shares``, or any areas when None.

    No wanted colour goes unused while there are main colours enough, and no two main colours become one while there
    are wanted ones enough. Flat colours become exactly the wanted ones. In a shaded picture, where one main colour
    shades into the next, so do their goals, and those that go to the same keep their places in the shading.
    """
    apart = _costs(main.lab, wanted)
    cost = apart
    if shares is not None:
        plan, prices = _planned(apart, main.shares, shares / shares.sum())
        cost = apart - prices - _TIE * plan
    owner = _assigned(cost)
    scale = _scale(main.lab, wanted)
    goal = wanted[owner] if flat else _shaded(main, wanted, apart, owner, scale)
    return Moves(main.lab, goal, scale)


def _shaded(main: Clusters, wanted: Colours, apart: Costs, owner: NDArray[np.intp], scale: Colours) -> Colours:
    """Where the main colours of a shaded picture go: between wanted ones that are about as near."""
    rows = np.arange(len(apart))
    over = np.maximum(apart - apart[rows, owner][:, None], _SOFTNESS)  # none counts as much as the one assigned
    over[rows, owner] = 0.0
    part = np.exp(-over / _SOFTNESS)
    part /= part.sum(1, keepdims=True)
    area = part * main.shares[:, None]
    # The lightness of what goes to each wanted colour, if anything does.
    middle = (area * main.lab[:, :1]).sum(0) / np.maximum(area.sum(0), _TINY)
    goal = part @ wanted
    goal[:, 0] += scale[0] * (main.lab[:, 0] - part @ middle)
    return np.asarray(goal, np.float32)


def _scale(main: Colours, wanted: Colours) -> Colours:
    """How much of the picture's contrast and colourfulness there is room for in the palette, 1 at most: a distance from
    a main colour becomes so much of it."""
    own, room = (np.maximum(np.ptp(each, axis=0), 1e-6) for each in (main, wanted))
    light = min(1.0, room[0] / own[0])
    colour = min(1.0, np.hypot(*room[1:]) / np.hypot(*own[1:]))
    return np.array([light, colour, colour], np.float32)


def _costs(main: Colours, wanted: Colours) -> Costs:
    """Squared distances [n, k] once the lightest and the darkest of each are laid on each other: contrast is kept,
    whether a palette is light or dark."""
    low, high = main[:, 0].min(), main[:, 0].max()
    placed = main.astype(np.float64)
    if high - low > _NARROW:
        ends = wanted[:, 0].min(), wanted[:, 0].max()
        placed[:, 0] = np.interp(placed[:, 0], (low, high), ends)
    return np.asarray(((placed[:, None] - wanted) ** 2).sum(2))


def _planned(cost: Costs, areas: Areas, shares: Areas) -> tuple[Costs, Areas]:
    """How much of each main colour goes to each wanted one [n, k], and the prices: what a wanted colour is worth more
    than its distance says [k], since its share of the area is to be filled.

    The primal and dual of the transport in which a unit of area too much or too little costs ``_AREA_WORTH``.
    """
    from scipy.optimize import linprog  # takes a third of a second to load

    n, k = cost.shape
    given = np.kron(np.eye(n), np.ones(k))  # every main colour's area is given away ...
    taken = np.kron(np.ones(n), np.eye(k))  # ... and every wanted one's is taken, or missing, or too much
    slack = np.hstack([np.eye(k), -np.eye(k)])
    equal = np.block([[given, np.zeros((n, 2 * k))], [taken, slack]])
    solved = linprog(
        np.concatenate([cost.ravel(), np.full(2 * k, _AREA_WORTH)]),
        A_eq=equal,
        b_eq=np.concatenate([areas, shares]),
        method="highs",
    )
    return solved.x[: n * k].reshape(n, k), solved.eqlin.marginals[n:]


def _assigned(cost: Costs) -> NDArray[np.intp]:
    """The wanted colour of each main one [n] at the least cost: all different, or all used, whichever is possible."""
    from scipy.optimize import linear_sum_assignment

    n, k = cost.shape
    cheapest = cost.min(1, keepdims=True)
    free = np.repeat(cheapest, max(0, n - k), axis=1)  # who is not needed goes where it likes best
    owner = linear_sum_assignment(np.hstack([cost, free]))[1]
    return np.asarray(np.where(owner < k, owner, cost.argmin(1)), np.intp)

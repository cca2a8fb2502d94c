"""What was copied made one with what is around it: no step of light at the edge of the hole or between two copies."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.jobs import Progress

Colours = NDArray[np.float32]
Where = NDArray[np.bool_]

_PULL = 0.01  # towards the copy: light adapts within some 1 / sqrt(pull) px
_ROUNDS = 60


def blend(colours: Colours, copied: Colours, gaps: tuple[Colours, Colours], hole: Where, progress: Progress) -> Colours:
    """``colours`` [H, W, 3] with the hole painted: the screened Poisson equation (Perez et al. 2003; Bhat et al. 2008).

    ``copied`` is what the hole is drawn to, and ``gaps`` the steps that are wanted from each pixel to the next one
    below [H - 1, W, 3] and to the right [H, W - 1, 3]. Solved by conjugate gradients.
    """
    below, right = gaps
    inside = hole[..., None].astype(np.float32)
    # A step counts where it has an end in the hole.
    down_counts = np.maximum(inside[1:], inside[:-1])
    right_counts = np.maximum(inside[:, 1:], inside[:, :-1])

    def steps(x: Colours) -> tuple[Colours, Colours]:
        return (x[1:] - x[:-1]) * down_counts, (x[:, 1:] - x[:, :-1]) * right_counts

    def gathered(down: Colours, across: Colours) -> Colours:
        made = np.zeros_like(colours)
        made[1:] += down
        made[:-1] -= down
        made[:, 1:] += across
        made[:, :-1] -= across
        return made * inside

    def system(x: Colours) -> Colours:
        return gathered(*steps(x)) + _PULL * x * inside

    start = np.where(hole[..., None], copied, colours)
    now = steps(start)
    residual = gathered(below * down_counts - now[0], right * right_counts - now[1])
    change = np.zeros_like(residual)
    direction, size = residual.copy(), float((residual**2).sum())
    enough = size * 1e-6
    for number in range(_ROUNDS):
        if size <= max(enough, 1e-12):
            break
        if number % 8 == 0:
            progress.check()
        turned = system(direction)
        length = size / float((direction * turned).sum())
        change += length * direction
        residual -= length * turned
        size, before = float((residual**2).sum()), size
        direction = residual + size / before * direction
    return start + change

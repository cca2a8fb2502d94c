"""The paper that patterns are drawn on: a batch of square tiles on the torus, with shared coordinates and chance.

Lengths are in tiles (the tile's side is 1) and shapes are signed distances, negative inside, so that one function,
:meth:`Canvas.cover`, anti-aliases every edge at any size. Whatever is drawn from ``x`` and ``y`` through a whole
number of periods is exactly periodic.
"""

from __future__ import annotations

import torch
from torch import Tensor


class Canvas:
    """``batch`` tiles of ``size`` pixels; ``x`` and ``y`` [1, size, size] are pixel centres in 0..1."""

    def __init__(self, batch: int, size: int, chance: torch.Generator) -> None:
        self.batch, self.size, self.chance = batch, size, chance
        centres = (torch.arange(size) + 0.5) / size
        self.y, self.x = (axis[None] for axis in torch.meshgrid(centres, centres, indexing="ij"))

    def uniform(self, low: float, high: float) -> Tensor:
        """One number per tile, [batch, 1, 1]."""
        return low + (high - low) * torch.rand(self.batch, 1, 1, generator=self.chance)

    def choice(self, *values: float) -> Tensor:
        """One of the values per tile, [batch, 1, 1]."""
        picked = torch.randint(len(values), (self.batch, 1, 1), generator=self.chance)
        return torch.tensor(values)[picked]

    def coin(self, probability: float = 0.5) -> Tensor:
        """1 or 0 per tile, [batch, 1, 1]."""
        return (torch.rand(self.batch, 1, 1, generator=self.chance) < probability).float()

    def one_of(self, *values: int) -> int:
        """One value for the whole batch, for what must have one shape (the size of a grid)."""
        return values[int(torch.randint(len(values), (), generator=self.chance))]

    def cover(self, distance: Tensor) -> Tensor:
        """How much of each pixel lies inside a shape, 0..1, from its signed distance in tiles."""
        return (0.5 - distance * self.size).clamp(0.0, 1.0)


def wrap(value: Tensor) -> Tensor:
    """The offset from the nearest whole number, -0.5..0.5."""
    return value - torch.round(value)


def half_drop(canvas: Canvas, repeats: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Cells of a half-drop lattice: every second column is moved by half a cell.

    ``repeats`` [batch, 1, 1] is the even number of columns and rows. Returns the offset from the cell's centre in
    cells (u, v) and the column's parity (0 or 1).
    """
    column = torch.floor(repeats * canvas.x)
    parity = torch.remainder(column, 2.0)
    return wrap(repeats * canvas.x - column - 0.5), wrap(repeats * canvas.y + 0.5 * parity), parity

"""The paper that patterns are drawn on: a batch of square tiles on the torus, with shared coordinates and chance.

Lengths are in tiles (the tile's side is 1) and shapes are signed distances, negative inside, so that one function,
:meth:`Canvas.cover`, anti-aliases every edge at any size. Whatever is drawn from ``x`` and ``y`` through a whole
number of periods is exactly periodic.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

Layers = list[tuple[Tensor, int]]  # coverage [batch, size, size] in 0..1 and the ink it is painted in


class Canvas:
    """A batch of tiles of ``size`` pixels; ``x`` and ``y`` [1, size, size] are pixel centres in 0..1.

    Chance comes from ``tape`` [batch, n], normal numbers that are read column by column: the same tape gives the same
    pictures, at every size, and a small change of it a small change of them.
    """

    def __init__(self, tape: Tensor, size: int) -> None:
        self.tape, self.size, self.batch, self._read = tape, size, len(tape), 0
        centres = (torch.arange(size, device=tape.device, dtype=tape.dtype) + 0.5) / size
        self.y, self.x = (axis[None] for axis in torch.meshgrid(centres, centres, indexing="ij"))

    def constant(self, values: Sequence[float] | Sequence[Sequence[float]]) -> Tensor:
        """Fixed numbers where the tape lies, so that everything is drawn on its device."""
        return torch.tensor(values, device=self.tape.device, dtype=self.tape.dtype)

    def normals(self, count: int) -> Tensor:
        """The next columns of the tape, [batch, count]."""
        self._read += count
        if self._read > self.tape.shape[1]:
            raise IndexError(f"a pattern reads {self._read} numbers and the tape holds {self.tape.shape[1]}")
        return self.tape[:, self._read - count : self._read]

    def numbers(self, count: int) -> Tensor:
        """Numbers evenly spread over 0..1, [batch, count]."""
        even: Tensor = torch.special.ndtr(self.normals(count))
        return even

    def uniform(self, low: float, high: float) -> Tensor:
        """One number per tile, [batch, 1, 1]."""
        return low + (high - low) * self.numbers(1)[:, :, None]

    def cover(self, distance: Tensor) -> Tensor:
        """How much of each pixel lies inside a shape, 0..1, from its signed distance in tiles."""
        return (0.5 - distance * self.size).clamp(0.0, 1.0)


def wrap(value: Tensor) -> Tensor:
    """The offset from the nearest whole number, -0.5..0.5."""
    return value - torch.round(value)


def half_drop(canvas: Canvas, repeats: int) -> tuple[Tensor, Tensor, Tensor]:
    """Cells of a half-drop lattice: every second column is moved by half a cell.

    ``repeats`` is the even number of columns and rows. Returns the offset from the cell's centre in cells (u, v) and
    the column's parity (0 or 1).
    """
    column = torch.floor(repeats * canvas.x)
    parity = torch.remainder(column, 2.0)
    return wrap(repeats * canvas.x - column - 0.5), wrap(repeats * canvas.y + 0.5 * parity), parity


def centred(canvas: Canvas, shift: float = 0.0) -> tuple[Tensor, Tensor, Tensor]:
    """Diamond cells of the centred lattice (plane group cmm): one motif at the tile's corners, one at its middle.

    A ``shift`` of a half gives the places between four motifs. Returns the offset from the cell's centre in tiles,
    |u| + |v| <= 0.5, and the cell's parity (0 or 1).
    """
    x = canvas.x + shift
    u, v = wrap(x), wrap(canvas.y)
    middle = u.abs() + v.abs() > 0.5
    u = torch.where(middle, wrap(x + 0.5), u)
    return u, torch.where(middle, wrap(canvas.y + 0.5), v), middle.to(u.dtype)

"""How unlike two pictures are, wherever one lies on the other: a copy that was moved, mirrored or turned is a copy.

A tile may lie anywhere on the torus, turned by quarters or mirrored; any other picture a little aside, or mirrored. All
places are tried at once: the squared gap at each is the energy of both less twice their correlation, which the fast
Fourier transform gives for all shifts.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

_ASIDE = 8  # a picture that does not repeat is moved by so small a part of its side


@dataclass(frozen=True)
class Turn:
    """Mirrored or not, then turned by quarters."""

    mirrored: bool = False
    quarters: int = 0

    def __call__(self, pictures: Tensor) -> Tensor:
        return torch.rot90(pictures.flip(-1) if self.mirrored else pictures, self.quarters, (-2, -1))

    def back(self, pictures: Tensor) -> Tensor:
        turned = torch.rot90(pictures, -self.quarters, (-2, -1))
        return turned.flip(-1) if self.mirrored else turned


def turns(repeats: tuple[bool, bool]) -> tuple[Turn, ...]:
    """How a copy may be turned: in all eight ways where it is a tile, else upright or mirrored."""
    return tuple(Turn(mirrored, quarters) for mirrored in (False, True) for quarters in range(4 if all(repeats) else 1))


@dataclass(frozen=True, eq=False)
class Places:
    """Where each of N pictures lies best on each of M: ``gaps`` is the root mean square of what differs there,
    ``shifts`` [N, M, 2] by how many pixels down and right it lies, ``turns`` [N, M] which of :func:`turns`."""

    gaps: Tensor
    shifts: Tensor
    turns: Tensor


def best_places(made: Tensor, real: Tensor, repeats: tuple[bool, bool]) -> Places:
    """Of pictures [N, 3, q, q] on [M, 3, q, q]; ``repeats`` says whether they do, across and down."""
    tries = [_places(turn(made), real, repeats) for turn in turns(repeats)]
    gaps = torch.stack([each[0] for each in tries])
    chosen = gaps.argmin(0)
    at = torch.stack([each[1] for each in tries]).gather(0, chosen[None])[0]
    side = made.shape[-1]
    shifts = torch.stack([at // side, at % side], -1)
    shifts = torch.where(shifts > side // 2, shifts - side, shifts)
    return Places(gaps.gather(0, chosen[None])[0], shifts, chosen)


def _places(made: Tensor, real: Tensor, repeats: tuple[bool, bool]) -> tuple[Tensor, Tensor]:
    """The gap at the best shift, and which of the q x q shifts that is, [N, M] each."""
    side = made.shape[-1]
    window, near = _window(side, repeats)
    cut = made * window
    own = cut.square().sum((1, 2, 3))
    theirs = torch.fft.irfft2(torch.fft.rfft2(real.square().sum(1)) * torch.fft.rfft2(window).conj(), s=(side, side))
    spectra = torch.einsum("nchw,mchw->nmhw", torch.fft.rfft2(cut).conj(), torch.fft.rfft2(real))
    both = torch.fft.irfft2(spectra, s=(side, side))
    squares = own[:, None, None, None] + theirs - 2.0 * both
    least, at = squares.masked_fill(~near, torch.inf).flatten(2).min(2)
    return (least.clamp_min(0.0) / (3.0 * window.sum())).sqrt(), at


def _window(side: int, repeats: tuple[bool, bool]) -> tuple[Tensor, Tensor]:
    """What of a picture is compared, [q, q] of 1 and 0: all where it repeats, else the middle, so that it can be moved;
    and the shifts that are tried, [q, q] bool."""
    margin = side // _ASIDE
    places = torch.arange(side)
    middle = (places >= margin) & (places < side - margin)
    little = (places <= margin) | (places >= side - margin)
    everywhere = torch.ones(side, dtype=torch.bool)
    across, down = repeats
    rows, columns = (everywhere if free else middle for free in (down, across))
    below, aside = (everywhere if free else little for free in (down, across))
    return (rows[:, None] & columns).float(), below[:, None] & aside

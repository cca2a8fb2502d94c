"""Whether a tile shows where it repeats: the step across its edges must be an ordinary one for it."""

from __future__ import annotations

import torch
from torch import Tensor


def seamless(tiles: Tensor, axes: tuple[int, ...] = (2, 3)) -> Tensor:
    """For each of tiles [N, 3, H, W] in -1..1 whether the mean step across its edges lies within those of its interior
    lines, [N] bool; ``axes`` are those along which it repeats (3: its left edge meets its right one)."""
    good = torch.ones(len(tiles), dtype=torch.bool, device=tiles.device)
    pixels = (tiles * 127.5 + 128.0).clamp(0, 255).floor()
    for axis in axes:
        steps = (pixels - pixels.roll(1, axis)).abs().mean((1, 5 - axis))
        seam, interior = steps[:, 0], steps[:, 1:]
        good &= (seam >= interior.amin(1)) & (seam <= interior.amax(1))
    return good

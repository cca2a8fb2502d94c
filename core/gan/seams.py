"""Where to cut a tile out of an endless pattern.

A torus has no seam, but its picture is cut somewhere, and at a cut through the busiest or the calmest line of a motif
the eye finds the repeat. As with wallpaper the cut is laid where, over many tiles, it is an ordinary line.
"""

from __future__ import annotations

import torch
from torch import Tensor

from core.gan.latents import w_of_seed
from core.gan.model import Model


def ordinary_lines(tiles: Tensor, axis: int) -> Tensor:
    """How ordinary every line across ``axis`` (2 or 3) of tiles [N, 3, R, R] is, [R], at most 1.

    That is the share of tiles in which the mean step across the line is neither the largest nor the smallest, less a
    little for lines that come near to being it.
    """
    steps = (tiles - tiles.roll(1, axis)).abs().mean((1, 5 - axis))
    ordered = steps.sort(1).values
    inside = (steps > ordered[:, :1]) & (steps < ordered[:, -1:])
    rank = torch.searchsorted(ordered, steps) / (steps.shape[1] - 1)
    return inside.float().mean(0) - 0.02 * (rank - 0.5).abs().mean(0)


@torch.inference_mode()
def find_cut(model: Model, samples: int = 900) -> tuple[int, int]:
    """The column and row of the model's uncut tiles at which a cut shows least, over several truncations."""
    families = max(len(model.families), 1)
    psis = (0.7, 0.85, 1.0)
    ws = torch.stack([w_of_seed(model, 2**31 + i, i % families, psis[i % 3]) for i in range(samples)])
    ws = ws[:, None].expand(-1, model.config.w_layers, -1)
    tiles = torch.cat([model.generator.synthesis(part) for part in torch.split(ws, 50)])
    tiles = (tiles * 127.5 + 128).clamp(0, 255).floor()
    return int(ordinary_lines(tiles, 3).argmax()), int(ordinary_lines(tiles, 2).argmax())

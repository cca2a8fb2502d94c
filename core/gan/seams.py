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
    """For every line [R] across ``axis`` (2 or 3), the share of tiles [N, 3, R, R] in which it is an ordinary one: the
    mean step across it is neither the largest nor the smallest of the tile."""
    steps = (tiles - tiles.roll(1, axis)).abs().mean((1, 5 - axis))
    ordered = steps.sort(1).values
    inside = (steps > ordered[:, :1]) & (steps < ordered[:, -1:])
    return inside.float().mean(0)


@torch.inference_mode()
def find_cut(model: Model, samples: int = 600) -> tuple[int, int]:
    """The column and row of the model's uncut tiles at which a cut shows least."""
    families = max(len(model.families), 1)
    ws = torch.stack([w_of_seed(model, 2**31 + seed, seed % families, 0.9) for seed in range(samples)])
    ws = ws[:, None].expand(-1, model.config.w_layers, -1)
    tiles = torch.cat([model.generator.synthesis(part) for part in torch.split(ws, 50)])
    tiles = (tiles * 127.5 + 128).clamp(0, 255).floor()
    return _calmest(ordinary_lines(tiles, 3)), _calmest(ordinary_lines(tiles, 2))


def _calmest(shares: Tensor) -> int:
    """The line with the best share, neighbours counted a little, so that it lies in a good stretch."""
    return int((shares + 0.01 * (shares.roll(1) + shares.roll(-1))).argmax())

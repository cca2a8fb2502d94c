"""Moves of the torus: shifts, mirroring and quarter turns of exactly periodic pictures.

They are symmetries of what a tile shows, so they may be applied to real and generated pictures alike before the
discriminator: it learns the pattern and not where it begins, and nothing leaks into the generator.
"""

from __future__ import annotations

import torch
from torch import Tensor


def move_on_torus(pictures: Tensor, chance: torch.Generator, *, turns: bool) -> Tensor:
    """[N, C, R, R] -> the same, each shifted and mirrored by chance; with ``turns`` also turned by quarters."""
    count, _, _, size = pictures.shape
    shifts = torch.randint(size, (count, 2), generator=chance).tolist()
    mirrors = torch.randint(2, (count,), generator=chance).tolist()
    quarters = torch.randint(4 if turns else 1, (count,), generator=chance).tolist()
    moved = []
    for picture, shift, mirror, quarter in zip(pictures, shifts, mirrors, quarters, strict=True):
        picture = picture.roll(shift, (1, 2))
        picture = picture.flip(2) if mirror else picture
        moved.append(torch.rot90(picture, quarter, (1, 2)) if quarter else picture)
    return torch.stack(moved).contiguous(memory_format=torch.channels_last)

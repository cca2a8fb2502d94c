"""What a drawn picture teaches the generator when it is known which z it shows.

The procedural source draws each picture from the numbers of z itself, so it can say what the generator should have made
of them: the same picture. Colours are compared, and the steps between neighbours, at three scales. An hour of this on a
CPU teaches what the discriminator would take days to; the discriminator then sharpens what comparing leaves soft.
"""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor

SCALES = 3
STEPS = 2.0  # weight of the steps between neighbours beside the colours: edges are what comparing colours leaves soft


def unlikeness(made: Tensor, wanted: Tensor) -> Tensor:
    """How unlike two batches of tiles [N, 3, R, R] are, place by place; a scalar."""
    gap = made - wanted
    loss = gap.new_zeros(())
    for _ in range(SCALES):
        loss = loss + gap.abs().mean()
        for axis in (2, 3):
            loss = loss + STEPS * (gap - gap.roll(1, axis)).abs().mean()
        gap = F.avg_pool2d(gap, 2)
    return loss / SCALES

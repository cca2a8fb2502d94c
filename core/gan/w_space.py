"""Where a model's w live: their mean and how far they spread along their principal axes.

A search steps along those axes in units of the spread, so one rate serves every model, and a point's distance from
the mean in these units tells how usual it is (Zhu et al. 2020, "Improved StyleGAN embedding", arXiv 2012.09036).
"""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from core.gan.interrupt import Interruptible
from core.gan.model import Model
from core.jobs import Progress

SAMPLES = 4096
FLOOR = 0.1  # of the mean spread: axes along which w hardly varies are not forbidden


@dataclass(frozen=True, eq=False)
class WSpace:
    """``centre`` [w_dim], ``axes`` [w_dim, w_dim] one unit vector a row, ``spread`` [w_dim] along each."""

    centre: Tensor
    axes: Tensor
    spread: Tensor

    def w(self, units: Tensor) -> Tensor:
        """Coordinates in units of the spread [..., w_dim] -> w."""
        return self.centre + (units * self.spread) @ self.axes

    def units(self, w: Tensor) -> Tensor:
        """The coordinates of w [..., w_dim]."""
        return ((w - self.centre) @ self.axes.T) / self.spread


_known: WeakKeyDictionary[Model, WSpace] = WeakKeyDictionary()


def w_space(model: Model, progress: Progress) -> WSpace:
    """A model's, over all its classes, measured once; raises Cancelled."""
    if model not in _known:
        _known[model] = analyse(sample_ws(model, SAMPLES, progress))
    return _known[model]


@torch.no_grad()
def sample_ws(model: Model, count: int, progress: Progress) -> Tensor:
    """w of random z [count, w_dim], always the same ones, the classes in turn."""
    families, mapping = len(model.families), model.generator.mapping
    device = next(model.generator.parameters()).device
    stream = np.random.RandomState(0)
    found = []
    for first in range(0, count, 256):
        numbers = stream.randn(min(256, count - first), model.config.z_dim)
        part = torch.from_numpy(numbers).float().to(device)
        chosen = torch.arange(first, first + len(part), device=device) % max(families, 1)
        classes = F.one_hot(chosen, families).float() if families else None
        with Interruptible(progress):
            found.append(mapping(part, classes))
    return torch.cat(found)


def analyse(ws: Tensor) -> WSpace:
    """The principal axes of ws [n, w_dim]."""
    centre = ws.mean(0)
    offsets = (ws - centre).double()
    # eigh on the CPU, in double precision: the same axes on every machine with the same weights
    variances, vectors = torch.linalg.eigh((offsets.T @ offsets / len(ws)).cpu())
    spread = variances.clamp_min(0).sqrt()
    spread = spread.clamp_min(FLOOR * float(spread.mean()) + 1e-6)
    return WSpace(centre, vectors.T.float().to(ws.device).contiguous(), spread.float().to(ws.device))

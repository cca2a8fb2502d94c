"""What a run measures of itself on the way: are its samples varied, and do they come nearer to the real pictures?"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from core.training.log import Line
from core.training.metrics.describing import describe, reduced
from core.training.metrics.distance import kernel_distance
from core.training.metrics.diversity import Spread, diversity
from core.training.sources import chance
from core.training.trainer import Trainer

MADE = 96
REAL = 192
MOST_PX = 128
_BATCH = 16


class Measuring:
    """Of the average network, on the same z and the same real pictures through the whole run."""

    def __init__(self, trainer: Trainer) -> None:
        self._trainer = trainer
        self._known: tuple[int, Tensor, Spread] | None = None

    def figures(self) -> Line:
        """``diversity`` over that of real pictures, and the kernel ``distance`` to them."""
        facts, spread = self._real()
        made = torch.cat([reduced(part, MOST_PX) for part in self._made()])
        return {
            "diversity": round(diversity(made, spread), 4),
            "distance": round(kernel_distance(describe(made), facts), 4),
        }

    def _real(self) -> tuple[Tensor, Spread]:
        """Anew when the networks have grown: small pictures are compared with small ones."""
        resolution = self._trainer.resolution
        if self._known is None or self._known[0] != resolution:
            source, device = self._trainer.source.at(resolution), self._trainer.device
            parts = [source.draw(first, _BATCH, device).pictures for first in range(0, REAL, _BATCH)]
            real = torch.cat([reduced(part, MOST_PX) for part in parts])
            self._known = resolution, describe(real), Spread.of(real)
        return self._known[1:]

    @torch.inference_mode()
    def _made(self) -> list[Tensor]:
        trainer, labels = self._trainer, len(self._trainer.plan.labels)
        z = torch.randn(MADE, trainer.plan.z_dim, generator=chance(trainer.plan.seed, 3)).to(trainer.device)
        classes = F.one_hot(torch.arange(MADE, device=trainer.device) % max(labels, 1), max(labels, 1)).float()
        parts = zip(torch.split(z, _BATCH), torch.split(classes[:, :labels], _BATCH), strict=True)
        return [trainer.average(each, kinds if labels else None).float().clamp(-1.0, 1.0) for each, kinds in parts]

"""What is measured of a picture: one point of a space in which pictures of one kind lie near each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import torch
import torch.nn.functional as F
from torch import Tensor

from core.gan.features import FeatureNet

MOST_PX = 256
"""Larger pictures are reduced to this: what lies below is what a designer sees at once."""
_LEAST_SPREAD = 0.005  # of a feature; where real pictures differ less, the eye does not see them differ


@lru_cache(maxsize=4)
def _net(device: torch.device) -> FeatureNet:
    return FeatureNet().to(device)


@torch.inference_mode()
def describe(pictures: Tensor) -> Tensor:
    """Pictures [N, 3, R, R] in -1..1 -> [N, D]: mean and deviation of colours and of the features of each scale.

    It is the same wherever a tile is cut. It lies on the CPU: what follows is in double precision, which not every
    device has.
    """
    pictures = reduced(pictures, MOST_PX)
    maps = [pictures, *_net(pictures.device)(pictures)]
    return torch.cat([torch.cat([each.mean((2, 3)), each.std((2, 3), correction=0)], 1) for each in maps], 1).cpu()


def reduced(pictures: Tensor, most_px: int) -> Tensor:
    """Pictures [N, 3, R, R] by averages of whole squares, until no more than ``most_px`` across is left."""
    return F.avg_pool2d(pictures, step) if (step := -(-pictures.shape[-1] // most_px)) > 1 else pictures


@dataclass(frozen=True, eq=False)
class Scaling:
    """Descriptions in units of how much real ones differ, [D] each. Only the real set decides, so that the figures of
    two generators can be compared."""

    middle: Tensor
    spread: Tensor

    @classmethod
    def of(cls, real: Tensor) -> Scaling:
        """Of descriptions [N, D]."""
        exact = real.double()
        return cls(exact.mean(0), exact.std(0, correction=0).clamp_min(_LEAST_SPREAD))

    def __call__(self, descriptions: Tensor) -> Tensor:
        """[N, D] in double precision."""
        return (descriptions.double() - self.middle) / self.spread

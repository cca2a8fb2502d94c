"""How unlike the colours and textures of translations and of the style are: what teaches until the critic can.

A critic needs thousands of steps before its word is worth much; the sliced Wasserstein distance between what frozen
random filters see (:mod:`core.gan.features`) knows the style from the first one. Its gradient brings strokes within
minutes on a processor, and the critic then joins them.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from core.gan.features import WIDTH, FeatureNet, shadows, unit_directions

_LEAST = 1e-3
_BORDER = 2  # the frozen net takes pictures as tiles of the torus, and crops are none


class Texture(nn.Module):
    """Two batches of pictures [N, 3, H, W] in -1..1 of the same shape -> their distance, a scalar."""

    colours: Tensor
    directions: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.net = FeatureNet()
        self.register_buffer("colours", unit_directions(3, 16, 3))
        self.register_buffer("directions", unit_directions(WIDTH, 32, 4))

    def forward(self, made: Tensor, style: Tensor) -> Tensor:
        pairs = zip(self._shadows(made), self._shadows(style.detach()), strict=True)
        # Each part as a share of what the style has of it: a faint texture counts as much as a strong one.
        parts = [(one - other).square().mean() / (other.square().mean() + _LEAST) for one, other in pairs]
        return torch.stack(parts).mean()

    def _shadows(self, pictures: Tensor) -> list[Tensor]:
        seen = [each for each in self.net(pictures) if min(each.shape[2:]) > 3 * _BORDER]
        inside = [each[:, :, _BORDER:-_BORDER, _BORDER:-_BORDER] for each in seen]
        textures = [shadows(_points(each), self.directions) for each in inside]
        return [shadows(_points(pictures), self.colours), *textures]


def _points(features: Tensor) -> Tensor:
    """[N, C, H, W] -> [N H W, C]: of all pictures together, since any of them may hold little of the style."""
    return features.transpose(0, 1).flatten(1).T

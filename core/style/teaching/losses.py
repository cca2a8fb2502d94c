"""What the brush is told is wrong: how far a picture's texture is from the style's, and its shapes from the content's.

Texture is compared by the sliced Wasserstein distance of features (Heitz et al. 2021, "A Sliced Wasserstein Loss for
Neural Texture Synthesis", arXiv 2006.07229), which sees the whole distribution where a Gram matrix sees its second
moments. The features are the frozen random ones of :mod:`core.gan.features`: no pretrained network has a part in it.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from core.gan.features import FeatureNet, shadows
from core.style.network import blurred

_LUMA = (0.2126, 0.7152, 0.0722)
_COLOUR, _DIRECTIONS, _POINTS = 2.0, 16, 1024
_WINDOW = 7


class TextureLoss:
    """Sliced distances of colours and of features at three scales, along directions that change with every call."""

    def __init__(self, net: FeatureNet) -> None:
        self._net = net

    def __call__(self, made: Tensor, style: Tensor, chance: torch.Generator) -> Tensor:
        """``made`` and ``style`` [N, 3, H, W] of one size: [N, 4], of the colours and of each scale, finest first."""
        with torch.no_grad():
            wanted = self._net(style)
        parts = [_COLOUR * _distance(made, style, 12, chance)]
        for mine, theirs in zip(self._net(made), wanted, strict=True):
            power = theirs.square().mean((1, 2, 3)) + mine.detach().square().mean((1, 2, 3))
            parts.append(_distance(mine, theirs, _DIRECTIONS, chance) / (power + 1e-2))
        return torch.stack(parts, 1)


def _distance(made: Tensor, style: Tensor, count: int, chance: torch.Generator) -> Tensor:
    channels = made.shape[1]
    directions = F.normalize(torch.randn(channels, count, generator=chance, device=made.device), dim=0)
    made, style = made.flatten(2), style.flatten(2)
    if made.shape[2] > _POINTS:  # sorting all of them would take a quarter of the time
        made = made[:, :, torch.randperm(made.shape[2], generator=chance, device=made.device)[:_POINTS]]
        style = style[:, :, torch.randperm(style.shape[2], generator=chance, device=made.device)[:_POINTS]]
    mine = shadows(made.transpose(1, 2), directions)
    with torch.no_grad():
        theirs = shadows(style.transpose(1, 2), directions)
    return (mine - theirs).square().mean((1, 2)) * channels


def luminance(pictures: Tensor) -> Tensor:
    """[N, 3, H, W] in -1..1 -> [N, 1, H, W] in 0..1, weighted as sRGB's green, red and blue are seen."""
    weights = pictures.new_tensor(_LUMA)[None, :, None, None]
    return (pictures * 0.5 + 0.5).mul(weights).sum(1, keepdim=True)


def similarity(one: Tensor, other: Tensor) -> Tensor:
    """Structural similarity (Wang et al. 2004) of planes [N, 1, H, W] in 0..1, in flat windows: [N]."""

    def mean(x: Tensor) -> Tensor:
        return F.avg_pool2d(x, _WINDOW, 1)

    first, second = mean(one), mean(other)
    power, other_power = mean(one * one) - first * first, mean(other * other) - second * second
    joint = mean(one * other) - first * second
    light = (2 * first * second + 1e-4) / (first.square() + second.square() + 1e-4)
    return (light * (2 * joint + 9e-4) / (power + other_power + 9e-4)).mean((1, 2, 3))


def structure_loss(made: Tensor, content: Tensor) -> Tensor:
    """How far shapes are from the content's, [N]: dissimilar structure at half, a quarter and an eighth of the size.

    At full size it is the texture's to say what is there.
    """
    mine, theirs = luminance(made), luminance(content)
    lost = mine.new_zeros(len(mine))
    for weight in (0.2, 0.4, 0.4):
        mine, theirs = F.avg_pool2d(mine, 2), F.avg_pool2d(theirs, 2)
        lost = lost + weight * (1.0 - similarity(mine, theirs))
    return lost


def marks_loss(made: Tensor, plane: Tensor) -> Tensor:
    """How little a picture's fine detail goes along with the swatch's that lies there, [N] in 0..2.

    Random features alone are content with any grain of the right strength; this asks for the style's own marks.
    """
    mine, theirs = (luminance(each - blurred(each)) for each in (made, plane))
    mine, theirs = mine - 0.5, theirs - 0.5

    def mean(x: Tensor) -> Tensor:
        return F.avg_pool2d(x, 8, 4)

    power, wanted = mean(mine.square()), mean(theirs.square())
    along = mean(mine * theirs) / ((power + 1e-4) * (wanted + 1e-4)).sqrt()
    weight = wanted.sqrt() + 1e-3
    return 1.0 - (along * weight).sum((1, 2, 3)) / weight.sum((1, 2, 3))

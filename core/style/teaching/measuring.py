"""How well a style was taken, and how well the content can still be read, beside two plain baselines.

The baselines are the content in the style's palette (and, harder, in all of its colours), and the content blended with
the style's picture, as much of it as brings the blend to the same distance.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from core.gan.features import WIDTH, FeatureNet, StyleDistance, frozen_weights, shadows, unit_directions
from core.style.teaching.losses import luminance
from core.style.teaching.pairs import to_tensor

Pixels = NDArray[np.uint8]

_STREAM = 71  # of the random numbers that no training saw
_SIGMA, _WINDOW = 1.5, 11
_SCALES = 3
_SMALL = 4.5e-4  # SSIM's constant for contrast, halved
_BLENDS = 9


@dataclass(frozen=True)
class Measures:
    """One content in one style. Distances to the style are sliced Wasserstein, the root of the mean square: by the
    program's own features, and ``other`` ones that no training saw. ``structure`` and ``ssim`` are the likeness to the
    content, at most 1. ``blend`` is the share of the style in the blend that comes as near."""

    distance: float
    palette_distance: float
    colours_distance: float
    other: float
    other_palette: float
    structure: float
    blend_structure: float
    ssim: float
    blend_ssim: float
    blend: float


class OtherDistance:
    """As :class:`~core.gan.features.StyleDistance`, by other random filters and directions."""

    def __init__(self, style: Tensor) -> None:
        self._net = FeatureNet()
        first = frozen_weights((WIDTH, 3, 3, 3), _STREAM)
        self._net.first.copy_(first - first.mean((2, 3), keepdim=True))
        self._net.second.copy_(frozen_weights((WIDTH, WIDTH, 3, 3), _STREAM + 1))
        self._directions = unit_directions(WIDTH, 32, _STREAM + 2)
        self._colours = unit_directions(3, 16, _STREAM + 3)
        self._wanted = self._shadows(style)

    def __call__(self, pictures: Tensor) -> Tensor:
        made = self._shadows(pictures)
        parts = [(mine - theirs).square().mean((1, 2)) for mine, theirs in zip(made, self._wanted, strict=True)]
        return torch.stack(parts).sum(0)

    def _shadows(self, pictures: Tensor) -> list[Tensor]:
        textures = [shadows(each.flatten(2).transpose(1, 2), self._directions) for each in self._net(pictures)]
        return [shadows(pictures.flatten(2).transpose(1, 2), self._colours), *textures]


class Yardstick:
    """Measures pictures against one style's [H, W, 3], whose size they have."""

    @torch.inference_mode()
    def __init__(self, style: Pixels) -> None:
        self._style = to_tensor(style[None])
        self._own, self._other = StyleDistance(self._style), OtherDistance(self._style)

    @torch.inference_mode()
    def measure(
        self, content: Pixels, in_palette: Pixels, in_colours: Pixels, drawn: Pixels
    ) -> tuple[Measures, Pixels]:
        """The figures, and the blend [H, W, 3] that stands at the same distance as ``drawn``."""
        plain, pictures = to_tensor(content[None]), to_tensor(np.stack([drawn, in_palette, in_colours]))
        own, palette, colours = self._own(pictures).sqrt()
        other, other_palette = self._other(pictures[:2]).sqrt()
        share = self._share(plain, float(own))
        blend = plain.lerp(self._style, share)
        looked = torch.cat([pictures[:1], blend])
        shapes, whole = structure(looked, plain), ssim(looked, plain)
        figures = (own, palette, colours, other, other_palette, *shapes, *whole, share)
        shown = ((blend[0] + 1.0) * 127.5).round().byte().permute(1, 2, 0).numpy()
        return Measures(*(float(figure) for figure in figures)), shown

    def _share(self, content: Tensor, distance: float) -> float:
        """The share of the style in a blend that comes as near, none where the content does already."""
        shares = torch.linspace(0.0, 1.0, _BLENDS)
        blends = torch.cat([content.lerp(self._style, float(share)) for share in shares])
        apart = self._own(blends).sqrt().cummin(0).values
        return float(np.interp(-distance, -apart.numpy(), shares.numpy()))


def structure(pictures: Tensor, content: Tensor) -> Tensor:
    """The structure factor of SSIM (Wang et al. 2004, equation 10): how luminance goes along with the content's in a
    Gaussian window of 11 px, at three scales, [N] up to 1. Lightness and contrast have no part in it, because a palette
    changes both."""
    mine, theirs, parts = luminance(pictures), luminance(content), []
    for _ in range(_SCALES):
        own, other, joint, _, _ = _moments(mine, theirs)
        parts.append(((joint + _SMALL) / ((own * other).clamp(min=0.0).sqrt() + _SMALL)).mean((1, 2, 3)))
        mine, theirs = F.avg_pool2d(mine, 2), F.avg_pool2d(theirs, 2)
    return torch.stack(parts).mean(0)


def ssim(pictures: Tensor, content: Tensor) -> Tensor:
    """Structural similarity of luminance at full size (Wang et al. 2004), [N] up to 1."""
    own, other, joint, mean, other_mean = _moments(luminance(pictures), luminance(content))
    light = (2.0 * mean * other_mean + 1e-4) / (mean.square() + other_mean.square() + 1e-4)
    return (light * (2.0 * joint + 2.0 * _SMALL) / (own + other + 2.0 * _SMALL)).mean((1, 2, 3))


def _moments(one: Tensor, other: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Variances, covariance and means of planes [N, 1, H, W] in every window."""
    places = torch.arange(_WINDOW) - _WINDOW // 2
    bell = torch.exp(-(places.square()) / (2.0 * _SIGMA**2))
    bell = bell / bell.sum()

    def mean(x: Tensor) -> Tensor:
        return F.conv2d(F.conv2d(x, bell[None, None, None]), bell[None, None, :, None])

    first, second = mean(one), mean(other)
    return (
        mean(one * one) - first**2,
        mean(other * other) - second**2,
        mean(one * other) - first * second,
        first,
        second,
    )


def as_json(measures: Measures) -> dict[str, float]:
    return {name: round(value, 4) for name, value in asdict(measures).items()}

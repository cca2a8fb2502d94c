"""Palettes for training: a ground and four inks that belong together, made in OKLab.

Every colour is a smooth function of a few numbers (a key hue and a second one, how strong they are, how light each ink
is, on a light ground or a dark one), so a generator can learn it. OKLab is Ottosson's, 2020,
https://bottosson.github.io/posts/oklab/.
"""

from __future__ import annotations

import torch
from torch import Tensor

from core.training.patterns.canvas import Canvas

_FROM_OKLAB = torch.tensor(
    [[1.0, 0.3963377774, 0.2158037573], [1.0, -0.1055613458, -0.0638541728], [1.0, -0.0894841775, -1.2914855480]]
)
_TO_RGB = torch.tensor(
    [
        [4.0767416621, -3.3077115913, 0.2309699292],
        [-1.2684380046, 2.6097574011, -0.3413193965],
        [-0.0041960863, -0.7034186147, 1.7076147010],
    ]
)
_ON_LIGHT = torch.tensor([0.94, 0.48, 0.70, 0.34, 0.82])
_ON_DARK = torch.tensor([0.25, 0.76, 0.55, 0.92, 0.42])
_CHROMA = torch.tensor([0.03, 0.14, 0.12, 0.09, 0.10])
_TOWARDS_SECOND = torch.tensor([0.0, 0.0, 1.0, 0.3, 0.6])  # how far each hue leans from the key to the second


def oklab_to_srgb(lab: Tensor) -> Tensor:
    """[..., 3] OKLab -> sRGB 0..1, clipped to the gamut."""
    linear = ((lab @ _FROM_OKLAB.T) ** 3 @ _TO_RGB.T).clamp(0.0, 1.0)
    return torch.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear.clamp(min=1e-6) ** (1 / 2.4) - 0.055)


def draw_palettes(canvas: Canvas) -> Tensor:
    """One palette per tile, [batch, 5, 3] sRGB, the ground first; reads eleven numbers."""
    dark = torch.sigmoid(12.0 * (canvas.normals(1) - 0.8))  # one ground in five is dark, few are between
    lightness = torch.lerp(_ON_LIGHT, _ON_DARK, dark) + 0.04 * canvas.normals(5)
    key, second = canvas.normals(2), canvas.normals(2)
    hue = torch.nn.functional.normalize(torch.lerp(key[:, None], second[:, None], _TOWARDS_SECOND[:, None]), dim=2)
    strength = canvas.uniform(0.4, 1.3)[:, 0]
    return oklab_to_srgb(torch.cat([lightness[:, :, None], hue * (_CHROMA * strength)[:, :, None]], 2))

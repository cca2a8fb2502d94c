"""Palettes for training: a ground and four inks that belong together, made in OKLab.

Every colour is a smooth function of a few numbers (a key hue and a second one, how strong they are, how light each ink
is, on a light ground or a dark one), so a generator can learn it. OKLab is Ottosson's, 2020,
https://bottosson.github.io/posts/oklab/.
"""

from __future__ import annotations

import torch
from torch import Tensor

from core.training.patterns.canvas import Canvas

_FROM_OKLAB = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
_TO_RGB = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
_ON_LIGHT = (0.95, 0.46, 0.70, 0.32, 0.82)
_ON_DARK = (0.24, 0.78, 0.58, 0.93, 0.44)
_CHROMA = (0.028, 0.14, 0.13, 0.07, 0.10)
_WARM = (0.25, 0.65)  # the direction from grey that grounds lean to: creams and browns sell
_TOWARDS_SECOND = (0.0, 0.0, 1.0, 0.3, 0.75)  # how far each hue leans from the key to the second


def oklab_to_srgb(lab: Tensor) -> Tensor:
    """[..., 3] OKLab -> sRGB 0..1, clipped to the gamut."""
    cones, primaries = lab.new_tensor(_FROM_OKLAB), lab.new_tensor(_TO_RGB)
    linear = ((lab @ cones.T) ** 3 @ primaries.T).clamp(0.0, 1.0)
    return torch.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear.clamp(min=1e-6) ** (1 / 2.4) - 0.055)


def draw_palettes(canvas: Canvas) -> Tensor:
    """One palette per tile, [batch, 5, 3] sRGB, the ground first; reads eleven numbers."""
    # One ground in five is dark, and hardly any is between, where an ink could be as light as its ground.
    dark = torch.sigmoid(60.0 * (canvas.normals(1) - 0.8))
    light = torch.lerp(canvas.constant(_ON_LIGHT), canvas.constant(_ON_DARK), dark)
    lightness = light + 0.03 * canvas.normals(5).clamp(-2.0, 2.0)
    key, second = canvas.normals(2), canvas.normals(2)
    warm = canvas.constant(_WARM)
    lean = canvas.constant(_TOWARDS_SECOND)[:, None]
    hue = torch.nn.functional.normalize(torch.lerp(key[:, None], second[:, None], lean), dim=2)
    hue = torch.cat([torch.nn.functional.normalize(hue[:, :1] + warm, dim=2), hue[:, 1:]], 1)
    strength = canvas.uniform(0.5, 1.25)[:, 0]
    return oklab_to_srgb(torch.cat([lightness[:, :, None], hue * (canvas.constant(_CHROMA) * strength)[:, :, None]], 2))

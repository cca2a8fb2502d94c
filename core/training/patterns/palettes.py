"""Palettes for training: five colours that belong together.

Two sources: harmonies made in OKLCH (Ottosson 2020, https://bottosson.github.io/posts/oklab/), and, where the person
has one, a JSON file of designers' palettes (a list of objects with ``colors``, five ``#rrggbb`` each).
"""

from __future__ import annotations

import json
import math
from pathlib import Path

import torch
from torch import Tensor

from core.errors import DieloomError

_FROM_OKLAB = torch.tensor([[1.0, 0.3963377774, 0.2158037573], [1.0, -0.1055613458, -0.0638541728],
                            [1.0, -0.0894841775, -1.2914855480]])
_TO_RGB = torch.tensor([[4.0767416621, -3.3077115913, 0.2309699292], [-1.2684380046, 2.6097574011, -0.3413193965],
                        [-0.0041960863, -0.7034186147, 1.7076147010]])


def read_palettes(path: Path) -> Tensor:
    """All palettes of a file, [palettes, 5, 3], sRGB 0..1."""
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        rows = [[[int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in entry["colors"][:5]] for entry in entries]
        return torch.tensor(rows, dtype=torch.float32).reshape(-1, 5, 3) / 255.0
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DieloomError(f"{path} is no list of five-colour palettes ({error}).",
                           'Give a JSON list of {"colors": ["#rrggbb", five times]}.') from error


def oklch_to_srgb(lch: Tensor) -> Tensor:
    """[..., 3] lightness 0..1, chroma, hue in radians -> sRGB 0..1, clipped to the gamut."""
    lightness, chroma, hue = lch.unbind(-1)
    lab = torch.stack([lightness, chroma * torch.cos(hue), chroma * torch.sin(hue)], -1)
    linear = ((lab @ _FROM_OKLAB.T) ** 3 @ _TO_RGB.T).clamp(0.0, 1.0)
    return torch.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear.clamp(min=1e-6) ** (1 / 2.4) - 0.055)


def harmonies(count: int, chance: torch.Generator) -> Tensor:
    """``count`` palettes of a key hue, its neighbours and perhaps its opposite, [count, 5, 3], sRGB."""
    key = torch.rand(count, 1, generator=chance) * 2 * math.pi
    scheme = torch.tensor([[0.0, 0.5, -0.5, 0.25, 0.0], [0.0, math.pi, 0.3, math.pi, 0.0], [0.0, 2.1, -2.1, 0.0, 2.1],
                           [0.0, 0.1, -0.1, 0.05, 0.0]])
    hue = key + scheme[torch.randint(len(scheme), (count,), generator=chance)]
    lightness = torch.tensor([0.94, 0.72, 0.56, 0.40, 0.26]) + 0.05 * torch.randn(count, 5, generator=chance)
    chroma = torch.tensor([0.03, 0.12, 0.15, 0.12, 0.06]) * (0.5 + torch.rand(count, 1, generator=chance))
    return oklch_to_srgb(torch.stack([lightness.clamp(0.1, 0.98), chroma, hue], -1))


def draw_palettes(count: int, chance: torch.Generator, library: Tensor | None) -> Tensor:
    """``count`` palettes [count, 5, 3], ground first: half from the library if there is one, in shuffled order.

    The ground is the lightest colour for two in three and the darkest for the rest, so that figures stand out.
    """
    made = harmonies(count, chance)
    if library is not None:
        picked = library[torch.randint(len(library), (count,), generator=chance)]
        made = torch.where(torch.rand(count, 1, 1, generator=chance) < 0.5, picked, made)
    luma = made @ torch.tensor([0.299, 0.587, 0.114])
    light_ground = torch.rand(count, 1, generator=chance) < 0.67
    order = torch.rand(count, 5, generator=chance)
    extreme = torch.where(light_ground, luma, -luma).argmax(1, keepdim=True)
    order = order.scatter(1, extreme, -1.0).argsort(1)
    return made.gather(1, order[:, :, None].expand(-1, -1, 3))

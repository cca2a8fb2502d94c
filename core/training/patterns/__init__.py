"""Exactly periodic pattern families, drawn on the fly: the endless training set of the bundled generator.

A family is a function from a :class:`~core.training.patterns.canvas.Canvas` to layers ``(coverage, ink)`` painted in
order over the ground; coverage is [batch, size, size] in 0..1 and ink indexes a five-colour palette. Add a family by
writing such a function and naming it in ``FAMILIES``.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

from core.training.patterns.bands import chevron, plaid, stripes, waves
from core.training.patterns.canvas import Canvas
from core.training.patterns.mosaic import scales, terrazzo, truchet
from core.training.patterns.motifs import dots, leaves, ogees, rosettes
from core.training.patterns.palettes import draw_palettes

Family = Callable[[Canvas], list[tuple[Tensor, int]]]

FAMILIES: dict[str, Family] = {
    "stripes": stripes,
    "plaid": plaid,
    "chevron": chevron,
    "waves": waves,
    "dots": dots,
    "rosettes": rosettes,
    "ogees": ogees,
    "leaves": leaves,
    "scales": scales,
    "terrazzo": terrazzo,
    "truchet": truchet,
}


def render(family: str, count: int, size: int, chance: torch.Generator, library: Tensor | None = None) -> Tensor:
    """``count`` tiles of one family, [count, 3, size, size], sRGB in -1..1."""
    layers = FAMILIES[family](Canvas(count, size, chance))
    colours = draw_palettes(count, chance, library)
    picture = colours[:, 0, :, None, None].expand(-1, -1, size, size)
    for coverage, ink in layers:
        picture = torch.lerp(picture, colours[:, ink, :, None, None], coverage[:, None])
    return picture * 2.0 - 1.0

"""Exactly periodic pattern families, drawn on the fly: the endless training set of the bundled generator.

A family is a function from a :class:`~core.training.patterns.canvas.Canvas` to layers ``(coverage, ink)`` painted in
order over the ground; ink indexes a five-colour palette. Each keeps one layout and varies it by continuous measures,
because a small network learns "a class, some sizes, some colours" an order of magnitude sooner than hidden choices.
Add a family by writing such a function and naming it in ``FAMILIES`` or, for classic ornament, in ``ORNAMENTS``;
a model is trained on either group.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

from core.training.patterns.bands import chevron, diagonals, gingham, stripes, tartan, waves
from core.training.patterns.canvas import Canvas, Layers
from core.training.patterns.flow import confetti, marble
from core.training.patterns.foliage import peacocks, scrolls, vines, whiplash
from core.training.patterns.lattices import asanoha, halftone, honeycomb, quatrefoils, stars
from core.training.patterns.mosaic import fans, scales, terrazzo, truchet
from core.training.patterns.motifs import blossoms, daisies, dots, leaves, ogees, rings
from core.training.patterns.ornament import arabesques, damask, lilies, medallions, paisleys, tulips
from core.training.patterns.palettes import draw_palettes
from core.training.patterns.weaves import argyle, basket, herringbone, houndstooth, ikat, meander

TAPE = 48  # normal numbers that settle a picture: the first for its palette, the rest for its shapes
PALETTE = 11

FAMILIES: dict[str, Callable[[Canvas], Layers]] = {
    "stripes": stripes,
    "diagonals": diagonals,
    "gingham": gingham,
    "tartan": tartan,
    "chevron": chevron,
    "waves": waves,
    "dots": dots,
    "rings": rings,
    "blossoms": blossoms,
    "daisies": daisies,
    "ogees": ogees,
    "leaves": leaves,
    "scales": scales,
    "terrazzo": terrazzo,
    "truchet": truchet,
    "fans": fans,
    "argyle": argyle,
    "houndstooth": houndstooth,
    "herringbone": herringbone,
    "basket": basket,
    "ikat": ikat,
    "meander": meander,
    "quatrefoils": quatrefoils,
    "honeycomb": honeycomb,
    "asanoha": asanoha,
    "stars": stars,
    "halftone": halftone,
    "marble": marble,
    "confetti": confetti,
}

ORNAMENTS: dict[str, Callable[[Canvas], Layers]] = {
    "damask": damask,
    "lilies": lilies,
    "medallions": medallions,
    "arabesques": arabesques,
    "paisleys": paisleys,
    "tulips": tulips,
    "vines": vines,
    "scrolls": scrolls,
    "whiplash": whiplash,
    "peacocks": peacocks,
}


def render(family: str, tape: Tensor, size: int) -> Tensor:
    """One tile of a family for every row of ``tape`` [N, TAPE] (normal numbers): [N, 3, size, size], sRGB in -1..1."""
    canvas = Canvas(tape, size)
    colours = draw_palettes(canvas)
    picture = colours[:, 0, :, None, None].expand(-1, -1, size, size)
    for coverage, ink in {**FAMILIES, **ORNAMENTS}[family](canvas):
        picture = torch.lerp(picture, colours[:, ink, :, None, None], coverage[:, None])
    return picture * 2.0 - 1.0

"""Holes as people paint them, by chance: brush strokes, boxes and ovals. For teaching and measuring."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

Chance = np.random.Generator
_LEAST, _MOST = 0.03, 0.4  # of the picture's area


def painted(size: int, chance: Chance) -> NDArray[np.bool_]:
    """[size, size], true inside: between 3 % and 40 % of the picture, in one to four marks."""
    while True:
        image = Image.new("1", (size, size))
        draw = ImageDraw.Draw(image)
        if chance.random() < 0.4:
            _shape(draw, size, chance)
        else:
            for _ in range(int(chance.integers(1, 5))):
                _stroke(draw, size, chance)
        hole = np.asarray(image)
        if _LEAST <= hole.mean() <= _MOST:
            return hole


def _shape(draw: ImageDraw.ImageDraw, size: int, chance: Chance) -> None:
    wide, tall = chance.uniform(0.25, 0.65, 2) * size
    left, top = chance.uniform(-0.1, 1.1 - wide / size) * size, chance.uniform(-0.1, 1.1 - tall / size) * size
    shape = draw.rectangle if chance.random() < 0.6 else draw.ellipse
    shape((left, top, left + wide, top + tall), fill=1)


def _stroke(draw: ImageDraw.ImageDraw, size: int, chance: Chance) -> None:
    """A walk that turns a little at every step, as wide as a finger or a hair."""
    x, y = chance.uniform(0, size, 2)
    radius = size * chance.uniform(0.02, 0.1)
    heading = chance.uniform(0, 2 * math.pi)
    for _ in range(int(chance.integers(2, 9))):
        heading += chance.normal(0, 0.7)
        length = size * chance.uniform(0.05, 0.2)
        to_x, to_y = x + length * math.cos(heading), y + length * math.sin(heading)
        draw.line((x, y, to_x, to_y), fill=1, width=max(round(2 * radius), 1))
        draw.ellipse((to_x - radius, to_y - radius, to_x + radius, to_y + radius), fill=1)
        x, y = to_x, to_y

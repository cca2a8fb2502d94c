"""Pictures that the tests make themselves."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.style.codes import style_share
from core.style.values import StyleEdit

Pixels = NDArray[np.uint8]


def scene(width: int, height: int) -> Pixels:
    """[H, W, 4], opaque: a light disc before a ground that darkens downwards, with some grain."""
    y, x = np.mgrid[:height, :width].astype(np.float32)
    disc = np.hypot(x - width * 0.55, y - height * 0.45) < 0.3 * min(width, height)
    light = np.where(disc, 0.85, 0.55 - 0.35 * y / max(height, 1))
    grain = np.random.Generator(np.random.Philox(2)).normal(0.0, 0.02, (height, width))
    colours = np.stack([light + grain, 0.8 * light, 0.5 * light + 0.1 * disc], 2)
    pixels = np.full((height, width, 4), 255, np.uint8)
    pixels[..., :3] = np.rint(colours.clip(0.0, 1.0) * 255.0)
    return pixels


def ornament(size: int = 192) -> Pixels:
    """[S, S, 3]: white and gold lozenges on blue, of 24 px."""
    y, x = np.mgrid[:size, :size]
    far = np.abs(x % 24 - 12) + np.abs(y % 24 - 12)
    pixels = np.empty((size, size, 3), np.uint8)
    pixels[:] = (20, 40, 110)
    pixels[far < 9] = (220, 180, 60)
    pixels[far < 4] = (250, 250, 245)
    return pixels


def woven(size: int = 192) -> Pixels:
    """The same as cloth, shaded: no flat colours, which are drawn without the network."""
    y, x = np.mgrid[:size, :size]
    folds = 0.8 + 0.15 * np.sin(x * np.pi / 24) * np.sin(y * np.pi / 48)
    grain = np.random.Generator(np.random.Philox(3)).normal(0.0, 0.04, (size, size))
    return np.asarray(np.rint(ornament(size) * (folds + grain).clip(0.0, 1.0)[..., None]), np.uint8)


def ornamented(**changed: object) -> StyleEdit:
    return StyleEdit.model_validate({"shares": (style_share(woven()),), **changed})

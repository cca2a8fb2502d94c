"""A learned style on a picture of any size: by pieces that join exactly, and across the edges of what repeats.

The person's strengths act on three bands of the picture: its colours and light (what is larger than some 24 px), its
structure, and its texture (what is finer than some 6 px). In each the result goes as far from the picture to its
translation as is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.jobs import Progress
from core.pictures.resize import resize_tile
from core.pictures.tiles import Tiling, by_tiles
from core.style.learning.files import find_style, load_style
from core.style.learning.grain import grain_of

if TYPE_CHECKING:
    from torch import Tensor

    from core.style.learning.networks import Translator

Pixels = NDArray[np.uint8]

PIECE_PX = 384  # with its margins, a piece takes some 150 MB
FINE_PX, COARSE_PX = 2.0, 8.0  # deviations of the filters that part texture from structure, and that from colours
_DEVIATIONS = 2.5  # that a filter is wide, to either side


@dataclass(frozen=True)
class Bands:
    """How far each band goes, 0 to 1, the finest first; a ``grey`` change leaves hues as they are."""

    texture: float = 1.0
    structure: float = 1.0
    colours: float = 1.0
    grey: bool = False


FULL = Bands()


def apply(
    pixels: Pixels,
    path: Path,
    progress: Progress | None = None,
    repeats: tuple[bool, bool] = (False, False),
    *,
    colours: float = 1.0,
    texture: float = 1.0,
    structure: float = 1.0,
    keep_colour: bool = False,
) -> Pixels:
    """``pixels`` [H, W, 3] in the style that ``path`` holds, the same size; what repeats (x, y) still does.

    Strengths are 0 to 1. To ``keep_colour``, only light and dark change, and those only in finer bands than the
    colours'. ``path`` is looked for as :func:`~core.style.learning.files.find_style` does. Raises DieloomError when
    there is no learned style, and Cancelled.
    """
    from core.style.learning.networks import ALIGN

    progress = progress or Progress()
    path = find_style(str(path))
    translator = _loaded(path, path.stat().st_mtime_ns)
    bands = Bands(texture, structure, 0.0 if keep_colour else colours, keep_colour)
    height, width = pixels.shape[:2]
    # The network works on cells of some pixels; where the picture repeats, a whole number of them has to fit.
    across, down = (
        -(-side // ALIGN) * ALIGN if again else side for side, again in zip((width, height), repeats, strict=True)
    )
    # As one more channel, the grain is cut and wrapped as the picture is.
    grained = np.dstack([resize_tile(pixels, across, down, repeats), grain_of(down, across)])
    made = painted(translator, grained, progress, repeats, bands)
    return resize_tile(made, width, height, repeats)


def painted(
    translator: Translator,
    grained: Pixels,
    progress: Progress,
    repeats: tuple[bool, bool],
    bands: Bands = FULL,
) -> Pixels:
    """A picture with its grain, [H, W, 4], in the style: [H, W, 3]. Sides that repeat are multiples of ALIGN."""
    import torch

    from core.gan.interrupt import Interruptible
    from core.style.learning.networks import ALIGN

    margin = translator.reach_px
    if bands != FULL:
        margin += -(-(_reach(FINE_PX) + _reach(COARSE_PX)) // ALIGN) * ALIGN

    def work(piece: Pixels) -> Pixels:
        with torch.no_grad(), Interruptible(progress):
            return _translated(translator, piece, bands)

    return by_tiles(grained, work, Tiling(PIECE_PX, margin, align=ALIGN, repeats=repeats), progress, "Painting")


@lru_cache(maxsize=2)
def _loaded(path: Path, stamp: int) -> Translator:
    """A slider asks for the same style again and again; ``stamp`` changes with the file."""
    return load_style(path)


def _translated(translator: Translator, piece: Pixels, bands: Bands) -> Pixels:
    from core.style.learning.crops import as_pictures, as_pixels, as_values
    from core.style.learning.grain import as_grain

    before, grain = as_pictures(piece[None, ..., :3]), as_values(piece[None, ..., 3:])
    after: Tensor = translator(before, as_grain(grain))
    if bands != FULL:
        after = before + _banded(after.clamp(-1.0, 1.0) - before, bands)
    made: Pixels = as_pixels(after)[0]
    return made


def _banded(change: Tensor, bands: Bands) -> Tensor:
    """A change of a picture with each of its bands as strong as asked."""
    if bands.grey:
        red, green, blue = change.unbind(1)
        change = (0.2126 * red + 0.7152 * green + 0.0722 * blue)[:, None].expand_as(change)
    smooth = _blurred(change, FINE_PX)
    flat = _blurred(smooth, COARSE_PX)
    return (change - smooth) * bands.texture + (smooth - flat) * bands.structure + flat * bands.colours


def _blurred(pictures: Tensor, deviation_px: float) -> Tensor:
    """[N, 3, H, W] through a Gaussian, mirrored at the edges."""
    import torch
    import torch.nn.functional as F

    reach = _reach(deviation_px)
    at = torch.arange(-reach, reach + 1)
    weights = torch.exp(-0.5 * (at / deviation_px).square())
    weights = (weights / weights.sum()).expand(pictures.shape[1], 1, 1, -1)
    across = F.conv2d(F.pad(pictures, (reach, reach, 0, 0), "reflect"), weights, groups=pictures.shape[1])
    down = F.pad(across, (0, 0, reach, reach), "reflect")
    return F.conv2d(down, weights.transpose(2, 3), groups=pictures.shape[1])


def _reach(deviation_px: float) -> int:
    return round(_DEVIATIONS * deviation_px)

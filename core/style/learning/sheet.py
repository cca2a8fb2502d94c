"""What a run shows of itself: contents above what they have become, and the style below; and its small picture."""

from __future__ import annotations

import io

import numpy as np
import torch
from PIL import Image
from torch import Tensor, nn

from core.style.learning.crops import Crops, Pixels, as_pixels, as_values
from core.style.learning.grain import as_grain, grain_of

COLUMNS = 6
MOST_CELL_PX = 160
THUMBNAIL_PX = 96
GAP_PX = 4
_FAR = 1 << 40  # numbers of crops that no run comes to: the same in every sheet, and none that it has learned from


@torch.no_grad()
def sample_sheet(network: nn.Module, contents: Crops, styles: Crops) -> Pixels:
    """[height, width, 3]: a row of contents, a row of their translations, a row of the style."""
    side = _side(contents)
    device = next(network.parameters()).device
    shown = contents.draw(_FAR, COLUMNS, device, side)
    rows = [
        as_pixels(shown),
        as_pixels(translated(network, shown)),
        as_pixels(styles.draw(_FAR, COLUMNS, device, side)),
    ]
    height = len(rows) * (side + GAP_PX) + GAP_PX
    sheet = np.full((height, COLUMNS * (side + GAP_PX) + GAP_PX, 3), 255, np.uint8)
    for row, pictures in enumerate(rows):
        for column, picture in enumerate(pictures):
            top, left = (GAP_PX + place * (side + GAP_PX) for place in (row, column))
            sheet[top : top + side, left : left + side] = picture
    return sheet


@torch.no_grad()
def thumbnail(network: nn.Module, contents: Crops, styles: Crops) -> bytes:
    """A PNG: the style, and in its lower right quarter the first content translated."""
    device, side = next(network.parameters()).device, _side(contents)
    shown = as_pixels(translated(network, contents.draw(_FAR, 1, device, side)))[0]
    style = as_pixels(styles.draw(_FAR, 1, device, side))[0]
    picture = Image.fromarray(style).resize((THUMBNAIL_PX,) * 2, Image.Resampling.LANCZOS)
    part = Image.fromarray(shown).resize((THUMBNAIL_PX // 2,) * 2, Image.Resampling.LANCZOS)
    picture.paste(part, (THUMBNAIL_PX // 2,) * 2)
    return as_png(np.asarray(picture))


def translated(network: nn.Module, pictures: Tensor) -> Tensor:
    """One after the other: a sheet at once would take many times the memory of a batch."""
    grain = as_grain(as_values(grain_of(*pictures.shape[2:])[None])).to(pictures.device)
    return torch.cat([network(picture[None], grain) for picture in pictures])


def as_png(pixels: Pixels) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def _side(contents: Crops) -> int:
    return min(2 * contents.crop_px, MOST_CELL_PX)

"""A reference picture's style as numbers: a swatch of its texture, packed, that the network reads when it paints.

The swatch travels in the document, so that a recipe paints the same where the reference is not. A network's statistics
of it need not: they are a few milliseconds' work.
"""

from __future__ import annotations

import base64

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.errors import DieloomError
from core.jobs import Progress
from core.pictures.regions import cropped
from core.style.colouring import graded, samples
from core.style.palette import extract_palette
from core.style.palette_clusters import flat_colours, histogram
from core.style.swatch import repeating, seamless
from core.style.values import Region, StyleShare

Pixels = NDArray[np.uint8]

SWATCH_PX = 128
_TILE_PX = (96, 256)  # of the sides of a tile that is a swatch as it is
_JOIN_PX = 24
_LARGEST_PX = 512  # long side at which a reference is looked at
_COLOURS = 8
_FLAT = 16  # colours at most
_SEEN = 128  # alpha from which on a pixel has a say


def style_share(
    pixels: Pixels,
    network: str = "brush",
    region: Region | None = None,
    weight: float = 1.0,
    asset: str | None = None,
) -> StyleShare:
    """The style of a reference [H, W, 3 or 4], or of a ``region`` of it (fractions of its sides).

    Deterministic. Raises DieloomError for a network that reads no reference, or a picture without a visible pixel.
    """
    if network != "brush":
        raise DieloomError(f"{network} takes no reference picture.", "Choose the brush, or apply the style as it is.")
    shown = _on_ground(cropped(pixels, region))
    return StyleShare(
        code=packed(swatch_of(shown)),
        palette=extract_palette(shown, _COLOURS),
        weight=weight,
        asset=asset,
        region=region,
    )


def packed(swatch: Pixels) -> str:
    """A swatch [S, S, 3] as base64 of float32, one number a pixel: 24 bits of colour fill its mantissa exactly."""
    wide = swatch.astype(np.uint32)
    return base64.b64encode((wide[..., 0] << 16 | wide[..., 1] << 8 | wide[..., 2]).astype("<f4").tobytes()).decode()


def unpacked(code: str) -> Pixels:
    """The swatch [S, S, 3] of a share's code; raises DieloomError for another network's code."""
    numbers = np.frombuffer(base64.b64decode(code), "<f4")
    side = round(len(numbers) ** 0.5)
    if side % 4 or side * side != len(numbers) or not np.all((numbers >= 0) & (numbers < 1 << 24)):
        raise DieloomError("The style was read by another network.", "Choose its reference picture again.")
    wide = numbers.astype(np.uint32).reshape(side, side)
    return np.stack([wide >> 16, wide >> 8 & 255, wide & 255], 2).astype(np.uint8)


def swatch_of(picture: Pixels) -> Pixels:
    """The square of a picture [H, W, 3] that is most like all of it, without a seam: [SWATCH_PX, SWATCH_PX, 3].

    It takes on the colours of the whole with their shares. Flat artwork stays in its few pure colours, and where it is
    a tile, or repeats one, that is the swatch, as large as it is. A smaller picture is mirrored as often as it takes.
    """
    reduced = _reduced(picture)
    flat = flat_colours(histogram(reduced), _FLAT) is not None
    tile = repeating(reduced, *_TILE_PX) if flat else None
    if tile is not None:
        return _squared(tile)
    side = SWATCH_PX + _JOIN_PX
    rows, columns = (_mirrored(length, max(length, side)) for length in reduced.shape[:2])
    cut = seamless(_most_typical(reduced[rows[:, None], columns], side), _JOIN_PX)
    return cut if flat else graded(cut, samples(reduced), Progress())


def _squared(tile: Pixels) -> Pixels:
    """Rows and columns left out or doubled rather than mixed, so that flat colours stay flat."""
    side = 4 * round(sum(tile.shape[:2]) / 8)
    rows, columns = (np.arange(side) * length // side for length in tile.shape[:2])
    return np.asarray(tile[rows[:, None], columns])


def _mirrored(length: int, wanted: int) -> NDArray[np.intp]:
    """Places 0 to ``length - 1`` to and fro, ``wanted`` of them."""
    places = np.arange(wanted) % (2 * length)
    return np.asarray(np.minimum(places, 2 * length - 1 - places))


def _most_typical(picture: Pixels, side: int) -> Pixels:
    """Of squares all over a picture the one whose mean and spread of colours come nearest to the whole's."""
    wanted = _facts(picture)
    height, width = picture.shape[:2]
    places = [(int(t), int(e)) for t in np.linspace(0, height - side, 4) for e in np.linspace(0, width - side, 4)]
    squares = [picture[top : top + side, left : left + side] for top, left in places]
    return min(squares, key=lambda square: float(np.square(_facts(square) - wanted).sum()))


def _facts(picture: Pixels) -> NDArray[np.float32]:
    """Mean and spread of colours, and the strength of edges."""
    values = picture.astype(np.float32)
    edges = np.abs(np.diff(values, axis=0)).mean((0, 1)) + np.abs(np.diff(values, axis=1)).mean((0, 1))
    return np.concatenate([values.mean((0, 1)), values.std((0, 1)), edges])


def _on_ground(pixels: Pixels) -> Pixels:
    """[H, W, 3]: what is clear takes the mean colour of what is seen."""
    if pixels.shape[2] == 3:
        return pixels
    alpha = pixels[..., 3:].astype(np.float32) / 255.0
    seen = pixels[..., 3] >= _SEEN
    if not seen.any():
        raise DieloomError("The reference has no visible pixel.", "Choose another picture, or a larger part of it.")
    colours = pixels[..., :3].astype(np.float32)
    return np.asarray(np.rint(colours * alpha + colours[seen].mean(0) * (1.0 - alpha)), np.uint8)


def _reduced(picture: Pixels) -> Pixels:
    height, width = picture.shape[:2]
    scale = _LARGEST_PX / max(height, width)
    if scale >= 1.0:
        return picture
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return np.asarray(Image.fromarray(np.ascontiguousarray(picture)).resize(size, Image.Resampling.LANCZOS))

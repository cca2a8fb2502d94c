"""Colours taken from a picture, and carried over to artwork.

What happens to a pixel depends on its colour and on the picture's colours as a whole, never on its place, so a periodic
tile stays periodic.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from core.colour.oklab import Colours, oklab, srgb
from core.errors import DieloomError
from core.jobs import Progress
from core.style.palette_clusters import (
    Clusters,
    Pixels,
    codes,
    colours_of,
    flat_colours,
    histogram,
    main_colours,
    shades,
    strips,
)
from core.style.palette_transport import Moves, transport
from core.style.values import PaletteEdit, PaletteShift
from core.values import HexColour

MOST = 16
"""Colours in a palette."""

_MAIN = 12  # main colours of a shaded picture, more than most palettes have, so that shades of one go to one
_CHUNK = 1 << 16  # colours worked out between two reports


def extract_palette(image: Pixels, count: int, progress: Progress | None = None) -> PaletteShift:
    """The ``count`` (or fewer) main colours of [H, W, 3 or 4], largest area first, each with its share of it.

    Flat artwork gives its very colours. Raises DieloomError for a picture that is clear throughout, and Cancelled.
    """
    seen = histogram(image, progress)
    found = flat_colours(seen, count) or main_colours(seen, count)
    if not len(found.lab):
        raise DieloomError("The picture is clear throughout: it has no colours.", "Choose another picture.")
    return PaletteShift(colours=hex_colours(found.lab), shares=tuple(found.shares.round(6).tolist()))


def shift_palette(tile: Pixels, shift: PaletteShift, progress: Progress | None = None) -> Pixels:
    """[H, W, 3 or 4] in the palette's colours, at the shift's strength; alpha is kept. Raises Cancelled."""
    progress = progress or Progress()
    moves = moves_of(tile, shift, progress.part(0.0, 0.3)) if shift.strength else None
    if moves is None:
        return tile.copy()
    return recoloured(tile, lambda lab: moves(lab, shift.strength), progress.part(0.3, 1.0))


def edit_palette(
    pixels: Pixels, edit: PaletteEdit, progress: Progress, repeats: tuple[bool, bool] = (False, False)
) -> Pixels:
    """A palette edit on [H, W, 4] sRGB with straight alpha; raises Cancelled."""
    return shift_palette(pixels, edit.shift, progress)


def moves_of(image: Pixels, shift: PaletteShift, progress: Progress | None = None) -> Moves | None:
    """Where each colour of [H, W, 3 or 4] goes; None for a picture that is clear throughout."""
    seen = histogram(image, progress)
    flat = flat_colours(seen, MOST)
    main = flat or shades(seen, max(_MAIN, 2 * len(shift.colours)))
    return moves_between(main, shift, flat=flat is not None) if len(main.lab) else None


def moves_between(main: Clusters, shift: PaletteShift, *, flat: bool) -> Moves:
    """Where main colours, some at least, go in a palette."""
    shares = None if shift.shares is None else np.array(shift.shares)
    return transport(main, lab_colours(shift.colours), shares, flat)


def snapped(palette: PaletteShift, brand: Sequence[HexColour], *, one_to_one: bool = False) -> PaletteShift:
    """The palette with each colour replaced by the nearest of the brand's, in its place, with its share.

    ``one_to_one``: different colours go to different ones of the brand's as far as these last, at the least distance
    in all, weighted by area. Raises DieloomError without any brand colour.
    """
    if not brand:
        raise DieloomError("There are no brand colours.", "Give one at least.")
    own, theirs = lab_colours(palette.colours), lab_colours(brand)
    cost = ((own[:, None] - theirs) ** 2).sum(2)
    owner = cost.argmin(1)
    if one_to_one:
        from scipy.optimize import linear_sum_assignment

        shares = np.array(palette.shares or [1.0] * len(own))
        rows, columns = linear_sum_assignment(cost * shares[:, None])
        owner[rows] = columns
    return palette.model_copy(update={"colours": tuple(brand[each] for each in owner)})


def recoloured(pixels: Pixels, move: Callable[[Colours], Colours], progress: Progress) -> Pixels:
    """[H, W, 3 or more] with ``move`` done to each colour in OKLab; further channels are kept.

    A colour is worked out once however often it occurs, exactly, and a table holds them all: 64 MB whatever the size
    of the picture. Raises Cancelled.
    """
    made = pixels.copy()
    seen = np.zeros(1 << 24, bool)
    parts = strips(pixels)
    for index, rows in enumerate(parts):
        progress.report(0.1 * index / len(parts), "Moving the colours")
        seen[codes(pixels[rows])] = True
    numbers = np.flatnonzero(seen)
    table = np.zeros(len(seen), np.uint32)
    for start in range(0, len(numbers), _CHUNK):
        progress.report(0.1 + 0.6 * start / len(numbers), "Moving the colours")
        chunk = numbers[start : start + _CHUNK]
        table[chunk] = codes(srgb(move(oklab(colours_of(chunk)))))
    for index, rows in enumerate(parts):
        progress.report(0.7 + 0.3 * index / len(parts), "Moving the colours")
        made[rows, :, :3] = colours_of(table[codes(pixels[rows])])
    return made


def lab_colours(colours: Sequence[HexColour]) -> Colours:
    """OKLab [n, 3]."""
    return oklab(np.array([tuple(bytes.fromhex(colour[1:])) for colour in colours], np.uint8))


def hex_colours(lab: Colours) -> tuple[HexColour, ...]:
    return tuple("#" + bytes(colour).hex() for colour in srgb(lab))

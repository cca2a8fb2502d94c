"""Flat artwork as filled paths, in exactly the colours that are asked for.

Layers lie one on the other, the largest at the bottom, each drawn on a little under those above it as a printer traps
inks: no ground shows between two neighbours, and each edge is drawn once. Outlines run where the smoothed edge is half
way (``contours``) and are fitted by Bezier curves (``beziers``).

Not vtracer: its one call holds the interpreter's lock until the whole picture is traced, so that nobody could stop it,
its outlines follow the stairs of pixels, and its colours are averages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import cv2
import numpy as np
from numpy.typing import NDArray

from core.errors import DieloomError
from core.imaging.beside import beside
from core.imaging.beziers import Outline, outlines
from core.imaging.contours import contours
from core.imaging.flat_colours import CLEAR, Labels, find_colours, label
from core.jobs import Progress
from core.pictures.bands import bands

Pixels = NDArray[np.uint8]

_SMOOTH_PX = 0.6  # of the picture: what an outline is smoothed by
_TRAP_PX = 1.5  # of the picture: how far a layer goes on under the next
_ENLARGED = 4_000_000  # pixels; small pictures are enlarged up to here, so that smoothed edges tell where they lie


def vectorise(
    pixels: Pixels,
    progress: Progress,
    palette: Sequence[str] | None = None,
    colours: int | None = None,
    detail: float = 0.5,
) -> str:
    """The text of an SVG, one path for each colour, a pixel of ``pixels`` [H, W, 4] a user unit.

    Its colours are those of ``palette`` (#rrggbb) that are nearest, or ``colours`` of the picture's own, or as many of
    them as matter. ``detail``, 0 to 1: how small a speck may be and how closely outlines are followed. Raises
    DieloomError for a clear picture, and Cancelled.
    """
    progress.report(0.0, "telling the colours")
    chosen = list(dict.fromkeys(palette)) if palette else find_colours(pixels, colours, progress.part(0.0, 0.1))
    if not chosen or not any((pixels[band, :, 3] > 127).any() for band in bands(pixels.shape, progress.silent())):
        raise DieloomError("The picture is clear: there is nothing to draw.", "Choose another picture.")
    height, width = pixels.shape[:2]
    factor = next((each for each in (4, 2) if each * each * width * height <= _ENLARGED), 1)
    labels = label(pixels, chosen, factor, progress.part(0.1, 0.4))
    least = round(64 - 60 * detail) * factor**2
    labels = _without_specks(labels, len(chosen), min(least, labels.size // 64), progress.part(0.4, 0.5))
    tolerance = (0.7 - 0.5 * detail) * factor
    drawn = []
    for number, field, part in _layers(labels, len(chosen), factor, progress.part(0.5, 1.0)):
        loops = contours(field, 127.5, part.part(0.0, 0.3))
        shapes = outlines(loops, tolerance, 0.5 * factor**2, part.part(0.3, 1.0))
        data = "".join(_words(shapes, 1 / factor, part.silent()))
        if data:
            drawn.append(f'<path fill="{chosen[number]}" d="{data}"/>')
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    return "\n".join([head, *drawn, "</svg>", ""])


def _words(shapes: Iterator[Outline], scale: float, progress: Progress) -> Iterator[str]:
    for shape in shapes:
        for word in shape.words((scale, scale)):
            progress.check()
            yield word


def _without_specks(labels: Labels, count: int, least: int, progress: Progress) -> Labels:
    """Islands of fewer pixels than ``least`` take the colour of what is nearest."""
    speck = np.zeros(labels.shape, bool)
    for turn, number in enumerate([*range(count), CLEAR]):
        progress.report(turn / (count + 1))
        mask = (labels == number).astype(np.uint8)
        if mask.any():
            _, pieces, facts, _ = beside(partial(cv2.connectedComponentsWithStats, mask, connectivity=8), progress)
            small = facts[:, cv2.CC_STAT_AREA] < least
            small[0] = False
            for band in bands(labels.shape, progress.silent()):
                speck[band] |= small[pieces[band]]
    if not speck.any() or speck.all():
        return labels
    far = partial(cv2.distanceTransformWithLabels, labelType=cv2.DIST_LABEL_PIXEL)
    _, nearest = beside(partial(far, speck.view(np.uint8), cv2.DIST_L2, 3), progress)
    colour, made = np.zeros(int(nearest.max()) + 1, np.uint8), np.empty_like(labels)
    for band in bands(labels.shape, progress.silent()):
        colour[nearest[band][~speck[band]]] = labels[band][~speck[band]]
    for band in bands(labels.shape, progress.silent()):
        made[band] = colour[nearest[band]]
    return made


def _layers(labels: Labels, count: int, factor: int, progress: Progress) -> Iterator[tuple[int, Pixels, Progress]]:
    """Each colour that is there, the largest first: its number, its smoothed area (255 within), a progress for it."""
    areas = sum(np.bincount(labels[band].ravel(), minlength=256) for band in bands(labels.shape, progress.silent()))
    areas = np.asarray(areas)[:count]
    order = [int(number) for number in np.argsort(-areas, kind="stable") if areas[number]]
    rank = np.zeros(256, np.uint8)  # clear is under everything: nothing goes on under it
    rank[order] = np.arange(1, len(order) + 1)
    height = np.empty_like(labels)
    for band in bands(labels.shape, progress.silent()):
        height[band] = rank[labels[band]]
    reach = round(_TRAP_PX * factor)
    disc = np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1)), np.uint8)
    for level, number in enumerate(order, 1):
        part = progress.part((level - 1) / len(order), level / len(order))
        part.report(0.0, "drawing the outlines")
        own = (height == level).astype(np.uint8)
        above = height > level
        area = _filled(own, above, part.silent())
        part.check()
        area[(beside(partial(cv2.dilate, area, disc), part) > 0) & above] = 1
        part.check()
        yield number, _smoothed(area * np.uint8(255), _SMOOTH_PX * factor, part), part.part(0.1, 1.0)


def _filled(area: NDArray[np.uint8], above: NDArray[np.bool_], progress: Progress) -> NDArray[np.uint8]:
    """Without openings that layers above cover whole."""
    number, pieces = beside(partial(cv2.connectedComponents, 1 - area, connectivity=4), progress)
    open_, made = np.zeros(number, bool), area.copy()
    for band in bands(area.shape, progress):
        open_[pieces[band][~above[band]]] = True
    for band in bands(area.shape, progress):
        made[band] |= ~open_[pieces[band]]
    return made


def _smoothed(field: Pixels, sigma: float, progress: Progress) -> Pixels:
    soft = beside(partial(cv2.GaussianBlur, field, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE), progress)
    return np.asarray(soft, np.uint8)

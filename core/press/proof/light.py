"""The light copy: a small picture of the sheet for mail, which costs little ink when somebody prints it.

Large areas lose most of their density, while what is finer than a few millimetres keeps its contrast, so that words
and lines stay as legible as they are; the die is drawn over it at full strength.
"""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from core.compose.drawlist import DrawPage, Group, Op, PixelSource, StrokePath
from core.compose.raster import render
from core.geometry import Box, Path, Point
from core.jobs import Progress
from core.press.lettering import GREY, caption, fitted
from core.press.on_paper import on_paper
from core.units import MM_PER_INCH, POINTS_PER_MM

LONGEST = 1600  # pixels
MOST_BYTES = 900_000
DENSITY = 0.35  # of large areas
_CONTRAST = 0.85  # of details
_FINE = 0.006  # of the longest side: what is finer than this keeps its contrast
_COLOURS = (192, 96, 48, 24, 12)
_BAND, _EDGE = 0.045, 0.012  # of the longest side
_SMALLER = 0.8
_NEUTRAL = 10  # of 255: what differs less between its channels is a grey
_LINE = 1.5  # pixels


def light_copy(
    page: DrawPage, pixels: PixelSource, title: str, line: str, progress: Progress | None = None
) -> tuple[bytes, tuple[int, int]]:
    """A PNG with the title and a ``line`` above the page, and its size in pixels; raises DieloomError, Cancelled."""
    progress = progress or Progress()
    framed, words = _framed(page, title, line)
    picture = _drawn(framed, words, pixels, progress)
    data = _packed(picture)
    while len(data) > MOST_BYTES:
        picture = picture.resize([max(1, round(side * _SMALLER)) for side in picture.size], Image.Resampling.LANCZOS)
        data = _packed(picture)
    return data, picture.size


def lightened(picture: Image.Image, density: float = DENSITY) -> Image.Image:
    """The picture with its large areas at a part of their density, and its details nearly as they were."""
    broad = picture.filter(ImageFilter.GaussianBlur(max(1.0, _FINE * max(picture.size))))
    whole, low = np.asarray(picture, np.float32), np.asarray(broad, np.float32)
    # What is left of the areas, and the details upon them.
    light = 255 - (255 - low) * density + (whole - low) * _CONTRAST
    return Image.fromarray(np.rint(light).clip(0, 255).astype(np.uint8))


def _framed(page: DrawPage, title: str, line: str) -> tuple[DrawPage, list[Op]]:
    """The page in a box with room for the words above it, and the words."""
    bleed = page.bleed
    side = max(bleed.width, bleed.height)
    edge, band = _EDGE * side, _BAND * side
    box = Box(bleed.x0 - edge, bleed.y0 - edge, bleed.x1 + edge, bleed.y1 + edge + band)
    size = band * 0.42 * POINTS_PER_MM
    words = fitted(title, bleed.width, size, bold=True)
    ops: list[Op] = [*caption(words, Point(bleed.x0, bleed.y1 + edge + band * 0.5), size, bold=True)]
    smaller = size * 0.66
    said = fitted(line, bleed.width, smaller)
    ops += caption(said, Point(bleed.x0, bleed.y1 + edge + band * 0.08), smaller, ink=GREY)
    return replace(page, bleed=box), ops


def _drawn(page: DrawPage, words: list[Op], pixels: PixelSource, progress: Progress) -> Image.Image:
    ppi = LONGEST / max(page.bleed.width, page.bleed.height) * MM_PER_INCH
    inner = Path.rectangle(page.bleed)
    art = Group(tuple(op for op in on_paper(page.ops) if not _is_die(op)), clip=inner)
    die = tuple(_visible(op, _LINE * MM_PER_INCH / ppi) for op in page.ops if _is_die(op))
    areas = render(replace(page, ops=(art,)), pixels, ppi, progress=progress.part(0, 0.7)).pixels
    lines = render(replace(page, ops=(*die, *words)), pixels, ppi, progress=progress.part(0.7, 0.9)).pixels
    light = np.asarray(lightened(Image.fromarray(areas)), np.uint16)
    both: NDArray[np.uint8] = (light * lines // 255).astype(np.uint8)
    return Image.fromarray(both[:LONGEST, :LONGEST])  # a page may round up to a pixel more


def _visible(op: Op, least: float) -> Op:
    """The lines of the die, none thinner than ``least`` mm."""
    match op:
        case Group():
            return replace(op, ops=tuple(_visible(inner, least) for inner in op.ops))
        case StrokePath():
            return replace(op, width=max(op.width, least))
        case _:
            return op


def _is_die(op: Op) -> bool:
    return isinstance(op, Group) and op.layer is not None and op.layer.technical


def _packed(picture: Image.Image) -> bytes:
    """As many colours as the size allows; with the fewest, whatever it takes."""
    data = b""
    for colours in _COLOURS:
        out = io.BytesIO()
        palette = _palette(picture, colours)
        picture.quantize(palette=palette, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        data = out.getvalue()
        if len(data) <= MOST_BYTES:
            break
    return data


def _palette(picture: Image.Image, colours: int) -> Image.Image:
    """The picture's own colours beside a scale of greys: words and bars are black, and stay without a hue."""
    greys = max(4, colours // 8)
    pixels = np.asarray(picture).reshape(-1, 3)
    hued = pixels[np.ptp(pixels, axis=1) > _NEUTRAL]
    found: list[int] = []
    if len(hued):
        own = Image.fromarray(hued[None]).quantize(colours - greys, dither=Image.Dither.NONE)
        found = own.getpalette() or []
    scale = np.linspace(0, 255, greys).round().astype(int).repeat(3).tolist()
    palette = Image.new("P", (1, 1))
    palette.putpalette([*scale, *found[: 3 * (colours - greys)]])
    return palette

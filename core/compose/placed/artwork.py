"""Artwork of other programs, placed as vectors: a page of a PDF or an SVG as drawing operations of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from core.colour.inks import Ink, Spot
from core.compose.drawlist import DrawImage, FillPath, FillTile, Group, Op, PdfImage, StrokePath
from core.document import vectors
from core.errors import DieloomError
from core.geometry import Affine, Box
from core.pictures import images

_SMALLEST = 1e-3  # mm


@dataclass(frozen=True)
class Artwork:
    """What is placed: its box, and operations in mm, y up, in the same coordinates.

    ``notes`` say in words what of the file is not shown as its program would show it; that a page has no TrimBox is
    none of them, for what is placed is not cut.
    """

    box: Box
    ops: tuple[Op, ...]
    notes: tuple[str, ...] = ()


@lru_cache(maxsize=32)
def read_artwork(data: bytes, page: int = 0) -> Artwork:
    """The artwork of a PDF's page (from 0; its box is the TrimBox), or of an SVG; raises DieloomError.

    Layers of the file are not ours: what it draws in them is kept, without their names and processing steps.
    """
    match vectors.kind(data):  # The readers are large, and most documents need none.
        case "pdf":
            from core.compose.placed.pdf import read_page

            read = read_page(data, page)
            notes = tuple(note.text for note in read.notes if note.code != "no-trim")
            art = Artwork(read.trim, _without_layers(read.ops), notes)
        case "svg":
            if page:
                raise DieloomError(f"An SVG has one page, and page {page + 1} is asked for.", "Choose the first page.")
            from core.compose.placed.svg import read_svg

            drawn = read_svg(data)
            art = Artwork(drawn.box, drawn.ops, drawn.notes)
        case None:
            raise vectors.unknown()
    if min(art.box.width, art.box.height) < _SMALLEST:
        raise DieloomError("The placed artwork has no size.", "Export it again with a page that holds it.")
    return art


def picture_pixels(
    data: bytes, number: int, max_width_px: int | None = None, ink: Ink | None = None
) -> NDArray[np.uint8]:
    """A picture within a placed file as [H, W, 4] sRGB with straight alpha, a PDF's one-bit mask painted in ``ink``;
    raises DieloomError.
    """
    if vectors.kind(data) == "svg":
        return images.decode(_svg_picture(data, number), max_width_px)
    from core.compose.placed.pictures import pdf_image

    return pdf_image(data, number, max_width_px, ink).srgb


def picture_inks(
    data: bytes, number: int, max_width_px: int | None = None, ink: Ink | None = None
) -> NDArray[np.uint8] | None:
    """Its own process inks and alpha, [H, W, 5]; None for one that has none. Raises DieloomError."""
    if vectors.kind(data) == "svg":
        return images.inks(_svg_picture(data, number), max_width_px)
    from core.compose.placed.pictures import pdf_image

    return pdf_image(data, number, max_width_px, ink).inks


@lru_cache(maxsize=16)
def _svg_picture(data: bytes, number: int) -> bytes:
    from core.compose.placed.svg import picture

    return picture(data, number)


@lru_cache(maxsize=16)
def enlarged_artwork(data: bytes, page: int, scale: float) -> Artwork:
    """The artwork ``scale`` times as large: pens and curves at the size that they print at; raises DieloomError."""
    art = read_artwork(data, page)
    if scale == 1:
        return art
    box = Box(*(value * scale for value in art.box))
    return Artwork(box, _scaled(art.ops, scale), art.notes)


def with_inks(ops: Iterable[Op], ink_of: Callable[[Spot], Ink]) -> tuple[Op, ...]:
    """The operations with each spot put through ``ink_of``."""

    def mapped(op: Op) -> Op:
        match op:
            case Group():
                return replace(op, ops=with_inks(op.ops, ink_of))
            case FillPath(ink=Spot() as spot) | StrokePath(ink=Spot() as spot):
                return replace(op, ink=ink_of(spot))
            case DrawImage(PdfImage(ink=Spot() as spot) as source):
                return replace(op, source=replace(source, ink=ink_of(spot)))
        return op

    return tuple(mapped(op) for op in ops)


def _without_layers(ops: Iterable[Op]) -> tuple[Op, ...]:
    return tuple(replace(op, ops=_without_layers(op.ops), layer=None) if isinstance(op, Group) else op for op in ops)


def _scaled(ops: Iterable[Op], scale: float) -> tuple[Op, ...]:
    by, back = Affine.scaling(scale), Affine.scaling(1 / scale)

    def larger(op: Op) -> Op:
        match op:
            case FillPath():
                return replace(op, path=op.path.transformed(by))
            case StrokePath():
                dash = tuple(length * scale for length in op.dash)
                return replace(op, path=op.path.transformed(by), width=op.width * scale, dash=dash)
            case DrawImage():
                return replace(op, matrix=by @ op.matrix)
            case FillTile():
                return replace(op, area=op.area.transformed(by), matrix=by @ op.matrix)
            case Group():
                clip = None if op.clip is None else op.clip.transformed(by)
                matrix = None if op.matrix is None else by @ op.matrix @ back
                return replace(op, ops=_scaled(op.ops, scale), clip=clip, matrix=matrix)

    return tuple(larger(op) for op in ops)

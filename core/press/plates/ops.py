"""Drawing operations on plates, one band of a page after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.compose.drawlist import ArtImage, PictureSource
from core.compose.pixel_ops import Shape
from core.geometry import Affine
from core.press.plates.masks import Dense, Mask, Plate, of_alpha, of_shape, whole
from core.press.plates.sampling import sample, to_picture
from core.press.plates.source import InkSource

_ALPHA = 3  # the channel of it in a picture for screens


@dataclass(frozen=True, eq=False)
class Canvas:
    """A part of the page on all plates: ``planes`` [N, rows, width], drawn on in place, begins at pixel (x, y).

    Through ``clip`` nothing is drawn but where it covers. ``inked`` says which plates have anything at all; it is
    shared by all parts of a band, for what is empty need not be knocked out.
    """

    planes: NDArray[np.uint8]
    x: int
    y: int
    inked: NDArray[np.bool_]
    clip: Dense | None = None

    def part(self, shape: Shape | None) -> Canvas | None:
        """What a shape may touch of it; None when it passes by."""
        if shape is None:
            return self
        if shape.bounds is None:
            return None
        rows, width = self.planes.shape[1:]
        x0, y0, x1, y1 = shape.bounds
        x0, x1 = max(x0 - self.x, 0), min(x1 - self.x, width)
        y0, y1 = max(y0 - self.y, 0), min(y1 - self.y, rows)
        if x0 >= x1 or y0 >= y1:
            return None
        clip = None if self.clip is None else self.clip.part(slice(y0, y1), slice(x0, x1))
        return replace(self, planes=self.planes[:, y0:y1, x0:x1], x=self.x + x0, y=self.y + y0, clip=clip)

    def mask(self, shape: Shape | None) -> Mask:
        """What a shape covers of it within the clip."""
        rows, width = self.planes.shape[1:]
        if shape is None:
            return self.clip or whole(rows, width)
        covered = of_shape(shape, self.x, self.y, rows, width)
        return covered if self.clip is None else covered.times(self.clip)

    def paint(self, mask: Mask, inks: Sequence[int | Plate | None]) -> None:
        """Put each plate's ink where the mask covers: one value, or one for each pixel; None leaves the plate alone."""
        for number, ink in enumerate(inks):
            nothing = isinstance(ink, int) and ink == 0
            if ink is not None and (self.inked[number] or not nothing):
                mask.blend(self.planes[number], ink)
                self.inked[number] |= not nothing


class PlateOp(Protocol):
    """Draws its part of a canvas."""

    def draw(self, canvas: Canvas) -> None: ...


@dataclass(frozen=True, eq=False)
class Solid:
    """One ink on a shape, by its value on each plate; None leaves a plate alone."""

    shape: Shape
    inks: tuple[int | None, ...]

    def draw(self, canvas: Canvas) -> None:
        part = canvas.part(self.shape)
        if part is not None:
            part.paint(part.mask(self.shape), self.inks)


@dataclass(frozen=True, eq=False)
class Tiles:
    """Repeats of a tile on an area; ``process`` has the place of each process plate, None for one that is not made."""

    area: Shape
    source: ArtImage
    size_px: tuple[int, int]
    to_unit: Affine
    made: InkSource
    process: tuple[int | None, ...]
    plates: int

    def draw(self, canvas: Canvas) -> None:
        part = canvas.part(self.area)
        if part is None:
            return
        inks: list[int | Plate | None] = [0] * self.plates
        if _any(self.process):
            rows, width = part.planes.shape[1:]
            found = self.made.tiles(self.source, self.size_px, self.to_unit, part.x, part.y, rows, width)
            _distribute(found, self.process, inks)
        part.paint(part.mask(self.area), inks)


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture on an area: its own inks untouched where it has some, else separated."""

    area: Shape
    source: PictureSource
    width_px: int
    to_unit: Affine
    made: InkSource
    process: tuple[int | None, ...]
    plates: int

    def draw(self, canvas: Canvas) -> None:
        part = canvas.part(self.area)
        if part is None:
            return
        mask = part.mask(self.area)
        inks: list[int | Plate | None] = [0] * self.plates
        own = self._own
        found = self._found(part, self._image if own is None else own)
        alpha = found[:, :, -1]
        if (alpha < 255).any():
            mask = mask.times(of_alpha(alpha))
        if _any(self.process):
            separated = found if own is not None else self._separated(found)
            _distribute(separated, self.process, inks)
        part.paint(mask, inks)

    def _found(self, part: Canvas, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
        rows, width = part.planes.shape[1:]
        to_px = to_picture(self.to_unit, picture.shape[1], picture.shape[0])
        return sample(picture, to_px, part.x, part.y, rows, width, repeat=False)

    def _separated(self, found: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Pixels are separated where they are shown: a picture as large as the sheet is never held in inks."""
        return self.made.inks(found[:, :, :_ALPHA])

    @cached_property
    def _own(self) -> NDArray[np.uint8] | None:
        return self.made.pixels.inks(self.source, self.width_px)

    @cached_property
    def _image(self) -> NDArray[np.uint8]:
        return self.made.pixels.image(self.source, self.width_px)


@dataclass(frozen=True, eq=False)
class Together:
    """Operations through a clip, at an opacity: below 1 as one object, so that its parts do not shine through."""

    ops: Sequence[PlateOp]
    clip: Shape | None
    opacity: float

    def draw(self, canvas: Canvas) -> None:
        part = canvas.part(self.clip)
        if part is None:
            return
        mask = part.mask(self.clip)
        if self.opacity == 1:
            self._draw(replace(part, clip=mask.dense()))
            return
        apart = replace(part, planes=part.planes.copy(), clip=None)
        self._draw(apart)
        changed = (plate if inked else None for plate, inked in zip(apart.planes, part.inked, strict=True))
        part.paint(mask.thinned(self.opacity), list(changed))

    def _draw(self, canvas: Canvas) -> None:
        for op in self.ops:
            op.draw(canvas)


def _any(process: Sequence[int | None]) -> bool:
    return any(place is not None for place in process)


def _distribute(found: NDArray[np.uint8], process: Sequence[int | None], inks: list[int | Plate | None]) -> None:
    for channel, place in _places(process):
        inks[place] = found[:, :, channel]


def _places(process: Sequence[int | None]) -> Iterator[tuple[int, int]]:
    return ((channel, place) for channel, place in enumerate(process) if place is not None)

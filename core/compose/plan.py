"""Operations in mm, y up, become shapes in pixels, y down: the same way for every device that is made of pixels."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Generic, Protocol, TypeVar

import numpy as np

from core.colour.inks import Ink
from core.compose.coverage import Edges, edges_of
from core.compose.drawlist import (
    ArtImage,
    Cap,
    DrawImage,
    FillPath,
    FillTile,
    Group,
    Join,
    Op,
    PictureSource,
    StrokePath,
)
from core.compose.pixel_ops import Shape
from core.compose.strokes import stroked
from core.geometry import Affine, Box, Path

D = TypeVar("D")
_FLAT_PX = 0.1  # how far a flattened curve may stray
_UNIT = Path.rectangle(Box(0, 0, 1, 1))


class Device(Protocol[D]):
    """Makes what it draws from shapes; a ``matrix`` maps the unit square, y up, to pixels."""

    def solid(self, shape: Shape, ink: Ink, overprint: bool) -> D: ...

    def tiles(self, area: Shape, source: ArtImage, matrix: Affine) -> D: ...

    def picture(self, area: Shape, source: PictureSource, matrix: Affine) -> D: ...

    def together(self, ops: Sequence[D], clip: Shape | None, opacity: float) -> D: ...


@dataclass(frozen=True)
class Plan(Generic[D]):
    """What a device makes of operations, once for all bands of a page; technical layers are left out if so wished."""

    device: Device[D]
    to_px: Affine
    technical: bool = True

    def of(self, ops: Iterable[Op]) -> list[D]:
        return [planned for op in ops for planned in self._several(op)]

    def _several(self, op: Op) -> Iterator[D]:
        match op:
            case Group():
                yield from self._group(op)
            case FillPath():
                yield self.device.solid(replace(self._shape(op.path), rule=op.rule), op.ink, op.overprint)
            case StrokePath():
                yield self.device.solid(self._stroke(op), op.ink, op.overprint)
            case FillTile() if op.matrix.determinant:
                yield self.device.tiles(self._shape(op.area), op.source, self.to_px @ op.matrix)
            case DrawImage() if op.matrix.determinant:
                area = self._shape(_UNIT.transformed(op.matrix))
                yield self.device.picture(area, op.source, self.to_px @ op.matrix)

    def _group(self, op: Group) -> Iterator[D]:
        if op.layer is not None and op.layer.technical and not self.technical:
            return
        if op.matrix is not None and not op.matrix.determinant:
            return
        plan = self if op.matrix is None else replace(self, to_px=self.to_px @ op.matrix)
        inner = plan.of(op.ops)
        if op.clip is None and op.opacity == 1:
            yield from inner
        elif inner:
            yield self.device.together(inner, None if op.clip is None else plan._shape(op.clip), op.opacity)

    def _stroke(self, op: StrokePath) -> Shape:
        return self._mapped(_pen(op.path, op.width, op.dash, op.cap, op.join, op.mitre))

    def _shape(self, path: Path) -> Shape:
        return self._mapped(_outline(path, self._tolerance))

    def _mapped(self, edges: Edges) -> Shape:
        a, b, c, d, e, f = self.to_px
        points = edges.reshape(-1, 2) @ np.array([[a, b], [c, d]]) + [e, f]
        return Shape(points.reshape(-1, 4))

    @cached_property
    def _tolerance(self) -> float:
        """How far a curve may stray in the operations' own lengths: a power of 2, so that outlines are found again."""
        a, b, c, d, _, _ = self.to_px
        scale = max(math.hypot(a, b), math.hypot(c, d))
        return 2.0 ** math.floor(math.log2(_FLAT_PX / scale)) if scale else 1.0


# A canvas draws the same page at each move, so what costs most is kept: curves as lines, and the outlines of pens.


@lru_cache(maxsize=1024)
def _outline(path: Path, tolerance: float) -> Edges:
    return edges_of(path.flattened(tolerance))


@lru_cache(maxsize=128)
def _pen(path: Path, width: float, dash: tuple[float, ...], cap: Cap, join: Join, mitre: float) -> Edges:
    return edges_of(stroked(path, width, dash, cap, join, mitre))


def page_to_pixels(box: Box, scale: float) -> Affine:
    """From mm, y up, to pixels from the upper left corner of ``box``, ``scale`` of them in a millimetre."""
    return Affine(scale, 0, 0, -scale, -box.x0 * scale, box.y1 * scale)


def sides_px(matrix: Affine) -> tuple[int, int]:
    """Whole pixels along the unit square's lower and left side."""
    return max(1, round(math.hypot(matrix.a, matrix.b))), max(1, round(math.hypot(matrix.c, matrix.d)))

"""A page as ink on each plate, with overprint and knockout as on the press; no PDF is made for it.

The page is drawn in bands, so that memory stays at the plates that are asked for, and a little more.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.colour.condition import PrintingCondition
from core.colour.inks import Ink
from core.compose.drawlist import ArtImage, DrawPage, PictureSource, PixelSource
from core.compose.pixel_ops import Shape
from core.compose.plan import Plan, page_to_pixels, sides_px
from core.errors import DieloomError
from core.geometry import Affine, Box
from core.jobs import Progress
from core.press.plates.names import PROCESS, plate_names, technical_plates, values
from core.press.plates.ops import Canvas, Picture, PlateOp, Solid, Tiles, Together
from core.press.plates.separations import Separations
from core.press.plates.source import InkSource
from core.units import MM_PER_INCH, pixels_at

MAX_BYTES = 10**9
_BAND_PX = 1 << 18  # pixels of a band, so that what is worked on stays in the processor's cache


def separate(
    page: DrawPage,
    pixels: PixelSource,
    condition: PrintingCondition,
    ppi: float,
    *,
    box: Box | None = None,
    technical: bool = True,
    only: frozenset[str] | None = None,
    progress: Progress | None = None,
) -> Separations:
    """The plates of ``box`` (mm on the page; its bleed when left out), or those of them that ``only`` names.

    Raises DieloomError for more pixels than a workstation holds, and what ``pixels`` raises.
    """
    names = plate_names(page.ops, technical)
    names = tuple(name for name in names if only is None or name in only)
    job = _Job(page, InkSource(pixels, condition, progress or Progress()), ppi, box or page.bleed, technical, names)
    if job.width * job.height * len(names) > MAX_BYTES:
        most = math.floor(ppi * math.sqrt(MAX_BYTES / (job.width * job.height * len(names))))
        raise DieloomError(
            f"The plates would have {job.width} x {job.height} pixels each, and there are {len(names)} of them.",
            f"Choose at most {most} ppi, or fewer plates.",
        )
    planes = np.zeros((len(names), job.height, job.width), np.uint8)
    rows = max(16, _BAND_PX // job.width)
    for top in job.tops(rows):
        job.draw(planes[:, top : top + rows], top)
    return Separations(names, planes.transpose(1, 2, 0), job.box, ppi, technical_plates(page.ops))


def bands(
    page: DrawPage,
    pixels: PixelSource,
    condition: PrintingCondition,
    ppi: float,
    *,
    box: Box | None = None,
    technical: bool = True,
    rows: int = 256,
    progress: Progress | None = None,
) -> Iterator[tuple[int, NDArray[np.uint8]]]:
    """The first row and the inks [rows, W, N] of one band after the other; :func:`plate_names` says which they are."""
    names = plate_names(page.ops, technical)
    job = _Job(
        page, InkSource(pixels, condition, progress or Progress(), exact=True), ppi, box or page.bleed, technical, names
    )
    for top in job.tops(rows):
        planes = np.zeros((len(names), min(rows, job.height - top), job.width), np.uint8)
        job.draw(planes, top)
        yield top, planes.transpose(1, 2, 0)


class _Job:
    """A page planned once for all its bands."""

    def __init__(
        self, page: DrawPage, source: InkSource, ppi: float, box: Box, technical: bool, names: tuple[str, ...]
    ) -> None:
        if not 1 <= ppi <= 10_000:
            raise DieloomError(f"Plates of {ppi:g} ppi cannot be made.", "Choose a resolution from 1 to 10000.")
        self.box, self.width, self.height = box, pixels_at(box.width, ppi), pixels_at(box.height, ppi)
        self._progress = source.progress
        device = _Press(source, names)
        self._ops = Plan(device, page_to_pixels(box, ppi / MM_PER_INCH), technical).of(page.ops)

    def tops(self, rows: int) -> Iterator[int]:
        for top in range(0, self.height, rows):
            self._progress.report(top / self.height, "Making plates")
            yield top

    def draw(self, planes: NDArray[np.uint8], top: int) -> None:
        """On empty ``planes`` [N, rows, W] from row ``top`` on."""
        canvas = Canvas(planes, 0, top, np.zeros(len(planes), np.bool_))
        for op in self._ops:
            self._progress.check()
            op.draw(canvas)


@dataclass(frozen=True)
class _Press:
    """Makes operations on the plates of these names."""

    source: InkSource
    names: tuple[str, ...]

    def solid(self, shape: Shape, ink: Ink, overprint: bool) -> PlateOp:
        return Solid(shape, values(ink, overprint, self.names, self.source.condition))

    def tiles(self, area: Shape, source: ArtImage, matrix: Affine) -> PlateOp:
        return Tiles(area, source, sides_px(matrix), matrix.inverse(), self.source, self._process, len(self.names))

    def picture(self, area: Shape, source: PictureSource, matrix: Affine) -> PlateOp:
        width = sides_px(matrix)[0]
        return Picture(area, source, width, matrix.inverse(), self.source, self._process, len(self.names))

    def together(self, ops: Sequence[PlateOp], clip: Shape | None, opacity: float) -> PlateOp:
        return Together(ops, clip, opacity)

    @property
    def _process(self) -> tuple[int | None, ...]:
        return tuple(self.names.index(name) if name in self.names else None for name in PROCESS)

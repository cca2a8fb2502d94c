"""Pages without transparency, for PDF/X-1a: what is transparent, and all that lies under it, becomes pictures.

The process inks become one picture and each spot another, which overprints it; what lies above the topmost transparent
operation stays as it is, and so do technical layers, which overprint and so may lie on top.
"""

from __future__ import annotations

import gzip
import math
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import IO

import numpy as np

from core.colour.inks import Spot
from core.compose.drawlist import DrawImage, DrawPage, Group, Op, PixelSource
from core.geometry import Affine, Box
from core.jobs import Progress
from core.press.canvas import Canvas
from core.press.inks import PressInks
from core.press.page_inks import printed_spots
from core.press.painter import Painter
from core.press.plates import PROCESS, bands, plate_names
from core.press.rasters import Colours, Pixels, Separator, picture
from core.press.sheet import Sheet, State
from core.units import MM_PER_INCH, pixels_at

_FINEST = 600.0  # ppi; the edges of letters show no steps from here on
_MOST_PX = 400 * 10**6
_BAND_PX = 1 << 18


class FlatPainter(Painter):
    """Draws pages without transparency and layers."""

    def __init__(self, sheet: Sheet, inks: PressInks, pixels: PixelSource, ppi: float, progress: Progress) -> None:
        super().__init__(sheet, inks, pixels, ppi, progress)
        self._trial = Painter(Sheet(), inks, pixels, ppi, progress)  # tells what is equal
        self._flats: dict[tuple[int, Box], tuple[FlatPage, list[FlatRaster]]] = {}

    def page(self, page: DrawPage, canvas: Canvas) -> None:
        below, above = split(page.ops, self._pixels, self._ppi)
        if below:
            self._show(*self._flat(replace(page, ops=below)), canvas)
        self.draw(above, canvas)

    def _flat(self, page: DrawPage) -> tuple[FlatPage, list[FlatRaster]]:
        """The pictures of a page, process inks first; pages that share their artwork share them."""
        key = self._trial.fragment(page.ops), page.bleed
        if key not in self._flats:
            flat = FlatPage(page, _resolution(page, self._ppi))
            plates = [FlatRaster(flat, self._inks.plate(spot), spot) for spot in flat.spots]
            self._flats[key] = flat, [FlatRaster(flat, "cmyk"), *plates]
        return self._flats[key]

    def _show(self, flat: FlatPage, rasters: Sequence[FlatRaster], canvas: Canvas) -> None:
        for raster in rasters:
            canvas.save()
            if raster.spot is not None:
                canvas.state(State(overprint=True))
            canvas.picture(self._sheet.raster(raster), flat.matrix)
            canvas.restore()

    def _picture(self, op: DrawImage, canvas: Canvas, scale: float) -> None:
        raster = picture(op, self._pixels, self._ppi * scale)
        canvas.picture(self._sheet.raster(replace(raster, mask=None)), op.matrix)

    def _group(self, op: Group, canvas: Canvas, scale: float) -> None:
        super()._group(replace(op, layer=None, opacity=1.0), canvas, scale)


def split(ops: Sequence[Op], pixels: PixelSource, ppi: float) -> tuple[tuple[Op, ...], tuple[Op, ...]]:
    """The operations up to and including the topmost transparent one, and those above it; raises what pixels raise."""
    see_through = [number for number, op in enumerate(ops) if _transparent(op, pixels, ppi)]
    if not see_through:
        return (), tuple(ops)
    last = see_through[-1]
    under, over = [op for op in ops[:last] if not _technical(op)], [op for op in ops[:last] if _technical(op)]
    top = ops[last]
    if isinstance(top, Group) and top.opacity == 1:
        below, above = split(top.ops, pixels, ppi)
        under.append(replace(top, ops=below))
        over += [replace(top, ops=above)] if above else []
    else:
        under.append(top)
    return tuple(under), (*over, *ops[last + 1 :])


class FlatPage:
    """A page played into its plates once, while the process inks are written; the spots wait beside it, compressed."""

    def __init__(self, page: DrawPage, ppi: float) -> None:
        self.ppi, self._page = ppi, page
        self.width_px, self.height_px = pixels_at(page.bleed.width, ppi), pixels_at(page.bleed.height, ppi)
        names, spots = plate_names(page.ops, technical=False), {spot.name: spot for spot in printed_spots(page)}
        self.spots = tuple(spots[name] for name in names[len(PROCESS) :])
        self._at = {name: number for number, name in enumerate(names)}
        self._files: dict[str, IO[bytes]] = {}

    @property
    def matrix(self) -> Affine:
        """The map of the unit square to the page. Pixels are a whole number from the bleed's upper left corner."""
        box, step = self._page.bleed, MM_PER_INCH / self.ppi
        return Affine(self.width_px * step, 0, 0, self.height_px * step, box.x0, box.y1 - self.height_px * step)

    def process(self, separator: Separator) -> Iterator[Pixels]:
        """The process inks [rows, W, 4], with each spot kept on the way; raises OSError when there is no room."""
        self._files = {spot.name: tempfile.TemporaryFile() for spot in self.spots}  # noqa: SIM115  # read by plate()
        writers = {name: gzip.GzipFile(fileobj=file, mode="wb", compresslevel=1) for name, file in self._files.items()}
        rows = max(16, _BAND_PX // self.width_px)
        progress = separator.progress.silent()
        for _, inks in bands(
            self._page, separator.pixels, separator.condition, self.ppi, technical=False, rows=rows, progress=progress
        ):
            for name, writer in writers.items():
                writer.write(inks[:, :, self._at[name]].tobytes())
            yield inks[:, :, :4]
        for writer in writers.values():
            writer.close()

    def plate(self, spot: Spot) -> Iterator[Pixels]:
        """The plate [rows, W] of a spot, after the process inks."""
        with self._files.pop(spot.name) as file:
            file.seek(0)
            reader = gzip.GzipFile(fileobj=file, mode="rb")
            while data := reader.read(max(1, _BAND_PX // self.width_px) * self.width_px):
                yield np.frombuffer(data, np.uint8).reshape(-1, self.width_px)


@dataclass(frozen=True, eq=False)
class FlatRaster:
    """The picture of a flattened page's process inks, or of one of its spots."""

    flat: FlatPage
    colours: Colours
    spot: Spot | None = None

    mask = None

    @property
    def width_px(self) -> int:
        return self.flat.width_px

    @property
    def height_px(self) -> int:
        return self.flat.height_px

    def strips(self, separator: Separator) -> Iterator[Pixels]:
        return self.flat.process(separator) if self.spot is None else self.flat.plate(self.spot)


def _resolution(page: DrawPage, ppi: float) -> float:
    area = page.bleed.width * page.bleed.height / MM_PER_INCH**2
    return min(2 * ppi, max(ppi, _FINEST), math.sqrt(_MOST_PX / area))


def _transparent(op: Op, pixels: PixelSource, ppi: float) -> bool:
    match op:
        case Group():
            return not _technical(op) and (
                (op.opacity < 1 and bool(op.ops)) or any(_transparent(each, pixels, ppi) for each in op.ops)
            )
        case DrawImage():
            return picture(op, pixels, ppi).mask is not None
        case _:
            return False


def _technical(op: Op) -> bool:
    return isinstance(op, Group) and op.layer is not None and op.layer.technical

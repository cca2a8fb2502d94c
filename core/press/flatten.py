"""Pages without transparency, for PDF/X-1a: what is transparent, and all that lies under it, becomes a picture.

The picture has a channel for each plate (DeviceN, ISO 32000-1, 8.6.6.5), so that it looks right in any viewer and no
ink is lost. What lies above the topmost transparent operation stays as it is, and so do technical layers, which
overprint and so may lie on top.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from core.compose.drawlist import DrawImage, DrawPage, Group, Op, PixelSource
from core.geometry import Affine, Box
from core.jobs import Progress
from core.press.canvas import Canvas
from core.press.inks import PressInks
from core.press.page_inks import printed_spots
from core.press.painter import Painter
from core.press.plates import PROCESS, bands, plate_names
from core.press.rasters import Colours, Pixels, Plates, Separator, picture
from core.press.sheet import Sheet, State
from core.units import MM_PER_INCH, pixels_at

_FINEST = 600.0  # ppi; the edges of letters show no steps from here on
_MOST_PX = 400 * 10**6
_BAND_PX = 1 << 18
MOST_CHANNELS = 8  # of DeviceN in PDF 1.4 (annex C of its reference)


class FlatPainter(Painter):
    """Draws pages without transparency and layers."""

    def __init__(self, sheet: Sheet, inks: PressInks, pixels: PixelSource, ppi: float, progress: Progress) -> None:
        super().__init__(sheet, inks, pixels, ppi, progress)
        self._trial = Painter(Sheet(), inks, pixels, ppi, progress)  # tells what is equal
        self._flats: dict[tuple[int, Box], list[FlatRaster]] = {}

    def page(self, page: DrawPage, canvas: Canvas) -> None:
        below, above = split(page.ops, self._pixels, self._ppi)
        if below:
            self._show(self._flat(replace(page, ops=below)), canvas)
        self.draw(above, canvas)

    def _flat(self, page: DrawPage) -> list[FlatRaster]:
        """The pictures of a page; pages that share their artwork share them."""
        key = self._trial.fragment(page.ops), page.bleed
        if key not in self._flats:
            self._flats[key] = list(self._rasters(page))
        return self._flats[key]

    def _rasters(self, page: DrawPage) -> Iterator[FlatRaster]:
        """One in most cases; more than four spots lie in further ones, which overprint."""
        names, ppi = plate_names(page.ops, technical=False), _resolution(page, self._ppi)
        found = {spot.name: spot for spot in printed_spots(page)}
        parts = [names[:MOST_CHANNELS]]
        parts += [names[i : i + MOST_CHANNELS] for i in range(MOST_CHANNELS, len(names), MOST_CHANNELS)]
        for number, part in enumerate(parts):
            plates = Plates(tuple(self._inks.plate(found[name]) for name in part if name not in PROCESS), number == 0)
            yield FlatRaster(page, ppi, part, plates if plates.spots else "cmyk")

    def _show(self, rasters: Iterable[FlatRaster], canvas: Canvas) -> None:
        for raster in rasters:
            canvas.save()
            if raster.names[0] not in PROCESS:
                canvas.state(State(overprint=True))
            canvas.picture(self._sheet.raster(raster), raster.matrix)
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
    under, top = ops[:last], ops[last]
    over = [lines for op in under if (lines := _lines(op))]
    if isinstance(top, Group) and top.opacity == 1:
        below, above = split(top.ops, pixels, ppi)
        over += [replace(top, ops=above)] if above else []
        top = replace(top, ops=below)
    elif lines := _lines(top):
        over.append(lines)
    return (*under, top), (*over, *ops[last + 1 :])


def _lines(op: Op) -> Op | None:
    """The technical layers within an operation, where it has some; the plates of a picture are made without them."""
    if not isinstance(op, Group) or _technical(op):
        return op if _technical(op) else None
    inner = tuple(lines for each in op.ops if (lines := _lines(each)))
    return replace(op, ops=inner) if inner else None


@dataclass(frozen=True, eq=False)
class FlatRaster:
    """A page played into those of its plates that ``names`` says, at the resolution ``ppi``."""

    page: DrawPage
    ppi: float
    names: tuple[str, ...]
    colours: Colours

    mask = None

    @property
    def width_px(self) -> int:
        return pixels_at(self.page.bleed.width, self.ppi)

    @property
    def height_px(self) -> int:
        return pixels_at(self.page.bleed.height, self.ppi)

    @property
    def matrix(self) -> Affine:
        """The map of the unit square to the page. Pixels are a whole number from the bleed's upper left corner."""
        box, step = self.page.bleed, MM_PER_INCH / self.ppi
        return Affine(self.width_px * step, 0, 0, self.height_px * step, box.x0, box.y1 - self.height_px * step)

    def strips(self, separator: Separator) -> Iterator[Pixels]:
        all_names = plate_names(self.page.ops, technical=False)
        channels = [all_names.index(name) for name in self.names]
        drawn = bands(
            self.page,
            separator.pixels,
            separator.condition,
            self.ppi,
            technical=False,
            rows=max(16, _BAND_PX // self.width_px),
            progress=separator.progress.silent(),
        )
        for _, inks in drawn:
            yield inks[:, :, channels]


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

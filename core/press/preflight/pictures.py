"""Are pictures fine enough for the size that they are placed at?"""

from __future__ import annotations

import math
from collections.abc import Iterator

from core.artwork.edits import enlargement
from core.artwork.recipe import Recipe
from core.compose.drawlist import AssetImage, DrawImage, FillTile, Gradient, PdfImage
from core.compose.resolution import developed_size, effective_ppi, missing_factor
from core.document.model import ArtworkLayer, ImageLayer, Layer
from core.document.steps import is_full
from core.errors import DieloomError
from core.gan.bundled import find_model
from core.gan.reader import open_model
from core.imaging.values import UpscaleEdit
from core.pictures import images
from core.press.preflight.findings import Finding, Fix, found
from core.press.preflight.fixes import placing, setting
from core.press.preflight.job import Job, called, seen
from core.press.preflight.marks import Mark
from core.units import MM_PER_INCH

_ENLARGED = 6.0  # times that artwork may be enlarged before it is worth a word: it has no edges as photographs do


def check_resolution(job: Job) -> Iterator[Finding]:
    """Pixels to the placed inch of every picture, the lesser of both directions."""
    for layer, page, marks in job.printed():
        for mark in marks:
            size = _size(job, mark)
            if size is None or not isinstance(mark.op, DrawImage):
                continue
            ppi = effective_ppi(mark.op.matrix, size)
            if ppi < job.limits.ppi_warning:
                code = "resolution-low" if ppi < job.limits.ppi_error else "resolution-doubtful"
                limit = job.limits.ppi_error if ppi < job.limits.ppi_error else job.limits.ppi_warning
                text = f"{called(layer)} has {ppi:.0f} ppi at its size; {limit:.0f} are wanted."
                yield found(code, text, mark.box, page.number, layer.id, _finer(layer, ppi, job.limits.ppi_warning))


def check_artwork(job: Job) -> Iterator[Finding]:
    """Grown artwork whose model is not here, or that is enlarged far beyond the model's own pixels."""
    for layer, page, marks in job.printed():
        if not isinstance(layer, ArtworkLayer):
            continue
        try:
            across = tile_px(layer.recipe)
        except DieloomError as error:
            yield found(
                "picture-missing", f"{called(layer)} cannot be drawn: {error.message}", None, page.number, layer.id
            )
            continue
        ppi = min((_tile_ppi(mark.op, across) for mark in marks if isinstance(mark.op, FillTile)), default=math.inf)
        if job.preset.press.ppi / ppi > _ENLARGED:
            text = f"{called(layer)} is drawn at {ppi:.0f} ppi and enlarged {job.preset.press.ppi / ppi:.1f} times."
            yield found("artwork-enlarged", text, seen(marks), page.number, layer.id, _denser(layer, ppi, job))


def check_missing(job: Job) -> Iterator[Finding]:
    """Pictures that are not in the document, or that cannot be read."""
    for layer in job.document.design.layers:
        if not layer.visible or not isinstance(layer, ImageLayer):
            continue
        data = job.document.assets.get(layer.asset)
        side = int(layer.place.side == "inside")
        if data is None:
            yield found("picture-missing", f"{called(layer)} is not in the document.", None, side, layer.id)
            continue
        try:
            images.size(data)
        except DieloomError as error:
            yield found("picture-damaged", f"{called(layer)}: {error.message}", None, side, layer.id)


def tile_px(recipe: Recipe) -> int:
    """How many pixels a tile has across, its edits counted; raises DieloomError for a model that is not here."""
    own = open_model(find_model(recipe.model)).config.resolution * recipe.cells[0]
    return own * enlargement(recipe.edits)


def _tile_ppi(op: FillTile, across: int) -> float:
    width = math.hypot(op.matrix.a, op.matrix.b)
    return across / (width / MM_PER_INCH) if width > 0 else math.inf


def _denser(layer: ArtworkLayer, ppi: float, job: Job) -> Fix:
    """Smaller repeats, so that the model's own pixels are as fine as is worth it."""
    width = layer.tile_width * 0.999 * ppi * _ENLARGED / job.preset.press.ppi
    return setting(layer, f"Repeat it every {width:.1f} mm", f"每 {width:.1f} mm 重复", tile_width=width)


def _size(job: Job, mark: Mark) -> tuple[int, int] | None:
    """The pixels of a placed picture; None for what has none, or cannot be read (another check says so)."""
    if not isinstance(mark.op, DrawImage):
        return None
    try:
        match mark.op.source:
            case AssetImage(asset, edits):
                return developed_size(images.size(job.document.assets.get(asset, b"")), edits)
            case PdfImage():
                height, width = job.pixels.image(mark.op.source).shape[:2]
                return width, height
            case Gradient():
                return None
    except DieloomError:
        return None


def _finer(layer: Layer, ppi: float, wanted: float) -> Fix | None:
    """More pixels for a picture of which they can be made, and the same pixels on less room for a coarser one."""
    factor = missing_factor(ppi, wanted)
    if not isinstance(layer, ImageLayer) or is_full(layer) or factor is None or factor * ppi < wanted:
        return _smaller(layer, ppi, wanted)
    edits = (*layer.edits, UpscaleEdit(factor=factor))
    return setting(layer, f"Bring it up: enlarge it ×{factor}", f"提高分辨率：放大 ×{factor}", edits=edits)


def _smaller(layer: Layer, ppi: float, wanted: float) -> Fix | None:
    """The picture about its middle at the size that its pixels are enough for; none where it has to fill its panel."""
    place = layer.place
    if not isinstance(layer, ImageLayer) or place.width is None or place.height is None:
        return None
    scale = 0.999 * ppi / wanted
    width, height = place.width * scale, place.height * scale
    return placing(
        layer,
        f"Place it at {scale:.0%} of its size",
        f"缩小至 {scale:.0%}",
        width=width,
        height=height,
        x=place.x + (place.width - width) / 2,
        y=place.y + (place.height - height) / 2,
    )

"""Each kind of layer as drawing operations in its place."""

from __future__ import annotations

import math
from typing import Literal

from core.compose.barcodes import barcode
from core.compose.drawlist import ArtImage, AssetImage, DrawImage, FillPath, FillTile, Group, Op, StrokePath
from core.compose.paints import Inks, is_solid_black, is_white
from core.compose.pens import svg_path
from core.compose.placed.artwork import enlarged_artwork, read_artwork, with_inks
from core.compose.placing import Place
from core.compose.text import typeset
from core.document.document import Document
from core.document.model import (
    ArtworkLayer,
    BarcodeLayer,
    ImageLayer,
    Layer,
    ShapeLayer,
    TextLayer,
    VectorLayer,
)
from core.errors import DieloomError
from core.geometry import Affine, Arc, Box, Line, Path, Point
from core.pictures import images


def draw_layer(layer: Layer, place: Place, inks: Inks, document: Document) -> Group:
    """The layer's group, carrying its id and opacity; raises DieloomError.

    Text and barcodes are not clipped: what runs off its panel should be seen, not silently cut.
    """
    match layer:
        case ArtworkLayer():
            ops: tuple[Op, ...] = (_artwork(layer, place),)
        case ImageLayer():
            ops = (_image(layer, place, document),)
        case ShapeLayer():
            ops = _shape(layer, place, inks)
        case VectorLayer():
            ops = (_vector(layer, place, inks, document),)
        case BarcodeLayer():
            return Group(barcode(layer, place, inks), opacity=layer.opacity, id=layer.id)
        case TextLayer():
            return Group(_text(layer, place, inks), opacity=layer.opacity, id=layer.id)
    return Group(ops, clip=place.region, opacity=layer.opacity, id=layer.id)


def _full(place: Place) -> Box:
    """The box of something that runs into the bleed, in the place's own coordinates."""
    return Box(0, 0, place.width, place.height).grown(place.spill)


def _artwork(layer: ArtworkLayer, place: Place) -> FillTile:
    across, down = layer.recipe.cells  # the models' tiles are square, repeated so often
    repeat = Affine.scaling(layer.tile_width, layer.tile_width * down / across)
    area = Path.rectangle(_full(place)).transformed(place.matrix)
    return FillTile(area, ArtImage(layer.recipe), place.matrix @ repeat)


def _image(layer: ImageLayer, place: Place, document: Document) -> Op:
    matrix = fitted(place, layer.fit, *images.size(_asset(document, layer.asset, "picture")))
    drawn: Op = DrawImage(AssetImage(layer.asset, layer.edits), matrix)
    if layer.clip is not None:
        drawn = Group((drawn,), clip=svg_path(layer.clip).transformed(matrix @ Affine(1, 0, 0, -1, 0, 1)))
    return _cropped((drawn,), place) if layer.fit == "cover" else drawn


def _vector(layer: VectorLayer, place: Place, inks: Inks, document: Document) -> Op:
    data = _asset(document, layer.asset, "drawing")
    box = read_artwork(data, layer.page).box
    matrix = fitted(place, layer.fit, box.width, box.height)
    scale = math.sqrt(abs(matrix.determinant) / (box.width * box.height))
    art = enlarged_artwork(data, layer.page, scale)
    box = art.box
    unit = Affine(1 / box.width, 0, 0, 1 / box.height, -box.x0 / box.width, -box.y0 / box.height)
    drawn = Group(with_inks(art.ops, inks.of_placed), clip=Path.rectangle(box), matrix=matrix @ unit)
    return _cropped((drawn,), place) if layer.fit == "cover" else drawn


def _asset(document: Document, name: str, what: str) -> bytes:
    data = document.assets.get(name)
    if data is None:
        raise DieloomError(f"Its {what} is not in the document.", f"Choose the {what} again.")
    return data


def fitted(place: Place, fit: Literal["contain", "cover", "stretch"], width: float, height: float) -> Affine:
    """From the unit square to where something of these proportions lies in its box; what is contained stays off the
    bleed.
    """
    box = Box(0, 0, place.width, place.height) if fit == "contain" else _full(place)
    across, up = box.width, box.height
    if fit != "stretch":
        scale = (min if fit == "contain" else max)(across / width, up / height)
        across, up = width * scale, height * scale
    corner = Affine.translation(box.centre.x - across / 2, box.centre.y - up / 2)
    return place.matrix @ corner @ Affine.scaling(across, up)


def _cropped(ops: tuple[Op, ...], place: Place) -> Group:
    return Group(ops, clip=Path.rectangle(_full(place)).transformed(place.matrix))


def _shape(layer: ShapeLayer, place: Place, inks: Inks) -> tuple[Op, ...]:
    path = _outline(layer, place).transformed(place.matrix)
    ops: list[Op] = []
    if layer.fill is not None:
        ink = inks.of(layer.fill)
        ops.append(FillPath(path, ink, overprint=layer.overprint and not is_white(ink)))
    if layer.stroke is not None:
        ink = inks.of(layer.stroke)
        ops.append(StrokePath(path, ink, layer.stroke_width, overprint=layer.overprint and not is_white(ink)))
    return tuple(ops)


def _outline(layer: ShapeLayer, place: Place) -> Path:
    box = Box(0, 0, place.width, place.height)
    match layer.shape:
        case "ellipse":
            return Path.ellipse(box)
        case "path":
            return svg_path(layer.path or "")
        case "rectangle" if layer.radius == 0 and layer.stroke is None:
            return Path.rectangle(_full(place))
        case "rectangle":
            return _rounded(box, min(layer.radius, box.width / 2, box.height / 2))


def _rounded(box: Box, radius: float) -> Path:
    if radius == 0:
        return Path.rectangle(box)
    x0, y0, x1, y1 = box
    corners = [
        Arc(Point(x1 - radius, y0 + radius), radius, -90, 90),
        Arc(Point(x1 - radius, y1 - radius), radius, 0, 90),
        Arc(Point(x0 + radius, y1 - radius), radius, 90, 90),
        Arc(Point(x0 + radius, y0 + radius), radius, 180, 90),
    ]
    segments = [piece for i, arc in enumerate(corners) for piece in (Line(corners[i - 1].end, arc.start), arc)]
    return Path.of_segments(segments, close=True)


def _text(layer: TextLayer, place: Place, inks: Inks) -> tuple[Op, ...]:
    path = typeset(layer, place.width, place.height).transformed(place.matrix)
    if not path.commands:
        return ()
    ink = inks.of(layer.paint)
    wanted = is_solid_black(ink) if layer.overprint is None else layer.overprint
    return (FillPath(path, ink, overprint=wanted and not is_white(ink)),)

"""What is made of a placed picture beyond its steps: a clipping path, paths in its place."""

from __future__ import annotations

from core.document.document import Document
from core.document.edits import find, fresh_id, inserted, with_layer
from core.document.model import ImageLayer, VectorLayer


def with_clip(document: Document, layer_id: str, path: str | None) -> Document:
    """The picture within a clipping path (SVG path data over the unit square, y down), or whole again."""
    return document.with_design(with_layer(document.design, layer_id, clip=path))


def with_paths(document: Document, layer_id: str, svg: bytes, name: str) -> tuple[Document, str]:
    """``svg`` as a layer called ``name`` right above the picture, in its place; the picture is hidden.

    Gives the document and the new layer's id; raises KeyError for a layer that is no picture.
    """
    picture = find(document.design, layer_id)
    if not isinstance(picture, ImageLayer):
        raise KeyError(layer_id)
    document, asset = document.with_asset(svg)
    design = with_layer(document.design, layer_id, visible=False)
    paths = VectorLayer(
        id=fresh_id(design, "vector"),
        name=name[:200],
        opacity=picture.opacity,
        place=picture.place,
        asset=asset,
        fit=picture.fit,
    )
    index = [layer.id for layer in design.layers].index(layer_id) + 1
    return document.with_design(inserted(design, paths, index)), paths.id

"""A page's operations at another size and place: the picture on a proof."""

from __future__ import annotations

from dataclasses import replace

from core.compose.drawlist import DrawImage, FillPath, FillTile, Group, LayerTag, Op, StrokePath
from core.geometry import Affine

THINNEST = 0.12  # mm; lines of the die stay visible on a small picture


def reduced(op: Op, by: Affine) -> Op:
    """``op`` seen through an even scale and a move.

    Layers keep their names but lose their processing steps: a machine must not cut along a reduced line.
    """
    scale = by.a
    match op:
        case FillPath():
            return replace(op, path=op.path.transformed(by))
        case StrokePath():
            dash = tuple(length * scale for length in op.dash)
            return replace(op, path=op.path.transformed(by), width=max(op.width * scale, THINNEST), dash=dash)
        case DrawImage():
            return replace(op, matrix=by @ op.matrix)
        case FillTile():
            return replace(op, area=op.area.transformed(by), matrix=by @ op.matrix)
        case Group() if op.matrix is not None:
            placed = replace(op, matrix=None, layer=None if op.layer is None else LayerTag(op.layer.name))
            return replace(placed, matrix=by @ op.matrix)
        case Group():
            return replace(
                op,
                ops=tuple(reduced(inner, by) for inner in op.ops),
                clip=None if op.clip is None else op.clip.transformed(by),
                layer=None if op.layer is None else LayerTag(op.layer.name),
            )

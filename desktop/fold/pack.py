"""One state of folding, made ready for Qt: what does not depend on where the viewer stands is worked out here, once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QPainterPath, QPolygonF, QTransform

from core.dieline.outline import Outline
from core.mockup import studio
from core.mockup.mesh import Mesh, folded
from core.mockup.order import Fragment, Order, ordered
from core.mockup.plan import Array, Whole
from core.mockup.strips import Skin, Strips, charts, placed_on
from desktop.workers.images import image_of


@dataclass(frozen=True)
class Pack:
    """``paths`` are the fragments on the blank; ``pieces`` [N], ``middles`` [N, 2] on the blank and ``lowest`` [N]
    (mm over the floor) are theirs. ``strips`` holds those of all fragments, which of them from ``firsts`` [N + 1];
    ``charts`` [S, 3, 3] take the unit square to the room, and ``prints`` the blank to the unit square."""

    mesh: Mesh
    order: Order
    paths: list[QPainterPath]
    pieces: Whole
    middles: Array
    lowest: Array
    strips: Strips
    firsts: list[int]
    charts: Array
    prints: dict[int, QTransform]
    shadow: QBrush
    shadow_box: QRectF


def pack_of(outline: Outline, amount: float) -> Pack:
    """May be called in any thread."""
    mesh = folded(outline, amount)
    order = ordered(mesh)
    fragments = order.fragments
    pieces = np.array([each.piece for each in fragments], np.intp)
    rings = [np.concatenate(each.rings) for each in fragments]
    lowest = [placed_on(mesh.middle[piece], ring)[:, 1].min() for piece, ring in zip(pieces, rings, strict=True)]
    strips = _together([each.strips for each in fragments])
    shadow, box = _shadow(mesh)
    return Pack(
        mesh=mesh,
        order=order,
        paths=[_path(each) for each in fragments],
        pieces=pieces,
        middles=np.array([ring.mean(axis=0) for ring in rings]),
        lowest=np.array(lowest),
        strips=strips,
        firsts=np.cumsum([0, *(len(each.strips.skins) for each in fragments)]).tolist(),
        charts=charts(strips.corners),
        prints=_prints(strips),
        shadow=shadow,
        shadow_box=box,
    )


def _path(fragment: Fragment) -> QPainterPath:
    path = QPainterPath()
    for ring in fragment.rings:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring.tolist()]))
        path.closeSubpath()
    return path


def _together(parts: list[Strips]) -> Strips:
    return Strips(
        np.concatenate([each.corners for each in parts]),
        np.concatenate([each.uv for each in parts]),
        np.concatenate([each.normals for each in parts]),
        np.concatenate([each.skins for each in parts]),
        np.concatenate([each.pieces for each in parts]),
    )


def _prints(strips: Strips) -> dict[int, QTransform]:
    """For each crease's strip, the map from mm on the blank to its unit square."""
    printed = np.flatnonzero(strips.skins != Skin.EDGE)
    maps = np.zeros((len(printed), 3, 3))
    maps[:, :2], maps[:, 2, 2] = charts(strips.uv[printed]), 1
    return {int(s): transform_of(each) for s, each in zip(printed, np.linalg.inv(maps), strict=True)}


def _shadow(mesh: Mesh) -> tuple[QBrush, QRectF]:
    """The shadow as a brush in mm on the floor, and where it lies."""
    shadow = studio.shadow_of(mesh)
    image = image_of(
        np.concatenate([np.zeros((*shadow.opacity.shape, 3), np.uint8), shadow.opacity[:, :, None]], axis=2)
    )
    brush, box = QBrush(image), shadow.box
    scale = box.width / image.width()
    brush.setTransform(QTransform(scale, 0, 0, scale, box.x0, box.y0))
    return brush, QRectF(box.x0, box.y0, box.width, box.height)


def transform_of(homography: Array) -> QTransform:
    """The same map for row vectors, as Qt has them."""
    return QTransform(*(homography / homography[2, 2]).T.ravel().tolist())

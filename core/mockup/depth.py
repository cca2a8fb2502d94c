"""Which face is nearest at each sample of the picture.

Faces are planar and perspective keeps lines, so a face is a polygon of the picture, and the inverse of its depth is
linear over it; nothing is triangulated. Samples lie on a grid finer than the pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.geometry.scan import within
from core.mockup.camera import View
from core.mockup.mesh import Mesh
from core.mockup.plan import Array
from core.mockup.strips import Skin, charts

FINER = 3  # samples along each side of a pixel
EDGE_ON = 1e-12  # of a face's map to the picture: below it, nothing of it is seen

UNIT_SQUARE = (np.array([(0.0, 0), (1, 0), (1, 1), (0, 1)]),)


@dataclass(frozen=True)
class Patch:
    """A face turned to the viewer: ``rings`` in the chart of its plane, ``plane`` [3, 3] from there to the room, ``uv``
    [2, 3] from there to mm on the blank. It is a face of ``piece``, or a strip along it."""

    rings: tuple[Array, ...]
    plane: Array
    uv: Array
    skin: Skin
    normal: Array
    piece: int
    strip: bool = False


def patches(mesh: Mesh, view: View) -> Iterator[Patch]:
    """One of each piece's two faces, and the strips that look at the viewer."""
    for i, piece in enumerate(mesh.pieces):
        for skin in (Skin.OUTSIDE, Skin.INSIDE):
            plane = mesh.faces[int(skin), i]
            normal = mesh.normals[i] if skin is Skin.OUTSIDE else -mesh.normals[i]
            if piece.rings and (view.eye - plane @ np.append(piece.rings[0][0], 1)) @ normal > 0:
                yield Patch(piece.rings, plane, np.eye(3)[:2], skin, normal, i)
    strips = mesh.strips
    seen = ((view.eye - strips.corners[:, 0]) * strips.normals).sum(axis=1) > 0
    planes, uvs = charts(strips.corners), charts(strips.uv)
    for s in np.flatnonzero(seen):
        plane, uv = planes[s], uvs[s]
        yield Patch(UNIT_SQUARE, plane, uv, Skin(int(strips.skins[s])), strips.normals[s], int(strips.pieces[s]), True)


class Samples:
    """The visible faces of one picture, in samples; ``maps`` take each face's chart to homogeneous samples."""

    def __init__(self, mesh: Mesh, view: View) -> None:
        self.patches = list(patches(mesh, view))
        finer = np.diag([FINER, FINER, 1.0])
        self.maps = [finer @ view.homography(each.plane) for each in self.patches]
        self._width = view.width * FINER
        self._rings = [
            [_projected(to, ring) for ring in each.rings] for to, each in zip(self.maps, self.patches, strict=True)
        ]

    def nearest(self, rows: range) -> NDArray[np.int32]:
        """[rows * FINER, width * FINER]: the number of the face at each sample of rows of pixels; -1 for none."""
        top, height = rows.start * FINER, len(rows) * FINER
        depth = np.zeros((height, self._width), np.float32)  # its inverse: the nearer the larger
        nearest = np.full((height, self._width), -1, np.int32)
        for number, (rings, to) in enumerate(zip(self._rings, self.maps, strict=True)):
            x0, y0, x1, y1 = self._window(rings, top, height)
            if x0 >= x1 or y0 >= y1 or abs(np.linalg.det(to)) < EDGE_ON:
                continue
            a, b, c = np.linalg.inv(to)[2]
            y, x = np.ogrid[y0:y1, x0:x1]
            here = (a * (x + 0.5) + (b * (y + 0.5 + top) + c)).astype(np.float32)
            window = np.s_[y0:y1, x0:x1]
            nearer = filled(rings, x0, y0 + top, x1 - x0, y1 - y0) & (here > depth[window])
            depth[window][nearer] = here[nearer]
            nearest[window][nearer] = number
        return nearest

    def _window(self, rings: Sequence[Array], top: int, height: int) -> tuple[int, int, int, int]:
        """The samples of a band that a face may cover."""
        points = np.concatenate(rings)
        x0, y0 = (int(each) for each in np.floor(points.min(axis=0)))
        x1, y1 = (int(each) for each in np.ceil(points.max(axis=0)))
        return max(x0, 0), max(y0 - top, 0), min(x1, self._width), min(y1 - top, height)


def _projected(homography: Array, ring: Array) -> Array:
    seen = ring @ homography[:, :2].T + homography[:, 2]
    projected: Array = seen[:, :2] / seen[:, 2:]
    return projected


def filled(rings: Sequence[Array], left: int, top: int, width: int, height: int) -> NDArray[np.bool_]:
    """[height, width]: whether each sample's centre lies within the rings (even-odd rule)."""
    return within([ring - (left + 0.5, top + 0.5) for ring in rings], width, height)

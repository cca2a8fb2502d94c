"""The pack as a picture, without Qt: every sample asks which face is nearest, so hidden surfaces are right by nature.

Faces are planar and perspective keeps lines, so a face is a polygon of the picture, and the inverse of its depth is
linear over it; nothing is triangulated. Samples lie on a grid finer than the pixels; bands of rows bound the memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.jobs import Progress
from core.mockup import look, studio
from core.mockup.camera import View
from core.mockup.look import Board, Finish
from core.mockup.mesh import Mesh, Skin, chart
from core.mockup.plan import Array
from core.mockup.skin import Print

FINER = 3  # samples along each side of a pixel
_BAND_SAMPLES = 6_000_000

Reals = NDArray[np.float32]


@dataclass(frozen=True)
class Patch:
    """A visible face: ``rings`` in the chart of its plane, ``plane`` [3, 3] from there to the room, ``uv`` [2, 3] from
    there to mm on the blank."""

    rings: tuple[Array, ...]
    plane: Array
    uv: Array
    skin: Skin
    normal: Array


def patches(mesh: Mesh, view: View) -> Iterator[Patch]:
    """The faces that are turned to the viewer: one of each piece's two, and strips."""
    for i, piece in enumerate(mesh.pieces):
        for skin in (Skin.OUTSIDE, Skin.INSIDE):
            plane = mesh.faces[int(skin), i]
            normal = mesh.normals[i] if skin is Skin.OUTSIDE else -mesh.normals[i]
            if piece.rings and (view.eye - plane @ np.array([*piece.rings[0][0], 1])) @ normal > 0:
                yield Patch(piece.rings, plane, np.eye(3)[:2], skin, normal)
    strips, square = mesh.strips, (np.array([(0.0, 0), (1, 0), (1, 1), (0, 1)]),)
    seen = ((view.eye - strips.corners[:, 0]) * strips.normals).sum(axis=1) > 0
    for s in np.flatnonzero(seen):
        along, across = (chart(each[s]) for each in (strips.corners, strips.uv))
        yield Patch(square, along, across, Skin(int(strips.skins[s])), strips.normals[s])


def picture(
    mesh: Mesh,
    view: View,
    prints: tuple[Print, Print],
    board: Board,
    finish: Finish,
    progress: Progress | None = None,
) -> NDArray[np.uint8]:
    """[height, width, 3] sRGB of the pack in the studio; ``prints`` are those of the outside and the inside."""
    faces = _Faces(mesh, view, prints, board, finish)
    finished = np.empty((view.height, view.width, 3), np.uint8)
    rows = max(1, _BAND_SAMPLES // (view.width * FINER * FINER))
    for top in range(0, view.height, rows):
        if progress is not None:
            progress.report(top / view.height, "Drawing")
        band = range(top, min(top + rows, view.height))
        finished[band.start : band.stop] = faces.band(band)
    return finished


class _Faces:
    """All visible faces of one picture, in samples."""

    def __init__(self, mesh: Mesh, view: View, prints: tuple[Print, Print], board: Board, finish: Finish) -> None:
        self._mesh, self._view, self._prints, self._finish = mesh, view, prints, finish
        self._edge = np.array(board.edge, np.float32)
        self._patches = list(patches(mesh, view))
        finer = np.diag([FINER, FINER, 1.0])
        self._maps = [finer @ view.homography(each.plane) for each in self._patches]
        self._rings = [
            [_projected(at, ring) for ring in each.rings] for at, each in zip(self._maps, self._patches, strict=True)
        ]
        normals = np.array([each.normal for each in self._patches])
        centres = np.array([each.plane @ np.append(each.rings[0].mean(axis=0), 1) for each in self._patches])
        self._bright = look.brightness(normals, view)
        self._bright[[each.skin is Skin.INSIDE for each in self._patches]] *= look.INSIDE_LOSS
        self._sheen = look.sheen(finish, normals, centres, view)
        self._phase = normals @ view.right
        self._axis = look.gleam_axis(mesh, view)
        self._shadow = studio.shadow_of(mesh) if view.eye[1] > 0 else None

    def band(self, rows: range) -> NDArray[np.uint8]:
        nearest = self._nearest(rows)
        colour = self._backdrop(rows).repeat(FINER, axis=0).repeat(FINER, axis=1).reshape(-1, 3)
        order = np.argsort(nearest, axis=None, kind="stable")
        found, starts = np.unique(nearest.ravel()[order], return_index=True)
        for face, at in zip(found, np.split(order, starts[1:]), strict=True):
            if face >= 0:
                y, x = np.divmod(at, nearest.shape[1])
                colour[at] = self._shaded(int(face), x + 0.5, y + 0.5 + rows.start * FINER)
        shape = (len(rows), FINER, self._view.width, FINER, 3)
        finished: NDArray[np.uint8] = np.rint(colour.reshape(shape).mean(axis=(1, 3))).astype(np.uint8)
        return finished

    def _nearest(self, rows: range) -> NDArray[np.int32]:
        """The number of the face at each sample of a band; -1 where there is none."""
        height, width = len(rows) * FINER, self._view.width * FINER
        depth = np.zeros((height, width), np.float32)  # its inverse: the nearer the larger
        nearest = np.full((height, width), -1, np.int32)
        for number, (rings, plane) in enumerate(zip(self._rings, self._maps, strict=True)):
            points = np.concatenate(rings)
            x0, y0 = np.floor(points.min(axis=0)).astype(int)
            x1, y1 = np.ceil(points.max(axis=0)).astype(int)
            y0, y1 = y0 - rows.start * FINER, y1 - rows.start * FINER
            x0, x1, y0, y1 = max(x0, 0), min(x1, width), max(y0, 0), min(y1, height)
            if x0 >= x1 or y0 >= y1 or abs(np.linalg.det(plane)) < 1e-12:
                continue
            inside = filled(rings, x0, y0 + rows.start * FINER, x1 - x0, y1 - y0)
            a, b, c = np.linalg.inv(plane)[2]
            y, x = np.ogrid[y0:y1, x0:x1]
            here = (a * (x + 0.5) + (b * (y + 0.5 + rows.start * FINER) + c)).astype(np.float32)
            window = np.s_[y0:y1, x0:x1]
            nearer = inside & (here > depth[window])
            depth[window][nearer] = here[nearer]
            nearest[window][nearer] = number
        return nearest

    def _backdrop(self, rows: range) -> Reals:
        colour = studio.background(self._view.width, rows, self._view.height)
        if self._shadow is None:
            return colour
        floor = self._view.homography(np.array([[1.0, 0, 0], [0, 0, 0], [0, 1, 0]]))
        y, x = np.mgrid[rows.start : rows.stop, 0 : self._view.width]
        chart = np.linalg.inv(floor) @ np.stack([x.ravel() + 0.5, y.ravel() + 0.5, np.ones(x.size)])
        with np.errstate(divide="ignore", invalid="ignore"):
            where = chart[:2] / chart[2]
        box, opacity = self._shadow.box, self._shadow.opacity
        scale = opacity.shape[0] / box.width
        cover = _sampled(opacity[:, :, None], (where[0] - box.x0) * scale, (where[1] - box.y0) * scale)
        on_floor = (chart[2] > 0) & (np.abs(where) < box.x1).all(axis=0)
        dark = np.where(on_floor, cover[:, 0], 0).reshape(*x.shape, 1) / np.float32(255)
        return np.asarray(colour * (1 - dark), np.float32)

    def _shaded(self, face: int, x: Array, y: Array) -> Reals:
        """[N, 3]: the colour of a face at these samples."""
        patch = self._patches[face]
        chart = np.linalg.inv(self._maps[face]) @ np.stack([x, y, np.ones(len(x))])
        chart /= chart[2]
        room = patch.plane @ chart
        colour, gleams = self._printed(patch, patch.uv @ chart)
        dark = look.darkness(self._bright[face], room[1], self._mesh)
        colour = colour * (1 - dark)[:, None].astype(np.float32)
        if self._finish is Finish.MATTE or patch.skin is not Skin.OUTSIDE:
            return colour
        where = self._axis[:3] @ room + self._axis[3]
        light = self._sheen[face] * look.gleam(self._finish, where, self._phase[face]) * gleams
        return np.asarray(colour + (255 - colour) * light[:, None], np.float32)

    def _printed(self, patch: Patch, uv: Array) -> tuple[Reals, Reals | float]:
        """[N, 3] of the print, and how much it may gleam."""
        if patch.skin is Skin.EDGE:
            return np.broadcast_to(self._edge, (uv.shape[1], 3)), 0.0
        side = self._prints[int(patch.skin)]
        colour = _of_print(side.pixels, side, uv)
        if side.mask is None:
            return colour, 1.0
        return colour, _of_print(side.mask[:, :, None], side, uv)[:, 0] / np.float32(255)


def _projected(homography: Array, ring: Array) -> Array:
    seen = ring @ homography[:, :2].T + homography[:, 2]
    projected: Array = seen[:, :2] / seen[:, 2:]
    return projected


def _of_print(pixels: NDArray[np.uint8], side: Print, uv: Array) -> Reals:
    x = (uv[0] - side.box.x0) * (pixels.shape[1] / side.box.width)
    y = (side.box.y1 - uv[1]) * (pixels.shape[0] / side.box.height)
    return _sampled(pixels, x, y)


def _sampled(pixels: NDArray[np.uint8], x: Array, y: Array) -> Reals:
    """[N, C] between the four pixels around each point; the picture's border goes on for ever."""
    height, width = pixels.shape[:2]
    x, y = np.nan_to_num(x) - 0.5, np.nan_to_num(y) - 0.5
    column, row = np.floor(np.clip(x, -1, width)), np.floor(np.clip(y, -1, height))
    across, down = (x - column)[:, None].clip(0, 1).astype(np.float32), (y - row)[:, None].clip(0, 1).astype(np.float32)
    left, right = (np.clip(column + i, 0, width - 1).astype(np.intp) for i in (0, 1))
    above, below = (np.clip(row + i, 0, height - 1).astype(np.intp) for i in (0, 1))
    upper = pixels[above, left] * (1 - across) + pixels[above, right] * across
    lower = pixels[below, left] * (1 - across) + pixels[below, right] * across
    return np.asarray(upper * (1 - down) + lower * down, np.float32)


def filled(rings: list[Array], left: int, top: int, width: int, height: int) -> NDArray[np.bool_]:
    """[height, width]: whether each sample's centre lies within the rings (even-odd rule).

    Each edge flips everything to the right of where it crosses a row of centres; a running sum along the row then
    counts the flips.
    """
    start = np.concatenate(rings)
    end = np.concatenate([np.roll(ring, -1, axis=0) for ring in rings])
    low, high = np.minimum(start[:, 1], end[:, 1]), np.maximum(start[:, 1], end[:, 1])
    first = np.clip(np.ceil(low - top - 0.5), 0, height).astype(np.intp)
    count = np.clip(np.ceil(high - top - 0.5), 0, height).astype(np.intp) - first
    edge = np.repeat(np.arange(len(count)), count)
    row = np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count) + first[edge]
    rise = end[edge, 1] - start[edge, 1]
    x = start[edge, 0] + (row + top + 0.5 - start[edge, 1]) * (end[edge, 0] - start[edge, 0]) / rise
    column = np.clip(np.ceil(x - left - 0.5), 0, width).astype(np.intp)
    flips = np.bincount(row * (width + 1) + column, minlength=height * (width + 1))
    return (flips.reshape(height, width + 1)[:, :width].cumsum(axis=1) & 1).astype(bool)

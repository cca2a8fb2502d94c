"""The pack as a picture, without Qt: every sample asks which face is nearest, so hidden surfaces are right by nature.

Only what is seen is shaded. Bands of rows bound the memory.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.jobs import Progress
from core.mockup import look, studio
from core.mockup.camera import View
from core.mockup.depth import FINER, Patch, Samples
from core.mockup.look import Board, Finish
from core.mockup.mesh import Mesh
from core.mockup.plan import Array
from core.mockup.skin import Print
from core.mockup.strips import Skin

_BAND_SAMPLES = 3_000_000

Reals = NDArray[np.float32]


def picture(
    mesh: Mesh,
    view: View,
    prints: tuple[Print, Print],
    board: Board,
    finish: Finish,
    progress: Progress | None = None,
) -> NDArray[np.uint8]:
    """[height, width, 3] sRGB of the pack in the studio; ``prints`` are those of the outside and the inside."""
    progress = progress or Progress()
    portrait = _Portrait(mesh, view, prints, board, finish)
    finished = np.empty((view.height, view.width, 3), np.uint8)
    rows = max(1, _BAND_SAMPLES // (view.width * FINER * FINER))
    for top in range(0, view.height, rows):
        progress.report(top / view.height, "Drawing")
        band = range(top, min(top + rows, view.height))
        finished[band.start : band.stop] = portrait.band(band)
    return finished


class _Portrait:
    """One picture's faces, and the light on each."""

    def __init__(self, mesh: Mesh, view: View, prints: tuple[Print, Print], board: Board, finish: Finish) -> None:
        self._mesh, self._view, self._prints, self._finish = mesh, view, prints, finish
        self._edge = np.array(board.edge, np.float32)
        self._samples = Samples(mesh, view)
        faces = self._samples.patches
        normals = np.array([each.normal for each in faces]).reshape(-1, 3)
        centres = np.array([each.plane @ np.append(each.rings[0].mean(axis=0), 1) for each in faces]).reshape(-1, 3)
        loss = np.where([each.skin is Skin.INSIDE for each in faces], look.INSIDE_LOSS, 1.0)
        ends = [mesh.ends[each.piece] * (1 - 2 * int(each.skin)) for each in faces if not each.strip]
        self._bright = np.repeat((look.brightness(normals, view) * loss)[:, None], 2, axis=1)
        if ends:  # of a curved face, the brightness along both its straight edges
            own = [i for i, each in enumerate(faces) if not each.strip]
            both = look.brightness(np.concatenate(ends), view).reshape(-1, 2)
            self._bright[own] = both * loss[own, None]
        self._sheen = look.sheen(finish, normals, centres, view)
        self._phase = normals @ view.right
        self._axis = look.gleam_axis(mesh, view)
        self._shadow = studio.shadow_of(mesh) if view.eye[1] > 0 else None

    def band(self, rows: range) -> NDArray[np.uint8]:
        """Rows of finished pixels."""
        nearest = self._samples.nearest(rows)
        colour = self._backdrop(rows).repeat(FINER, axis=0).repeat(FINER, axis=1).reshape(-1, 3)
        covered = np.flatnonzero(nearest >= 0)
        covered = covered[np.argsort(nearest.ravel()[covered], kind="stable")]
        faces, starts = np.unique(nearest.ravel()[covered], return_index=True)
        for face, at in zip(faces.tolist(), np.split(covered, starts[1:]), strict=False):
            y, x = np.divmod(at, nearest.shape[1])
            colour[at] = self._shaded(face, x + 0.5, y + 0.5 + rows.start * FINER)
        shape = (len(rows), FINER, self._view.width, FINER, 3)
        finished: NDArray[np.uint8] = np.rint(colour.reshape(shape).mean(axis=(1, 3))).astype(np.uint8)
        return finished

    def _backdrop(self, rows: range) -> Reals:
        """The studio without the pack, but with its shadow."""
        colour = studio.background(self._view.width, rows, self._view.height)
        if self._shadow is None:
            return colour
        y, x = np.mgrid[rows.start : rows.stop, 0 : self._view.width]
        to_floor = np.linalg.inv(self._view.homography(studio.FLOOR))
        chart = to_floor @ np.stack([x.ravel() + 0.5, y.ravel() + 0.5, np.ones(x.size)])
        ahead = chart[2] > 0
        where = chart[:2] / np.where(ahead, chart[2], 1)
        box, opacity = self._shadow.box, self._shadow.opacity
        scale = opacity.shape[0] / box.width
        cover = _sampled(opacity[:, :, None], (where[0] - box.x0) * scale, (where[1] - box.y0) * scale)[:, 0]
        ahead &= (np.abs(where) < box.x1).all(axis=0)
        light = 1 - np.where(ahead, cover, 0).reshape(*x.shape, 1) / np.float32(255)
        return np.asarray(colour * light, np.float32)

    def _shaded(self, face: int, x: Array, y: Array) -> Reals:
        """[N, 3]: the colour of a face at these samples."""
        patch = self._samples.patches[face]
        seen: Array = np.stack([x, y, np.ones(len(x))])
        chart: Array = np.asarray(np.linalg.solve(self._samples.maps[face], seen), np.float64)
        chart /= chart[2]
        room = patch.plane @ chart
        colour, gleams = self._printed(patch, patch.uv @ chart)
        light = 1 - look.darkness(self._brightness(face, chart), room[1], self._mesh)
        colour = colour * light[:, None].astype(np.float32)
        if self._finish is Finish.MATTE or patch.skin is not Skin.OUTSIDE or patch.strip:
            return colour
        where = self._axis[:3] @ room + self._axis[3]
        white = self._sheen[face] * look.gleam(self._finish, where, self._phase[face]) * gleams
        return np.asarray(colour + (255 - colour) * white[:, None], np.float32)

    def _brightness(self, face: int, chart: Array) -> Array:
        """[N]: even on a flat face, and from edge to edge of a strip of a cylinder."""
        patch, (first, second) = self._samples.patches[face], self._bright[face]
        ramp = self._mesh.ramps[patch.piece]
        if patch.strip or not ramp.any():
            return np.asarray(first)
        return np.asarray(first + (second - first) * np.clip(ramp @ chart, 0, 1))

    def _printed(self, patch: Patch, uv: Array) -> tuple[Reals, Reals | float]:
        """[N, 3] of the print, and how much it may gleam."""
        if patch.skin is Skin.EDGE:
            return np.broadcast_to(self._edge, (uv.shape[1], 3)), 0.0
        side = self._prints[int(patch.skin)]
        colour = _of_print(side.pixels, side, uv)
        if side.mask is None:
            return colour, 1.0
        return colour, _of_print(side.mask[:, :, None], side, uv)[:, 0] / np.float32(255)


def _of_print(pixels: NDArray[np.uint8], side: Print, uv: Array) -> Reals:
    x = (uv[0] - side.box.x0) * (pixels.shape[1] / side.box.width)
    y = (side.box.y1 - uv[1]) * (pixels.shape[0] / side.box.height)
    return _sampled(pixels, x, y)


def _sampled(pixels: NDArray[np.uint8], x: Array, y: Array) -> Reals:
    """[N, C] between the four pixels around each point; the picture's border goes on for ever."""
    height, width = pixels.shape[:2]
    x, y = np.clip(x - 0.5, 0, width - 1).astype(np.float32), np.clip(y - 0.5, 0, height - 1).astype(np.float32)
    left, above = x.astype(np.int32), y.astype(np.int32)
    across, down = (x - left)[:, None], (y - above)[:, None]
    right, below = np.minimum(left + 1, width - 1), np.minimum(above + 1, height - 1)
    upper = pixels[above, left] * (1 - across) + pixels[above, right] * across
    lower = pixels[below, left] * (1 - across) + pixels[below, right] * across
    return np.asarray(upper * (1 - down) + lower * down, np.float32)

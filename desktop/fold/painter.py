"""Paints the folded pack with QPainter: every piece of board is a polygon of the blank under a projective transform.

The order from back to front, the light and the studio are the engine's; Qt only fills. While the pack turns, prints are
taken at the nearest texel; at rest a worker paints it four times as fine and smooth.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QLinearGradient, QPainter, QPolygonF, QTransform

from core.mockup import look, studio
from core.mockup.camera import Camera, View, view_of
from core.mockup.look import Board, Finish
from core.mockup.plan import Array
from core.mockup.strips import Skin as Side
from desktop.fold.pack import Pack, transform_of
from desktop.fold.skins import Skin
from desktop.workers.images import image_of

FINE = 2  # times as fine, along each side, at rest
STEPS = (0.0, 0.5, 1.2, 2.2, 3.6)  # reaches of the floor's shade at which it is worked out
BANDS = 11  # places along a reflection at which it is worked out
LEVEL = 1e-6  # of a slope: below it a face is level
HAIR_PX = 0.2  # strips that are narrower are not seen
ENDS = np.array([0.0, 1.0])  # of the way round a strip of a cylinder
UNIT = QRectF(0, 0, 1, 1)
PLAIN = QTransform()


@dataclass(frozen=True)
class Dress:
    """What the pack is made of and printed with: outside and inside."""

    skins: tuple[Skin, Skin]
    board: Board
    finish: Finish


def backdrop(size: QSize) -> QImage:
    """The empty studio."""
    pixels = studio.background(size.width(), range(size.height()), size.height())
    return image_of(np.rint(pixels).astype(np.uint8))


def picture(pack: Pack, dress: Dress, camera: Camera, empty: QImage, *, smooth: bool = False) -> QImage:
    """The pack in the studio, at the size of the empty one; may be called in any thread."""
    image = QImage(empty)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
    painter.setPen(Qt.PenStyle.NoPen)
    _Painting(pack, dress, view_of(camera, pack.mesh, image.width(), image.height()), painter).paint()
    painter.end()
    return image


def fine_picture(pack: Pack, dress: Dress, camera: Camera, size: QSize) -> QImage:
    """The picture with smooth edges and prints, for when nothing moves."""
    large = picture(pack, dress, camera, backdrop(size * FINE), smooth=True)
    return large.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)


class _Painting:
    """One picture. What numpy can work out for all fragments together is worked out first: Python's own loop over
    them then only hands Qt what to fill."""

    def __init__(self, pack: Pack, dress: Dress, view: View, painter: QPainter) -> None:
        self._pack, self._dress, self._view, self._painter = pack, dress, view, painter
        self._floor_reach = look.FLOOR_REACH * pack.mesh.radius
        self._axis = look.gleam_axis(pack.mesh, view)
        self._light_faces()
        self._light_strips()

    def _light_faces(self) -> None:
        """For each fragment: the side that is seen (or none, -1), its plane, its map to the picture, its light."""
        mesh, pieces, view = self._pack.mesh, self._pack.pieces, self._view
        normals = mesh.normals[pieces]
        out, back = (((view.eye - mesh.faces[side, pieces, :, 2]) * normals).sum(axis=1) for side in (0, 1))
        self._sides = np.where(out > 0, 0, np.where(back < 0, 1, -1)).tolist()
        shown = np.where(out > 0, 0, 1)
        facing = normals * (1 - 2 * shown)[:, None]
        self._planes = mesh.faces[shown, pieces]
        self._maps = view.homography(self._planes)
        ends = mesh.ends[pieces] * (1 - 2 * shown)[:, None, None]
        bright = look.brightness(ends.reshape(-1, 3), view).reshape(-1, 2)
        self._bright = bright * np.where(shown == 1, look.INSIDE_LOSS, 1.0)[:, None]
        self._ramps = mesh.ramps[pieces]
        self._round = self._ramps.any(axis=1).tolist()
        places = np.column_stack([self._pack.middles, np.ones(len(pieces))])
        centres = (self._planes @ places[:, :, None])[:, :, 0]
        self._heights = centres[:, 1]
        self._where = centres @ self._axis[:3] + self._axis[3]
        self._sheen = look.sheen(self._dress.finish, facing, centres, view)
        self._phase = facing @ view.right
        self._density = _density(self._maps, places)

    def _light_strips(self) -> None:
        """Which strips are seen, where in the picture, and how much light they send back."""
        strips, view = self._pack.strips, self._view
        seen = ((view.eye - strips.corners[:, 0]) * strips.normals).sum(axis=1) > 0
        quads = view.project(strips.corners)[..., :2]
        along, across = quads[:, 0] - quads[:, 1], quads[:, 2] - quads[:, 1]
        area = np.abs(along[:, 0] * across[:, 1] - along[:, 1] * across[:, 0])
        self._seen = (seen & (area > HAIR_PX * np.hypot(*along.T))).tolist()
        self._quads = quads.tolist()
        bright = look.brightness(strips.normals, view) * np.where(strips.skins == Side.INSIDE, look.INSIDE_LOSS, 1.0)
        heights = strips.corners[:, :, 1].mean(axis=1)
        self._strip_light = (1 - look.darkness(bright, heights, self._pack.mesh)).tolist()
        self._strip_maps = view.homography(self._pack.charts)

    def paint(self) -> None:
        """From back to front; of each fragment the edges first, then the face, which lies before them."""
        if self._view.eye[1] > 0:
            self._painter.setTransform(transform_of(self._view.homography(studio.FLOOR)))
            self._painter.fillRect(self._pack.shadow_box, self._pack.shadow)
        for number in self._pack.order.back_to_front(self._view.eye):
            for strip in range(self._pack.firsts[number], self._pack.firsts[number + 1]):
                if self._seen[strip]:
                    self._strip(strip, number)
            if self._sides[number] >= 0:
                self._face(number)

    def _face(self, number: int) -> None:
        side, path = self._sides[number], self._pack.paths[number]
        skin, density = self._dress.skins[side], float(self._density[number])
        self._painter.setTransform(transform_of(self._maps[number]))
        self._painter.fillPath(path, skin.brush(density))
        first, second = self._bright[number].tolist()
        if self._round[number]:
            self._painter.fillPath(path, _gradient(self._ramps[number], ENDS, np.array([1 - first, 1 - second]), 0))
            first = 1.0
        self._painter.fillPath(path, self._shade(number, first))
        if side == Side.OUTSIDE and self._dress.finish is not Finish.MATTE:
            self._gleam(number, skin.mask(density))

    def _shade(self, number: int, bright: float) -> QBrush:
        """Black, as opaque as a face so bright is dark: more so near the floor."""
        rise = self._planes[number, 1]
        above = self._pack.lowest[number] > STEPS[-1] * self._floor_reach
        if above or abs(rise[0]) + abs(rise[1]) < LEVEL:
            dark = float(look.darkness(bright, self._heights[number], self._pack.mesh))
            return QBrush(QColor(0, 0, 0, round(255 * dark)))
        heights = np.array(STEPS) * self._floor_reach
        return _gradient(rise, heights, look.darkness(bright, heights, self._pack.mesh), 0)

    def _gleam(self, number: int, mask: QBrush | None) -> None:
        """White over the face: the reflection of the studio, or even light where only parts of the face gleam."""
        finish, path, phase = self._dress.finish, self._pack.paths[number], float(self._phase[number])
        strength, along = float(self._sheen[number]), self._axis[:3] @ self._planes[number]
        along[2] += self._axis[3]
        if mask is None and abs(along[0]) + abs(along[1]) > LEVEL:
            places = np.linspace(-1.2, 1.2, BANDS)
            self._painter.fillPath(path, _gradient(along, places, strength * look.gleam(finish, places, phase), 255))
            return
        self._painter.setOpacity(strength * float(look.gleam(finish, self._where[number], phase)))
        self._painter.fillPath(path, QBrush(Qt.GlobalColor.white) if mask is None else mask)
        self._painter.setOpacity(1.0)

    def _strip(self, strip: int, number: int) -> None:
        """A bare edge, or the print along a crease over its rounded outside."""
        light, skin = self._strip_light[strip], int(self._pack.strips.skins[strip])
        if skin == Side.EDGE:
            colour = QColor(*(round(each * light) for each in self._dress.board.edge))
        else:
            brush = QBrush(self._dress.skins[skin].brush(float(self._density[number])))
            brush.setTransform(brush.transform() * self._pack.prints[strip])
            self._painter.setTransform(transform_of(self._strip_maps[strip]))
            self._painter.fillRect(UNIT, brush)
            colour = QColor(0, 0, 0, round(255 * (1 - light)))
        self._painter.setTransform(PLAIN)
        self._painter.setBrush(colour)
        self._painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in self._quads[strip]]))


def _density(maps: Array, places: Array) -> Array:
    """[N]: pixels for each mm around places (x, y, 1) of the blank."""
    seen = (maps @ places[:, :, None])[:, :, 0]
    at, w = seen[:, :2] / seen[:, 2:], seen[:, 2]
    slopes = (maps[:, :2, :2] - at[:, :, None] * maps[:, 2:, :2]) / w[:, None, None]
    density: Array = np.sqrt(np.abs(np.linalg.det(slopes)))
    return density


def _gradient(along: Array, places: Array, opacities: Array, tone: int) -> QBrush:
    """Black or white on the blank: ``along`` [3] takes (x, y, 1) to a value, which has these opacities at places."""
    a, b, c = along.tolist()
    first, last = float(places[0]), float(places[-1])
    slope = a * a + b * b
    ends = [(value - c) / slope for value in (first, last)]
    gradient = QLinearGradient(a * ends[0], b * ends[0], a * ends[1], b * ends[1])
    shares = (places - first) / (last - first)
    for share, opacity in zip(shares.tolist(), opacities.tolist(), strict=True):
        gradient.setColorAt(share, QColor(tone, tone, tone, round(255 * min(1.0, max(0.0, opacity)))))
    return QBrush(gradient)

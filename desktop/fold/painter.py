"""Paints the folded pack with QPainter: every piece of board is a polygon of the blank under a projective transform.

The order from back to front, the light and the studio are the engine's; Qt only fills. While the pack turns, prints are
taken at the nearest texel; at rest a worker paints it four times as fine and smooth.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QLinearGradient, QPainter, QPainterPath, QPolygonF, QTransform

from core.dieline.outline import Outline
from core.mockup import look, studio
from core.mockup.camera import Camera, View, view_of
from core.mockup.look import Board, Finish
from core.mockup.mesh import Mesh, Strips, chart, folded
from core.mockup.mesh import Skin as Side
from core.mockup.order import Fragment, Order, ordered
from core.mockup.plan import Array
from desktop.fold.skins import Skin
from desktop.workers.images import image_of

NO_PEN = Qt.PenStyle.NoPen
FINE = 2  # times as fine, along each side, at rest
STEPS = (0.0, 0.4, 0.9, 1.6, 2.6, 4.0)  # reaches of the floor's shade at which it is worked out
BANDS = 13  # places along a reflection at which it is worked out
LEVEL = 1e-6  # of a slope: below it a face is level


@dataclass
class Pack:
    """One state of folding, ready for every camera; made once, in any thread."""

    mesh: Mesh
    order: Order
    shadow: QBrush
    shadow_box: QRectF
    paths: dict[int, QPainterPath] = field(default_factory=dict)

    def path(self, fragment: Fragment) -> QPainterPath:
        """The fragment's outline on the blank."""
        made = self.paths.get(id(fragment))
        if made is None:
            made = self.paths[id(fragment)] = QPainterPath()
            for ring in fragment.rings:
                made.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring.tolist()]))
                made.closeSubpath()
        return made


def pack_of(outline: Outline, amount: float) -> Pack:
    mesh = folded(outline, amount)
    shadow = studio.shadow_of(mesh)
    opacity = shadow.opacity
    image = image_of(np.concatenate([np.zeros((*opacity.shape, 3), np.uint8), opacity[:, :, None]], axis=2))
    brush = QBrush(image)
    scale = shadow.box.width / image.width()
    brush.setTransform(QTransform(scale, 0, 0, scale, shadow.box.x0, shadow.box.y0))
    room = QRectF(shadow.box.x0, shadow.box.y0, shadow.box.width, shadow.box.height)
    return Pack(mesh, ordered(mesh), brush, room)


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
    painter.setPen(NO_PEN)
    _Painting(pack, dress, view_of(camera, pack.mesh, image.width(), image.height()), painter).paint()
    painter.end()
    return image


def fine_picture(pack: Pack, dress: Dress, camera: Camera, size: QSize) -> QImage:
    """The picture with smooth edges and prints, for when nothing moves."""
    large = picture(pack, dress, camera, backdrop(size * FINE), smooth=True)
    return large.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)


class _Painting:
    """One picture. Faces come from back to front; of each piece the board's edges first, then the face."""

    def __init__(self, pack: Pack, dress: Dress, view: View, painter: QPainter) -> None:
        self._pack, self._dress, self._view, self._painter = pack, dress, view, painter
        mesh = pack.mesh
        self._plain = QTransform()
        self._corner = np.array([piece.rings[0].mean(axis=0) if piece.rings else (0, 0) for piece in mesh.pieces])
        centres = np.stack([plane @ np.append(at, 1) for plane, at in zip(mesh.middle, self._corner, strict=True)])
        signs = ((1, Side.OUTSIDE, 1.0), (-1, Side.INSIDE, look.INSIDE_LOSS))
        self._bright = {side: look.brightness(sign * mesh.normals, view) * loss for sign, side, loss in signs}
        self._sheen = look.sheen(dress.finish, mesh.normals, centres, view)
        self._phase = mesh.normals @ view.right
        self._axis = look.gleam_axis(mesh, view)

    def paint(self) -> None:
        if self._view.eye[1] > 0:
            self._painter.setTransform(_transform(self._view.homography(studio.FLOOR)))
            self._painter.fillRect(self._pack.shadow_box, self._pack.shadow)
        for fragment in self._pack.order.back_to_front(self._view.eye):
            self._strips(fragment.strips)
            self._face(fragment)

    def _face(self, fragment: Fragment) -> None:
        side = self._seen(fragment.piece)
        if side is None:
            return
        plane = self._pack.mesh.faces[int(side), fragment.piece]
        at = self._view.homography(plane)
        density = _density(at, fragment.rings[0].mean(axis=0))
        path, skin = self._pack.path(fragment), self._dress.skins[int(side)]
        self._painter.setTransform(_transform(at))
        self._painter.fillPath(path, skin.brush(density))
        self._painter.fillPath(path, self._shade(plane, float(self._bright[side][fragment.piece])))
        if side is Side.OUTSIDE and self._dress.finish is not Finish.MATTE:
            self._gleam(path, plane, fragment.piece, skin.mask(density))

    def _seen(self, piece: int) -> Side | None:
        """Which face of a piece looks at the viewer; none where it is seen edge on."""
        mesh, corner = self._pack.mesh, np.append(self._corner[piece], 1)
        for side, normal in ((Side.OUTSIDE, mesh.normals[piece]), (Side.INSIDE, -mesh.normals[piece])):
            if (self._view.eye - mesh.faces[int(side), piece] @ corner) @ normal > 0:
                return side
        return None

    def _shade(self, plane: Array, bright: float) -> QBrush:
        """Black, as opaque as the face is dark: more so near the floor."""
        mesh = self._pack.mesh
        heights = np.array(STEPS) * look.FLOOR_REACH * mesh.radius
        if np.hypot(*plane[1, :2]) < LEVEL:
            dark = float(look.darkness(bright, np.array(max(0.0, plane[1, 2])), mesh))
            return QBrush(QColor(0, 0, 0, round(255 * dark)))
        return _gradient(plane[1], heights, look.darkness(bright, heights, mesh), Qt.GlobalColor.black)

    def _gleam(self, path: QPainterPath, plane: Array, piece: int, mask: QBrush | None) -> None:
        """White over the face: the reflection of the studio, or even light where only parts of the face gleam."""
        finish, along = self._dress.finish, self._axis[:3] @ plane + np.array([0, 0, self._axis[3]])
        strength, phase = float(self._sheen[piece]), float(self._phase[piece])
        if mask is not None:
            middle = along @ np.append(self._corner[piece], 1)
            self._painter.setOpacity(strength * float(look.gleam(finish, middle, phase)))
            self._painter.fillPath(path, mask)
            self._painter.setOpacity(1.0)
            return
        places = np.linspace(-1.2, 1.2, BANDS)
        if np.hypot(*along[:2]) < LEVEL:
            light = strength * float(look.gleam(finish, along[2], phase))
            self._painter.fillPath(path, QColor(255, 255, 255, round(255 * light)))
            return
        light = strength * look.gleam(finish, places, phase)
        self._painter.fillPath(path, _gradient(along, places, light, Qt.GlobalColor.white))

    def _strips(self, strips: Strips) -> None:
        """Bare edges and rounded creases that look at the viewer, each in one colour."""
        seen = np.flatnonzero(((self._view.eye - strips.corners[:, 0]) * strips.normals).sum(axis=1) > 0)
        if not len(seen):
            return
        corners, middle = strips.corners[seen], strips.corners[seen].mean(axis=1)
        bright = look.brightness(strips.normals[seen], self._view)
        bright = np.where(strips.skins[seen] == int(Side.INSIDE), look.INSIDE_LOSS, 1.0) * bright
        light = 1 - look.darkness(bright, middle[:, 1], self._pack.mesh)
        places = self._view.project(corners)[..., :2].tolist()
        for number, quad, share in zip(seen.tolist(), places, light.tolist(), strict=True):
            polygon = QPolygonF([QPointF(x, y) for x, y in quad])
            if strips.skins[number] == int(Side.EDGE):
                colour = QColor(*(round(each * share) for each in self._dress.board.edge))
            else:
                self._stretch(strips, number)
                colour = QColor(0, 0, 0, round(255 * (1 - share)))
            self._painter.setTransform(self._plain)
            self._painter.setBrush(colour)
            self._painter.drawPolygon(polygon)

    def _stretch(self, strips: Strips, number: int) -> None:
        """The print along a crease, over its rounded outside."""
        at = self._view.homography(chart(strips.corners[number]))
        if abs(np.linalg.det(at)) < LEVEL:
            return
        print_on = np.linalg.inv(np.vstack([chart(strips.uv[number]), (0, 0, 1)]))
        brush = QBrush(
            self._dress.skins[int(strips.skins[number])].brush(_density(at @ print_on, strips.uv[number, 0]))
        )
        brush.setTransform(brush.transform() * _transform(print_on))
        self._painter.setTransform(_transform(at))
        self._painter.fillRect(QRectF(0, 0, 1, 1), brush)


def _transform(homography: Array) -> QTransform:
    """The same map for row vectors, as Qt has them."""
    h = homography / homography[2, 2]
    return QTransform(*h.T.ravel().tolist())


def _density(homography: Array, at: Array) -> float:
    """Pixels for each mm around a place of the blank."""
    x, y, w = homography @ np.append(at, 1)
    slope = (homography[:2, :2] - np.outer([x / w, y / w], homography[2, :2])) / w
    return float(np.sqrt(abs(np.linalg.det(slope))))


def _gradient(along: Array, places: Array, opacities: Array, colour: Qt.GlobalColor) -> QBrush:
    """A gradient on the blank: ``along`` [3] takes (x, y, 1) to a value, which has these opacities at these places."""
    slope = along[:2] / (along[:2] @ along[:2])
    ends = [slope * (value - along[2]) for value in (places[0], places[-1])]
    gradient = QLinearGradient(*ends[0].tolist(), *ends[1].tolist())
    span = places[-1] - places[0]
    for place, opacity in zip(((places - places[0]) / span).tolist(), opacities.tolist(), strict=True):
        tone = QColor(colour)
        tone.setAlphaF(min(1.0, max(0.0, opacity)))
        gradient.setColorAt(place, tone)
    return QBrush(gradient)

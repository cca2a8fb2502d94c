"""What the pack is made of and how the studio lights it: boards, finishes, and the light on a face.

The light is that of a product portrait: one large soft source above and left of the camera, which stands still while
the pack turns, a brighter room in front than behind, and a floor that takes light away from what is near it. Both
painters of the pack take darkness and gleam of a face from here, as opacities of black and of white over its print.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from core.mockup.camera import View
from core.mockup.mesh import Mesh
from core.mockup.plan import Array

Colour = tuple[int, int, int]  # sRGB, 0 to 255


@dataclass(frozen=True)
class Board:
    """Colours of the printed side, the other side and the cut edge; ``fibre`` is how much its shade varies (levels of
    sRGB), ``specks`` how many dark fibres show (of 1)."""

    outside: Colour
    inside: Colour
    edge: Colour
    fibre: float = 0.0
    specks: float = 0.0


CORRUGATED = 1.0  # mm; thicker board has flutes

BOARDS = {
    "white": Board((250, 250, 249), (246, 246, 244), (238, 236, 231), fibre=0.6),
    "uncoated": Board((245, 242, 234), (243, 239, 230), (232, 226, 214), fibre=2.5),
    "kraft": Board((196, 158, 115), (190, 152, 109), (163, 125, 85), fibre=6.0, specks=0.004),
    "recycled": Board((205, 200, 189), (176, 170, 158), (158, 151, 139), fibre=5.0, specks=0.012),
    "corrugated": Board((201, 165, 122), (193, 155, 111), (150, 113, 75), fibre=5.0, specks=0.003),
}


def usual_board(caliper: float) -> str:
    """The name of the board that packs of this thickness (mm) mostly are made of."""
    return "corrugated" if caliper >= CORRUGATED else "white"


class Finish(StrEnum):
    """What lies over the print. Spot varnish gleams only where the design prints a spot ink that is a varnish."""

    MATTE = "matte"
    GLOSS = "gloss"
    FOIL = "foil"
    VARNISH = "varnish"


FLOOR_SHADE, FLOOR_REACH = 0.17, 0.16  # how much light the floor takes, and how far up (in radii of the pack)
DARKEST, INSIDE_LOSS = 0.55, 0.88
KEY = np.array([-0.34, 0.64, 0.69])  # towards the light: right, up, towards the camera


def brightness(normals: Array, view: View) -> Array:
    """[N]: the share of light that matte faces of these normals [N, 3] send back; 1 is white."""
    key = _in_room(KEY / np.linalg.norm(KEY), view)
    facing = normals @ key
    # The room lights what is turned away from the source too, the more the nearer it is turned.
    share: Array = DARKEST + (1 - DARKEST) * np.clip(0.30 + 0.92 * facing, 0, 1)
    return share


def darkness(bright: Array | float, height: Array, mesh: Mesh) -> Array:
    """The opacity of black at these heights (mm over the floor) on faces that are so bright."""
    near_floor = FLOOR_SHADE * np.exp(-np.maximum(height, 0) / (FLOOR_REACH * mesh.radius))
    dark: Array = 1 - bright * (1 - near_floor)
    return dark


def sheen(finish: Finish, normals: Array, centres: Array, view: View) -> Array:
    """[N]: how strongly faces of these normals and centres gleam: the most that the opacity of white becomes."""
    if finish is Finish.MATTE:
        return np.zeros(len(normals))
    towards = view.eye - centres
    towards /= np.linalg.norm(towards, axis=1, keepdims=True)
    half = towards + _in_room(KEY / np.linalg.norm(KEY), view)
    half /= np.linalg.norm(half, axis=1, keepdims=True)
    lobe = np.clip((normals * half).sum(axis=1), 0, 1) ** 10
    grazing = (1 - np.clip((normals * towards).sum(axis=1), 0, 1)) ** 3
    if finish is Finish.FOIL:
        return np.asarray(0.45 + 0.45 * lobe)
    return np.asarray(0.14 + 0.40 * lobe + 0.25 * grazing)


def gleam_axis(mesh: Mesh, view: View) -> Array:
    """[4]: takes (x, y, z, 1) of the room to where a point lies in the reflection of the room, about -1 to 1."""
    way = _in_room(np.array([-0.35, 0.85, 0.45]), view)
    return np.append(way, -way @ mesh.centre) / mesh.radius


def gleam(finish: Finish, where: Array, phase: Array | float = 0.0) -> Array:
    """0 to 1 along :func:`gleam_axis`: one soft source of light, or the bright and dark bands that metal shows."""
    if finish is Finish.FOIL:
        return np.asarray(0.5 + 0.5 * np.sin(5.0 * where + 4.0 * phase))
    rise = np.clip(0.5 + 0.8 * where, 0, 1)
    return np.asarray(rise * rise * (3 - 2 * rise))


def _in_room(direction: Array, view: View) -> Array:
    """A direction of the studio (right, up, towards the camera), which turns with the viewer, in the pack's room."""
    up = np.array([0.0, 1.0, 0.0])
    turned: Array = direction @ np.stack([view.right, up, np.cross(view.right, up)])
    return turned

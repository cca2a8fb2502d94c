"""Where the viewer stands: a turntable in front of a lens of a portrait's length, and the perspective that it sees.

A projection takes the room to pixels (y down) in homogeneous coordinates (x w, y w, w), with w the depth along the view
in mm. So 1 / w is linear over the picture of a plane, which is what hidden surfaces and textures are worked out from.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from core.mockup.mesh import Mesh
from core.mockup.plan import Array

FIELD = 22.0  # degrees that the narrower side of the picture spans: about 60 mm of lens on 24 mm of film
MARGIN = 1.1
STEEPEST = 89.0
CLOSEST, FARTHEST = 0.3, 8.0


@dataclass(frozen=True)
class Camera:
    """The pack turned by ``azimuth`` (degrees; positive shows its right side), seen from ``elevation`` degrees above
    its middle; ``zoom`` 1 fits it into the picture."""

    azimuth: float = 32.0
    elevation: float = 18.0
    zoom: float = 1.0

    def turned(self, azimuth: float, elevation: float) -> Camera:
        """Turned on by so many degrees; never over the pole."""
        up = min(STEEPEST, max(-STEEPEST, self.elevation + elevation))
        return replace(self, azimuth=(self.azimuth + azimuth + 180) % 360 - 180, elevation=up)

    def zoomed(self, factor: float) -> Camera:
        return replace(self, zoom=min(FARTHEST, max(CLOSEST, self.zoom * factor)))


@dataclass(frozen=True)
class View:
    """One camera on one pack: ``matrix`` [3, 4] takes (x, y, z, 1) to pixels; ``eye`` [3] is in the room, ``azimuth``
    in degrees, ``width`` and ``height`` in pixels."""

    matrix: Array
    eye: Array
    azimuth: float
    width: int
    height: int

    @property
    def right(self) -> Array:
        """[3]: the direction of the room that runs to the right of the picture."""
        return np.array([np.cos(np.radians(self.azimuth)), 0.0, -np.sin(np.radians(self.azimuth))])

    def project(self, points: Array) -> Array:
        """[..., 3] in the room to [..., 3]: x and y in pixels, and w."""
        seen = points @ self.matrix[:, :3].T + self.matrix[:, 3]
        seen[..., :2] /= seen[..., 2:]
        return np.asarray(seen)

    def homography(self, plane: Array) -> Array:
        """[..., 3, 3]: from (x, y, 1) on the blank, by planes of the mesh, to homogeneous pixels."""
        seen: Array = self.matrix[:, :3] @ plane
        seen[..., 2] += self.matrix[:, 3]
        return seen


def view_of(camera: Camera, mesh: Mesh, width: int, height: int) -> View:
    """The pack fitted into a picture of so many pixels."""
    turn, rise = np.radians(camera.azimuth), np.radians(camera.elevation)
    towards = np.array([np.sin(turn) * np.cos(rise), np.sin(rise), np.cos(turn) * np.cos(rise)])
    right = np.array([np.cos(turn), 0.0, -np.sin(turn)])
    up = np.cross(towards, right)
    focal: float = min(width, height) / 2 / np.tan(np.radians(FIELD / 2))
    fitting = _fitting(mesh, float(rise), width / 2 / focal, height / 2 / focal)
    distance = max(MARGIN * fitting / camera.zoom, 1.05 * mesh.radius)  # never inside
    eye = mesh.centre + towards * distance
    axes = np.stack([right, up, towards])
    local = np.column_stack([axes, -axes @ eye])  # x right, y up, z towards the viewer
    lens = np.array([[focal, 0, -width / 2], [0, -focal, -height / 2], [0, 0, -1.0]])
    return View(lens @ local, eye, camera.azimuth, width, height)


def _fitting(mesh: Mesh, rise: float, across: float, down: float) -> float:
    """The distance, mm, from which the pack just fits, however the table turns: as would the upright cylinder around
    it. ``across`` and ``down`` are the tangents of half the angles that the picture spans."""
    width, height, depth = mesh.high - mesh.low
    reach, half = float(np.hypot(width, depth)) / 2, float(height) / 2
    sine, cosine = abs(np.sin(rise)), np.cos(rise)
    sideways = half * sine + reach * np.hypot(1 / across, cosine)
    upright = [
        end * half * sine + side * reach * cosine + abs(end * half * cosine - side * reach * sine) / down
        for end in (1, -1)
        for side in (1, -1)
    ]
    return float(max(sideways, *upright, 1.0))

"""The folded pack as binary glTF 2.0 (.glb), for renderers and the web: board with thickness, prints as textures.

Units are metres, y is up, as glTF has it. The container is written here: it is a header, one JSON text and one block of
bytes (Khronos, "glTF 2.0 Specification", 4.4), less than what calls to a library for it would take.
"""

from __future__ import annotations

import io
import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from PIL import Image
from shapely import Polygon
from shapely.ops import unary_union

from core.mockup.look import Board, Colour, Finish
from core.mockup.mesh import Mesh
from core.mockup.plan import Array, Piece
from core.mockup.skin import Print
from core.mockup.strips import Skin, placed_on

METRES = 0.001
SLIVER = 1e-6  # mm2; smaller triangles have no normal
FLOAT, UNSIGNED_INT = 5126, 5125
VERTICES, INDICES = 34962, 34963
ROUGH = {Finish.MATTE: 0.85, Finish.GLOSS: 0.22, Finish.FOIL: 0.3, Finish.VARNISH: 0.22}
NAMES = {Skin.OUTSIDE: "outside", Skin.INSIDE: "inside", Skin.EDGE: "edge"}


@dataclass
class _Soup:
    """Triangles of one material: positions, normals and blank coordinates, three rows to each triangle."""

    positions: list[Array] = field(default_factory=list)
    normals: list[Array] = field(default_factory=list)
    uv: list[Array] = field(default_factory=list)

    def add(self, positions: Array, normals: Array, uv: Array) -> None:
        self.positions.append(positions.reshape(-1, 3))
        self.normals.append(np.broadcast_to(normals, positions.shape).reshape(-1, 3))
        self.uv.append(uv.reshape(-1, 2))


def glb(mesh: Mesh, prints: tuple[Print, Print], board: Board, finish: Finish, title: str) -> bytes:
    """The bytes of the file; ``prints`` are those of the outside and the inside."""
    file = _File()
    primitives = []
    for skin, soup in _soups(mesh).items():
        if not soup.positions:
            continue
        side = None if skin is Skin.EDGE else prints[int(skin)]
        corners = np.column_stack(
            [np.concatenate(soup.positions) * METRES, np.concatenate(soup.normals), np.concatenate(soup.uv)]
        ).astype(np.float32)
        unique, indices = np.unique(corners, axis=0, return_inverse=True)
        attributes = {"POSITION": file.array(unique[:, :3], "VEC3", VERTICES)}
        attributes["NORMAL"] = file.array(unique[:, 3:6], "VEC3", VERTICES)
        if side is not None:
            attributes["TEXCOORD_0"] = file.array(_texture_place(unique[:, 6:], side), "VEC2", VERTICES)
        triangles = file.array(indices.reshape(-1, 1).astype(np.uint32), "SCALAR", INDICES)
        material = file.material(skin, side, board, finish)
        primitives.append({"attributes": attributes, "indices": triangles, "material": material})
    return file.packed(primitives, title)


def _soups(mesh: Mesh) -> dict[Skin, _Soup]:
    soups = {skin: _Soup() for skin in Skin}
    for i, piece in enumerate(mesh.pieces):
        flat = triangles_of(piece)
        for skin, turned in ((Skin.OUTSIDE, flat), (Skin.INSIDE, flat[:, ::-1])):
            normal = mesh.normals[i] if skin is Skin.OUTSIDE else -mesh.normals[i]
            soups[skin].add(placed_on(mesh.faces[int(skin), i], turned), normal, turned)
    strips = mesh.strips
    halves = np.array([[0, 1, 2], [0, 2, 3]])
    for skin in Skin:
        own = strips.skins == int(skin)
        normals = strips.normals[own][:, None, None, :]
        soups[skin].add(strips.corners[own][:, halves], normals, strips.uv[own][:, halves])
    return soups


def triangles_of(piece: Piece) -> Array:
    """[T, 3, 2] counter-clockwise triangles of the piece on the blank, its holes left out."""
    polygons = [Polygon(ring) for ring in piece.rings]
    shells = unary_union([each for each in polygons if each.exterior.is_ccw])
    board = shells.difference(unary_union([each for each in polygons if not each.exterior.is_ccw]))
    parts = shapely.get_parts(shapely.constrained_delaunay_triangles(shapely.get_parts(board)))
    corners = np.array([each.exterior.coords[:3] for each in parts]).reshape(-1, 3, 2)
    (ax, ay), (bx, by) = (corners[:, 1] - corners[:, 0]).T, (corners[:, 2] - corners[:, 0]).T
    twice = ax * by - ay * bx
    corners[twice < 0] = corners[twice < 0, ::-1]
    return np.asarray(corners[np.abs(twice) > SLIVER])


def _texture_place(uv: NDArray[np.float32], side: Print) -> NDArray[np.float32]:
    """From mm on the blank to fractions of the texture, whose first row is at the top."""
    x = (uv[:, 0] - side.box.x0) / side.box.width
    y = (side.box.y1 - uv[:, 1]) / side.box.height
    return np.column_stack([x, y]).astype(np.float32)


class _File:
    """Collects the parts of one .glb."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._parts: dict[str, list[dict[str, Any]]] = {
            name: [] for name in ("bufferViews", "accessors", "images", "textures", "materials")
        }

    def array(self, values: NDArray[Any], kind: str, target: int) -> int:
        """Store rows of numbers; returns their accessor."""
        accessor = {
            "bufferView": self._store(np.ascontiguousarray(values).tobytes(), target),
            "componentType": FLOAT if values.dtype == np.float32 else UNSIGNED_INT,
            "count": len(values),
            "type": kind,
            "min": values.min(axis=0).tolist(),
            "max": values.max(axis=0).tolist(),
        }
        return self._put("accessors", accessor)

    def material(self, skin: Skin, side: Print | None, board: Board, finish: Finish) -> int:
        name = NAMES[skin]
        if side is None:
            base: dict[str, Any] = {"baseColorFactor": [*_linear(board.edge), 1.0]}
        else:
            base = {"baseColorTexture": {"index": self._texture(side.pixels, name)}}
        base |= {"metallicFactor": 0.0, "roughnessFactor": ROUGH[Finish.MATTE]}
        if skin is Skin.OUTSIDE and side is not None:
            base |= self._gloss(side, finish)
        return self._put("materials", {"name": name, "pbrMetallicRoughness": base})

    def _gloss(self, side: Print, finish: Finish) -> dict[str, Any]:
        """How the finish takes light; by a texture where only parts of the face have it."""
        metal = float(finish is Finish.FOIL)
        if side.mask is None or finish is Finish.MATTE:
            return {"metallicFactor": metal, "roughnessFactor": ROUGH[finish]}
        share = side.mask.astype(np.float32) / 255
        rough = ROUGH[Finish.MATTE] + (ROUGH[finish] - ROUGH[Finish.MATTE]) * share
        levels = np.stack([np.zeros_like(share), rough, metal * share], axis=2)  # green rough, blue metal
        texture = self._texture(np.rint(levels * 255).astype(np.uint8), "finish")
        return {"metallicFactor": 1.0, "roughnessFactor": 1.0, "metallicRoughnessTexture": {"index": texture}}

    def _texture(self, pixels: NDArray[np.uint8], name: str) -> int:
        png = io.BytesIO()
        Image.fromarray(pixels).save(png, "PNG")
        view = self._store(png.getvalue())
        image = self._put("images", {"name": name, "mimeType": "image/png", "bufferView": view})
        return self._put("textures", {"source": image, "sampler": 0})

    def _store(self, data: bytes, target: int | None = None) -> int:
        view = {"buffer": 0, "byteOffset": len(self._bytes), "byteLength": len(data)}
        self._bytes += data + bytes(-len(data) % 4)
        return self._put("bufferViews", view if target is None else {**view, "target": target})

    def _put(self, kind: str, part: dict[str, Any]) -> int:
        self._parts[kind].append(part)
        return len(self._parts[kind]) - 1

    def packed(self, primitives: list[dict[str, Any]], title: str) -> bytes:
        document = {
            "asset": {"version": "2.0", "generator": "Dieloom"},
            "scene": 0,
            "scenes": [{"nodes": [0]}],
            "nodes": [{"mesh": 0, "name": title}],
            "meshes": [{"name": title, "primitives": primitives}],
            "samplers": [{"magFilter": 9729, "minFilter": 9987, "wrapS": 33071, "wrapT": 33071}],
            "buffers": [{"byteLength": len(self._bytes)}],
            **{name: parts for name, parts in self._parts.items() if parts},
        }
        text = json.dumps(document, separators=(",", ":")).encode()
        chunks = list(_chunks((b"JSON", text + b" " * (-len(text) % 4)), (b"BIN\0", bytes(self._bytes))))
        body = b"".join(chunks)
        return struct.pack("<4sII", b"glTF", 2, 12 + len(body)) + body


def _chunks(*parts: tuple[bytes, bytes]) -> Iterator[bytes]:
    for kind, data in parts:
        yield struct.pack("<I4s", len(data), kind) + data


def _linear(colour: Colour) -> list[float]:
    """sRGB levels as the linear shares that factors want (IEC 61966-2-1)."""
    share = np.array(colour) / 255
    return [float(each) for each in np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)]

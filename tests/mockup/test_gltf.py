import io
import json
import struct
from typing import Any

import numpy as np
import pytest
import trimesh
from numpy.typing import NDArray
from PIL import Image

from core.mockup.gltf import glb, triangles_of
from core.mockup.look import BOARDS, Finish
from core.mockup.mesh import folded
from core.mockup.plan import plan_of
from core.mockup.skin import Print
from core.mockup.strips import Skin
from tests.mockup.packs import CODES, outline, printed, prints
from tests.mockup.test_look import with_spot


def loaded(code: str, amount: float, finish: Finish = Finish.MATTE) -> trimesh.Scene:
    data = glb(folded(outline(code), amount), prints(code, finish), BOARDS["kraft"], finish, "A pack")
    return trimesh.load(io.BytesIO(data), file_type="glb")


def parts(scene: trimesh.Scene) -> dict[str, Any]:
    return {each.visual.material.name: each for each in scene.geometry.values()}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("amount", [0.0, 0.5, 1.0])
def test_trimesh_reads_it_at_the_right_size(code: str, amount: float) -> None:
    mesh = folded(outline(code), amount)
    scene = loaded(code, amount)
    assert scene.extents * 1000 == pytest.approx(mesh.high - mesh.low, rel=1e-4)
    assert scene.bounds[0][1] == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("code", CODES)
def test_faces_cover_the_board_and_look_outwards(code: str) -> None:
    found = parts(loaded(code, 0.0))
    board = sum(np.abs(_areas(triangles_of(piece))).sum() for piece in plan_of(outline(code)).pieces)
    for side in ("outside", "inside"):
        assert found[side].area * 1e6 == pytest.approx(board, rel=1e-3)
    outside = found["outside"]
    assert (outside.face_normals @ outside.face_normals[0] > 0.99).all()
    assert (outside.vertex_normals * outside.face_normals[0]).sum(axis=1).min() > 0


def _areas(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    (ax, ay), (bx, by) = (corners[:, 1] - corners[:, 0]).T, (corners[:, 2] - corners[:, 0]).T
    return np.asarray(ax * by - ay * bx) / 2


def test_a_texel_is_where_the_print_has_it() -> None:
    """The texture at a vertex shows the same place of the blank as the mesh."""
    found = parts(loaded("A20.20.01.01", 0.0))
    outside: Print = prints("A20.20.01.01")[0]
    mesh = folded(outline(), 0.0)
    front = next(i for i, piece in enumerate(mesh.pieces) if piece.panel == "front")
    blank = (found["outside"].vertices * 1000 - mesh.faces[0, front][:, 2])[:, :2]  # flat: the blank itself
    u, v = found["outside"].visual.uv.T  # v upwards, as trimesh has it
    assert u * outside.box.width + outside.box.x0 == pytest.approx(blank[:, 0], abs=0.01)
    assert v * outside.box.height + outside.box.y0 == pytest.approx(blank[:, 1], abs=0.01)
    texture = found["outside"].visual.material.baseColorTexture
    assert (np.asarray(texture.convert("RGB")) == outside.pixels).all()


def test_the_edge_has_the_boards_colour() -> None:
    edge = parts(loaded("A20.20.01.01", 1.0))["edge"]
    factor = np.asarray(edge.visual.material.baseColorFactor, float)[:3]
    linear = (np.array(BOARDS["kraft"].edge) / 255) ** 2.2
    assert factor / (255 if factor.max() > 1 else 1) == pytest.approx(linear, abs=0.03)


def test_a_spot_varnish_is_a_texture_of_roughness() -> None:
    both = printed(with_spot("Varnish"), outline(), Finish.VARNISH)
    data = glb(folded(outline(), 1.0), both, BOARDS["white"], Finish.VARNISH, "A pack")
    scene = trimesh.load(io.BytesIO(data), file_type="glb")
    rough = np.asarray(parts(scene)["outside"].visual.material.metallicRoughnessTexture.convert("RGB"))
    assert rough[:, :, 1].min() < 70
    assert rough[:, :, 1].max() > 200
    assert not rough[:, :, 2].any()


def test_the_container_is_as_the_standard_says() -> None:
    data = glb(folded(outline(), 1.0), prints("A20.20.01.01"), BOARDS["white"], Finish.FOIL, "Tee — 茶")
    magic, version, length = struct.unpack_from("<4sII", data)
    assert (magic, version, length) == (b"glTF", 2, len(data))
    size, kind = struct.unpack_from("<I4s", data, 12)
    assert kind == b"JSON"
    assert size % 4 == 0
    document = json.loads(data[20 : 20 + size])
    assert document["nodes"][0]["name"] == "Tee — 茶"
    rest, kind = struct.unpack_from("<I4s", data, 20 + size)
    assert kind == b"BIN\0"
    assert rest == document["buffers"][0]["byteLength"]
    for view in document["bufferViews"]:
        assert view["byteOffset"] % 4 == 0
        assert view["byteOffset"] + view["byteLength"] <= rest
    images = [document["bufferViews"][each["bufferView"]] for each in document["images"]]
    for view in images:
        start = 28 + size + view["byteOffset"]
        Image.open(io.BytesIO(data[start : start + view["byteLength"]])).verify()
    metal = next(each for each in document["materials"] if each["name"] == "outside")
    assert metal["pbrMetallicRoughness"]["metallicFactor"] == 1


def test_edges_close_the_slab() -> None:
    """Each bare edge runs from the outside face to the inside face: a caliper of board all round."""
    mesh = folded(outline(), 1.0)
    edge = parts(loaded("A20.20.01.01", 1.0))["edge"]
    own = mesh.strips.skins == Skin.EDGE
    run = np.linalg.norm(mesh.strips.corners[own, 0] - mesh.strips.corners[own, 1], axis=1).sum()
    assert edge.area * 1e6 == pytest.approx(run * outline().caliper, rel=1e-3)

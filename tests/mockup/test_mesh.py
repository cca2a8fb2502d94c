import numpy as np
import pytest

from core.dieline.fold import surfaces
from core.mockup.mesh import Skin, folded, placed_on
from core.mockup.stance import stance
from tests.mockup.packs import CODES, TUCK, outline


def test_closed_it_is_as_large_as_the_pack_and_stands_on_the_floor() -> None:
    mesh, t = folded(outline(), 1.0), outline().caliper
    width, height, depth = mesh.high - mesh.low
    # A board on each side; two at top and bottom, where the lids close over the dust flaps.
    assert (width, height, depth) == pytest.approx((TUCK["L"] + 2 * t, TUCK["H"] + 4 * t, TUCK["W"] + 2 * t))
    assert mesh.low[1] == 0
    assert mesh.centre[[0, 2]] == pytest.approx([0, 0])


def test_the_front_faces_the_viewer_and_reads_upwards() -> None:
    mesh = folded(outline(), 1.0)
    front = next(i for i, piece in enumerate(mesh.pieces) if piece.panel == "front")
    assert mesh.normals[front] == pytest.approx([0, 0, 1])
    frame = outline().panel("front").frame
    low, high = (placed_on(mesh.faces[0, front], np.array(frame.apply((10, y)))) for y in (10, 60))
    assert high[1] - low[1] == pytest.approx(50)


def test_what_stands_on_its_bottom_has_its_lid_on_top() -> None:
    mesh = folded(outline("0427"), 1.0)
    where = {piece.panel: i for i, piece in enumerate(mesh.pieces)}
    assert mesh.normals[where[outline("0427").root]] == pytest.approx([0, -1, 0], abs=1e-9)
    assert mesh.normals[where["lid"]] == pytest.approx([0, 1, 0], abs=1e-6)
    assert mesh.normals[where["front"]] == pytest.approx([0, 0, 1], abs=1e-6)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("amount", [0.0, 0.4, 1.0])
def test_pieces_are_where_the_fold_has_their_panels(code: str, amount: float) -> None:
    blank = outline(code)
    mesh, placed, turn = folded(blank, amount), surfaces(blank, amount), stance(blank)
    moved = None
    for i, piece in enumerate(mesh.pieces):
        for side, offset in ((0, blank.caliper / 2), (1, -blank.caliper / 2)):
            ours = placed_on(mesh.faces[side, i], piece.rings[0])
            theirs = placed[piece.panel].place(piece.rings[0], offset) @ turn.T
            moved = ours[0] - theirs[0] if moved is None else moved
            assert ours - theirs == pytest.approx(np.broadcast_to(moved, ours.shape), abs=0.45)


@pytest.mark.parametrize("code", CODES)
def test_edges_look_out_of_the_board(code: str) -> None:
    mesh = folded(outline(code), 0.7)
    strips = mesh.strips
    edges = strips.skins == Skin.EDGE
    heights = np.linalg.norm(strips.corners[edges, 0] - strips.corners[edges, 3], axis=1)
    assert heights == pytest.approx(outline(code).caliper, rel=0.02)
    for s in np.flatnonzero(edges):
        normal = mesh.normals[strips.pieces[s]]
        assert abs(normal @ strips.normals[s]) < 0.12  # strips of a cylinder share edges between them
        way = strips.uv[s, 0] - strips.uv[s, 1]
        right = np.array([way[1], -way[0]])
        out = mesh.middle[strips.pieces[s]][:, :2] @ right
        assert out @ strips.normals[s] > 0


def test_a_closing_crease_stretches_from_face_to_face() -> None:
    blank = outline()
    mesh = folded(blank, 1.0)
    strips = mesh.strips
    where = {piece.panel: i for i, piece in enumerate(mesh.pieces)}
    own = np.flatnonzero((strips.skins == Skin.OUTSIDE) & (strips.pieces == where["left"]))
    steps = len(own)
    assert steps == 2  # a quarter turn
    corners = strips.corners[own].reshape(-1, 3)
    axis_to_corner = np.sqrt(((corners - corners.mean(axis=0)) ** 2)[:, [0, 2]].sum(axis=1))
    assert axis_to_corner.max() < blank.caliper
    for panel in ("front", "left"):
        i = where[panel]
        plane = mesh.faces[0, i][:, 2]
        on_face = np.abs((corners - plane) @ mesh.normals[i]) < 1e-9
        assert on_face.sum() >= 2


def test_a_flat_blank_has_no_rounded_creases() -> None:
    assert (folded(outline(), 0.0).strips.skins == Skin.EDGE).all()

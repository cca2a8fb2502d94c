import itertools

import numpy as np
import pytest

from core.dieline.fold import surfaces
from core.mockup.mesh import folded
from core.mockup.plan import plan_of
from core.mockup.stance import stance
from core.mockup.strips import Skin, placed_on
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


def test_a_lid_lies_on_what_it_covers() -> None:
    mesh = folded(outline("fefco 0300 lid"), 1.0)
    where = {piece.panel: i for i, piece in enumerate(mesh.pieces)}
    assert mesh.normals[where["top"]] == pytest.approx([0, 1, 0], abs=1e-9)
    assert mesh.normals[where["front"]] == pytest.approx([0, 0, 1], abs=1e-6)


def test_light_can_run_evenly_round_a_cylinder() -> None:
    """Neighbouring strips have one normal along the edge that they share, and the ramp ends there."""
    mesh = folded(outline("wrap label"), 1.0)
    assert len(mesh.pieces) > 20
    for before, after in itertools.pairwise(range(len(mesh.pieces))):
        assert mesh.ends[before, 1] == pytest.approx(mesh.ends[after, 0])
    for piece, ramp, ends, normal in zip(mesh.pieces, mesh.ramps, mesh.ends, mesh.normals, strict=True):
        shares = [ramp @ np.append(point, 1) for point in piece.rings[0]]
        assert min(shares) > -1e-6
        assert max(shares) < 1 + 1e-6
        assert ends.mean(axis=0) @ normal == pytest.approx(1, abs=0.01)


def test_panels_that_are_not_cut_apart_share_a_crease_though_neither_hangs_on_the_other() -> None:
    blank = outline("web-corner tray")
    assert blank.uncut
    mesh = folded(blank, 0.0)
    assert (mesh.strips.skins == Skin.EDGE).all()
    pairs = {(crease.parent, crease.child) for crease in plan_of(blank).creases}
    assert pairs >= set(blank.uncut)


@pytest.mark.parametrize("code", ["0427", "pillow-box", "a60.20.00.01", "web-corner tray", "hang tag folded"])
def test_it_is_the_outer_face_of_a_crease_that_stretches(code: str) -> None:
    """Rounded creases stand out from the boards beside them: nothing of the two panels lies before them."""
    mesh = folded(outline(code), 1.0)
    strips = mesh.strips
    for s in np.flatnonzero(strips.skins != Skin.EDGE):
        piece = strips.pieces[s]
        side = 1 if strips.skins[s] == Skin.OUTSIDE else -1
        middle = placed_on(mesh.middle[piece], strips.uv[s].mean(axis=0))
        out = strips.corners[s].mean(axis=0) - middle
        assert np.linalg.norm(out) < 1.6 * mesh.caliper  # of a fold by half a turn, over both boards
        assert out @ strips.normals[s] > 0
        assert side * (mesh.normals[piece] @ strips.normals[s]) > -0.8

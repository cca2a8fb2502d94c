"""Painting from back to front must show what a depth buffer shows, whatever crosses or interlocks."""

import numpy as np
import pytest
from numpy.typing import NDArray

from core.dieline import library
from core.mockup.camera import Camera, View
from core.mockup.depth import FINER, Samples, filled
from core.mockup.mesh import Mesh, folded
from core.mockup.order import ordered
from tests.mockup.packs import CODES, outline, seen

CAMERAS = [Camera(32, 18), Camera(-120, 40), Camera(75, -25), Camera(180, 5), Camera(5, 80)]


def painted(mesh: Mesh, view: View) -> NDArray[np.intp]:
    """The piece at each sample when faces are filled one over the other."""
    height, width = view.height * FINER, view.width * FINER
    canvas = np.full((height, width), -1)
    order = ordered(mesh)
    for fragment in (order.fragments[number] for number in order.back_to_front(view.eye)):
        for skin in (0, 1):
            plane = mesh.faces[skin, fragment.piece]
            normal = mesh.normals[fragment.piece] * (1 - 2 * skin)
            if (view.eye - plane @ np.append(fragment.rings[0][0], 1)) @ normal <= 0:
                continue
            flat = [np.column_stack([ring, np.ones(len(ring))]) @ plane.T for ring in fragment.rings]
            rings = [view.project(ring)[:, :2] * FINER for ring in flat]
            canvas[filled(rings, 0, 0, width, height)] = fragment.piece
    return canvas


def wrong_share(mesh: Mesh, view: View) -> float:
    """Of the samples that show a face: how many a painter shows another face at."""
    samples = Samples(mesh, view)
    faces = np.array([-2 if each.strip else each.piece for each in samples.patches] + [-1])
    depth = faces[samples.nearest(range(view.height))]
    return float(((painted(mesh, view) != depth) & (depth != -2)).sum() / max(1, (depth >= 0).sum()))


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("amount", [0.0, 0.35, 0.6, 0.85, 1.0])
def test_the_order_hides_what_depth_hides(code: str, amount: float) -> None:
    mesh = folded(outline(code), amount)
    for camera in CAMERAS:
        # Slabs meet within a caliper of each other: only there, along lines, may the two differ.
        assert wrong_share(mesh, seen(mesh, camera, 120, 90)) <= 0.012, camera


@pytest.mark.slow
@pytest.mark.parametrize("code", library.codes())
def test_every_style_folds_and_is_painted_in_order(code: str) -> None:
    for amount in (0.0, 0.3, 0.55, 0.8, 1.0):
        mesh = folded(outline(code), amount)
        assert np.isfinite(mesh.faces).all()
        for camera in CAMERAS[:3]:
            # The overlap of a wrap-around label lies in the label itself: there either end may be seen.
            assert wrong_share(mesh, seen(mesh, camera, 120, 90)) <= 0.03, (amount, camera)


@pytest.mark.parametrize("code", CODES)
def test_no_board_is_lost_by_cutting(code: str) -> None:
    mesh = folded(outline(code), 0.6)
    order = ordered(mesh)
    view = seen(mesh)
    fragments = [order.fragments[number] for number in order.back_to_front(view.eye)]
    areas = np.zeros(len(mesh.pieces))
    for fragment in fragments:
        for ring in fragment.rings:
            following = np.roll(ring, -1, axis=0)
            areas[fragment.piece] += (ring[:, 0] * following[:, 1] - ring[:, 1] * following[:, 0]).sum() / 2
    whole = np.zeros(len(mesh.pieces))
    for i, piece in enumerate(mesh.pieces):
        for ring in piece.rings:
            following = np.roll(ring, -1, axis=0)
            whole[i] += (ring[:, 0] * following[:, 1] - ring[:, 1] * following[:, 0]).sum() / 2
    assert areas == pytest.approx(whole, abs=0.05)

    def length(corners: NDArray[np.float64]) -> float:
        return float(np.linalg.norm(corners[:, 0] - corners[:, 1], axis=1).sum())

    cut = np.concatenate([fragment.strips.corners for fragment in fragments])
    assert length(cut) == pytest.approx(length(mesh.strips.corners), rel=1e-6)


def test_flaps_that_cross_are_cut() -> None:
    """The mailer's side walls fold in through its ears: without cutting there is no right order."""
    mesh = folded(outline("0427"), 0.85)
    assert len(list(ordered(mesh).back_to_front(np.array([0.0, 0, 1000])))) > len(mesh.pieces)

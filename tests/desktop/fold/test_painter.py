"""The painter without a depth buffer must show what the renderer with one shows."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from core.mockup import raster
from core.mockup.camera import Camera, view_of
from core.mockup.look import BOARDS, Finish
from core.mockup.mesh import folded
from desktop.fold.pack import pack_of
from desktop.fold.painter import Dress, backdrop, fine_picture, picture
from desktop.fold.skins import skin_of
from tests.desktop.fold.conftest import array_of, dress
from tests.mockup.packs import CODES, outline, printed, prints
from tests.mockup.test_look import with_spot

SIZE = QSize(360, 270)


def compare(code: str, amount: float, camera: Camera, finish: Finish, board: str) -> tuple[float, float]:
    """The mean difference (levels of sRGB) of the fine picture from the renderer's, and the share that is far off."""
    view = view_of(camera, folded(outline(code), amount), SIZE.width(), SIZE.height())
    rendered = raster.picture(folded(outline(code), amount), view, prints(code, finish, board), BOARDS[board], finish)
    ours = array_of(fine_picture(pack_of(outline(code), amount), dress(code, finish, board), camera, SIZE))
    off = np.abs(ours.astype(int) - rendered).max(axis=2)
    return float(off.mean()), float((off > 24).mean())


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("amount", [0.0, 0.5, 0.8, 1.0])
def test_it_agrees_with_the_renderer(qapp: QApplication, code: str, amount: float) -> None:
    for camera in (Camera(32, 18), Camera(-140, 35), Camera(70, -20)):
        mean, far = compare(code, amount, camera, Finish.MATTE, "white")
        assert mean < 3.0, camera
        assert far < 0.012, camera


@pytest.mark.parametrize("finish", list(Finish))
def test_every_finish_agrees_with_the_renderer(qapp: QApplication, finish: Finish) -> None:
    mean, far = compare("A20.20.01.01", 1.0, Camera(25, 20), finish, "kraft")
    assert mean < 3.0
    assert far < 0.015


def test_spot_varnish_gleams_where_it_is(qapp: QApplication) -> None:
    sides = printed(with_spot("Varnish"), outline(), Finish.VARNISH)
    plain = printed(with_spot("Varnish"), outline(), Finish.MATTE)
    pack, camera = pack_of(outline(), 1.0), Camera(-10, 30)
    shown = [
        array_of(picture(pack, Dress((skin_of(a), skin_of(b)), BOARDS["white"], finish), camera, backdrop(SIZE)))
        for (a, b), finish in ((sides, Finish.VARNISH), (plain, Finish.MATTE))
    ]
    brighter = np.argwhere((shown[0].astype(int) - shown[1]).max(axis=2) > 0)
    view = view_of(camera, pack.mesh, SIZE.width(), SIZE.height())
    front = next(i for i, piece in enumerate(pack.mesh.pieces) if piece.panel == "front")
    corners = np.array([outline().panel("front").frame.apply((x, y)) for x in (50, 70) for y in (50, 70)])
    at = view.project(np.column_stack([corners, np.ones(4)]) @ pack.mesh.faces[0, front].T)
    low, high = at[:, :2].min(axis=0) - 2, at[:, :2].max(axis=0) + 2
    inside = ((brighter[:, ::-1] >= low) & (brighter[:, ::-1] <= high)).all(axis=1)
    assert inside.all()


def test_a_quick_picture_shows_the_same_as_a_fine_one(qapp: QApplication) -> None:
    pack, camera = pack_of(outline(), 0.7), Camera(20, 30)
    quick = array_of(picture(pack, dress(), camera, backdrop(SIZE))).astype(int)
    fine = array_of(fine_picture(pack, dress(), camera, SIZE))
    assert np.abs(quick - fine).max(axis=2).mean() < 4


def test_a_print_is_taken_at_the_size_at_which_it_is_seen(qapp: QApplication) -> None:
    skin = skin_of(prints("A20.20.01.01", ppi=120)[0])
    sizes = [each.textureImage().width() for each in skin.levels]
    assert sizes == sorted(sizes, reverse=True)
    assert len(sizes) > 3
    near, far = skin.brush(100.0), skin.brush(skin.texels / 8)
    assert near.textureImage().width() == sizes[0]
    assert far.textureImage().width() < sizes[0] / 3

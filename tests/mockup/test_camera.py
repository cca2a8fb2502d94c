import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.mockup.camera import CLOSEST, FARTHEST, STEEPEST, Camera, view_of
from core.mockup.mesh import folded
from tests.mockup.packs import CODES, outline

ANGLES = st.floats(-180, 180), st.floats(-STEEPEST, STEEPEST)


@settings(deadline=None, max_examples=40)
@given(*ANGLES, st.sampled_from(CODES), st.floats(0, 1))
def test_the_pack_fits_into_the_picture(azimuth: float, elevation: float, code: str, amount: float) -> None:
    mesh = folded(outline(code), amount)
    view = view_of(Camera(azimuth, elevation), mesh, 640, 400)
    places = view.project(mesh.strips.corners.reshape(-1, 3))
    assert (places[:, 2] > 0).all()
    assert (places[:, :2] >= 0).all()
    assert (places[:, :2] <= (640, 400)).all()


def test_right_is_right_and_up_is_up() -> None:
    mesh = folded(outline(), 1.0)
    view = view_of(Camera(0, 0), mesh, 640, 400)
    middle, right, up, near = view.project(mesh.centre + np.array([[0, 0, 0], [10, 0, 0], [0, 10, 0], [0, 0, 10]]))
    assert middle[:2] == pytest.approx([320, 200])
    assert right[0] > middle[0]
    assert up[1] < middle[1]
    assert near[2] < middle[2]
    turned = view_of(Camera(30, 0), mesh, 640, 400)
    assert turned.project(mesh.centre + np.array([0, 0, 10]))[0] < 320  # the front turns to the left


def test_a_homography_is_the_projection_of_a_plane() -> None:
    mesh = folded(outline(), 0.6)
    view = view_of(Camera(25, 15), mesh, 300, 200)
    for plane in mesh.faces[0]:
        at = np.array([12.0, 34.0, 1.0])
        x, y, w = view.homography(plane) @ at
        assert (x / w, y / w, w) == pytest.approx(tuple(view.project(plane @ at)))


def test_turning_goes_round_and_stops_at_the_poles() -> None:
    assert Camera(170, 0).turned(20, 0).azimuth == pytest.approx(-170)
    assert Camera(0, 80).turned(0, 50).elevation == STEEPEST
    assert Camera().zoomed(1e6).zoom == FARTHEST
    assert Camera().zoomed(1e-6).zoom == CLOSEST


def test_zooming_in_makes_it_larger_and_never_goes_inside() -> None:
    mesh = folded(outline(), 1.0)
    corners = mesh.strips.corners.reshape(-1, 3)
    spans = [np.ptp(view_of(Camera(zoom=zoom), mesh, 640, 400).project(corners)[:, 0]) for zoom in (0.5, 1, 2)]
    assert spans == sorted(spans)
    closest = view_of(Camera(zoom=FARTHEST), mesh, 640, 400)
    assert (closest.project(corners)[:, 2] > 0).all()

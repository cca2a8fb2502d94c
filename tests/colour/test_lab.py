"""Lab against published numbers and against LittleCMS."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.colour.lab import D50, delta_e_2000, lab_to_srgb, lab_to_xyz, srgb_to_lab, xyz_to_lab
from tests.colour.transicc import transicc

# Sharma, Wu, Dalal (2005), table 1: two colours and their CIEDE2000.
SHARMA = np.array(
    [
        [50.0, 2.6772, -79.7751, 50.0, 0.0, -82.7485, 2.0425],
        [50.0, 3.1571, -77.2803, 50.0, 0.0, -82.7485, 2.8615],
        [50.0, 2.8361, -74.0200, 50.0, 0.0, -82.7485, 3.4412],
        [50.0, -1.3802, -84.2814, 50.0, 0.0, -82.7485, 1.0000],
        [50.0, -1.1848, -84.8006, 50.0, 0.0, -82.7485, 1.0000],
        [50.0, -0.9009, -85.5211, 50.0, 0.0, -82.7485, 1.0000],
        [50.0, 0.0, 0.0, 50.0, -1.0, 2.0, 2.3669],
        [50.0, -1.0, 2.0, 50.0, 0.0, 0.0, 2.3669],
        [50.0, 2.4900, -0.0010, 50.0, -2.4900, 0.0009, 7.1792],
        [50.0, 2.4900, -0.0010, 50.0, -2.4900, 0.0010, 7.1792],
        [50.0, 2.4900, -0.0010, 50.0, -2.4900, 0.0011, 7.2195],
        [50.0, 2.4900, -0.0010, 50.0, -2.4900, 0.0012, 7.2195],
        [50.0, -0.0010, 2.4900, 50.0, 0.0009, -2.4900, 4.8045],
        [50.0, -0.0010, 2.4900, 50.0, 0.0010, -2.4900, 4.8045],
        [50.0, -0.0010, 2.4900, 50.0, 0.0011, -2.4900, 4.7461],
        [50.0, 2.5, 0.0, 50.0, 0.0, -2.5, 4.3065],
        [50.0, 2.5, 0.0, 73.0, 25.0, -18.0, 27.1492],
        [50.0, 2.5, 0.0, 61.0, -5.0, 29.0, 22.8977],
        [50.0, 2.5, 0.0, 56.0, -27.0, -3.0, 31.9030],
        [50.0, 2.5, 0.0, 58.0, 24.0, 15.0, 19.4535],
        [50.0, 2.5, 0.0, 50.0, 3.1736, 0.5854, 1.0000],
        [50.0, 2.5, 0.0, 50.0, 3.2972, 0.0, 1.0000],
        [50.0, 2.5, 0.0, 50.0, 1.8634, 0.5757, 1.0000],
        [50.0, 2.5, 0.0, 50.0, 3.2592, 0.3350, 1.0000],
        [60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644],
        [63.0109, -31.0961, -5.8663, 62.8187, -29.7946, -4.0864, 1.2630],
        [61.2901, 3.7196, -5.3901, 61.4292, 2.2480, -4.9620, 1.8731],
        [35.0831, -44.1164, 3.7933, 35.0232, -40.0716, 1.5901, 1.8645],
        [22.7233, 20.0904, -46.6940, 23.0331, 14.9730, -42.5619, 2.0373],
        [36.4612, 47.8580, 18.3852, 36.2715, 50.5065, 21.2231, 1.4146],
        [90.8027, -2.0831, 1.4410, 91.1528, -1.6435, 0.0447, 1.4441],
        [90.9257, -0.5406, -0.9208, 88.6381, -0.8985, -0.7239, 1.5381],
        [6.7747, -0.2908, -2.4247, 5.8714, -0.0985, -2.2286, 0.6377],
        [2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082],
    ]
)
labs = st.tuples(st.floats(0, 100), st.floats(-128, 127), st.floats(-128, 127))


def test_ciede2000_of_the_published_pairs() -> None:
    assert delta_e_2000(SHARMA[:, :3], SHARMA[:, 3:6]) == pytest.approx(SHARMA[:, 6], abs=1e-4)


def test_ciede2000_of_one_colour_with_many() -> None:
    many = SHARMA[:, 3:6].reshape(2, 17, 3)
    assert delta_e_2000(many[0, 0], many).shape == (2, 17)
    assert delta_e_2000(many[0, 0], many)[0, 0] == 0


@given(labs, labs)
def test_ciede2000_is_a_difference(one: tuple[float, ...], two: tuple[float, ...]) -> None:
    there, back = float(delta_e_2000(one, two)), float(delta_e_2000(two, one))
    assert there == pytest.approx(back, rel=1e-9, abs=1e-9)
    assert there >= 0
    assert delta_e_2000(one, one) == 0


@given(labs)
def test_lab_to_xyz_and_back(lab: tuple[float, ...]) -> None:
    assert xyz_to_lab(lab_to_xyz(lab)) == pytest.approx(lab, abs=1e-9)


@given(st.tuples(*[st.floats(0, 1)] * 3))
def test_srgb_to_lab_and_back(srgb: tuple[float, ...]) -> None:
    assert lab_to_srgb(srgb_to_lab(srgb)) == pytest.approx(srgb, abs=1e-6)


def test_srgb_to_lab_agrees_with_littlecms() -> None:
    colours = np.random.default_rng(0).integers(0, 256, (200, 3))
    assert srgb_to_lab(colours / 255) == pytest.approx(transicc(colours, "*sRGB", "*Lab", "relative"), abs=1e-3)


def test_white_and_what_no_screen_shows() -> None:
    assert xyz_to_lab(D50) == pytest.approx([100, 0, 0])
    assert lab_to_srgb([100, 0, 0]) == pytest.approx([1, 1, 1], abs=1e-4)
    assert lab_to_srgb([60, -120, 40])[0] == 0

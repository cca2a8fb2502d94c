"""Pixels to the inch at the printed size, and what is missing of them."""

from __future__ import annotations

import math

import pytest

from core.compose.resolution import developed_size, effective_ppi, missing_factor
from core.geometry import Affine
from core.imaging.values import CutoutEdit, UpscaleEdit

INCH = 25.4


def test_the_coarser_direction_counts() -> None:
    assert effective_ppi(Affine.scaling(INCH, INCH / 2), (300, 100)) == 200


def test_a_turned_picture_is_as_fine_as_before() -> None:
    turned = Affine.rotation(30) @ Affine.scaling(2 * INCH, INCH)
    assert effective_ppi(turned, (600, 300)) == 300


def test_a_place_without_area_is_infinitely_fine() -> None:
    assert effective_ppi(Affine.scaling(0, 0), (600, 300)) == math.inf


def test_enlarging_steps_count() -> None:
    assert developed_size((30, 20), (UpscaleEdit(factor=2), CutoutEdit(), UpscaleEdit(factor=4))) == (240, 160)


@pytest.mark.parametrize(("ppi", "factor"), [(300, None), (225, None), (224, 2), (113, 2), (112, 4), (5, 4)])
def test_what_is_missing(ppi: float, factor: int | None) -> None:
    assert missing_factor(ppi, 225) == factor

"""What inks measure, against the published characterisation that each bundled profile carries (its ``targ`` tag)."""

from __future__ import annotations

import struct

import numpy as np
import pytest

from core.colour.colorimetry import cmyk_to_lab, lab_to_cmyk, lab_to_process
from core.colour.condition import PrintingCondition
from core.colour.convert import ink_to_srgb
from core.colour.inks import Spot
from core.colour.lab import delta_e_2000
from core.colour.profiles import BUNDLED, load_profile


def _characterisation(name: str) -> tuple[np.ndarray, np.ndarray]:
    """Inks, 0 to 1 each, and absolute Lab of every patch of the data set (CGATS.17)."""
    data = load_profile(name).data
    at = data.index(b"targ", 128)
    start, size = struct.unpack_from(">II", data, at + 4)
    text = data[start + 8 : start + size].decode("ascii").replace("\r", "")
    head = text.split("BEGIN_DATA_FORMAT")[1].split("END_DATA_FORMAT")[0].split()
    rows = [row.split() for row in text.split("BEGIN_DATA\n")[1].split("END_DATA")[0].splitlines()]
    columns = {title: [row[place] for row in rows] for place, title in enumerate(head)}
    inks = np.array([columns[f"CMYK_{ink}"] for ink in "CMYK"], np.float64).T / 100
    return inks, np.array([columns[f"LAB_{part}"] for part in "LAB"], np.float64).T


@pytest.mark.parametrize("name", BUNDLED)
def test_patches_measure_as_published(name: str) -> None:
    """As they were printed, and as 8-bit plates bring them."""
    inks, published = _characterisation(name)
    assert len(inks) > 1400
    for patches in (inks, np.rint(inks * 255).astype(np.uint8)):
        difference = delta_e_2000(cmyk_to_lab(patches, load_profile(name), "absolute"), published)
        assert difference.mean() < 0.25
        assert difference.max() < 1


def test_relative_counts_from_the_paper() -> None:
    profile = load_profile()
    assert cmyk_to_lab([0.0, 0, 0, 0], profile) == pytest.approx([100, 0, 0], abs=0.1)
    assert cmyk_to_lab([0.0, 0, 0, 0], profile, "absolute") == pytest.approx([95, 0, -2], abs=0.3)


def test_shapes_and_bytes() -> None:
    profile = load_profile()
    bytes_ = np.random.default_rng(14).integers(0, 256, (3, 5, 4), dtype=np.uint8)
    lab = cmyk_to_lab(bytes_, profile)
    assert lab.shape == (3, 5, 3)
    assert np.array_equal(lab, cmyk_to_lab(bytes_ / 255, profile))
    assert lab_to_cmyk(lab, profile).shape == (3, 5, 4)
    assert cmyk_to_lab(np.zeros((0, 4)), profile).shape == (0, 3)
    many = np.random.default_rng(15).random((70_000, 4))
    assert np.array_equal(cmyk_to_lab(many, profile)[-9:], cmyk_to_lab(many[-9:], profile))


@pytest.mark.parametrize("intent", ["relative", "absolute"])
@pytest.mark.parametrize("name", BUNDLED)
def test_lab_in_gamut_comes_back(name: str, intent: str) -> None:
    profile = load_profile(name)
    asked = cmyk_to_lab(
        np.random.default_rng(16).uniform([0, 0, 0, 0], [0.5, 0.5, 0.5, 0.3], (200, 4)), profile, intent
    )
    printed = cmyk_to_lab(lab_to_cmyk(asked, profile, intent), profile, intent)
    assert np.percentile(delta_e_2000(asked, printed), 95) < 1.5


def test_process_inks_for_a_spot() -> None:
    lab = (60.0, 25.0, 40.0)
    inks = lab_to_process(lab, load_profile())
    assert delta_e_2000(cmyk_to_lab([inks.c, inks.m, inks.y, inks.k], load_profile()), lab) < 1
    spot = Spot("Copper", inks, lab=lab)
    plain = PrintingCondition(black_point=False)
    assert ink_to_srgb(spot) == pytest.approx(ink_to_srgb(inks, plain), abs=0.02)

"""The soft proof: white and black as asked, spots over process inks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.colour.colorimetry import cmyk_to_lab
from core.colour.condition import PrintingCondition
from core.colour.convert import ink_to_srgb
from core.colour.inks import Cmyk, Spot
from core.colour.lab import delta_e_2000, lab_to_srgb, linear, srgb_to_lab
from core.colour.profiles import BUNDLED, load_profile
from core.colour.proof import soft_proof

PAPER = np.zeros((1, 1, 4), np.uint8)
GOLD = Spot("Gold", Cmyk(0, 0.3, 1, 0.1), lab=(68.0, 8.0, 62.0))
NAVY = Spot("Navy", Cmyk(1, 0.8, 0, 0.3))


def _plane(*tints: int) -> np.ndarray:
    return np.array([tints], np.uint8)


@pytest.mark.parametrize("name", BUNDLED)
def test_paper_is_white_unless_asked(name: str) -> None:
    condition = PrintingCondition(load_profile(name))
    assert soft_proof(PAPER, condition, paper_white=False).tolist() == [[[255, 255, 255]]]
    paper = soft_proof(PAPER, condition, paper_white=True)[0, 0]
    measured = lab_to_srgb(cmyk_to_lab(PAPER, condition.profile, "absolute"))[0, 0] * 255
    assert paper == pytest.approx(measured, abs=1.5)
    assert paper.min() < 250


def test_black_is_as_grey_as_it_prints_only_when_asked() -> None:
    rich = np.array([[[190, 170, 160, 242]]], np.uint8)
    screen = soft_proof(rich, PrintingCondition(), paper_white=False)
    printed = soft_proof(rich, PrintingCondition(), paper_white=True)
    assert screen.max() < 15 < printed.min()


def test_absolute_proof_shows_what_the_profile_measures() -> None:
    """Against our own float tables, for inks that a screen can show."""
    inks = np.random.default_rng(5).integers(0, 160, (1, 500, 4), dtype=np.uint8)
    lab = cmyk_to_lab(inks, PrintingCondition().profile, "absolute")
    rgb = lab_to_srgb(lab)
    shown = srgb_to_lab(soft_proof(inks, PrintingCondition(), paper_white=True) / 255)
    inside = delta_e_2000(srgb_to_lab(rgb), lab) < 0.1
    assert inside.mean() > 0.5
    assert np.percentile(delta_e_2000(shown, lab)[inside], 95) < 1


@pytest.mark.parametrize("spot", [GOLD, NAVY], ids=["with Lab", "by its alternate"])
def test_a_spot_alone_looks_as_it_does_in_a_swatch(spot: Spot) -> None:
    tints = (0, 64, 128, 255)
    shown = soft_proof(
        np.repeat(PAPER, 4, axis=1), PrintingCondition(), paper_white=False, spots=[(spot, _plane(*tints))]
    )
    wanted = [np.array(ink_to_srgb(replace(spot, tint=tint / 255))) * 255 for tint in tints]
    assert shown[0] == pytest.approx(np.array(wanted), abs=2)


def test_a_spot_darkens_what_is_below_as_a_filter() -> None:
    cyan = np.array([[[255, 0, 0, 0]]], np.uint8)
    below = soft_proof(cyan, PrintingCondition(), paper_white=False)[0, 0]
    both = soft_proof(cyan, PrintingCondition(), paper_white=False, spots=[(GOLD, _plane(255))])[0, 0]
    product = linear(below / 255) * linear(ink_to_srgb(GOLD))
    assert linear(both / 255) == pytest.approx(product, abs=0.01)
    assert srgb_to_lab(both / 255)[0] < srgb_to_lab(below / 255)[0]


def test_order_of_spots_is_of_no_account_and_inputs_stay() -> None:
    inks = np.random.default_rng(6).integers(0, 256, (40, 50, 4), dtype=np.uint8)
    planes = np.random.default_rng(7).integers(0, 256, (2, 40, 50), dtype=np.uint8)
    before = inks.copy()
    spots = [(GOLD, planes[0]), (NAVY, planes[1])]
    one = soft_proof(inks, PrintingCondition(), paper_white=True, spots=spots)
    two = soft_proof(inks, PrintingCondition(), paper_white=True, spots=spots[::-1])
    assert np.abs(one.astype(int) - two).max() <= 1
    assert np.array_equal(inks, before)


def test_no_ink_of_a_spot_changes_nothing() -> None:
    inks = np.random.default_rng(8).integers(0, 256, (9, 9, 4), dtype=np.uint8)
    bare = soft_proof(inks, PrintingCondition(), paper_white=False)
    assert np.array_equal(
        bare, soft_proof(inks, PrintingCondition(), paper_white=False, spots=[(GOLD, np.zeros((9, 9), np.uint8))])
    )

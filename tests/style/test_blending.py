"""Palettes of several references as one."""

from __future__ import annotations

import pytest

from core.style.blending import MOST, blended
from core.style.values import PaletteShift

SEA = PaletteShift(colours=("#000080", "#ffffff"), shares=(3, 1))
SAND = PaletteShift(colours=("#e0c080", "#ffffff"))


def test_shares_count_by_the_weight_of_their_palette() -> None:
    made = blended([(SEA, 1.0), (SAND, 0.5)], 0.7)
    shares = dict(zip(made.colours, made.shares or (), strict=True))
    assert shares == pytest.approx({"#000080": 0.5, "#ffffff": 0.3333, "#e0c080": 0.1667}, abs=1e-4)
    assert made.colours[0] == "#000080", "the largest first"
    assert made.strength == 0.7


def test_one_palette_is_itself() -> None:
    assert blended([(SEA, 0.2)]) == PaletteShift(colours=SEA.colours, shares=(0.75, 0.25))


def test_too_many_colours_lose_the_smallest() -> None:
    many = [PaletteShift(colours=(f"#0000{number:02x}",)) for number in range(20)]
    made = blended([(palette, 1.0 + number) for number, palette in enumerate(many)])
    assert len(made.colours) == MOST
    assert made.colours[0] == "#000013"


def test_nothing_makes_no_palette() -> None:
    with pytest.raises(ValueError, match="nothing to blend"):
        blended([])

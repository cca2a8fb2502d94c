"""Where there is too much ink, and how much of it in all."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.colour.condition import PrintingCondition
from core.colour.inks import Cmyk, Spot
from core.compose.drawlist import FillPath, Group, LayerTag, Op, ProcessingStep
from core.geometry import Box
from core.press.plates.coverage import Over, ink_areas, ink_use, over_limit
from core.press.plates.regions import labelled
from tests.press.separations.sheets import GOLD, SheetPixels, box, page

CONDITION = PrintingCondition()
DEEP = Cmyk(0.9, 0.9, 0.9, 0.8)  # 350 %


def found(*ops: Op, limit: float = 300, limit_all: float = 320, area_mm2: float = 15) -> list[Over]:
    return over_limit(page(ops), SheetPixels(), CONDITION, limit=limit, limit_all=limit_all, area_mm2=area_mm2, ppi=72)


def test_a_small_patch_dries_and_a_larger_one_is_found_where_it_is() -> None:
    assert found(FillPath(box(10, 10, 13, 13), DEEP)) == []
    (over,) = found(FillPath(box(10, 10, 15, 15), DEEP))
    assert over.box == pytest.approx(Box(10, 10, 15, 15), abs=0.4)
    assert over.peak == pytest.approx(350, abs=1)
    assert over.area_mm2 == pytest.approx(25, abs=5)  # the pixels at its edges are half covered
    assert over.limit == 300


def test_the_mean_counts_not_the_patch() -> None:
    """3 x 3 mm of 350 % is 270 % on average over 12 mm2 of nothing around it, and more upon a ground."""
    patch = FillPath(box(10, 10, 13, 13), DEEP)
    assert found(patch, limit=200)
    ground = FillPath(box(5, 5, 20, 20), Cmyk(0.9, 0.9, 0.9, 0.1))
    (over,) = found(ground, patch)
    assert 300 < over.peak < 350


def test_patches_that_touch_are_one_place_and_the_largest_is_first() -> None:
    first = FillPath(box(5, 5, 10, 10), DEEP), FillPath(box(10, 5, 20, 12), DEEP)
    second = FillPath(box(35, 5, 40, 10), DEEP)
    large, small = found(*first, second)
    assert large.box == pytest.approx(Box(5, 5, 20, 12), abs=0.4)
    assert small.box == pytest.approx(Box(35, 5, 40, 10), abs=0.4)


def test_spots_count_towards_the_limit_of_all_plates_only() -> None:
    ground = FillPath(box(5, 5, 15, 15), Cmyk(0.8, 0.8, 0.7))
    gold = FillPath(box(5, 5, 15, 15), GOLD, overprint=True)
    assert found(ground, gold, limit_all=340) == []
    (over,) = found(ground, gold)
    assert over.limit == 320
    assert over.peak == pytest.approx(330, abs=1)


def test_what_is_technical_is_no_ink() -> None:
    ground = FillPath(box(5, 5, 15, 15), Cmyk(0.8, 0.8, 0.7))
    cut = FillPath(box(5, 5, 15, 15), Spot("Cut", Cmyk(m=1)), overprint=True)
    die = Group((cut,), layer=LayerTag("Cut", ProcessingStep("Structural", "Cutting")))
    assert found(ground, die) == []
    assert set(ink_use(page((ground, die)), SheetPixels(), CONDITION)) == {"Cyan", "Magenta", "Yellow", "Black"}


def test_a_page_smaller_than_the_area_is_judged_as_a_whole() -> None:
    tiny = page((FillPath(box(-1, -1, 3, 3), DEEP),), Box(0, 0, 2, 2))
    (over,) = over_limit(tiny, SheetPixels(), CONDITION, limit=300, limit_all=320)
    assert over.peak == pytest.approx(350, abs=1)


def test_ink_is_what_is_covered() -> None:
    sheet = page((FillPath(box(0, 0, 25.4, 25.4), Cmyk(c=0.5)), FillPath(box(0, 0, 12.7, 12.7), GOLD)))
    use = ink_use(sheet, SheetPixels(), CONDITION)
    assert use["Cyan"] == pytest.approx(50 * (0.5 - 0.125), abs=0.3)
    assert use["Gold"] == pytest.approx(12.5, abs=0.1)
    assert use["Black"] == 0
    assert ink_areas(use, sheet)["Gold"] == pytest.approx(12.7**2, abs=2)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.booleans(), min_size=7, max_size=7), min_size=1, max_size=7))
def test_places_are_what_can_be_walked_through(rows: list[list[bool]]) -> None:
    flags = np.array(rows)
    labels, count = labelled(flags)
    assert set(np.unique(labels[flags])) == set(range(1, count + 1))
    assert not labels[~flags].any()
    for label in range(1, count + 1):
        start = tuple(np.argwhere(labels == label)[0])
        assert np.array_equal(_walked(flags, start), labels == label)


def _walked(flags: NDArray[np.bool_], start: tuple[int, ...]) -> NDArray[np.bool_]:
    seen, waiting = np.zeros_like(flags), [start]
    while waiting:
        row, column = waiting.pop()
        if 0 <= row < flags.shape[0] and 0 <= column < flags.shape[1] and flags[row, column] and not seen[row, column]:
            seen[row, column] = True
            waiting += [(row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)]
    return seen

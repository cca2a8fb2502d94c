"""Plates of a page, without a second opinion."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.colour.condition import PrintingCondition
from core.colour.inks import Cmyk, Spot
from core.compose.drawlist import ArtImage, DrawImage, FillPath, FillTile, Group, LayerTag, Op, ProcessingStep
from core.errors import Cancelled, DieloomError
from core.geometry import Affine, Box, Path, Point
from core.jobs import Progress
from core.press.plates import PROCESS, Separations, bands, plate_names, separate
from tests.press.separations.sheets import (
    ART,
    BLUE,
    CASES,
    GOLD,
    GROUND,
    OWN,
    PPI,
    SHEET,
    TYPED,
    SheetPixels,
    box,
    page,
)

CONDITION = PrintingCondition()
MIDDLE = Point(25, 12)
ALL_CASES = tuple(op for ops in CASES.values() for op in ops)


def plates(*ops: Op, ppi: float = PPI, **options: object) -> Separations:
    return separate(page(ops), SheetPixels(), CONDITION, ppi, **options)  # type: ignore[arg-type]


def over(ink: Cmyk | Spot, *, overprint: bool = False) -> FillPath:
    return FillPath(box(10, 5, 40, 20), ink, overprint=overprint)


def test_the_plates_are_process_and_then_spots_as_they_are_drawn() -> None:
    ops = (over(BLUE), Group((over(GOLD),)), over(replace(BLUE, tint=0.2)))
    assert plate_names(ops) == (*PROCESS, "Blue", "Gold")
    assert plates(*ops).names == plate_names(ops)


def test_a_spot_that_is_called_like_a_process_plate_is_on_it() -> None:
    found = plates(GROUND, over(Spot("Black", Cmyk(k=1), 0.8)))
    assert found.names == PROCESS
    assert found.coverage_at(MIDDLE) == {"Cyan": 0, "Magenta": 0, "Yellow": 0, "Black": 80}


def test_registration_is_on_every_plate_and_none_on_none() -> None:
    found = plates(GROUND, FillPath(box(0, 0, 5, 5), GOLD), over(Spot("All", Cmyk(1, 1, 1, 1))))
    assert set(found.names) == {*PROCESS, "Gold"}
    assert set(found.coverage_at(MIDDLE).values()) == {100}
    assert (plates(GROUND, over(Spot("None", Cmyk()))).inks == plates(GROUND).inks).all()


def test_a_picture_in_inks_reaches_the_plates_untouched() -> None:
    found = plates(GROUND, DrawImage(OWN, Affine.translation(5, 3) @ Affine.scaling(40, 20)))
    at = found.inks[75, 150]
    assert at.tolist() == [10, 20, 30, 200]


def test_only_some_plates_are_those_of_all() -> None:
    whole = plates(*ALL_CASES)
    some = plates(*ALL_CASES, only=frozenset({"Gold", "Magenta"}))
    assert some.names == ("Magenta", "Gold")
    for name in some.names:
        assert np.array_equal(some.plate(name), whole.plate(name))


def test_what_is_technical_can_be_left_out_and_never_counts() -> None:
    die = Group((over(Spot("Cut", Cmyk(m=1)), overprint=True),), layer=LayerTag("Cut", ProcessingStep("Structural")))
    white = Group((over(GOLD, overprint=True),), layer=LayerTag("White", ProcessingStep("White"), printed=True))
    found = plates(GROUND, die, white)
    assert found.coverage_at(MIDDLE)["Cut"] == 100
    below = found.process[75, 150]
    assert found.total[75, 150] == below + 100
    assert plates(GROUND, die, white, technical=False).names == (*PROCESS, "Gold")


def test_coverage_is_read_where_the_cursor_is() -> None:
    found = plates(FillPath(box(10, 5, 20, 10), TYPED), box=Box(8, 4, 30, 20))
    assert found.coverage_at(Point(10.2, 9.8)) == {"Cyan": 60, "Magenta": 0, "Yellow": 69.8, "Black": 40}
    assert set(found.coverage_at(Point(9.5, 9.8)).values()) == {0}
    assert found.coverage_at(Point(2, 2)) == {}


def test_a_plate_that_is_not_there_is_said_so() -> None:
    with pytest.raises(KeyError):
        plates(GROUND).plate("Gold")


@settings(max_examples=25, deadline=None)
@given(rows=st.integers(1, 200), case=st.sampled_from(sorted(CASES)))
def test_however_it_is_cut_into_bands_it_is_the_same(rows: int, case: str) -> None:
    whole = plates(*CASES[case]).inks
    found = list(bands(page(CASES[case]), SheetPixels(), CONDITION, PPI, rows=rows))
    assert [top for top, _ in found] == list(range(0, whole.shape[0], rows))
    assert np.array_equal(np.concatenate([inks for _, inks in found]), whole)


@settings(max_examples=25, deadline=None)
@given(st.tuples(st.integers(0, 250), st.integers(0, 120)), st.tuples(st.integers(1, 60), st.integers(1, 40)))
def test_a_part_of_the_page_is_what_the_whole_has_there(corner: tuple[int, int], size: tuple[int, int]) -> None:
    whole = plates(*ALL_CASES).inks
    (left, top), (width, height) = corner, np.minimum(size, np.subtract((300, 150), corner))
    mm = 25.4 / PPI
    part = Box(left * mm, SHEET.y1 - (top + height) * mm, (left + width) * mm, SHEET.y1 - top * mm)
    found = plates(*ALL_CASES, box=part).inks
    wanted = whole[top : top + height, left : left + width]
    assert found.shape == wanted.shape
    assert np.abs(found.astype(int) - wanted).max() <= 2


class _InRows(SheetPixels):
    def rows(self, source: ArtImage, width_px: int, height_px: int, top: int, count: int) -> NDArray[np.uint8]:
        assert top + count <= height_px
        return self.tile(source, width_px, height_px)[top : top + count]


@pytest.mark.parametrize("matrix", [Affine(900, 0, 0, 7, 3, 2), Affine(-900, 0, 0, -30, 1, 9)])
def test_a_tile_too_large_to_be_held_is_made_in_rows(matrix: Affine, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = page((FillTile(Path.rectangle(SHEET), ART, matrix),))
    found = [inks for _, inks in bands(sheet, _InRows(), CONDITION, PPI, rows=19)]
    monkeypatch.setattr("core.press.plates.source.MAX_HELD_PX", 10_000)
    held = separate(sheet, SheetPixels(), CONDITION, PPI).inks
    assert np.abs(np.concatenate(found).astype(int) - held).max() <= 1


class _Noise(SheetPixels):
    def tile(self, source: object, width_px: int, height_px: int) -> NDArray[np.uint8]:
        return np.random.default_rng(1).integers(0, 256, (height_px, width_px, 3), np.uint8)


def test_bands_of_a_large_page_take_little_memory() -> None:
    """17 million pixels on five plates, in less than half of that."""
    large = Box(0, 0, 1000, 700)
    ops = (
        FillTile(Path.rectangle(large), ART, Affine.scaling(80)),
        Group((FillPath(Path.ellipse(large), GOLD),), opacity=0.5, clip=Path.ellipse(large.grown(-40))),
    )
    tracemalloc.start()
    try:
        whole = sum(inks.size for _, inks in bands(page(ops, large), _Noise(), CONDITION, 127, rows=64))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert whole > 80e6
    assert peak < whole / 2.5


def test_more_than_a_workstation_holds_is_refused_with_what_it_holds() -> None:
    with pytest.raises(DieloomError, match="pixels each") as caught:
        separate(page((GROUND,), Box(0, 0, 2000, 2000)), SheetPixels(), CONDITION, 600)
    assert "ppi" in caught.value.hint
    with pytest.raises(DieloomError):
        plates(GROUND, ppi=0)


def test_it_stops_when_asked() -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        plates(GROUND, progress=progress)


def test_what_has_no_area_draws_nothing() -> None:
    nothing = (FillTile(box(0, 0, 9, 9), ART, Affine.scaling(0)), DrawImage(OWN, Affine(0, 0, 0, 0, 5, 5)))
    assert not plates(*nothing, FillPath(Path(), TYPED), Group((GROUND,), clip=Path())).inks.any()

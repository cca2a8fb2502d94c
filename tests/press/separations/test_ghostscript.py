"""Our plates are those that Ghostscript makes of the exported PDF."""

from __future__ import annotations

from pathlib import Path as FilePath

import numpy as np
import pytest
from numpy.typing import NDArray

from core.colour.condition import PrintingCondition
from core.press.pdf import export_pdf
from core.press.plates import PROCESS, separate
from core.press.settings import NO_MARKS, PressSettings
from tests.press import plates as ghostscript
from tests.press.drawings import QuarterPixels, carton
from tests.press.separations.sheets import (
    CASES,
    FINER,
    PPI,
    SheetPixels,
    averaged,
    by_ghostscript,
    flat,
    page,
)

CONDITION = PrintingCondition()


_PICTURES = {case for case in CASES if "tile" in case or "picture" in case} | {"the die"}


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, NDArray[np.float64]]]:
    return by_ghostscript(tmp_path_factory.mktemp("sheets"))


@pytest.mark.parametrize("case", CASES)
def test_every_operation_prints_as_in_the_pdf(case: str, sheets: dict[str, dict[str, NDArray[np.float64]]]) -> None:
    """Within one byte away from edges, and hardly another amount of ink at them.

    Where there are pictures Ghostscript takes the nearest pixel and we go between them: a slope of theirs for us.
    """
    ours = separate(page(CASES[case]), SheetPixels(), CONDITION, PPI)
    theirs = sheets[case]
    assert set(ours.names) == set(theirs) | set(PROCESS)
    slope, tolerance = (8.0, 4.0) if case in _PICTURES else (1.0, 1.0)
    for name in ours.names:
        plate, wanted = ours.plate(name).astype(float), theirs[name]
        assert plate.shape == wanted.shape
        level = flat(wanted, slope) & flat(plate, slope)
        assert level.mean() > 0.3, name
        difference = np.abs(plate - wanted)
        assert difference[level].max() <= tolerance, name
        assert difference.mean() < 1.0, name


def test_a_carton_has_the_same_plates(tmp_path: FilePath) -> None:
    document, drawing = carton()
    pixels, pdf = _Smooth(document), tmp_path / "carton.pdf"
    export_pdf(drawing, pixels, pdf, PressSettings(ppi=300, marks=NO_MARKS))
    for side, theirs in zip(drawing.pages, ghostscript.separate(pdf, tmp_path / "plates", PPI * 2), strict=True):
        ours = separate(side, pixels, CONDITION, PPI * 2 / FINER)
        assert set(ours.names) == set(theirs)
        for name in ours.names:
            wanted = averaged(theirs[name])
            rows, columns = np.minimum(wanted.shape, ours.plate(name).shape)
            difference = np.abs(ours.plate(name)[:rows, :columns] - wanted[:rows, :columns])
            assert difference.mean() < 0.7, name
            assert np.percentile(difference, 99) <= 4, name


class _Smooth(QuarterPixels):
    """The carton's pictures, on a tile without edges."""

    tile = SheetPixels.tile

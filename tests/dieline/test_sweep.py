"""Over the whole range of every parameter, each blank cuts, folds and closes, and none is refused."""

from __future__ import annotations

import pytest

from core.dieline import library
from core.dieline.sweep import sweep
from core.errors import Cancelled
from core.jobs import Progress
from tests.dieline.tray import tray


@pytest.mark.parametrize("code", library.codes())
def test_every_size_in_range_is_sound(code: str) -> None:
    report = sweep(library.load(code), 16, seed=1)
    assert (report.unsound, report.refused) == ((), ())


@pytest.mark.slow
@pytest.mark.parametrize("code", library.codes())
def test_many_other_sizes_are_sound(code: str) -> None:
    report = sweep(library.load(code), 60, seed=2)
    assert report.unsound == ()
    assert report.accepted >= 0.95 * report.tried


def test_sizes_that_are_refused_or_unsound_are_told_apart() -> None:
    report = sweep(tray(), 60)
    assert all("too large" in each.reason for each in report.refused)  # the template's own constraint
    assert report.refused
    shifted = sweep(tray(blank=["L + lug + 1", "W + wall"]), 10)
    assert all("the drawing has another size" in each.reason for each in shifted.unsound)
    assert len(shifted.unsound) == shifted.accepted
    assert not shifted.sound


def test_a_sweep_can_be_stopped() -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        sweep(tray(), 10, progress=progress)

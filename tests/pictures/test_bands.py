from __future__ import annotations

import pytest

from core.errors import Cancelled
from core.jobs import Progress
from core.pictures.bands import bands


@pytest.mark.parametrize("shape", [(1, 1), (7, 3), (10, 3000), (3000, 10, 4)])
def test_bands_are_the_picture_once(shape: tuple[int, ...]) -> None:
    rows = [row for band in bands(shape, Progress(), 50) for row in range(*band.indices(shape[0]))]
    assert rows == list(range(shape[0]))


def test_they_tell_how_far_it_is_and_stop() -> None:
    told: list[tuple[float, str]] = []
    progress = Progress(lambda fraction, text: told.append((fraction, text)))
    for number, _ in enumerate(bands((4, 10), progress, 10, "looking")):
        assert told[-1] == (number / 4, "looking")
    progress.cancel()
    with pytest.raises(Cancelled):
        next(bands((4, 10), progress))

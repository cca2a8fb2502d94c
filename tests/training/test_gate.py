"""The gate draws again until a picture passes, always the same way, and says when none does."""

from __future__ import annotations

import pytest

from core.errors import Cancelled, DieloomError
from core.jobs import Progress
from core.training.gate import following, generate_passing

SCORES = (0.1, 0.4, 0.2, 0.9, 0.95)


def scored(seed: int) -> float:
    """By the number of the try."""
    return SCORES[[following(7, number) for number in range(len(SCORES))].index(seed)]


def test_the_first_that_passes_is_taken() -> None:
    for threshold, number in ((0.05, 0), (0.3, 1), (0.5, 3), (0.95, 4)):
        passed = generate_passing(scored, 7, threshold, 5, Progress())
        assert (passed.seed, passed.score, passed.tries) == (following(7, number), SCORES[number], number + 1)


def test_none_that_passes_is_said_with_the_best() -> None:
    with pytest.raises(DieloomError, match=r"None of 3 .*0\.50.*0\.40.*[Tt]rain") as caught:
        generate_passing(scored, 7, 0.5, 3, Progress())
    assert "threshold" in caught.value.hint


def test_seeds_follow_a_seed_in_one_way_without_meeting_those_of_the_next() -> None:
    assert following(7, 0) == 7
    found = [following(seed, number) for seed in range(20) for number in range(20)]
    assert found == [following(seed, number) for seed in range(20) for number in range(20)]
    assert len(set(found)) == len(found)
    assert all(0 <= each < 2**32 for each in found)


def test_it_stops_when_asked() -> None:
    progress, drawn = Progress(), []

    def draw(seed: int) -> float:
        drawn.append(seed)
        progress.cancel()
        return 0.0

    with pytest.raises(Cancelled):
        generate_passing(draw, 1, 0.5, 9, progress)
    assert drawn == [1]

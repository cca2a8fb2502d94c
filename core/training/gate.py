"""The quality gate: pictures are drawn again, each from the next seed, until the model's own judge lets one pass.

The next seed is a pure function of the one asked for and of the number of the try, so whoever asks again gets the same
picture; and the picture is that of the seed that passed, so drawing it again needs no judge.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.errors import NonePassed
from core.jobs import Progress

TRIES = 20


@dataclass(frozen=True)
class Passed:
    """``score`` is how real the judge finds the picture of ``seed``, 0 to 1; it was the ``tries``-th that was drawn."""

    seed: int
    score: float
    tries: int


def following(seed: int, number: int) -> int:
    """The seed of try ``number``, counted from 0: that is the seed itself."""
    return int(np.random.SeedSequence((seed, number)).generate_state(1)[0]) if number else seed


def generate_passing(
    score: Callable[[int], float], seed: int, threshold: float, tries: int, progress: Progress
) -> Passed:
    """The first of the seed's pictures whose ``score``, 0 to 1, reaches the threshold.

    Raises NonePassed when none of them does, and Cancelled before a try.
    """
    best = 0.0
    for number in range(tries):
        progress.report(number / tries, f"Try {number + 1} of {tries}")
        tried = following(seed, number)
        found = score(tried)
        if found >= threshold:
            return Passed(tried, found, number + 1)
        best = max(best, found)
    raise refused(threshold, tries, best)


def refused(threshold: float, tries: int, best: float) -> NonePassed:
    """What to say when none of so many pictures has passed."""
    some = "The picture did not pass the gate" if tries == 1 else f"None of {tries} pictures passed the gate"
    return NonePassed(
        f"{some} of {threshold:.2f}; the best scored {best:.2f}.",
        "Train the model further, lower the threshold, or allow more tries.",
    )

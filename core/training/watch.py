"""The alarm of a run: the troubles that going on does not mend, read off the newest lines of its log.

``collapse``: what is made has come to look all alike (mode collapse; Goodfellow 2016, arXiv 1701.00160, section 5.1).
``saturated``: the discriminator tells real from made without fail, or the generator's gradient has vanished, so nothing
is left to learn (Arjovsky and Bottou 2017, arXiv 1701.04862). ``exploding``: gradients or losses are many times what
they were.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from statistics import median

from core.training.log import Line

# Of a line, what only some have. ``diversity``: how much made pictures differ in features of our own, over how much
# real ones do. ``distance``: the kernel distance of made to real pictures.
MEASURED = ("diversity", "distance")

FALLEN = 0.35  # of the best diversity so far, which counts as 1 where it is more: noise differs more than pictures do
ALIKE = 0.08  # diversity that no run should still have after its start
START = 6  # measured lines at first, in which a generator makes the same of every z
MEASURED_IN_A_ROW = 3

TOLD_APART = 0.02  # the discriminator's loss when it is sure of nearly every picture
APART = 1.5  # how far its mean scores then are from each other, by any loss that is bounded below
VANISHED = 1e-3  # the generator's gradient when it learns nothing
LINES_APART = 32  # most of them have to be so: single batches now and then are not

USUAL = range(12, 65)  # earlier lines at the same size, of which the median is the usual
TIMES_GRADIENT = 30.0
TIMES_LOSS = 50.0
LINES_EXPLODED = 2

REPEATED = 32  # lines in which an alarm is not given twice, whether it stood all the time or came and went


def find_alarm(lines: Sequence[Line]) -> str | None:
    """What to be alarmed of at the newest (last) of some lines in order; None when all is well or has been told.

    An alarm stands from the line that it is told on, by its key ``alarm``, until the trouble is over.
    """
    known = list(lines)
    for key, troubled in _TROUBLES.items():
        if known and troubled(known) and not _told(key, known):
            return key
    return None


def _told(key: str, lines: list[Line]) -> bool:
    """Whether the newest trouble is one that was told before: lately, or it has stood since."""
    told = next((place for place in range(len(lines) - 2, -1, -1) if lines[place].get("alarm") == key), None)
    if told is None:
        return False
    since = len(lines) - 1 - told
    looks = range(told + 1, len(lines), max(since // 16, REPEATED // 4))
    return since <= REPEATED or all(_TROUBLES[key](lines[:end]) for end in looks)


def values_of(lines: Sequence[Line], key: str) -> list[float]:
    """Of the lines that have it."""
    found = (line.get(key) for line in lines)
    return [float(value) for value in found if isinstance(value, int | float) and math.isfinite(value)]


def _collapsed(lines: Sequence[Line]) -> bool:
    diversity = values_of(lines, "diversity")
    if len(diversity) <= MEASURED_IN_A_ROW:
        return False
    newest = max(diversity[-MEASURED_IN_A_ROW:])
    return newest < FALLEN * min(max(diversity), 1.0) or (len(diversity) > START and newest < ALIKE)


def _saturated(lines: Sequence[Line]) -> bool:
    newest = [line for line in lines if "loss_d" in line][-LINES_APART:]
    if len(newest) < LINES_APART:
        return False
    gap = _usual(newest, "real") - _usual(newest, "fake")
    return (0.0 <= _usual(newest, "loss_d") < TOLD_APART and gap > APART) or _usual(newest, "gradient_g") < VANISHED


def _usual(lines: Sequence[Line], key: str) -> float:
    return median(values_of(lines, key) or [math.inf])


def _exploded(lines: Sequence[Line]) -> bool:
    same = [line for line in lines if line.get("resolution") == lines[-1].get("resolution")]
    return any(
        _far_beyond([abs(value) for value in values_of(same, key)], times, least)
        for key, times, least in (
            ("gradient_d", TIMES_GRADIENT, 0.1),
            ("gradient_g", TIMES_GRADIENT, 0.1),
            ("loss_d", TIMES_LOSS, 1.0),
            ("loss_g", TIMES_LOSS, 1.0),
        )
    )


def _far_beyond(values: list[float], times: float, least: float) -> bool:
    """Whether the newest values are so many times what is usual, which counts as ``least`` where it is smaller."""
    before = values[:-LINES_EXPLODED][-USUAL.stop + 1 :]
    return len(before) >= USUAL.start and min(values[-LINES_EXPLODED:]) > times * max(median(before), least)


_TROUBLES: dict[str, Callable[[Sequence[Line]], bool]] = {
    "exploding": _exploded,
    "collapse": _collapsed,
    "saturated": _saturated,
}

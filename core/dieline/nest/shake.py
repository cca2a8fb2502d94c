"""Take up a part of a layout and put the blanks down again in another order: keep it if no blank is lost.

Also known as ruin and recreate (G. Schrimpf and others, "Record breaking optimization results using the ruin and
recreate principle", Journal of Computational Physics 159, 2000). The chance is seeded, so the same sheet comes out the
same.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from core.dieline.nest.fill import Choose, Floor, Found, fill
from core.dieline.nest.room import Middles
from core.jobs import Progress

_STARTS = 3  # layouts that are shaken, each with its share of the tries
_BLANKS = 16_000  # put down in all the tries together
_TRIES = (30, 600)  # at least, at most


def shake(floor: Floor, starts: Sequence[Middles], enough: int, progress: Progress) -> Middles:
    """The best of ``starts`` filled up, or a layout that holds more; gives up early once there are ``enough``."""
    filled = sorted((fill(floor, start, min, progress) for start in starts), key=len, reverse=True)[:_STARTS]
    best = filled[0]
    tries = min(max(_BLANKS // max(1, len(best)), _TRIES[0]), _TRIES[1]) // len(filled)
    for i, start in enumerate(filled):
        part = progress.part(i / len(filled), (i + 1) / len(filled))
        best = max(best, _shaken(floor, start, tries, enough, random.Random(i), part), key=len)
        if len(best) >= enough:
            break
    return best


def _shaken(floor: Floor, best: Middles, tries: int, enough: int, rng: random.Random, progress: Progress) -> Middles:
    for i in range(tries):
        if len(best) >= enough:
            break
        progress.report(i / tries)
        kept = sorted(best, key=lambda place: (place.y, place.x))[: rng.randrange(len(best) + 1)]
        other = fill(floor, kept, _policy(rng, floor.room.turns), progress)
        if len(other) >= len(best):
            best = other
    return best


def _policy(rng: random.Random, turns: Sequence[int]) -> Choose:
    """The lowest place, one of a preferred direction of the grain, there of a preferred turn at times, or any place."""
    along = rng.choice(turns) % 180
    rank = {turn: rng.random() for turn in turns}

    def lies_across(found: Found) -> bool:
        return found[2] % 180 != along

    def by_turn(places: Sequence[Found]) -> Found:
        ranked = rng.random() < 0.5
        return min(places, key=lambda found: (lies_across(found), ranked and rank[found[2]], found))

    policies: tuple[Choose, ...] = (
        min,
        lambda places: min(places, key=lambda found: (lies_across(found), found)),
        by_turn,
        rng.choice,
    )
    return rng.choice(policies)

"""Spot inks whose names would make one plate of two, or two of one (ISO 32000-1, 8.6.6.4: a plate is its name)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from core.colour.inks import RESERVED_NAMES
from core.document.model import SpotColour, SpotPaint
from core.press.preflight.findings import Finding, Fix, found
from core.press.preflight.fixes import joining, paints_of, renaming
from core.press.preflight.inks import spots_of
from core.press.preflight.job import Job

_BOOKS = re.compile(r"(?<=\d)(?:CVC|CVU|CV|CP|UP|EC|C|U|M)$")
"""How one colour of a colour book is marked for different papers: the ink is the same."""

_SHORT = {"PANTONE": "PMS", "SPOT": ""}
_LONGEST = 64


def check_spots(job: Job) -> Iterator[Finding]:
    """Names that collide with each other, with process inks or with the lines of the die; inks that nothing uses."""
    technical = {plain(ink.spot.name) for ink in job.preset.inks.values()}
    kept: dict[str, SpotColour] = {}
    for spot in job.document.design.spots:
        key = plain(spot.name)
        if spot.name.casefold() in RESERVED_NAMES or key in _RESERVED:
            text = f"The ink “{spot.name}” has the name of a process ink."
            yield found("spot-collision", text, fix=_renamed(job, spot))
        elif key in technical:
            text = f"The ink “{spot.name}” has the name of a line of the die; both would be on one plate."
            yield found("spot-collision", text, fix=_renamed(job, spot))
        elif key in kept:
            text = f"The inks “{kept[key].name}” and “{spot.name}” are one to a press and two to a computer."
            alike = spot.alternate == kept[key].alternate and spot.use == kept[key].use
            yield found(
                "spot-collision", text, fix=joining(spot.name, kept[key].name) if alike else _renamed(job, spot)
            )
        kept.setdefault(key, spot)


def check_unused(job: Job) -> Iterator[Finding]:
    """Inks of the design that no layer prints with."""
    used = {spot.name for page in job.pages for spot in spots_of(page)}
    for layer in job.document.design.layers:
        used |= {paint.name for paint in paints_of(layer).values() if isinstance(paint, SpotPaint)}
    for spot in job.document.design.spots:
        if spot.name not in used:
            yield found("spot-unused", f"The ink “{spot.name}” is not used.")


def check_mixtures(job: Job) -> Iterator[Finding]:
    """One name for two mixtures, as placed drawings may bring along."""
    mixtures = ((spot.name, spot.alternate) for page in job.pages for spot in spots_of(page))
    for name in two_ways(mixtures):
        yield found("spot-two-ways", f"The ink “{name}” is mixed in two ways in this design; it has one plate.")
    yield from _near(job)


def two_ways(mixtures: Iterable[tuple[str, object]]) -> list[str]:
    """The names that stand for more than one mixture."""
    known: dict[str, object] = {}
    return sorted({name for name, mixture in mixtures if known.setdefault(name, mixture) != mixture})


def colliding(names: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of different names that mean one ink."""
    first: dict[str, str] = {}
    pairs = []
    for name in dict.fromkeys(names):
        other = first.setdefault(plain(name), name)
        if other != name:
            pairs.append((other, name))
    return pairs


def plain(name: str) -> str:
    """A name without what people write in different ways: case, spaces and signs, a colour book's paper."""
    bare = re.sub(r"[\W_]+", "", name).upper()
    for long, short in _SHORT.items():
        bare = bare.replace(long, short) if bare != long else bare
    return _BOOKS.sub("", bare)


_RESERVED: Mapping[str, str] = {plain(name): name for name in RESERVED_NAMES} | {
    plain(f"process {name}"): name for name in ("cyan", "magenta", "yellow", "black")
}


def is_process(name: str) -> bool:
    """Whether a spot is called like a process ink, in whatever spelling."""
    return plain(name) in _RESERVED


def _near(job: Job) -> Iterator[Finding]:
    """Names that placed drawings bring along; the design's own are told of by another check."""
    own = {spot.name for spot in job.document.design.spots}
    die = {ink.spot.name for ink in job.preset.inks.values()}
    names = [spot.name for page in job.pages for spot in spots_of(page)]
    for one, other in colliding(names):
        if not {one, other} <= own | die:
            yield found("spot-collision", f"The inks “{one}” and “{other}” are one to a press and two to a computer.")
    for name in sorted((set(names) - own) & die):
        text = f"A placed drawing prints with “{name}”, which is a line of the die."
        yield found("spot-collision", text)


def _renamed(job: Job, spot: SpotColour) -> Fix:
    taken = {plain(each.name) for each in job.document.design.spots}
    taken |= {plain(ink.spot.name) for ink in job.preset.inks.values()} | set(_RESERVED)
    stem = f"{spot.name[: _LONGEST - 8]} ink"
    names = (stem, *(f"{stem} {number}" for number in range(2, 100)))
    return renaming(spot.name, next(name for name in names if plain(name) not in taken))

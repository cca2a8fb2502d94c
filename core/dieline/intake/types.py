"""Which line type is meant: by what a file states, then by names, then by place, colour and dash.

A guess says how sure it is and why, so that a person can look at the unsure ones first.
"""

from __future__ import annotations

import colorsys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.dieline.chains import chains, is_closed
from core.dieline.formats.presets import standard
from core.dieline.intake.drawing import Drawing, Source
from core.dieline.intake.names import known
from core.dieline.outline import DieLine, LineType
from core.errors import DieloomError
from core.geometry import Box, Line, Segment

STATED, NUMBERED = 1.0, 0.95
OUTERMOST, DRAWN, COLOURED, SUPPOSED = 0.6, 0.5, 0.4, 0.2
TOUCH = 0.5  # mm
IGNORE = "ignore"

# ISO 19593-1: what the types of processing steps are here; what is not a line of the die is left out.
STEPS: Mapping[str, LineType | None] = {
    "Cutting": LineType.CUT,
    "PartialCutting": LineType.HALF_CUT,
    "ReversePartialCutting": LineType.HALF_CUT,
    "Creasing": LineType.CREASE,
    "Folding": LineType.CREASE,
    "ReverseCreasing": LineType.REVERSE_CREASE,
    "CuttingCreasing": LineType.CUT_CREASE,
    "ReverseCuttingCreasing": LineType.CUT_CREASE,
    "PartialCuttingCreasing": LineType.CUT_CREASE,
    "ReversePartialCuttingCreasing": LineType.CUT_CREASE,
    "Perforating": LineType.PERFORATION,
    "Punching": LineType.CUT,
    "Drilling": LineType.CUT,
    "Gluing": LineType.GLUE,
    "Bleed": LineType.BLEED,
    "ContentArea": LineType.SAFE,
    "VarnishFree": LineType.VARNISH_FREE,
    "InkFree": LineType.VARNISH_FREE,
    "InkVarnishFree": LineType.VARNISH_FREE,
    "FoilStamping": None,
    "ColdFoilStamping": None,
    "Embossing": None,
    "Debossing": None,
    "Stapling": None,
    "Dimensions": None,
    "Braille": None,
    "Legend": None,
    "Positions": None,
    "White": None,
    "Varnish": None,
}
# A step says what the tool does; names tell apart what is cut.
_KNIVES = (LineType.CUT, LineType.SLIT, LineType.WINDOW)


@dataclass(frozen=True)
class Guess:
    """What the lines of one source are taken for; no type when they are left out."""

    source: Source
    type: LineType | None
    confidence: float
    reason: str
    count: int
    length: float  # mm


def guess(drawing: Drawing) -> tuple[Guess, ...]:
    """A guess for every source, in the order of the file."""
    groups = drawing.sources
    sure = {source: found for source in groups if (found := _told(source)) is not None}
    for source in _vague(sure):
        del sure[source]
    cut = any(type_ in _KNIVES for type_, _, _ in sure.values())
    left = [segment for source, segments in groups.items() if _matters(sure, source) for segment in segments]
    around = _box(left) if left else None
    guesses = []
    for source, segments in groups.items():
        type_, confidence, reason = sure.get(source) or _supposed(source, segments, around, cut)
        length = sum(segment.length for segment in segments)
        guesses.append(Guess(source, type_, confidence, reason, len(segments), length))
    return tuple(guesses)


def types_of(
    drawing: Drawing, mapping: Mapping[str | Source, LineType | None] | None = None
) -> dict[Source, LineType | None]:
    """The type of every source: as mapped, by source, layer, spot, step or colour, and else as guessed.

    Raises DieloomError for a name in the mapping that the drawing does not have.
    """
    taken: dict[Source, LineType | None] = {each.source: each.type for each in guess(drawing)}
    wanted = {_key(key): type_ for key, type_ in (mapping or {}).items()}
    given = set(wanted)
    for source in taken:
        for key in (source, *(_key(name) for name in _names(source))):
            if key in wanted:
                taken[source] = wanted[key]
                given.discard(key)
                break
    unused = sorted(key.name if isinstance(key, Source) else key for key in given)
    if unused:
        has = ", ".join(dict.fromkeys(source.name for source in taken))
        raise DieloomError(f'{drawing.name} has no layer "{unused[0]}".', f"It has {has[:500]}.")
    return taken


def _key(name: str | Source) -> str | Source:
    return name if isinstance(name, Source) else name.casefold()


def _names(source: Source) -> Sequence[str]:
    return [name for name in (source.layer, source.spot, source.step, source.colour, source.name) if name]


def _vague(sure: Mapping[Source, Told]) -> list[Source]:
    """Sources that only bear the name of the whole die, and are drawn in more ways than one."""
    layers: dict[str, list[Source]] = {}
    for source in sure:
        if not (source.step or source.number):
            layers.setdefault(source.layer, []).append(source)
    return [
        source
        for name, sources in layers.items()
        if len(sources) > 1 and (found := known(name)) is not None and found.whole
        for source in sources
        if known(source.spot) is None
    ]


Told = tuple[LineType | None, float, str]


def _told(source: Source) -> Told | None:
    """What the file itself says, by metadata, number or name."""
    named = [(found, name) for name in (source.spot, source.layer) if (found := known(name)) is not None]
    if source.step in STEPS:
        type_ = STEPS[source.step]
        finer = next((found.type for found, _ in named if found.type in _KNIVES), None)
        return finer if type_ is LineType.CUT and finer else type_, STATED, f"processing step {source.step}"
    if source.number is not None:
        return _numbered(source.number)
    if named:
        found, name = max(named, key=lambda pair: pair[0].confidence)
        return found.type, found.confidence, f'called "{name}"'
    return None


def _numbered(number: tuple[int, int]) -> Told | None:
    """By CFF2 line type, with the auxiliary type where the standard table knows it."""
    table = {pen.cf2: type_ for type_, pen in standard().lines.items()}
    for key, confidence in ((number, NUMBERED), ((number[0], 0), NUMBERED - 0.1)):
        if key in table:
            return table[key], confidence, f"CF2 line type {number[0]}"
    return None


def _matters(sure: Mapping[Source, Told], source: Source) -> bool:
    return source not in sure or sure[source][0] is not None


def _supposed(source: Source, segments: Sequence[Segment], around: Box | None, cut: bool) -> Told:
    """By where the lines are and how they are drawn: the outermost ones are cut, straight ones within are folds."""
    outermost = around is not None and _reaches(_box(segments), around)
    if outermost and not cut and not source.dashed:
        return LineType.CUT, OUTERMOST, "goes around everything"
    if source.dashed:
        return LineType.CREASE, DRAWN, "dashed"
    if not outermost and _open(segments):
        return LineType.CREASE, DRAWN, "straight lines within"
    coloured = _coloured(source.colour)
    if coloured is not None:
        return coloured, COLOURED, f"drawn in {source.colour}"
    return LineType.CUT, SUPPOSED, "nothing says otherwise"


def _open(segments: Sequence[Segment]) -> bool:
    """True for straight lines that enclose nothing."""
    if not all(isinstance(segment, Line) for segment in segments):
        return False
    return not any(is_closed(chain) for _, chain in chains(DieLine(LineType.CUT, segment) for segment in segments))


def _reaches(box: Box, around: Box) -> bool:
    """True when the box comes as far as the whole drawing on three sides at least."""
    return sum(abs(one - other) < TOUCH for one, other in zip(box, around, strict=True)) >= 3


def _coloured(colour: str) -> LineType | None:
    """Warm colours are cut and cool ones creased, as most programs have it; greys say nothing."""
    if not colour:
        return None
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < 0.3 or value < 0.3:
        return None
    return LineType.CREASE if 0.2 <= hue < 0.75 else LineType.CUT


def _box(segments: Sequence[Segment]) -> Box:
    box = segments[0].bounds
    for segment in segments[1:]:
        box = box.union(segment.bounds)
    return box

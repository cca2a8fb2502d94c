"""What a file is made of before it is finished: fragments of content, and what they name, each by a number.

A fragment is the content of a page or of a group. Equal fragments are one, however often they are drawn: what is called
once is written where it is called, what is called more often becomes a form XObject (ISO 32000-1, 8.10), as does a
group with an opacity of its own (a transparency group, 11.6.6).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from core.colour.inks import Spot
from core.compose.drawlist import LayerTag, Op
from core.geometry import Box
from core.press.rasters import Plates, Raster

T = TypeVar("T")


@dataclass(frozen=True)
class State:
    """A graphics state: overprint leaves alone the plates that nothing is put on (8.6.7), in mode 1 also those of the
    process inks that are 0; opacity is of fills too.
    """

    overprint: bool = False
    opacity: float = 1.0
    mode: int = 1


@dataclass(frozen=True)
class Call:
    """Where a fragment draws another one; ``blended`` as one object, for which overlapping parts stay opaque."""

    number: int
    blended: bool = False


@dataclass(frozen=True)
class Fragment:
    """Operators and calls in turn, and the names of rasters, layers, spots and states that the operators use."""

    parts: tuple[bytes | Call, ...]
    names: frozenset[str]

    @property
    def calls(self) -> Iterator[Call]:
        return (part for part in self.parts if isinstance(part, Call))


@dataclass(frozen=True)
class Leaf:
    """A page: its boxes in mm and the fragment that draws it."""

    media: Box
    bleed: Box
    trim: Box
    fragment: Fragment


class Numbers(Generic[T]):
    """Gives equal things the same number, in the order of their first use."""

    def __init__(self) -> None:
        self._places: dict[T, int] = {}

    def __call__(self, item: T) -> int:
        return self._places.setdefault(item, len(self._places))

    def __iter__(self) -> Iterator[T]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


@dataclass
class Sheet:
    """What the pages of a file share."""

    leaves: list[Leaf] = field(default_factory=list)
    rasters: Numbers[Raster] = field(default_factory=Numbers)
    layers: Numbers[LayerTag] = field(default_factory=Numbers)
    states: Numbers[State] = field(default_factory=Numbers)
    spots: Numbers[Spot] = field(default_factory=Numbers)
    fragments: Numbers[Fragment] = field(default_factory=Numbers)
    sources: dict[int, Sequence[Op]] = field(default_factory=dict)  # what the fragments draw

    def fragment(self, fragment: Fragment, ops: Sequence[Op]) -> int:
        """The number of what ``ops`` draw."""
        number = self.fragments(fragment)
        self.sources.setdefault(number, ops)
        return number

    def raster(self, raster: Raster) -> int:
        """The number of a raster, which brings its mask and its inks along; equal ones are written once."""
        if raster.mask is not None:
            self.rasters(raster.mask)
        if isinstance(raster.colours, Plates):
            for spot in raster.colours.spots:
                self.spot(spot)
        return self.rasters(raster)

    def spot(self, spot: Spot) -> int:
        """The number of an ink, whatever its tint."""
        return self.spots(replace(spot, tint=1.0))


def forms(sheet: Sheet) -> list[Call]:
    """The calls that become form XObjects: of what is called more than once, and of transparency groups."""
    fragments, counts = list(sheet.fragments), Counter[Call]()
    waiting = [leaf.fragment for leaf in sheet.leaves]
    while waiting:
        for call in waiting.pop().calls:
            if call not in counts:
                waiting.append(fragments[call.number])
            counts[call] += 1
    return [call for call, count in counts.items() if count > 1 or call.blended]

"""White, varnish, foil, embossing and what else a plate is for beside colour, taken out of the artwork.

Each such plate gets a layer of its own with its ISO 19593-1 processing step, above the artwork and overprinting:
artwork above a white would knock it out, though the white lies under it on the board, and a plate that is left out must
leave no hole.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from core.colour.inks import Spot
from core.compose.drawlist import FillPath, Group, LayerTag, Op, ProcessingStep, StrokePath
from core.document.model import SpotColour, SpotUse

STEPS: Mapping[SpotUse, ProcessingStep] = {
    "white": ProcessingStep("White"),
    "varnish": ProcessingStep("Varnish"),
    "foil": ProcessingStep("Structural", "FoilStamping"),
    "cold_foil": ProcessingStep("Structural", "ColdFoilStamping"),
    "emboss": ProcessingStep("Structural", "Embossing"),
    "deboss": ProcessingStep("Structural", "Debossing"),
    "braille": ProcessingStep("Braille"),
    "coding": ProcessingStep("Positions", "CodingMarking"),
    "hologram": ProcessingStep("Positions", "Hologram"),
    "legend": ProcessingStep("Legend"),
    "dimensions": ProcessingStep("Dimensions"),
}
"""ISO 19593-1:2018, the groups and types of processing steps."""

PRINTED: frozenset[SpotUse] = frozenset({"white", "varnish", "foil", "cold_foil", "emboss", "deboss", "braille"})
"""What belongs to the look of the finished pack."""


def without_finishes(ops: Iterable[Op], spots: Iterable[SpotColour]) -> tuple[Op, ...]:
    """The operations that lay down colour."""
    names = {spot.name for spot in spots if _has_step(spot)}
    return tuple(_kept(ops, lambda name: name not in names, overprint=False))


def finishes(ops: Iterable[Op], spots: Iterable[SpotColour]) -> list[Group]:
    """A layer for each plate of another use than colour, in the order of the design's spots."""
    ops = tuple(ops)
    found = []
    for spot in spots:
        if _has_step(spot):
            kept = tuple(_kept(ops, partial(operator.eq, spot.name), overprint=True))
            tag = LayerTag(spot.name, STEPS[spot.use], printed=spot.use in PRINTED)
            found += [Group(kept, layer=tag)] if kept else []
    return found


def _has_step(spot: SpotColour) -> bool:
    return spot.use != "colour" and not spot.process


def _kept(ops: Iterable[Op], wanted: Callable[[str | None], bool], overprint: bool) -> Iterator[Op]:
    """What is drawn with an ink that is wanted (a spot's name, or None for anything else), groups and all."""
    for op in ops:
        if isinstance(op, Group):
            inner = tuple(_kept(op.ops, wanted, overprint))
            if inner:
                yield replace(op, ops=inner)
            continue
        spot = op.ink if isinstance(op, FillPath | StrokePath) and isinstance(op.ink, Spot) else None
        if wanted(spot.name if spot else None):
            yield replace(op, overprint=True) if overprint and isinstance(op, FillPath | StrokePath) else op

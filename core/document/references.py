"""The design's reference pictures: kept in collections, in an order, each picture once. Pure functions."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from core.document.edits import changed
from core.document.model import Design, StyleReference


def reference_of(design: Design, asset: str) -> StyleReference | None:
    return next((each for each in design.references if each.asset == asset), None)


def collections(design: Design) -> list[str]:
    """The names of the collections, as a dictionary has them; what is in none counts for none."""
    return sorted({each.collection for each in design.references if each.collection}, key=str.casefold)


def in_collection(design: Design, collection: str | None) -> list[StyleReference]:
    """The references of one collection, those in none for an empty name, all of them for None."""
    return [each for each in design.references if collection is None or each.collection == collection]


def with_references(design: Design, references: Iterable[StyleReference]) -> Design:
    """More references after those that are there; a picture that is there already is not taken twice."""
    kept = {each.asset: each for each in design.references}
    for each in references:
        kept.setdefault(each.asset, each)
    return changed(design, references=tuple(kept.values()))


def without_references(design: Design, assets: Collection[str]) -> Design:
    return changed(design, references=tuple(each for each in design.references if each.asset not in assets))


def changed_references(design: Design, assets: Collection[str], /, **fields: Any) -> Design:
    """Fields of some references set, such as their collection."""
    references = (changed(each, **fields) if each.asset in assets else each for each in design.references)
    return changed(design, references=tuple(references))


def moved_before(design: Design, assets: Collection[str], before: str | None) -> Design:
    """Some references, in the order that they have, put before another one; at the end for None."""
    moving = [each for each in design.references if each.asset in assets]
    staying = [each for each in design.references if each.asset not in assets]
    order = [each.asset for each in design.references]
    after = order[order.index(before) :] if before in order else []
    place = next((i for i, each in enumerate(staying) if each.asset in after), len(staying))
    return changed(design, references=(*staying[:place], *moving, *staying[place:]))


def renamed_collection(design: Design, name: str, new: str) -> Design:
    """The collection under another name; into that one, where it exists; dissolved for an empty name."""
    return changed_references(design, {each.asset for each in in_collection(design, name)}, collection=new)

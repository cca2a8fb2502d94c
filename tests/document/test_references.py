"""Style references travel in the document's file, are kept in collections, and in an order."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from core.document.document import Document
from core.document.edits import changed
from core.document.file import load, save
from core.document.model import Design, DielineChoice, StyleReference
from core.document.references import (
    changed_references,
    collections,
    in_collection,
    moved_before,
    reference_of,
    renamed_collection,
    with_references,
    without_references,
)


def test_a_reference_survives_the_file_and_a_removed_one_leaves_it(tmp_path: Path) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "#c04020").save(picture, "PNG")
    document, asset = Document(Design(dieline=DielineChoice(code="A20.20.01.01"))).with_asset(picture.getvalue())
    references = (StyleReference(asset=asset, name="Sand"),)
    kept = document.with_design(changed(document.design, references=references))
    save(kept, tmp_path / "with.dieloom")
    opened = load(tmp_path / "with.dieloom")
    assert opened.design.references == references
    assert opened.assets[asset] == picture.getvalue()
    save(document, tmp_path / "without.dieloom")
    assert asset not in load(tmp_path / "without.dieloom").assets


# Collections and order

NAMES = ("sea", "sand", "moss", "fern")


def design_with(*collections: str) -> Design:
    """Four references, in these collections."""
    references = tuple(
        StyleReference(asset=f"{number:064x}", name=name, collection=collection)
        for number, (name, collection) in enumerate(zip(NAMES, collections or ("",) * 4, strict=True))
    )
    return Design(dieline=DielineChoice(code="A20.20.01.01"), references=references)


def asset(name: str) -> str:
    return f"{NAMES.index(name):064x}"


def order(design: Design) -> list[str]:
    return [each.name for each in design.references]


def test_collections_are_those_that_hold_something() -> None:
    design = design_with("tea", "", "Coffee", "tea")
    assert collections(design) == ["Coffee", "tea"]
    assert [each.name for each in in_collection(design, "tea")] == ["sea", "fern"]
    assert [each.name for each in in_collection(design, "")] == ["sand"]
    assert len(in_collection(design, None)) == 4


def test_a_picture_is_taken_once() -> None:
    design = design_with()
    more = [StyleReference(asset=asset("sea"), name="again"), StyleReference(asset="f" * 64, name="new")]
    assert order(with_references(design, more)) == [*NAMES, "new"]
    assert with_references(design, more[:1]) == design


@pytest.mark.parametrize(
    ("moving", "before", "wanted"),
    [
        (["moss"], "sea", ["moss", "sea", "sand", "fern"]),
        (["sea", "moss"], None, ["sand", "fern", "sea", "moss"]),
        (["moss", "sea"], "fern", ["sand", "sea", "moss", "fern"]),
        (["sea"], "sea", list(NAMES)),
        (["fern"], "gone", list(NAMES)),
    ],
)
def test_references_are_moved_before_another(moving: list[str], before: str | None, wanted: list[str]) -> None:
    there = asset(before) if before in NAMES else before
    assert order(moved_before(design_with(), [asset(name) for name in moving], there)) == wanted


def test_a_collection_is_renamed_joined_and_dissolved() -> None:
    design = design_with("tea", "", "coffee", "tea")
    assert [each.collection for each in renamed_collection(design, "tea", "coffee").references] == [
        "coffee",
        "",
        "coffee",
        "coffee",
    ]
    assert [each.collection for each in renamed_collection(design, "tea", "").references] == ["", "", "coffee", ""]


def test_removed_and_changed_references() -> None:
    design = design_with()
    assert order(without_references(design, {asset("sand"), asset("fern")})) == ["sea", "moss"]
    part = changed_references(design, {asset("sand")}, region=(0.1, 0.2, 0.3, 0.4))
    assert [each.region for each in part.references] == [None, (0.1, 0.2, 0.3, 0.4), None, None]
    assert reference_of(part, asset("sand")) == part.references[1]
    assert reference_of(part, "f" * 64) is None

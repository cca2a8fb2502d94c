"""Style references travel in the document's file."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from core.document.document import Document
from core.document.edits import changed
from core.document.file import load, save
from core.document.model import Design, DielineChoice, StyleReference


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

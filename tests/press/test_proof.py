"""The proof: what it says, how big its picture is, and that any printer can print it."""

from __future__ import annotations

import re
from dataclasses import fields
from itertools import count, repeat
from pathlib import Path as FilePath
from typing import Any

import numpy as np
import pikepdf
import pytest

from core.artwork.recipe import Move, Recipe
from core.colour.inks import Cmyk, Spot
from core.compose.compose import compose
from core.compose.drawlist import DrawImage, DrawPage, FillPath, Group, LayerTag, Op, ProcessingStep, StrokePath
from core.dieline import library
from core.document.document import Document
from core.document.model import (
    ArtworkLayer,
    BarcodeLayer,
    CmykPaint,
    Design,
    DielineChoice,
    Placement,
    SpotColour,
    TextLayer,
)
from core.geometry import Affine, Box, Path
from core.press import lettering
from core.press.dimensions import dimensions
from core.press.lettering import fitted, width_of, wrapped
from core.press.on_paper import on_paper
from core.press.preflight import Finding
from core.press.proof import (
    A3,
    A4,
    CHINESE,
    ENGLISH,
    LANGUAGES,
    Proof,
    ProofTexts,
    export_proof_pdf,
    proof_drawing,
    sections,
)
from core.press.proof.column import Column
from core.press.reduced import reduced
from core.press.settings import PdfInfo, PressSettings
from core.style.values import PaletteShift
from tests.press.drawings import CODE, QuarterPixels, carton, outline
from tests.press.gate import faults
from tests.press.plates import PROCESS, separate

WHEN = PdfInfo(created="2026-03-04T05:06:07Z").created  # type: ignore[arg-type]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every caption that is set."""
    texts: list[str] = []
    setting = lettering._line

    def listen(text: str, bold: bool) -> object:
        texts.append(text)
        return setting(text, bold)

    monkeypatch.setattr(lettering, "_line", listen)
    return texts


def _proof(document: Document, code: str, **more: Any) -> Proof:
    assert WHEN is not None
    made = library.load(code).outline({})
    return Proof(document, made, compose(document, made), PressSettings(), WHEN, **more)


def _plain(code: str, **recipe: object) -> Document:
    layer = ArtworkLayer(id="art", recipe=Recipe(**recipe))  # type: ignore[arg-type]
    return Document(Design(title="Plain", dieline=DielineChoice(code=code), layers=(layer,)))


def test_the_file_passes_the_gate_and_needs_only_process_inks(tmp_path: FilePath) -> None:
    document, _ = carton()
    out = tmp_path / "proof.pdf"
    folded = np.full((30, 40, 3), (200, 30, 30), np.uint8)
    export_proof_pdf(_proof(document, CODE, folded=folded), QuarterPixels(document), out)
    assert faults(out) == []
    pages = separate(out, tmp_path / "plates", 36)
    assert len(pages) == 2
    assert all(set(page) == set(PROCESS) for page in pages)
    with pikepdf.open(out) as pdf:
        assert "proof" in str(pdf.docinfo.Title)
        assert not any("/GTS_Metadata" in layer for layer in pdf.Root.OCProperties.OCGs)


def test_it_says_what_is_to_be_approved(said: list[str]) -> None:
    document, _ = carton()
    proof_drawing(_proof(document, "A20.20.01.01"))
    made = outline()
    for words in (
        "Probe 試",
        f"{made.code}   {made.title}",
        "80 × 40 × 140 mm",
        f"{round(made.blank.width, 2):g} × {round(made.blank.height, 2):g} mm",
        "FOGRA39L coated",
        "relative colorimetric",
        "standard",
        "Gold",
        "colour  ·  C20 M40 Y100 K0",
        "Cut",
        "Crease",
        "Seed 1   ψ 0.8",
        *ENGLISH.choices,
        *ENGLISH.fields,
    ):
        assert words in said, words
    assert any("2026-03-04" in text for text in said)


def test_a_recipe_is_told_in_full(said: list[str]) -> None:
    recipe = {
        "seed": 77,
        "psi": 0.5,
        "family": "waves",
        "moves": (Move(direction="pc1", value=1.5), Move(direction="pc3", value=-0.25)),
        "palette": PaletteShift(colours=("#102030", "#f0e0d0")),
    }
    proof_drawing(_proof(_plain("A20.20.01.01", **recipe), "A20.20.01.01"))
    assert {"loom, waves", "Seed 77   ψ 0.5", "Palette 100 %"} <= set(said)
    assert any(text.startswith("Directions: pc1 +1.5") for text in said)


def test_what_has_no_room_beside_the_picture_goes_on_on_further_pages(said: list[str]) -> None:
    spots = tuple(SpotColour(name=f"Ink {i}", alternate=CmykPaint(y=1), process=True) for i in range(40))
    art = tuple(ArtworkLayer(id=f"art{seed}", recipe=Recipe(seed=seed)) for seed in range(30))
    panel = outline().panels[1].name
    codes = tuple(
        BarcodeLayer(id=f"code{i}", data=f"40063813339{i:01}", place=Placement(panel=panel, x=2, y=2)) for i in range(9)
    )
    design = Design(dieline=DielineChoice(code=CODE), layers=(*art, *codes), spots=spots)
    drawing = compose(Document(design.model_copy(update={"layers": art})), outline())
    findings = [Finding("y", "note", f"Leaf {i} is dry.") for i in range(60)]
    assert WHEN is not None
    proof = Proof(Document(design), outline(), drawing, PressSettings(), WHEN, findings=findings)
    pages = proof_drawing(proof).pages
    assert len(pages) > 2
    assert {f"Ink {i}" for i in range(40)} <= set(said)
    assert {f"Leaf {i} is dry." for i in range(60)} <= set(said)
    assert {f"Seed {seed}   ψ 0.8" for seed in range(30)} <= set(said)
    assert len([text for text in said if text.startswith("40063813339")]) >= 9
    assert any(text.endswith(f"Page {len(pages)} of {len(pages)}   ·   2026-03-04") for text in said)
    assert "Continued on page 2" in said
    assert f"Continued on page {len(pages) + 1}" not in said
    assert "PREFLIGHT, continued" in said
    for page in pages:
        boxes = _boxes(page.ops)
        assert min(box.y0 for box in boxes) >= 5
        assert max(box.x1 for box in boxes) <= page.trim.x1 - 5


def test_a_column_goes_on_in_the_next_and_cuts_long_names_of_inks(said: list[str]) -> None:
    spots = [Spot(f"{i} is an ink with a name as long as no other has", Cmyk(y=1)) for i in range(40)]
    box = Box(0, 0, 10, 10)
    page = DrawPage("outside", box, box, tuple(FillPath(Path.rectangle(box), spot) for spot in spots))
    column = Column((Box(100 * i, 100, 100 * i + 57, 180) for i in count()), ENGLISH)
    sections.inks(column, page, (), {spot.name: 12.34 for spot in spots})
    sections.recipes(column, [Recipe(seed=seed) for seed in range(20)])
    shown = [op for part in column.parts for op in part if isinstance(op, FillPath) and isinstance(op.ink, Spot)]
    assert len(shown) == 40
    assert "12 %" in said
    assert any(text[:1].isdigit() and text.endswith("…") for text in said)
    for number, part in enumerate(column.parts):
        boxes = _boxes(tuple(part))
        assert min(box.y0 for box in boxes) >= 100
        assert all(100 * number <= box.x0 <= box.x1 <= 100 * number + 57.5 for box in boxes)


def test_long_data_is_told_to_its_last_letter(said: list[str]) -> None:
    column = Column(repeat(Box(0, 0, 57, 100)), ENGLISH)
    data = "https://example.com/" + "0123456789" * 20
    column.pair(data, "QR Code, X 0.5 mm")
    lines = wrapped(data, 57, 6.5)
    assert "".join(lines) == data
    assert set(lines) <= set(said)
    assert len(column.parts) == 1
    assert max(box.x1 for box in _boxes(tuple(column.ops))) <= 57.1


@pytest.mark.parametrize("texts", LANGUAGES.values())
def test_the_names_of_the_process_inks_are_whole(texts: ProofTexts, said: list[str]) -> None:
    column = Column(repeat(Box(0, 0, 57, 100)), texts)
    box = Box(0, 0, 10, 10)
    sections.inks(column, DrawPage("outside", box, box, ()), (), {name: 100.0 for name in PROCESS})
    assert set(texts.process) <= set(said)
    assert max(box.x1 for box in _boxes(tuple(column.ops))) <= 57.1


def test_what_preflight_found_is_told_the_worst_in_words(said: list[str]) -> None:
    document, _ = carton()
    findings = [
        Finding("x", "error", "The tea is too strong."),
        *(Finding("y", "note", f"Leaf {i}.") for i in range(40)),
    ]
    proof_drawing(_proof(document, CODE, findings=findings))
    assert "Errors 1   ·   warnings 0   ·   notes 40" in said
    assert "The tea is too strong." in said
    assert {f"Leaf {i}." for i in range(40)} <= set(said)
    said.clear()
    proof_drawing(_proof(document, CODE, findings=[]))
    assert ENGLISH.nothing_found in said
    said.clear()
    proof_drawing(_proof(document, CODE))
    assert ENGLISH.preflight.upper() not in said


def test_each_plate_has_its_mean_coverage(said: list[str]) -> None:
    document, _ = carton()
    proof_drawing(_proof(document, CODE, coverage=[{"Cyan": 41.7, "Black": 3.25, "Gold": 0.5}, {}]))
    assert {"42 %", "3.2 %", "0.5 %", "0.0 %", ENGLISH.coverage} <= set(said)


def test_barcodes_are_told_with_their_data_and_fonts_with_what_stands_in(said: list[str]) -> None:
    layers = (
        BarcodeLayer(id="ean", data="400638133393", place=Placement(panel=outline().panels[1].name, x=2, y=2)),
        BarcodeLayer(id="broken", data="12", place=Placement(panel=outline().panels[1].name, x=2, y=60)),
        TextLayer(id="a", text="Tea", font="No Such Font"),
        TextLayer(id="b", text="Tea"),
    )
    design = Design(title="Coded", dieline=DielineChoice(code=CODE), layers=layers)
    made = outline()
    drawing = compose(Document(design.model_copy(update={"layers": layers[2:]})), made)
    assert WHEN is not None
    proof_drawing(Proof(Document(design), made, drawing, PressSettings(), WHEN))
    assert {"4006381333931", "12", "EAN-13, X 0.33 mm", "No Such Font", ENGLISH.outlines} <= set(said)
    assert any(text.startswith("missing: ") for text in said)


def test_the_folded_view_takes_the_place_of_the_sketch(said: list[str]) -> None:
    document, _ = carton()
    proof_drawing(_proof(document, CODE))
    assert "L 80" in said
    said.clear()
    pages = proof_drawing(_proof(document, CODE, folded=np.zeros((30, 40, 3), np.uint8))).pages
    assert "L 80" not in said
    for page in pages:
        assert sum(isinstance(op, DrawImage) for op in page.ops) == 1


def test_every_text_is_there_in_both_languages(said: list[str]) -> None:
    for field in fields(ProofTexts):
        english, chinese = getattr(ENGLISH, field.name), getattr(CHINESE, field.name)
        if field.name not in ("psi", "steps"):
            assert english != chinese, field.name
        if isinstance(english, str):
            assert re.findall(r"\{\w*\}", english) == re.findall(r"\{\w*\}", chinese), field.name
        elif isinstance(english, dict) and english:
            assert set(english) == set(chinese), field.name
    document, _ = carton()
    proof_drawing(_proof(document, CODE, texts=LANGUAGES["zh"]))
    assert {"打样确认稿", "压痕", "模切", *CHINESE.choices} <= set(said)
    title = library.load(CODE).file.title.zh
    assert f"{outline().code}   {title}" in said
    assert outline().title not in " ".join(said)


def test_finishes_that_are_clear_do_not_hide_the_print() -> None:
    box = Path.rectangle(Box(0, 0, 10, 10))

    def layer(step: ProcessingStep | None, printed: bool = True) -> Group:
        return Group((FillPath(box, Spot("S", Cmyk(k=0.1)), overprint=True),), layer=LayerTag("S", step, printed))

    white, varnish = layer(ProcessingStep("White")), layer(ProcessingStep("Varnish"))
    foil, cut = (
        layer(ProcessingStep("Structural", "FoilStamping")),
        layer(ProcessingStep("Structural", "Cutting"), False),
    )
    shown = on_paper((white, varnish, foil, cut, layer(None)))
    assert [op.opacity for op in shown if isinstance(op, Group)] == [0.25, 1, 1, 1]


@pytest.mark.parametrize("code", library.codes())
def test_everything_lies_on_the_paper(code: str) -> None:
    (page,) = proof_drawing(_proof(_plain(code), code)).pages
    assert page.trim in (A4, A3)
    for box in _boxes(page.ops):
        assert box.x0 >= 0
        assert box.y0 >= 0
        assert box.x1 <= page.trim.x1
        assert box.y1 <= page.trim.y1


def _boxes(ops: tuple[Op, ...]) -> list[Box]:
    """The boxes of all that shows: of a group with a clip, the clip's."""
    found: list[Box] = []
    for op in ops:
        if isinstance(op, Group):
            found += [op.clip.bounds] if op.clip else _boxes(op.ops)
        elif isinstance(op, FillPath | StrokePath):
            found.append(op.path.bounds)
    return found


@pytest.mark.parametrize("view", [Affine(), Affine.scaling(0.25), Affine.scaling(0.25) @ Affine.mirror_x()])
def test_dimensions_are_those_of_the_blank_however_it_is_seen(view: Affine, said: list[str]) -> None:
    made = library.load("0201").outline({})
    dimensions(made, view)
    walls = [made.panel(name).width for name in ("front", "left", "back", "right", "joint flap")]
    assert {f"{round(length, 2):g}" for length in (made.blank.width, made.blank.height, *walls)} <= set(said)


def test_reduced_lines_stay_visible_and_are_no_processing_steps() -> None:
    _, drawing = carton()
    small = [reduced(op, Affine.scaling(0.01)) for op in drawing.pages[0].ops]
    for op in small:
        assert isinstance(op, Group)
        assert op.layer is None or op.layer.step is None
    lines = [inner for op in small for inner in op.ops if isinstance(inner, StrokePath)]  # type: ignore[union-attr]
    assert lines
    assert all(line.width >= 0.1 and isinstance(line.ink, Spot) for line in lines)


def test_captions_fit() -> None:
    text = "A title that is much too long for the place that it has been given"
    short = fitted(text, 40, 10)
    assert width_of(short, 10) <= 40
    assert short.endswith("…")
    assert fitted("Tea", 40, 10) == "Tea"
    lines = wrapped(text, 40, 10)
    assert len(lines) > 1
    assert " ".join(lines) == text
    assert all(width_of(line, 10) <= 40 for line in lines)


def test_chinese_is_broken_between_letters_and_never_before_a_comma() -> None:
    text = "颜色以四色模拟。签字前请核对文字、条码、尺寸及各元素的位置。Dieloom 0.1 排版。"
    lines = wrapped(text, 30, 8)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert len(lines) > 2
    assert all(width_of(line, 8) <= 30 for line in lines)
    assert not any(line[0] in "，。、" for line in lines)

"""The proof: what it says, how big its picture is, and that any printer can print it."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from core.artwork.recipe import Move, PaletteShift, Recipe
from core.colour.inks import Cmyk, Spot
from core.compose.compose import compose
from core.compose.drawlist import FillPath, Group, Op, StrokePath
from core.dieline import library
from core.document.document import Document
from core.document.model import ArtworkLayer, Design, DielineChoice
from core.geometry import Affine, Box
from core.press import lettering
from core.press.dimensions import dimensions
from core.press.lettering import fitted, width_of, wrapped
from core.press.proof import A3, A4, Proof, export_proof_pdf, proof_drawing
from core.press.proof_column import Column
from core.press.proof_texts import ENGLISH
from core.press.reduced import reduced
from core.press.settings import PdfInfo, PressSettings
from tests.press.drawings import QuarterPixels, carton, outline
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


def _proof(document: Document, code: str) -> Proof:
    assert WHEN is not None
    made = library.load(code).outline({})
    return Proof(document, made, compose(document, made), PressSettings(), WHEN)


def _plain(code: str, **recipe: object) -> Document:
    layer = ArtworkLayer(id="art", recipe=Recipe(**recipe))  # type: ignore[arg-type]
    return Document(Design(title="Plain", dieline=DielineChoice(code=code), layers=(layer,)))


def test_the_file_passes_the_gate_and_needs_only_process_inks(tmp_path: Path) -> None:
    document, drawing = carton()
    out = tmp_path / "proof.pdf"
    export_proof_pdf(document, outline(), drawing, QuarterPixels(document), out)
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
        "Gold",
        "C20 M40 Y100 K0",
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


def test_recipes_beyond_the_page_are_counted(said: list[str]) -> None:
    layers = tuple(ArtworkLayer(id=f"art{seed}", recipe=Recipe(seed=seed)) for seed in range(20))
    design = Design(dieline=DielineChoice(code="A20.20.01.01"), layers=layers)
    proof_drawing(_proof(Document(design), "A20.20.01.01"))
    shown = len({text for text in said if text.startswith("Seed")})
    assert 0 < shown < 20
    assert f"and {20 - shown} more" in said


def test_inks_beyond_the_page_are_counted_and_long_names_cut(said: list[str]) -> None:
    spots = [Spot(f"{i} is an ink with a name as long as no other", Cmyk(y=1)) for i in range(40)]
    column = Column(Box(0, 100, 66, 180), ENGLISH)
    column.inks(spots)
    column.recipes([Recipe(seed=seed) for seed in range(20)])
    shown = sum(text.endswith("…") and text[0].isdigit() for text in set(said) if width_of(text, 6.5) < 40)
    assert shown > 0
    assert any(text.startswith("and ") and text != "and 20 more" for text in said)
    assert "and 20 more" in said  # there is a place left to say that no recipe fits
    assert min(box.y0 for box in _boxes(tuple(column.ops))) >= 100


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
    assert " ".join(lines) == text
    assert all(width_of(line, 10) <= 40 for line in lines)

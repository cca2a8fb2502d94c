"""The proof's files from a document: the form, the light copy, the paper proof; and the verb that writes them."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path as FilePath

import numpy as np
import pikepdf
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from core.artwork.recipe import Recipe
from core.cli.main import main
from core.compose.drawlist import ArtImage, DrawPage, FillTile
from core.document.document import Document
from core.document.file import save
from core.document.model import CmykPaint, Design, DielineChoice, Placement, ShapeLayer, TextLayer
from core.errors import DieloomError
from core.geometry import Affine, Box, Path
from core.mockup.export import PORTRAIT, portrait
from core.press.dieline_pdf import NoPixels
from core.press.proof.files import export_light_copy, export_proof, export_tiles
from core.press.proof.light import LONGEST, MOST_BYTES, light_copy, lightened
from core.press.tiling import Tiling
from tests.press.drawings import CODE, outline
from tests.press.gate import faults

WHEN = datetime(2026, 3, 4, tzinfo=UTC)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> FilePath:
    """A design without grown artwork: dark all over, with words; something on the inside."""
    front = outline().panels[1].name
    layers = (
        ShapeLayer(id="ground", fill=CmykPaint(c=0.9, m=0.7, y=0.1, k=0.1)),
        TextLayer(id="name", text="Tea", size=20, paint=CmykPaint(), place=Placement(panel=front, x=5, y=90)),
        ShapeLayer(id="in", fill=CmykPaint(y=0.5), place=Placement(side="inside", panel=front, width=20, height=20)),
    )
    path = tmp_path_factory.mktemp("proof") / "tea.dieloom"
    save(Document(Design(title="Tea", dieline=DielineChoice(code=CODE), layers=layers)), path)
    return path


def test_the_form_holds_the_folded_view(saved: FilePath, tmp_path: FilePath) -> None:
    folded = portrait(saved)
    assert folded is not None
    assert folded.shape == (PORTRAIT[1], PORTRAIT[0], 3)
    facts = export_proof(saved, tmp_path / "proof.pdf", folded=folded, created=WHEN)
    assert facts["pages"] == 2
    assert set(facts["preflight"]) == {"error", "warning", "note"}
    assert faults(tmp_path / "proof.pdf") == []
    with pikepdf.open(tmp_path / "proof.pdf") as pdf:
        sizes = {(int(each.Width), int(each.Height)) for page in pdf.pages for each in page.get_images().values()}
        assert any(width / height == pytest.approx(PORTRAIT[0] / PORTRAIT[1], abs=0.02) for width, height in sizes)


def test_the_light_copy_is_small_and_light(saved: FilePath, tmp_path: FilePath) -> None:
    facts = export_light_copy(saved, tmp_path / "light.png", created=WHEN)
    with Image.open(tmp_path / "light.png") as picture:
        assert max(picture.size) <= LONGEST
        assert picture.size == (facts["width"], facts["height"])
        light = np.asarray(picture.convert("RGB"), float)
    assert (tmp_path / "light.png").stat().st_size <= MOST_BYTES
    middle = light[light.shape[0] // 2]
    assert np.median(255 - middle) < 110  # the ground is dark blue where it is printed in full


def test_areas_lose_ink_and_letters_keep_their_contrast() -> None:
    full = Image.new("RGB", (800, 800), (30, 60, 150))
    pen = ImageDraw.Draw(full)
    pen.rectangle((500, 100, 503, 700), fill=(255, 255, 255))
    light = np.asarray(lightened(full), float)
    before, after = np.asarray(full, float), light
    assert (255 - after[:, :400]).mean() < 0.4 * (255 - before[:, :400]).mean()
    assert abs(after[400, 501, 0] - after[400, 480, 0]) > 60  # the line can still be told from its ground
    grey = np.asarray(lightened(Image.new("L", (64, 64), 0).convert("RGB")), float)
    assert 140 < grey.mean() < 190


class Noise(NoPixels):
    """The worst that can be sent: not one pixel like its neighbour."""

    def tile(self, source: ArtImage, width_px: int, height_px: int) -> NDArray[np.uint8]:
        return np.random.default_rng(1).integers(0, 256, (height_px, width_px, 3), np.uint8)


def test_noise_is_made_to_fit() -> None:
    box = Box(0, 0, 200, 150)
    noise = FillTile(Path.rectangle(box), ArtImage(Recipe()), Affine.scaling(200, 150))
    data, size = light_copy(DrawPage("outside", box, box, (noise,)), Noise(), "Noise", "Not for colour")
    assert len(data) <= MOST_BYTES
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.size == size


def test_the_paper_proof_from_a_document(saved: FilePath, tmp_path: FilePath) -> None:
    facts = export_tiles(saved, tmp_path / "tiles.pdf", tiling=Tiling(paper="a3"))
    assert faults(tmp_path / "tiles.pdf") == []
    with pikepdf.open(tmp_path / "tiles.pdf") as pdf:
        assert len(pdf.pages) == facts["sheets"] == 2
        assert str(pdf.Root.ViewerPreferences.PrintScaling) == "/None"


def test_the_verb_writes_all_three(saved: FilePath, tmp_path: FilePath, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["proof", str(saved), "--out", str(tmp_path / "p.pdf"), "--language", "zh", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["pages"] == 2
    with pikepdf.open(tmp_path / "p.pdf") as pdf:
        assert "打样" in str(pdf.docinfo.Title)
    assert main(["proof", str(saved), "--out", str(tmp_path / "p.png"), "--side", "inside", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["bytes"] == (tmp_path / "p.png").stat().st_size
    assert (
        main(
            [
                "proof",
                str(saved),
                "--out",
                str(tmp_path / "t.pdf"),
                "--tiles",
                "a4",
                "--overlap",
                "15",
                "--language",
                "zh",
                "--json",
            ]
        )
        == 0
    )
    assert json.loads(capsys.readouterr().out)["paper"] == "a4"


@pytest.mark.parametrize(
    ("out", "options"),
    [
        ("p.png", ["--tiles", "a4"]),
        ("p.pdf", ["--side", "inside"]),
        ("p.pdf", ["--overlap", "5"]),
        ("p.pdf", ["--tiles", "a4", "--overlap", "500"]),
        ("p.gif", []),
    ],
)
def test_options_that_make_no_sense_are_refused(
    saved: FilePath, tmp_path: FilePath, out: str, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["proof", str(saved), "--out", str(tmp_path / out), *options]) == 2
    assert not (tmp_path / out).exists()
    assert "Traceback" not in capsys.readouterr().err


def test_a_side_without_print_is_refused(tmp_path: FilePath) -> None:
    save(Document(Design(dieline=DielineChoice(code=CODE))), tmp_path / "bare.dieloom")
    with pytest.raises(DieloomError, match="inside"):
        export_light_copy(tmp_path / "bare.dieloom", tmp_path / "p.png", side="inside")

"""`dieloom preflight`: findings of documents and PDFs, in lines and as JSON."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.cli.main import main
from core.document.document import Document
from core.document.file import save
from core.document.model import CmykPaint, Design, DielineChoice, Placement, ShapeLayer, TextLayer
from tests.cli.spoken import refused, said
from tests.press.preflight.pages import pdf


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A design with text that is too small and a hidden layer."""
    at = Placement(panel="front", x=10, y=60, width=40, height=12)
    layers = (
        TextLayer(id="word", name="Small print", text="Tea", size=4, place=at),
        ShapeLayer(id="veil", fill=CmykPaint(m=1), visible=False),
    )
    path = tmp_path / "tea.dieloom"
    save(Document(Design(dieline=DielineChoice(code="A20.20.01.01"), layers=layers)), path)
    return path


def test_findings_of_a_document(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = said(capsys, "preflight", str(document))
    assert answer["file"] == str(document)
    assert answer["preset"] == "standard"
    assert answer["counts"] == {"error": 0, "warning": 1, "note": 1}
    small, hidden = answer["findings"]
    assert small["code"] == "text-small"
    assert "Small print" in small["text"]
    assert (small["page"], small["layer"], small["fixable"], small["fix"]) == (1, "word", True, "Enlarge it to 5 pt")
    assert len(small["box"]) == 4
    assert (hidden["code"], hidden["fixable"]) == ("layer-hidden", False)


def test_findings_in_lines(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preflight", str(document)]) == 0
    first, second, last = capsys.readouterr().out.splitlines()
    assert first.split()[:3] == ["warning", "text-small", "p1"]
    assert second.startswith("note     layer-hidden")
    assert last == "tea.dieloom: 0 errors, 1 warning, 1 note"


def test_limits_of_a_printer(document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    house = tmp_path / "house.toml"
    text = (
        'title = {en = "House", zh = "House"}\n[lines]\n[preflight]\ntext = 3\nseverities = {layer-hidden = "error"}\n'
    )
    house.write_text(text, encoding="utf-8")
    answer = said(capsys, "preflight", str(document), "--preset", str(house))
    assert answer["counts"] == {"error": 1, "warning": 0, "note": 0}


def test_findings_of_a_pdf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(pdf(b"1 0 0 rg 100 100 20 20 re f"))
    answer = said(capsys, "preflight", str(path))
    assert [each["code"] for each in answer["findings"]] == ["rgb"]


def test_what_cannot_be_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str], document: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"GIF89a")
    assert "no PDF" in refused(capsys, "preflight", str(broken))
    assert "no file" in refused(capsys, "preflight", str(tmp_path / "nowhere.pdf"))
    assert "no preset" in refused(capsys, "preflight", str(document), "--preset", "nobody")
    assert "no document" in refused(capsys, "preflight", __file__)

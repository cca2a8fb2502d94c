"""The main job from the command line: a document, its print PDF, a picture, a proof, and the art by itself."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.cli import Host, main
from core.document.file import load
from core.document.model import ArtworkLayer
from core.errors import DieloomError


def facts(capsys: pytest.CaptureFixture[str], *argv: str) -> dict[str, object]:
    """The JSON that a command line which must succeed prints."""
    assert main([*argv, "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_demo_makes_the_whole_job(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pictures: list[tuple[Path, Path]] = []

    def screenshot(document: Path, picture: Path) -> None:
        pictures.append((document, picture))
        Image.new("RGB", (2, 2)).save(picture)

    out = tmp_path / "deep" / "demo"
    assert main(["demo", "--out", str(out), "--seed", "5"], Host(screenshot=screenshot)) == 0
    assert "demo.pdf" in capsys.readouterr().out
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert sorted(path.name for path in out.iterdir()) == sorted([*report["files"], "report.json"])
    assert pictures == [(out / "demo.dieloom", out / "window.png")]
    assert report["files"]["demo.pdf"]["standard"] == "PDF/X-4"
    assert report["files"]["demo.pdf"]["pages"] == 2
    art = [layer for layer in load(out / "demo.dieloom").design.layers if isinstance(layer, ArtworkLayer)]
    assert [layer.recipe.seed for layer in art] == [5]


def test_demo_without_a_window_says_so_and_does_the_job(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files themselves are made by the test above."""

    def blind(document: Path, picture: Path) -> None:
        raise DieloomError("The window needs a library that this system lacks.", "Install it.")

    def written(source: Path, out: Path, **_: object) -> dict[str, object]:
        assert source.exists()
        out.write_bytes(b"made")
        return dict.fromkeys(("standard", "profile", "pages", "blank"))

    monkeypatch.setattr("core.press.export.export_document", written)
    monkeypatch.setattr("core.press.proof.files.export_proof", written)
    monkeypatch.setattr("core.mockup.export.export_mockup", written)
    monkeypatch.setattr("core.mockup.export.portrait", lambda source: None)

    assert main(["demo", "--out", str(tmp_path)], Host(screenshot=blind)) == 0
    assert "window.png  not made: The window needs a library" in capsys.readouterr().out
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert sorted(report["files"]) == ["demo.dieloom", "demo.pdf", "pack.png", "proof.pdf"]
    assert list(report["missed"]) == ["window.png"]


def test_a_document_by_size_is_exported_and_proofed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document, pdf, picture, proof = (str(tmp_path / name) for name in ("a.dieloom", "a.pdf", "a.png", "proof.pdf"))
    made = facts(capsys, "new", "--dieline", "A20.20.01.01", "--size", "60,30,90", "--out", document)
    assert made["dieline"] == "ECMA A20.20.01.01"
    assert facts(capsys, "export", document, "--out", pdf)["standard"] == "PDF/X-4"
    shown = facts(capsys, "export", document, "--out", picture, "--ppi", "50")
    with Image.open(picture) as image:
        assert image.size == (shown["width"], shown["height"])
    assert facts(capsys, "proof", document, "--out", proof)["file"] == proof
    assert all(Path(path).read_bytes().startswith(b"%PDF-") for path in (pdf, proof))


def test_art_replays_from_its_own_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = str(tmp_path / "first.png"), str(tmp_path / "second.png")
    made = facts(capsys, "art", "--seed", "7", "--psi", "0.6", "--size", "96x80", "--out", first)
    again = facts(capsys, "art", "--recipe", first, "--size", "96x80", "--out", second)
    assert again["recipe"] == made["recipe"]
    with Image.open(first) as one, Image.open(second) as other:
        assert one.size == (96, 80)
        assert np.array_equal(np.asarray(one), np.asarray(other))

"""`dieloom style apply`: a picture in a style, or one clear line and no file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.cli.spoken import refused, said
from tests.style.pictures import ornament, scene


@pytest.fixture
def files(tmp_path: Path) -> Path:
    Image.fromarray(scene(96, 64)[..., :3]).save(tmp_path / "a.png")
    clear = scene(96, 64)
    clear[:, :40, 3] = 0
    Image.fromarray(clear).save(tmp_path / "clear.png")
    Image.fromarray(ornament()).save(tmp_path / "b.jpg", quality=95)
    Image.fromarray(255 - ornament()).save(tmp_path / "b2.webp")
    (tmp_path / "damaged.png").write_bytes(b"\x89PNG\r\n\x1a\nand no more")
    return tmp_path


def test_it_paints(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = files / "c.png"
    told = said(
        capsys, "style", "apply", "--content", str(files / "a.png"), "--style", str(files / "b.jpg"), "--out", str(out)
    )
    assert (told["width"], told["height"], told["file"]) == (96, 64, str(out))
    with Image.open(out) as image:
        painted = np.asarray(image)
    assert painted.shape == (64, 96, 3)
    assert np.abs(painted.reshape(-1, 3).mean(0) - ornament().reshape(-1, 3).mean(0)).max() < 30


def test_several_styles_with_weights_and_transparency(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["style", "apply", "--content", str(files / "clear.png"), "--out", str(files / "c.png"), "--tile", "xy"]
    words += ["--style", str(files / "b.jpg"), "--weight", "1", "--style", str(files / "b2.webp"), "--weight", "0.5"]
    said(capsys, *words, "--strength", "0.5", "--keep-colour", "--detail-px", "64")
    with Image.open(files / "c.png") as image:
        assert np.array_equal(np.asarray(image)[..., 3], scene(96, 64)[..., 3] * (np.arange(96) >= 40))


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--content", "none.png", "--style", "b.jpg", "--out", "c.png"], "no file"),
        (["--content", "a.png", "--style", "none.png", "--out", "c.png"], "no file"),
        (["--content", "damaged.png", "--style", "b.jpg", "--out", "c.png"], "damaged"),
        (["--content", "a.png", "--style", "damaged.png", "--out", "c.png"], "damaged"),
        (["--content", "a.png", "--style", "b.jpg", "--out", "c.gif"], "Cannot write"),
        (["--content", "clear.png", "--style", "b.jpg", "--out", "c.jpg"], "transparency"),
        (["--content", "a.png", "--style", "b.jpg", "--out", "c.png", "--weight", "1", "--weight", "1"], "weights"),
        (["--content", "a.png", "--style", "b.jpg", "--out", "c.png", "--strength", "2"], "strength"),
        (["--content", "a.png", "--style", "b.jpg", "--style", "s.safetensors", "--out", "c.png"], "alone"),
        (["--content", "a.png", "--style", "s.safetensors", "--out", "c.png"], "no file"),
    ],
)
def test_what_cannot_be_done(
    words: list[str],
    complaint: str,
    files: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(files)
    before = set(files.iterdir())
    assert complaint in refused(capsys, "style", "apply", *words)
    assert set(files.iterdir()) == before

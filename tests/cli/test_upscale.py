"""`dieloom image upscale`: a larger picture, or one clear line and no file."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.cli.main import main


def saved(path: Path, mode: str = "RGB", size: tuple[int, int] = (21, 13)) -> Path:
    width, height = size
    pixels = np.random.RandomState(1).randint(0, 256, (height, width, 4)).astype(np.uint8)
    Image.fromarray(pixels).convert(mode).save(path)
    return path


@pytest.mark.parametrize("suffix", [".png", ".tif", ".jpg", ".webp"])
def test_it_writes_a_larger_picture(tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]) -> None:
    given, out = saved(tmp_path / "in.png"), tmp_path / f"out{suffix}"
    assert main(["image", "upscale", str(given), "--factor", "2", "--out", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["width"], told["height"], told["file"]) == (42, 26, str(out))
    with Image.open(out) as image:
        assert (image.size, image.mode) == ((42, 26), "RGB")


@pytest.mark.parametrize("suffix", [".png", ".tif", ".webp"])
def test_transparency_is_kept(tmp_path: Path, suffix: str) -> None:
    given, out = saved(tmp_path / "in.png", "RGBA"), tmp_path / f"out{suffix}"
    assert main(["image", "upscale", str(given), "--factor", "4", "--out", str(out)]) == 0
    with Image.open(out) as image:
        assert (image.size, image.mode) == ((84, 52), "RGBA")
        low, high = image.getchannel("A").getextrema()
        assert low < 50
        assert high > 200


@pytest.mark.parametrize("mode", ["L", "CMYK", "P", "1"])
def test_odd_pictures(tmp_path: Path, mode: str) -> None:
    given, out = saved(tmp_path / "in.tif", mode), tmp_path / "out.png"
    assert main(["image", "upscale", str(given), "--factor", "2", "--out", str(out)]) == 0
    with Image.open(out) as image:
        assert image.size == (42, 26)


@pytest.mark.parametrize(
    "words",
    [
        ["in.png", "--factor", "3", "--out", "out.png"],
        ["in.png", "--factor", "2", "--out", "out.gif"],
        ["in.png", "--factor", "2", "--out", "nowhere/out.png"],
        ["clear.png", "--factor", "2", "--out", "out.jpg"],
        ["long.png", "--factor", "4", "--out", "out.webp"],
        ["text.png", "--factor", "2", "--out", "out.png"],
        ["missing.png", "--factor", "2", "--out", "out.png"],
        ["in.png", "--factor", "2", "--model", "missing.pth", "--out", "out.png"],
        ["in.png", "--factor", "2", "--model", "//host/share/own.pth", "--out", "out.png"],
        ["in.png", "--factor", "2", "--model", "text.png", "--out", "out.png"],
    ],
)
def test_what_does_not_serve_gives_one_line(
    tmp_path: Path, words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    saved(tmp_path / "in.png")
    saved(tmp_path / "clear.png", "RGBA")
    saved(tmp_path / "long.png", size=(4100, 2))
    (tmp_path / "text.png").write_text("no picture")
    before = sorted(path.name for path in tmp_path.iterdir())
    assert main(["image", "upscale", *words]) != 0
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert said.strip()
    assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.parametrize("tile", ["x", "y", "xy"])
def test_a_picture_that_repeats_still_does(tmp_path: Path, tile: str) -> None:
    from core.imaging.upscale import upscale
    from core.imaging.values import UpscaleEdit
    from core.jobs import Progress
    from core.pictures import images

    given, out = saved(tmp_path / "in.png"), tmp_path / "out.png"
    assert main(["image", "upscale", str(given), "--factor", "2", "--tile", tile, "--out", str(out)]) == 0
    pixels = images.decode(given.read_bytes())
    wanted = upscale(pixels, UpscaleEdit(), Progress(), ("x" in tile, "y" in tile))
    np.testing.assert_array_equal(images.decode(out.read_bytes()), wanted)
    assert (wanted != upscale(pixels, UpscaleEdit(), Progress())).any()

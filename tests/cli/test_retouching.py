"""`dieloom image enhance|cutout|vectorise`: a file, or one line that says why not."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.cli.spoken import refused, said
from tests.imaging.packshots import mug, packshot, star


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("photos") / "cup.png"
    Image.fromarray(packshot(mug(), "white")[0]).save(path)
    return path


def test_cutout_writes_alpha_or_a_clipping_path(
    photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = said(capsys, "image", "cutout", str(photo), "--out", str(tmp_path / "cut.png"))
    cut = np.asarray(Image.open(tmp_path / "cut.png"))
    assert (cut[:5, :, 3] == 0).all()
    assert told["subject"] == pytest.approx(mug().mean(), abs=0.01)
    for name in ("cut.svg", "cut.jpg"):
        assert 4 < said(capsys, "image", "cutout", str(photo), "--out", str(tmp_path / name))["nodes"] < 60
    assert b"8BIM" in (tmp_path / "cut.jpg").read_bytes()
    assert b"clipPath" in (tmp_path / "cut.svg").read_bytes()
    said(capsys, "image", "cutout", str(photo), "--path", "--out", str(tmp_path / "cut.tif"))
    assert Image.open(tmp_path / "cut.tif").mode == "RGB"
    assert "no clipping path" in refused(
        capsys, "image", "cutout", str(photo), "--path", "--out", str(tmp_path / "no.png")
    )


def test_masks_are_taken_from_files(photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    away = np.zeros((30, 30), np.uint8)
    away[15:] = 255
    Image.fromarray(away).save(tmp_path / "away.png")
    drop = ("--drop", str(tmp_path / "away.png"))
    said(capsys, "image", "cutout", str(photo), *drop, "--feather", "0", "--out", str(tmp_path / "half.png"))
    assert np.asarray(Image.open(tmp_path / "half.png"))[130:, :, 3].max() == 0


def test_enhance_measures_where_nothing_is_asked(
    photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "made.png")
    assert said(capsys, "image", "enhance", str(photo), "--contrast", "0.5", "--out", out)["measured"] is False
    told = said(capsys, "image", "enhance", str(photo), "--white-balance", "1", "--out", out)
    assert (told["white_balance"], told["contrast"]) == (1, 0)
    assert Image.open(out).size == (240, 240)


def test_vectorise_takes_a_palette(photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flat, out = tmp_path / "flat.png", str(tmp_path / "flat.svg")
    Image.fromarray(np.rint(star() * 255).astype(np.uint8)).save(flat)
    assert said(capsys, "image", "vectorise", str(flat), "--out", out)["colours"] == ["#000000", "#ffffff"]
    for palette in (["#C8102E", "#00457c"], {"colours": ["#c8102e", "#00457c"], "shares": [0.5, 0.5]}):
        (tmp_path / "brand.json").write_text(json.dumps(palette))
        told = said(capsys, "image", "vectorise", str(flat), "--palette", str(tmp_path / "brand.json"), "--out", out)
        assert set(told["colours"]) == {"#c8102e", "#00457c"}
    (tmp_path / "brand.json").write_text("[1]")
    assert "no list of colours" in refused(
        capsys, "image", "vectorise", str(flat), "--palette", str(tmp_path / "brand.json"), "--out", out
    )


@pytest.mark.parametrize("verb", ["enhance", "cutout", "vectorise"])
def test_odd_files_give_a_result_or_one_line(verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drawn = Image.fromarray(packshot(star(), "white")[0][::4, ::4])
    odd = {
        "ink.tif": drawn.convert("RGB").convert("CMYK"),
        "deep.png": Image.fromarray(np.asarray(drawn.convert("L")).astype(np.uint16) * 257),
        "palette.png": drawn.convert("RGB").quantize(8),
    }
    for name, image in odd.items():
        image.save(tmp_path / name)
    moving = io.BytesIO()
    drawn.save(moving, "WEBP", save_all=True, append_images=[drawn.rotate(90)], lossless=True)
    (tmp_path / "moving.webp").write_bytes(moving.getvalue())
    options = ("--contrast", "1", "--white-balance", "1") if verb == "enhance" else ()
    out = str(tmp_path / ("made.svg" if verb == "vectorise" else "made.png"))
    for name in (*odd, "moving.webp"):
        said(capsys, "image", verb, str(tmp_path / name), *options, "--out", out)
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 50)
    assert "damaged" in refused(capsys, "image", verb, str(tmp_path / "broken.png"), *options, "--out", out)

"""`dieloom invert`: a latent file from a picture, or one clear error and no file."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.cli.main import main
from core.gan import inversion
from core.gan.encoder import Encoder, EncoderConfig, place, save_encoder
from core.gan.files import find_model, load_model
from core.gan.synthesis import to_pixels
from core.gan.w_space import w_space
from core.jobs import Progress


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "picture.png"
    Image.fromarray(np.random.RandomState(1).randint(0, 256, (40, 30, 4)).astype(np.uint8)).save(path)
    return path


@pytest.fixture(autouse=True)
def few_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inversion, "_usual_starts", lambda model: 4)


@pytest.mark.parametrize("options", [[], ["--style"], ["--family", "waves"]])
def test_it_writes_w_for_every_layer(
    picture: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    out = tmp_path / "w.npy"
    assert main(["invert", str(picture), "--steps", "2", "--out", str(out), "--json", *options]) == 0
    ws = np.load(out, allow_pickle=False)
    told = json.loads(capsys.readouterr().out)
    assert (ws.dtype, ws.shape) == (np.float32, (12, 128))
    assert (told["layers"], told["w_dim"], told["file"]) == (12, 128, str(out))
    assert told["error"] <= told["start_error"]
    assert bool((ws == ws[0]).all()) == ("--style" in options)


def test_the_encoder_beside_a_model_is_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model, picture = load_model(find_model("loom")), tmp_path / "mean.png"
    mean = w_space(model, Progress()).centre.expand(1, model.config.w_layers, -1)
    Image.fromarray(to_pixels(model.generator.synthesis(mean)[0])).save(picture)
    path = tmp_path / "mine.safetensors"
    path.write_bytes(find_model("loom").read_bytes())
    encoder = Encoder(EncoderConfig.of(model.config), w_space(model, Progress()))
    words = ["invert", str(picture), "--model", str(path), "--steps", "0", "--out", str(tmp_path / "w.npy"), "--json"]
    for sha256, used in ((model.sha256, True), ("another", False)):
        save_encoder(encoder, place(path), sha256, {})
        assert main(words) == 0
        told = json.loads(capsys.readouterr().out)
        assert told["encoder"] == used
        assert ["of another model" in note for note in told["notes"]] == [True] * (not used)
        # One that was taught nothing answers with the mean.
        assert np.allclose(np.load(tmp_path / "w.npy"), mean[0].numpy(), atol=1e-2) == used


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--steps", "10001"], "not a number of steps"),
        (["--steps", "many"], "not a number of steps"),
        (["--family", "roses"], "no pattern family"),
        (["--model", "nothing-there"], "no model"),
        (["--out", "w.txt"], "ends in .npy"),
        (["--out", "nowhere/w.npy"], "no folder"),
    ],
)
def test_bad_words_leave_no_file(
    picture: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.iterdir())
    assert main(["invert", str(picture), "--out", "w.npy", "--steps", "1", *options]) == 2
    assert said in capsys.readouterr().err
    assert set(tmp_path.iterdir()) == before


def test_what_is_no_picture_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\nnot really")
    assert main(["invert", str(path), "--out", str(tmp_path / "w.npy")]) == 2
    assert "damaged or of an unknown format" in capsys.readouterr().err


def test_an_interrupt_leaves_nothing(
    picture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(inversion._Run, "apart", stop)
    before = set(tmp_path.iterdir())
    assert main(["invert", str(picture), "--steps", "3", "--out", str(tmp_path / "w.npy")]) == 130
    assert capsys.readouterr().err == "dieloom: stopped.\n"
    assert set(tmp_path.iterdir()) == before

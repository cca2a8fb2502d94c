"""`dieloom art` and `dieloom model directions` do what their words say, and carry what they drew with."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors import safe_open
from safetensors.numpy import load_file

from core.artwork.artist import Artist
from core.artwork.latent_text import unfloats
from core.artwork.png import read_recipe
from core.artwork.recipe import Recipe
from core.cli import main
from core.gan import direction_files
from core.gan.directions import analyse_w
from core.gan.files import save_model
from core.gan.sidecar import ENDING, read_sidecar
from tests.gan.conftest import CONFIG, make_generator

W = np.random.RandomState(2).randn(CONFIG.w_layers, CONFIG.w_dim).astype(np.float32)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    generator = make_generator()
    save_model(generator, "small", tmp_path / "small.safetensors", analyse_w(generator, 2, 64), {})
    return tmp_path / "small.safetensors"


def art(capsys: pytest.CaptureFixture[str], model: Path, *words: str, status: int = 0) -> dict[str, Any]:
    out = model.with_name("out.png")
    assert main(["art", "--model", str(model), *words, "--out", str(out), "--json"]) == status
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def test_every_word_reaches_the_recipe(model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = "--seed 7 --psi 0.5 --cutoff 4 --between 0.25,0.5 --family waves --mix 9:4-7:0.5 --mix 3:2 --mix 5:all"
    words += " --direction pc1=-2 --direction sefa2=1.5 --tile x --cells 2x1 --noise random --noise-seed 6"
    data = art(capsys, model, *words.split())
    recipe = read_recipe(model.with_name("out.png"))
    assert recipe == Recipe.model_validate(data["recipe"])
    assert (recipe.seed, recipe.psi, recipe.cutoff, recipe.between) == (7, 0.5, 4, (0.25, 0.5))
    assert [(m.seed, m.layers, m.weight) for m in recipe.mix] == [(9, (4, 7), 0.5), (3, (2, 2), 1.0), (5, None, 1.0)]
    assert [(m.direction, m.value) for m in recipe.moves] == [("pc1", -2.0), ("sefa2", 1.5)]
    assert (recipe.family, recipe.tile, recipe.cells) == ("waves", "x", (2, 1))
    assert (recipe.noise, recipe.noise_seed) == ("random", 6)
    assert (data["width"], data["height"]) == (64, 32)
    assert np.array_equal(np.asarray(Image.open(model.with_name("out.png"))), Artist().tile(recipe))


@pytest.mark.parametrize("shape", [(1,), (1, 1), (CONFIG.w_layers,), (1, CONFIG.w_layers)])
def test_a_latent_from_a_file_is_drawn_as_it_is(
    model: Path, capsys: pytest.CaptureFixture[str], shape: tuple[int, ...]
) -> None:
    w = (W if CONFIG.w_layers in shape else W[:1]).reshape(*shape, CONFIG.w_dim)
    np.save(model.with_name("w.npy"), w[0] if shape == (1,) else w)
    data = art(capsys, model, "--w", str(model.with_name("w.npy")))
    assert data["recipe"]["psi"] == 1.0
    assert np.array_equal(unfloats(data["recipe"]["start"]).numpy(), w.ravel())
    picture = make_generator().synthesis(torch.from_numpy(W if w.size > 24 else W[:1].repeat(8, 0))[None])[0]
    wanted = (picture * 127.5 + 128).clamp(0, 255).byte().permute(1, 2, 0).numpy()
    drawn = np.asarray(Image.open(model.with_name("out.png")))
    assert np.abs(drawn.astype(int) - wanted).mean() < 0.3  # the file holds the weights as float16


def test_a_latent_of_another_model_is_refused(model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    np.save(model.with_name("w.npy"), W[:, :5])
    assert "40 numbers" in art(capsys, model, "--w", str(model.with_name("w.npy")), status=2)["error"]["message"]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("--w w.npy", "w.npy"),
        ("--w w.npy --seed 3", "--w"),
        ("--mix 7:4-2", "4-2"),
        ("--mix 7:0-3:1.5", "weight"),
        ("--mix a", "seed"),
        ("--direction pc1=40", "moves"),
        ("--direction pc1=nan", "moves"),
        ("--direction nonesuch=1", "nonesuch"),
        ("--between 1,0", "1,0"),
        ("--between 0.5", "0.5"),
        ("--cells 9x1", "9x1"),
        ("--tile both", "both"),
        ("--cutoff -1", "cutoff"),
        ("--dtype float8", "float8"),
        ("--recipe a.png --mix 4 --noise-seed 2", "--mix, --noise-seed"),
    ],
)
def test_bad_words_are_named(model: Path, capsys: pytest.CaptureFixture[str], words: str, named: str) -> None:
    error = art(capsys, model, *words.split(), status=2)["error"]
    assert named in f"{error['message']} {error['hint']}"
    assert not model.with_name("out.png").exists()


@pytest.mark.parametrize("method", ["sefa", "pca"])
def test_directions_are_written_and_used_beside_the_model(
    model: Path, capsys: pytest.CaptureFixture[str], method: str
) -> None:
    out = model.with_name("small" + ENDING)
    words = ["model", "directions", str(model), "--method", method, "--count", "5", "--layers", "2-6"]
    assert main([*words, "--out", str(out), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    names = [f"{method}{number}@2-6" for number in range(1, 6)]
    assert [row["name"] for row in data["directions"]] == names
    tensors = load_file(out)
    assert tensors["directions"].shape == (5, CONFIG.w_dim)
    assert tensors["deviations"].shape == (5,)
    with safe_open(out, framework="np") as file:
        assert [info["name"] for info in json.loads(file.metadata()["directions"])] == names
    moved = art(capsys, model, "--direction", f"{names[1]}=2")["recipe"]["moves"][0]
    wanted = tensors["directions"][1] * tensors["deviations"][1]
    assert np.allclose(unfloats(moved["step"]).numpy(), wanted, atol=1e-6)


def test_the_models_own_list_goes_on_with_its_names(model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = model.with_name("small" + ENDING)
    for method in ("pca", "sefa"):
        words = ["model", "directions", str(model), "--method", method, "--count", "2", "--out", str(out)]
        assert main(words) == 0, capsys.readouterr().err
        direction_files.rename(model, "pca1", "warmth")
    found = [info.label or info.name for info in read_sidecar(model).infos]
    assert found == ["warmth", "pca2", "sefa1", "sefa2"]


def test_directions_are_used_from_any_file(model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "elsewhere" / "D.safetensors"
    out.parent.mkdir()
    assert (
        main(["model", "directions", str(model), "--method", "pca", "--count", "3", "--out", str(out), "--json"]) == 0
    )
    name = json.loads(capsys.readouterr().out)["directions"][1]["name"]
    art(capsys, model, "--direction", f"{name}=2", status=2)
    recipe = Recipe(**art(capsys, model, "--direction", f"{name}=2", "--directions", str(out))["recipe"])
    tensors = load_file(out)
    moved = Artist().ws(recipe) - Artist().ws(Recipe(model=str(model)))
    assert np.allclose(moved, 2 * tensors["directions"][1] * tensors["deviations"][1], atol=1e-5)


def test_what_holds_no_directions_is_refused(model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    art(capsys, model, "--direction", "pca1=2", "--directions", str(model), status=2)


def test_directions_that_cannot_be_found(model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words, named in (("--layers 50-60", "w layers"), ("--count 0", "0"), ("--method magic", "magic")):
        out = str(model.with_name("d.safetensors"))
        assert main(["model", "directions", str(model), *words.split(), "--out", out]) == 2
        assert named in capsys.readouterr().err


VECTORS = os.environ.get("DIELOOM_VECTORS")


@pytest.mark.skipif(not VECTORS, reason="DIELOOM_VECTORS names no folder of reference networks and their pictures")
@pytest.mark.parametrize("name", ["stylegan2-64", "stylegan2-cond-32-clamp", "stylegan3-t-64", "stylegan3-r-64"])
def test_the_official_pictures_of_official_latents(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vectors = np.load(Path(VECTORS or "") / f"{name}.npz")
    truncated = next(each for each in vectors.files if each.startswith("ws_psi") and "1.0" not in each)
    for ws in ("ws_psi1.0", truncated):
        np.save(tmp_path / "w.npy", vectors[ws][1])
        out = tmp_path / "out.png"
        words = ["--model", str(Path(VECTORS or "") / f"{name}.pkl"), "--w", str(tmp_path / "w.npy")]
        assert main(["art", *words, "--out", str(out)]) == 0, capsys.readouterr().err
        wanted = (vectors[ws.replace("ws", "img")][1] * 127.5 + 128).clip(0, 255).astype(np.uint8).transpose(1, 2, 0)
        assert np.abs(np.asarray(Image.open(out)).astype(int) - wanted).max() <= 1

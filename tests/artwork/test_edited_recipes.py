"""The artist's other recipes: variations, paths, directions found, learnt and saved; and models of other makers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from core.artwork.artist import Artist
from core.artwork.latent_text import unfloats
from core.artwork.pixels import rgb
from core.artwork.recipe import Move, Recipe, StyleMix
from core.errors import Cancelled, DieloomError
from core.gan.direction_files import list_directions, remove, rename
from core.gan.directions import analyse_w
from core.gan.files import save_model
from core.gan.sidecar import place, read_sidecar
from core.jobs import Progress
from core.style.values import PaletteShift
from tests.gan.conftest import CONFIG, make_generator


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("core.gan.sidecar.platformdirs.user_data_path", lambda *_, **__: tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return made(tmp_path / "small.safetensors")


@pytest.fixture
def artist() -> Artist:
    return Artist()


def made(path: Path, seed: int = 0, channels: int = 3) -> Path:
    generator = make_generator(replace(CONFIG, image_channels=channels), seed)
    save_model(generator, path.stem, path, analyse_w(generator, 2, 64), {})
    return path


def test_a_variation_moves_the_latent_alone(artist: Artist, path: Path) -> None:
    move = Move(direction="pc1", value=2)
    recipe = Recipe(model=str(path), seed=3, psi=0.7, between=(0.5, 0.0), family="dots", moves=(move,))
    varied = artist.vary(recipe, 0.5, 11)
    assert varied == artist.vary(recipe, 0.5, 11) != artist.vary(recipe, 0.5, 12)
    assert (varied.psi, varied.moves, varied.seed, varied.between) == (0.7, recipe.moves, 3, (0.0, 0.0))
    assert len(unfloats(varied.start or "")) == CONFIG.w_dim


@pytest.mark.parametrize("fields", [{}, {"family": "dots"}, {"between": (0.0, 0.0)}, {"cutoff": 2}])
def test_a_variation_is_as_far_as_its_strength(artist: Artist, path: Path, fields: dict[str, object]) -> None:
    recipe = Recipe(model=str(path), seed=3, psi=0.7, between=(0.5, 0.2)).model_copy(update=fields)
    near, far = (artist.ws(artist.vary(recipe, strength, 11)) - artist.ws(recipe) for strength in (0.25, 1.0))
    assert torch.allclose(4 * near, far, atol=1e-4)
    assert torch.allclose(artist.ws(artist.vary(recipe, 0.0, 11)), artist.ws(recipe), atol=1e-6)
    assert far.norm() > 1


def test_a_variation_of_some_layers(artist: Artist, path: Path) -> None:
    recipe = Recipe(model=str(path), seed=3)
    moved = artist.ws(artist.vary(recipe, 1.0, 1, layers=(2, 3))) - artist.ws(recipe)
    assert [bool(row.abs().max() > 1e-3) for row in moved] == [2 <= layer <= 3 for layer in range(CONFIG.w_layers)]


def test_a_path_begins_and_ends_with_the_very_pictures(artist: Artist, path: Path) -> None:
    one = Recipe(model=str(path), seed=1, moves=(Move(direction="pc1", value=2, layers=(0, 2)),))
    two = Recipe(model=str(path), seed=2, psi=0.5, mix=(StyleMix(seed=9, layers=(4, 7)),))
    three = Recipe(model=str(path), seed=4, palette=PaletteShift(colours=("#102040", "#e0c080")))
    frames = artist.path([one, two, three], 7)
    for frame, recipe in ((0, one), (3, two), (6, three)):
        assert np.array_equal(artist.tile(frames[frame]), artist.tile(recipe))
    assert artist.path([one, two], 5, loop=True, easing="flowing")[0] == artist.path([one, two], 3)[0]
    with pytest.raises(DieloomError, match="one model"):
        artist.path([one, Recipe()], 5)


def test_found_directions_are_saved_and_move_the_tile(artist: Artist, path: Path) -> None:
    found = artist.find_directions(str(path), "pca", count=3)
    assert [info.name for info in found] == ["pca1", "pca2", "pca3"]
    assert [info.name for info in read_sidecar(path).infos] == ["pca1", "pca2", "pca3"]
    recipe = Recipe(model=str(path), seed=5, moves=(Move(direction="pca1", value=2.5),))
    carried = artist.carrying(recipe)
    assert carried.moves[0].step == found[0].step
    assert np.array_equal(artist.tile(carried), artist.tile(recipe))
    assert not np.array_equal(artist.tile(recipe), artist.tile(recipe.model_copy(update={"moves": ()})))
    remove(path, "pca1")
    assert artist.tile(carried).shape == (32, 32, 3)  # where nobody knows the direction it still is the same picture
    with pytest.raises(DieloomError, match="pca1"):
        artist.tile(recipe)


def test_directions_found_again_keep_their_labels(artist: Artist, path: Path) -> None:
    artist.find_directions(str(path), "sefa", layers=(0, 3), count=2)
    rename(path, "sefa2@0-3", "leaf size")
    artist.find_directions(str(path), "sefa", layers=(0, 3), count=4)
    artist.find_directions(str(path), "pca", count=1)
    said = [(info.name, info.label) for info in read_sidecar(path).infos]
    assert said == [("sefa1@0-3", ""), ("sefa2@0-3", "leaf size"), ("sefa3@0-3", ""), ("sefa4@0-3", ""), ("pca1", "")]


def test_a_search_that_is_cancelled_saves_nothing(artist: Artist, path: Path) -> None:
    progress = Progress(lambda fraction, _: progress.cancel() if fraction > 0.5 else None)
    with pytest.raises(Cancelled):
        artist.find_directions(str(path), "pca", progress)
    assert not place(path).exists()


def test_more_like_these(artist: Artist, path: Path) -> None:
    """Liked are those moved along pc1; the direction learnt is pc1."""
    plain = [Recipe(model=str(path), seed=seed, family="dots") for seed in range(12)]
    moved = [r.model_copy(update={"moves": (Move(direction="pc1", value=3.0),)}) for r in plain]
    info = artist.learn_direction("  more\nleaf ", moved, plain, model=str(path))
    assert (info.name, info.label, info.method) == ("liked1", "more leaf", "liked")
    learnt = unfloats(info.step or "")
    assert float(torch.nn.functional.cosine_similarity(learnt, artist.model(str(path)).directions[0], dim=0)) > 0.99
    assert artist.learn_direction("again", moved[:2], [], model=str(path)).name == "liked2"
    assert [info.name for info in list_directions(path)][2:4] == ["liked1", "liked2"]


def test_pictures_can_be_liked_too(artist: Artist, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.gan.project.STARTS", 2)
    monkeypatch.setattr("core.gan.project.STEPS", 1)
    picture = artist.tile(Recipe(model=str(path), seed=1))
    told: list[float] = []
    progress = Progress(lambda fraction, _: told.append(fraction))
    info = artist.learn_direction("", [picture], [Recipe(model=str(path), seed=8)], progress, model=str(path))
    assert info.name == "liked1"
    assert told == sorted(told)


def test_examples_of_another_model_are_refused(artist: Artist, path: Path) -> None:
    with pytest.raises(DieloomError, match="another model"):
        artist.learn_direction("", [Recipe()], [], model=str(path))
    with pytest.raises(DieloomError, match="liked"):
        artist.learn_direction("", [], [Recipe(model=str(path))], model=str(path))


def test_a_broken_file_beside_the_model_is_named_when_it_is_missed(artist: Artist, path: Path) -> None:
    place(path).write_bytes(b"nonsense")
    assert artist.tile(Recipe(model=str(path), moves=(Move(direction="sefa1", value=1),))).shape == (32, 32, 3)
    with pytest.raises(DieloomError, match="cannot be read"):
        artist.tile(Recipe(model=str(path), moves=(Move(direction="pca1", value=1),)))


def test_a_replaced_model_draws_other_tiles(artist: Artist, path: Path) -> None:
    recipe = Recipe(model=str(path), seed=1)
    before = artist.tile(recipe)
    made(path, seed=4)
    assert not np.array_equal(artist.tile(recipe), before)


def test_unloading_frees_and_loads_again(artist: Artist, path: Path) -> None:
    recipe = Recipe(model=str(path), seed=1)
    before, model = artist.tile(recipe), artist.model(str(path))
    artist.unload(str(path))
    assert artist.model(str(path)) is not model
    artist.unload()
    assert np.array_equal(artist.tile(recipe), before)
    assert artist.tile(recipe) is not before


@pytest.mark.parametrize("channels", [1, 4])
def test_grey_and_transparent_models_give_rgb(artist: Artist, tmp_path: Path, channels: int) -> None:
    recipe = Recipe(model=str(made(tmp_path / "other.safetensors", channels=channels)), seed=1)
    tile = artist.tile(recipe)
    assert tile.shape == (32, 32, 3)
    assert tile.dtype == np.uint8
    assert artist.tile(recipe, draft=True).shape == tile.shape
    assert (channels == 1) == bool((tile[..., 0] == tile[..., 1]).all())


def test_transparency_lies_on_white() -> None:
    pixels = np.array([[[10, 20, 30, 255], [10, 20, 30, 0], [0, 0, 0, 51]]], np.uint8)
    assert rgb(pixels).tolist() == [[[10, 20, 30], [255, 255, 255], [204, 204, 204]]]
    assert rgb(np.array([[[100, 0], [100, 255]]], np.uint8)).tolist() == [[[255] * 3, [100] * 3]]
    assert rgb(np.array([[[7]]], np.uint8)).tolist() == [[[7, 7, 7]]]


def test_a_picture_that_does_not_repeat_is_resized_as_one(artist: Artist, path: Path) -> None:
    recipe = Recipe(model=str(path), seed=1, tile="none")
    tile = artist.tile(recipe)
    large = artist.sized_tile(recipe, 128, 128)
    wrapped = artist.sized_tile(recipe.model_copy(update={"tile": "xy"}), 128, 128)
    assert large.shape == wrapped.shape == (128, 128, 3)
    gap = np.abs(large[:, 0].astype(int) - tile.repeat(4, 0)[:, 0]).mean()
    assert gap < np.abs(large[:, 0].astype(int) - tile.repeat(4, 0)[:, -1]).mean()

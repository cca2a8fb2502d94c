"""A PNG carries its recipe; files without one say so."""

from __future__ import annotations

import contextlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from core.artwork.png import read_recipe, write_png
from core.artwork.recipe import Move, Recipe, StyleMix
from core.errors import DieloomError
from core.pictures.resize import resize_tile

RECIPE = Recipe(seed=5, moves=(Move(direction="pc1", value=-1.25),), mix=(StyleMix(w=(0.5, -1.0)),))
PIXELS = np.random.RandomState(0).randint(0, 255, (9, 7, 3)).astype(np.uint8)


def test_a_recipe_comes_back_with_its_pixels(tmp_path: Path) -> None:
    path = tmp_path / "art.png"
    write_png(PIXELS, path, RECIPE)
    assert read_recipe(path) == RECIPE
    assert np.array_equal(np.asarray(Image.open(path)), PIXELS)
    assert [each.name for each in tmp_path.iterdir()] == ["art.png"]


def test_a_recipe_as_json(tmp_path: Path) -> None:
    path = tmp_path / "recipe.json"
    path.write_text(RECIPE.model_dump_json(), encoding="utf-8")
    assert read_recipe(path) == RECIPE


def test_a_plain_picture_has_no_recipe(tmp_path: Path) -> None:
    path = tmp_path / "plain.png"
    Image.fromarray(PIXELS).save(path)
    with pytest.raises(DieloomError, match="holds no recipe"):
        read_recipe(path)


@pytest.mark.parametrize("content", [b"", b"\x89PNG", b"\xff\xfe\x00", b'{"seed": -1}', b"[1, 2]"])
def test_what_is_no_recipe_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "recipe.json"
    path.write_bytes(content)
    with pytest.raises(DieloomError, match="recipe"):
        read_recipe(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DieloomError, match="cannot be read"):
        read_recipe(tmp_path / "none.png")
    with pytest.raises(DieloomError, match="Cannot save"):
        write_png(PIXELS, tmp_path / "no" / "art.png", RECIPE)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 0.999), byte=st.integers(0, 255), cut=st.floats(0, 1))
def test_damage_is_told_and_never_a_traceback(tmp_path: Path, at: float, byte: int, cut: float) -> None:
    path = tmp_path / "art.png"
    write_png(PIXELS, path, RECIPE)
    data = bytearray(path.read_bytes())
    data[int(at * len(data))] = byte
    path.write_bytes(data[: int(cut * len(data))])
    with contextlib.suppress(DieloomError):  # anything else is a defect
        read_recipe(path)


@pytest.mark.parametrize("size", [(14, 18), (3, 4), (100, 9), (7, 9)])
def test_resampling_wraps(size: tuple[int, int]) -> None:
    """A rolled tile resampled is the resampled tile rolled, wherever whole pixels meet."""
    tile = np.tile(PIXELS, (2, 2, 1))
    made = resize_tile(tile, 2 * size[0], 2 * size[1])
    assert made.shape == (2 * size[1], 2 * size[0], 3)
    assert np.abs(made[: size[1]].astype(int) - made[size[1] :]).max() <= 1
    assert np.abs(made[:, : size[0]].astype(int) - made[:, size[0] :]).max() <= 1

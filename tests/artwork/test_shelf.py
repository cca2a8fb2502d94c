"""Models stay loaded within a budget, go when asked, and are read again when their file has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.artwork import shelf
from core.artwork.shelf import Shelf
from core.errors import DieloomError
from core.gan.directions import analyse_w
from core.gan.files import save_model
from tests.gan.conftest import make_generator


@pytest.fixture
def paths(tmp_path: Path) -> list[str]:
    for seed in range(3):
        generator = make_generator(seed=seed)
        save_model(generator, f"m{seed}", tmp_path / f"m{seed}.safetensors", analyse_w(generator, 2, 16), {})
    return [str(tmp_path / f"m{seed}.safetensors") for seed in range(3)]


def test_a_model_is_loaded_once_and_unloaded_when_asked(paths: list[str]) -> None:
    models = Shelf()
    first = models.take(paths[0])
    assert models.take(paths[0]) is first
    models.take(paths[1])
    models.unload(paths[0])
    models.unload("never loaded")
    assert models.loaded == (paths[1],)
    assert models.take(paths[0]) is not first
    models.unload()
    assert models.loaded == ()


def test_the_models_used_longest_ago_make_room(paths: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    models = Shelf()
    monkeypatch.setattr(shelf, "BUDGET", int(2.5 * models.take(paths[0]).bytes))
    for path in (paths[1], paths[0], paths[2]):
        models.take(path)
    assert models.loaded == (paths[0], paths[2])
    monkeypatch.setattr(shelf, "BUDGET", 1)
    assert models.take(paths[1]).model.name == "m1"  # the one in use stays, however large
    assert models.loaded == (paths[1],)


def test_a_changed_file_is_read_again_and_a_lost_one_stays(paths: list[str]) -> None:
    models = Shelf()
    assert models.take(paths[0]).model.name == "m0"
    Path(paths[0]).write_bytes(Path(paths[1]).read_bytes() + b"")
    assert models.take(paths[0]).model.name == "m1"
    Path(paths[0]).unlink()
    assert models.take(paths[0]).model.name == "m1"
    models.unload(paths[0])
    with pytest.raises(DieloomError, match="no model"):
        models.take(paths[0])

"""Directions saved beside a model: listed, named, locked and removed without Torch, and never in a model's way."""

from __future__ import annotations

import base64
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors.numpy import save_file

from core import files
from core.errors import DieloomError
from core.gan import direction_files
from core.gan.direction_files import SEFA_COUNT, DirectionInfo, list_directions, lock, problem, remove, rename
from core.gan.files import find_model
from core.gan.sidecar import EMPTY, Sidecar, place, read_sidecar, write_sidecar


def rows(*names: str, w_dim: int = 24) -> Sidecar:
    vectors = np.linalg.qr(np.random.RandomState(len(names)).randn(w_dim, len(names)))[0].T.astype(np.float32)
    infos = tuple(DirectionInfo(name=name, method="pca") for name in names)
    return Sidecar(infos, vectors, np.arange(1, len(names) + 1, dtype=np.float32), {})


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("core.gan.sidecar.platformdirs.user_data_path", lambda *_, **__: tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def path(model_path: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "small.safetensors"
    copy.write_bytes(model_path.read_bytes())
    return copy


def names(path: Path) -> list[str]:
    return [info.name for info in list_directions(path)]


SEFA = [f"sefa{number}" for number in range(1, SEFA_COUNT + 1)]


def test_every_model_lists_its_own_directions_and_those_of_sefa(path: Path, tmp_path: Path) -> None:
    assert names(path) == ["pc1", "pc2", "pc3", "pc4", *SEFA]
    other = tmp_path / "from-the-net.pkl"
    other.write_bytes(b"\x80\x04.")
    assert names(other) == SEFA


def test_saved_directions_come_back_with_their_vectors(path: Path) -> None:
    assert write_sidecar(path, rows("pca1", "pca2")) == path.with_name("small.directions.safetensors")
    assert names(path) == ["pc1", "pc2", "pc3", "pc4", "pca1", "pca2", *SEFA]
    found = read_sidecar(path)
    assert np.array_equal(found.vectors, rows("pca1", "pca2").vectors)
    step = np.frombuffer(base64.b64decode(found.infos[1].step or ""), "<f4")
    assert np.allclose(step, found.vectors[1] * 2)


def test_a_saved_direction_hides_the_one_that_every_model_has(path: Path) -> None:
    write_sidecar(path, rows("sefa2", "pca1"))
    assert sorted(names(path)) == sorted({"pc1", "pc2", "pc3", "pc4", "pca1", *SEFA})
    assert next(info for info in list_directions(path) if info.name == "sefa2").step


def test_a_model_leaves_the_directions_of_its_twin_alone(path: Path, data_folder: Path) -> None:
    twin = path.with_suffix(".pkl")
    twin.write_bytes(b"what the other was converted from")
    write_sidecar(twin, rows("pca1"))
    assert "another model" in problem(path)
    write_sidecar(path, rows("pca2"))
    assert (read_sidecar(twin).infos[0].name, read_sidecar(path).infos[0].name) == ("pca1", "pca2")
    assert place(path).parent == data_folder / "directions"


def test_labels_and_locks_stay_with_saved_and_with_given_directions(path: Path) -> None:
    write_sidecar(path, rows("pca1", "pca2"))
    for name in ("pca2", "pc1", "sefa3"):
        rename(path, name, "  leaf\n size ")
        lock(path, name, True)
    said = {info.name: (info.label, info.locked) for info in list_directions(path) if info.label or info.locked}
    assert said == dict.fromkeys(("pc1", "pca2", "sefa3"), ("leaf size", True))
    write_sidecar(path, read_sidecar(path).joined(rows("pca2", "pca3")))  # found again
    assert {info.name: info.label for info in read_sidecar(path).infos} == {"pca1": "", "pca2": "leaf size", "pca3": ""}


def test_a_name_can_be_given_before_anything_is_saved(path: Path) -> None:
    rename(path, "pc2", "scale")
    write_sidecar(path, read_sidecar(path).joined(rows("pca1")))
    assert [info.label for info in list_directions(path)][:5] == ["", "scale", "", "", ""]


def test_only_what_was_saved_can_be_removed(path: Path) -> None:
    write_sidecar(path, rows("pca1", "pca2"))
    remove(path, "pca1")
    assert "pca1" not in names(path)
    for name in ("pc1", "sefa1", "pca1"):
        with pytest.raises(DieloomError, match="can be removed"):
            remove(path, name)
    with pytest.raises(DieloomError, match="nonesuch"):
        rename(path, "nonesuch", "x")


def test_the_directions_of_another_model_are_refused_and_kept(path: Path) -> None:
    write_sidecar(path, rows("pca1"))
    path.write_bytes(path.read_bytes()[:-4] + b"\0\0\0\0")  # a later snapshot under the same name
    with pytest.raises(DieloomError, match="another model"):
        read_sidecar(path)
    assert "another model" in problem(path)
    assert names(path) == ["pc1", "pc2", "pc3", "pc4", *SEFA]
    rename(path, "pc1", "scale")
    assert not problem(path)
    assert path.with_name("small.directions.old").is_file()


def test_a_bundled_model_keeps_its_directions_with_the_person(data_folder: Path) -> None:
    rename(find_model("loom"), "pc1", "scale")
    assert place(find_model("loom")).parent == data_folder / "directions"
    assert list_directions(find_model("loom"))[0].label == "scale"


def test_a_folder_that_cannot_be_written_to(path: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = files.write_bytes

    def refuse(target: Path, data: bytes) -> None:
        if target.parent == path.parent:
            raise DieloomError("Cannot save: read-only file system.")
        write(target, data)

    monkeypatch.setattr(files, "write_bytes", refuse)
    rename(path, "pc1", "scale")
    assert place(path).parent == data_folder / "directions"
    assert list_directions(path)[0].label == "scale"


@given(st.binary(max_size=400))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_garbage_beside_a_model_is_said_and_stops_nothing(path: Path, data: bytes) -> None:
    place(path).write_bytes(data)
    assert "cannot be read" in problem(path)
    assert names(path) == ["pc1", "pc2", "pc3", "pc4", *SEFA]
    with pytest.raises(DieloomError, match="cannot be read"):
        read_sidecar(path)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda tensors, _: tensors.pop("deviations"),
        lambda tensors, _: tensors.update(directions=tensors["directions"].astype(np.float16)),
        lambda tensors, _: tensors.update(directions=tensors["directions"] * np.float32(np.nan)),
        lambda tensors, _: tensors.update(deviations=tensors["deviations"][:1]),
        lambda tensors, _: tensors.update(directions=tensors["directions"].ravel()),
        lambda _, metadata: metadata.pop("format"),
        lambda _, metadata: metadata.pop("model"),
        lambda _, metadata: metadata.update(directions="[]"),
        lambda _, metadata: metadata.update(directions='[{"name": "a b", "method": "pca"}]'),
        lambda _, metadata: metadata.update(notes="[1]"),
    ],
)
def test_a_damaged_file_is_said(path: Path, spoil: object) -> None:
    from safetensors import safe_open
    from safetensors.numpy import load

    write_sidecar(path, rows("pca1", "pca2"))
    file = place(path)
    with safe_open(file, framework="np") as opened:
        metadata = dict(opened.metadata())
    tensors = load(file.read_bytes())
    spoil(tensors, metadata)  # type: ignore[operator]
    save_file({name: np.ascontiguousarray(value) for name, value in tensors.items()}, file, metadata)
    assert "cannot be read" in problem(path)


def test_too_many_directions_are_refused() -> None:
    with pytest.raises(DieloomError, match="1024"):
        Sidecar(tuple(DirectionInfo(name=f"d{i}", method="pca") for i in range(1025)), *_numbers(1025), {})
    with pytest.raises(DieloomError, match="names"):
        Sidecar((), *_numbers(1), {})
    assert EMPTY.joined(rows("pca1")).vectors.shape == (1, 24)


def _numbers(count: int) -> tuple[np.ndarray, np.ndarray]:
    return np.zeros((count, 2), np.float32), np.zeros(count, np.float32)


def test_the_window_needs_no_torch_for_it() -> None:
    code = f"import sys, {direction_files.__name__}; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

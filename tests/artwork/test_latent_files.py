"""Latents from other tools: arrays of the usual shapes are read, and nothing else is."""

from __future__ import annotations

import io
import pickle
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.artwork.latent_files import MAX_BYTES, read_latent
from core.artwork.latent_text import unfloats
from core.artwork.recipe import Recipe
from core.errors import DieloomError

PLUS = np.random.RandomState(0).randn(6, 8).astype(np.float32)


@pytest.mark.parametrize("array", [PLUS[0], PLUS[:1], PLUS, PLUS[None], PLUS.T.copy().T, PLUS.astype(np.float64)])
def test_w_and_w_plus_in_their_usual_shapes(tmp_path: Path, array: np.ndarray) -> None:
    path = tmp_path / "w.npy"
    np.save(path, array)
    text = read_latent(path)
    assert Recipe(start=text).start == text
    assert np.array_equal(unfloats(text).numpy(), array.astype(np.float32).ravel())


@pytest.mark.parametrize(
    ("array", "word"),
    [
        (np.zeros((2, 3, 4), np.float32), "2 x 3 x 4"),
        (np.float32(1), "one number"),
        (np.zeros(0, np.float32), "array of 0"),
        (np.array([1.0, np.nan]), "infinite"),
        (np.array([1e300]), "infinite"),
        (np.array([1j, 2j]), "complex"),
        (np.array(["a"]), "not numbers"),
        (np.array([{"a": 1}], dtype=object), "no array"),
    ],
)
def test_other_arrays_are_refused(tmp_path: Path, array: np.ndarray, word: str) -> None:
    path = tmp_path / "w.npy"
    np.save(path, array, allow_pickle=True)
    with pytest.raises(DieloomError, match=word):
        read_latent(path)


@given(st.binary(max_size=200), st.booleans())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_garbage_is_refused(tmp_path: Path, data: bytes, disguised: bool) -> None:
    path = tmp_path / "w.npy"
    path.write_bytes((b"\x93NUMPY\x01\x00" if disguised else b"") + data)
    with pytest.raises(DieloomError):
        read_latent(path)


def test_files_that_lie_are_refused(tmp_path: Path) -> None:
    whole = io.BytesIO()
    np.save(whole, PLUS)
    path = tmp_path / "w.npy"
    for data in (
        whole.getvalue()[:-8],
        whole.getvalue().replace(b"(6, 8), ", b"(60, 8),"),
        whole.getvalue().replace(b"(6, 8), }", b"(-6, 8),}"),
        pickle.dumps(PLUS),
        b"\0" * (MAX_BYTES + 1),
    ):
        path.write_bytes(data)
        with pytest.raises(DieloomError):
            read_latent(path)
    with pytest.raises(DieloomError, match="no file"):
        read_latent(tmp_path)

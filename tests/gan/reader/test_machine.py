"""The pickle machine agrees with Python's own on harmless values, and damage of any kind is one error."""

from __future__ import annotations

import contextlib
import io
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import DieloomError
from core.gan.reader import open_model
from core.gan.reader.errors import Unreadable
from core.gan.reader.machine import Budget, Machine
from core.gan.reader.names import allowed
from core.gan.reader.spans import LongText, Memory, Span, Stream
from tests.gan.reader import official
from tests.gan.reader.assembler import legacy, model_of_tensor
from tests.gan.reader.networks import SMALL, arguments, stylegan2_tensors
from tests.gan.reader.official import Style

keys = st.one_of(st.text(max_size=9), st.integers(-(2**31), 2**31 - 1), st.booleans())
leaves = st.one_of(
    *(st.none(), st.booleans(), st.integers(-(2**100), 2**100), st.floats(allow_nan=False), st.text(max_size=9)),
    *(st.binary(max_size=9), st.binary(min_size=5000, max_size=5001), st.text("aé", min_size=5000, max_size=5001)),
)
values = st.recursive(
    st.one_of(leaves, st.sets(st.text(max_size=3), max_size=3), st.frozensets(st.text(max_size=3), max_size=3)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.tuples(inner, inner, inner, inner),
        st.tuples(inner),
        st.dictionaries(keys, inner, max_size=4),
    ),
    max_leaves=12,
)


def run(data: bytes) -> Any:
    budget = Budget()
    return Machine(Stream(Memory(data), io.BytesIO(data)), allowed(budget), budget).run()


def plain(value: Any) -> Any:
    """With bytes and long texts read out of the file."""
    if isinstance(value, (Memory, Span)):
        return bytes(value.read(0, value.length))
    if isinstance(value, LongText):
        return bytes(value.raw.read(0, value.raw.length)).decode()
    if isinstance(value, (list, tuple)):
        return type(value)(map(plain, value))
    return {key: plain(item) for key, item in value.items()} if isinstance(value, dict) else value


@settings(max_examples=50, deadline=None)
@given(value=values, protocol=st.integers(2, 5), twice=st.booleans())
def test_it_agrees_with_python(value: Any, protocol: int, twice: bool) -> None:
    value = [value, value] if twice else value
    data = pickle.dumps(value, protocol)
    if protocol > 2:
        assert plain(run(data)) == value
    else:  # bytes are written as text
        run(data)


@settings(max_examples=50, deadline=None)
@given(
    value=st.recursive(st.one_of(keys, st.floats(allow_nan=False)), st.lists, max_leaves=9), protocol=st.integers(0, 1)
)
def test_it_knows_the_oldest_protocols(value: Any, protocol: int) -> None:
    assert run(pickle.dumps(value, protocol)) == value


@settings(max_examples=500, deadline=None)
@given(data=st.binary(max_size=200))
def test_any_bytes_end(data: bytes) -> None:
    with contextlib.suppress(Unreadable):  # anything else is a defect
        run(data)


@pytest.fixture(scope="module")
def seeds() -> list[bytes]:
    net = official.stylegan2(stylegan2_tensors(), arguments(SMALL), 256)
    return [official.snapshot(net, Style(protocol=protocol, source="", parts=("G_ema",))) for protocol in (2, 3, 4, 5)]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    protocol=st.integers(0, 3),
    changes=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255), st.integers(0, 2)), max_size=4),
    cut=st.one_of(st.just(1.0), st.floats(0, 1)),
)
def test_mutated_models_never_raise_anything_else(
    tmp_path: Path, seeds: list[bytes], protocol: int, changes: list[tuple[float, int, int]], cut: float
) -> None:
    data = bytearray(seeds[protocol])
    for place, byte, how in changes:
        at = int(place * len(data))
        if how == 0:
            data[at] = byte
        elif how == 1:
            data.insert(at, byte)
        else:
            del data[at : at + byte % 8 + 1]
    path = tmp_path / "f.pkl"
    path.write_bytes(data[: int(cut * len(data))])
    with contextlib.suppress(DieloomError):  # anything else is a defect
        for tensor in open_model(path).tensors.values():
            tensor.numpy()


def test_a_blob_cut_at_every_length_is_one_error(tmp_path: Path) -> None:
    blob, path = legacy(4), tmp_path / "f.pkl"
    path.write_bytes(model_of_tensor(blob))
    with pytest.raises(DieloomError, match="no generator"):
        open_model(path)  # sound, though no network
    for length in range(len(blob)):
        path.write_bytes(model_of_tensor(blob[:length]))
        with pytest.raises(DieloomError, match=r"ends in the middle|data that|no data"):
            open_model(path)


def test_a_model_cut_anywhere_is_one_error(tmp_path: Path, seeds: list[bytes]) -> None:
    path = tmp_path / "f.pkl"
    for data in seeds:
        for length in (*range(0, 400, 7), *range(400, len(data), 1997)):
            path.write_bytes(data[:length])
            with pytest.raises(DieloomError):
                open_model(path)

"""PyTorch's files of weights, zip and legacy, as Torch itself writes them."""

from __future__ import annotations

import io
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors.torch import save_file

from core.errors import DieloomError
from core.gan.files import to_torch
from core.gan.reader import StoredTensor, open_weights

TYPES = (
    *(torch.float32, torch.float16, torch.bfloat16, torch.float64, torch.int64, torch.int32),
    *(torch.int16, torch.int8, torch.uint8, torch.bool),
)


def written(path: Path, value: object, *, legacy: bool = False) -> Path:
    torch.save(value, path, _use_new_zipfile_serialization=not legacy)
    return path


def same(stored: Any, wanted: Any) -> None:
    if isinstance(wanted, torch.Tensor):
        assert isinstance(stored, StoredTensor)
        got = to_torch(stored)
        assert (got.dtype, got.shape) == (wanted.dtype, wanted.shape)
        assert not got.numel() or got.stride() == wanted.stride()
        assert torch.equal(got, wanted.detach())
    elif isinstance(wanted, dict):
        assert list(stored) == list(wanted)
        for key, value in wanted.items():
            same(stored[key], value)
    elif isinstance(wanted, (list, tuple)):
        assert len(stored) == len(wanted)
        for one, other in zip(stored, wanted, strict=True):
            same(one, other)
    else:
        assert stored == wanted


@st.composite
def tensors(draw: st.DrawFn) -> torch.Tensor:
    """Of any type, whole or a view: turned, cut, or every other number."""
    shape = draw(st.lists(st.integers(0, 4), max_size=4))
    made = (torch.randn(shape) * 50).to(draw(st.sampled_from(TYPES)))
    if made.ndim == 4 and draw(st.booleans()):
        made = made.contiguous(memory_format=torch.channels_last)
    if made.ndim >= 2 and draw(st.booleans()):
        made = made.transpose(0, 1)
    if made.ndim and made.shape[0] > 1 and draw(st.booleans()):
        made = made[1:]
    if made.ndim and made.shape[-1] > 2 and draw(st.booleans()):
        made = made[..., ::2]
    return torch.nn.Parameter(made) if made.is_floating_point() and draw(st.booleans()) else made


trees = st.recursive(
    st.one_of(tensors(), st.none(), st.booleans(), st.integers(-(2**40), 2**40), st.text(max_size=9), st.floats(-9, 9)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    value=st.dictionaries(st.one_of(st.text(max_size=5), st.integers(0, 99)), trees, max_size=4), legacy=st.booleans()
)
def test_what_torch_saves_comes_back(tmp_path: Path, value: dict[Any, Any], legacy: bool) -> None:
    same(open_weights(written(tmp_path / "w.pth", value, legacy=legacy)), value)


@pytest.mark.parametrize("legacy", [False, True])
def test_a_whole_training_state_opens(tmp_path: Path, legacy: bool) -> None:
    network = torch.nn.Sequential(torch.nn.Conv2d(3, 4, 3), torch.nn.BatchNorm2d(4), torch.nn.Linear(4, 4))
    optimizer = torch.optim.Adam(network.parameters())
    network(torch.ones(1, 3, 6, 6)).sum().backward()
    optimizer.step()
    state = {
        "params_ema": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "epoch": 7,
        "loss": np.float64(0.5),
        "history": np.arange(6, dtype=np.int32).reshape(2, 3),
        "size": torch.Size([2, 3]),
        "names": {"a", "b"},
        "type": torch.float16,
        "device": torch.device("cpu"),
        "deep": OrderedDict(one=OrderedDict(two=[torch.ones(2)])),
    }
    found = open_weights(written(tmp_path / "w.ckpt", state, legacy=legacy))
    same(found["params_ema"], dict(network.state_dict()))
    same(found["optimizer"]["state"], optimizer.state_dict()["state"])
    assert (found["epoch"], found["loss"], found["size"], found["names"]) == (7, 0.5, [2, 3], ["a", "b"])
    assert found["history"].numpy().tolist() == [[0, 1, 2], [3, 4, 5]]
    same(found["deep"], {"one": {"two": [torch.ones(2)]}})


def test_tied_and_shared_weights_open(tmp_path: Path) -> None:
    base = torch.arange(12.0)
    state = {"a": base[:6].view(2, 3), "b": base[6:], "tied": base[:6].view(2, 3)}
    for legacy in (False, True):
        same(open_weights(written(tmp_path / "w.pth", state, legacy=legacy)), state)


def test_safetensors_open_too(tmp_path: Path) -> None:
    state = {"a": torch.arange(6.0).bfloat16().view(2, 3), "b": torch.tensor(3)}
    save_file(state, tmp_path / "w.safetensors")
    found = open_weights(tmp_path / "w.safetensors")
    same({name: found[name] for name in state}, state)


def test_big_endian_files_are_turned(tmp_path: Path) -> None:
    path = tmp_path / "w.pth"
    numbers = torch.arange(5.0)
    swapped = torch.from_numpy(numbers.numpy().astype(">f4").view("<f4").copy())
    file = io.BytesIO()
    torch.save({"a": swapped}, file)
    path.write_bytes(file.getvalue().replace(b"byteorder", b"byteorder").replace(b"little", b"big\n\n\n"))
    same(open_weights(path), {"a": numbers})


def test_a_whole_network_is_refused_by_its_name(tmp_path: Path) -> None:
    for legacy in (False, True):
        with pytest.raises(DieloomError, match="Linear"):
            open_weights(written(tmp_path / "w.pth", torch.nn.Linear(2, 2), legacy=legacy))


@pytest.mark.filterwarnings("ignore:.*torch.jit:DeprecationWarning")
def test_a_program_is_refused(tmp_path: Path) -> None:
    torch.jit.trace(torch.nn.Linear(2, 2), torch.ones(1, 2)).save(tmp_path / "w.pt")
    with pytest.raises(DieloomError, match="program"):
        open_weights(tmp_path / "w.pt")


@pytest.mark.parametrize("value", [torch.ones(3), [torch.ones(3)], 5])
def test_what_is_no_dictionary_is_refused(tmp_path: Path, value: object) -> None:
    with pytest.raises(DieloomError, match="no dictionary"):
        open_weights(written(tmp_path / "w.pth", value))


def test_numbers_that_stand_for_many_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DieloomError, match="claims"):
        open_weights(written(tmp_path / "w.pth", {"a": torch.ones(1).expand(1000, 1000)}))


@pytest.mark.parametrize("legacy", [False, True])
def test_cut_anywhere_it_is_one_error(tmp_path: Path, legacy: bool) -> None:
    whole = written(tmp_path / "w.pth", {"a": torch.ones(3), "b": torch.ones(2, 2)}, legacy=legacy).read_bytes()
    path = tmp_path / "cut.pth"
    for length in range(0, len(whole), 1 if legacy else 5):
        path.write_bytes(whole[:length])
        with pytest.raises(DieloomError):
            open_weights(path)

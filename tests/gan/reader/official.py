"""Writes pickles as the official trainings write them, with stand-in classes: the official code is not needed.

Torch's own pickling writes the tensors. Names of modules that are not installed (``torch_utils``, ``dnnlib``, numpy 1)
are lent to pickle while it writes; nothing of them runs.
"""

from __future__ import annotations

import contextlib
import io
import pickle
import sys
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
import torch
from torch import Tensor

BUFFERS = ("w_avg", "noise_const", "resample_filter", "up_filter", "down_filter", "magnitude_ema", "freqs", "phases")
SOURCE = "# the whole source file of the network\n" + "x = 1\n" * 4000


@dataclass(frozen=True)
class Style:
    """How a training of some year writes."""

    protocol: int = 4
    numpy: int = 2
    ordered: bool = False  # OrderedDict where newer releases of torch have dict
    easy: str = "newobj"  # how an EasyDict is written: newobj, reduce or build
    tensors: int = 2  # _rebuild_tensor_v2, or 1: _rebuild_tensor
    parts: tuple[str, ...] = ("G", "D", "G_ema")
    source: str = SOURCE


class EasyDict(dict[str, Any]):
    """Stands in for the official one, and pretends to live where that does."""


EasyDict.__module__ = "dnnlib.util"


class Net:
    """Stands in for a persistent class: a layer and its attributes."""

    def __init__(self, class_name: str, **attributes: Any) -> None:
        self.class_name = class_name
        self.parameters: dict[str, Tensor | None] = {}
        self.buffers: dict[str, Tensor | None] = {}
        self.children: dict[str, Net] = {}
        self.hidden: set[str] = set()
        self.attributes = attributes

    def state(self, style: Style) -> dict[str, Any]:
        plain = OrderedDict if style.ordered else dict
        return {
            "training": False,
            "_parameters": plain({key: _parameter(value) for key, value in self.parameters.items()}),
            "_buffers": plain(self.buffers),
            "_non_persistent_buffers_set": set(self.hidden),
            "_backward_hooks": OrderedDict(),
            "_is_full_backward_hook": None,
            "_forward_hooks": OrderedDict(),
            "_modules": plain(self.children),
            "_init_args": (),
            "_init_kwargs": EasyDict(),
            **self.attributes,
        }


def _parameter(value: Tensor | None) -> torch.nn.Parameter | None:
    return None if value is None else torch.nn.Parameter(value, requires_grad=False)


class _Pickler(pickle.Pickler):
    def __init__(self, file: io.BytesIO, style: Style, lent: Mapping[str, Any]) -> None:
        super().__init__(file, style.protocol)
        self.style, self.lent = style, lent

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, Net):
            meta = {
                "type": "class",
                "version": 6,
                "module_src": self.style.source,
                "class_name": value.class_name,
                "state": value.state(self.style),
            }
            return self.lent["_reconstruct_persistent_obj"], (meta,)
        if isinstance(value, EasyDict):
            return {
                "newobj": (_newobj, (EasyDict,), None, None, iter(value.items())),
                "reduce": (EasyDict, (dict(value),)),
                "build": (EasyDict, (), dict(value)),
            }[self.style.easy]
        if isinstance(value, np.generic) and self.style.numpy == 1:
            return self.lent["scalar"], (value.dtype, value.tobytes())
        if isinstance(value, np.ndarray) and self.style.numpy == 1:
            state = (1, value.shape, value.dtype, False, value.tobytes())
            return self.lent["_reconstruct"], (np.ndarray, (0,), b"b"), state
        if type(value) is Tensor and self.style.tensors == 1:
            storage = value._typed_storage()
            return torch._utils._rebuild_tensor, (storage, value.storage_offset(), tuple(value.shape), value.stride())
        return NotImplemented


def _newobj(*_: object) -> None:
    """pickle writes NEWOBJ for a function of this name."""


_newobj.__name__ = "__newobj__"


@contextlib.contextmanager
def _lent() -> Iterator[dict[str, Any]]:
    """The names that a file mentions, importable for as long as it is written."""
    homes = {
        "torch_utils.persistence": ["_reconstruct_persistent_obj"],
        "dnnlib.util": [],
        "numpy.core.multiarray": ["scalar", "_reconstruct"],
    }
    before = dict(sys.modules)
    lent: dict[str, Any] = {}
    try:
        for home, names in homes.items():
            for part in (home.rpartition(".")[0], home):
                if part != "numpy":
                    sys.modules[part] = ModuleType(part)
            for name in names:
                stand_in = type(name, (dict,), {"__module__": home, "__qualname__": name})
                lent[name] = stand_in
                setattr(sys.modules[home], name, stand_in)
        sys.modules["dnnlib.util"].EasyDict = EasyDict  # type: ignore[attr-defined]
        yield lent
    finally:
        for name in ("torch_utils", "dnnlib", "numpy.core", *homes):
            sys.modules.pop(name, None)
            if name in before:
                sys.modules[name] = before[name]


def dumps(value: object, style: Style) -> bytes:
    file = io.BytesIO()
    with _lent() as lent:
        _Pickler(file, style, lent).dump(value)
    return file.getvalue()


def tree(class_name: str, tensors: Mapping[str, Tensor]) -> Net:
    """A network whose state dict is ``tensors``."""
    root = Net(class_name)
    for name, value in tensors.items():
        net = root
        *path, last = name.split(".")
        for part in path:
            net = net.children.setdefault(part, Net("Layer"))
        buffer = last in BUFFERS or (path[-1:] == ["input"] and last == "transform")
        (net.buffers if buffer else net.parameters)[last] = value
    return root


def walk(net: Net, path: str = "") -> Iterator[tuple[str, Net]]:
    yield path, net
    for name, child in net.children.items():
        yield from walk(child, f"{path}.{name}" if path else name)


def stylegan2(tensors: Mapping[str, Tensor], arguments: dict[str, Any], clamp: float | None) -> Net:
    """A StyleGAN2 generator with the attributes that its layers have."""
    root = _described(tree("Generator", tensors), arguments)
    for path, net in walk(root):
        last = path.rpartition(".")[2]
        if last in ("conv0", "conv1"):
            net.attributes |= {"activation": "lrelu", "use_noise": True, "conv_clamp": clamp, "act_gain": np.sqrt(2)}
        elif last == "torgb":
            net.attributes |= {"conv_clamp": clamp, "weight_gain": np.float64(0.25)}
        elif last.startswith("b") and last[1:].isdigit():
            net.attributes |= {"architecture": "skip", "use_fp16": np.bool_(False), "resolution": int(last[1:])}
    return root


def stylegan3(tensors: Mapping[str, Tensor], arguments: dict[str, Any]) -> Net:
    root = _described(tree("Generator", tensors), arguments)
    for path, net in walk(root):
        if path.startswith("synthesis.L") and path.count(".") == 1:
            net.attributes |= {"conv_clamp": 256, "in_size": np.array([36, 36]), "use_fp16": np.bool_(True)}
            net.attributes |= {"in_cutoff": np.float64(2.0), "in_sampling_rate": np.int64(16)}
    root.children["synthesis"].attributes |= {"num_layers": 14, "num_critical": 2, "margin_size": 10}
    return root


def _described(root: Net, arguments: dict[str, Any]) -> Net:
    easy = {key: EasyDict(value) if isinstance(value, dict) else value for key, value in arguments.items()}
    plain = {key: value for key, value in arguments.items() if isinstance(value, int)}
    root.attributes |= {**plain, "_init_kwargs": EasyDict(easy)}
    for path, net in walk(root):
        last = path.rpartition(".")[2]
        if last.startswith("fc"):
            net.attributes |= {"activation": "lrelu", "bias_gain": 0.01, "weight_gain": np.float64(0.001)}
        elif last in ("affine", "embed"):
            net.attributes |= {"activation": "linear", "bias_gain": 1, "weight_gain": np.float64(0.125)}
    return root


def snapshot(net: Net, style: Style) -> bytes:
    """A training's snapshot with the network in each of its places."""
    parts: dict[str, Any] = dict.fromkeys(style.parts, net)
    parts |= {"augment_pipe": None, "training_set_kwargs": EasyDict(path="/home/somebody/secret/pictures.zip")}
    return dumps(parts, style)

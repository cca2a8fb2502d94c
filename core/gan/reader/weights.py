"""PyTorch's files of weights (.pth, .pt, .ckpt), zip and legacy, and safetensors: their tensors, lazily."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from core import files
from core.gan.reader import safe, zipped
from core.gan.reader.errors import Unreadable, naming
from core.gan.reader.machine import Budget, Machine, Name
from core.gan.reader.names import Array, Dtype, Module, allowed
from core.gan.reader.sniff import form_of
from core.gan.reader.spans import File, LongText, Stream
from core.gan.reader.storages import kind_of, read_legacy
from core.gan.reader.tensors import Place, Storage, StoredTensor

_DEEPEST = 32


def open_weights(path: Path) -> dict[str, Any]:
    """The dictionary that such a file holds: dictionaries, lists, numbers, texts and ``StoredTensor``, a finite tree.

    Nothing in the file is run, and no weight is read until its ``numpy()`` is called. Raises DieloomError.
    """
    with naming(path):
        files.refuse_endless(path)
        file = File(path)
        with file.held():
            form = form_of(file)
            if form == "safetensors":
                return dict(safe.tensors_and_metadata(file)[0])
            return finite(zipped_value(file) if form == "zip" else _legacy(file), 2 * file.length)


def _legacy(file: File) -> object:
    budget = Budget()
    with file.open() as handle:
        return read_legacy(Stream(file, handle), allowed(budget), budget)[0]


def finite(value: object, most_bytes: int) -> dict[str, Any]:
    """A machine's value as a tree with an end, whose tensors are ``most_bytes`` at most; raises Unreadable."""
    tree = _Copy(most_bytes).of(value, 0)
    if not isinstance(tree, dict):
        raise Unreadable("it holds no dictionary of weights", "Save a state_dict with PyTorch first.")
    return tree


def zipped_value(file: File) -> object:
    """What the pickle in a zip file of PyTorch's builds; raises Unreadable."""
    entries = zipped.entries(file)
    roots = [name.removesuffix("data.pkl") for name in entries if re.fullmatch(r"([^/]+/)?data\.pkl", name)]
    if len(roots) != 1:
        raise Unreadable("it is a zip file without PyTorch's weights", "Unpack it, and choose the file inside.")
    order = entries.get(f"{roots[0]}byteorder")
    big_endian = order is not None and order.head(8).strip() == b"big"

    def persistent(address: object) -> Storage:
        match address:
            case ("storage", Name() as name, str() as key, str(), int() as count):
                kind, entry = kind_of(name), entries.get(f"{roots[0]}data/{key}")
                if entry is None or entry.length != count * kind.size:
                    raise Unreadable("it lies about how much data it holds")
                return Storage(kind, count, Place(entry, 0, big_endian))
        raise Unreadable("it refers to data outside itself")

    budget = Budget()
    pickle = entries[f"{roots[0]}data.pkl"]
    stream = Stream.over(pickle, min(pickle.length, 64 << 20))
    return Machine(stream, allowed(budget), budget, persistent).run()


class _Copy:
    """Copies a value of the machine into a tree with an end: what contains itself, or is shared so often that walking
    it would take for ever, is refused."""

    def __init__(self, most_bytes: int) -> None:
        self._left = Budget()
        self._bytes = most_bytes  # tied weights are named twice

    def of(self, value: object, depth: int) -> Any:
        self._left.spend(1)
        if depth > _DEEPEST:
            raise Unreadable("it is nested far deeper than any model")
        if isinstance(value, dict):
            return {key: self.of(item, depth + 1) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.of(item, depth + 1) for item in value]
        if isinstance(value, (set, frozenset)):
            return sorted(value, key=str)
        if isinstance(value, Array):
            value = value.tensor
        if isinstance(value, StoredTensor):
            self._bytes -= value.size
            if self._bytes < 0:
                raise Unreadable("its tensors claim more data than it has")
            return value
        if isinstance(value, (LongText, Name, Dtype)):
            return None  # source code, types: nothing that weights are made of
        if isinstance(value, Module):
            raise Unreadable("it holds a network, not loose weights", "Open it as a model.")
        return value

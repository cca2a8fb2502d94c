"""PyTorch's storages in its legacy form: five small pickles, then for each storage a count and the raw numbers.

The form is that of ``torch.save`` before zip files, and of every tensor inside a StyleGAN pickle. Each of the pickles
runs in our own machine; inside a tensor's blob only storage types have a name.
"""

from __future__ import annotations

from typing import Any

from core.gan.reader.errors import Unreadable
from core.gan.reader.machine import Budget, Machine, Make, Name, Names
from core.gan.reader.spans import Blob, Stream
from core.gan.reader.tensors import BY_NAME, KINDS, Kind, Place, Storage

MAGIC = 0x1950A86A20F9469CFC6C
_VERSION = 1001
_HEAD = 4096  # bytes in which the five pickles of one tensor have room


def _no_call(arguments: tuple[Any, ...]) -> Any:
    raise Unreadable("it calls what cannot be called")


_OF_NAME: dict[str, Kind] = {kind.storage: kind for kind in KINDS} | {"UntypedStorage": BY_NAME["uint8"]}
STORAGE_NAMES: dict[tuple[str, str], Make] = {
    **{(module, kind.storage): _no_call for kind in KINDS for module in ("torch", "torch.cuda")},
    ("torch.storage", "UntypedStorage"): _no_call,
    ("torch", "UntypedStorage"): _no_call,
}


def kind_of(name: object) -> Kind:
    """Of a storage type's name."""
    if isinstance(name, Name) and (name.module, name.name) in STORAGE_NAMES:
        return _OF_NAME[name.name]
    raise Unreadable("it holds numbers of an unknown type")


def load_from_bytes(blob: Blob, budget: Budget) -> Storage:
    """The one storage of a tensor's blob; its numbers stay there."""
    storage, stream = read_legacy(Stream.over(blob, _HEAD), STORAGE_NAMES, budget)
    if not isinstance(storage, Storage) or stream.left() < 0:
        raise Unreadable("a tensor in it has no data")
    return storage


def read_legacy(stream: Stream, names: Names, budget: Budget) -> tuple[Any, Stream]:
    """The value of a legacy file; raises Unreadable when it is damaged or asks for a name that is not in ``names``."""
    if Machine(stream, names, budget).run() != MAGIC:
        raise Unreadable("it does not begin as PyTorch's files do")
    return read_legacy_after_magic(stream, names, budget), stream


def read_legacy_after_magic(stream: Stream, names: Names, budget: Budget) -> Any:
    """As ``read_legacy``, when the first of the pickles has been read."""
    version, system = (Machine(stream, {}, budget).run() for _ in range(2))
    if version != _VERSION or not isinstance(system, dict):
        raise Unreadable("it is of an unknown version of PyTorch's files")
    storages: dict[str, Storage] = {}
    big_endian = system.get("little_endian") is False

    def persistent(address: object) -> object:
        if not isinstance(address, tuple):
            raise Unreadable("it refers to data outside itself")
        return _stored(address, storages, big_endian)

    value = Machine(stream, names, budget, persistent).run()
    keys = Machine(stream, {}, budget).run()
    if not isinstance(keys, list) or any(type(key) is not str for key in keys) or set(keys) != storages.keys():
        raise Unreadable("data that it names is missing")
    for key in keys:
        storage = storages.pop(key, None)
        if storage is None or int.from_bytes(stream.take(8), "little", signed=True) != storage.count:
            raise Unreadable("it lies about how much data it holds")
        place = stream.step(storage.count * storage.kind.size)
        storage.place.blob, storage.place.at = place.blob, place.start
    return value


def _stored(address: tuple[Any, ...], storages: dict[str, Storage], big_endian: bool) -> Storage:
    """The storage of ('storage', type, key, device, count[, None or (key, first, count) of a view])."""
    match address:
        case ("storage", Name() as name, str() as key, str(), int() as count, *view) if 0 <= count < 1 << 40:
            kind = kind_of(name)
            storage = storages.setdefault(key, Storage(kind, count, Place(big_endian=big_endian)))
            if (storage.kind, storage.count) != (kind, count):
                raise Unreadable("it lies about how much data it holds")
            match view:
                case [] | [None]:
                    return storage
                case [(str(), int() as first, int() as length)]:
                    return storage.part(first, length)
        case ("module", *_):
            raise Unreadable("it holds a program, not only weights", "Save its state_dict with PyTorch first.")
    raise Unreadable("it refers to data outside itself")

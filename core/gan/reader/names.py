"""The allow-list: every name that a model file may mention, and the harmless thing that we make of it.

A handler takes the arguments that the file gives to the name. Nothing here imports or calls by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core.gan.reader.errors import Unreadable
from core.gan.reader.machine import Attributes, Budget, Buildable, Make, Name
from core.gan.reader.spans import Blob, Latin1, LongText, Memory, Span
from core.gan.reader.storages import STORAGE_NAMES, load_from_bytes
from core.gan.reader.tensors import BY_NAME, KINDS, Kind, Place, Storage, StoredTensor, rows

_MISFIT = "it gives a known name the wrong arguments"


@dataclass(slots=True)
class Module:
    """A network or a layer of one: its class's name and its attributes. Its source code was left in the file."""

    class_name: str
    state: dict[Any, Any]


@dataclass(slots=True)
class Dtype(Buildable):
    """A type of number of numpy's."""

    kind: Kind
    big_endian: bool = False

    def build(self, state: object) -> None:
        match state:
            case (int(), "<" | "=" | "|" | ">" as order, None, None, None, *_):
                self.big_endian = order == ">"
            case _:
                raise Unreadable(_MISFIT)


class Array(Buildable):
    """An array of numpy's."""

    def __init__(self) -> None:
        self.tensor: StoredTensor | None = None

    def build(self, state: object) -> None:
        match state:
            case (int(), tuple() as shape, Dtype() as dtype, bool() as fortran, data):
                self.tensor = _tensor(dtype, shape, data, fortran)
            case _:
                raise Unreadable(_MISFIT)


def _blob(value: object) -> Blob:
    if isinstance(value, (Memory, Span, Latin1)):
        return value
    raise Unreadable(_MISFIT)


def _tensor(dtype: Dtype, shape: tuple[Any, ...], data: object, fortran: bool) -> StoredTensor:
    blob = _blob(data)
    if not all(type(size) is int and 0 <= size < 1 << 40 for size in shape) or len(shape) > 8:
        raise Unreadable("a tensor in it has no possible shape")
    strides = rows(shape[::-1])[::-1] if fortran else rows(shape)
    storage = Storage(dtype.kind, blob.length // dtype.kind.size, Place(blob, 0, dtype.big_endian))
    return StoredTensor(storage, shape, strides)


def _dtype(arguments: tuple[Any, ...]) -> Dtype:
    kinds = {kind.numpy: kind for kind in KINDS if kind.name != "bfloat16"}
    match arguments:
        case (str() as code, *_) if code.lstrip("<>=|") in kinds:
            return Dtype(kinds[code.lstrip("<>=|")], code.startswith(">"))
    raise Unreadable("it holds numbers of an unknown type")


def _scalar(arguments: tuple[Any, ...]) -> Any:
    match arguments:
        case (Dtype() as dtype, (Memory() | Latin1()) as data):
            return _tensor(dtype, (1,), data, False).numpy()[0].item()
    raise Unreadable(_MISFIT)


def _array(arguments: tuple[Any, ...]) -> Array:
    match arguments:
        case (Name(name="ndarray"), (0,), _):
            return Array()
    raise Unreadable(_MISFIT)


def _array_from_buffer(arguments: tuple[Any, ...]) -> Array:
    match arguments:
        case (data, Dtype() as dtype, tuple() as shape, "C" | "F" as order):
            array = Array()
            array.tensor = _tensor(dtype, shape, data, order == "F")
            return array
    raise Unreadable(_MISFIT)


def _no_call(arguments: tuple[Any, ...]) -> Any:
    raise Unreadable("it calls what cannot be called")


def _encoded(arguments: tuple[Any, ...]) -> Blob:
    match arguments:
        case (LongText() as text, "latin1" | "latin-1"):
            return Latin1(text.raw)
        case (str() as text, "latin1" | "latin-1"):
            try:
                return Memory(text.encode("latin-1"))
            except UnicodeError as error:
                raise Unreadable("bytes that are written as text are damaged") from error
    raise Unreadable(_MISFIT)


def _empty_bytes(arguments: tuple[Any, ...]) -> Memory:
    if arguments:
        raise Unreadable(_MISFIT)
    return Memory(b"")


def _module(arguments: tuple[Any, ...]) -> Module:
    match arguments:
        case ({"type": "class", "class_name": str() as name, "state": dict() as state},):
            return Module(name, state)
    raise Unreadable("a network in it is of an unknown form")


def _parameter(arguments: tuple[Any, ...]) -> StoredTensor:
    match arguments:
        case (StoredTensor() as tensor, _, _) | (StoredTensor() as tensor, _, _, _):
            return tensor
    raise Unreadable(_MISFIT)


def _rebuilt(arguments: tuple[Any, ...]) -> StoredTensor:
    match arguments:
        case (Storage() as storage, int() as offset, tuple() as shape, tuple() as strides, *rest) if len(rest) <= 3:
            return StoredTensor(storage, shape, strides, offset)
    raise Unreadable(_MISFIT)


def _rebuilt_with_type(arguments: tuple[Any, ...]) -> StoredTensor:
    """_rebuild_tensor_v3: the storage is untyped, its type comes beside it."""
    match arguments:
        case (Storage() as raw, offset, shape, strides, _, _, Name(module="torch", name=name), *_) if name in BY_NAME:
            kind = BY_NAME[name]
            if raw.kind.size == 1 and raw.first == 0:
                return _rebuilt((Storage(kind, raw.count // kind.size, raw.place), offset, shape, strides))
    raise Unreadable(_MISFIT)


def _rebuilt_from_type(arguments: tuple[Any, ...]) -> StoredTensor:
    """_rebuild_from_type_v2: a tensor with Python attributes, which are not kept."""
    match arguments:
        case (Name(name="_rebuild_tensor_v2"), Name(), tuple() as inner, _):
            return _rebuilt(inner)
    raise Unreadable(_MISFIT)


def _size(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    match arguments:
        case (tuple() as sizes,):
            return sizes
    raise Unreadable(_MISFIT)


def _device(arguments: tuple[Any, ...]) -> None:
    return None


def _reconstructed(arguments: tuple[Any, ...]) -> Any:
    """copyreg._reconstructor, as protocols 0 and 1 make dictionaries."""
    match arguments:
        case (Name() as made, Name(name="dict"), dict() as entries):
            return made.make((entries,))
        case (Name() as made, Name(name="object"), None):
            return made.make(())
    raise Unreadable(_MISFIT)


class _Copies:
    """What a file may copy again and again: every copy counts."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget

    def dictionary(self, arguments: tuple[Any, ...]) -> dict[Any, Any]:
        match arguments:
            case ():
                return {}
            case (dict() as entries,):
                self._budget.spend(len(entries))
                return dict(entries)
            case (list() | tuple() as pairs,):
                self._budget.spend(len(pairs))
                return dict(map(self._pair, pairs))
        raise Unreadable(_MISFIT)

    @staticmethod
    def _pair(pair: object) -> tuple[str, Any]:
        match pair:
            case (str() as key, value):
                return key, value
        raise Unreadable("a key in it is neither a text nor a small number")

    def attributes(self, arguments: tuple[Any, ...]) -> Attributes:
        return Attributes(self.dictionary(arguments))

    def words(self, arguments: tuple[Any, ...]) -> set[str]:
        match arguments:
            case ():
                return set()
            case (list() | tuple() as items,):
                self._budget.spend(len(items))
                if all(type(item) is str for item in items):
                    return set(items)
        raise Unreadable(_MISFIT)

    def frozen_words(self, arguments: tuple[Any, ...]) -> frozenset[str]:
        return frozenset(self.words(arguments))

    def storage(self, arguments: tuple[Any, ...]) -> Storage:
        match arguments:
            case (Memory() | Span() | Latin1() as blob,):
                return load_from_bytes(blob, self._budget)
        raise Unreadable(_MISFIT)


def allowed(budget: Budget) -> dict[tuple[str, str], Make]:
    """Every name that a model or a file of weights may mention."""
    copies = _Copies(budget)
    names: dict[tuple[str, str], Make] = dict(STORAGE_NAMES)
    for core in ("numpy.core", "numpy._core"):
        names[f"{core}.multiarray", "scalar"] = _scalar
        names[f"{core}.multiarray", "_reconstruct"] = _array
        names[f"{core}.numeric", "_frombuffer"] = _array_from_buffer
    for builtins, copyreg in (("builtins", "copyreg"), ("__builtin__", "copy_reg")):
        names[builtins, "set"] = copies.words
        names[builtins, "frozenset"] = copies.frozen_words
        names[builtins, "dict"] = copies.dictionary
        names[builtins, "object"] = _no_call
        names[builtins, "bytes"] = _empty_bytes
        names[copyreg, "_reconstructor"] = _reconstructed
    return names | {
        ("numpy", "dtype"): _dtype,
        ("numpy", "ndarray"): _no_call,
        ("collections", "OrderedDict"): copies.dictionary,
        ("_codecs", "encode"): _encoded,
        ("torch._utils", "_rebuild_parameter"): _parameter,
        ("torch._utils", "_rebuild_parameter_with_state"): _parameter,
        ("torch._utils", "_rebuild_tensor"): _rebuilt,
        ("torch._utils", "_rebuild_tensor_v2"): _rebuilt,
        ("torch._utils", "_rebuild_tensor_v3"): _rebuilt_with_type,
        ("torch._tensor", "_rebuild_from_type_v2"): _rebuilt_from_type,
        ("torch.storage", "_load_from_bytes"): copies.storage,
        ("torch", "Size"): _size,
        ("torch", "device"): _device,
        ("torch", "Tensor"): _no_call,
        ("torch.nn.parameter", "Parameter"): _no_call,
        **{("torch", name): _no_call for name in BY_NAME},
        ("torch_utils.persistence", "_reconstruct_persistent_obj"): _module,
        ("dnnlib.util", "EasyDict"): copies.attributes,
        ("dnnlib", "EasyDict"): copies.attributes,
    }

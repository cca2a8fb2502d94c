"""Tensors in a file: what is known of them before their numbers are read, checked against what is there."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.gan.reader.errors import Unreadable
from core.gan.reader.spans import Blob

MOST_DIMENSIONS = 8


@dataclass(frozen=True)
class Kind:
    """A type of number by its names; ``numpy`` is the type that holds its bits."""

    name: str
    numpy: str
    storage: str
    safetensors: str

    @property
    def size(self) -> int:
        return int(self.numpy[1:])


KINDS = (
    Kind("float32", "f4", "FloatStorage", "F32"),
    Kind("float16", "f2", "HalfStorage", "F16"),
    Kind("bfloat16", "u2", "BFloat16Storage", "BF16"),  # numpy has none: its bits
    Kind("float64", "f8", "DoubleStorage", "F64"),
    Kind("int64", "i8", "LongStorage", "I64"),
    Kind("int32", "i4", "IntStorage", "I32"),
    Kind("int16", "i2", "ShortStorage", "I16"),
    Kind("int8", "i1", "CharStorage", "I8"),
    Kind("uint8", "u1", "ByteStorage", "U8"),
    Kind("bool", "b1", "BoolStorage", "BOOL"),
)
BY_NAME = {kind.name: kind for kind in KINDS}
BY_SAFETENSORS = {kind.safetensors: kind for kind in KINDS}


@dataclass(slots=True)
class Place:
    """Where a storage's numbers begin; legacy files tell that only after the tensors that use them."""

    blob: Blob | None = None
    at: int = 0
    big_endian: bool = False


@dataclass(frozen=True, slots=True)
class Storage:
    """A row of ``count`` numbers."""

    kind: Kind
    count: int
    place: Place = field(default_factory=Place)
    first: int = 0

    def part(self, first: int, count: int) -> Storage:
        if not 0 <= first <= first + count <= self.count:
            raise Unreadable("a view lies outside its data")
        return Storage(self.kind, count, self.place, self.first + first)

    def read(self, first: int, count: int) -> NDArray[np.generic]:
        """``count`` numbers from ``first`` on."""
        if self.place.blob is None:
            raise Unreadable("data that it names is missing")
        size = self.kind.size
        data = self.place.blob.read(self.place.at + (self.first + first) * size, count * size)
        order = ">" if self.place.big_endian else "<"
        numbers = np.frombuffer(data, order + self.kind.numpy)
        return numbers.astype(numbers.dtype.newbyteorder("="), copy=False)


@dataclass(frozen=True, slots=True)
class StoredTensor:
    """A tensor whose numbers are still in the file. ``strides`` and ``offset`` count numbers, not bytes."""

    storage: Storage
    shape: tuple[int, ...]
    strides: tuple[int, ...]
    offset: int = 0

    def __post_init__(self) -> None:
        numbers = (*self.shape, *self.strides, self.offset)
        whole = all(type(number) is int and 0 <= number < 1 << 48 for number in numbers)
        if not whole or len(self.shape) != len(self.strides) or len(self.shape) > MOST_DIMENSIONS:
            raise Unreadable("a tensor in it has no possible shape")
        # A view may skip some of its storage but not name a number twice, nor a few over an endless stretch.
        if self.count > self.storage.count or self.reach > 8 * self.count + 1024:
            raise Unreadable("a tensor in it claims other numbers than it has")
        if self.count and self.offset + self.reach > self.storage.count:
            raise Unreadable("a tensor in it reaches beyond its data")

    @property
    def dtype(self) -> str:
        """Such as "float32" or "bfloat16"."""
        return self.storage.kind.name

    @property
    def count(self) -> int:
        return math.prod(self.shape)

    @property
    def size(self) -> int:
        """In bytes."""
        return self.count * self.storage.kind.size

    @property
    def reach(self) -> int:
        """How far apart its first and its last number are, both counted."""
        if not self.count:
            return 0
        return 1 + sum((size - 1) * stride for size, stride in zip(self.shape, self.strides, strict=True))

    def numpy(self) -> NDArray[np.generic]:
        """The numbers, laid out as stored; those of bfloat16 as uint16. Raises Unreadable (see ``naming``)."""
        if not self.count:
            return np.empty(self.shape, self.storage.kind.numpy)
        numbers = self.storage.read(self.offset, self.reach)
        steps = [stride * numbers.itemsize for stride in self.strides]
        return np.lib.stride_tricks.as_strided(numbers, self.shape, steps)

    def tobytes(self) -> bytes:
        """Little-endian and in C order, as safetensors keeps them."""
        array = self.numpy()
        return array.astype(array.dtype.newbyteorder("<"), copy=False).tobytes()


def rows(shape: tuple[int, ...]) -> tuple[int, ...]:
    """The strides of a tensor in C order."""
    return tuple(math.prod(shape[axis + 1 :]) for axis in range(len(shape)))

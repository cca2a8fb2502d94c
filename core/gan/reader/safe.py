"""The header of a safetensors file: a length, a JSON of names, types, shapes and places, then the numbers.

Read here and not by the library because numpy has no bfloat16, and because only the places are wanted.
"""

from __future__ import annotations

import json
import math
from typing import Any

from core.gan.reader.errors import Unreadable
from core.gan.reader.spans import File, Span
from core.gan.reader.tensors import BY_SAFETENSORS, Place, Storage, StoredTensor, rows

MOST_HEADER = 2 << 20
MOST_TENSORS = 50_000
_DAMAGED = "its list of tensors is damaged"


def tensors_and_metadata(file: File) -> tuple[dict[str, StoredTensor], dict[str, str]]:
    """Raises Unreadable."""
    length = int.from_bytes(file.read(0, 8), "little")
    if length > MOST_HEADER:
        raise Unreadable("its list of tensors is far longer than any model's")
    header = loads(file.read(8, length))
    if not isinstance(header, dict) or len(header) > MOST_TENSORS:
        raise Unreadable(_DAMAGED)
    metadata = header.pop("__metadata__", {})
    texts = isinstance(metadata, dict) and all(isinstance(value, str) for value in metadata.values())
    if not texts:
        raise Unreadable("its description is damaged")
    body = Span(file, 8 + length, file.length - 8 - length)
    return {name: _tensor(body, entry) for name, entry in header.items()}, metadata


def loads(data: bytes | bytearray | str) -> Any:
    """JSON from a file; raises Unreadable when it is none, or nested without end."""
    try:
        value = json.loads(data)
        json.dumps(value, ensure_ascii=False).encode()  # half a letter could be neither printed nor saved
        return value
    except (ValueError, RecursionError) as error:
        raise Unreadable("a description in it is no JSON") from error


def _tensor(body: Span, entry: object) -> StoredTensor:
    match entry:
        case {"dtype": str() as code, "shape": list() as shape, "data_offsets": [int() as start, int() as end]}:
            kind = BY_SAFETENSORS.get(code)
            whole = all(type(size) is int and 0 <= size < 1 << 40 for size in shape) and len(shape) <= 8
            if kind is None:
                raise Unreadable("it holds numbers of an unknown type")
            if not whole or not 0 <= start <= end <= body.length or end - start != math.prod(shape) * kind.size:
                raise Unreadable(_DAMAGED)
            storage = Storage(kind, math.prod(shape), Place(body, start))
            return StoredTensor(storage, tuple(shape), rows(tuple(shape)))
    raise Unreadable(_DAMAGED)

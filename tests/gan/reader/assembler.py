"""Pickles written code by code, for those that no pickler would write."""

from __future__ import annotations

import pickle
import struct

MAGIC = 0x1950A86A20F9469CFC6C
END = b"."
NONE = b"N"


def text(value: str) -> bytes:
    raw = value.encode()
    return b"X" + struct.pack("<I", len(raw)) + raw


def data(value: bytes) -> bytes:
    return b"B" + struct.pack("<I", len(value)) + value


def number(value: int) -> bytes:
    if -(1 << 31) <= value < 1 << 31:
        return b"J" + struct.pack("<i", value)
    raw = value.to_bytes(16, "little", signed=True)
    return b"\x8a\x10" + raw


def named(module: str, name: str) -> bytes:
    return f"c{module}\n{name}\n".encode()


def stacked(module: str, name: str) -> bytes:
    return text(module) + text(name) + b"\x93"


def group(*items: bytes) -> bytes:
    """A tuple."""
    return b"(" + b"".join(items) + b"t"


def row(*items: bytes) -> bytes:
    """A list."""
    return b"](" + b"".join(items) + b"e"


def table(**items: bytes) -> bytes:
    return b"}(" + b"".join(text(key) + value for key, value in items.items()) + b"u"


def call(function: bytes, *arguments: bytes) -> bytes:
    return function + group(*arguments) + b"R"


def whole(value: bytes, protocol: int = 4) -> bytes:
    return b"\x80" + bytes([protocol]) + value + END


def network(state: bytes, name: str = "Generator", source: str = "") -> bytes:
    meta = table(type=text("class"), version=number(6), module_src=text(source), class_name=text(name), state=state)
    return call(named("torch_utils.persistence", "_reconstruct_persistent_obj"), meta)


def layer(parameters: bytes = b"}", buffers: bytes = b"}", modules: bytes = b"}", **more: bytes) -> bytes:
    return table(_parameters=parameters, _buffers=buffers, _modules=modules, **more)


def legacy(
    count: int = 4,
    numbers: bytes | None = None,
    *,
    said: int | None = None,
    kind: str = "FloatStorage",
    magic: int = MAGIC,
    version: int = 1001,
    value: bytes | None = None,
    keys: object = ("0",),
    view: bytes = NONE,
) -> bytes:
    """Torch's legacy form of one storage, with lies where wanted."""
    named_storage = b"".join((text("storage"), named("torch", kind), text("0"), text("cpu"), number(count), view))
    parts = [
        pickle.dumps(magic, 2),
        pickle.dumps(version, 2),
        pickle.dumps({"protocol_version": 1001, "little_endian": True, "type_sizes": {}}, 2),
        b"\x80\x02" + (value if value is not None else b"(" + named_storage + b"tQ") + END,
        pickle.dumps(list(keys) if isinstance(keys, tuple) else keys, 2),
    ]
    raw = numbers if numbers is not None else bytes(4 * max(min(count, 1 << 20), 0))
    return b"".join(parts) + struct.pack("<q", count if said is None else said) + raw


def storage(blob: bytes) -> bytes:
    return call(named("torch.storage", "_load_from_bytes"), data(blob))


def tensor(blob: bytes, offset: bytes, shape: bytes, strides: bytes) -> bytes:
    rest = (b"\x89", call(named("collections", "OrderedDict")))
    return call(named("torch._utils", "_rebuild_tensor_v2"), storage(blob), offset, shape, strides, *rest)


def dtype(code: str) -> bytes:
    return call(named("numpy", "dtype"), text(code), b"\x89", b"\x88")


def model_of_tensor(blob: bytes) -> bytes:
    """A file with one tensor of four numbers where its network should be."""
    return whole(table(G_ema=tensor(blob, number(0), group(number(4)), group(number(1)))))

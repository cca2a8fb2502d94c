"""A corpus of files that mean harm, or lie: each is made here, small, and each must end in one clear error.

``CANARY`` stands for the file that code inside them would write if it ran.
"""

from __future__ import annotations

import gzip
import io
import json
import pickle
import struct
import tarfile
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.gan.reader.assembler import (
    END,
    NONE,
    call,
    data,
    dtype,
    group,
    layer,
    legacy,
    named,
    network,
    number,
    row,
    stacked,
    storage,
    table,
    tensor,
    text,
    whole,
)

CANARY = "canary-of-the-hostile-corpus"
COMMAND = f"touch {CANARY}"
CODE = f"open({CANARY!r}, 'w').close()"


def model(value: bytes) -> bytes:
    """The value where a training's snapshot has its network."""
    return whole(table(G_ema=value))


def programs() -> Iterator[tuple[str, bytes]]:
    """Files that would run something."""
    system = call(named("os", "system"), text(COMMAND))
    yield "outer-os-system", model(system)
    yield "outer-posix-system-stacked", model(call(stacked("posix", "system"), text(COMMAND)))
    yield "outer-before-everything", whole(system)
    yield "protocol-0", f"cos\nsystem\n(S'{COMMAND}'\ntR.".encode()
    yield "builtins-exec", model(call(named("builtins", "exec"), text(CODE)))
    yield "python2-eval", model(call(named("__builtin__", "eval"), text(CODE)))
    yield "compile-and-run", model(call(named("builtins", "compile"), text(CODE), text("f"), text("exec")))
    getattr_chain = call(
        named("builtins", "getattr"), call(named("builtins", "__import__"), text("os")), text("system")
    )
    yield "reduce-chain", model(call(getattr_chain, text(COMMAND)))
    yield (
        "reduce-chain-by-partial",
        model(call(call(named("functools", "partial"), named("os", "system")), text(COMMAND))),
    )
    yield "dotted-name", model(call(stacked("builtins", "__import__('os').system"), text(COMMAND)))
    yield "attribute-of-an-allowed-module", model(call(stacked("torch._utils", "os.system"), text(COMMAND)))
    yield "attribute-of-an-allowed-name", model(call(stacked("collections", "OrderedDict.fromkeys"), text(COMMAND)))
    yield "subprocess-by-newobj", model(named("subprocess", "Popen") + group(text(COMMAND)) + b"\x81")
    yield "subprocess-by-newobj-ex", model(named("subprocess", "Popen") + group(text(COMMAND)) + b"}\x92")
    yield "instance", whole(b"(" + text(COMMAND) + b"ios\nsystem\n")
    yield "object", whole(b"(" + named("os", "system") + text(COMMAND) + b"o")
    yield (
        "reconstructor",
        model(call(named("copyreg", "_reconstructor"), named("os", "system"), named("builtins", "dict"))),
    )
    yield "keywords", model(named("collections", "OrderedDict") + b")" + table(a=system) + b"\x92")
    yield "build-changes-a-name", model(named("collections", "OrderedDict") + table(make=NONE) + b"b")
    yield (
        "build-changes-a-class",
        model(call(named("dnnlib.util", "EasyDict")) + group(NONE, table(__class__=number(1))) + b"b"),
    )
    yield "extension", model(b"\x82\x01")
    yield "extension-4", model(b"\x84\xff\xff\xff\x7f")
    yield "persistent-text", model(b"Pos.system\n")
    yield "persistent-outside", model(group(text("storage"), NONE) + b"Q")
    yield "torch-load", model(call(named("torch", "load"), text("/etc/passwd")))
    yield "torch-load-inner", model(call(named("torch.serialization", "_legacy_load"), data(legacy())))
    yield "torch-hub", model(call(named("torch.hub", "load"), text("a/b"), text("c")))
    yield "numpy-load", model(call(named("numpy", "load"), text("/etc/passwd")))
    yield "numpy-fromfile", model(call(named("numpy", "fromfile"), text("/etc/passwd")))
    yield "codec-that-runs", model(call(named("_codecs", "lookup"), text("x")))
    yield "codec-bomb", model(call(named("_codecs", "encode"), text("x"), text("zip")))
    yield "nested-os-system", model(storage(legacy(value=system)))
    yield "nested-in-the-magic", model(storage(whole(system, 2) + legacy()))
    yield "nested-in-the-version", model(storage(legacy()[:14] + whole(system, 2)))
    yield "nested-in-the-keys", model(storage(legacy(keys=_Runs())))
    yield "nested-twice", model(storage(legacy(value=storage(legacy(value=system)))))
    yield "nested-in-legacy-weights", legacy(value=table(a=system), keys=())
    yield "source-that-runs", model(network(layer(), source=CODE))
    yield (
        "source-of-another-type",
        model(
            call(
                named("torch_utils.persistence", "_reconstruct_persistent_obj"),
                table(type=text("function"), src=text(CODE)),
            )
        ),
    )
    yield "tensorflow", whole(group(*(_tensorflow() for _ in range(3))), 3)


class _Runs:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return exec, (CODE,)


def _tensorflow() -> bytes:
    state = table(build_module_src=text(CODE), version=number(4))
    return named("dnnlib.tflib.network", "Network") + b")\x81" + state + b"b"


def bombs() -> Iterator[tuple[str, bytes]]:
    """Files that would take all memory, or for ever."""
    doubled = b"}" + b"".join(b"q" + bytes([i]) + b"0h" + bytes([i]) + b"h" + bytes([i]) + b"\x86" for i in range(60))
    yield "tuples-doubled", model(doubled)
    yield "tuples-doubled-as-key", whole(b"}" + doubled + NONE + b"s")
    yield "tuples-doubled-in-a-set", whole(b"\x8f(" + doubled + b"\x90")
    lists = b"]" + b"".join(b"q" + bytes([i]) + b"0](h" + bytes([i]) + b"h" + bytes([i]) + b"e" for i in range(60))
    for name in ("_init_kwargs", "_init_args"):
        value = table(mapping_kwargs=lists) if name == "_init_kwargs" else lists
        yield f"lists-doubled-in{name}", model(network(layer(**{name: value})))
    yield "memo-at-the-end-of-the-world", model(b"]r\xff\xff\xff\xffj\xff\xff\xff\xff")
    yield "memo-of-many-digits", model(b"]p" + b"9" * 4000 + b"\n")
    yield "number-of-a-million-digits", model(b"I" + b"9" * 1_000_000 + b"\n")
    yield "number-of-3000-digits", model(b"L" + b"9" * 3000 + b"L\n")
    yield "long-of-2-gib", model(b"\x8b\xff\xff\xff\x7f")
    yield "long-of-negative-length", model(b"\x8b\xff\xff\xff\xff")
    yield "long-of-255-bytes", model(b"\x8a\xff" + b"\x7f" * 255)
    for name, code in (("text", b"\x8d"), ("bytes", b"\x8e"), ("bytearray", b"\x96"), ("frame", b"\x95")):
        yield f"{name}-of-2-to-the-62", model(code + struct.pack("<Q", 1 << 62))
        yield f"{name}-of-2-to-the-64", model(code + b"\xff" * 8)
    yield "marks", b"\x80\x04" + b"(" * 200_000
    yield "nested-lists", b"\x80\x04" + b"]" * 200_000 + b"a" * 199_999 + END
    yield "nested-tuples", b"\x80\x04)" + b"\x85" * 200_000 + END
    yield "sets", b"\x80\x04" + b"\x8f" * 999_000 + END
    yield "copies", b"\x80\x04]" + b"2" * 200_000 + END
    yield "more-steps-than-any-model", b"\x80\x04" + b"N0" * 600_000 + b"N" + END
    yield "texts-of-wide-letters", b"\x80\x04" + text("\U0001f600" + "a" * 4090) * 9000 + END
    keys = b"".join(number(k * ((1 << 61) - 1)) + NONE for k in range(40_000))
    yield "keys-of-one-hash", whole(b"}(" + keys + b"u")
    big = row(*[text("a") + NONE + b"\x86"] * 20_000) + b"q\x01"
    again = (named("collections", "OrderedDict") + b"h\x01\x85R0") * 20_000
    yield "copies-of-a-long-list", whole(big + again)
    yield "module-in-itself", model(_module_in_itself())
    yield "modules-doubled", model(_modules_doubled())
    yield "modules-that-share-a-long-list", model(_modules_with_long_state())


def _module_in_itself() -> bytes:
    """Its children are a dictionary that it is put into afterwards."""
    state = table(_parameters=b"}", _buffers=b"}", _modules=b"}q\x05")
    return network(state) + b"q\x06h\x05" + text("a") + b"h\x06s0"


def _modules_doubled() -> bytes:
    value = network(layer()) + b"q\x0a0"
    for _ in range(10):
        value += network(layer(modules=table(a=b"h\x0a", b=b"h\x0a", c=b"h\x0a", d=b"h\x0a"))) + b"q\x0a0"
    return value + b"h\x0a"


def _modules_with_long_state() -> bytes:
    long = b"}(" + b"".join(text(f"n{i}") + NONE for i in range(100_000)) + b"uq\x09"
    value = network(layer(long)) + b"q\x0a0"
    children = table(**{f"m{i}": b"h\x0a" for i in range(2000)})
    return value + network(layer(modules=children))


def misfits() -> Iterator[tuple[str, bytes]]:
    """Codes that do not belong together."""
    for name, codes in {
        "stop-on-nothing": b"",
        "pop-on-nothing": b"0",
        "pop-mark-on-nothing": b"1",
        "get-of-nothing": b"h\x05",
        "append-to-a-tuple": b")Na",
        "appends-to-a-dictionary": b"}(NNe",
        "items-of-a-list": b"](NNu",
        "items-without-a-value": b"}(" + text("a") + b"u",
        "tuple-of-nothing": b"N\x87",
        "call-of-a-number": b"K\x01)R",
        "call-with-a-list": named("collections", "OrderedDict") + b"]R",
        "name-of-numbers": b"K\x01K\x01\x93",
        "list-as-key": b"}]Ns",
        "dictionary-in-a-set": b"\x8f(}\x90",
        "half-a-letter": b"X\x03\x00\x00\x00\xed\xa0\x80",
        "out-of-band": b"\x97",
        "unknown-code": b"\xff",
        "a-network-of-numbers": model(network(number(3)))[2:-1],
        "a-network-without-parts": model(network(b"}"))[2:-1],
        "a-parameter-that-is-none": model(network(layer(table(a=number(1)))))[2:-1],
        "a-path-as-name": model(network(layer(modules=b"}" + text("../../x") + network(layer()) + b"s")))[2:-1],
    }.items():
        yield name, whole(codes)
    yield "protocol-255", b"\x80\xff}."


def lies() -> Iterator[tuple[str, bytes]]:
    """Tensors and arrays that claim what is not there."""
    four = legacy(4)
    n = number
    for name, (offset, shape, strides) in {
        "offset-behind-the-data": (n(4), group(n(1)), group(n(1))),
        "offset-negative": (n(-1), group(n(1)), group(n(1))),
        "offset-huge": (n(1 << 60), group(n(1)), group(n(1))),
        "offset-a-text": (text("0"), group(n(1)), group(n(1))),
        "size-negative": (n(0), group(n(-4)), group(n(1))),
        "size-huge": (n(0), group(n(1 << 62)), group(n(1))),
        "size-a-truth": (n(0), group(b"\x88"), group(n(1))),
        "stride-negative": (n(3), group(n(4)), group(n(-1))),
        "stride-behind-the-data": (n(0), group(n(2), n(2)), group(n(3), n(1))),
        "stride-zero-over-a-terabyte": (n(0), group(n(1 << 20), n(1 << 20)), group(n(0), n(0))),
        "strides-too-few": (n(0), group(n(2), n(2)), group(n(1))),
        "ninety-dimensions": (n(0), group(*[n(1)] * 90), group(*[n(1)] * 90)),
    }.items():
        yield name, model(tensor(four, offset, shape, strides))
    yield "few-numbers-over-a-long-stretch", model(tensor(legacy(100_000), n(0), group(n(2)), group(n(90_000))))
    for name, blob in {
        "count-lies": legacy(4, said=5),
        "count-negative": legacy(-1),
        "count-huge": legacy(1 << 50, bytes(16)),
        "count-more-than-there-is": legacy(5, bytes(16)),
        "magic-wrong": legacy(magic=5),
        "version-wrong": legacy(version=7),
        "keys-of-another": legacy(keys=("1",)),
        "keys-twice": legacy(keys=("0", "0")),
        "keys-no-list": legacy(keys=5),
        "type-unknown": legacy(kind="QInt8Storage"),
        "type-no-storage": legacy(kind="load"),
        "view-behind-the-data": legacy(view=group(text("v"), number(3), number(4))),
        "blob-of-a-number": legacy(value=number(1), keys=()),
        "blob-of-nothing": b"",
        "blob-with-long-pickles": b"\x80\x02" + b"N0" * 4000 + legacy(),
        "module-inside": legacy(value=b"(" + text("module") + NONE + NONE + NONE + b"tQ"),
    }.items():
        yield f"blob-{name}", model(storage(blob))
    scalar = named("numpy.core.multiarray", "scalar")
    for code in ("O", "O8", "c16", "V4000000000", "U1000000000", "S9", "M8", "f16", "f4,f4", "i3", "<", ""):
        yield f"scalar-of-{code or 'nothing'}", model(call(scalar, dtype(code), data(bytes(16))))
    yield "scalar-without-data", model(call(scalar, dtype("f8"), data(b"1")))
    yield "scalar-of-an-object", model(call(scalar, dtype("f8"), row(NONE)))
    fields = group(number(3), text("|"), NONE, group(text("a")), table(a=NONE), number(-1), number(-1), number(0))
    yield "dtype-with-fields", model(call(scalar, dtype("f8") + fields + b"b", data(bytes(8))))
    array = call(
        named("numpy._core.multiarray", "_reconstruct"), named("numpy", "ndarray"), group(number(0)), data(b"b")
    )
    for name, (shape, content) in {
        "array-of-objects": (group(number(1)), row(call(named("os", "system"), text(COMMAND)))),
        "array-larger-than-its-data": (group(number(1 << 39)), data(bytes(8))),
        "array-of-negative-size": (group(number(-1)), data(bytes(8))),
    }.items():
        yield name, model(array + group(number(1), shape, dtype("f8"), b"\x89", content) + b"b")


def disguises() -> Iterator[tuple[str, bytes]]:
    """Files that are something else."""
    yield "empty", b""
    yield "one-byte", b"\x80"
    yield "noise", bytes(range(256)) * 20
    yield "gzip", gzip.compress(model(NONE))
    yield "picture", b"\x89PNG\r\n\x1a\n" + bytes(100)
    yield "web-page", b"<!DOCTYPE html><html><body>Sign in to download</body></html>"
    yield "placeholder", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 381624121\n"
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as tar:
        tar.addfile(tarfile.TarInfo("../../storages"))
    yield "tar", file.getvalue()
    yield "a-number", pickle.dumps(1)
    yield "a-list", pickle.dumps([1])
    yield "a-dictionary-of-nothing", pickle.dumps({"G_ema": None})


def _zip(entries: dict[str, bytes], **options: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", **options) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


def _stored(kind: str, count: int, key: str = "0") -> bytes:
    address = group(text("storage"), named("torch", kind), text(key), text("cpu"), number(count))
    return address + b"Q"


def _rebuilt(made: bytes, count: int) -> bytes:
    rest = (number(0), group(number(count)), group(number(1)), b"\x89", call(named("collections", "OrderedDict")))
    return call(named("torch._utils", "_rebuild_tensor_v2"), made, *rest)


def zips() -> Iterator[tuple[str, bytes]]:
    """Zip files that lie, or hold what PyTorch's do not."""
    system = call(named("os", "system"), text(COMMAND))
    numbers = {"a/data/0": bytes(16)}
    yield "zip-of-a-pickle", _zip({"network.pkl": model(NONE)})
    yield "zip-os-system", _zip({"a/data.pkl": whole(table(a=system), 2), **numbers})
    yield "zip-program", _zip({"a/data.pkl": whole(b"}", 2), "a/code/__torch__.py": CODE.encode()})
    yield "zip-bomb", _zip({"a/data.pkl": bytes(50_000_000)}, compression=zipfile.ZIP_DEFLATED)
    yield "zip-of-paths", _zip({"../../a/data.pkl": whole(b"}", 2), f"/{CANARY}": b"x"})
    yield "zip-of-two-models", _zip({"a/data.pkl": whole(b"}", 2), "b/data.pkl": whole(b"}", 2)})
    lying = {
        "missing": _stored("FloatStorage", 4, "7"),
        "longer": _stored("FloatStorage", 5),
        "negative": _stored("FloatStorage", -4),
        "of-another-type": _stored("DoubleStorage", 4),
        "a-path": _stored("FloatStorage", 4, "../data/0"),
    }
    for name, made in lying.items():
        yield f"zip-storage-{name}", _zip({"a/data.pkl": whole(table(a=_rebuilt(made, 4)), 2), **numbers})
    shared = b"".join(text(f"t{i}") + _rebuilt(_stored("FloatStorage", 4096), 4096) for i in range(100))
    pickled = b"\x80\x02}(" + shared + b"u."
    yield "zip-that-claims-its-data-again-and-again", _zip({"a/data.pkl": pickled, "a/data/0": bytes(16384)})
    good = _zip({"a/data.pkl": whole(table(a=_rebuilt(_stored("FloatStorage", 4), 4)), 2), **numbers})
    end = good.rindex(b"PK\x05\x06")
    first = good.index(b"PK\x01\x02")
    yield "zip-without-an-end", good[:end]
    yield "zip-with-many-entries", good[: end + 8] + b"\xff\xfe\xff\xfe" + good[end + 12 :]
    yield "zip-with-a-far-directory", good[: end + 10] + b"\xff" * 10 + good[end + 20 :]
    yield "zip-with-a-long-directory", good[: end + 12] + b"\xf0\xff\xff\x7f" + good[end + 16 :]
    yield "zip-entry-elsewhere", good[: first + 42] + struct.pack("<I", len(good) - 8) + good[first + 46 :]
    yield "zip-entry-longer", good[: first + 20] + b"\xf0\xff\xff\x70" * 2 + good[first + 28 :]
    yield "zip-entry-locked", good[: first + 8] + b"\x01" + good[first + 9 :]
    names = _zip({"a/data.pkl": whole(b"}", 2), "b/data.pkl": whole(b"}", 2)}).replace(b"b/data", b"a/data")
    yield "zip-names-twice", names


def _safe(header: object, body: bytes = b"", length: int | None = None) -> bytes:
    raw = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(raw) if length is None else length) + raw + body


def safetensors() -> Iterator[tuple[str, bytes]]:
    """Safetensors files that lie."""

    def tensor_of(shape: object = (4,), start: object = 0, end: object = 16, kind: object = "F32") -> dict[str, object]:
        return {"dtype": kind, "shape": shape, "data_offsets": [start, end]}

    body = bytes(16)
    yield "safe-header-of-2-to-the-62", _safe(b"{}", length=1 << 62)
    yield "safe-header-cut", _safe(b'{"a":', body)
    yield "safe-header-nested", _safe(b'{"a":' + b"[" * 200_000 + b"]" * 200_000 + b"}", body)
    yield "safe-header-of-lists", _safe(b'{"a":[' + b"[]," * 600_000 + b"[]]}", body)
    yield "safe-number-of-many-digits", _safe(b'{"a":' + b"9" * 5000 + b"}", body)
    yield "safe-half-a-letter", _safe(b'{"__metadata__":{"format":"\\ud800"}}', body)
    yield "safe-metadata-no-texts", _safe({"__metadata__": {"format": ["x"]}}, body)
    for name, entry in {
        "offset-negative": tensor_of(start=-16, end=0),
        "offset-behind": tensor_of(start=16, end=32),
        "offset-huge": tensor_of((1 << 39,), 0, 1 << 41),
        "offset-turned": tensor_of(start=16, end=0),
        "shape-negative": tensor_of((-4,)),
        "shape-lies": tensor_of((5,)),
        "shape-product-around": tensor_of((1 << 32, 1 << 32), 0, 0),
        "shape-a-truth": tensor_of((True,), 0, 4),
        "shape-long": tensor_of((1,) * 40, 0, 4),
        "type-unknown": tensor_of(kind="F8_E4M3"),
        "type-a-number": tensor_of(kind=4),
        "entry-a-list": [1, 2],
    }.items():
        yield f"safe-{name}", _safe({"synthesis.b4.const": entry}, body)
    yield "safe-undescribed", _safe({"synthesis.b4.const": tensor_of()}, body)
    whole_body = tensor_of((4096,), 0, 16384)
    sharing = {f"synthesis.b4.n{i}": whole_body for i in range(40)} | {"synthesis.b4.const": whole_body}
    ours = {"format": "dieloom-generator-1", "name": "x", "card": "{}"}
    small = dict(resolution=8, z_dim=4, w_dim=4, mapping_layers=1, channel_base=64, channel_max=4)
    again = sharing | {"__metadata__": ours | {"config": json.dumps(small)}}
    yield "safe-that-claims-its-data-again-and-again", _safe(again, bytes(16384))
    layers = {"synthesis.input.freqs": tensor_of()}
    for name, change in {
        "resolution": {"resolution": 1 << 30},
        "layers": {"num_layers": 10_000_000},
        "classes": {"labels": ["x"] * 100, "num_layers": -5},
        "margin": {"margin_size": 1 << 40},
        "infinite": {"first_cutoff": float("inf")},
        "unknown": {"evil": 1},
        "type": {"z_dim": "large"},
    }.items():
        config = json.dumps({**small, "kind": "stylegan3", **change})
        yield f"safe-forged-{name}", _safe(layers | {"__metadata__": ours | {"config": config}}, body)
    for name, arguments in {
        "classes": {"c_dim": 1 << 40},
        "digits": {"img_resolution": 10**30},
        "resolution": {"img_resolution": 1 << 29},
        "nested": {"mapping_kwargs": {"a": [[[[[[1]]]]]]}},
        "option": {"architecture": "../../etc"},
    }.items():
        given = dict(z_dim=4, c_dim=0, w_dim=4, img_resolution=8, img_channels=3) | arguments
        header = {"synthesis.b4.const": tensor_of(), "__metadata__": {"arguments": json.dumps(given)}}
        yield f"safe-arguments-{name}", _safe(header, body)


@cache
def corpus() -> dict[str, bytes]:
    """Every file by its name."""
    made: dict[str, bytes] = {}
    for part in (programs, bombs, misfits, lies, disguises, zips, safetensors):
        for name, content in part():
            assert name not in made, name
            made[name] = content
    return made


def write(folder: Path) -> list[Path]:
    """The corpus as files, and three of 3 GB that take no room on the disk."""
    paths = []
    for name, content in corpus().items():
        path = folder / f"{name}.pkl"
        path.write_bytes(content)
        paths.append(path)
    for name, start in {
        "sparse-bytes": b"\x80\x04\x8e" + struct.pack("<Q", 3_000_000_000),
        "sparse-text": b"\x80\x04\x8d" + struct.pack("<Q", 3_000_000_000),
        "sparse-text-as-bytes": b"\x80\x04"
        + named("torch.storage", "_load_from_bytes")
        + named("_codecs", "encode")
        + b"\x8d"
        + struct.pack("<Q", 3_000_000_000),
    }.items():
        path = folder / f"{name}.pkl"
        path.write_bytes(start)
        ending = text("latin1") + b"\x86R\x85R." if name.endswith("as-bytes") else b"."
        with path.open("r+b") as file:
            file.seek(len(start) + 3_000_000_000)
            file.write(ending)
        paths.append(path)
    return paths

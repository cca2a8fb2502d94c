"""CMYK profiles with tables of the kinds that the bundled ones lack, written by hand."""

from __future__ import annotations

import struct

import numpy as np
from numpy.typing import ArrayLike

CURVES = {  # function of a parametricCurveType and its parameters (ICC.1:2004-10, 10.15)
    "power": (0, 1.8),
    "from zero": (1, 1.6, 0.9, 0.1),
    "lifted": (2, 2.0, 0.8, 0.1, 0.05),
    "straight below": (3, 2.4, 0.95, 0.05, 0.08, 0.04),
    "all": (4, 2.2, 0.9, 0.08, 0.1, 0.05, 0.03, 0.01),
}
_BEST_WHITE = (0.9642, 1.0, 0.8249)
_IDENTITY = ((1, 0, 0), (0, 1, 0), (0, 0, 1))


def profile(tags: dict[bytes, bytes], version: int = 4, space: bytes = b"Lab ") -> bytes:
    """A printer's profile of these tags, a name and a white paper that is not quite white."""
    texts = {b"desc": _mluc("By hand"), b"cprt": _mluc("None")} if version == 4 else {b"desc": _desc("By hand")}
    tags = texts | {b"wtpt": b"XYZ " + bytes(4) + _fixed([0.84, 0.87, 0.74])} | tags
    table, body, at = struct.pack(">I", len(tags)), b"", 128 + 4 + 12 * len(tags)
    for name, tag in tags.items():
        padded = tag + bytes(-len(tag) % 4)
        table += struct.pack(">4sII", name, at + len(body), len(tag))
        body += padded
    head = struct.pack(
        ">I4sBB2s4s4s4s12s4s",
        at + len(body),
        b"lcms",
        version,
        0,
        bytes(2),
        b"prtr",
        b"CMYK",
        space,
        bytes(12),
        b"acsp",
    )
    header = head + bytes(28) + _fixed(_BEST_WHITE)
    return header.ljust(128, b"\0") + table + body


def lut8(grid: ArrayLike, curve: ArrayLike, matrix: ArrayLike = _IDENTITY) -> bytes:
    """``grid`` [n, n, n, (n,) outputs] and one curve of 256 entries for all inputs and outputs, 0 to 1 each."""
    return _plain(b"mft1", b"", grid, curve, matrix, "u1", 255)


def lut16(grid: ArrayLike, curve: ArrayLike, matrix: ArrayLike = _IDENTITY) -> bytes:
    entries = len(np.asarray(curve))
    return _plain(b"mft2", struct.pack(">HH", entries, entries), grid, curve, matrix, ">u2", 65535)


def _plain(
    kind: bytes, counts: bytes, grid: ArrayLike, curve: ArrayLike, matrix: ArrayLike, dtype: str, most: int
) -> bytes:
    nodes = np.asarray(grid)
    inputs, outputs = nodes.ndim - 1, nodes.shape[-1]
    head = kind + bytes(4) + bytes([inputs, outputs, nodes.shape[0], 0]) + _fixed(matrix) + counts
    values = [np.tile(curve, inputs), nodes.ravel(), np.tile(curve, outputs)]
    return head + b"".join(np.rint(np.asarray(part) * most).astype(dtype).tobytes() for part in values)


def staged(kind: bytes, grid: ArrayLike, sides: dict[str, list[bytes]], matrix: ArrayLike, wide: bool = True) -> bytes:
    """A ``mAB `` or ``mBA `` tag of curves A, M and B, a grid and a matrix of three rows with a fourth of offsets."""
    nodes = np.asarray(grid)
    inputs, outputs = nodes.ndim - 1, nodes.shape[-1]
    most, dtype = (65535, ">u2") if wide else (255, "u1")
    clut = bytes(nodes.shape[:-1]).ljust(16, b"\0") + bytes([2 if wide else 1, 0, 0, 0])
    clut += np.rint(nodes * most).astype(dtype).tobytes()
    parts = [
        b"".join(sides["B"]),
        _fixed(matrix),
        b"".join(sides["M"]),
        clut + bytes(-len(clut) % 4),
        b"".join(sides["A"]),
    ]
    offsets = np.cumsum([32] + [len(part) for part in parts])[:-1]
    return kind + bytes(4) + bytes([inputs, outputs, 0, 0]) + struct.pack(">5I", *offsets) + b"".join(parts)


def para(function: int, *parameters: float) -> bytes:
    return b"para" + bytes(4) + struct.pack(">HH", function, 0) + _fixed(parameters)


def curv(*entries: int) -> bytes:
    """No entry is the identity, one a gamma in 256ths, more are samples of 16 bits."""
    made = b"curv" + bytes(4) + struct.pack(f">I{len(entries)}H", len(entries), *entries)
    return made + bytes(-len(made) % 4)


def _fixed(numbers: ArrayLike) -> bytes:
    return np.rint(np.asarray(numbers, np.float64) * 65536).astype(">i4").tobytes()


def _mluc(text: str) -> bytes:
    encoded = text.encode("utf-16-be")
    return b"mluc" + bytes(4) + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(encoded), 28) + encoded


def _desc(text: str) -> bytes:
    letters = text.encode("ascii") + b"\0"
    return b"desc" + bytes(4) + struct.pack(">I", len(letters)) + letters + bytes(78)

"""The look-up tables and the media white of an ICC profile's bytes (ICC.1:2004-10, 9 and 10).

``lut8Type``, ``lut16Type``, ``lutAToBType`` and ``lutBToAType`` between CMYK and the connection space; all else of a
profile is LittleCMS's business. The bytes may come from anywhere: a table that is not there or not whole raises
DieloomError.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np

from core.colour.lab import D50, lab_to_xyz, xyz_to_lab
from core.colour.lut import Curve, Curves, Floats, Grid, Matrix, Parametric, Sampled, Stage
from core.errors import DieloomError

_TAGS = 128
_MOST_TAGS = 100
_XYZ_SCALE = 1 + 32767 / 32768  # what full scale means in XYZ
_LAB_SCALE, _LAB_START = np.array([100, 255, 255]), np.array([0, 128, 128])
_LEGACY = 65535 / 65280  # 16-bit Lab of lut16Type: 0xFF00 is L* 100, in every version (10.8)
_PARAMETERS = {0: "g", 1: "gab", 2: "gabe", 3: "gabcd", 4: "gabcdef"}


@dataclass(frozen=True)
class LookUp:
    """A table from or to the connection space, in Lab."""

    stages: tuple[Stage, ...]
    space: bytes
    legacy: bool

    def to_lab(self, device: Floats) -> Floats:
        """[N, 4] device values, 0 to 1, as [N, 3] media-relative Lab."""
        values = self._run(device)
        if self.space == b"XYZ ":
            return xyz_to_lab(values * _XYZ_SCALE)
        lab: Floats = values * _LAB_SCALE * (_LEGACY if self.legacy else 1) - _LAB_START
        return lab

    def from_lab(self, lab: Floats) -> Floats:
        """[N, 3] media-relative Lab as [N, 4] device values, 0 to 1."""
        if self.space == b"XYZ ":
            return np.clip(self._run(lab_to_xyz(lab) / _XYZ_SCALE), 0, 1)
        values = (lab + _LAB_START) / (_LAB_SCALE * (_LEGACY if self.legacy else 1))
        return np.clip(self._run(np.clip(values, 0, 1)), 0, 1)

    def _run(self, values: Floats) -> Floats:
        for stage in self.stages:
            values = stage(values)
        return values


def read_table(data: bytes, *names: bytes) -> LookUp:
    """The first of these tags that the profile has; raises DieloomError."""
    try:
        tags = _directory(data)
        found = next((tags[name] for name in names if name in tags), None)
        if found is None:
            raise ValueError("no table")
        table = _parsed(found, data[20:24])
        _probe(table, to_device=found[8] == 3)
    except (ValueError, IndexError, KeyError, struct.error) as error:
        raise DieloomError(
            f"The table {names[0].decode('ascii')} of the output profile is missing or damaged.",
            "Choose the CMYK printer profile that your printer gave you.",
        ) from error
    return table


def media_white(data: bytes) -> Floats:
    """XYZ of the unprinted paper under D50; D50 itself where the profile does not say."""
    try:
        white = np.frombuffer(_directory(data)[b"wtpt"], ">i4", 3, 8) / 65536
    except (ValueError, KeyError, struct.error):
        return D50
    return white if (white > 0).all() else D50


def _directory(data: bytes) -> dict[bytes, bytes]:
    (count,) = struct.unpack_from(">I", data, _TAGS)
    if count > _MOST_TAGS:
        raise ValueError("too many tags")
    entries = (struct.unpack_from(">4sII", data, _TAGS + 4 + 12 * i) for i in range(count))
    return {name: data[at : at + size] for name, at, size in entries}


def _parsed(tag: bytes, space: bytes) -> LookUp:
    kind, inputs, outputs = tag[:4], tag[8], tag[9]
    if (inputs, outputs) not in ((3, 4), (4, 3)) or space not in (b"Lab ", b"XYZ "):
        raise ValueError("not between CMYK and the connection space")
    # LittleCMS interpolates from Lab without tetrahedra, whose diagonal would not be the grey axis.
    trilinear = inputs == 3 and space == b"Lab "
    if kind in (b"mft1", b"mft2"):
        return LookUp(_plain(tag, inputs, outputs, trilinear, space), space, legacy=kind == b"mft2")
    if kind in (b"mAB ", b"mBA "):
        return LookUp(_staged(tag, inputs, outputs, trilinear), space, legacy=False)
    raise ValueError("unknown type")


def _plain(tag: bytes, inputs: int, outputs: int, trilinear: bool, space: bytes) -> tuple[Stage, ...]:
    """Curves, grid, curves (10.8, 10.9); the matrix is for XYZ on the input side only."""
    side = tag[10]
    wide = tag[:4] == b"mft2"
    before, after = struct.unpack_from(">HH", tag, 48) if wide else (256, 256)
    dtype, most, at = (">u2", 65535, 52) if wide else ("u1", 255, 48)
    counts = (before * inputs, side**inputs * outputs, after * outputs)
    if min(before, after, side) < 2:
        raise ValueError("a table of one entry")
    values = np.frombuffer(tag, dtype, sum(counts), at) / most
    first, nodes, last = np.split(values, np.cumsum(counts)[:2])
    matrix = np.frombuffer(tag, ">i4", 9, 12).reshape(3, 3) / 65536
    stages: tuple[Stage, ...] = (
        _curves(first.reshape(inputs, -1)),
        Grid(nodes.reshape(*[side] * inputs, outputs), trilinear),
        _curves(last.reshape(outputs, -1)),
    )
    return (Matrix(matrix, np.zeros(3)), *stages) if inputs == 3 and space == b"XYZ " else stages


def _curves(tables: Floats) -> Curves:
    return Curves(tuple(Sampled(table) for table in tables))


def _staged(tag: bytes, inputs: int, outputs: int, trilinear: bool) -> tuple[Stage, ...]:
    """A curves, grid, M curves, matrix, B curves (10.10), or from B to A (10.11); what has no offset is left out."""
    b, matrix, m, grid, a = struct.unpack_from(">5I", tag, 12)
    device, pcs = (inputs, outputs) if tag[:4] == b"mAB " else (outputs, inputs)
    stages = [
        _curve_set(tag, a, device) if a else None,
        _grid(tag, grid, inputs, outputs, trilinear) if grid else None,
        _curve_set(tag, m, pcs) if m else None,
        _matrix(tag, matrix) if matrix else None,
        _curve_set(tag, b, pcs) if b else None,
    ]
    if not grid:
        raise ValueError("no grid")
    return tuple(stage for stage in (stages if tag[:4] == b"mAB " else stages[::-1]) if stage is not None)


def _matrix(tag: bytes, at: int) -> Matrix:
    numbers = np.frombuffer(tag, ">i4", 12, at) / 65536
    return Matrix(numbers[:9].reshape(3, 3), numbers[9:])


def _grid(tag: bytes, at: int, inputs: int, outputs: int, trilinear: bool) -> Grid:
    sides = list(tag[at : at + inputs])
    if len(sides) < inputs or min(sides) < 1:
        raise ValueError("no grid")
    dtype, most = {1: ("u1", 255), 2: (">u2", 65535)}[tag[at + 16]]
    count = int(np.prod(sides, dtype=object)) * outputs
    return Grid((np.frombuffer(tag, dtype, count, at + 20) / most).reshape(*sides, outputs), trilinear)


def _curve_set(tag: bytes, at: int, count: int) -> Curves:
    """Curves one after the other, each on a multiple of four bytes."""
    found = []
    for _ in range(count):
        curve, size = _curve(tag, at)
        found.append(curve)
        at += -(-size // 4) * 4
    return Curves(tuple(found))


def _curve(tag: bytes, at: int) -> tuple[Curve, int]:
    """The curve at a place, and how many bytes it takes (10.5, 10.15)."""
    kind = tag[at : at + 4]
    if kind == b"para":
        (function,) = struct.unpack_from(">H", tag, at + 8)
        names = _PARAMETERS[function]
        values = np.frombuffer(tag, ">i4", len(names), at + 12) / 65536
        return _parametric(function, dict(zip(names, map(float, values), strict=True))), 12 + 4 * len(names)
    if kind != b"curv":
        raise ValueError("no curve")
    (count,) = struct.unpack_from(">I", tag, at + 8)
    if count == 0:
        return Parametric(1.0), 12
    values = np.frombuffer(tag, ">u2", count, at + 12)
    return (Parametric(float(values[0]) / 256) if count == 1 else Sampled(values / 65535)), 12 + 2 * count


def _parametric(function: int, named: dict[str, float]) -> Parametric:
    """Functions 1 and 2 begin where their base is 0 and are flat below; 2 names the flat part's height c, here e."""
    if function in (1, 2):
        if named["a"] == 0:
            raise ValueError("a curve without slope")
        return Parametric(**named, d=-named["b"] / named["a"], f=named.get("e", 0.0))
    return Parametric(**named)


def _probe(table: LookUp, to_device: bool) -> None:
    """Run one value through, so that stages which do not fit each other are found here."""
    result = table.from_lab(np.full((1, 3), 50.0)) if to_device else table.to_lab(np.full((1, 4), 0.5))
    if result.shape != (1, 4 if to_device else 3) or not np.isfinite(result).all():
        raise ValueError("stages that do not fit")

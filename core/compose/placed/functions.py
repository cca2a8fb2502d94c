"""Functions of a PDF on whole arrays (ISO 32000-1, 7.10): sampled, exponential, stitched, and calculated.

A function takes [N, inputs] and gives [N, outputs].
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from pikepdf import Array

from core.compose.placed.calculator import Program, program
from core.compose.placed.objects import get, items, number, numbers, real, unpacked

Floats = NDArray[np.float64]

MOST_SAMPLES = 1 << 24
MOST_INPUTS, MOST_OUTPUTS = 6, 32
_DEEPEST = 8


class Function(Protocol):
    """[N, inputs] to [N, outputs]."""

    @property
    def inputs(self) -> int: ...

    def __call__(self, x: Floats) -> Floats: ...


@dataclass(frozen=True)
class Bounded:
    """A rule between its domain and its range: what is beyond is cut to them."""

    domain: Floats  # [inputs, 2]
    range: Floats | None  # [outputs, 2]
    rule: Callable[[Floats], Floats]

    @property
    def inputs(self) -> int:
        return len(self.domain)

    def __call__(self, x: Floats) -> Floats:
        if x.shape[1] != self.inputs:
            raise ValueError(f"a function of {self.inputs} values, not {x.shape[1]}")
        found = self.rule(np.clip(x, self.domain[:, 0], self.domain[:, 1]))
        found = np.nan_to_num(found, nan=0.0, posinf=1.0, neginf=0.0)
        if self.range is None:
            return found
        if found.shape[1] < len(self.range):
            raise ValueError("a function gives fewer values than it has ranges")
        cut: Floats = np.clip(found[:, : len(self.range)], self.range[:, 0], self.range[:, 1])
        return cut


@dataclass(frozen=True)
class Side:
    """Several functions of the same inputs beside each other."""

    parts: tuple[Function, ...]

    @property
    def inputs(self) -> int:
        return self.parts[0].inputs

    def __call__(self, x: Floats) -> Floats:
        return np.concatenate([part(x) for part in self.parts], axis=1)


def function(given: Any, depth: int = 0) -> Function:
    """A function, or an array of them as one; raises ValueError and what the parts of a damaged one raise."""
    if depth > _DEEPEST:
        raise ValueError("functions within functions")
    if isinstance(given, Array):
        if not 0 < len(given) <= MOST_OUTPUTS:
            raise ValueError("no function")
        return Side(tuple(function(each, depth + 1) for each in given))
    domain = _pairs(get(given, "Domain"))
    if not 0 < len(domain) <= MOST_INPUTS:
        raise ValueError("a function without a domain")
    limits = get(given, "Range")
    return Bounded(domain, None if limits is None else _pairs(limits), _rule(given, domain, depth))


def _rule(given: Any, domain: Floats, depth: int) -> Callable[[Floats], Floats]:
    match int(number(get(given, "FunctionType"))):
        case 0:
            return _sampled(given, domain)
        case 2:
            return _exponential(given)
        case 3:
            return _stitched(given, domain, depth)
        case 4:
            return _calculated(given)
        case other:
            raise ValueError(f"a function of type {other}")


def _pairs(given: Any) -> Floats:
    values = np.array(numbers(given), np.float64)
    return values[: len(values) // 2 * 2].reshape(-1, 2)


@dataclass(frozen=True)
class _Exponential:
    start: Floats
    end: Floats
    exponent: float

    def __call__(self, x: Floats) -> Floats:
        with np.errstate(all="ignore"):
            found: Floats = self.start + x[:, :1] ** self.exponent * (self.end - self.start)
        return found


def _exponential(given: Any) -> _Exponential:
    start, end = (get(given, key) for key in ("C0", "C1"))
    low = np.array([0.0] if start is None else numbers(start))
    high = np.array([1.0] if end is None else numbers(end))
    if len(low) != len(high) or len(low) > MOST_OUTPUTS:
        raise ValueError("ends that do not fit each other")
    return _Exponential(low, high, real(given, "N", 1.0))


@dataclass(frozen=True)
class _Stitched:
    parts: tuple[Function, ...]
    bounds: Floats
    domain: Floats  # of each part
    encode: Floats

    def __call__(self, x: Floats) -> Floats:
        part = np.minimum(np.searchsorted(self.bounds, x[:, 0], side="right"), len(self.parts) - 1)
        low, high = self.domain[part].T
        start, end = self.encode[part].T
        span = np.where(high > low, high - low, 1.0)
        inner = (start + (x[:, 0] - low) / span * (end - start))[:, None]
        found: Floats | None = None
        for index, one in enumerate(self.parts):
            chosen = part == index
            if chosen.any():
                values = one(inner[chosen])
                found = np.zeros((len(x), values.shape[1])) if found is None else found
                found[chosen] = values
        return np.zeros((0, 1)) if found is None else found


def _stitched(given: Any, domain: Floats, depth: int) -> _Stitched:
    parts = tuple(function(each, depth + 1) for each in items(get(given, "Functions")))
    bounds = np.array(numbers(get(given, "Bounds")), np.float64)
    encode = _pairs(get(given, "Encode"))
    if not parts or len(bounds) != len(parts) - 1 or len(encode) < len(parts):
        raise ValueError("a stitched function whose parts do not fit")
    edges = np.concatenate([[domain[0, 0]], bounds, [domain[0, 1]]])
    return _Stitched(parts, bounds, np.stack([edges[:-1], edges[1:]], axis=1), encode)


@dataclass(frozen=True)
class _Sampled:
    table: Floats  # [size of the last input, ..., size of the first, outputs]
    sizes: tuple[int, ...]
    domain: Floats
    encode: Floats
    decode: Floats

    def __call__(self, x: Floats) -> Floats:
        span = np.where(self.domain[:, 1] > self.domain[:, 0], self.domain[:, 1] - self.domain[:, 0], 1.0)
        at = self.encode[:, 0] + (x - self.domain[:, 0]) / span * (self.encode[:, 1] - self.encode[:, 0])
        at = np.clip(at, 0, np.array(self.sizes) - 1)
        low = np.minimum(np.floor(at), np.maximum(np.array(self.sizes) - 2, 0)).astype(np.intp)
        share = at - low
        found = np.zeros((len(x), self.table.shape[-1]))
        for corner in product((0, 1), repeat=len(self.sizes)):
            weight = np.prod(np.where(corner, share, 1 - share), axis=1)
            place = np.minimum(low + corner, np.array(self.sizes) - 1)
            found += weight[:, None] * self.table[tuple(place.T[::-1])]
        return self.decode[:, 0] + found * (self.decode[:, 1] - self.decode[:, 0])


def _sampled(given: Any, domain: Floats) -> _Sampled:
    sizes = tuple(int(size) for size in numbers(get(given, "Size"), len(domain)))
    limits = _pairs(get(given, "Range"))
    bits = int(number(get(given, "BitsPerSample")))
    count = int(np.prod(sizes, dtype=object)) * len(limits)
    if min(sizes) < 1 or not 0 < count <= MOST_SAMPLES or bits not in (1, 2, 4, 8, 12, 16, 24, 32):
        raise ValueError("a table of no sound size")
    data = unpacked(given, count * 4 + 1024)
    table = samples(data, count, bits) / (2.0**bits - 1)
    encode, decode = get(given, "Encode"), get(given, "Decode")
    return _Sampled(
        table.reshape(*sizes[::-1], len(limits)),
        sizes,
        domain,
        np.array([[0, size - 1] for size in sizes], np.float64) if encode is None else _pairs(encode),
        limits if decode is None else _pairs(decode),
    )


def samples(data: bytes, count: int, bits: int) -> Floats:
    """``count`` unsigned numbers of so many bits each, packed without gaps; zeros where the data ends too soon."""
    needed = (count * bits + 7) // 8
    data = data[:needed].ljust(needed, b"\0")
    if bits in (8, 16, 32):
        return np.frombuffer(data, f">u{bits // 8}", count).astype(np.float64)
    ones = np.unpackbits(np.frombuffer(data, np.uint8))[: count * bits].reshape(count, bits)
    return ones @ (2.0 ** np.arange(bits - 1, -1, -1))


def _calculated(given: Any) -> Program:
    limits = get(given, "Range")
    if limits is None:
        raise ValueError("a calculator without a range")
    return program(unpacked(given, 1 << 20), len(_pairs(limits)))

"""PostScript calculator functions on whole arrays (ISO 32000-1, 7.10.5).

The language has no loops, so a program ends; its length and its stack have limits. A condition splits the rows that
are worked on into those of either branch.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Column = NDArray[np.float64] | NDArray[np.bool_]
Stack = list[Column]
Step = float | str | tuple["Step", ...]

MOST_TOKENS = 20_000
_DEEPEST = 30
_TALLEST = 100  # values on the stack

_TOKEN = re.compile(rb"[{}]|[^\s{}]+")


@dataclass(frozen=True)
class Program:
    """Runs on [N, inputs]; gives [N, outputs] off the top of the stack."""

    steps: tuple[Step, ...]
    outputs: int

    def __call__(self, x: Floats) -> Floats:
        stack: Stack = list(x.T)
        with np.errstate(all="ignore"):
            _run(self.steps, stack, len(x))
        if len(stack) < self.outputs:
            raise ValueError("a calculator that leaves too few values")
        return np.stack([column.astype(np.float64) for column in stack[-self.outputs :]], axis=1)


def program(source: bytes, outputs: int) -> Program:
    """Raises ValueError for what is no program."""
    tokens = _TOKEN.findall(re.sub(rb"%[^\r\n]*", b"", source))
    if len(tokens) > MOST_TOKENS or tokens[:1] != [b"{"]:
        raise ValueError("no calculator")
    steps, _ = _block(tokens, 1, 0)
    return Program(steps, outputs)


def _block(tokens: list[bytes], at: int, depth: int) -> tuple[tuple[Step, ...], int]:
    """The steps up to the closing brace, and where to go on."""
    if depth > _DEEPEST:
        raise ValueError("a calculator nested too deep")
    steps: list[Step] = []
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token == b"}":
            return tuple(steps), at
        if token == b"{":
            inner, at = _block(tokens, at, depth + 1)
            steps.append(inner)
        else:
            steps.append(_step(token.decode("latin-1")))
    raise ValueError("a calculator that does not end")


def _step(token: str) -> Step:
    if token in _KNOWN:
        return token
    if token.lower().lstrip("+-").startswith(("i", "n")):
        raise ValueError(f"the calculator knows no {token}")
    return float(token)


def _run(steps: tuple[Step, ...], stack: Stack, rows: int) -> None:
    pending: list[tuple[Step, ...]] = []
    for step in steps:
        if isinstance(step, tuple):
            pending.append(step)
        elif isinstance(step, float):
            stack.append(np.full(rows, step))
        elif step in ("if", "ifelse"):
            other = pending.pop() if step == "ifelse" else ()
            _branch(stack, pending.pop(), other, rows)
        else:
            _apply(step, stack, rows)
        if len(stack) > _TALLEST:
            raise ValueError("a calculator whose stack grows too tall")


def _branch(stack: Stack, then: tuple[Step, ...], other: tuple[Step, ...], rows: int) -> None:
    chosen = stack.pop().astype(bool)
    results: list[tuple[NDArray[np.bool_], Stack]] = []
    for mask, steps in ((chosen, then), (~chosen, other)):
        if mask.any():
            part: Stack = [column[mask] for column in stack]
            _run(steps, part, int(mask.sum()))
            results.append((mask, part))
    if not results:
        return
    if len({len(part) for _, part in results}) != 1:
        raise ValueError("branches that leave different stacks")
    stack[:] = [_joined([(mask, part[i]) for mask, part in results], rows) for i in range(len(results[0][1]))]


def _joined(parts: list[tuple[NDArray[np.bool_], Column]], rows: int) -> Column:
    whole = np.zeros(rows, np.result_type(*(column for _, column in parts)))
    for mask, column in parts:
        whole[mask] = column
    return whole


def _apply(name: str, stack: Stack, rows: int) -> None:
    if name in _UNARY:
        stack.append(_UNARY[name](stack.pop()))
    elif name in _BINARY:
        second, first = stack.pop(), stack.pop()
        stack.append(_BINARY[name](first, second))
    elif name in ("true", "false"):
        stack.append(np.full(rows, name == "true"))
    else:
        _move(name, stack)


def _move(name: str, stack: Stack) -> None:
    match name:
        case "pop":
            stack.pop()
        case "exch":
            stack[-2:] = [stack[-1], stack[-2]]
        case "dup":
            stack.append(stack[-1])
        case "copy":
            count = _count(stack)
            if count:
                stack.extend(stack[-count:])
        case "index":
            stack.append(stack[-1 - _count(stack)])
        case "roll":
            by, count = int(stack.pop()[0]), _count(stack)
            if count:
                by %= count
                part = stack[-count:]
                stack[-count:] = part[-by:] + part[:-by] if by else part


def _count(stack: Stack) -> int:
    """How many values an operator is about: the same in all rows, for a program can only state it."""
    column = stack.pop()
    count = int(column[0]) if len(column) else 0
    if not 0 <= count <= len(stack) or (column != column[0]).any():
        raise ValueError("a count beyond the stack")
    return count


def _not(x: Column) -> Column:
    return np.logical_not(x) if x.dtype == np.bool_ else (-np.trunc(x) - 1).astype(np.float64)


def _bitwise(rule: Callable[..., Any]) -> Callable[[Column, Column], Column]:
    def apply(first: Column, second: Column) -> Column:
        if first.dtype == np.bool_ and second.dtype == np.bool_:
            both: Column = rule(first, second)
            return both
        bits: Column = rule(_whole(first), _whole(second)).astype(np.float64)
        return bits

    return apply


def _whole(x: Column) -> NDArray[np.int64]:
    return np.clip(np.nan_to_num(x.astype(np.float64)), -(2**31), 2**31 - 1).astype(np.int64)


def _shifted(x: Column, by: Column) -> Column:
    bits, places = _whole(x), np.clip(_whole(by), -31, 31)
    moved = np.where(places >= 0, bits << np.maximum(places, 0), (bits & 0xFFFFFFFF) >> np.maximum(-places, 0))
    return moved.astype(np.float64)


_UNARY: dict[str, Callable[[Column], Column]] = {
    "abs": np.abs,
    "neg": np.negative,
    "ceiling": np.ceil,
    "floor": np.floor,
    "round": lambda x: np.floor(x + 0.5),
    "truncate": np.trunc,
    "cvi": np.trunc,
    "cvr": lambda x: x.astype(np.float64),
    "sqrt": lambda x: np.sqrt(np.maximum(x, 0)),
    "sin": lambda x: np.sin(np.radians(x)),
    "cos": lambda x: np.cos(np.radians(x)),
    "ln": np.log,
    "log": np.log10,
    "not": _not,
}
_BINARY: dict[str, Callable[[Column, Column], Column]] = {
    "add": np.add,
    "sub": lambda x, y: x.astype(np.float64) - y,
    "mul": np.multiply,
    "div": np.divide,
    "idiv": lambda x, y: np.trunc(np.trunc(x) / np.trunc(y)),
    "mod": lambda x, y: np.fmod(np.trunc(x), np.trunc(y)),
    "exp": lambda x, y: np.power(x.astype(np.float64), y),
    "atan": lambda x, y: np.degrees(np.arctan2(x, y)) % 360,
    "eq": np.equal,
    "ne": np.not_equal,
    "gt": np.greater,
    "ge": np.greater_equal,
    "lt": np.less,
    "le": np.less_equal,
    "and": _bitwise(np.bitwise_and),
    "or": _bitwise(np.bitwise_or),
    "xor": _bitwise(np.bitwise_xor),
    "bitshift": _shifted,
}
_MOVES = {"pop", "exch", "dup", "copy", "index", "roll", "true", "false", "if", "ifelse"}
_KNOWN = {*_UNARY, *_BINARY, *_MOVES}

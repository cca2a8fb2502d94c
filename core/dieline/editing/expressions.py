"""Formulas as an editor changes them: read as typed, moved by a distance, added, renamed, put in place of a name.

What the person wrote stays as it was written wherever that is possible: a corner at ``x_front`` that is dragged by
12 mm is at ``x_front + 12``, and at ``x_front`` again once it is dragged back.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from core.dieline.formula import CONSTANTS, MAX_MAGNITUDE, Formula
from core.dieline.schema import Expression

DIGITS = 5  # of a millimetre that a drag keeps: finer than the 1e-4 mm within which two points are one
SUMS = (ast.Add, ast.Sub)


def expression(text: str) -> Expression:
    """What was typed: a number where it is one, else the text of a formula, right or wrong."""
    try:
        number = float(text)
    except ValueError:
        return text.strip()
    return number if abs(number) <= MAX_MAGNITUDE else text.strip()


def written(value: Expression) -> str:
    """As it stands in a field: the shortest text that gives the same number again."""
    if isinstance(value, str):
        return value
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def shifted(value: Expression, by: float) -> Expression:
    """``value + by``: a number stays a number; a formula gets, changes or loses a number at its end.

    Raises FormulaError for text that is no formula.
    """
    by = _tidy(by)
    if not isinstance(value, str):
        return _tidy(value + by)
    if by == 0:
        return value
    head, number = _end_number(value)
    return _with_number(head, _tidy(number + by))


def total(*terms: tuple[float, Expression]) -> Expression:
    """The sum of ``factor * expression``, like terms taken together; raises FormulaError for text that is none."""
    sums: dict[str, float] = {}
    for factor, value in terms:
        for atom, times in _linear(_tree(value), factor):
            sums[atom] = sums.get(atom, 0.0) + times
    number = _tidy(sums.pop("", 0.0))
    parts = [(atom, _tidy(times)) for atom, times in sums.items() if abs(times) > 1e-12]
    parts.sort(key=lambda part: part[1] < 0)  # stable: begin with what is added
    if not parts:
        return number
    return _with_number("".join(_term(atom, times, first=i == 0) for i, (atom, times) in enumerate(parts)), number)


@lru_cache(maxsize=8192)
def names_in(value: Expression) -> frozenset[str]:
    """The names that it uses; none for a number, or for text that is no formula."""
    return frozenset(name for name, _ in _places(value)) - CONSTANTS.keys()


def renamed(value: Expression, old: str, new: str) -> Expression:
    """The same formula with another name; the rest of its text is untouched."""
    return _replaced(value, lambda name: new if name == old else None)


def substituted(value: Expression, by: Mapping[str, Expression]) -> Expression:
    """The formula with other expressions in the place of names, in brackets where they need them."""
    if names_in(value) == {value} and value in by:
        return by[str(value)]
    return _replaced(value, lambda name: _bracketed(by[name]) if name in by else None)


def _tidy(number: float) -> float:
    rounded = round(number, DIGITS)
    return rounded + 0.0 if math.isfinite(rounded) else number  # + 0.0 makes -0.0 plain


def _tree(value: Expression) -> ast.expr:
    return Formula(written(value), "expression", "the template").tree


def _end_number(text: str) -> tuple[str, float]:
    """The formula without the number added at its end, and that number."""
    tree, text = _tree(text), text.strip()
    if (number := _number(tree)) is not None:
        return "", number
    if isinstance(tree, ast.BinOp) and isinstance(tree.op, SUMS) and (number := _number(tree.right)) is not None:
        head = ast.get_source_segment(text, tree.left) or ast.unparse(tree.left)
        head = f"({head})" if _is_loose(tree.left) else head
        return head, number if isinstance(tree.op, ast.Add) else -number
    return (f"({text})" if _is_loose(tree) else text), 0.0


def _is_loose(node: ast.expr) -> bool:
    """Whether it binds looser than + and -."""
    negation = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
    return negation or isinstance(node, ast.IfExp | ast.BoolOp | ast.Compare)


def _number(node: ast.expr) -> float | None:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)):
            return -float(number)
    return None


def _with_number(head: str, number: float) -> Expression:
    if not head:
        return number
    if number == 0:
        return head
    return f"{head} {'+' if number > 0 else '-'} {written(abs(number))}"


def _linear(node: ast.expr, factor: float) -> Iterator[tuple[str, float]]:
    """The terms of a sum as (text, factor); the number is the term without text."""
    if (number := _number(node)) is not None:
        yield "", factor * number
        return
    match node:
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as op, right=right):
            yield from _linear(left, factor)
            yield from _linear(right, factor if isinstance(op, ast.Add) else -factor)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            yield from _linear(operand, -factor)
        case ast.BinOp(left=left, op=ast.Mult(), right=right) if (number := _number(left)) is not None:
            yield from _linear(right, factor * number)
        case ast.BinOp(left=left, op=ast.Mult(), right=right) if (number := _number(right)) is not None:
            yield from _linear(left, factor * number)
        case ast.BinOp(left=left, op=ast.Div(), right=right) if _number(right):
            yield from _linear(left, factor / (_number(right) or 1.0))
        case _:
            text = ast.unparse(node)
            yield (f"({text})" if _takes_a_rest(node) or _is_loose(node) else text), factor


def _takes_a_rest(node: ast.expr) -> bool:
    """Whether a factor in front would get into a remainder: 2 * a % b * c is ((2 * a) % b) * c."""
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div | ast.Mod):
        if isinstance(node.op, ast.Mod):
            return True
        node = node.left
    return False


def _term(atom: str, times: float, *, first: bool) -> str:
    sign = ("-" if times < 0 else "") if first else (" - " if times < 0 else " + ")
    size = abs(times)
    if size == 1:
        return f"{sign}{atom}"
    if size < 1 and abs(1 / size - round(1 / size)) < 1e-9:
        return f"{sign}{atom} / {round(1 / size)}"
    return f"{sign}{written(size)} * {atom}"


def _places(value: Expression) -> list[tuple[str, ast.Name]]:
    """Each use of a name; none in text that is no formula. Functions are not names."""
    if not isinstance(value, str):
        return []
    try:
        tree = ast.parse(value.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return [(node.id, node) for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in called]


def _replaced(value: Expression, new: Callable[[str], str | None]) -> Expression:
    found = [(node, text) for name, node in _places(value) if (text := new(name)) is not None]
    if not found:
        return value
    lines = [line.encode() for line in str(value).strip().splitlines()]  # the parser counts in bytes of UTF-8
    for node, text in sorted(found, key=lambda each: (each[0].lineno, each[0].col_offset), reverse=True):
        line = lines[node.lineno - 1]
        lines[node.lineno - 1] = line[: node.col_offset] + text.encode() + line[node.end_col_offset :]
    return b"\n".join(lines).decode()


def _bracketed(value: Expression) -> str:
    text = written(value)
    return text if text.isidentifier() or (text[:1].isdigit() and "e" not in text and " " not in text) else f"({text})"

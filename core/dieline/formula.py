"""Formulas of a template: text that can compute a number, and nothing else.

A formula is arithmetic as Python writes it: numbers, names, ``+ - * / % **``, comparisons and ``and or not`` (true is
1, false is 0), ``a if condition else b``, ``pi``, and the functions of :data:`FUNCTIONS`; angles are in degrees. Text
is read by Python's own parser, but only the node kinds handled in this file are ever let in, so nothing can be called
beyond the functions named here. Length, depth and magnitude are bounded.
"""

from __future__ import annotations

import ast
import functools
import graphlib
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from core.errors import DieloomError

MAX_LENGTH = 400
MAX_DEPTH = 40
MAX_MAGNITUDE = 1e9

Compute = Callable[[Mapping[str, float]], float]

CONSTANTS: dict[str, float] = {"pi": math.pi}

FUNCTIONS: dict[str, tuple[int, int, Callable[..., float]]] = {
    # name: fewest arguments, most arguments, what it computes
    "min": (2, 16, min),
    "max": (2, 16, max),
    "clamp": (3, 3, lambda value, low, high: max(low, min(value, high))),
    "step": (2, 2, lambda edge, value: float(value >= edge)),
    "sqrt": (1, 1, math.sqrt),
    "abs": (1, 1, abs),
    "floor": (1, 1, math.floor),
    "ceil": (1, 1, math.ceil),
    "sin": (1, 1, lambda angle: math.sin(math.radians(angle))),
    "cos": (1, 1, lambda angle: math.cos(math.radians(angle))),
    "tan": (1, 1, lambda angle: math.tan(math.radians(angle))),
    "atan": (1, 1, lambda ratio: math.degrees(math.atan(ratio))),
}

_BINARY: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
    ast.Mod: lambda a, b: a % b,
    ast.Pow: math.pow,  # unlike **, it refuses roots of negative numbers instead of going complex
}
_UNARY: dict[type[ast.unaryop], Callable[[float], float]] = {
    ast.USub: lambda a: -a,
    ast.UAdd: lambda a: a,
    ast.Not: lambda a: float(not a),
}
_COMPARE: dict[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.Lt: lambda a, b: a < b,
    ast.LtE: lambda a, b: a <= b,
    ast.Gt: lambda a, b: a > b,
    ast.GtE: lambda a, b: a >= b,
    ast.Eq: lambda a, b: a == b,
    ast.NotEq: lambda a, b: a != b,
}


class FormulaError(DieloomError):
    """A formula that cannot be read or has no value; names the formula and its owner."""


@dataclass(frozen=True)
class Formula:
    """The text of one formula; ``name`` and ``owner`` (the template) say in errors whose it is."""

    text: str
    name: str
    owner: str

    @cached_property
    def tree(self) -> ast.expr:
        """The checked syntax tree; raises FormulaError for text that is not a formula."""
        if len(self.text) > MAX_LENGTH:
            raise self.error(f"is longer than {MAX_LENGTH} characters", "Split it into several formulas.")
        try:
            tree = ast.parse(self.text.strip(), mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            raise self.error(f"cannot be read: {self.text}", "Check its brackets and operators.") from None
        self._check(tree, 0)
        return tree

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that it needs, without constants and functions."""
        called = {id(node.func) for node in ast.walk(self.tree) if isinstance(node, ast.Call)}
        used = (node for node in ast.walk(self.tree) if isinstance(node, ast.Name) and id(node) not in called)
        return frozenset(node.id for node in used) - CONSTANTS.keys()

    def value(self, values: Mapping[str, float]) -> float:
        """The number it gives with these names; raises FormulaError where it has none."""
        try:
            result = float(self._compute(values))
        except ZeroDivisionError:
            raise self.error("divides by zero", f"Check what it divides by: {self.text}") from None
        except OverflowError:
            raise self.error("grows beyond all bounds", f"Check its sizes: {self.text}") from None
        except ValueError:
            raise self.error(
                "has no real value", f"It takes the root of a negative number, or a negative power of zero: {self.text}"
            ) from None
        if not abs(result) <= MAX_MAGNITUDE:
            raise self.error(f"grows beyond {MAX_MAGNITUDE:g}", f"Check its sizes: {self.text}")
        return result

    def error(self, problem: str, hint: str = "") -> FormulaError:
        return FormulaError(f'Formula "{self.name}" of {self.owner} {problem}.', hint)

    def _check(self, node: ast.expr, depth: int) -> None:
        """Let in only what ``_computing`` knows, so that a bad formula is refused before it is used."""
        if depth > MAX_DEPTH:
            raise self.error("is nested too deeply", "Split it into several formulas.")
        for part in self._parts(node):
            self._check(part, depth + 1)

    def _parts(self, node: ast.expr) -> list[ast.expr]:
        match node:
            case ast.Constant(value=bool()) | ast.Constant(value=complex()):
                pass
            case ast.Constant(value=int() | float()) | ast.Name():
                return []
            case ast.UnaryOp(op=op, operand=operand) if type(op) in _UNARY:
                return [operand]
            case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _BINARY:
                return [left, right]
            case ast.BoolOp(values=parts):
                return parts
            case ast.Compare(left=left, ops=ops, comparators=others) if all(type(op) in _COMPARE for op in ops):
                return [left, *others]
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return [test, body, orelse]
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
                return self._arguments(name, arguments)
        raise self.error(f"uses something that formulas do not have: {ast.unparse(node)}", "See resources/dielines.")

    def _arguments(self, name: str, arguments: list[ast.expr]) -> list[ast.expr]:
        if name not in FUNCTIONS:
            raise self.error(f"calls the unknown function {name}", f"There are {', '.join(FUNCTIONS)}.")
        fewest, most, _ = FUNCTIONS[name]
        if not fewest <= len(arguments) <= most:
            raise self.error(f"gives {name} {len(arguments)} values", f"It takes {fewest} to {most}.")
        return arguments

    @cached_property
    def _compute(self) -> Compute:
        return self._computing(self.tree)

    def _computing(self, node: ast.expr) -> Compute:
        """The tree as nested functions: read once, it computes a blank's hundreds of numbers quickly."""
        match node:
            case ast.Constant(value=number):
                constant = float(number)  # type: ignore[arg-type]  # _parts let in numbers only
                return lambda values: constant
            case ast.Name(id=name):
                return self._naming(name)
            case ast.BinOp(left=left, op=operator, right=right):
                binary, one, other = _BINARY[type(operator)], self._computing(left), self._computing(right)
                return lambda values: binary(one(values), other(values))
            case ast.UnaryOp(op=op, operand=operand):
                unary, inner = _UNARY[type(op)], self._computing(operand)
                return lambda values: unary(inner(values))
            case ast.Call(func=ast.Name(id=name), args=arguments):
                function, given = FUNCTIONS[name][2], [self._computing(each) for each in arguments]
                return lambda values: function(*[each(values) for each in given])
            case ast.IfExp(test=test, body=body, orelse=orelse):
                condition, yes, no = self._computing(test), self._computing(body), self._computing(orelse)
                return lambda values: yes(values) if condition(values) else no(values)
            case ast.BoolOp(op=op, values=parts):
                combine, each_part = all if isinstance(op, ast.And) else any, [self._computing(part) for part in parts]
                return lambda values: float(combine(part(values) for part in each_part))
            case ast.Compare(left=left, ops=ops, comparators=others):
                return self._comparing([left, *others], [_COMPARE[type(op)] for op in ops])
        raise AssertionError(f"{ast.dump(node)} was let in by _parts")

    def _naming(self, name: str) -> Compute:
        if name in CONSTANTS:
            constant = CONSTANTS[name]
            return lambda values: constant

        def named(values: Mapping[str, float]) -> float:
            try:
                return values[name]
            except KeyError:
                hint = "Define it as a parameter or a formula."
                raise self.error(f"uses the unknown name {name}", hint) from None

        return named

    def _comparing(self, nodes: list[ast.expr], tests: list[Callable[[float, float], bool]]) -> Compute:
        sides = [self._computing(node) for node in nodes]

        def compared(values: Mapping[str, float]) -> float:
            numbers = [side(values) for side in sides]
            return float(all(test(a, b) for test, a, b in zip(tests, numbers, numbers[1:], strict=False)))

        return compared


@functools.lru_cache(maxsize=1 << 15)
def formula(text: str, name: str, owner: str) -> Formula:
    """The formula, read only once for all the versions of a template that is being edited."""
    return Formula(text, name, owner)


def in_order(formulas: Mapping[str, Formula]) -> list[str]:
    """Names of the formulas, each after those it needs; raises FormulaError when they go round in a circle."""
    needs = {name: formula.names & formulas.keys() for name, formula in formulas.items()}
    try:
        return list(graphlib.TopologicalSorter(needs).static_order())
    except graphlib.CycleError as error:
        circle: list[str] = error.args[1]
        first = formulas[circle[0]]
        raise first.error(f"depends on itself: {' -> '.join(circle[::-1])}", "Break the circle.") from None

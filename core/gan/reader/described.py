"""What bare weights were built with: the constructor's arguments, in the file's metadata or in a file beside it.

Nobody has said how they are to be written, so every way that leaves no doubt is read: under one key as JSON or as
Python prints a dictionary, alone or among other things, or a key for each argument.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core import files
from core.gan.reader import safe
from core.gan.reader.arguments import OPTIONS
from core.gan.reader.errors import Unreadable
from core.gan.reader.networks import plain

_MOST_BESIDE = 1 << 20
_MOST_PRINTED = 20_000  # characters of a dictionary that Python printed
_DEEPEST = 3
_PARTS = ("mapping_kwargs", "synthesis_kwargs")


def described(path: Path, metadata: Mapping[str, str]) -> tuple[dict[str, Any] | None, str]:
    """The arguments and where they were found; None: the metadata has our own config. Raises Unreadable."""
    if "mapping_layers" in metadata.get("config", ""):
        return None, "its metadata"
    for text in metadata.values():
        if (found := _within(_value(text))) is not None:
            return plain(found), "its metadata"
    if "z_dim" in metadata:
        return plain(_flat(metadata)), "its metadata"
    beside = path.with_suffix(".json")
    if not beside.is_file():
        raise Unreadable(
            "it holds weights and does not say how their network is built",
            f"Put the constructor's arguments beside it as {beside.name}.",
        )
    found = _within(safe.loads(files.read_bytes(beside, _MOST_BESIDE)))
    if found is None:
        raise Unreadable(f"{beside.name} does not say its z_dim", "Put the constructor's arguments into it.")
    return plain(found), beside.name


def _within(value: object, depth: int = 0) -> dict[str, Any] | None:
    """The dictionary of arguments that a value is or holds."""
    if not isinstance(value, dict) or depth > _DEEPEST:
        return None
    if "z_dim" in value:
        return value
    return next((found for part in value.values() if (found := _within(part, depth + 1)) is not None), None)


def _flat(metadata: Mapping[str, str]) -> dict[str, Any]:
    """Of a key for each argument; what else a file says of itself, such as its author, is no argument."""
    arguments: dict[str, Any] = {}
    for key, text in metadata.items():
        part, _, name = key.partition(".")
        if name and part in _PARTS:
            arguments.setdefault(part, {})[name] = _value(text)
        elif key in OPTIONS:
            arguments[key] = _value(text)
    return arguments


def _value(text: str) -> Any:
    """A number, a dictionary, or the word itself."""
    try:
        return safe.loads(text)
    except Unreadable:
        known = {"None": None, "True": True, "False": False}
        return known[text] if text in known else _printed(text)


def _printed(text: str) -> Any:
    """A dictionary as Python prints it. Short and flat ones only: its parser may fall over what is nested deeply."""
    flat = sum(text.count(bracket) for bracket in "([{-+~") < 100
    if text.startswith("{") and len(text) <= _MOST_PRINTED and flat:
        try:
            return ast.literal_eval(text)
        except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
            return text
    return text

"""Types of the command line's words: what they accept, and what they say when they do not."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from core.errors import DieloomError


def size_mm(text: str) -> tuple[float, ...]:
    """``80,40,140`` (or with x): one to three lengths in mm."""
    parts = re.split(r"[,x×]", text.strip())
    try:
        lengths = tuple(float(part) for part in parts)
    except ValueError:
        lengths = ()
    if len(lengths) not in (1, 2, 3) or not all(0 < length < 1e6 for length in lengths):
        raise argparse.ArgumentTypeError(f"{text!r} is not a size in mm such as 80,40,140")
    return lengths


def sheet_mm(text: str) -> tuple[float, float]:
    """``1000x700``: width by height in mm."""
    sides = size_mm(text)
    if len(sides) != 2:
        raise argparse.ArgumentTypeError(f"{text!r} is not a sheet in mm such as 1000x700")
    return sides[0], sides[1]


def size_px(text: str) -> tuple[int, int]:
    """``1024x768``: width by height in pixels, up to 16384 each."""
    match = re.fullmatch(r"(\d+)x(\d+)", text.strip().lower())
    if not match or not all(1 <= int(side) <= 16384 for side in match.groups()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a size in pixels such as 1024x768 (16384 at most)")
    return int(match[1]), int(match[2])


def parameter(text: str) -> tuple[str, float]:
    """``NAME=VALUE`` with a number."""
    name, _, value = text.partition("=")
    try:
        return name.strip(), float(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=NUMBER") from None


def seed(text: str) -> int:
    if not text.isdecimal() or int(text) >= 2**32:
        raise argparse.ArgumentTypeError(f"{text!r} is not a seed (0 to {2**32 - 1})")
    return int(text)


def count(text: str) -> int:
    """A number of tries."""
    if not text.isdecimal() or not 1 <= int(text) <= 1_000_000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 1000000")
    return int(text)


def gate(text: str) -> tuple[float, bool]:
    """``0.5``: how real; or ``95%``: as real as so many of the real pictures (then true)."""
    try:
        number, share = float(text.removesuffix("%")), text.endswith("%")
    except ValueError:
        number, share = -1.0, False
    if not 0 <= number <= (100 if share else 1):
        raise argparse.ArgumentTypeError(f"{text!r} is not a threshold such as 0.5 (0 to 1) or 95% (of real pictures)")
    return (number / 100, True) if share else (number, False)


def place(text: str) -> tuple[float, float]:
    """``0.5,0.25``: two fractions, from 0 up to but not 1."""
    try:
        x, y = (float(part) for part in text.split(","))
    except ValueError:
        x = y = -1.0
    if not (0 <= x < 1 and 0 <= y < 1):
        raise argparse.ArgumentTypeError(f"{text!r} is not a place such as 0.5,0.25 (from 0 up to 1)")
    return x, y


def cells(text: str) -> tuple[int, int]:
    """``3x2``: 1 to 8 cells across and down."""
    match = re.fullmatch(r"([1-8])x([1-8])", text.strip().lower())
    if not match:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of cells such as 3x2 (8 at most)")
    return int(match[1]), int(match[2])


def layers(text: str) -> tuple[int, int] | None:
    """``4-7`` or ``4``: the first and last w layer; None for ``all``."""
    match = re.fullmatch(r"(\d{1,3})(?:-(\d{1,3}))?", text.strip())
    if match and int(match[1]) <= int(match[2] or match[1]):
        return int(match[1]), int(match[2] or match[1])
    if text.strip() == "all":
        return None
    raise argparse.ArgumentTypeError(f"{text!r} is not a range of w layers such as 4-7, 4 or all")


def mix(text: str) -> tuple[int, tuple[int, int] | None, float]:
    """``12:4-7:0.5``: a seed, the w layers that it is blended into, and its weight; the last two may be left out."""
    number, _, rest = text.partition(":")
    span, _, weight = rest.partition(":")
    try:
        share = float(weight) if weight else 1.0
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} has no weight from 0 to 1, as in 12:4-7:0.5")
    return seed(number), layers(span) if span else None, share


def existing(path: Path) -> Path:
    """A file that is there; raises DieloomError."""
    if not path.is_file():
        raise DieloomError(f"There is no file {path}.", "Check the name and the folder.")
    return path


def suffix_of(path: Path, *allowed: str) -> str:
    """The lower-case suffix of an output file; raises DieloomError when it is not one we write."""
    suffix = path.suffix.lower()
    if suffix not in allowed:
        raise DieloomError(f"Cannot write {path.name}.", f"Use a name that ends in {', '.join(allowed)}.")
    return suffix


def folder_for(path: Path) -> Path:
    """The path itself, once its folder exists; raises DieloomError when it does not."""
    if not path.absolute().parent.is_dir():
        raise DieloomError(f"There is no folder {path.absolute().parent}.", "Create it first.")
    return path

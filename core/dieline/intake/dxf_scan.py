"""A first look at a DXF: every tag in its place, no more of them than a dieline needs, and which unit is stated.

It names the line of what is wrong, which a library that reads the whole file seldom can, and it costs a fraction of it.
"""

from __future__ import annotations

import io
import math
import re
from dataclasses import dataclass

from core.errors import DieloomError

MOST_RECORDS = 60_000  # entities, vertices and table entries
_BINARY = b"AutoCAD Binary DXF"
COMMENT = 999
_UNIT = re.compile(r"\b(mm|millimet(?:re|er)s?|cm|centimet(?:re|er)s?|inch(?:es)?|in)\b\.?$", re.IGNORECASE)
_NAMES = {"m": "mm", "c": "cm", "i": "in"}


@dataclass(frozen=True)
class Scan:
    """What the first look found."""

    states: frozenset[str] = frozenset()  # which of the header's variables on units are there
    unit: str = ""  # from a comment such as "All lengths in mm"


def scan(data: bytes, name: str) -> Scan:
    """Look through a DXF; raises DieloomError that names the line."""
    # ezdxf fills in what a header lacks, and then nobody can tell.
    states = frozenset(each for each in ("$INSUNITS", "$MEASUREMENT") if each.encode() in data)
    if data.startswith(_BINARY):
        if data.count(b"\0") > 40 * MOST_RECORDS:
            raise _too_many(name)
        return Scan(states)
    unit, code, records, ended, number = "", None, 0, False, 0
    for number, raw in enumerate(io.BytesIO(data), start=1):
        value = raw.strip()
        if code is None:
            code = _code(value, name, number)
            continue
        if code == 0:
            records += 1
            ended = value == b"EOF"
            if records > MOST_RECORDS:
                raise _too_many(name)
        elif code == COMMENT:
            found = _UNIT.search(value.decode("utf-8", "replace"))
            unit = unit or (_NAMES[found[1][0].lower()] if found else "")
        elif 10 <= code <= 59 or 210 <= code <= 239:
            _check_number(value, name, number)
        code = None
        if ended:
            return Scan(states, unit)
    raise DieloomError(f"{name} is cut short: it stops at line {number} without EOF.", "Export it again.")


def _code(value: bytes, name: str, number: int) -> int:
    """A tag's number; old files pad it with blanks."""
    try:
        return int(value)
    except ValueError:
        what = value.decode("ascii", "replace")[:20]
        raise DieloomError(
            f'{name}: line {number} should be a DXF group code, not "{what}".', "Save it as DXF again."
        ) from None


def _check_number(value: bytes, name: str, number: int) -> None:
    try:
        finite = math.isfinite(float(value))
    except ValueError:
        finite = False
    if not finite:
        what = value.decode("ascii", "replace")[:20]
        raise DieloomError(f'{name}: line {number} should be a number, not "{what}".', "Save it as DXF again.")


def _too_many(name: str) -> DieloomError:
    return DieloomError(
        f"{name} holds more than {MOST_RECORDS} entities.",
        "No dieline needs so many: export the layers of the die alone, with curves as arcs.",
    )

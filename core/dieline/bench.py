"""What dielines cost and what nesting saves: every style made at random sizes, twelve styles nested on a sheet."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from core.dieline import library
from core.dieline.nest import Sheet, nest
from core.dieline.sweep import random_sizes
from core.errors import DieloomError

SHEET, GAP = (1000.0, 700.0), 5.0
ENOUGH = 0.15  # gain that the project asks of at least five of the styles

_CARTON = ((60.0, 30.0, 90.0), (80.0, 40.0, 140.0), (70.0, 70.0, 70.0))
_FLAT_CARTON = ((120.0, 80.0, 30.0), (160.0, 110.0, 40.0), (140.0, 90.0, 25.0))
_MAILER = ((100.0, 70.0, 30.0), (120.0, 90.0, 40.0), (150.0, 110.0, 50.0))

NESTED: Mapping[str, Sequence[tuple[float, ...]]] = {
    "ECMA A20.20.01.01": _CARTON,
    "ECMA A20.20.03.01": _CARTON,
    "ECMA A55.20.00.01": _CARTON,
    "ECMA A60.20.00.01": _CARTON,
    "ECMA A10.10.01.01": _CARTON,
    "FEFCO 0215": ((100.0, 60.0, 120.0), (120.0, 80.0, 100.0), (150.0, 100.0, 120.0)),
    "FOUR-CORNER TRAY": _FLAT_CARTON,
    "DOUBLE-WALL BASE": _FLAT_CARTON,
    "FEFCO 0427": _MAILER,
    "FEFCO 0421": _MAILER,
    "HANG TAG": ((40.0, 100.0), (50.0, 90.0), (60.0, 120.0)),
    "STAND-UP POUCH": ((100.0, 150.0), (140.0, 220.0), (160.0, 240.0)),
}
"""Tubes, cases, trays, mailers, tags and pouches at usual sizes; some of them interlock and some cannot."""


def bench_dielines(sizes: int, nested: Mapping[str, Sequence[tuple[float, ...]]] = NESTED) -> dict[str, Any]:
    """Milliseconds to make a blank of every style at ``sizes`` random sizes, and the table of nested styles."""
    regeneration = {code: _regenerated(code, sizes) for code in library.codes()}
    rows = [_nested(code, size) for code, each in nested.items() for size in each]
    gains = {code: _gain([row for row in rows if row["style"] == code]) for code in nested}
    return {
        "regeneration_ms": regeneration,
        "median_p50_ms": _median(each["p50"] for each in regeneration.values()),
        "median_p95_ms": _median(each["p95"] for each in regeneration.values()),
        "worst_p95_ms": max(each["p95"] for each in regeneration.values()),
        "sheet": {"width": SHEET[0], "height": SHEET[1], "gap": GAP},
        "nesting": rows,
        "gain_by_style": gains,
        "median_gain": _median(gains.values()),
        "median_seconds": _median(row["seconds"] for row in rows),
        "styles_that_gain_enough": sum(gain >= ENOUGH for gain in gains.values()),
        "never_fewer": all(row["count"] >= row["grid_count"] for row in rows),
    }


def _regenerated(code: str, sizes: int) -> dict[str, float]:
    template = library.load(code)
    times = []
    for given in random_sizes(template, sizes, seed=1):
        started = time.perf_counter()
        try:
            template.outline(given)
        except DieloomError:
            continue  # a size that contradicts itself costs nothing
        times.append((time.perf_counter() - started) * 1000)
    times.sort()
    return {"p50": round(_at(times, 0.5), 2), "p95": round(_at(times, 0.95), 2)}


def _nested(code: str, size: tuple[float, ...]) -> dict[str, Any]:
    """One row of the table; the board's grain runs as the style wants it, so that it is turned by 0 and 180 degrees."""
    template = library.load(code)
    outline = template.outline(template.sized(size))
    started = time.perf_counter()
    layout = nest(outline, Sheet(*SHEET, grain=outline.grain), GAP)
    return {
        "style": code,
        "size": list(size),
        "grain": outline.grain,
        "grid_count": layout.grid_count,
        "count": layout.count,
        "gain": round(layout.gain, 3),
        "waste": round(layout.waste, 3),
        "seconds": round(time.perf_counter() - started, 2),
    }


def _gain(rows: Sequence[Mapping[str, Any]]) -> float:
    """Over all sizes of one style."""
    gain: float = sum(row["count"] for row in rows) / sum(row["grid_count"] for row in rows) - 1
    return round(gain, 3)


def _at(ordered: Sequence[float], part: float) -> float:
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else 0.0


def _median(values: Iterable[float]) -> float:
    return round(statistics.median(values), 3)

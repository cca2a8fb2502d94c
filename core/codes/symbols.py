"""Data as a barcode or matrix code: bars as outlines in mm, for one ink.

The pattern of modules is zxing-cpp's (its creator is zint); sizes, bar-width reduction, guard and bearer bars and the
text are this module's, after the GS1 General Specifications, 5.2 to 5.7.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
import zxingcpp

from core.codes import bars, gs1
from core.codes.captions import GUARD_DROP, Label, depth, labels
from core.codes.contents import contents, is_gs1
from core.codes.names import Symbology
from core.codes.rules import rule
from core.errors import DieloomError
from core.geometry import Path

Level = Literal["L", "M", "Q", "H"]

MAX_MODULE = 10.0  # mm
MAX_HEIGHT = 1000.0  # mm
LEAST_LEFT = 1 / 3  # of a module after reduction: less may vanish on the plate

_FORMATS: dict[Symbology, zxingcpp.BarcodeFormat] = {
    "ean13": zxingcpp.BarcodeFormat.EAN13,
    "ean8": zxingcpp.BarcodeFormat.EAN8,
    "upca": zxingcpp.BarcodeFormat.UPCA,
    "itf14": zxingcpp.BarcodeFormat.ITF,  # the format ITF14 comes with a frame of its own
    "code128": zxingcpp.BarcodeFormat.Code128,
    "gs1_128": zxingcpp.BarcodeFormat.Code128,
    "datamatrix": zxingcpp.BarcodeFormat.DataMatrix,
    "qr": zxingcpp.BarcodeFormat.QRCode,
}
# The modules of the bars that reach down beside the digits; UPC-A's include its first and last digit.
_GUARDS: dict[Symbology, tuple[range, ...]] = {
    "ean13": (range(3), range(45, 50), range(92, 95)),
    "ean8": (range(3), range(31, 36), range(64, 67)),
    "upca": (range(10), range(45, 50), range(85, 95)),
}
_WIDE = 2.5  # narrow elements in a wide one of ITF-14 (GS1 General Specifications, 5.3); zint's have 3
_BEARER, _LEAST_BEARER = 4.75, 2.0  # modules: 4.83 mm at full size, 1.016 mm (5.3)


@dataclass(frozen=True)
class Symbol:
    """A code ready to be placed; lengths in mm, y up, from the lower left corner without the quiet zone.

    ``bars`` is to be filled by the nonzero rule. ``width`` and ``height`` are without the quiet zone; the height of a
    linear code includes its text and, for ITF-14, its bearer bars. ``bar_height`` is that of the bars alone (of EAN and
    UPC the shorter ones). ``quiet`` is left, right, bottom, top. ``data`` is complete: with the check digit, and GS1
    data with the application identifiers in parentheses.
    """

    bars: Path
    width: float
    height: float
    bar_height: float
    quiet: tuple[float, float, float, float]
    labels: tuple[Label, ...]
    data: str


def encode(
    symbology: Symbology,
    data: str,
    *,
    module: float,
    height: float | None = None,
    reduction: float = 0.0,
    text: bool = True,
    level: Level = "M",
) -> Symbol:
    """The symbol that holds ``data``, with modules of ``module`` mm.

    ``height`` is of the bars of a linear code (None: the usual one). Each dark element is narrower by ``reduction`` mm,
    half of it on each edge, to make up for ink that spreads; its place stays. ``level`` is the error correction that
    a QR Code has at least. Matrix codes have no text. Raises DieloomError.
    """
    _check(module, height, reduction)
    complete = contents(symbology, data)
    pattern = _pattern(symbology, complete, level)
    left, right, bottom, top = rule(symbology).quiet
    quiet = (left * module, right * module, bottom * module, top * module)
    usual_height = rule(symbology).height(module)
    if usual_height is None:
        rows, columns = pattern.shape
        path = bars.outlines(pattern, module, reduction)
        return Symbol(path, columns * module, rows * module, rows * module, quiet, (), complete)
    bar_height = usual_height if height is None else height
    bearer = _bearer(module) if symbology == "itf14" else 0.0
    foot = depth(symbology, module, text) + bearer
    head = foot + bar_height
    spans = list(_spans(symbology, pattern[0]))
    width = spans[-1][1] * module
    paths = [
        bars.bar(start * module, end * module, foot - drop * module, head, reduction) for start, end, drop in spans
    ]
    if bearer:
        # Not reduced: they are no part of the code, but keep the plate from pressing harder at the ends of bars.
        paths += [bars.bar(0, width, foot - bearer, foot, 0), bars.bar(0, width, head, head + bearer, 0)]
    shown = labels(symbology, complete, module, width) if text else ()
    return Symbol(Path.joined(paths), width, head + bearer, bar_height, quiet, shown, complete)


def _check(module: float, height: float | None, reduction: float) -> None:
    if not 0 < module <= MAX_MODULE:
        raise DieloomError(f"A module of {module:g} mm cannot be made.", f"Choose one up to {MAX_MODULE:g} mm.")
    if height is not None and not 0 < height <= MAX_HEIGHT:
        raise DieloomError(f"Bars {height:g} mm high cannot be made.", f"Choose a height up to {MAX_HEIGHT:g} mm.")
    most = module * (1 - LEAST_LEFT)
    if not math.isfinite(reduction) or not 0 <= reduction <= most:
        raise DieloomError(
            f"A bar-width reduction of {reduction:g} mm leaves too little of bars {module:g} mm wide.",
            f"Choose one from 0 to {math.floor(most * 1000) / 1000:g} mm, or larger modules.",
        )


def _pattern(symbology: Symbology, complete: str, level: Level) -> bars.Modules:
    """[rows, columns], True where dark; linear codes have equal rows but for their guard bars."""
    options: dict[str, object] = {}
    content = complete
    if symbology == "datamatrix":
        options["force_square"] = True
    if symbology == "qr":
        options["ec_level"] = level
    if is_gs1(symbology, complete):
        options["gs1"] = True
        # Brackets, since a value may have parentheses.
        content = "".join(f"[{each.ai}]{each.value}" for each in gs1.parse(complete))
    elif not complete.isascii():
        options["eci"] = "UTF-8"  # said in the code, so that no reader has to guess
    try:
        made = zxingcpp.create_barcode(content, _FORMATS[symbology], **options)
    except ValueError as error:
        raise _refusal(symbology, complete, str(error)) from error
    pixels = np.asarray(made.to_image(scale=1, add_quiet_zones=False), np.uint8)
    dark: bars.Modules = pixels == 0
    return dark


def _refusal(symbology: Symbology, complete: str, reason: str) -> DieloomError:
    name = rule(symbology).label
    if "too long" in reason:
        hint = "Shorten them" + (" or choose a lower error correction." if symbology == "qr" else ".")
        return DieloomError(f"A {name} cannot hold these {len(complete)} characters.", hint)
    reason = re.sub(r"^Error \d+: | \(retval: \d+\)$", "", reason)
    return DieloomError(f"{name} cannot hold “{complete[:40]}”: {reason}.", "Correct the data.")


def _spans(symbology: Symbology, row: bars.Modules) -> Iterator[tuple[float, float, float]]:
    """Where each bar begins and ends and how far it reaches down below the others, in modules."""
    guards = _GUARDS.get(symbology, ())
    at = 0.0
    for dark, count in bars.runs(row):
        end = at + (_WIDE if symbology == "itf14" and count > 1 else count)
        if dark:
            yield at, end, GUARD_DROP if any(int(at) in guard for guard in guards) else 0.0
        at = end


def _bearer(module: float) -> float:
    """The thickness of a bearer bar in mm."""
    return max(_LEAST_BEARER * module, min(_BEARER * module, 4.83))

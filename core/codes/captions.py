"""The text that the trade prints with a linear code, in modules or mm from the symbol's lower left corner."""

from __future__ import annotations

from dataclasses import dataclass

from core.codes.names import Symbology

# GS1 General Specifications, 5.2: digits of 2.75 mm with modules of 0.33 mm, one module below the bars, so that a
# symbol of nominal size is 25.93 mm high. The guard bars reach down between them by five modules.
EAN_DIGITS = 8.33
EAN_GAP = 1.0
GUARD_DROP = 5.0

_LEAST_TEXT = 2.0  # mm
_TEXT = 5.0  # modules
_GAP = 1.02  # mm below bars and bearer bars (GS1 General Specifications, 4.14)


@dataclass(frozen=True)
class Label:
    """A line of text that belongs to a code, in mm from the symbol's lower left corner.

    It is set centred in ``width``, and narrower or smaller if it does not fit there; ``size`` is the height of its
    digits. ``x`` is negative where the text stands to the left of the bars, in the quiet zone.
    """

    text: str
    x: float
    baseline: float
    width: float
    size: float


def depth(symbology: Symbology, module: float, text: bool) -> float:
    """How far the symbol reaches down below its bars (below the bearer bar of ITF-14), in mm."""
    if symbology in ("ean13", "ean8", "upca"):
        return module * (EAN_GAP + EAN_DIGITS if text else GUARD_DROP)
    return _GAP + _size(module) if text else 0.0


def labels(symbology: Symbology, data: str, module: float, width: float) -> tuple[Label, ...]:
    """The labels of a linear code whose bars are ``width`` mm wide; one for each digit of EAN and UPC codes.

    Those digits stand under the modules that hold them, whatever the font.
    """
    match symbology:
        case "ean13":
            return (_digit(data[0], -11, module), *_row(data[1:7], 3, module), *_row(data[7:], 50, module))
        case "ean8":
            return (*_row(data[:4], 3, module), *_row(data[4:], 36, module))
        case "upca":
            inner = (*_row(data[1:6], 10, module), *_row(data[6:11], 50, module))
            return (_small(data[0], -9, module), *inner, _small(data[11], 100, module))
        case "itf14":
            # Indicator, prefix and company, item, check digit: how GS1 spaces a GTIN-14.
            text = " ".join((data[0], data[1:3], data[3:8], data[8:13], data[13]))
        case _:
            text = data
    return (Label(text, 0.0, 0.0, width, _size(module)),)


def _size(module: float) -> float:
    return max(_LEAST_TEXT, _TEXT * module)


def _row(digits: str, start: int, module: float) -> tuple[Label, ...]:
    return tuple(_digit(digit, start + 7 * i, module) for i, digit in enumerate(digits))


def _digit(digit: str, x: float, module: float) -> Label:
    return Label(digit, x * module, 0.0, 7 * module, EAN_DIGITS * module)


def _small(digit: str, x: float, module: float) -> Label:
    """An outer digit of UPC-A: four modules wide, five from the bars (GS1 General Specifications, 5.2)."""
    return Label(digit, x * module, 0.0, 4 * module, EAN_DIGITS * module * 4 / 7)

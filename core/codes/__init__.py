"""Barcodes and matrix codes: what bars and modules they have, how large they must be, and reading them back."""

from core.codes.captions import Label
from core.codes.contents import other_number
from core.codes.names import Symbology
from core.codes.reading import Reading, matches, read
from core.codes.rules import Rule, rule
from core.codes.sizing import fits
from core.codes.symbols import Level, Symbol, encode

__all__ = [
    "Label",
    "Level",
    "Reading",
    "Rule",
    "Symbol",
    "Symbology",
    "encode",
    "fits",
    "matches",
    "other_number",
    "read",
    "rule",
]

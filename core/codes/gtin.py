"""Check digits of the numbers of trade items, parcels and places."""

from __future__ import annotations


def check_digit(digits: str) -> str:
    """The last digit of a GTIN, SSCC or GLN that begins with ``digits`` (GS1 General Specifications, 7.9.1)."""
    total = sum(int(digit) * (1 if i % 2 else 3) for i, digit in enumerate(reversed(digits)))
    return str(-total % 10)

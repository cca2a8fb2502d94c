"""The codes that packs carry, by name."""

from __future__ import annotations

from typing import Literal

Symbology = Literal["ean13", "ean8", "upca", "itf14", "code128", "gs1_128", "datamatrix", "qr"]
"""EAN and UPC: ISO/IEC 15420; ITF-14: 16390; Code 128 and GS1-128: 15417; Data Matrix: 16022; QR: 18004."""

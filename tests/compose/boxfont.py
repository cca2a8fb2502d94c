"""A font made for a test."""

from __future__ import annotations

from pathlib import Path as File

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen


def box_font(folder: File, family: str, letters: str) -> None:
    """A font file whose letters are all the same box."""
    names = [f"uni{ord(letter):04X}" for letter in letters]
    pen = TTGlyphPen(None)
    for number, point in enumerate([(0, 0), (0, 800), (900, 800), (900, 0)]):
        pen.lineTo(point) if number else pen.moveTo(point)
    pen.closePath()
    box = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names])
    builder.setupCharacterMap({ord(letter): name for letter, name in zip(letters, names, strict=True)})
    builder.setupGlyf({name: box for name in (".notdef", *names)})
    builder.setupHorizontalMetrics({name: (1000, 0) for name in (".notdef", *names)})
    builder.setupHorizontalHeader(ascent=900, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    folder.mkdir(exist_ok=True)
    builder.save(folder / f"{family}.ttf")

"""The colours of SVG as inks: CSS colours, and process inks as drawing programs write them beside an sRGB fallback.

CSS Color 4 for sRGB; ``device-cmyk()`` of CSS Color 5, 8.1, and of SVG Color 2; ``icc-color()`` of SVG 1.1, 12.3.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from PIL import ImageColor

from core.colour.inks import Cmyk, Rgb

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?%?|none")
_FUNCTION = re.compile(r"(device-cmyk|rgba?|hsla?)\(([^()]*)\)")
_ICC = re.compile(r"icc-color\([^(),\s]+[\s,]+([^()]*)\)")
_URL = re.compile(r"url\(\s*['\"]?#([^'\")]+?)['\"]?\s*\)\s*(.*)", re.DOTALL)
_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b")


@dataclass(frozen=True)
class Colour:
    """An ink and how much it covers, 0 to 1."""

    ink: Cmyk | Rgb
    alpha: float = 1.0


@dataclass(frozen=True)
class Reference:
    """A paint server by its id, and what to take where it is not there."""

    id: str
    fallback: str


def paint(text: str, current: str) -> Colour | Reference | None:
    """A value of fill, stroke or stop-color; None paints nothing. ``current`` is what currentColor means.

    Raises ValueError for a colour that is not known.
    """
    text = text.strip()
    if found := _URL.match(text):
        return Reference(found[1], found[2].strip() or "none")
    text = text.lower()
    if text in ("none", "transparent", ""):
        return None
    if text == "currentcolor":
        return paint(current, "#000000") if current.lower() != "currentcolor" else Colour(Rgb(0, 0, 0))
    return _process(text) or _screen(text)


def _process(text: str) -> Colour | None:
    """Process inks, wherever in the value they stand: an sRGB colour before them is for those who have none."""
    found = _FUNCTION.search(text)
    if found and found[1] == "device-cmyk":
        values = _shares(found[2], 1.0)
    elif found := _ICC.search(text):
        values = _shares(found[1], 1.0)
    else:
        return None
    if len(values) not in (4, 5):
        return None  # a profile of three colours or one: the fallback stands for it
    c, m, y, k, *alpha = values
    return Colour(Cmyk(c, m, y, k), *alpha)


def _screen(text: str) -> Colour:
    if found := _HEX.match(text):
        digits = found[1] if len(found[1]) > 4 else "".join(2 * digit for digit in found[1])
        r, g, b, *alpha = (value / 255 for value in bytes.fromhex(digits))
        return Colour(Rgb(r, g, b), *alpha)
    found = _FUNCTION.match(text)
    if found and found[1].startswith("rgb"):
        values = _shares(found[2], 255.0)
        if len(values) in (3, 4):
            r, g, b, *alpha = values
            return Colour(Rgb(r, g, b), *alpha)
    if found and found[1].startswith("hsl"):
        return _hsl(found[2])
    try:
        r, g, b = (value / 255 for value in ImageColor.getrgb(text.split()[0])[:3])
    except ValueError:
        raise ValueError(f'the colour "{text[:40]}" is not known') from None
    return Colour(Rgb(r, g, b))


def _shares(text: str, full: float) -> list[float]:
    """The numbers of a colour function from 0 to 1: percentages, or out of ``full`` (alpha is out of 1 always)."""
    found = []
    for place, word in enumerate(_NUMBER.findall(text)):
        if word == "none":
            value = 0.0
        elif word.endswith("%"):
            value = float(word[:-1]) / 100
        else:
            value = float(word) / (full if place < 3 else 1.0)
        found.append(max(0.0, min(1.0, value)) if math.isfinite(value) else 0.0)
    return found


def _hsl(text: str) -> Colour:
    words = _NUMBER.findall(text)
    if len(words) not in (3, 4):
        raise ValueError(f'the colour "hsl({text[:40]})" is not known')
    hue, saturation, lightness = (float(word.rstrip("%")) if word != "none" else 0.0 for word in words[:3])
    red, green, blue = ImageColor.getrgb(f"hsl({hue % 360:.3f},{_percent(saturation)}%,{_percent(lightness)}%)")[:3]
    return Colour(Rgb(red / 255, green / 255, blue / 255), *_shares(" ".join(["0", "0", "0", *words[3:]]), 1.0)[3:])


def _percent(value: float) -> str:
    return f"{max(0.0, min(100.0, value)):.3f}"

"""Colour spaces that are used: process inks and named inks are wanted; each named ink has to mean one thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from pikepdf import Array

from core.compose.placed.colours import Spaces, Tinted
from core.compose.placed.objects import SLIPS, get, items, real, text, word
from core.press.preflight.findings import Finding, found
from core.press.preflight.pdf.job import PdfJob, Sheet, pages_of
from core.press.preflight.pdf.usage import inherited
from core.press.preflight.spots import colliding, is_process

_SHORT = {"RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "G": "DeviceGray", "I": "Indexed"}
_PROCESS = frozenset(["Cyan", "Magenta", "Yellow", "Black", "None", "All"])
_DEEPEST = 6
_CLOSE = 0.01  # of an ink, by which two definitions of a spot may differ


def check_colours(job: PdfJob) -> Iterator[Finding]:
    """Colours that are not yet inks."""
    for page in pages_of(job):
        kinds = _kinds(page)
        if "DeviceRGB" in kinds:
            yield found("rgb", "The page has colours in RGB.", None, page.number)
        managed = sorted(kinds & _MANAGED.keys())
        if managed:
            what = ", ".join(_MANAGED[kind] for kind in managed)
            yield found(
                "colour-managed", f"The page has colours in {what}; the press separates them.", None, page.number
            )
        broken = kinds - _MANAGED.keys() - _INKS - _RGB
        if broken:
            text = f"The page has a colour space that is none: {', '.join(sorted(broken))[:80]}."
            yield found("pdf-damaged", text, None, page.number)


def check_spots(job: PdfJob) -> Iterator[Finding]:
    """Named inks: their names, and what stands for them where there is no plate."""
    mixtures: dict[str, Any] = {}
    told: set[str] = set()
    spaces = Spaces()
    for page in pages_of(job):
        for each in (*page.used.spaces, *page.used.declared):
            for name, space, alternate in _named(each, 0):
                if name in _PROCESS or name in told:
                    continue
                if _kind(alternate) in ("DeviceRGB", "CalRGB"):
                    told.add(name)
                    yield found("rgb", f"The ink “{name}” falls back to RGB.", None, page.number)
                mixture = _mixture(spaces, space)
                known = mixtures.setdefault(name, mixture)
                if known is not None and mixture is not None and not np.allclose(known, mixture, atol=_CLOSE):
                    told.add(name)
                    yield found("spot-two-ways", f"The ink “{name}” is mixed in two ways.", None, page.number)
    for name in mixtures:
        if is_process(name):
            yield found("spot-collision", f"The ink “{name}” has the name of a process ink.")
    for one, other in colliding(mixtures):
        yield found("spot-collision", f"The inks “{one}” and “{other}” are one to a press and two to a computer.")


def check_blending(job: PdfJob) -> Iterator[Finding]:
    """Transparency has to be blended in inks (ISO 15930-7, 6.8)."""
    for page in pages_of(job):
        spaces = {_kind(get(group, "CS")) for group in page.used.groups if get(group, "CS") is not None}
        wrong = sorted(kind for kind in spaces if kind in _RGB or kind == "Lab")
        if wrong:
            yield found("blend-space", f"Transparency is blended in {', '.join(wrong)}.", None, page.number)


_RGB = frozenset(["DeviceRGB", "CalRGB", "ICC profiles of RGB"])
_MANAGED = {
    "CalRGB": "calibrated RGB",
    "CalGray": "calibrated grey",
    "Lab": "Lab",
    "ICC profiles of RGB": "RGB with a profile",
    "ICC profiles of CMYK": "CMYK with a profile of its own",
    "ICC profiles of grey": "grey with a profile",
}
_INKS = frozenset(["DeviceCMYK", "DeviceGray", "Separation", "DeviceN", "Pattern", ""])
_OPERATORS = {"rg": "DeviceRGB", "RG": "DeviceRGB"}


def _kinds(page: Sheet) -> set[str]:
    used = page.used
    kinds = {_OPERATORS[operator] for operator in used.operators if operator in _OPERATORS}
    kinds |= {_SHORT.get(name, name) for each in used.inline if (name := _inline(each)) in _SHORT or name in _DEVICES}
    for each in used.spaces:
        kinds |= set(_inner(each, 0))
    if "DeviceRGB" in kinds and _default_rgb(page):
        kinds = (kinds - {"DeviceRGB"}) | {"ICC profiles of RGB"}
    return kinds


_DEVICES = frozenset(_SHORT.values())


def _inline(entries: dict[str, Any]) -> str:
    value = entries.get("CS", entries.get("ColorSpace", ""))
    if isinstance(value, list) and len(value) > 1:
        value = value[1]
    return value if isinstance(value, str) else ""


def _default_rgb(page: Sheet) -> bool:
    return get(inherited(page.obj, "Resources"), "ColorSpace", "DefaultRGB") is not None


def _inner(space: Any, depth: int) -> Iterator[str]:
    """The kinds of a colour space, and of the one below a palette or a pattern."""
    if space is None or depth > _DEEPEST:
        return
    kind = _kind(space)
    if kind in ("Indexed", "Pattern") and isinstance(space, Array) and len(space) > 1:
        yield from _inner(space[1], depth + 1)
    elif kind != "Indexed":
        yield kind


def _kind(space: Any) -> str:
    """What a colour space is, ICC profiles by their number of inks."""
    if not isinstance(space, Array):
        name = word(space)
        return _SHORT.get(name, name)
    kind = word(space[0]) if len(space) else ""
    if kind == "ICCBased":
        count = int(real(space[1] if len(space) > 1 else None, "N", 0))
        return {1: "ICC profiles of grey", 3: "ICC profiles of RGB", 4: "ICC profiles of CMYK"}.get(count, "ICCBased")
    return _SHORT.get(kind, kind)


def _named(space: Any, depth: int) -> Iterator[tuple[str, Any, Any]]:
    """Every colorant with the space that names it, and that space's alternate."""
    if not isinstance(space, Array) or len(space) < 2 or depth > _DEEPEST:
        return
    kind = word(space[0])
    if kind in ("Indexed", "Pattern"):
        yield from _named(space[1], depth + 1)
    elif kind == "Separation" and len(space) > 3:
        yield text(space[1]), space, space[2]
    elif kind == "DeviceN" and len(space) > 3 and isinstance(space[1], Array):
        colorants = get(space[4], "Colorants") if len(space) > 4 else None
        for name in items(space[1])[:32]:
            own = get(colorants, word(name))
            yield text(name), own if isinstance(own, Array) else None, space[2]


def _mixture(spaces: Spaces, space: Any) -> Any:
    """The process inks of a Separation at a half and at full tint; None for what cannot be read."""
    try:
        read = spaces.find(space)
        if not isinstance(read, Tinted) or read.size != 1:
            return None
        shown = read.convert(np.array([[0.5], [1.0]]))
        return np.clip(shown, 0, 1) if shown.shape == (2, 4) else None
    except SLIPS:
        return None

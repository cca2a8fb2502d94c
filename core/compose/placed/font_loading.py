"""Font dictionaries of a PDF (ISO 32000-1, 9.6 to 9.8): their programs, encodings and widths made a font."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Stream
from reportlab.pdfbase import _fontdata  # type: ignore[attr-defined]  # the types know no private parts

from core.compose.fonts import Typeface, system_fonts
from core.compose.placed import cmaps
from core.compose.placed.font_programs import Program, embedded
from core.compose.placed.fonts import Composite, Drawn, Face, Font, Simple
from core.compose.placed.notes import Notes
from core.compose.placed.objects import SLIPS, get, items, matrix, number, numbers, real, text, unpacked, word

MOST_PROGRAM = 64 * 2**20
_MOST_WIDTHS = 70_000
_SYMBOLIC, _ITALIC, _BOLD = 1 << 2, 1 << 6, 1 << 18
_SUBSTITUTES = {"Arial": "Helvetica", "TimesNewRoman": "Times-Roman", "CourierNew": "Courier"}


def load(given: Any, notes: Notes) -> Font:
    """A font dictionary; raises ValueError and what the parts of a damaged one raise."""
    match word(get(given, "Subtype")):
        case "Type3":
            return _drawn(given)
        case "Type0":
            return _composite(given, notes)
        case "Type1" | "TrueType" | "MMType1":
            return _simple(given, notes)
    raise ValueError("no font")


def _name(given: Any) -> str:
    name = text(get(given, "BaseFont") or "")
    return name[7:] if name[6:7] == "+" else name


def _face(name: str, descriptor: Any, notes: Notes) -> tuple[Face, bool]:
    """The font's own face, and whether it is embedded."""
    flags = int(real(descriptor, "Flags", 0))
    for key in ("FontFile", "FontFile2", "FontFile3"):
        file = get(descriptor, key)
        if file is None:
            continue
        try:
            return Face(embedded(key, unpacked(file, MOST_PROGRAM))), True
        except SLIPS:
            notes.add("font-damaged", f"The embedded font {name} is damaged; another is drawn in its place")
            return Face(None, _substitute(name, flags)), True
    notes.add("font-missing", f"The font {name} is not embedded; another is drawn in its place")
    return Face(None, _substitute(name, flags)), False


def _substitute(name: str, flags: int) -> Typeface:
    lower = name.lower()
    bold = bool(flags & _BOLD) or "bold" in lower or "black" in lower
    italic = bool(flags & _ITALIC) or "italic" in lower or "oblique" in lower
    return system_fonts().find(None, bold=bold, italic=italic)


def _simple(given: Any, notes: Notes) -> Simple:
    name, descriptor = _name(given), get(given, "FontDescriptor")
    face, present = _face(name, descriptor, notes)
    encoding = get(given, "Encoding")
    names = _names(name, encoding, face.program)
    widths = _widths(given, 1000)
    if not widths:
        widths = _standard_widths(name, names)
    missing = real(descriptor, "MissingWidth", -1) / 1000
    flags = int(real(descriptor, "Flags", 0))
    return Simple(
        name,
        present,
        face,
        names,
        widths,
        missing if missing > 0 else None,
        bool(flags & _SYMBOLIC),
        encoding is not None,
    )


def _names(name: str, encoding: Any, program: Program | None) -> dict[int, str]:
    """The glyph names of codes: a base, and what the font changes of it."""
    base = word(encoding) or word(get(encoding, "BaseEncoding"))
    if base in _fontdata.encodings:
        found = _table(base)
    elif program is not None and program.encoding:
        found = dict(program.encoding)
    elif name in ("Symbol", "ZapfDingbats"):
        found = _table(f"{name}Encoding")
    else:
        found = _table("StandardEncoding")
    return found | _differences(encoding)


def _table(name: str) -> dict[int, str]:
    return {code: glyph for code, glyph in enumerate(_fontdata.encodings[name]) if glyph and glyph != ".notdef"}


def _differences(encoding: Any) -> dict[int, str]:
    found: dict[int, str] = {}
    changes = get(encoding, "Differences")
    code = 0
    for each in changes if isinstance(changes, Array) else ():
        if name := word(each):
            found[code] = name
            code += 1
        else:
            code = int(number(each))
    return {code: name for code, name in found.items() if 0 <= code < 256}


def _widths(given: Any, unit: float) -> dict[int, float]:
    listed = get(given, "Widths")
    if not isinstance(listed, Array):
        return {}
    first = int(real(given, "FirstChar", 0))
    return {first + i: number(width) / unit for i, width in enumerate(list(listed)[:256])}


def _standard_widths(name: str, names: dict[int, str]) -> dict[int, float]:
    """Those of the fourteen fonts that need not state them."""
    table = _fontdata.widthsByFontGlyph.get(_SUBSTITUTES.get(name, name))
    return {code: table[glyph] / 1000 for code, glyph in names.items() if glyph in table} if table else {}


def _composite(given: Any, notes: Notes) -> Composite:
    descendant = items(get(given, "DescendantFonts"))[0]
    name, descriptor = _name(given), get(descendant, "FontDescriptor")
    face, present = _face(name, descriptor, notes)
    to_unicode, to_glyph = get(given, "ToUnicode"), get(descendant, "CIDToGIDMap")
    down = get(descendant, "DW2")
    return Composite(
        name,
        present,
        face,
        _cmap(get(given, "Encoding"), name, notes),
        cmaps.parse(unpacked(to_unicode, cmaps.MOST_BYTES)) if isinstance(to_unicode, Stream) else cmaps.CMap(),
        dict(_cid_widths(get(descendant, "W"))),
        real(descendant, "DW", 1000) / 1000,
        dict(_cid_downs(get(descendant, "W2"))),
        (0.88, -1.0) if down is None else (numbers(down, 2)[0] / 1000, numbers(down, 2)[1] / 1000),
        unpacked(to_glyph, 1 << 18) if isinstance(to_glyph, Stream) else None,
    )


def _cmap(encoding: Any, name: str, notes: Notes) -> cmaps.CMap:
    if isinstance(encoding, Stream):
        found = cmaps.parse(unpacked(encoding, cmaps.MOST_BYTES))
        found.vertical = found.vertical or real(encoding, "WMode", 0) == 1
        found.direct = not found.cids and word(get(encoding, "UseCMap")).startswith("Identity")
        return found
    known = word(encoding)
    if not known.startswith("Identity"):
        notes.add("font-encoding", f"The character set {known} of the font {name} is unknown; letters may be wrong")
    return cmaps.identity(known.endswith("V"))


def _cid_widths(given: Any) -> Iterator[tuple[int, float]]:
    """``c [w ...]`` or ``first last w`` (9.7.4.3)."""
    for first, values in _runs(given, 1):
        for index, (width,) in enumerate(values):
            yield first + index, width / 1000


def _cid_downs(given: Any) -> Iterator[tuple[int, tuple[float, float, float]]]:
    for first, values in _runs(given, 3):
        for index, (advance, x, y) in enumerate(values):
            yield first + index, (advance / 1000, x / 1000, y / 1000)


def _runs(given: Any, size: int) -> Iterator[tuple[int, list[tuple[float, ...]]]]:
    """The first identifier of each run with so many numbers for each of its members."""
    left = list(given)[:_MOST_WIDTHS] if isinstance(given, Array) else []
    at = 0
    while at + 1 < len(left):
        first, second = int(number(left[at])), left[at + 1]
        if isinstance(second, Array):
            values = numbers(second)
            yield first, [values[i : i + size] for i in range(0, len(values) - size + 1, size)]
            at += 2
        else:
            count = min(max(0, int(number(second)) - first + 1), 65536)
            yield first, [tuple(number(each) for each in left[at + 2 : at + 2 + size])] * count
            at += 2 + size


def _drawn(given: Any) -> Drawn:
    procs = get(given, "CharProcs")
    found = {code: get(procs, name) for code, name in _differences(get(given, "Encoding")).items()}
    streams = {code: proc for code, proc in found.items() if isinstance(proc, Stream)}
    return Drawn(
        text(get(given, "Name") or "Type 3"),
        matrix(get(given, "FontMatrix")),
        get(given, "Resources"),
        streams,
        _widths(given, 1),
    )

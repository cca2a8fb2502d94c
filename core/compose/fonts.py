"""Fonts of the machine, found by family and style or by the letters that they have.

Files are read by HarfBuzz, which checks every table that it touches, and only when a name or a glyph is asked for.
The program brings a few of its own, and reportlab brings Bitstream Vera: text shows where the system has no fonts at
all, and a design that names no family looks the same on every machine.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path as File

import reportlab
import uharfbuzz as hb

from core import resources
from core.compose.pens import PathPen
from core.geometry import Path

BUNDLED = (resources.root() / "fonts", File(reportlab.__file__).parent / "fonts")
FALLBACK_FAMILY = "Bitstream Vera Sans"

_ENDINGS = {".ttf", ".otf", ".ttc", ".otc"}
_OUTLINES = {"glyf", "CFF ", "CFF2"}
_MAX_FACES = 64  # in one collection
_BOLD, _REGULAR = 700, 400


@dataclass(frozen=True)
class Style:
    """What tells the faces of a family apart; weight as in CSS (400 regular, 700 bold), width in percent."""

    weight: float
    italic: bool
    width: float

    def distance(self, bold: bool, italic: bool) -> tuple[bool, float, float]:
        """How far from what is wanted, most important first."""
        wanted = _BOLD if bold else _REGULAR
        return self.italic != italic, abs(self.width - 100), abs(self.weight - wanted)


@dataclass(frozen=True)
class Typeface:
    """One face of a font file."""

    file: File
    index: int
    family: str
    style: Style
    _paths: dict[int, Path] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def font(self) -> hb.Font:
        return hb.Font(hb.Face(hb.Blob.from_file_path(str(self.file)), self.index))

    @cached_property
    def letters(self) -> frozenset[int]:
        """The code points that the face has glyphs for."""
        return frozenset(self.font.face.unicodes)

    @property
    def units_per_em(self) -> int:
        return int(self.font.face.upem)

    @property
    def extents(self) -> tuple[float, float]:
        """Ascender and descender (negative) in font units."""
        found = self.font.get_font_extents("ltr")
        return found.ascender, found.descender

    def glyph(self, number: int) -> Path:
        """A glyph's outline in font units."""
        if number not in self._paths:
            pen = PathPen()
            self.font.draw_glyph_with_pen(number, pen)
            self._paths[number] = pen.path
        return self._paths[number]


Families = dict[str, list[Typeface]]  # by the name in lower case
_SIMPLIFIED = " SC"  # how such a family for mainland China ends


class FontLibrary:
    """The bundled faces and those in some folders, which are read only for what the bundled ones lack."""

    def __init__(self, folders: Iterable[File]) -> None:
        self._folders = tuple(folders)
        self._covering: dict[tuple[int, bool, bool], Typeface | None] = {}

    @cached_property
    def _bundled(self) -> Families:
        return _families(BUNDLED)

    @cached_property
    def _found(self) -> Families:
        return _families(self._folders)

    def families(self) -> list[str]:
        """The families' names in alphabetical order."""
        return sorted((faces[0].family for faces in (self._found | self._bundled).values()), key=str.casefold)

    def has(self, family: str) -> bool:
        return family.casefold() in self._bundled or family.casefold() in self._found

    def find(self, family: str | None, *, bold: bool = False, italic: bool = False) -> Typeface:
        """The face of ``family`` nearest to the style; of the bundled family when there is none of that name."""
        name = family.casefold() if family and self.has(family) else FALLBACK_FAMILY.casefold()
        faces = self._bundled.get(name) or self._found[name]
        return min(faces, key=lambda face: face.style.distance(bold, italic))

    def covering(self, letter: int, *, bold: bool = False, italic: bool = False) -> Typeface | None:
        """A face that has the code point, whatever its family; None when no face has."""
        key = letter, bold, italic
        if key not in self._covering:
            able = _with_letter(letter, self._bundled) or _with_letter(letter, self._found)
            # Families for all of East Asia come once for each region, with glyphs of its own.
            self._covering[key] = min(
                able,
                key=lambda face: (face.style.distance(bold, italic), not face.family.endswith(_SIMPLIFIED)),
                default=None,
            )
        return self._covering[key]


@lru_cache(maxsize=1)
def system_fonts() -> FontLibrary:
    """The fonts of this machine; folders are read at the first question."""
    return FontLibrary(font_folders())


def font_folders() -> list[File]:
    """Where this operating system keeps fonts: the system's, then the person's own."""
    home = File.home()
    match sys.platform:
        case "win32":
            local = File(os.environ.get("LOCALAPPDATA", home / "AppData/Local"))
            return [File(os.environ.get("WINDIR", "C:/Windows")) / "Fonts", local / "Microsoft/Windows/Fonts"]
        case "darwin":
            return [File("/System/Library/Fonts"), File("/Library/Fonts"), home / "Library/Fonts"]
        case _:
            shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
            own = File(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
            return [*(File(each) / "fonts" for each in shared.split(":")), own / "fonts", home / ".fonts"]


def _families(folders: Iterable[File]) -> Families:
    """The faces of all font files in the folders, by family."""
    found: Families = {}
    for file in dict.fromkeys(_font_files(folders)):
        for face in _faces(file):
            found.setdefault(face.family.casefold(), []).append(face)
    return found


def _with_letter(letter: int, families: Families) -> list[Typeface]:
    return [face for name in sorted(families) for face in families[name] if letter in face.letters]


def _font_files(folders: Iterable[File]) -> Iterator[File]:
    for folder in folders:
        for parent, _, names in os.walk(folder):  # a folder that is absent or closed to us yields nothing
            yield from (File(parent, name) for name in sorted(names) if File(name).suffix.lower() in _ENDINGS)


def _faces(file: File) -> Iterator[Typeface]:
    """The faces of a file that have outlines; none when it is damaged or unreadable."""
    try:
        blob = hb.Blob.from_file_path(str(file))
    except (hb.HarfBuzzError, OSError):
        return
    for index in range(min(hb.Face(blob).count, _MAX_FACES)):
        face = hb.Face(blob, index)
        family = _name(face, 16) or _name(face, 1)
        if family and face.glyph_count and _OUTLINES.intersection(face.table_tags):
            yield Typeface(file, index, family, _style(face))


def _name(face: hb.Face, number: int) -> str:
    return face.get_name(number, "en") or ""


def _style(face: hb.Face) -> Style:
    font = hb.Font(face)
    return Style(
        weight=font.get_style_value(hb.StyleTag.WEIGHT),
        italic=bool(font.get_style_value(hb.StyleTag.ITALIC) or font.get_style_value(hb.StyleTag.SLANT_ANGLE)),
        width=font.get_style_value(hb.StyleTag.WIDTH),
    )

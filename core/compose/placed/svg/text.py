"""Text that was not converted to outlines, set in the fonts of this machine (SVG 2, chapter 11, its plain part).

Each absolute position begins a chunk, which its anchor aligns. Letters on a path are left out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from core.compose.drawlist import Op
from core.compose.fonts import system_fonts
from core.compose.placed.svg.file import At, SvgFile
from core.compose.placed.svg.pens import painted
from core.compose.placed.svg.shapes import user
from core.compose.text import Setter
from core.dieline.intake.svg_xml import LETTERS, Node
from core.geometry import Affine, Path

_MOST_SIZE = 1e5  # user units
_ANCHORS = {"middle": 0.5, "end": 1.0}
_USUAL = 16.0
_EMS = re.compile(r"([\d.]+)r?em$")
_ITALIC = ("italic", "oblique")


@dataclass
class _Run:
    """Letters of one look, from ``x`` along the chunk; the outlines are in em."""

    path: Path
    size: float
    x: float
    y: float
    style: Mapping[str, str]


@dataclass
class _Chunk:
    x: float
    anchor: str
    runs: list[_Run] = field(default_factory=list)
    width: float = 0.0


def letters(file: SvgFile, node: Node, at: At) -> list[Op]:
    """The text's outlines with their paints; raises ValueError."""
    setting = _Setting(file, at)
    setting.element(node, at.style)
    setting.chunks[-1].width -= setting.trailing
    ops: list[Op] = []
    for chunk in setting.chunks:
        start = chunk.x - chunk.width * _ANCHORS.get(chunk.anchor, 0.0)
        for run in chunk.runs:
            path = run.path.transformed(Affine(run.size, 0, 0, -run.size, start + run.x, run.y))
            if path.commands and run.style["visibility"] == "visible":
                file.count(node, len(path.commands))
                ops += painted(file, path, at._replace(style=run.style), run.style)
    if ops:
        file.tell("text")
    return ops


class _Setting:
    """Walks a text element and lays its letters side by side."""

    def __init__(self, file: SvgFile, at: At) -> None:
        self._file, self._at = file, at
        self._y = 0.0
        self._blank = True  # whether white space at this place vanishes
        self.trailing = 0.0  # width of a space at the end, which vanishes too
        self.chunks: list[_Chunk] = []

    def element(self, node: Node, style: Mapping[str, str], depth: int = 0) -> None:
        self._file.visit(node, self._at._replace(depth=self._at.depth + depth))
        places = {key: self._numbers(node, key, i % 2) for i, key in enumerate(("x", "y", "dx", "dy"))}
        if not self.chunks or places["x"] or places["y"]:
            self._begin(places["x"][:1], places["y"][:1], style)
        chunk = self.chunks[-1]
        chunk.width += places["dx"][0] if places["dx"] else 0.0
        self._y += places["dy"][0] if places["dy"] else 0.0
        one_by_one = places["x"][1:]
        for child in node.children:
            if child.tag == LETTERS:
                one_by_one = self._letters(self._spaced(child.text, node, style), style, one_by_one)
            elif child.tag == "textPath":
                self._file.tell("text on a path")
            elif child.tag in ("tspan", "a"):
                look = self._file.style(child, style)
                if look["display"] != "none":
                    self.element(child, look, depth + 1)

    def _numbers(self, node: Node, key: str, side: int) -> list[float]:
        words = node.attributes.get(key, "").replace(",", " ").split()
        return [user(word, self._at.view[side]) for word in words]

    def _begin(self, x: list[float], y: list[float], style: Mapping[str, str]) -> None:
        """A chunk begins where its place is stated, or where the last one ended."""
        last = self.chunks[-1] if self.chunks else _Chunk(0.0, "start")
        self._y = y[0] if y else self._y
        self.chunks.append(_Chunk(x[0] if x else last.x + last.width, style["text-anchor"]))

    def _spaced(self, text: str, node: Node, style: Mapping[str, str]) -> str:
        if style["white-space"].startswith("pre") or any(
            key.endswith(":space") and value == "preserve" for key, value in node.attributes.items()
        ):
            self._blank = False
            return re.sub(r"\s", " ", text)
        text = re.sub(r"\s+", " ", text)
        text = text.lstrip() if self._blank else text
        self._blank = text.endswith(" ") if text else self._blank
        return text

    def _letters(self, text: str, style: Mapping[str, str], places: list[float]) -> list[float]:
        """Set a run; letters that have places of their own, each at its place. What places are left is returned."""
        while places and len(text) > 1:
            self._run(text[0], style)
            text = text[1:]
            self._begin(places[:1], [], style)
            places = places[1:]
        self._run(text, style)
        return places

    def _run(self, text: str, style: Mapping[str, str]) -> None:
        if not text:
            return
        size = _size(style["font-size"])
        setter = self._setter(style)
        chunk = self.chunks[-1]
        spacing = 0.0 if style["letter-spacing"] == "normal" else user(style["letter-spacing"], size)
        self.trailing = setter.width(" ") * size if text[-1] == " " and self._blank else 0.0
        for part in text if spacing else [text]:
            path, width = setter.line(part)
            chunk.runs.append(_Run(path, size, chunk.width, self._y, style))
            chunk.width += width * size + spacing

    def _setter(self, style: Mapping[str, str]) -> Setter:
        weight = style["font-weight"]
        bold = weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600)
        setter, known = _chosen(style["font-family"], bold, style["font-style"].startswith(_ITALIC))
        if not known:
            self._file.tell("font that is not on this machine")
        return setter


@lru_cache(maxsize=64)
def _chosen(families: str, bold: bool, italic: bool) -> tuple[Setter, bool]:
    """The first family that this machine has, and whether it has one of those that are named."""
    library = system_fonts()
    names = [name.strip().strip("'\"") for name in families.split(",") if name.strip()]
    found = next((name for name in names if library.has(name)), None)
    face = library.find(found, bold=bold, italic=italic)
    return Setter(library, face, bold, italic), found is not None or not names


def _size(text: str) -> float:
    """Of the letters, in user units; raises ValueError. Words such as "large" are the usual size."""
    number = _EMS.match(text)
    size = float(number[1]) * _USUAL if number else _USUAL if text[:1].isalpha() else user(text, _USUAL)
    if not 0 <= size <= _MOST_SIZE or math.isnan(size):
        raise ValueError("its letters are of no size")
    return size

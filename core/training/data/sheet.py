"""The contact sheet of a set: what a person looks at before training for hours on it.

Up to 100 pictures. Those that were mended or left out are marked and say why; of more than there is room for, an even
choice is shown.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from core import resources
from core.training.data.report import MENDED, Mend, Report, spoken

MOST = 100
_MOST_DROPPED, _MOST_MENDED = 24, 36  # of the 100

_COLUMNS = 10
_LEAST_COLUMNS = 6
_THUMB, _CELL, _GAP, _MARGIN = 112, 128, 8, 32
_LINE = 15
_TITLE, _LEGEND, _NOTE = 24, 14, 11
_PAPER, _INK, _SOFT, _FRAME = (250, 249, 247), (38, 36, 33), (120, 116, 110), (222, 219, 214)
_OTHER_FONTS = (
    *("msyh.ttc", "PingFang.ttc", "NotoSansCJK-Regular.ttc", "NotoSerifCJK-Regular.ttc", "wqy-microhei.ttc"),
    *("segoeui.ttf", "DejaVuSans.ttf"),
)
"""Of the system, for names in letters that the program's own font does not have."""
_AMBER, _RED = (178, 104, 0), (176, 32, 38)


@dataclass(frozen=True, eq=False)
class Cell:
    """``thumb`` is None for what could not be read; ``note`` is empty for what needed no mending."""

    number: int
    name: str
    thumb: Image.Image | None
    note: str = ""
    dropped: bool = False


class Thinned:
    """An even choice of at most ``2 * most - 1`` out of any number of cells."""

    def __init__(self, most: int) -> None:
        self._most, self._stride, self._seen = most, 1, 0
        self.cells: list[Cell] = []

    def wants_next(self) -> bool:
        """Counts one more; whether it is to be added."""
        self._seen += 1
        return (self._seen - 1) % self._stride == 0

    def add(self, cell: Cell) -> None:
        self.cells.append(cell)
        if len(self.cells) == 2 * self._most:
            self.cells, self._stride = self.cells[::2], 2 * self._stride


class Sheet:
    """Collects thumbnails while a set is made, a few hundred at most."""

    def __init__(self) -> None:
        self._plain, self._mended, self._dropped = Thinned(MOST), Thinned(MOST), Thinned(MOST)
        self._count = 0

    def keep(self, name: str, pixels: NDArray[np.uint8], mended: Sequence[Mend]) -> None:
        self._add(self._mended if mended else self._plain, name, pixels, ", ".join(MENDED[each] for each in mended))

    def drop(self, name: str, pixels: NDArray[np.uint8] | None, why: str) -> None:
        self._add(self._dropped, name, pixels, why)

    def _add(self, to: Thinned, name: str, pixels: NDArray[np.uint8] | None, note: str) -> None:
        self._count += 1
        if to.wants_next():
            thumb = None if pixels is None else _thumb(pixels)
            to.add(Cell(self._count, name, thumb, note, to is self._dropped))

    def png(self, report: Report) -> bytes:
        """The sheet as it looks for this report."""
        cells = self._chosen()
        columns = min(_COLUMNS, max(_LEAST_COLUMNS, math.ceil(math.sqrt(len(cells)))))
        rows = math.ceil(len(cells) / columns)
        width = 2 * _MARGIN + columns * _CELL + (columns - 1) * _GAP
        heading = _heading(report, len(cells), width - 2 * _MARGIN)
        height = heading.height + rows * _cell_height() + _MARGIN
        sheet = Image.new("RGB", (width, height), _PAPER)
        sheet.paste(heading, (_MARGIN, 0))
        for index, cell in enumerate(cells):
            row, column = divmod(index, columns)
            sheet.paste(_drawn(cell), (_MARGIN + column * (_CELL + _GAP), heading.height + row * _cell_height()))
        file = io.BytesIO()
        sheet.save(file, "PNG", optimize=True)
        return file.getvalue()

    def _chosen(self) -> list[Cell]:
        """Room is shared between good, mended and dropped ones; each in the order of the files, dropped ones last."""
        plain, mended, dropped = self._plain.cells, self._mended.cells, self._dropped.cells
        most_dropped = max(_MOST_DROPPED, MOST - len(plain) - len(mended))
        dropped = _evenly(dropped, most_dropped)
        mended = _evenly(mended, max(_MOST_MENDED, MOST - len(plain) - len(dropped)))
        plain = _evenly(plain, MOST - len(mended) - len(dropped))
        return sorted([*plain, *mended, *dropped], key=lambda cell: (cell.dropped, cell.number))


def _evenly(cells: list[Cell], most: int) -> list[Cell]:
    if len(cells) <= most:
        return cells
    return [cells[index] for index in np.linspace(0, len(cells) - 1, most).round().astype(int)]


def _thumb(pixels: NDArray[np.uint8]) -> Image.Image:
    image = Image.fromarray(pixels)
    image.thumbnail((_THUMB, _THUMB), Image.Resampling.LANCZOS)
    return image


def _cell_height() -> int:
    return _CELL + 3 * _LINE + _GAP


def _drawn(cell: Cell) -> Image.Image:
    """The thumbnail in its frame, the name, and up to two lines of what was done."""
    image = Image.new("RGB", (_CELL, _cell_height()), _PAPER)
    draw = ImageDraw.Draw(image)
    colour = _RED if cell.dropped else _AMBER if cell.note else _FRAME
    draw.rectangle((0, 0, _CELL - 1, _CELL - 1), fill="white", outline=colour, width=2 if cell.note else 1)
    if cell.thumb is not None:
        image.paste(cell.thumb, ((_CELL - cell.thumb.width) // 2, (_CELL - cell.thumb.height) // 2))
    else:
        draw.line((44, 44, _CELL - 45, _CELL - 45), fill=_FRAME, width=5)
        draw.line((44, _CELL - 45, _CELL - 45, 44), fill=_FRAME, width=5)
    draw.text((1, _CELL + 3), _shortened(cell.name, _CELL - 2, middle=True), _INK, _font(cell.name, 12))
    for index, line in enumerate(_lines(cell.note, _CELL - 2, 2)):
        draw.text((1, _CELL + 3 + (index + 1) * _LINE), line, colour, _font(line, _NOTE))
    return image


def _heading(report: Report, shown: int, width: int) -> Image.Image:
    total = len(report.pictures) + len(report.dropped)
    kind = "seamless tiles" if report.tiles else "pictures"
    lines = [f"{len(report.pictures)} of {total} files kept, as {kind} for {report.resolution} px"]
    if total > shown:
        lines[0] += f"; {shown} are shown"
    if report.mends:
        lines.append("Mended: " + spoken(report.mends))
    if report.dropped:
        lines.append("Left out: " + spoken(report.drops))
    if report.labels:
        lines.append(f"{len(report.labels)} labels: {spoken(report.label_counts)}")
    colours = {"Mended": _AMBER, "Left out": _RED}
    body = [(line, colours.get(text.partition(":")[0], _SOFT)) for text in lines[1:] for line in _lines(text, width, 2)]
    image = Image.new("RGB", (width, _MARGIN + 40 + 19 * len(body) + 14), _PAPER)
    draw = ImageDraw.Draw(image)
    draw.text((0, _MARGIN - 8), _shortened(lines[0], width, _TITLE, bold=True), _INK, _font("", _TITLE, bold=True))
    for index, (line, colour) in enumerate(body):
        draw.text((0, _MARGIN + 32 + 19 * index), line, colour, _font(line, _LEGEND))
    return image


def _lines(text: str, width: int, most: int) -> list[str]:
    """The text broken into at most ``most`` lines, the last cut short where it has to be."""
    lines: list[str] = []
    words = text.split()
    size = _NOTE if width <= _CELL else _LEGEND
    while words and len(lines) < most - 1:
        count = 1
        while count < len(words) and _font(text, size).getlength(" ".join(words[: count + 1])) <= width:
            count += 1
        lines.append(_shortened(" ".join(words[:count]), width, size))
        words = words[count:]
    return [*lines, _shortened(" ".join(words), width, size)] if words else lines


def _shortened(text: str, width: int, size: int = 12, bold: bool = False, middle: bool = False) -> str:
    """Cut at its end, or in the middle, where file names differ least."""
    font = _font(text, size, bold)
    if font.getlength(text) <= width:
        return text
    for kept in range(len(text) - 1, 0, -1):
        tail = kept // 2 if middle else 0
        cut = f"{text[: kept - tail]}…{text[len(text) - tail :]}"
        if font.getlength(cut) <= width:
            return cut
    return "…"


def _font(text: str, size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    """One that has the letters of this text, as far as there is one."""
    if any(letter > "\u024f" and not "\u2000" <= letter <= "\u206f" for letter in text):
        for name in _OTHER_FONTS:
            font = _loaded(name, size)
            if font is not None:
                return font
    font = _loaded(str(resources.path("fonts", f"Karla-{'Bold' if bold else 'Regular'}.otf")), size)
    assert font is not None
    return font


@lru_cache
def _loaded(name: str, size: int) -> ImageFont.FreeTypeFont | None:
    try:
        return ImageFont.truetype(name, size)
    except OSError:
        return None

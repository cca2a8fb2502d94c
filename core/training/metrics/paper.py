"""What sheets of pictures are laid out with: paper, letters and cells."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from torch import Tensor

from core import files, resources
from core.gan.synthesis import to_pixels
from core.pictures.resize import resize_tile

PAPER, INK, SOFT, RED, BLANK = (250, 249, 247), (38, 36, 33), (120, 116, 110), (176, 32, 38), (236, 234, 230)
MARGIN, GAP = 32, 6
CAPTION_PX = 18  # under a cell


@dataclass(frozen=True)
class Cell:
    """A picture [3, R, R] in -1..1, or None where there is none, and a word under it."""

    picture: Tensor | None
    caption: str = ""


@dataclass(frozen=True)
class Panel:
    """Cells in rows of ``columns``; ``rows`` are words beside the rows, none or one for each."""

    title: str
    cells: list[Cell]
    columns: int
    rows: list[str] = field(default_factory=list)


def thumb(picture: Tensor, px: int, repeats: tuple[bool, bool]) -> Image.Image:
    """[3, R, R] as an image of ``px`` across."""
    return Image.fromarray(resize_tile(to_pixels(picture), px, px, repeats))


def panels_sheet(title: str, note: str, panels: list[Panel], px: int, repeats: tuple[bool, bool]) -> Image.Image:
    """Panels side by side, all of one height; words beside rows stand at the left of the first."""
    captions = any(cell.caption for panel in panels for cell in panel.cells)
    pitch_y = px + GAP + (CAPTION_PX if captions else 0)
    rows = max(-(-len(panel.cells) // panel.columns) for panel in panels)
    words = panels[0].rows
    aside = max((int(font(15).getlength(word)) + 12 for word in words), default=0)
    widths = [panel.columns * (px + GAP) - GAP for panel in panels]
    top = MARGIN + 76 + (30 if any(panel.title for panel in panels) else 0)
    width = 2 * MARGIN + aside + sum(widths) + (len(panels) - 1) * MARGIN
    sheet, draw = blank_sheet(width, top + rows * pitch_y - GAP + MARGIN, title, note)
    for row, word in enumerate(words):
        draw.text((MARGIN + aside - 12, top + row * pitch_y + px // 2), word, INK, font(15), anchor="rm")
    left = MARGIN + aside
    for panel, panel_width in zip(panels, widths, strict=True):
        draw.text((left, top - 32), panel.title, INK, font(18, bold=True))
        for place, cell in enumerate(panel.cells):
            x, y = left + place % panel.columns * (px + GAP), top + place // panel.columns * pitch_y
            if cell.picture is None:
                draw.rectangle((x, y, x + px - 1, y + px - 1), fill=BLANK)
            else:
                sheet.paste(thumb(cell.picture, px, repeats), (x, y))
            draw.text((x + 1, y + px + 1), fitting(cell.caption, px - 2), SOFT, font(13))
        left += panel_width + MARGIN
    return sheet


def blank_sheet(width: int, height: int, title: str, note: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """Paper with a heading, and the pen for it; what stands on it begins 76 px below the margin."""
    sheet = Image.new("RGB", (width, height), PAPER)
    draw = ImageDraw.Draw(sheet)
    draw.text((MARGIN, MARGIN - 8), fitting(title, width - 2 * MARGIN, 28, bold=True), INK, font(28, bold=True))
    draw.text((MARGIN, MARGIN + 32), fitting(note, width - 2 * MARGIN, 16), SOFT, font(16))
    return sheet, draw


def fitting(text: str, width: int, size: int = 13, bold: bool = False) -> str:
    """The text, cut at its end where it is too long."""
    if font(size, bold).getlength(text) <= width:
        return text
    kept = len(text)
    while kept and font(size, bold).getlength(text[:kept] + "…") > width:
        kept -= 1
    return text[:kept] + "…"


@lru_cache
def font(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(resources.path("fonts", f"Karla-{'Bold' if bold else 'Regular'}.otf"), size)


def save_png(image: Image.Image, path: Path) -> None:
    """In one step; raises DieloomError."""
    data = io.BytesIO()
    image.save(data, "PNG")
    files.write_bytes(path, data.getvalue())

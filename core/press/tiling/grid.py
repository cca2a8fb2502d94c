"""Which part of the page each sheet shows.

Columns are letters from the left, rows are numbers from the top: A1 is the upper left sheet. Neighbours overlap by the
same strip everywhere, and the whole grid lies evenly about the page.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from core.errors import DieloomError
from core.geometry import Box
from core.values import Value

Paper = Literal["a4", "a3", "letter"]
Orientation = Literal["portrait", "landscape", "auto"]
PAPERS: dict[Paper, tuple[float, float]] = {"a4": (210.0, 297.0), "a3": (297.0, 420.0), "letter": (215.9, 279.4)}
"""Width and height in portrait, mm (ISO 216; ANSI/ASME Y14.1)."""

LEFT, BELOW = 9.0, 19.0  # mm of each sheet for the rulers, the label and the map
MOST = 400  # sheets
_ROUNDING = 1e-9


class Tiling(Value):
    """How a page is spread over sheets; millimetres."""

    paper: Paper = "a4"
    orientation: Orientation = Field("auto", description="What needs fewer sheets, when auto")
    overlap: Annotated[float, Field(ge=0, le=40)] = 10.0
    margin: Annotated[float, Field(ge=0, le=30)] = Field(6.0, description="Edge that the printer cannot print on")
    strength: Annotated[float, Field(ge=0, le=1)] = Field(0.6, description="Of the artwork's ink; lines keep theirs")


class Tile(NamedTuple):
    """One sheet: its place in the grid (``row`` from the top) and what of the page it shows, mm of the page."""

    column: int
    row: int
    shown: Box

    @property
    def name(self) -> str:
        return f"{_letters(self.column)}{self.row + 1}"


@dataclass(frozen=True)
class TileGrid:
    """The sheets' size, the window on each in which the page is shown, and every tile, also those left empty."""

    sheet: Box
    window: Box
    columns: int
    rows: int
    tiles: tuple[Tile, ...]

    def at(self, column: int, row: int) -> Tile | None:
        inside = 0 <= column < self.columns and 0 <= row < self.rows
        return self.tiles[row * self.columns + column] if inside else None


def tile_grid(area: Box, tiling: Tiling) -> TileGrid:
    """The grid over ``area`` of a page; raises DieloomError when it would be more sheets than anybody joins."""
    ways = [tiling.orientation] if tiling.orientation != "auto" else ["portrait", "landscape"]
    return min((_grid(area, tiling, turned=way == "landscape") for way in ways), key=lambda grid: len(grid.tiles))


def _grid(area: Box, tiling: Tiling, *, turned: bool) -> TileGrid:
    width, height = reversed(PAPERS[tiling.paper]) if turned else PAPERS[tiling.paper]
    edge = tiling.margin
    window = Box(edge + LEFT, edge + BELOW, width - edge, height - edge)
    columns, rows = (
        max(1, math.ceil((whole - tiling.overlap) / (shown - tiling.overlap) - _ROUNDING))
        for whole, shown in ((area.width, window.width), (area.height, window.height))
    )
    if columns * rows > MOST:
        raise DieloomError(
            f"That would be {columns * rows} sheets of {tiling.paper.upper()}.", "Choose a larger paper, or A3."
        )
    step_x, step_y = window.width - tiling.overlap, window.height - tiling.overlap
    left = area.centre.x - (columns * step_x + tiling.overlap) / 2
    top = area.centre.y + (rows * step_y + tiling.overlap) / 2
    tiles = tuple(
        Tile(column, row, Box(x, y - window.height, x + window.width, y))
        for row in range(rows)
        for column in range(columns)
        for x, y in ((left + column * step_x, top - row * step_y),)
    )
    return TileGrid(Box(0, 0, width, height), window, columns, rows, tiles)


def _letters(column: int) -> str:
    """A to Z, then AA."""
    before = _letters(column // 26 - 1) if column >= 26 else ""
    return before + chr(ord("A") + column % 26)

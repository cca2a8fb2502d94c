"""A page at exactly 1:1 over several sheets of an office printer, to be joined into a paper proof."""

from core.press.tiling.grid import PAPERS, Paper, Tile, TileGrid, Tiling, tile_grid
from core.press.tiling.pages import tile_pages, tiled_drawing
from core.press.tiling.texts import CHINESE, ENGLISH, LANGUAGES, TileTexts

__all__ = [
    "CHINESE",
    "ENGLISH",
    "LANGUAGES",
    "PAPERS",
    "Paper",
    "Tile",
    "TileGrid",
    "TileTexts",
    "Tiling",
    "tile_grid",
    "tile_pages",
    "tiled_drawing",
]

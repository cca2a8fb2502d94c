"""The tiles as pages: the same drawing seen through the window of each sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from core.colour.inks import Cmyk
from core.compose.drawlist import DrawImage, Drawing, DrawPage, FillPath, FillTile, Group, LayerTag, Op, StrokePath
from core.geometry import Affine, Box, Path
from core.press.on_paper import on_paper
from core.press.tiling.grid import Tile, TileGrid, Tiling, tile_grid
from core.press.tiling.marks import tile_marks
from core.press.tiling.texts import ENGLISH, TileTexts

_LINE = 0.3  # mm, of the die on paper: to be cut along with scissors
_SKETCH = Cmyk(k=0.5)
_SKETCH_LINE = 1.5  # mm of the page, on the map


def tiled_drawing(drawing: Drawing, tiling: Tiling | None = None, texts: TileTexts = ENGLISH) -> Drawing:
    """Every page over sheets of paper, one after the other."""
    tiling = tiling or Tiling()
    pages = [each for page in drawing.pages for each in tile_pages(page, tiling, drawing.title, texts)]
    return Drawing(drawing.title, tuple(pages))


def tile_pages(
    page: DrawPage, tiling: Tiling | None = None, title: str = "", texts: TileTexts = ENGLISH
) -> list[DrawPage]:
    """The sheets of one page, row by row from the upper left, without those that nothing is on.

    The boxes of each are the paper; the page is on it at exactly 1:1. Raises DieloomError for a page beyond all sheets.
    """
    tiling = tiling or Tiling()
    grid = tile_grid(page.bleed, tiling)
    drawn = shapely.STRtree(list(_areas(page.ops, shapely.box(*page.bleed))))
    kept = [tile for tile in grid.tiles if len(drawn.query(shapely.box(*tile.shown), predicate="intersects"))]
    art = tuple(_paper(op) for op in on_paper(page.ops) if not _is_die(op))
    die = tuple(_paper(op) for op in page.ops if _is_die(op))
    said, sketch = _titled(title, texts.sides[page.side]), tuple(_sketched(die))
    return [
        _tile_page(page, grid, tile, tiling, art, die, [*tile_marks(grid, tile, kept, said, texts, sketch)])
        for tile in kept
    ]


def _tile_page(
    page: DrawPage,
    grid: TileGrid,
    tile: Tile,
    tiling: Tiling,
    art: tuple[Op, ...],
    die: tuple[Op, ...],
    marks: list[Op],
) -> DrawPage:
    place = Affine.translation(grid.window.x0 - tile.shown.x0, grid.window.y0 - tile.shown.y0)
    bled = Path.rectangle(page.bleed)
    shown = []
    if art:
        shown.append(Group((Group(art, matrix=place, clip=bled),), opacity=tiling.strength))
    if die:
        shown.append(Group(die, matrix=place, clip=bled))
    window = Group(tuple(shown), clip=Path.rectangle(grid.window))
    return DrawPage(page.side, grid.sheet, grid.sheet, (window, *marks))


def _titled(title: str, side: str) -> str:
    return f"{title}   ·   {side}" if title else side


def _is_die(op: Op) -> bool:
    return isinstance(op, Group) and op.layer is not None and op.layer.technical


def _paper(op: Op) -> Op:
    """On an office printer: no processing steps, and lines of the die that can be cut along."""
    if not isinstance(op, Group):
        return replace(op, width=max(op.width, _LINE)) if isinstance(op, StrokePath) else op
    layer = None if op.layer is None else LayerTag(op.layer.name)
    return replace(op, layer=layer, ops=tuple(map(_paper, op.ops)) if _is_die(op) else op.ops)


def _sketched(die: Iterable[Op]) -> Iterator[Op]:
    """The lines of the die alone, for the map."""
    for op in die:
        if isinstance(op, Group):
            yield from _sketched(op.ops)
        elif isinstance(op, StrokePath):
            yield StrokePath(op.path, _SKETCH, _SKETCH_LINE)


def _areas(ops: Iterable[Op], clip: BaseGeometry, to_page: Affine | None = None) -> Iterator[BaseGeometry]:
    """What operations may leave ink on."""
    to_page = to_page or Affine()
    for op in ops:
        match op:
            case Group():
                inner = to_page if op.matrix is None else to_page @ op.matrix
                within = clip if op.clip is None else clip & _filled(op.clip, inner)
                yield from _areas(op.ops, within, inner)
            case StrokePath():
                lines = [LineString(line) for line in op.path.transformed(to_page).flattened() if len(line) > 1]
                yield from (line.buffer(op.width / 2) & clip for line in lines)
            case FillPath():
                yield _filled(op.path, to_page) & clip
            case FillTile():
                yield _filled(op.area, to_page) & clip
            case DrawImage():
                yield _filled(Path.rectangle(Box(0, 0, 1, 1)), to_page @ op.matrix) & clip


def _filled(path: Path, to_page: Affine) -> BaseGeometry:
    """The area of a path, or more where it has holes or crosses itself."""
    rings = [ring for ring in path.transformed(to_page).flattened() if len(ring) > 3]
    return shapely.union_all(
        [Polygon(ring).buffer(0) if Polygon(ring).is_valid else Polygon(ring).convex_hull for ring in rings]
    )

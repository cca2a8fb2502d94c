"""What a tile says beside its part of the page: rulers, its name, how it joins its neighbours, a map of all tiles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.colour.inks import Cmyk
from core.compose.drawlist import FillPath, Group, Op, StrokePath
from core.geometry import Affine, Box, Path, Point
from core.press.lettering import BLACK, GREY, caption, fitted, width_of
from core.press.marks.targets import targets
from core.press.tiling.grid import BELOW, LEFT, Tile, TileGrid
from core.press.tiling.texts import TileTexts

RULER = 100.0  # mm
_LIGHT, _SHADE, _HERE = Cmyk(k=0.35), Cmyk(k=0.18), Cmyk(c=0.55, m=0.1)
_HAIR, _FINE = 0.08, 0.15
_HATCH = 2.5  # mm between the lines that shade a strip
_CROSS = 5.0
_SMALL, _TEXT, _NAME = 5.5, 6.5, 22.0  # points
_MAP = Box(0, 0, 34, BELOW - 3)


def tile_marks(
    grid: TileGrid, tile: Tile, kept: Sequence[Tile], title: str, texts: TileTexts, sketch: Sequence[Op]
) -> Iterator[Op]:
    """Everything around (and, where tiles overlap, over) the window; ``kept`` are the tiles that are printed, and
    ``sketch`` are lines of the page for the map, in the page's mm."""
    joins = _Joins(grid, tile, {each.name for each in kept})
    yield from joins.ops(texts)
    yield from _across(grid, texts)
    yield from _upright(grid, texts)
    yield from _label(grid, tile, kept, title, texts)
    yield from _map(grid, tile, kept, sketch)


@dataclass(frozen=True)
class _Joins:
    grid: TileGrid
    tile: Tile
    kept: set[str]

    def ops(self, texts: TileTexts) -> Iterator[Op]:
        """The upper and the right strip take the glue; the lower and the left edge are cut and laid on the others."""
        window = self.grid.window
        yield StrokePath(Path.rectangle(window), _LIGHT, _HAIR)
        right, above = self._beside(1, 0), self._beside(0, -1)
        left, below = self._beside(-1, 0), self._beside(0, 1)
        strips = [strip for strip in (right and self._strip(right), above and self._strip(above)) if strip]
        if strips:
            yield Group(tuple(_hatched(strip) for strip in strips))
        crosses = [at for other in (right, above, left, below) if other for at in self._crosses(other)]
        if crosses:
            yield StrokePath(targets(crosses, _CROSS), BLACK, _FINE)
        if right:
            at = Point(window.x1 - 1.2, window.y0 + 12)
            yield from _plate(texts.glue.format(name=right.name), at, turn=90)
        if above:
            yield from _plate(texts.glue.format(name=above.name), Point(window.x0 + 12, window.y1 - 3))
        if left:
            yield _cut(Point(window.x0, window.y0), Point(window.x0, window.y1))
            at = Point(window.x0 - 1.0, window.y1 - 4)
            yield from caption(texts.cut.format(name=left.name), at, _SMALL, ink=GREY, turn=90, align="right")
        if below:
            yield _cut(Point(window.x0, window.y0), Point(window.x1, window.y0))
            at = Point(window.x1 - 4, window.y0 - 2.6)
            yield from caption(texts.cut.format(name=below.name), at, _SMALL, ink=GREY, align="right")

    def _beside(self, right: int, down: int) -> Tile | None:
        other = self.grid.at(self.tile.column + right, self.tile.row + down)
        return other if other and other.name in self.kept else None

    def _strip(self, other: Tile) -> Box | None:
        """What this tile and another both show, in this sheet's mm; None when they only touch."""
        a = self.tile.shown
        both = a.shared(other.shown)
        if min(both.width, both.height) < 1:
            return None
        return both.moved(self.grid.window.x0 - a.x0, self.grid.window.y0 - a.y0)

    def _crosses(self, other: Tile) -> list[Point]:
        """Two on the middle of the strip: at the same places of the page on both tiles."""
        strip = self._strip(other)
        if strip is None:
            return []
        middle = strip.centre
        if other.row == self.tile.row:
            return [Point(middle.x, strip.y0 + share * strip.height) for share in (0.25, 0.75)]
        return [Point(strip.x0 + share * strip.width, middle.y) for share in (0.25, 0.75)]


def _hatched(strip: Box) -> Op:
    lines = []
    x = strip.x0 - strip.height
    while x < strip.x1:
        lines.append(Path.line(Point(x, strip.y0), Point(x + strip.height, strip.y1)))
        x += _HATCH
    return Group((StrokePath(Path.joined(lines), _LIGHT, _HAIR),), clip=Path.rectangle(strip))


def _plate(text: str, at: Point, turn: float = 0) -> Iterator[Op]:
    """Words on a white ground, to be read on any artwork."""
    width = width_of(text, _SMALL)
    ground = Path.rectangle(Box(-0.8, -0.7, width + 0.8, 1.9))
    yield FillPath(ground.transformed(Affine.translation(*at) @ Affine.rotation(turn)), Cmyk())
    yield from caption(text, at, _SMALL, ink=BLACK, turn=turn)


def _cut(start: Point, end: Point) -> StrokePath:
    return StrokePath(Path.line(start, end), BLACK, _FINE, (3.0, 1.5))


def _ruler() -> Path:
    """From (0, 0) along x; the ticks go up."""
    ticks = [Path.line(Point(0, 0), Point(RULER, 0))]
    for mm in range(int(RULER) + 1):
        tall = 3.2 if mm % 10 == 0 else 2.2 if mm % 5 == 0 else 1.2
        ticks.append(Path.line(Point(mm, 0), Point(mm, tall)))
    return Path.joined(ticks)


def _across(grid: TileGrid, texts: TileTexts) -> Iterator[Op]:
    """In the strip below the window."""
    left, y = grid.window.x0, grid.window.y0 - BELOW + 6.5
    yield StrokePath(_ruler().transformed(Affine.translation(left, y)), BLACK, _FINE)
    for mm in (0, 50, 100):
        yield from caption(f"{mm}", Point(left + mm, y - 2.4), _SMALL, align="left" if mm == 0 else "centre")
    yield from caption(fitted(texts.ruler, RULER + 4, _SMALL), Point(left, y - 5.4), _SMALL, ink=GREY)


def _upright(grid: TileGrid, texts: TileTexts) -> Iterator[Op]:
    """In the strip at the left of the window."""
    x, bottom = grid.window.x0 - LEFT + 6, grid.window.y0
    place = Affine.translation(x, bottom) @ Affine.rotation(90)
    yield StrokePath(_ruler().transformed(place), BLACK, _FINE)
    yield from caption(texts.short, Point(x + 2.4, bottom + RULER / 2), _SMALL, align="centre", turn=90)


def _label(grid: TileGrid, tile: Tile, kept: Sequence[Tile], title: str, texts: TileTexts) -> Iterator[Op]:
    """The tile's name, large, and the title."""
    right, top = grid.window.x1 - _MAP.width - 4, grid.window.y0 - 4.5
    room = right - grid.window.x0 - 26
    yield from caption(fitted(title, room, _TEXT, bold=True), Point(grid.window.x0, top), _TEXT, bold=True)
    yield from caption(tile.name, Point(right, top - 8), _NAME, bold=True, align="right")
    count = texts.sheet.format(number=list(kept).index(tile) + 1, count=len(kept))
    yield from caption(count, Point(right, top - 12), _SMALL, ink=GREY, align="right")


def _map(grid: TileGrid, tile: Tile, kept: Sequence[Tile], sketch: Sequence[Op]) -> Iterator[Op]:
    """All tiles, this one filled; those that are not printed have no frame."""
    whole = Box.around([Point(x, y) for each in grid.tiles for x, y in (each.shown[:2], each.shown[2:])])
    room = _MAP.moved(grid.window.x1 - _MAP.x1, grid.window.y0 - BELOW)
    scale = min(room.width / whole.width, room.height / whole.height)
    place = (
        Affine.translation(room.x1 - whole.width * scale, room.centre.y - whole.height * scale / 2)
        @ Affine.scaling(scale)
        @ Affine.translation(-whole.x0, -whole.y0)
    )
    here = Path.rectangle(tile.shown).transformed(place)
    yield FillPath(here, _HERE)
    yield Group(tuple(sketch), matrix=place)
    frames = Path.joined(Path.rectangle(each.shown).transformed(place) for each in kept)
    yield StrokePath(frames, GREY, _HAIR)
    yield StrokePath(here, BLACK, 0.25)

"""The column of facts on a proof: the pack, the lines of the die, the inks, the artwork's recipes."""

from __future__ import annotations

from core.artwork.recipe import Recipe
from core.colour.inks import Cmyk, Ink, Rgb, Spot
from core.compose.drawlist import ArtImage, DrawPage, FillPath, FillTile, Op, StrokePath
from core.geometry import Affine, Box, Path, Point
from core.press.lettering import BLACK, GREY, caption, fitted, width_of
from core.press.page_inks import technical_lines
from core.press.proof_texts import ProofTexts
from core.press.sketch import sketch

_HEADING, _BODY = 7.0, 6.5  # points
_ROW, _GAP = 3.9, 3.2
_BETWEEN = 2.0  # mm between what stands on the left of a row and on its right
_SAMPLE = 12.0
_SWATCH = 5.0
_THUMBNAIL = 14.0
_SKETCH = 22.0
_HAIR = 0.1
_ONE_SECTION = 12.0  # room for a heading and a row, kept free for what comes after the inks
_PROCESS = (Cmyk(c=1), Cmyk(m=1), Cmyk(y=1), Cmyk(k=1))


class Column:
    """Sections one below the other in a box; what does not fit any more is counted, not squeezed in."""

    def __init__(self, box: Box, texts: ProofTexts) -> None:
        self._box, self._texts = box, texts
        self._y = box.y1
        self.ops: list[Op] = []

    def facts(self, title: str, rows: list[tuple[str, str]]) -> None:
        """Names on the left, values on the right."""
        self._heading(title)
        for name, value in rows:
            y = self._next_row()
            self.ops += caption(name, Point(self._box.x0, y), _BODY, ink=GREY)
            room = self._box.width - width_of(name, _BODY) - _BETWEEN
            self.ops += caption(fitted(value, room, _BODY), Point(self._box.x1, y), _BODY, align="right")
        self._y -= _GAP

    def sketch(self, size: tuple[float, float, float]) -> None:
        """The closed pack."""
        y = self._down(_SKETCH)
        self.ops += sketch(size, Box(self._box.x0, y, self._box.x1, y + _SKETCH))
        self._y -= _GAP

    def lines(self, page: DrawPage) -> None:
        """The technical layers of a page: how each looks, its name and what it is for."""
        self._heading(self._texts.lines)
        for layer, sample in technical_lines(page):
            y = self._next_row()
            self._sample(sample, y + 0.8)
            self.ops += caption(layer.name, Point(self._box.x0 + _SAMPLE + 3, y), _BODY)
            words = self._texts.purpose(layer)
            self.ops += caption(words, Point(self._box.x1, y), _BODY, ink=GREY, align="right")
        self._y -= _GAP

    def inks(self, spots: list[Spot]) -> None:
        """The process inks in one row, then the spots of the artwork."""
        self._heading(self._texts.inks)
        y, pitch = self._down(_SWATCH + 0.5), self._box.width / len(_PROCESS)
        for i, (name, ink) in enumerate(zip(self._texts.process, _PROCESS, strict=True)):
            x = self._box.x0 + i * pitch
            self._swatch(Box(x, y, x + _SWATCH, y + _SWATCH), ink)
            self.ops += caption(name, Point(x + _SWATCH + 1, y + 1.6), _BODY - 0.5)
        self._y -= 1.5
        for i, spot in enumerate(spots):
            if self._y - _SWATCH - _ROW - _ONE_SECTION < self._box.y0:
                self._more(len(spots) - i)
                break
            self._spot(spot)
        self._y -= _GAP - 1

    def _spot(self, spot: Spot) -> None:
        y, left, numbers = self._down(_SWATCH), self._box.x0 + _SWATCH + 2, _numbers(spot.alternate)
        self._swatch(Box(self._box.x0, y, self._box.x0 + _SWATCH, y + _SWATCH), spot)
        name = fitted(spot.name, self._box.x1 - left - width_of(numbers, _BODY) - _BETWEEN, _BODY)
        self.ops += caption(name, Point(left, y + 1.6), _BODY)
        self.ops += caption(numbers, Point(self._box.x1, y + 1.6), _BODY, ink=GREY, align="right")
        self._y -= 1.0

    def recipes(self, recipes: list[Recipe]) -> None:
        """A repeat of each tile beside what makes it grow again."""
        self._heading(self._texts.artwork)
        if not recipes:
            self.ops += caption(self._texts.none, Point(self._box.x0, self._next_row()), _BODY, ink=GREY)
        for i, recipe in enumerate(recipes):
            if self._y - _THUMBNAIL - _ROW < self._box.y0:
                self._more(len(recipes) - i)
                return
            self._recipe(recipe)

    def _recipe(self, recipe: Recipe) -> None:
        y = self._down(_THUMBNAIL + 0.5)
        tile = Box(self._box.x0, y, self._box.x0 + _THUMBNAIL, y + _THUMBNAIL)
        across, down = recipe.cells
        repeat = Affine.translation(tile.x0, tile.y0) @ Affine.scaling(_THUMBNAIL, _THUMBNAIL * down / across)
        self.ops.append(FillTile(Path.rectangle(tile), ArtImage(recipe), repeat))
        left, room = tile.x1 + 3, self._box.x1 - tile.x1 - 3
        for row, words in enumerate(_words(recipe, self._texts)):
            at = Point(left, tile.y1 - 2 - row * (_ROW - 0.3))
            self.ops += caption(fitted(words, room, _BODY), at, _BODY, bold=row == 0, ink=BLACK if row == 0 else GREY)
        for i, colour in enumerate(recipe.palette.colours if recipe.palette else ()):
            x = left + i * (room / 16)
            self._swatch(Box(x, tile.y0, x + room / 16, tile.y0 + 3), Rgb.of_hex(colour))
        self._y -= _GAP

    def _more(self, count: int) -> None:
        """How many did not fit any more."""
        words = self._texts.more.format(count=count)
        self.ops += caption(words, Point(self._box.x0, self._next_row()), _BODY, ink=GREY)

    def _heading(self, title: str) -> None:
        y = self._down(_ROW - 1)
        self.ops += caption(title.upper(), Point(self._box.x0, y), _HEADING, bold=True)
        rule = Path.line(Point(self._box.x0, y - 1.4), Point(self._box.x1, y - 1.4))
        self.ops.append(StrokePath(rule, GREY, _HAIR))
        self._y -= 2.2

    def _sample(self, sample: FillPath | StrokePath, y: float) -> None:
        x = self._box.x0
        if isinstance(sample, FillPath):
            self._swatch(Box(x, y - 1.2, x + _SAMPLE, y + 1.2), sample.ink)
            return
        line = Path.line(Point(x, y), Point(x + _SAMPLE, y))
        self.ops.append(StrokePath(line, sample.ink, max(sample.width, 0.25), sample.dash))

    def _swatch(self, box: Box, ink: Ink) -> None:
        self.ops += [FillPath(Path.rectangle(box), ink), StrokePath(Path.rectangle(box), GREY, _HAIR)]

    def _next_row(self) -> float:
        return self._down(_ROW)

    def _down(self, height: float) -> float:
        """Use up ``height``; gives the lower edge."""
        self._y -= height
        return self._y


def _numbers(ink: Cmyk) -> str:
    return " ".join(
        f"{name}{100 * value:.0f}" for name, value in zip("CMYK", (ink.c, ink.m, ink.y, ink.k), strict=True)
    )


def _words(recipe: Recipe, texts: ProofTexts) -> list[str]:
    """A recipe in at most four lines."""
    words = [recipe.model if recipe.family is None else f"{recipe.model}, {recipe.family}"]
    words.append(f"{texts.seed.format(seed=recipe.seed)}   {texts.psi.format(psi=f'{recipe.psi:g}')}")
    if recipe.moves:
        words.append(texts.moves.format(moves=", ".join(f"{m.direction} {m.value:+.2g}" for m in recipe.moves)))
    if recipe.mix:
        words.append(texts.mixes.format(count=len(recipe.mix)))
    if recipe.palette:
        words.append(texts.palette.format(strength=f"{100 * recipe.palette.strength:.0f} %"))
    return words[:4]

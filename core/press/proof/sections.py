"""The sections of a proof's columns: the pack, how it is printed, what was found, and what it is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.artwork.recipe import Recipe
from core.codes.contents import contents
from core.codes.rules import rule
from core.colour.inks import Cmyk, Rgb, Spot
from core.compose.drawlist import ArtImage, DrawImage, DrawPage, FillTile, StrokePath
from core.compose.fonts import system_fonts
from core.dieline.outline import Outline
from core.document.model import BarcodeLayer, Design, SpotColour, TextLayer
from core.errors import DieloomError
from core.geometry import Affine, Box, Path, Point
from core.press.lettering import BLACK, GREY, caption, fitted, width_of, wrapped
from core.press.page_inks import PROCESS, printed_spots, technical_lines
from core.press.preflight import Finding, Severity, summary
from core.press.proof.column import BODY, GAP, HAIR, ROW, SAMPLE, SWATCH, Column
from core.press.proof.pictures import Picture
from core.press.proof.sketch import sketch
from core.press.proof.texts import ProofTexts
from core.press.settings import STANDARDS, PressSettings

_MARKS: Mapping[Severity, Cmyk] = {
    "error": Cmyk(m=0.9, y=0.9),
    "warning": Cmyk(m=0.45, y=1),
    "note": Cmyk(c=0.6, m=0.2),
}
_FINE = Cmyk(c=0.7, y=0.8)
_THUMBNAIL = 14.0
_SKETCH = 22.0
_SMALL = 5.6  # points, where four inks share a row


def view(column: Column, outline: Outline, folded: Picture | None) -> None:
    """The pack folded up; a sketch of a box where there is no picture and the pack is one."""
    if folded is not None:
        height = column.box.width * folded.height / folded.width
        y = column.down(height)
        frame = Box(column.box.x0, y, column.box.x1, y + height)
        matrix = Affine(frame.width, 0, 0, frame.height, frame.x0, frame.y0)
        column.ops += [DrawImage(folded.source, matrix), StrokePath(Path.rectangle(frame), GREY, HAIR)]
    elif outline.walls:
        y = column.down(_SKETCH)
        column.ops += sketch(outline.inside, Box(column.box.x0, y, column.box.x1, y + _SKETCH))
    else:
        return
    column.down(GAP + 1)


def pack(column: Column, outline: Outline, page: DrawPage, scale: float) -> None:
    texts, mm, blank = column.texts, column.texts.millimetres, outline.blank
    inside = " × ".join(f"{round(length, 2):g}" for length in outline.inside)
    column.heading(texts.pack)
    column.fact(texts.inside, f"{inside} {mm}")
    column.fact(texts.blank, f"{round(blank.width, 2):g} × {round(blank.height, 2):g} {mm}")
    column.fact(texts.board, f"{outline.caliper:g} {mm}")
    column.fact(texts.bleed, f"{round(page.trim.x0 - page.bleed.x0, 2):g} {mm}")
    column.fact(texts.scale, texts.full_size if scale == 1 else f"1 : {scale:g}")
    column.gap()


def condition(column: Column, settings: PressSettings, preset: str) -> None:
    """How the pack that is approved will be separated; not how the proof is."""
    texts, how = column.texts, settings.condition
    column.heading(texts.condition)
    column.fact(texts.preset, preset)
    column.fact(texts.standard, STANDARDS[settings.standard])
    column.fact(texts.profile, how.profile.description)
    column.fact(texts.intent, texts.intents[how.intent])
    column.fact(texts.black_point, texts.yes_no[0 if how.black_point else 1])
    column.fact(texts.ink_limit, texts.of_profile if how.ink_limit is None else f"{how.ink_limit:g} %")
    column.gap()


def lines(column: Column, page: DrawPage) -> None:
    """The technical layers of a page: how each looks, its name and what it is for."""
    found = technical_lines(page)
    column.heading(column.texts.lines)
    for layer, sample in found:
        column.room(ROW)
        column.pair(layer.name, column.texts.purpose(layer), indent=SAMPLE + 2)
        column.sample(sample, column.down(0) + 0.8)
    column.gap()


def inks(column: Column, page: DrawPage, spots: Sequence[SpotColour], coverage: Mapping[str, float] | None) -> None:
    """The plates with the mean coverage of each, in percent, where it is known; spots with their numbers and use."""
    column.heading(column.texts.inks, column.texts.coverage if coverage is not None else "", 2 * SWATCH)
    _process(column, coverage)
    known = {spot.name: spot for spot in spots}
    for plate in printed_spots(page):
        column.room(SWATCH + 0.5)
        _plate(column, plate, known.get(plate.name), coverage)
    for spot in spots:
        if spot.process:
            column.pair(spot.name, f"{_numbers(spot.alternate)}, {column.texts.in_process}")
    column.gap()


def _process(column: Column, coverage: Mapping[str, float] | None) -> None:
    """Four inks in one row, each as wide as its words are."""
    y, x = column.down(SWATCH + 0.5), column.box.x0
    names = column.texts.process
    shares = ["" if coverage is None else _share(coverage.get(plate, 0.0)) for plate, _ in PROCESS]
    widths = [
        SWATCH + 0.8 + max(width_of(name, _SMALL), width_of(share, _SMALL))
        for name, share in zip(names, shares, strict=True)
    ]
    between = (column.box.width - sum(widths)) / (len(widths) - 1)
    for name, share, width, (_, ink) in zip(names, shares, widths, PROCESS, strict=True):
        column.swatch(Box(x, y, x + SWATCH, y + SWATCH), ink)
        column.ops += caption(name, Point(x + SWATCH + 0.8, y + (3.1 if share else 1.7)), _SMALL)
        column.ops += caption(share, Point(x + SWATCH + 0.8, y + 0.4), _SMALL, ink=GREY)
        x += width + between
    column.down(1.5)


def _plate(column: Column, plate: Spot, spot: SpotColour | None, coverage: Mapping[str, float] | None) -> None:
    y, left = column.down(SWATCH), column.box.x0 + SWATCH + 2
    column.swatch(Box(column.box.x0, y, column.box.x0 + SWATCH, y + SWATCH), plate)
    share = "" if coverage is None else _share(coverage.get(plate.name, 0.0))
    name = fitted(plate.name, column.box.x1 - left - width_of(share, BODY) - 2, BODY)
    column.ops += caption(name, Point(left, y + 3.1), BODY)
    column.ops += caption(share, Point(column.box.x1, y + 3.1), BODY, ink=GREY, align="right")
    words = [] if spot is None else [column.texts.uses[spot.use]]
    words.append(_numbers(plate.alternate))
    if plate.lab is not None:
        words.append("Lab " + " ".join(f"{value:.0f}" for value in plate.lab))
    described = fitted("  ·  ".join(words), column.box.x1 - left, BODY - 0.5)
    column.ops += caption(described, Point(left, y + 0.4), BODY - 0.5, ink=GREY)
    column.down(1.2)


def preflight(column: Column, findings: Sequence[Finding]) -> None:
    """How many findings there are of each severity, and each in words."""
    column.heading(column.texts.preflight)
    if not findings:
        column.paragraph(column.texts.nothing_found, _FINE)
    else:
        column.note(column.texts.counts.format(**summary(findings)))
    for finding in findings:
        column.paragraph(finding.text, _MARKS[finding.severity])
    column.gap()


def barcodes(column: Column, design: Design) -> None:
    """Each code's kind, the width of its modules and the data that it holds."""
    codes = [layer for layer in design.layers if isinstance(layer, BarcodeLayer) and layer.visible]
    if not codes:
        return
    column.heading(column.texts.barcodes)
    for layer in codes:
        column.pair(_data(layer), f"{rule(layer.symbology).label}, X {layer.module:g} {column.texts.millimetres}")
    column.gap()


def _data(layer: BarcodeLayer) -> str:
    try:
        return contents(layer.symbology, layer.data)
    except DieloomError:
        return layer.data  # preflight says what is wrong with it


def fonts(column: Column, design: Design) -> None:
    """The families that words are set in; what stands in for those that this machine lacks."""
    texts, library = column.texts, system_fonts()
    named = {layer.font for layer in design.layers if isinstance(layer, TextLayer) and layer.visible}
    if not named:
        return
    used = sorted({family or library.find(None).family for family in named})
    column.heading(texts.fonts)
    for family in used:
        missing = texts.stands_in.format(font=library.find(family).family)
        column.pair(family, texts.outlines if library.has(family) else missing)
    column.gap()


def recipes(column: Column, found: Sequence[Recipe]) -> None:
    """A repeat of each tile beside what makes it grow again."""
    column.heading(column.texts.artwork, first=_THUMBNAIL + 0.5)
    if not found:
        column.note(column.texts.none)
    for recipe in found:
        _recipe(column, recipe)


def _recipe(column: Column, recipe: Recipe) -> None:
    left, room = _THUMBNAIL + 3, column.box.width - _THUMBNAIL - 3
    lines = [
        (line, row == 0)
        for row, words in enumerate(_words(recipe, column.texts))
        for line in wrapped(words, room, BODY)
    ]
    height = max(_THUMBNAIL, len(lines) * (ROW - 0.3) + (3 if recipe.palette else 0))
    column.room(height + 0.5)
    y = column.down(height + 0.5)
    left, top = column.box.x0 + left, y + height
    tile = Box(column.box.x0, top - _THUMBNAIL, column.box.x0 + _THUMBNAIL, top)
    across, down = recipe.cells
    repeat = Affine.translation(tile.x0, tile.y0) @ Affine.scaling(_THUMBNAIL, _THUMBNAIL * down / across)
    column.ops.append(FillTile(Path.rectangle(tile), ArtImage(recipe), repeat))
    for row, (words, bold) in enumerate(lines):
        at = Point(left, top - 2 - row * (ROW - 0.3))
        column.ops += caption(words, at, BODY, bold=bold, ink=BLACK if bold else GREY)
    for i, colour in enumerate(recipe.palette.colours if recipe.palette else ()):
        x = left + i * (room / 16)
        column.swatch(Box(x, y, x + room / 16, y + 3), Rgb.of_hex(colour))
    column.gap()


def _words(recipe: Recipe, texts: ProofTexts) -> list[str]:
    """A recipe in at most five lines."""
    words = [recipe.model if recipe.family is None else f"{recipe.model}, {recipe.family}"]
    words.append(f"{texts.seed.format(seed=recipe.seed)}   {texts.psi.format(psi=f'{recipe.psi:g}')}")
    if recipe.moves:
        words.append(texts.moves.format(moves=", ".join(f"{m.direction} {m.value:+.2g}" for m in recipe.moves)))
    if recipe.mix:
        words.append(texts.mixes.format(count=len(recipe.mix)))
    if recipe.palette:
        words.append(texts.palette.format(strength=f"{100 * recipe.palette.strength:.0f} %"))
    return words


def _numbers(ink: Cmyk | object) -> str:
    values = (getattr(ink, name) for name in "cmyk")
    return " ".join(f"{name}{100 * value:.0f}" for name, value in zip("CMYK", values, strict=True))


def _share(percent: float) -> str:
    return f"{percent:.1f} %" if percent < 9.95 else f"{percent:.0f} %"

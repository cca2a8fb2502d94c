"""The sheets by which a person judges a generator: its samples, these beside real pictures, and likely copies."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from PIL import Image, ImageDraw
from torch import Tensor

from core.jobs import Progress
from core.training.metrics.copies import Pair
from core.training.metrics.makers import Maker
from core.training.metrics.paper import (
    CAPTION_PX,
    GAP,
    INK,
    MARGIN,
    RED,
    SOFT,
    Cell,
    Panel,
    blank_sheet,
    fitting,
    font,
    panels_sheet,
    thumb,
)
from core.training.sources import Source

COMPARED = 8
"""Pictures across and down, of each kind, in a sheet that compares."""

_PAIRS, _PAIR_COLUMNS = 24, 4
_SEARCHED = 4096  # pictures of a source in which enough of each class are looked for
_CPU = torch.device("cpu")

Plan = list[tuple[int, int]]
"""For each cell the number within its class, and the class."""


def plan_cells(classes: int, columns: int, rows: int) -> Plan:
    """The same seeds of every class: a row (or more) for each, or, where rows are few, one class after the other."""
    cells = columns * rows
    kinds, groups = max(classes, 1), rows if classes <= rows else cells
    order = [place * groups // cells * kinds // groups for place in range(cells)]
    return [(order[:place].count(kind), kind) for place, kind in enumerate(order)]


def samples_sheet(maker: Maker, name: str, note: str, columns: int, rows: int, progress: Progress) -> Image.Image:
    """``columns`` by ``rows`` samples; classes are written beside their rows, or under each picture."""
    plan = plan_cells(len(maker.labels), columns, rows)
    panel = _made_panel("", maker, plan, columns, progress)
    return panels_sheet(name, note, [panel], _cell_px(maker.resolution, 256), maker.repeats)


def beside_sheet(
    makers: Mapping[str, Maker], source: Source, real_title: str, name: str, note: str, progress: Progress
) -> Image.Image:
    """64 pictures of each of the makers (by the title of their panel), all of one generator, and 64 real ones, of the
    same classes at the same places."""
    maker = next(iter(makers.values()))
    source, matched = source.at(maker.resolution), set(source.labels) <= set(maker.labels)
    known = [maker.labels.index(label) for label in source.labels] if matched else []
    if known:
        plan = [(number, known[kind]) for number, kind in plan_cells(len(known), COMPARED, COMPARED)]
    else:
        plan = plan_cells(len(maker.labels), COMPARED, COMPARED)
    panels = []
    for place, (title, each) in enumerate(makers.items()):
        step = progress.part(0.8 * place / len(makers), 0.8 * (place + 1) / len(makers))
        panels.append(_made_panel(title, each, plan, COMPARED, step))
    real = _chosen(source, [kind for _, kind in plan], known, progress.part(0.8, 1.0))
    captions = [cell.caption if known else "" for cell in panels[0].cells]
    cells = [Cell(picture, word) for picture, word in zip(real, captions, strict=True)]
    panels.append(Panel(real_title, cells, COMPARED))
    return panels_sheet(name, note, panels, _cell_px(maker.resolution, 160), maker.repeats)


def copies_sheet(
    maker: Maker, source: Source, pairs: list[Pair], name: str, note: str, progress: Progress
) -> Image.Image:
    """The likest pairs, made left and training picture right, with their number; suspicious ones are framed."""
    shown, px = pairs[:_PAIRS], _cell_px(maker.resolution, 160)
    source = source.at(maker.resolution)
    width, height = 2 * px + GAP, px + 2 * CAPTION_PX + 8
    across, step_x, step_y = min(_PAIR_COLUMNS, max(len(shown), 1)), width + 2 * MARGIN, height + MARGIN
    rows = -(-len(shown) // across)
    size = (2 * MARGIN + across * step_x - 2 * MARGIN, MARGIN + 84 + rows * step_y)
    sheet, draw = blank_sheet(max(size[0], 760), size[1], name, note)
    for place, pair in enumerate(shown):
        progress.report(place / len(shown), "Drawing the sheet")
        made = maker.draw([pair.number], [pair.label], progress.silent())[0]
        real = source.draw(pair.nearest, 1, _CPU).pictures[0]
        real = pair.laid_under(real)
        x, y = MARGIN + place % across * step_x, MARGIN + 84 + place // across * step_y
        sheet.paste(thumb(made, px, maker.repeats), (x, y))
        sheet.paste(thumb(real, px, maker.repeats), (x + px + GAP, y))
        _caption(draw, pair, maker.labels, source.name(pair.nearest), (x, y + px + 4), width)
        if pair.suspicious:
            draw.rectangle((x - 5, y - 5, x + width + 4, y + height), outline=RED, width=3)
    return sheet


def _caption(
    draw: ImageDraw.ImageDraw, pair: Pair, labels: tuple[str, ...], real: str, at: tuple[int, int], width: int
) -> None:
    x, y = at
    word = f"{labels[pair.label]}, seed {pair.number}" if labels else f"seed {pair.number}"
    half = (width - GAP) // 2
    draw.text((x, y), fitting(word, half - 4), SOFT, font(13))
    draw.text((x + half + GAP, y), fitting(real, half - 4), SOFT, font(13))
    text = f"{pair.distance:.2f}  look: is it a copy?" if pair.suspicious else f"{pair.distance:.2f}"
    draw.text((x, y + CAPTION_PX), text, RED if pair.suspicious else INK, font(15, bold=True))


def _made_panel(title: str, maker: Maker, plan: Plan, columns: int, progress: Progress) -> Panel:
    pictures = maker.draw([number for number, _ in plan], [kind for _, kind in plan], progress)
    kinds = [kind for _, kind in plan]
    starts = [kinds[first : first + columns] for first in range(0, len(kinds), columns)]
    by_rows = all(len(set(row)) == 1 for row in starts)
    words = [maker.labels[row[0]] for row in starts] if maker.labels and by_rows else []
    captions = ["" if words or not maker.labels else maker.labels[kind] for kind in kinds]
    cells = [Cell(picture, word) for picture, word in zip(pictures, captions, strict=True)]
    return Panel(title, cells, columns, words)


def _chosen(source: Source, kinds: list[int], known: list[int], progress: Progress) -> list[Tensor | None]:
    """Real pictures for cells of these classes of the maker. ``known`` are the maker's numbers of the source's labels;
    without any, the first pictures are taken."""
    numbers = _numbers(source, kinds, known, progress.part(0.0, 0.5)) if known else _first(source, len(kinds))
    pictures: list[Tensor | None] = []
    for number in numbers:
        progress.report(0.5 + 0.5 * len(pictures) / len(numbers), "Looking at real pictures")
        pictures.append(None if number is None else source.draw(number, 1, _CPU).pictures[0])
    return pictures


def _first(source: Source, count: int) -> list[int | None]:
    kept = len(source) or count
    return [place if place < kept else None for place in range(count)]


def _numbers(source: Source, kinds: list[int], known: list[int], progress: Progress) -> list[int | None]:
    """For each cell a picture of its class that no other cell has; None where the source has no more of them."""
    small, missing = source.at(8), {place: kind for place, kind in enumerate(kinds)}
    found: dict[int, int] = {}
    limit = min(_SEARCHED, len(source) or _SEARCHED)
    for first in range(0, limit, 32):
        progress.report(first / limit, "Looking for pictures of each class")
        classes = small.draw(first, min(32, limit - first), _CPU).classes
        for row, given in enumerate(classes):
            kind = known[int(given.argmax())] if given.any() else -1
            place = next((each for each, wanted in missing.items() if wanted == kind), None)
            if place is not None:
                del missing[place]
                found[place] = first + row
        if not missing:
            break
    return [found.get(place) for place in range(len(kinds))]


def _cell_px(resolution: int, most: int) -> int:
    """Small pictures are shown twice as large."""
    return min(resolution * 2 if resolution <= 64 else resolution, most)

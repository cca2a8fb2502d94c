"""The print on the board: each side's page as a picture over the blank, in the colours of the board.

Inks are translucent, so a colour on kraft is that colour times the board's. Spot inks that are no colour but a varnish
or a foil are told by their names, as at the printer's; they become a mask of where the face gleams.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from core.colour.inks import Rgb, Spot
from core.compose.drawlist import DrawPage, FillPath, Group, Op, StrokePath
from core.dieline.outline import Outline, Side
from core.geometry import Box
from core.mockup.look import Board, Finish
from core.mockup.plan import Array, plan_of
from core.units import MM_PER_INCH, pixels_at

Pixels = NDArray[np.uint8]
Reals = NDArray[np.float32]

VARNISH = re.compile(r"varnish|lacquer|gloss|\buv\b|光油|上光", re.IGNORECASE)
FOIL = re.compile(r"foil|hot.?stamp|metallic|烫|箔", re.IGNORECASE)
SILVER = np.array([176, 178, 182], np.float32)
CREASE_WIDTH, CREASE_LOSS = 0.6, 0.16  # mm, and how much of the light the bottom of a crease loses
EDGE_WIDTH, EDGE_LOSS = 0.4, 0.06
GRAIN_PPI, PLAIN_SIDE = 150.0, 2048  # of a side without print: enough to show fibres, and texels along it at most


@dataclass(frozen=True)
class Print:
    """One side of the blank: ``pixels`` [H, W, 3] sRGB over ``box`` (mm on the blank, the first row at its top), and
    ``mask`` [H, W] of where it gleams; none when all of it does."""

    pixels: Pixels
    box: Box
    mask: Pixels | None = None


def without_effects(page: DrawPage) -> DrawPage:
    """The page without its varnishes and foils."""
    return replace(page, ops=tuple(_kept(page.ops, wanted=None)))


def effect_of(page: DrawPage, finish: Finish) -> DrawPage | None:
    """The page's areas of varnish or foil alone, in black; None when it has none."""
    wanted = {Finish.VARNISH: VARNISH, Finish.FOIL: FOIL}.get(finish)
    ops = tuple(_kept(page.ops, wanted)) if wanted else ()
    return replace(page, ops=ops) if ops else None


def _kept(ops: Iterable[Op], wanted: re.Pattern[str] | None) -> Iterable[Op]:
    for op in ops:
        if isinstance(op, Group):
            technical = op.layer is not None and op.layer.technical
            inner = () if technical else tuple(_kept(op.ops, wanted))
            if inner:
                yield replace(op, ops=inner)
            continue
        name = op.ink.name if isinstance(op, FillPath | StrokePath) and isinstance(op.ink, Spot) else ""
        if wanted is None and not (VARNISH.search(name) or FOIL.search(name)):
            yield op
        elif wanted is not None and isinstance(op, FillPath | StrokePath) and wanted.search(name):
            yield replace(op, ink=Rgb(0, 0, 0), overprint=False)


def printed(
    outline: Outline, side: Side, board: Board, finish: Finish, art: Pixels | None, effect: Pixels | None, box: Box
) -> Print:
    """The side as it looks: ``art`` [H, W, 3] and ``effect`` (black where it is) show the page, whose box on the blank
    is ``box``; what is not printed is None. Pages of the inside are turned back over."""
    colour = board.outside if side == "outside" else board.inside
    if art is None:
        ppi = min(GRAIN_PPI, PLAIN_SIDE / max(box.width, box.height) * MM_PER_INCH)
        art = np.full((pixels_at(box.height, ppi), pixels_at(box.width, ppi), 3), 255, np.uint8)
    elif side == "inside":
        art = art[:, ::-1]
    height, width = art.shape[:2]
    mask = _mask(effect, side, finish)
    pixels = art.astype(np.float32) * (_tint(np.array(colour, np.float32), mask, finish) / 255)
    pixels *= _creased(outline, box, height, width)[:, :, None]
    pixels += _grain(board, height, width, width / box.width)[:, :, None]
    return Print(np.clip(np.rint(pixels), 0, 255).astype(np.uint8), box, mask)


def _mask(effect: Pixels | None, side: Side, finish: Finish) -> Pixels | None:
    """[H, W], 255 where the side gleams; None when all of it does."""
    if effect is not None:
        black = effect[:, ::-1] if side == "inside" else effect
        return 255 - black[:, :, 0]
    return np.zeros((1, 1), np.uint8) if finish is Finish.VARNISH else None


def _tint(colour: Reals, mask: Pixels | None, finish: Finish) -> Reals:
    """What white paper becomes: the board, or metal."""
    if finish is not Finish.FOIL:
        return colour
    share = np.float32(1.0) if mask is None else mask[:, :, None] / np.float32(255)
    return np.asarray(colour * (1 - share) + SILVER * share, np.float32)


def _creased(outline: Outline, box: Box, height: int, width: int) -> Reals:
    """[height, width]: the light that is left along creases and, darkened less, along cut edges; 1 where it is all."""
    plan = plan_of(outline)
    to_px = width / box.width

    def drawn(lines: Iterable[Array], line_mm: float, loss: float) -> Reals:
        image = Image.new("L", (width, height), 0)
        pen = ImageDraw.Draw(image)
        for line in lines:
            at = [((x - box.x0) * to_px, (box.y1 - y) * to_px) for x, y in line]
            pen.line(at, fill=255, width=max(1, round(line_mm * to_px)))
        soft = image.filter(ImageFilter.GaussianBlur(line_mm / 2 * to_px))
        return 1 - np.asarray(soft, np.float32) * np.float32(loss / 255)

    creases = drawn([bit for each in plan.creases for bit in each.ends], CREASE_WIDTH, CREASE_LOSS)
    return creases * drawn([bit for each in plan.pieces for bit in each.knives], EDGE_WIDTH, EDGE_LOSS)


def _grain(board: Board, height: int, width: int, scale: float) -> Reals:
    """The board's fibres, in levels about 0; the same at every resolution, about a third of a millimetre wide."""
    if not board.fibre:
        return np.zeros((1, 1), np.float32)
    rng = np.random.default_rng(7)
    cells = 256
    random = rng.normal(size=(cells, cells)).astype(np.float32)
    noise = (random + np.roll(random, 1, 1) + np.roll(random, 2, 1) + np.roll(random, 1, 0)) / 2
    specks = np.where(rng.random((cells, cells)) < board.specks, -38.0, 0.0).astype(np.float32)
    tile: Reals = np.float32(board.fibre) * noise + specks + np.roll(specks, 1, 1) * np.float32(0.7)
    rows = (np.arange(height) / scale * 3.2).astype(np.int64) % cells
    columns = (np.arange(width) / scale * 3.2).astype(np.int64) % cells
    return np.asarray(tile[rows[:, None], columns[None, :]], np.float32)

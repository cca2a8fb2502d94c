"""The pack's prints from the canvas's own drawing and pixels, so that the folded view shows what the canvas shows.

What is drawn is gathered in the window's thread; drawing it, and dyeing it in the board's colours, is for a worker.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainter, QTransform

from core.compose.drawlist import ArtImage, DrawImage, Drawing, DrawPage, FillTile, Group, Op, PictureSource
from core.dieline.outline import Outline, Side
from core.mockup.look import BOARDS, Finish
from core.mockup.skin import Print, effect_of, printed, without_effects
from core.units import MM_PER_INCH, pixels_at
from desktop.canvas.painter import Pixels, Player
from desktop.fold.painter import Dress
from desktop.fold.skins import skin_of

WIDEST_PX = 2048  # of a print's longer side
FINEST_PPI = 200.0


@dataclass(frozen=True)
class Art:
    """All that a worker needs to dress a pack; made in the window's thread from what the canvas holds."""

    outline: Outline
    drawing: Drawing
    board: str
    finish: Finish
    pixels: Held

    def dress(self) -> Dress:
        """May be called in any thread."""
        return Dress((skin_of(self._side("outside")), skin_of(self._side("inside"))), BOARDS[self.board], self.finish)

    def _side(self, side: Side) -> Print:
        page = next((each for each in self.drawing.pages if each.side == side), None)
        effect = page and effect_of(page, self.finish)
        art = page and self._drawn(without_effects(page))
        box = self.drawing.pages[0].bleed
        return printed(self.outline, side, BOARDS[self.board], self.finish, art, effect and self._drawn(effect), box)

    def _drawn(self, page: DrawPage) -> NDArray[np.uint8]:
        """[H, W, 3] sRGB of a page on white."""
        box = page.bleed
        ppi = min(FINEST_PPI, WIDEST_PX / max(box.width, box.height) * MM_PER_INCH)
        image = QImage(pixels_at(box.width, ppi), pixels_at(box.height, ppi), QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        painter = QPainter(image)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        across, up = image.width() / box.width, image.height() / box.height
        painter.setTransform(QTransform(across, 0, 0, -up, -box.x0 * across, box.y1 * up))
        Player(self.pixels).play(page.ops, painter)
        painter.end()
        bgra = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
        return bgra[:, :, 2::-1].copy()


@dataclass
class Held:
    """What the canvas has of a drawing's pictures now, for a worker to read; the pixels are shared, not copied."""

    tiles: dict[tuple[ArtImage, str | None], QImage | None] = field(default_factory=dict)
    images: dict[PictureSource, QImage | None] = field(default_factory=dict)

    def tile(self, source: ArtImage, layer: str | None) -> QImage | None:
        return self.tiles.get((source, layer))

    def image(self, source: PictureSource) -> QImage | None:
        return self.images.get(source)


def held(drawing: Drawing, pixels: Pixels) -> Held:
    """To be called in the window's thread."""
    made = Held()
    for page in drawing.pages:
        _hold(page.ops, None, pixels, made)
    return made


def _hold(ops: Iterable[Op], layer: str | None, pixels: Pixels, made: Held) -> None:
    for op in ops:
        match op:
            case Group():
                _hold(op.ops, op.id or layer, pixels, made)
            case FillTile(source=source):
                made.tiles[source, layer] = pixels.tile(source, layer)
            case DrawImage(source=source):
                made.images[source] = pixels.image(source)

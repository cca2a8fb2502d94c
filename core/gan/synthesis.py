"""From w to a tile, doing again only what changed.

Each block's output depends on the w of its own layers and those below. The synthesizer keeps the outputs of its last
picture and starts at the first block whose w differ, so a change of a fine layer costs a fraction of a picture.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.gan.layers import double
from core.gan.networks import Generator
from core.jobs import Progress


@dataclass(frozen=True, eq=False)
class _Kept:
    """What a block made, and the w it made it from."""

    ws: Tensor
    features: Tensor
    picture: Tensor


class Synthesizer:
    """One generator's synthesis with its last picture's layers at hand. Not for two threads at once."""

    def __init__(self, generator: Generator) -> None:
        self._synthesis, self._config = generator.synthesis, generator.config
        self._cells = (0, 0)
        self._kept: list[_Kept] = []

    @torch.inference_mode()
    def picture(
        self, ws: Tensor, cells: tuple[int, int] = (1, 1), *, draft: bool = False, progress: Progress | None = None
    ) -> Tensor:
        """The tile [3, ny R, nx R], about -1..1, for ws [w_layers, w_dim] and the constant repeated nx by ny times.

        A draft leaves out the last block and doubles what is there. Raises Cancelled between blocks.
        """
        progress = progress or Progress()
        blocks = len(self._config.resolutions) - int(draft)
        self._forget(ws, cells)
        for index in range(len(self._kept), blocks):
            progress.report(index / blocks)
            self._kept.append(self._run(index, ws))
        picture = self._kept[blocks - 1].picture
        return self._synthesis.cut(double(picture, self._config.padding) if draft else picture)[0]

    def _forget(self, ws: Tensor, cells: tuple[int, int]) -> None:
        """Drop every block from the first that the new w change."""
        if cells != self._cells:
            self._cells, self._kept = cells, []
        same = 0
        for index, kept in enumerate(self._kept):
            if not torch.equal(kept.ws, ws[self._slice(index)]):
                break
            same = index + 1
        del self._kept[same:]

    def _slice(self, index: int) -> slice:
        first = max(2 * index - 1, 0)
        return slice(first, 2 * index + 2)

    def _run(self, index: int, ws: Tensor) -> _Kept:
        part = ws[self._slice(index)]
        before = self._kept[index - 1] if index else None
        features = before.features if before else self._synthesis.start(1, self._cells)
        block = self._synthesis.block(self._config.resolutions[index])
        made = block(features, before.picture if before else None, part[None])
        return _Kept(part.clone(), *made)


def to_pixels(picture: Tensor) -> NDArray[np.uint8]:
    """[3, H, W] about -1..1 -> [H, W, 3] sRGB, 8 bits."""
    return np.ascontiguousarray((picture * 127.5 + 128.0).clamp(0, 255).byte().permute(1, 2, 0).numpy())

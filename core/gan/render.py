"""A generator as a function to differentiate: from ws to pictures, and to the features of one of its layers.

The synthesizer (:mod:`core.gan.synthesis`) draws fast and keeps no gradients; searches in w space need them. Large
blocks are computed again in the backward pass instead of being remembered (Chen et al. 2016, arXiv 1604.06174), so a
1024 px picture takes the memory of one block and not of all.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor
from torch.utils.checkpoint import checkpoint

from core.gan.interrupt import Interruptible
from core.gan.model import Model
from core.gan.setting import PLAIN, Setting
from core.jobs import Progress

_REMEMBERED_PX = 256  # blocks above this size are computed twice


class Renderer:
    """Draws ws [N, w_layers, w_dim] with gradients; every call raises Cancelled between two torch operations."""

    def __init__(self, model: Model, setting: Setting = PLAIN, progress: Progress | None = None) -> None:
        self._synthesis, self._setting = model.generator.synthesis, setting
        self._progress = progress or Progress()
        self.device = next(model.generator.parameters()).device

    def picture(self, ws: Tensor) -> Tensor:
        """[N, 3, H, W], about -1..1; grey models' pictures have three equal channels."""
        features: Tensor | None = None
        picture: Tensor | None = None
        for resolution in self._synthesis.resolutions:
            features, picture = self._block(resolution, features, picture, ws)
        assert picture is not None
        picture = self._synthesis.cut(picture)
        return picture[:, :3] if picture.shape[1] >= 3 else picture[:, :1].expand(-1, 3, -1, -1)

    def features(self, ws: Tensor, size: int) -> Tensor:
        """The features [N, C, h, w] of the block of ``size`` pixels, as that block leaves them, not cut."""
        features: Tensor | None = None
        picture: Tensor | None = None
        for resolution in self._synthesis.resolutions:
            features, picture = self._block(resolution, features, picture, ws)
            if resolution >= size:
                break
        assert features is not None
        return features

    def _block(
        self, resolution: int, features: Tensor | None, picture: Tensor | None, ws: Tensor
    ) -> tuple[Tensor, Tensor]:
        block = self._synthesis.block(resolution)
        if features is None:
            features = self._synthesis.start(len(ws), self._setting.cells)
        first = max(2 * self._synthesis.resolutions.index(resolution) - 1, 0)
        styles = ws[:, first : first + block.w_count]

        def run(features: Tensor, picture: Tensor | None, styles: Tensor) -> tuple[Tensor, Tensor]:
            with Interruptible(self._progress):
                made: tuple[Tensor, Tensor] = block(features, picture, styles, self._setting)
            return made

        return _twice(run, features, picture, styles) if resolution > _REMEMBERED_PX else run(features, picture, styles)


def _twice(
    run: Callable[[Tensor, Tensor | None, Tensor], tuple[Tensor, Tensor]],
    features: Tensor,
    picture: Tensor | None,
    styles: Tensor,
) -> tuple[Tensor, Tensor]:
    if not torch.is_grad_enabled():
        return run(features, picture, styles)
    made: tuple[Tensor, Tensor] = checkpoint(
        run, features, picture, styles, use_reentrant=False, preserve_rng_state=False
    )
    return made

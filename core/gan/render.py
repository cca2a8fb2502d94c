"""A generator as a function to differentiate: from ws to pictures, and to the features of one of its layers.

The synthesizer (:mod:`core.gan.synthesis`) draws fast and keeps no gradients; searches in w space need them. Large
blocks are computed again in the backward pass instead of being remembered (Chen et al. 2016, arXiv 1604.06174), so a
1024 px picture takes the memory of one block and not of all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from core.gan.interrupt import Interruptible
from core.gan.model import Model
from core.gan.networks import Synthesis
from core.gan.setting import PLAIN, Setting
from core.jobs import Progress

_REMEMBERED_PX = 256  # blocks above this size are computed twice

if TYPE_CHECKING:
    from core.gan.alias_free import AliasFreeSynthesis

Made = tuple[Tensor, Tensor]
"""What a block leaves: its features and the picture so far."""


@dataclass(frozen=True, eq=False)
class Layer:
    """What a layer in the middle leaves: its ``features`` [N, C, h, w], where the uncut picture is, without the margin
    beyond it; ``depth``, how many of the first w layers they depend on; and the picture so far, if there is one."""

    features: Tensor
    depth: int
    picture: Tensor | None


class Renderer:
    """Draws ws [N, w_layers, w_dim] with gradients; every call raises Cancelled between two torch operations."""

    def __init__(self, model: Model, setting: Setting = PLAIN, progress: Progress | None = None) -> None:
        self._synthesis: Synthesis | AliasFreeSynthesis = model.generator.synthesis
        self._setting, self._progress = setting, progress or Progress()
        self.device = next(model.generator.parameters()).device

    def picture(self, ws: Tensor) -> Tensor:
        """[N, 3, H, W], about -1..1; grey models' pictures have three equal channels."""
        if not isinstance(self._synthesis, Synthesis):
            with Interruptible(self._progress):
                picture: Tensor = self._synthesis(ws)
        else:
            *_, (_, _, picture) = self._blocks(self._synthesis, ws)
            picture = self._synthesis.cut(picture)
        return picture[:, :3] if picture.shape[1] >= 3 else picture[:, :1].expand(-1, 3, -1, -1)

    def layer(self, ws: Tensor, size: int) -> Layer:
        """The block of ``size`` pixels; of StyleGAN3 the last layer of that rate."""
        if not isinstance(self._synthesis, Synthesis):
            return self._alias_free_layer(self._synthesis, ws, size)
        for index, (resolution, features, picture) in enumerate(self._blocks(self._synthesis, ws)):
            if resolution >= size:
                return Layer(features, 2 * index + 1, picture)
        raise AssertionError("a network has blocks")

    def _blocks(self, synthesis: Synthesis, ws: Tensor) -> Iterator[tuple[int, Tensor, Tensor]]:
        """Resolution, features and picture of each block, computed when it is asked for."""
        features, picture = synthesis.start(len(ws), self._setting.cells), None
        for index, resolution in enumerate(synthesis.resolutions):
            block, first = synthesis.block(resolution), max(2 * index - 1, 0)
            styles = ws[:, first : first + block.w_count]
            if resolution > _REMEMBERED_PX and torch.is_grad_enabled():
                made: Made = _Twice.apply(partial(self._run, block), features, picture, styles)  # type: ignore[no-untyped-call]
            else:
                made = self._run(block, features, picture, styles)
            features, picture = made
            yield resolution, features, picture

    def _run(self, block: Callable[..., Made], *inputs: Tensor | None) -> Made:
        with Interruptible(self._progress):
            return block(*inputs, self._setting)

    def _alias_free_layer(self, synthesis: AliasFreeSynthesis, ws: Tensor, size: int) -> Layer:
        bands = [synthesis.input.band] + [synthesis.layer(name).layer.after for name in synthesis.names]
        fine = [index for index, band in enumerate(bands[:-1]) if band.rate <= size]
        last = max(fine, default=0)
        maps = synthesis.features(ws)
        for index, band in enumerate(bands[: last + 1]):
            with Interruptible(self._progress):
                features = next(maps)
            margin = (band.size - band.rate) // 2
            if index == last:
                return Layer(features[:, :, margin : margin + band.rate, margin : margin + band.rate], last + 1, None)
        raise AssertionError("a network has layers")


class _Twice(torch.autograd.Function):
    """A block that keeps only what goes in. Torch's own checkpoints import Torch's compiler: seconds, at the first."""

    @staticmethod
    def forward(ctx: Any, run: Callable[..., Made], *inputs: Tensor | None) -> Made:
        ctx.run, ctx.inputs = run, inputs
        return run(*inputs)

    @staticmethod
    @torch.autograd.function.once_differentiable
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor | None, ...]:
        inputs = [None if each is None else each.detach().requires_grad_() for each in ctx.inputs]
        with torch.enable_grad():
            made = ctx.run(*inputs)
            torch.autograd.backward(made, gradients)
        return None, *(None if each is None else each.grad for each in inputs)

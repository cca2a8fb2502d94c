"""StyleGAN3's nonlinearity: to a finer rate, leaky ReLU, back (Karras et al. 2021, arXiv 2106.12423, section 3.2).

A 1-D resampling filter is a matrix whose rows repeat, shifted, after every period. So it is applied as one small dense
matrix to overlapping windows of the map, batched: the zeros between samples are never multiplied, and the work is
matrix products, which run at full speed everywhere. Its transpose is a matrix of the same kind: the gradient.

The fine map has four times the samples or more. It is made, bent and filtered down in strips that stay in the cache,
and it is never stored: the gradient makes it again.

Maps are [H, W, C] here, channels last.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from core.gan.bands import Layer

_PERIODS = 4
"""Periods of the matrix in one dense block: with more, more products are by zeros; with fewer, blocks are too small."""
_STRIP = 1 << 22
"""Fine samples in one strip on the CPU: 16 MB in float32. Smaller ones wait longer for the other cores."""
_SLOPE = 0.2
_RANK_TOLERANCE = 5e-7
"""Separable parts of a radial filter that are a smaller share of the first are left out: less than rounding makes."""


@dataclass(frozen=True, eq=False)
class Resampling:
    """The matrix [after, before] whose entry (j, k) is taps[up k + lead - down j], 0 where there is no such tap."""

    taps: Tensor
    up: int
    down: int
    lead: int
    before: int
    after: int

    def transposed(self, after: int) -> Resampling:
        """Its transpose, with ``after`` rows: rows more than its columns are 0."""
        last = len(self.taps) - 1
        return Resampling(self.taps.flip(0), self.down, self.up, last - self.lead, self.after, after)

    @property
    def step(self) -> int:
        """Inputs from one block to the next."""
        return self.down * _PERIODS

    @property
    def rows(self) -> int:
        """Outputs of one block."""
        return self.up * _PERIODS

    @property
    def first(self) -> int:
        """The first input of the first block; below 0 where it lies before the map."""
        return -(self.lead // self.up)

    def last(self, output: int) -> int:
        """The last input that an output is made of."""
        return (len(self.taps) - 1 - self.lead + self.down * output) // self.up

    @cached_property
    def block(self) -> Tensor:
        """[rows, inputs] of one block."""
        inputs = torch.arange(self.first, self.last(self.rows - 1) + 1, device=self.taps.device)
        outputs = torch.arange(self.rows, device=self.taps.device)
        tap = self.up * inputs + self.lead - self.down * outputs[:, None]
        inside = (tap >= 0) & (tap < len(self.taps))
        return torch.where(inside, self.taps[tap.clamp(0, len(self.taps) - 1)], 0.0)

    @property
    def blocks(self) -> int:
        return -(-self.after // self.rows)

    @property
    def span(self) -> int:
        """Inputs of all blocks together, from ``first``."""
        return self.step * (self.blocks - 1) + self.block.shape[1]

    def pitch(self, multiple: int = 1) -> int:
        """Inputs between two lines that lie behind each other, so that no wanted output reads into the next line.

        Whole blocks; their outputs are a multiple of ``multiple``.
        """
        group = self.step * (math.lcm(self.rows, multiple) // self.rows)
        inputs = max(self.last(self.after - 1) + 1 - self.first, self.blocks * self.step)
        return -(-inputs // group) * group

    def lay(self, x: Tensor, line: int, ground: Tensor) -> None:
        """Put ``x`` [before, ...] at its place in the zeros ``ground`` [line, ...] from ``first`` on."""
        skip = max(self.first, 0)
        at = max(-self.first, 0)
        count = max(min(self.before - skip, line - at), 0)
        ground[at : at + count] = x[skip : skip + count]

    def apply(self, x: Tensor, blocks: int, out: Tensor | None = None) -> Tensor:
        """``x`` [inputs from ``first``, N], rows of any stride -> [blocks * rows, N]."""
        inputs, width, pitch = self.block.shape[1], x.shape[1], x.stride(0)
        windows = x.as_strided((blocks, inputs, width), (self.step * pitch, pitch, 1))
        matrix = self.block.expand(blocks, -1, -1)
        if out is None:
            return torch.bmm(matrix, windows).view(-1, width)
        return torch.bmm(matrix, windows, out=out.view(blocks, self.rows, width)).view(-1, width)

    def columns(self, x: Tensor) -> Tensor:
        """[before, N] -> [after, N]."""
        ground = x.new_zeros(self.span, x.shape[1])
        self.lay(x, self.span, ground)
        return self.apply(ground, self.blocks)[: self.after]

    def lines(self, x: Tensor) -> Tensor:
        """[H, before, C] -> [H, after, C]."""
        height, _, channels = x.shape
        pitch = self.pitch()
        ground = x.new_zeros(height * pitch + self.block.shape[1], channels)
        lines = ground[: height * pitch].view(height, pitch, channels)
        self.lay(x.transpose(0, 1), pitch, lines.transpose(0, 1))
        return self.apply(ground, height * pitch // self.step).view(height, -1, channels)[:, : self.after]


class Scratch:
    """Memory that is used again and again: fresh memory costs more time than what is computed in it."""

    def __init__(self) -> None:
        self._held: dict[str, Tensor] = {}

    def take(self, name: str, like: Tensor, *shape: int) -> Tensor:
        """An uninitialised tensor of ``shape``; what was taken before under ``name`` is no longer valid."""
        count = math.prod(shape)
        held = self._held.get(name)
        if held is None or len(held) < count or held.dtype != like.dtype or held.device != like.device:
            held = self._held[name] = like.new_empty(count)
        return held[:count].view(shape)


class Bend:
    """Up, leaky ReLU, clamp, down for one layer.

    Filters: ``up`` [taps], ``down`` [taps] or [taps, taps]; none is a single 1. A 2-D filter is taken apart into a
    sum of separable ones.
    """

    def __init__(self, layer: Layer, up: Tensor, down: Tensor, clamp: float | None) -> None:
        gain = 1.0 if layer.rgb else math.sqrt(2.0)
        self.slope = 1.0 if layer.rgb else _SLOPE
        self.size = layer.after.size
        # The gain is on the filter that follows it, so the clamp is before it.
        self.limit = None if clamp is None else clamp / gain
        pairs = _separated(down)
        fine = layer.down * (self.size - 1) + len(pairs[0][0])
        self.downs = [
            (
                Resampling(down_h * gain, 1, layer.down, 0, fine, self.size),
                Resampling(down_w, 1, layer.down, 0, fine, self.size),
            )
            for down_h, down_w in pairs
        ]
        # As many fine samples as the blocks of the way down read.
        fine = max(fine, self.downs[0][0].span)
        self.up = Resampling(up.flip(0) * layer.up, layer.up, 1, layer.lead, layer.convolved, fine)

    def forward(
        self,
        x: Tensor,
        scratch: Scratch,
        scale: Tensor | None = None,
        bias: Tensor | None = None,
        *,
        spare: Tensor | None = None,
        check: Callable[[], None] = lambda: None,
    ) -> Tensor:
        """``x`` [H, W, C], or ``x`` times ``scale`` plus ``bias`` [C] -> [size, size, C]; no gradient.

        The result may take the memory of ``spare``; ``check`` is called at each strip.
        """
        up, down = self.up, self.downs[0][0]
        channels, lines, pitch = x.shape[2], up.span, up.pitch(down.step)
        ground = scratch.take("ground", up.block, lines * pitch + up.block.shape[1], channels).zero_()
        laid = self._lay(x, ground[: lines * pitch].view(lines, pitch, channels))
        if scale is not None and bias is not None:
            laid.mul_(scale).add_(bias)
        width = pitch // up.step * up.rows
        wide = scratch.take("wide", up.block, lines * width, channels)
        up.apply(ground, lines * pitch // up.step, wide)
        wide = wide.view(lines, width * channels)
        # Past its end, the last window of the last line finds zeros.
        slack = down.block.shape[1] * channels
        narrow = scratch.take("narrow", up.block, len(self.downs), self.size * width * channels + slack)
        narrow[:, -slack:] = 0
        made = narrow[:, :-slack].view(len(self.downs), self.size, width * channels)
        for strip in _strips(wide.shape[1], up.blocks * up.rows, x.device):
            check()
            fine = self._bent(wide[:, strip], scratch)
            for part, (down_h, _) in zip(made, self.downs, strict=True):
                part[:, strip] = down_h.apply(fine, down_h.blocks)[: self.size]
        return self._summed(narrow, width, channels, spare)

    def _summed(self, narrow: Tensor, width: int, channels: int, spare: Tensor | None) -> Tensor:
        """Along the lines of every part [size * width * C and slack], and all parts together."""
        blocks = self.size * width // self.downs[0][1].step
        out = _reused(spare, narrow, blocks * self.downs[0][1].rows, channels)
        for index, (_, down_w) in enumerate(self.downs):
            lines = narrow[index].view(-1, channels)
            if index == 0:
                down_w.apply(lines, blocks, out)
            else:
                out += down_w.apply(lines, blocks)
        return out.view(self.size, -1, channels)[:, : self.size]

    def _lay(self, x: Tensor, ground: Tensor) -> Tensor:
        """The place in ``ground`` where ``x`` lies now."""
        skip, at = max(self.up.first, 0), max(-self.up.first, 0)
        part = x[skip : skip + ground.shape[0] - at, skip : skip + ground.shape[1] - at]
        return ground[at : at + part.shape[0], at : at + part.shape[1]].copy_(part)

    def _bent(self, wide: Tensor, scratch: Scratch) -> Tensor:
        fine = scratch.take("fine", wide, self.up.blocks * self.up.rows, wide.shape[1])
        self.up.apply(wide, self.up.blocks, fine)
        if self.slope != 1.0:
            F.leaky_relu_(fine, self.slope)
        return fine if self.limit is None else fine.clamp_(-self.limit, self.limit)

    def gradient(self, x: Tensor, grad: Tensor) -> Tensor:
        """Of the input x [H, W, C], for that of the output [size, size, C]."""
        up, side, channels = self.up, x.shape[0], x.shape[2]
        wide = up.lines(x).reshape(side, -1)
        grads = [down_w.transposed(up.after).lines(grad).reshape(self.size, -1) for _, down_w in self.downs]
        back = torch.empty_like(wide)
        for strip in _strips(wide.shape[1], up.after, x.device):
            fine = up.columns(wide[:, strip])
            slopes = torch.where(fine < 0, self.slope, 1.0)
            if self.limit is not None:
                slopes *= (fine * slopes).abs() <= self.limit
            bent = [
                down_h.transposed(up.after).columns(each[:, strip])
                for (down_h, _), each in zip(self.downs, grads, strict=True)
            ]
            back[:, strip] = up.transposed(side).columns(slopes.mul_(sum(bent[1:], bent[0])))
        return up.transposed(side).lines(back.view(side, -1, channels))


class _Bent(torch.autograd.Function):
    """Keeps the coarse map only."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, bend: Bend, scratch: Scratch) -> Tensor:
        ctx.bend = bend
        ctx.save_for_backward(x)
        return torch.stack([bend.forward(each, scratch) for each in x.permute(0, 2, 3, 1)]).permute(0, 3, 1, 2)

    @staticmethod
    @torch.autograd.function.once_differentiable
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor, None, None]:
        (x,) = ctx.saved_tensors
        pairs = zip(x.permute(0, 2, 3, 1), grad.permute(0, 2, 3, 1), strict=True)
        return torch.stack([ctx.bend.gradient(*pair) for pair in pairs]).permute(0, 3, 1, 2), None, None


def bend(x: Tensor, shape: Bend, scratch: Scratch | None = None) -> Tensor:
    """[N, C, H, W] -> [N, C, size, size], differentiable once."""
    made: Tensor = _Bent.apply(x, shape, scratch or Scratch())  # type: ignore[no-untyped-call]
    return made


def _separated(taps: Tensor) -> list[tuple[Tensor, Tensor]]:
    """Pairs of 1-D filters (down the columns, along the lines), turned round, whose products add up to ``taps``."""
    if taps.ndim == 1:
        return [(taps.flip(0), taps.flip(0))]
    left, size, right = torch.linalg.svd(taps.double().flip(0, 1))
    parts = [index for index in range(len(size)) if size[index] > _RANK_TOLERANCE * size[0]]
    return [((left[:, index] * size[index]).to(taps.dtype), right[index].to(taps.dtype)) for index in parts]


def _reused(spare: Tensor | None, like: Tensor, *shape: int) -> Tensor:
    """Memory for ``shape``: that of ``spare`` where it is enough."""
    count = math.prod(shape)
    if spare is None or (spare.dtype, spare.device) != (like.dtype, like.device):
        return like.new_empty(shape)
    enough = spare.untyped_storage().nbytes() >= count * like.element_size()
    return spare.as_strided((count,), (1,), 0).view(shape) if enough else like.new_empty(shape)


def _strips(width: int, rows: int, device: torch.device) -> Iterator[slice]:
    step = max(_STRIP // rows, 64) if device.type == "cpu" else width
    for start in range(0, width, step):
        yield slice(start, min(start + step, width))

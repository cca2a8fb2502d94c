"""What the prepared layers compute with: strips of rows, paddings, the convolution with its weights packed beforehand.

Memory is the enemy. A result of many megabytes that is written to pages the system has not handed out yet costs as much
as the convolution that makes it (measured: 32 channels at 1024 px 154 ms, and 102 ms into memory in use), and so do
passes over maps that no longer fit the cache. So a large map is made in strips: all steps of a strip run while it is in
the cache, its temporaries are small enough for the allocator to keep, and only the finished rows go to a map that is
used again and again. A map [1, C, H, W] is channels-last throughout, so some of its rows are one piece of memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import torch
import torch.nn.functional as F
from torch import Tensor

from core.gan.layers import Axes

STRIP_BYTES = 8 << 20
"""Of a strip's widest temporary. Smaller ones lose more to the calls than they gain in the cache."""


def strips(height: int, cell: int, row_bytes: int) -> Iterator[tuple[int, int]]:
    """First row and end of each strip; ``cell`` is a power of two that divides ``height``, and no strip crosses one."""
    rows = cell
    while rows > 4 and rows * row_bytes > STRIP_BYTES:
        rows //= 2
    for start in range(0, height, rows):
        yield start, start + rows


def window(x: Tensor, start: int, end: int, axes: Axes) -> Tensor:
    """Rows ``start`` to ``end`` of x, of which the first or last may lie one beyond its edge, by the padding of y.

    On a torus in x there is one column more on each side too; zeros there are the convolution's own business.
    """
    height = x.shape[2]
    rows = x[:, :, max(start, 0) : min(end, height)]
    above, below = max(-start, 0), max(end - height, 0)
    if above or below:
        rows = _taller(x, rows, above, below, axes)
    return torch.cat([rows[..., -1:], rows, rows[..., :1]], 3) if axes[0] == "torus" else rows


def _taller(x: Tensor, rows: Tensor, above: int, below: int, axes: Axes) -> Tensor:
    if axes[1] == "torus":
        return torch.cat([x[:, :, x.shape[2] - above :], rows, x[:, :, :below]], 2)
    return F.pad(rows, (0, 0, above, below))


def buffer(shape: tuple[int, int, int, int], spare: Tensor | None, dtype: torch.dtype, device: torch.device) -> Tensor:
    """A map to be written to: the spare one where it fits."""
    if spare is not None and (spare.shape, spare.dtype, spare.device) == (torch.Size(shape), dtype, device):
        return spare
    return torch.empty(shape, dtype=dtype, device=device, memory_format=torch.channels_last)


def enlarge(picture: Tensor, factor: int, axes: Axes) -> Tensor:
    """[1, C, H, W] bilinear at ``factor`` times the size; on a torus the edges meet."""
    if factor == 1:
        return picture
    for sides, axis in (((1, 1, 0, 0), axes[0]), ((0, 0, 1, 1), axes[1])):
        picture = F.pad(picture, sides, mode="circular" if axis == "torus" else "replicate")
    larger = F.interpolate(picture, scale_factor=float(factor), mode="bilinear", align_corners=False)
    return larger[:, :, factor:-factor, factor:-factor]


@lru_cache(maxsize=8)
def packing_works(dtype: torch.dtype = torch.float32) -> bool:
    """Whether this Torch has oneDNN's convolution with packed weights, and it computes what conv2d does.

    It is a private operator, so nothing is assumed of it.
    """
    x, weight, bias = (torch.ones(shape, dtype=dtype) for shape in ((1, 16, 4, 4), (16, 16, 3, 3), (16,)))
    try:
        packed = _packed(weight)
        found = _convolve_packed(x.to(memory_format=torch.channels_last), packed, bias, (0, 1))
    except (AttributeError, RuntimeError, NotImplementedError, TypeError):
        return False
    return torch.equal(found, F.conv2d(x, weight, bias, padding=(0, 1)))


def _packed(weight: Tensor) -> Tensor:
    packed: Tensor = torch.ops.mkldnn._reorder_convolution_weight(weight, [1, 1])
    return packed


def _convolve_packed(x: Tensor, weight: Tensor, bias: Tensor | None, padding: tuple[int, int]) -> Tensor:
    made: Tensor = torch.ops.mkldnn._convolution_pointwise(
        x, weight, bias, list(padding), [1, 1], [1, 1], 1, "none", [], ""
    )
    return made


class Convolution:
    """A 3x3 convolution whose weights [O, I, 3, 3] stay the same.

    Where the map is smaller than the weights, laying the weights out afresh in each call takes as long as the sum.
    """

    def __init__(self, weight: Tensor) -> None:
        self._is_packed = weight.device.type == "cpu" and packing_works(weight.dtype)
        weight = weight.contiguous(memory_format=torch.channels_last)
        self._weight = _packed(weight) if self._is_packed else weight

    def __call__(self, x: Tensor, bias: Tensor | None, padding: tuple[int, int]) -> Tensor:
        """x [1, I, H, W] -> [1, O, H, W], less what ``padding`` (rows, columns) does not make up for."""
        if self._is_packed:
            return _convolve_packed(x, self._weight, bias, padding)
        return F.conv2d(x, self._weight, bias, padding=padding)

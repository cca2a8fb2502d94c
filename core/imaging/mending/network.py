"""A small network that guesses what lies in a hole: its colours, light and the run of its lines.

It begins with the hole filled by means of ever wider surroundings and learns what that lacks, so that it needs little
teaching. A U-Net of stride 8 whose middle looks far by dilated convolutions (Yu and Koltun 2016, arXiv 1511.07122);
texture is left to the picture itself (:mod:`core.imaging.mending.patches`).
"""

from __future__ import annotations

from functools import cache

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from core import resources
from core.errors import DieloomError

STRIDE = 8
REACH_PX = 64
"""The widest hole that it is taught; wider ones are made smaller first."""

_WIDTHS = (48, 96, 128)
_DILATIONS = (1, 2, 4, 1, 2, 4)


class _Block(nn.Module):
    """A dilated convolution, added to what came in through a gate."""

    def __init__(self, width: int, dilation: int) -> None:
        super().__init__()
        self.look = nn.Conv2d(width, width, 3, padding=dilation, dilation=dilation)
        self.mix = nn.Conv2d(width, width, 1)
        nn.init.zeros_(self.mix.weight)

    def forward(self, x: Tensor) -> Tensor:
        made: Tensor = self.mix(F.silu(self.look(F.silu(x))))
        return x + made


class MendNet(nn.Module):
    """Pictures [N, 3, H, W] in -1..1 and holes [N, 1, H, W] (1 inside) -> the pictures with the holes filled.

    H and W are multiples of ``STRIDE``. What lies in the hole is not looked at; what lies outside is given back as is.
    """

    def __init__(self) -> None:
        super().__init__()
        first, *others = _WIDTHS
        self.enter = nn.Conv2d(4 * 4, first, 3, padding=1)  # of squares of four pixels: thin layers are slow
        pairs = list(zip(_WIDTHS, others, strict=False))
        self.down = nn.ModuleList(nn.Conv2d(a, b, 3, stride=2, padding=1) for a, b in pairs)
        self.body = nn.Sequential(*(_Block(others[-1], dilation) for dilation in _DILATIONS))
        self.up = nn.ModuleList(nn.Conv2d(b, a, 3, padding=1) for a, b in reversed(pairs))
        self.smooth = nn.Conv2d(first, first, 3, padding=1)
        self.leave = nn.Conv2d(first, 4 * 3, 3, padding=1)
        nn.init.zeros_(self.leave.weight)

    def forward(self, pictures: Tensor, holes: Tensor) -> Tensor:
        start = spread(pictures, holes)
        x = self.enter(F.pixel_unshuffle(torch.cat([start, holes], 1), 2))
        skipped = []
        for down in self.down:
            skipped.append(x)
            x = down(F.silu(x))
        x = self.body(x)
        for up in self.up:
            x = F.interpolate(up(F.silu(x)), scale_factor=2.0, mode="nearest") + skipped.pop()
        made = start + F.pixel_shuffle(self.leave(F.silu(x + self.smooth(F.silu(x)))), 2)
        return torch.where(holes > 0.5, made, pictures)


def spread(pictures: Tensor, holes: Tensor) -> Tensor:
    """The holes filled by means of ever wider surroundings, finest first (pull-push: Gortler et al. 1996)."""
    weights = (holes < 0.5).to(pictures.dtype)
    levels = [(pictures * weights, weights)]
    while max(levels[-1][1].shape[2:]) > 1:
        colours, weights = levels[-1]
        colours, weights = _halved(colours), _halved(weights)
        # A pixel that is known at all counts as known: the widest surroundings are for what nothing near reaches.
        share = weights.clamp(max=0.25) * 4.0
        levels.append((colours / weights.clamp(min=1e-8) * share, share))
    colours, weights = levels.pop()
    filled = colours / weights.clamp(min=1e-8)
    while levels:
        colours, weights = levels.pop()
        size = colours.shape[2:]
        filled = colours + (1.0 - weights) * F.interpolate(filled, size=size, mode="bilinear", align_corners=False)
    return filled


def _halved(x: Tensor) -> Tensor:
    return F.avg_pool2d(x, 2, ceil_mode=True, count_include_pad=False)


@cache
def mend_net() -> MendNet:
    """The program's own network; read once. Raises DieloomError when the installation lacks it."""
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    path = resources.path("networks", "mend.safetensors")
    with torch.device("meta"):
        net = MendNet()
    try:
        weights = load_file(path)
        net.load_state_dict({name: value.float() for name, value in weights.items()}, assign=True)
    except (OSError, RuntimeError, SafetensorError) as error:
        raise DieloomError(
            "This installation's networks/mend.safetensors is damaged.", "Install Dieloom again."
        ) from error
    return net.requires_grad_(False).eval()

"""StyleGAN3 made ready to draw, on one device and in one number format (arXiv 2106.12423).

What does not depend on w is prepared once: filters as blocks of matrices, weights as the convolution wants them.
Modulation scales the maps, not the weights. The nonlinearity is that of the network (:mod:`core.gan.resample`).
"""

from __future__ import annotations

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

from core.gan.alias_free import AliasFreeGenerator, AliasFreeLayer
from core.gan.bands import Layer
from core.gan.fast.kernels import Convolution
from core.gan.fast.plan import Stage, State, unchecked
from core.gan.fast.winograd import Winograd
from core.gan.resample import Scratch
from core.gan.setting import Setting

_CPU = torch.device("cpu")
_WINOGRAD_SIZE = 48
"""From this size on Winograd's products save more than its transforms cost."""


class AliasFreePlan:
    """``generator`` as it is now; a stage for the Fourier input and one for each layer. Only the last shows a picture.

    ``dtype`` is that of the convolutions. Filters and nonlinearities are in float32 always: there the aliases that the
    network is free of would come back. Layers are prepared when first run. Not for two threads at once.
    """

    def __init__(
        self, generator: AliasFreeGenerator, dtype: torch.dtype = torch.float32, device: torch.device | str = _CPU
    ) -> None:
        self._synthesis, self._dtype, self._device = generator.synthesis, dtype, torch.device(device)
        self._sources = [self._synthesis.layer(name) for name in self._synthesis.names]
        self._layers: dict[int, _Prepared] = {}
        self._scratch = Scratch()
        source = self._synthesis.input.band
        first = Stage(0, 0, source.channels**2 * source.size**2, 0)
        last = len(self._sources)
        self.stages = (
            first,
            *(
                Stage(index, index, _macs(each.layer), each.layer.after.size if index == last else 0)
                for index, each in enumerate(self._sources, start=1)
            ),
        )

    def run(
        self,
        index: int,
        before: State,
        ws: Tensor,
        setting: Setting,
        *,
        spare: State = None,
        check: Callable[[], None] = unchecked,
    ) -> State:
        """See :class:`core.gan.fast.plan.Plan`. A state is a map [H, W, C] float32."""
        with torch.inference_mode():
            w = ws[index : index + 1]
            if index == 0:
                made = self._synthesis.input(w.to(self._synthesis.input.weight.device))
                return made[0].permute(1, 2, 0).to(self._device).contiguous()
            if index not in self._layers:
                self._layers[index] = _Prepared(self._sources[index - 1], self._dtype, self._device)
            return self._layers[index](before, w, self._scratch, spare, check)

    def show(self, index: int, state: State, setting: Setting) -> Tensor:
        """See :class:`core.gan.fast.plan.Plan`."""
        picture: Tensor = (state * self._synthesis.output_scale).permute(2, 0, 1).contiguous()
        return picture


class _Prepared:
    """One layer: a map [H, W, inputs] -> [size, size, outputs]."""

    def __init__(self, source: AliasFreeLayer, dtype: torch.dtype, device: torch.device) -> None:
        self._source, self._device = source, device
        self._bend = source.bend(device)
        self._bias = source.bias.detach().to(device, torch.float32)
        self._power = source.power().detach()
        self._convolve = _convolution(source, dtype, device)

    def __call__(
        self, x: Tensor, w: Tensor, scratch: Scratch, spare: Tensor | None, check: Callable[[], None]
    ) -> Tensor:
        scales = self._source.modulation(w.to(self._power.device), self._power)
        before, after = (each[0].to(self._device) for each in scales)
        made = self._convolve(x, before, scratch, check)
        return self._bend.forward(made, scratch, after, self._bias, spare=spare, check=check)


Convolve = Callable[[Tensor, Tensor, Scratch, Callable[[], None]], Tensor]
"""The bare convolution of a map [H, W, inputs] times a scale [inputs], with every position the kernel touches."""


def _convolution(source: AliasFreeLayer, dtype: torch.dtype, device: torch.device) -> Convolve:
    weight, layer = source.weight.detach().to(device, dtype), source.layer
    if layer.kernel == 1:
        return _Pointwise(weight)
    if layer.kernel == 3 and dtype == torch.float32 and device.type == "cpu" and layer.convolved >= _WINOGRAD_SIZE:
        return _ByWinograd(weight)
    return _Direct(weight)


class _Pointwise:
    """1x1: the weights are smaller than the map, so they are scaled."""

    def __init__(self, weight: Tensor) -> None:
        self._weight = weight.flatten(1)

    def __call__(self, x: Tensor, scale: Tensor, scratch: Scratch, check: Callable[[], None]) -> Tensor:
        return F.linear(x.to(self._weight.dtype), self._weight * scale.to(self._weight.dtype))


class _Direct:
    def __init__(self, weight: Tensor) -> None:
        self._padding = (weight.shape[2] - 1, weight.shape[3] - 1)
        self._dtype, self._convolution = weight.dtype, Convolution(weight)

    def __call__(self, x: Tensor, scale: Tensor, scratch: Scratch, check: Callable[[], None]) -> Tensor:
        scaled = (x * scale).to(self._dtype).permute(2, 0, 1)[None]
        return self._convolution(scaled, None, self._padding)[0].permute(1, 2, 0)


class _ByWinograd:
    def __init__(self, weight: Tensor) -> None:
        self._outputs, self._winograd = len(weight), Winograd(weight)

    def __call__(self, x: Tensor, scale: Tensor, scratch: Scratch, check: Callable[[], None]) -> Tensor:
        height, width, channels = x.shape
        tall, wide = Winograd.covering(height + 2), Winograd.covering(width + 2)
        ground = scratch.take("padded", x, tall + 2, wide + 2, channels).zero_()
        torch.mul(x, scale, out=ground[2 : 2 + height, 2 : 2 + width])
        out = scratch.take("convolved", x, tall, wide, self._outputs)
        self._winograd(ground, out, check)
        return out[: height + 2, : width + 2]


def _macs(layer: Layer) -> int:
    """Multiplications of one picture: the convolution's, and the filters' on all channels."""
    convolution = layer.before.channels * layer.kernel**2 * layer.convolved**2
    fine, size = layer.down * (layer.after.size - 1) + layer.down_taps, layer.after.size
    up = layer.up_taps // layer.up * (layer.convolved * fine + fine * fine) if layer.up_taps > 1 else 0
    down = layer.down_taps * (size * fine + size * size) if layer.down_taps > 1 else 0
    return layer.after.channels * (convolution + up + down)

"""The layers of a StyleGAN2 generator, prepared: the sums of :mod:`core.gan.layers`, arranged for speed.

A style scales the inputs and a demodulation the outputs of each convolution (arXiv 1912.04958, 2.2). Where the weights
are smaller than the map both are multiplied into the weights at each call; elsewhere the map is scaled and the weights
stay as they were laid out once. The gain sqrt(2) of the leaky ReLU goes into demodulation, noise and bias beforehand:
the function is positively homogeneous. A doubling layer is the paper's own: a convolution transposed with stride 2,
then the binomial filter, which as a depthwise convolution takes bias (and what scales the outputs) along.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

from core.gan.fast.device import Format
from core.gan.fast.kernels import Convolution, buffer, strips, window
from core.gan.layers import Axes, Dense, StyledConv, ToRgb, double
from core.gan.setting import Setting

_GAIN = math.sqrt(2.0)


class _Affine:
    """w [w_dim] -> a factor for each input channel, float32."""

    def __init__(self, layer: Dense, device: torch.device, gain: float = 1.0) -> None:
        self._weight = layer.weight.detach().to(device, torch.float32)
        self._bias = layer.bias.detach().to(device, torch.float32) * (layer.bias_gain * gain)
        self._gain = layer.weight_gain * gain

    def __call__(self, w: Tensor) -> Tensor:
        return torch.addmv(self._bias, self._weight, w, alpha=self._gain)


def folds(weight: Tensor, cell: int, form: Format) -> bool:
    """Whether a layer's style goes into its weights rather than onto its map: where they are fewer numbers.

    Elsewhere than on a CPU it is always cheap, and with the demodulation it keeps float16 in range.
    """
    fewer = weight.numel() <= weight.shape[1] * cell * cell
    return fewer or form.device.type != "cpu" or form.dtype == torch.float16


class Styled:
    """A prepared :class:`StyledConv` from a map of ``cell`` px a cell; makes [1, O, H, W] in ``form``'s format."""

    def __init__(self, layer: StyledConv, cell: int, form: Format) -> None:
        weight = layer.weight.detach().to(form.device, torch.float32)
        self._outputs = len(weight)
        self._cell, self._form, self._axes, self._clamp = cell, form, layer.axes, layer.clamp
        self._affine = _Affine(layer.affine, form.device)
        self._power = weight.square().sum((2, 3))
        self._bias = (layer.bias.detach().to(form.device) * _GAIN).to(form.dtype)
        self._up, self._noisy = layer.up, layer.noisy
        if layer.noisy:
            self._strength = float(layer.noise_strength) * _GAIN
            self._noise_const = (layer.noise_const.to(form.device) * self._strength).to(form.dtype)[None, None]
            self._random: tuple[tuple[int, int, int], Tensor] | None = None
        self._folded = folds(weight, cell, form)

    def __call__(
        self, x: Tensor, w: Tensor, setting: Setting, spare: Tensor | None, check: Callable[[], None]
    ) -> Tensor:
        """x [1, I, H, W] and w [w_dim]; the result may lie in ``spare``. ``check`` is called before each strip."""
        style = self._affine(w)
        demodulation = torch.mv(self._power, style.square()).add_(1e-8).rsqrt_() * _GAIN
        scale = 2 if self._up else 1
        height, width = x.shape[2] * scale, x.shape[3] * scale
        out = buffer((1, self._outputs, height, width), spare, self._form.dtype, self._form.device)
        noise = self._noise(setting, height, width)
        axes = setting.padding or self._axes
        run = self._prepare(style, demodulation, axes)
        if not self._folded:
            x = x * style.to(x.dtype)[:, None, None]
        row_bytes = self._outputs * width * scale * out.element_size() if self._form.in_strips else 0
        for start, end in strips(x.shape[2], self._cell, row_bytes):
            check()
            # Zeros around a whole map are the convolution's own business, as those left and right of a strip are.
            margin = int(axes[1] == "torus" or end - start < x.shape[2])
            made = run(window(x, start - margin, end + margin, axes), margin)
            self._finish(made, out[:, :, start * scale : end * scale], noise, start * scale)
        return out

    def _prepare(self, style: Tensor, demodulation: Tensor, axes: Axes) -> Callable[[Tensor, int], Tensor]:
        """The layer's linear part with its bias: of a window of the map with that many rows more at both ends."""
        raise NotImplementedError

    def _finish(self, made: Tensor, out: Tensor, noise: Tensor | None, start: int) -> None:
        """Noise, leaky ReLU and clamp of the rows from ``start``, to where they are kept."""
        if noise is not None:
            first = start % noise.shape[2]
            rows = noise[:, :, first : first + made.shape[2]]
            if noise.shape[3] == made.shape[3]:
                made.add_(rows)
            else:  # the model's own map, side by side
                across = made.shape[3] // noise.shape[3]
                made.view(*made.shape[:3], across, noise.shape[3]).add_(rows[:, :, :, None])
        torch.ops.aten.leaky_relu.out(made, 0.2, out=out)
        if self._clamp is not None:
            out.clamp_(-self._clamp, self._clamp)

    def _noise(self, setting: Setting, height: int, width: int) -> Tensor | None:
        """The noise to add, [1, 1, H or one cell's, W or one cell's]."""
        if not self._noisy or setting.noise == "none" or self._strength == 0.0:
            return None
        if setting.noise == "const":
            return self._noise_const
        key = (setting.noise_seed, height, width)
        if self._random is None or self._random[0] != key:
            # The same stream as the network's own (core/gan/layers.py): each size of map has one for each layer.
            stream = torch.Generator().manual_seed(setting.noise_seed * 2 + (not self._up) + (width << 33))
            noise = torch.randn(height, width, generator=stream) * self._strength
            self._random = key, noise[None, None].to(self._form.device, self._form.dtype)
        return self._random[1]


class Plain(Styled):
    """Of the same size as its input."""

    def __init__(self, layer: StyledConv, cell: int, form: Format) -> None:
        super().__init__(layer, cell, form)
        weight = layer.weight.detach().to(form.device)
        if self._folded:
            self._weight = weight.contiguous(memory_format=torch.channels_last)
        else:
            self._convolution = Convolution(weight.to(form.dtype))

    def _prepare(self, style: Tensor, demodulation: Tensor, axes: Axes) -> Callable[[Tensor, int], Tensor]:
        across, dtype = int(axes[0] == "zero"), self._form.dtype
        if self._folded:
            weight = (self._weight * torch.outer(demodulation, style)[:, :, None, None]).to(dtype)
            return lambda x, margin: F.conv2d(x, weight, self._bias, padding=(1 - margin, across))
        gain, bias = demodulation.to(dtype)[:, None, None], self._bias[:, None, None]
        return lambda x, margin: torch.addcmul(bias, self._convolution(x, None, (1 - margin, across)), gain)


class Doubling(Styled):
    """Of twice the size of its input."""

    def __init__(self, layer: StyledConv, cell: int, form: Format) -> None:
        super().__init__(layer, cell, form)
        weight = layer.weight.detach().to(form.device).transpose(0, 1)
        if not self._folded:
            weight = weight.to(form.dtype)
        self._weight = weight.contiguous(memory_format=torch.channels_last)
        taps = torch.tensor([1.0, 3.0, 3.0, 1.0], device=form.device) / 4
        binomial = torch.outer(taps, taps).expand(self._outputs, 1, 4, 4)
        self._binomial = binomial.contiguous(memory_format=torch.channels_last)

    def _prepare(self, style: Tensor, demodulation: Tensor, axes: Axes) -> Callable[[Tensor, int], Tensor]:
        across = int(axes[0] == "zero")
        weight, binomial = self._weight, self._binomial
        if self._folded:
            weight = (weight * torch.outer(style, demodulation)[:, :, None, None]).to(self._form.dtype)
        else:
            binomial = binomial * demodulation[:, None, None, None]
        binomial = binomial.to(self._form.dtype)

        def run(x: Tensor, margin: int) -> Tensor:
            # What the convolution spreads beyond the margins is cut off, or else the filter makes up for it.
            spread = F.conv_transpose2d(x, weight, stride=2, padding=(margin, 1 - across))
            return F.conv2d(spread, binomial, self._bias, padding=(1 - margin, across), groups=self._outputs)

        return run


class Rgb:
    """A prepared :class:`ToRgb`: adds a block's share to the picture so far, float32 [1, channels, H, W]."""

    def __init__(self, layer: ToRgb, cell: int, form: Format) -> None:
        self._affine = _Affine(layer.affine, form.device, layer.gain)
        self._weight = layer.weight.detach().to(form.device).flatten(1)
        self._bias = layer.bias.detach().to(form.device, torch.float32)[:, None, None]
        self._cell, self._form, self._clamp = cell, form, layer.clamp

    def __call__(self, x: Tensor, w: Tensor, picture: Tensor | None, axes: Axes) -> Tensor:
        weight = (self._weight * self._affine(w)).to(self._form.dtype)
        height, width = x.shape[2:]
        empty = (1, len(weight), height, width)
        made = torch.zeros(empty, device=x.device) if picture is None else double(picture, axes)
        row_bytes = x[:, :, 0].nbytes if self._form.in_strips else 0
        for start, end in strips(height, self._cell, row_bytes):
            share = self._share(x[:, :, start:end], weight).add_(self._bias)
            if self._clamp is not None:
                share.clamp_(-self._clamp, self._clamp)
            made[0, :, start:end].add_(share)
        return made

    def _share(self, x: Tensor, weight: Tensor) -> Tensor:
        """float32 [channels, H, W]: a product of matrices, in the order that is fastest (measured at 1024 px)."""
        height, width = x.shape[2:]
        flat = x.permute(0, 2, 3, 1).reshape(height * width, -1)
        if self._form.dtype != torch.float32:
            return (weight @ flat.T).float().view(-1, height, width)
        channels = len(weight)
        padded = F.pad(weight, (0, 0, 0, -channels % 4))  # four columns take less time than three
        return F.linear(flat, padded).view(height, width, -1)[..., :channels].permute(2, 0, 1)

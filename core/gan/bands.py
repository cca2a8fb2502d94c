"""How wide, how fine and how band-limited each layer of a StyleGAN3 network is.

Karras et al. 2021, arXiv 2106.12423, section 3.2 and appendix C: cutoff and stopband grow geometrically from the first
layer to the last; the sampling rate is the power of two that holds the stopband; the last layers are critically
sampled. All follows from the configuration alone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from core.errors import DieloomError
from core.gan.config import AliasFreeConfig
from core.gan.filters import Filter, low_pass

LowPass = Literal["none", "separable", "radial"]


@dataclass(frozen=True)
class Band:
    """The signal after a layer: band limits in cycles a picture, ``rate`` in samples a picture, ``size`` in samples."""

    cutoff: float
    stopband: float
    rate: int
    size: int
    channels: int

    @property
    def half_width(self) -> float:
        """Of the transition, which reaches at least to half the sampling rate."""
        return max(self.stopband, self.rate / 2) - self.cutoff


@dataclass(frozen=True)
class Layer:
    """One layer between two bands. ``up`` and ``down`` are the factors to and from the rate at which it is bent."""

    name: str
    before: Band
    after: Band
    kernel: int
    up: int
    down: int
    up_taps: int
    down_taps: int
    radial: bool
    rgb: bool

    @property
    def fine_rate(self) -> int:
        return self.before.rate * self.up

    @property
    def convolved(self) -> int:
        """The side after the convolution, which keeps every position that its kernel touches."""
        return self.before.size + self.kernel - 1

    @property
    def lead(self) -> int:
        """Where sample 0 of the convolved map stands in the fine map, counted so that its filter is at 0 or later.

        The middles of both maps meet; where that falls between two fine samples, it is the later one.
        """
        before = self.up * (self.convolved - 1) - (self.up_taps - 1)
        after = self.down * (self.after.size - 1) + (self.down_taps - 1)
        return -((before - after) // 2)

    def up_filter(self) -> Filter | None:
        if self.up_taps == 1:
            return None
        return low_pass(self.up_taps, self.before.cutoff, self.before.half_width, self.fine_rate)

    def down_filter(self) -> Filter | None:
        if self.down_taps == 1:
            return None
        band = self.after
        return low_pass(self.down_taps, band.cutoff, band.half_width, self.fine_rate, radial=self.radial)


def bands_of(config: AliasFreeConfig) -> tuple[Band, ...]:
    """After each layer; the first is also that of the Fourier input, the last the picture's.

    Raises DieloomError for a configuration of no network.
    """
    _check(config)
    last_cutoff = config.resolution / 2
    last_stopband = last_cutoff * config.last_stopband_rel
    count = config.num_layers + 1
    made = []
    for index in range(count):
        share = min(index / (config.num_layers - config.num_critical), 1.0)
        cutoff = config.first_cutoff * (last_cutoff / config.first_cutoff) ** share
        stopband = config.first_stopband * (last_stopband / config.first_stopband) ** share
        rate = 1 << math.ceil(math.log2(min(2 * stopband, config.resolution)))
        size = config.resolution if index >= count - 2 else rate + 2 * config.margin_size
        channels = round(min(config.channel_base / 2 / cutoff, config.channel_max))
        made.append(Band(cutoff, stopband, rate, size, channels if index < count - 1 else config.image_channels))
    if made[0].cutoff >= made[0].rate / 2:
        raise _unfit("its first cutoff leaves its input no room")
    return tuple(made)


def layers_of(config: AliasFreeConfig) -> tuple[Layer, ...]:
    """From the first after the Fourier input (which keeps its band) to the last, RGB; raises as :func:`bands_of`."""
    bands = bands_of(config)
    return tuple(_layer(config, index, bands[max(index - 1, 0)], after) for index, after in enumerate(bands))


def _layer(config: AliasFreeConfig, index: int, before: Band, after: Band) -> Layer:
    rgb = index == config.num_layers
    critical = index >= config.num_layers - config.num_critical
    fine = max(before.rate, after.rate) * (1 if rgb else config.lrelu_upsampling)
    up, down = fine // before.rate, fine // after.rate
    return Layer(
        name=f"L{index}_{after.size}_{after.channels}",
        before=before,
        after=after,
        kernel=1 if rgb else config.conv_kernel,
        up=up,
        down=down,
        up_taps=config.filter_size * up if up > 1 and not rgb else 1,
        down_taps=config.filter_size * down if down > 1 and not rgb else 1,
        radial=config.use_radial_filters and not critical,
        rgb=rgb,
    )


def _check(config: AliasFreeConfig) -> None:
    """A file may claim anything: sizes are bounded before they ask for memory."""
    counts = (
        (config.resolution, 4, 4096),
        (config.num_layers, 1, 64),
        (config.num_critical, 0, config.num_layers - 1),
        (config.channel_base, 1, 1 << 24),
        (config.channel_max, 1, 1 << 16),
        (config.image_channels, 1, 1 << 16),
        (config.margin_size, 0, 1024),
        (config.conv_kernel, 1, 9),
        (config.filter_size, 1, 64),
        (config.lrelu_upsampling, 1, 8),
    )
    if not all(least <= count <= most for count, least, most in counts):
        raise _unfit("a size is out of bounds")
    numbers = (config.first_cutoff, config.first_stopband, config.last_stopband_rel)
    if not all(0 < number < 4096 for number in numbers) or config.last_stopband_rel < 1:
        raise _unfit("its band limits are out of bounds")


def _unfit(why: str) -> DieloomError:
    return DieloomError(f"No StyleGAN3 generator is as described: {why}.", "Take the model file from its source again.")

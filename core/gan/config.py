"""What a generator is built from: one immutable value, stored as JSON beside the weights.

Two kinds of generator: StyleGAN2's (:class:`GeneratorConfig`, ours and imported ones) and StyleGAN3's
(:class:`AliasFreeConfig`, imported). :func:`read_config` tells them apart.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config

from core.errors import DieloomError
from core.values import explain

Padding = Literal["torus", "zero"]


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True)
class GeneratorConfig:
    """A StyleGAN2-type generator.

    ``labels`` name its classes; ``padding`` is that of x and y; ``cut`` is the column and row of the endless pattern at
    which its tiles are cut out (:mod:`core.gan.seams`).
    """

    resolution: int
    z_dim: int
    w_dim: int
    mapping_layers: int
    channel_base: int
    channel_max: int
    labels: tuple[str, ...] = ()
    padding: tuple[Padding, Padding] = ("torus", "torus")
    noise: bool = False
    clamp: float | None = None
    cut: tuple[int, int] = (0, 0)
    image_channels: int = 3
    kind: Literal["stylegan2"] = "stylegan2"

    def __post_init__(self) -> None:
        power_of_two = self.resolution & (self.resolution - 1) == 0
        if not power_of_two or not 4 <= self.resolution <= 4096:
            raise DieloomError(
                f"No generator draws {self.resolution} pixels.", "The resolution is a power of two from 4 to 4096."
            )
        widths = (self.z_dim, self.w_dim, self.channel_max, self.image_channels)
        deep_enough = 1 <= self.mapping_layers <= 64 and self.resolution <= self.channel_base <= 1 << 20
        if not deep_enough or not all(1 <= width <= 65536 for width in widths):
            raise DieloomError(
                f"No generator is {widths} wide, on {self.mapping_layers} layers and base {self.channel_base}.",
                "Widths are 1 to 65536, mapping layers 1 to 64, and the base is no less than the resolution.",
            )
        if any(at and axis == "zero" for at, axis in zip(self.cut, self.padding, strict=True)):
            raise DieloomError("Only a torus can be cut elsewhere.", "Leave the cut of an axis with zero padding at 0.")

    @property
    def resolutions(self) -> tuple[int, ...]:
        """Of the blocks, 4 first."""
        return tuple(1 << power for power in range(2, self.resolution.bit_length()))

    @property
    def w_layers(self) -> int:
        """How many w a picture takes: one for each convolution, and one for the last RGB."""
        return 2 * len(self.resolutions)

    def channels(self, resolution: int) -> int:
        return min(self.channel_base // resolution, self.channel_max)

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> GeneratorConfig:
        """Raises DieloomError when the text describes no generator."""
        config: GeneratorConfig = _validated(cls, text)
        return config


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True)
class AliasFreeConfig:
    """A StyleGAN3 generator (Karras et al. 2021, arXiv 2106.12423): T, or R with 1x1 kernels and radial filters.

    The numbers keep the names of the paper's appendix: cutoffs and stopbands are in cycles a picture, ``margin_size``
    in samples at each layer's rate.
    """

    resolution: int
    z_dim: int
    w_dim: int
    mapping_layers: int
    channel_base: int
    channel_max: int
    labels: tuple[str, ...] = ()
    image_channels: int = 3
    num_layers: int = 14
    num_critical: int = 2
    first_cutoff: float = 2.0
    first_stopband: float = 2.0**2.1
    last_stopband_rel: float = 2.0**0.3
    margin_size: int = 10
    output_scale: float = 0.25
    conv_kernel: int = 3
    filter_size: int = 6
    lrelu_upsampling: int = 2
    use_radial_filters: bool = False
    clamp: float | None = 256.0
    kind: Literal["stylegan3"] = "stylegan3"

    @property
    def w_layers(self) -> int:
        """One w for the Fourier input, one for each layer, and one for the last RGB."""
        return self.num_layers + 2

    @property
    def padding(self) -> tuple[Padding, Padding]:
        """Its pictures do not tile: they begin with waves that fit no frame."""
        return "zero", "zero"

    @property
    def noise(self) -> bool:
        return False

    @property
    def cut(self) -> tuple[int, int]:
        return 0, 0

    def to_json(self) -> str:
        return json.dumps(asdict(self))


Config = GeneratorConfig | AliasFreeConfig


def read_config(text: str) -> Config:
    """The generator that the JSON ``text`` describes; raises DieloomError when it describes none."""
    config: Config = _validated(AliasFreeConfig if '"stylegan3"' in text else GeneratorConfig, text)
    return config


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    # A type builds its checks by compiling the annotations: once.
    return TypeAdapter({each.__name__: each for each in (GeneratorConfig, AliasFreeConfig)}[name])


def _validated(kind: type[Any], text: str) -> Any:
    try:
        return _adapter(kind.__name__).validate_json(text)
    except ValidationError as error:
        raise DieloomError(
            f"The model's description cannot be read: {explain(error)}.", "Take the model file from its source again."
        ) from error

"""A picture's latent in one pass: the network that answers where a search for it would begin, in milliseconds.

Strided residual convolutions, padded as the generator is, and a head that sees the last features in their places and
the mean and deviation of every stage's (what textures and colours are known by). It answers in units of the spread of
w along its principal axes (:mod:`core.gan.w_space`), so that it begins with the mean w and its scales are right at
once. After Richardson et al. 2021 (pSp, arXiv 2008.00951) and Tov et al. 2021 (e4e, arXiv 2102.02766), at a fiftieth
of their size.

``NAME.encoder.safetensors`` beside a model ``NAME.safetensors`` is its encoder, as float16; the metadata names the
model by the SHA-256 of its file. :mod:`core.training.encoding` trains it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import torch
import torch.nn.functional as F
from pydantic import ConfigDict, Field, TypeAdapter, with_config
from safetensors import SafetensorError, safe_open
from safetensors.torch import load, save
from torch import Tensor, nn

from core import files
from core.errors import DieloomError
from core.gan.config import Config
from core.gan.layers import Axes, Dense, gaussian, pad
from core.gan.model import Model
from core.gan.w_space import WSpace

FORMAT = "dieloom-encoder-1"
ENDING = ".encoder.safetensors"
MAX_BYTES = 64 << 20
LARGEST_PX = 128  # larger pictures are looked at in this size

Width = Annotated[int, Field(ge=1, le=4096)]


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True)
class EncoderConfig:
    """``resolution`` of the pictures, shape of the answer, and widths: min(base / size, max) channels at each size."""

    resolution: Annotated[int, Field(ge=4, le=4096)]
    w_layers: Width
    w_dim: Width
    padding: Axes
    channel_base: Annotated[int, Field(ge=1, le=1 << 20)] = 2048
    channel_max: Width = 128
    hidden: Width = 256

    @property
    def patch(self) -> int:
        """The first stage sees the pixels of so many rows and columns in each place."""
        return 4 if self.seen_px >= 32 else 2 if self.seen_px >= 8 else 1

    @property
    def seen_px(self) -> int:
        return min(self.resolution, LARGEST_PX)

    @property
    def sizes(self) -> tuple[int, ...]:
        """Of the stages' features, the finest first, down to 4 px."""
        finest = self.seen_px // self.patch
        return tuple(finest >> power for power in range(finest.bit_length() - 2))

    def channels(self, size: int) -> int:
        return max(1, min(self.channel_base // size, self.channel_max))

    @classmethod
    def of(cls, config: Config) -> EncoderConfig:
        """For a generator, of the usual widths."""
        return cls(config.resolution, config.w_layers, config.w_dim, config.padding)


class _Conv(nn.Module):
    """A convolution with equalised learning rate."""

    def __init__(self, inputs: int, outputs: int, size: int, axes: Axes, stride: int = 1) -> None:
        super().__init__()
        self.weight = nn.Parameter(gaussian(outputs, inputs, size, size))
        self.bias = nn.Parameter(torch.zeros(outputs))
        self.gain, self.axes, self.margin, self.stride = 1.0 / math.sqrt(inputs * size * size), axes, size // 2, stride

    def forward(self, x: Tensor) -> Tensor:
        x = pad(x, self.axes, self.margin) if self.margin else x
        return F.conv2d(x, self.weight * self.gain, self.bias, self.stride)


def _bend(x: Tensor) -> Tensor:
    return F.leaky_relu(x, 0.2) * math.sqrt(2.0)


class _Stage(nn.Module):
    """Features [N, C, s, s] -> [N, C', s/2, s/2]."""

    def __init__(self, inputs: int, outputs: int, padding: Axes) -> None:
        super().__init__()
        self.conv0 = _Conv(inputs, inputs, 3, padding)
        self.conv1 = _Conv(inputs, outputs, 3, padding, stride=2)
        self.skip = _Conv(inputs, outputs, 1, padding)

    def forward(self, x: Tensor) -> Tensor:
        y = _bend(self.conv1(_bend(self.conv0(x))))
        joined: Tensor = (y + self.skip(F.avg_pool2d(x, 2))) * math.sqrt(0.5)
        return joined


class Encoder(nn.Module):
    """Pictures [N, 3, R, R] in -1..1, R the model's resolution -> w+ [N, w_layers, w_dim]."""

    PLACES = 16  # channels of the last features that are kept in their places

    centre: Tensor
    axes: Tensor
    spread: Tensor

    def __init__(self, config: EncoderConfig, space: WSpace | None = None) -> None:
        super().__init__()
        self.config = config
        widths = [config.channels(size) for size in config.sizes]
        self.begin = _Conv(3 * config.patch**2, widths[0], 3, config.padding)
        self.stages = nn.ModuleList(_Stage(inputs, outputs, config.padding) for inputs, outputs in pairwise(widths))
        self.places = _Conv(widths[-1], self.PLACES, 1, config.padding)
        self.hidden = Dense(16 * self.PLACES + 2 * (3 + sum(widths)), config.hidden, bent=True)
        self.out = Dense(config.hidden, config.w_layers * config.w_dim)
        if not self.out.weight.is_meta:
            nn.init.zeros_(self.out.weight)
        for name, value in (space or WSpace(*_no_space(config.w_dim))).__dict__.items():
            self.register_buffer(name, value.clone())

    def forward(self, pictures: Tensor) -> Tensor:
        return self.w(self.units(pictures))

    def units(self, pictures: Tensor) -> Tensor:
        """The answer in units of the spread of w, [N, w_layers, w_dim]."""
        size = self.config.seen_px
        if pictures.shape[2] != size:
            pictures = F.interpolate(pictures, size=(size, size), mode="area")
        x = _bend(self.begin(F.pixel_unshuffle(pictures, self.config.patch)))
        facts = [*_facts(pictures), *_facts(x)]
        for stage in self.stages:
            x = stage(x)
            facts += _facts(x)
        seen = torch.cat([self.places(x).float().flatten(1), *facts], 1)
        units: Tensor = self.out(self.hidden(seen)).float()
        return units.view(-1, self.config.w_layers, self.config.w_dim)

    def w(self, units: Tensor) -> Tensor:
        return WSpace(self.centre, self.axes, self.spread).w(units)


def _facts(x: Tensor) -> list[Tensor]:
    """What is known of features [N, C, H, W] wherever they stand: mean and deviation, [N, C] each."""
    x = x.float()
    mean = x.mean((2, 3))
    # A root has no slope at 0, where a flat picture lies.
    return [mean, (x - mean[:, :, None, None]).square().mean((2, 3)).add(1e-4).sqrt()]


def _no_space(w_dim: int) -> tuple[Tensor, Tensor, Tensor]:
    return torch.zeros(w_dim), torch.eye(w_dim), torch.ones(w_dim)


# On disk


def place(model_path: Path) -> Path:
    """Where the encoder of a model is, if it has one."""
    return model_path.with_name(model_path.stem + ENDING)


def save_encoder(encoder: Encoder, path: Path, sha256: str, card: dict[str, str]) -> None:
    """Write it as float16, in one step, as the encoder of the model file with this ``sha256``; raises DieloomError."""
    halves = {name: value.detach().half().contiguous() for name, value in encoder.state_dict().items()}
    config = _adapter().dump_json(encoder.config).decode()
    metadata = {"format": FORMAT, "model": sha256, "config": config, "card": json.dumps(card)}
    files.write_bytes(path, save(halves, metadata))


def load_encoder(path: Path) -> tuple[Encoder, str]:
    """The encoder in a file, and the SHA-256 of the model that it belongs to.

    Raises DieloomError when the file is damaged or holds no encoder.
    """
    data = files.read_bytes(path, MAX_BYTES)
    try:
        with safe_open(path, framework="np") as file:
            metadata = file.metadata() or {}
        if metadata.get("format") != FORMAT:
            raise ValueError("another format")
        return _built(_adapter().validate_json(metadata["config"]), load(data)), metadata["model"]
    except (OSError, SafetensorError, ValueError, KeyError, TypeError, RuntimeError) as error:
        raise DieloomError(
            f"{path.name} is no encoder that can be read.", "Remove the file, or train the encoder again."
        ) from error


def find_encoder(model_path: Path, model: Model, notice: Callable[[str], None] | None = None) -> Encoder | None:
    """The encoder beside a model's file, on the model's device; None where there is none that serves.

    ``notice`` is told, in a sentence for the person, why one that is there does not.
    """
    path, notice = place(model_path), notice or (lambda text: None)
    if not path.is_file():
        return None
    try:
        encoder, sha256 = load_encoder(path)
    except DieloomError as error:
        notice(str(error))
        return None
    config = model.config
    shape = (config.resolution, config.w_layers, config.w_dim)
    given = encoder.config
    if sha256 != model.sha256 or (given.resolution, given.w_layers, given.w_dim) != shape:
        notice(f"{path.name} is the encoder of another model than {model_path.name}, and is not used.")
        return None
    return encoder.to(next(model.generator.parameters()).device)


def _built(config: EncoderConfig, tensors: dict[str, Tensor]) -> Encoder:
    """Raises ValueError or RuntimeError unless the tensors fit. Built without memory: a forged file cannot ask for
    more than it holds."""
    if config.resolution & (config.resolution - 1):
        raise ValueError("an odd size")
    with torch.device("meta"):
        encoder = Encoder(config)
    weights = {name: tensor.float() for name, tensor in tensors.items() if tensor.is_floating_point()}
    if not all(bool(torch.isfinite(value).all()) for value in weights.values()):
        raise ValueError("some of its weights are not numbers")
    encoder.load_state_dict(weights, assign=True)
    encoder.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    return encoder.requires_grad_(False).eval()


@cache
def _adapter() -> TypeAdapter[Any]:
    return TypeAdapter(EncoderConfig)

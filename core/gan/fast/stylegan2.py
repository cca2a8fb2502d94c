"""A StyleGAN2 generator made ready to draw one picture at a time, block by block.

The stages of a block: the doubling convolution (none at 4 px), the second convolution, and its share of the picture.
The share reads the same w as the next block's first convolution, so three stages let every w start again where it
first matters. A state is the pair of features and the picture so far.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

from core.gan.config import GeneratorConfig
from core.gan.fast.device import Format
from core.gan.fast.memory import keep_pages
from core.gan.fast.plan import Stage, State, unchecked
from core.gan.fast.styled import Doubling, Plain, Rgb, Styled
from core.gan.networks import Generator
from core.gan.setting import Setting

_CPU = torch.device("cpu")


class StyleGAN2Plan:
    """``generator`` as it is now: later changes of its weights do not show. Layers are prepared when first run."""

    def __init__(self, generator: Generator, dtype: torch.dtype = torch.float32, device: torch.device = _CPU) -> None:
        keep_pages()
        self._synthesis, self._config = generator.synthesis, generator.config
        self.device, self._form = device, Format(dtype, device)
        self._places = _places(generator.config)
        self.stages = tuple(_stage(generator.config, place) for place in self._places)
        self._layers: dict[int, Styled | Rgb] = {}

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
        """See :class:`core.gan.fast.plan.Plan`."""
        features, picture = before if before is not None else (self._start(setting), None)
        layer = self._layer(index)
        w = ws[self.stages[index].first_w].to(self._form.device)
        if isinstance(layer, Rgb):
            return features, layer(features, w, picture, setting.padding or self._config.padding)
        return layer(features, w, setting, spare[0] if spare is not None else None, check), picture

    def show(self, index: int, state: State, setting: Setting) -> Tensor:
        """See :class:`core.gan.fast.plan.Plan`."""
        picture: Tensor = state[1][0]
        return picture

    def _start(self, setting: Setting) -> Tensor:
        return self._synthesis.start(1, setting.cells).to(self._form.device, self._form.dtype)

    def _layer(self, index: int) -> Styled | Rgb:
        if index not in self._layers:
            resolution, name = self._places[index]
            block = self._synthesis.block(resolution)
            if name == "conv0":
                self._layers[index] = Doubling(block.conv0, resolution // 2, self._form)
            elif name == "conv1":
                self._layers[index] = Plain(block.conv1, resolution, self._form)
            else:
                self._layers[index] = Rgb(block.torgb, resolution, self._form)
        return self._layers[index]


def _places(config: GeneratorConfig) -> tuple[tuple[int, str], ...]:
    """Block and layer of each stage."""
    names = ("conv0", "conv1", "torgb")
    return tuple((each, name) for each in config.resolutions for name in names if (each, name) != (4, "conv0"))


def _stage(config: GeneratorConfig, place: tuple[int, str]) -> Stage:
    resolution, name = place
    w = 2 * config.resolutions.index(resolution) + {"conv0": -1, "conv1": 0, "torgb": 1}[name]
    here, below = config.channels(resolution), config.channels(resolution // 2)
    area = resolution * resolution
    macs = {"conv0": 9 * below * here * area // 4, "conv1": 9 * here * here * area}
    return Stage(w, w, macs.get(name, config.image_channels * here * area), resolution if name == "torgb" else 0)

"""Small networks under the official names, and the arguments that the official releases would have stored of them."""

from __future__ import annotations

from functools import cache
from typing import Any

import torch
from torch import Tensor

from core.gan.alias_free import AliasFreeGenerator
from core.gan.config import AliasFreeConfig, GeneratorConfig
from tests.gan.conftest import make_generator

SMALL = GeneratorConfig(16, 8, 12, 2, 64, 8, ("0", "1", "2"), ("zero", "zero"), noise=True, clamp=256.0)
SMALL_ALIAS_FREE = AliasFreeConfig(16, 8, 12, 2, 256, 8)
SMALL_TURNING = AliasFreeConfig(16, 8, 12, 2, 512, 16, ("0", "1"), conv_kernel=1, use_radial_filters=True)


def stylegan2_tensors(config: GeneratorConfig = SMALL) -> dict[str, Tensor]:
    """The state dict with the filters that the official layers store and ours do not."""
    return dict(_stylegan2(config))


@cache
def _stylegan2(config: GeneratorConfig) -> dict[str, Tensor]:
    tensors = dict(make_generator(config).state_dict())
    binomial = torch.tensor([1.0, 3.0, 3.0, 1.0])
    fir = torch.outer(binomial, binomial) / 64
    for resolution in config.resolutions:
        for layer in ("", ".conv0", ".conv1"):
            if layer != ".conv0" or resolution > 4:
                tensors[f"synthesis.b{resolution}{layer}.resample_filter"] = fir.clone()
    return tensors


def stylegan3_tensors(config: AliasFreeConfig = SMALL_ALIAS_FREE) -> dict[str, Tensor]:
    return dict(_stylegan3(config))


@cache
def _stylegan3(config: AliasFreeConfig) -> dict[str, Tensor]:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        return dict(AliasFreeGenerator(config).state_dict())


def arguments(config: GeneratorConfig | AliasFreeConfig, *, nested: bool = False, said: bool = True) -> dict[str, Any]:
    """As stylegan2-ada keeps them (nested) or stylegan3 (flat); without what a class's defaults would say."""
    of_layers: dict[str, Any] = {"channel_base": config.channel_base, "channel_max": config.channel_max}
    if said and isinstance(config, GeneratorConfig):
        of_layers |= {"num_fp16_res": 4, "conv_clamp": config.clamp}
    if isinstance(config, AliasFreeConfig):
        of_layers |= {"magnitude_ema_beta": 0.999}
        if config.use_radial_filters:
            of_layers |= {"conv_kernel": 1, "use_radial_filters": True}
    common = {
        "z_dim": config.z_dim,
        "c_dim": len(config.labels),
        "w_dim": config.w_dim,
        "img_resolution": config.resolution,
        "img_channels": config.image_channels,
        "mapping_kwargs": {"num_layers": config.mapping_layers},
    }
    return common | ({"synthesis_kwargs": of_layers} if nested else of_layers)

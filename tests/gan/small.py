"""Models around small random networks, and latents for them."""

from __future__ import annotations

from functools import cache

import torch

from core.gan.alias_free import AliasFreeGenerator
from core.gan.config import AliasFreeConfig
from core.gan.model import Model
from core.gan.networks import Generator


def model_of(generator: Generator | AliasFreeGenerator) -> Model:
    config = generator.config
    centres = torch.zeros(max(len(config.labels), 1), config.w_dim)
    return Model("small", "", config, generator, centres, torch.zeros(0, config.w_dim), torch.zeros(0), {})


@cache
def alias_free_model() -> Model:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(4)
        generator = AliasFreeGenerator(AliasFreeConfig(16, 8, 12, 1, 256, 16, num_layers=4))
    return model_of(generator.requires_grad_(False).eval())


def random_ws(model: Model, count: int = 1) -> torch.Tensor:
    """[count, w_layers, w_dim], always the same."""
    stream = torch.Generator().manual_seed(3)
    return torch.randn(count, model.config.w_layers, model.config.w_dim, generator=stream)

"""Small StyleGAN3 generators with random weights, in every variety that the configuration allows."""

from __future__ import annotations

from dataclasses import replace

import torch

from core.gan.alias_free import AliasFreeGenerator
from core.gan.config import AliasFreeConfig

T = AliasFreeConfig(32, 8, 12, 2, 256, 12, num_layers=5)
R = replace(T, conv_kernel=1, use_radial_filters=True)
VARIETIES = {
    "t": T,
    "r": R,
    "conditional": replace(T, labels=("dots", "waves")),
    "one_channel": replace(T, image_channels=1, num_critical=0),
    "four_channels": replace(R, image_channels=4, num_critical=1),
    "odd_size": replace(T, resolution=27, margin_size=3),
    "unclamped": replace(T, clamp=None, output_scale=1.0),
    "clamped": replace(R, clamp=0.5),
    "short_filters": replace(T, filter_size=3, margin_size=5),
    "coarse_bend": replace(T, lrelu_upsampling=1),
    "fine_bend": replace(T, lrelu_upsampling=4, num_layers=4),
    "wide": replace(T, resolution=64, num_layers=3, use_radial_filters=True),
}


def make(config: AliasFreeConfig, seed: int = 0) -> AliasFreeGenerator:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        generator = AliasFreeGenerator(config)
        for name, value in [*generator.synthesis.named_parameters(), *generator.synthesis.named_buffers()]:
            if name.endswith("bias") or name.startswith("input.affine"):
                torch.nn.init.normal_(value)
            elif name.endswith("magnitude_ema"):
                torch.nn.init.uniform_(value, 0.5, 2.0)
    return generator.requires_grad_(False).eval()


def random_ws(config: AliasFreeConfig, count: int, seed: int = 1) -> torch.Tensor:
    return torch.randn(count, config.w_layers, config.w_dim, generator=torch.Generator().manual_seed(seed))

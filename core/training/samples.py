"""A sheet of pictures: a row for every family, the same seeds in every sheet, so that progress shows."""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor

from core.gan.networks import Generator
from core.gan.torchvision_compat import import_torchvision


@torch.no_grad()
def sample_sheet(generator: Generator, columns: int = 8) -> Tensor:
    """[height, width, 3] uint8: families down, seeds across."""
    families = max(len(generator.config.labels), 1)
    z = torch.randn(columns, generator.config.z_dim, generator=torch.Generator().manual_seed(0))
    rows = [generator(z, F.one_hot(torch.full((columns,), family), families).float()) for family in range(families)]
    grid = import_torchvision("torchvision.utils").make_grid
    sheet: Tensor = grid(torch.cat(rows), nrow=columns, padding=2, pad_value=1.0)
    return (sheet * 127.5 + 128.0).clamp(0, 255).byte().permute(1, 2, 0)


def save_samples(generator: Generator, path: Path, columns: int = 8) -> None:
    Image.fromarray(sample_sheet(generator, columns).numpy()).save(path)

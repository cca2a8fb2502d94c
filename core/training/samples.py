"""A sheet of pictures: the same seeds in every sheet, a row for every class, so that progress shows."""

from __future__ import annotations

import io
from pathlib import Path

import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor, nn

from core import files
from core.gan.networks import Generator
from core.gan.torchvision_compat import import_torchvision

GAP_PX = 2
MOST_PX = 1024  # of a sheet's side, about: larger samples are shown reduced
_ROWS = 8


@torch.no_grad()
def sample_sheet(generator: nn.Module, z_dim: int, labels: int, columns: int = 8) -> Tensor:
    """[height, width, 3] uint8: classes down, seeds across; without classes, other seeds down."""
    device = next(generator.parameters()).device
    rows = labels or _ROWS
    chance = torch.Generator().manual_seed(0)
    made = []
    # A DCGAN's average holds the statistics that a batch norm needs, so a row may be drawn by itself.
    z = torch.randn(columns, z_dim, generator=chance)
    for row in range(rows):
        kinds = F.one_hot(torch.full((columns,), row), labels).float().to(device) if labels else None
        made.append(generator(z.to(device), kinds).float().clamp(-1.0, 1.0).cpu())
        z = z if labels else torch.randn(columns, z_dim, generator=chance)
    pictures = torch.cat(made)
    shrink = -(-pictures.shape[-1] * columns // MOST_PX)
    pictures = F.avg_pool2d(pictures, shrink) if shrink > 1 else pictures
    grid = import_torchvision("torchvision.utils").make_grid
    sheet: Tensor = grid(pictures, nrow=columns, padding=GAP_PX, pad_value=1.0)
    return (sheet * 127.5 + 128.0).clamp(0, 255).byte().permute(1, 2, 0)


def save_samples(
    generator: nn.Module, z_dim: int, labels: int, path: Path, columns: int = 8, *, small: bool = False
) -> None:
    """Write the sheet as PNG in one step, a ``small`` one in 256 colours; raises DieloomError."""
    data = io.BytesIO()
    sheet = Image.fromarray(sample_sheet(generator, z_dim, labels, columns).numpy())
    if small:
        sheet = sheet.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    sheet.save(data, "PNG", optimize=small)
    files.write_bytes(path, data.getvalue())


def save_model_samples(generator: Generator, path: Path) -> None:
    """The sheet of a model, to be shipped with it."""
    save_samples(generator, generator.config.z_dim, len(generator.config.labels), path, small=True)

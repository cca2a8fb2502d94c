"""``python -m core.training.patterns OUT.png``: a contact sheet, a row for every family, the same tapes in each."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from PIL import Image
from torch import Tensor

from core.training.patterns import FAMILIES, ORNAMENTS, TAPE, render


def contact_sheet(names: list[str], size: int, columns: int = 8, gap: int = 4) -> Tensor:
    """[height, width, 3] uint8: families down, tapes across."""
    tape = torch.randn(columns, TAPE, generator=torch.Generator().manual_seed(0))
    step = size + gap
    sheet = torch.full((len(names) * step - gap, columns * step - gap, 3), 255, dtype=torch.uint8)
    for row, name in enumerate(names):
        pictures = (render(name, tape, size) * 127.5 + 128.0).clamp(0, 255).byte().permute(0, 2, 3, 1)
        for column, picture in enumerate(pictures):
            sheet[row * step : row * step + size, column * step : column * step + size] = picture
    return sheet


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m core.training.patterns", description=__doc__)
    parser.add_argument("out", type=Path, help="the PNG to write")
    parser.add_argument("--size", type=int, default=128, help="pixels a tile")
    parser.add_argument("--columns", type=int, default=8, help="tapes")
    parser.add_argument("--families", nargs="+", default=[*FAMILIES, *ORNAMENTS], metavar="NAME")
    options = parser.parse_args(arguments)
    Image.fromarray(contact_sheet(options.families, options.size, options.columns).numpy()).save(options.out)


if __name__ == "__main__":
    main()

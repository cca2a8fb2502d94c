"""Endless pairs of a content and a style, drawn from folders and from the pattern families."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from core.colour.oklab import oklab, srgb
from core.errors import DieloomError
from core.files import read_bytes
from core.jobs import Progress
from core.pictures import images
from core.style.colouring import grading, samples
from core.style.laying import laid
from core.style.swatch import seamless
from core.training.patterns import FAMILIES, ORNAMENTS
from core.training.patterns.tiles import VectorTiles
from core.training.sources import ProceduralSource

Pixels = NDArray[np.uint8]

_KEPT_PX = 640  # of a photo or a scan
_TILE_PX = 256
_JOIN_PX = 24
_SCANS_HELD_BACK = 4
_SCAN_BORDER = 0.06


@dataclass(frozen=True, eq=False)
class Picture:
    """``pixels`` [H, W, 3]; one that is ``periodic`` goes on at its opposite edge."""

    name: str
    pixels: Pixels
    periodic: bool = False


@dataclass(frozen=True, eq=False)
class Pairs:
    """[N, 3, R, R] in -1..1 each: contents in the styles' colours, swatches that repeat, the swatches as they are laid
    over the contents, and what their styles look like elsewhere."""

    contents: Tensor
    swatches: Tensor
    planes: Tensor
    styles: Tensor


def held_back(path: Path) -> bool:
    """Whether a file is kept from every training, an eighth of all: what a network is measured on."""
    return hashlib.sha256(path.name.encode()).hexdigest()[0] in "01"


def read_pictures(folders: Sequence[Path], *, held: bool = False, most: int | None = None) -> list[Picture]:
    """The photos, scans and SVG drawings of folders that may be learned from, or with ``held`` those that may not.

    Of the scans of one ornament book (a folder named ``morris``) the last four by name are held back. Raises
    DieloomError when there are none.
    """
    found: list[Picture] = []
    for folder in folders:
        found += _scans(folder, held) + _drawings(folder, held, most)
    if not found:
        raise DieloomError(f"There is no picture in {', '.join(map(str, folders))}.", "Choose other folders.")
    return found


def _scans(folder: Path, held: bool) -> list[Picture]:
    endings = {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp"}
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in endings)
    made = []
    for number, path in enumerate(files):
        book = path.parent.name == "morris"
        kept = number >= len(files) - _SCANS_HELD_BACK if book else held_back(path)
        if kept == held:
            pixels = images.decode(read_bytes(path, images.MAX_BYTES), _KEPT_PX)[..., :3]
            made.append(Picture(path.name, _without_border(pixels) if book else pixels))
    return made


def _without_border(pixels: Pixels) -> Pixels:
    height, width = pixels.shape[:2]
    down, across = int(height * _SCAN_BORDER), int(width * _SCAN_BORDER)
    return pixels[down : height - down, across : width - across]


def _drawings(folder: Path, held: bool, most: int | None) -> list[Picture]:
    if not any(folder.rglob("*.svg")):
        return []
    tiles = VectorTiles(folder)
    chosen = [index for index in range(len(tiles)) if held_back(Path(tiles.name(index))) == held]
    chance = np.random.Generator(np.random.Philox(5))
    if most is not None and len(chosen) > most:
        chosen = sorted(chance.choice(chosen, most, replace=False).tolist())
    return [Picture(tiles.name(index), tiles.view(index, _TILE_PX, chance), True) for index in chosen]


def drawn_pictures(count: int, seed: int) -> list[Picture]:
    """Of the pattern families, half of them ornament."""
    made = []
    for families in (FAMILIES, ORNAMENTS):
        source = ProceduralSource(seed, tuple(families), _TILE_PX, together=1)
        for first in range(0, count // 2, 8):
            batch = source.draw(first, min(8, count // 2 - first), torch.device("cpu")).pictures
            made += [
                Picture(f"drawn {first + row}", pixels, True)
                for row, pixels in enumerate(((batch * 0.5 + 0.5).clamp(0, 1) * 255).byte().permute(0, 2, 3, 1).numpy())
            ]
    return made


class PairSource:
    """Pairs by number: a pure function of the pictures, the seed and the number, so that a run can be resumed."""

    def __init__(self, contents: Sequence[Picture], styles: Sequence[Picture], size_px: int, seed: int) -> None:
        self._contents, self._styles, self._size, self._seed = contents, styles, size_px, seed

    def draw(self, number: int, count: int) -> Pairs:
        chance = np.random.Generator(np.random.Philox([self._seed, number]))
        contents = [self._crop(self._contents[int(chance.integers(len(self._contents)))], chance) for _ in range(count)]
        styles = [self._style(self._styles[int(chance.integers(len(self._styles)))], chance) for _ in range(count)]
        swatches, wanted = zip(*styles, strict=True)
        coloured = [_in_colours(content, swatch) for content, swatch in zip(contents, swatches, strict=True)]
        planes = [laid(content, swatch, Progress()) for content, swatch in zip(coloured, swatches, strict=True)]
        return Pairs(*(to_tensor(np.stack(each)) for each in (coloured, swatches, planes, wanted)))

    def _crop(self, picture: Picture, chance: np.random.Generator) -> Pixels:
        """The content as wide as the crop, or up to two and a half times as large, mirrored half the time."""
        (crop,) = _crops(picture, self._size, self._size * float(chance.uniform(1.0, 2.5)), 1, chance)
        return crop

    def _style(self, picture: Picture, chance: np.random.Generator) -> tuple[Pixels, Pixels]:
        """A swatch, and another place of the same picture at the same scale, in other colours half the time."""
        size = self._size
        side = size * float(chance.choice([1.0, 1.5, 2.0, 3.0]) if picture.periodic else chance.uniform(1.3, 4.0))
        if picture.periodic and side == size:
            tile = np.asarray(Image.fromarray(picture.pixels).resize((size, size), Image.Resampling.BOX))
            swatch, wanted = tile, np.roll(tile, tuple(chance.integers(size, size=2)), (0, 1))
        else:
            large, wanted = _crops(picture, size + _JOIN_PX, max(side, size + _JOIN_PX + 8.0), 2, chance)
            swatch, wanted = seamless(large, _JOIN_PX), wanted[:size, :size]
            swatch = np.roll(swatch, tuple(chance.integers(size, size=2)), (0, 1))
        if chance.random() < 0.5:
            order, turned = chance.permutation(3), chance.random() < 0.3
            swatch, wanted = swatch[..., order], wanted[..., order]
            if turned:
                swatch, wanted = 255 - swatch, 255 - wanted
        return swatch, wanted


def pair_source(content: Sequence[Path], style: Sequence[Path], size_px: int, seed: int) -> PairSource:
    """All that may be learned from in these folders, and drawn patterns."""
    photos = read_pictures(content, most=200)
    styles = read_pictures(style, most=400)
    contents = [*photos, *drawn_pictures(80, seed)]
    scans = [picture for picture in styles if not picture.periodic]
    styles = [*styles, *scans * 5, *photos[:: max(1, len(photos) // 60)], *drawn_pictures(160, seed + 1)]
    return PairSource(contents, styles, size_px, seed)


def _crops(picture: Picture, size: int, side: float, count: int, chance: np.random.Generator) -> list[Pixels]:
    """Squares of ``size`` px of a picture whose shorter side is made ``side`` px, its own size at most."""
    height, width = picture.pixels.shape[:2]
    box = min(size * min(height, width) / side, min(height, width))
    box = max(box, size) if min(height, width) >= size else min(height, width)
    turned = chance.random() < 0.5
    made = []
    for _ in range(count):
        left, top = chance.uniform(0, width - box), chance.uniform(0, height - box)
        crop = Image.fromarray(picture.pixels).resize(
            (size, size), Image.Resampling.BICUBIC, (left, top, left + box, top + box)
        )
        made.append(np.asarray(crop)[:, ::-1] if turned else np.asarray(crop))
    return made


def _in_colours(content: Pixels, swatch: Pixels) -> Pixels:
    return srgb(grading(samples(content), samples(swatch))(oklab(content).reshape(-1, 3))).reshape(content.shape)


def to_tensor(pixels: Pixels) -> Tensor:
    """[N, H, W, 3] of 8 bits -> [N, 3, H, W] in -1..1."""
    return torch.from_numpy(pixels.astype(np.float32)).permute(0, 3, 1, 2).contiguous() / 127.5 - 1.0


def to_pixels(pictures: Tensor) -> Pixels:
    """[N, 3, H, W] in -1..1 -> [N, H, W, 3] of 8 bits."""
    shown = ((pictures + 1.0) * 127.5).round().clamp(0.0, 255.0).byte()
    return np.asarray(shown.permute(0, 2, 3, 1).contiguous().cpu().numpy())

"""What the networks learn from: sharp pictures, drawn or from folders; some are held back for measuring."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from core.errors import DieloomError
from core.jobs import Progress
from core.pictures import images
from core.training.patterns import FAMILIES, ORNAMENTS, TAPE, render
from core.training.patterns.tiles import VectorTiles
from core.training.sources import chance

Pixels = NDArray[np.uint8]
_FINEST = 1024  # px: larger photos are reduced, which also hides what their compression left
_SIZES = (192, 256, 384, 512)  # px across a drawn tile
_LAST = 4
_SMALL_SET = 32


def held_back(name: str) -> bool:
    """Whether a file of this name is never learned from: every eighth, by chance but the same ones everywhere."""
    return hashlib.sha256(name.encode()).hexdigest()[0] in "01"


def photos_in(folder: Path, held: bool) -> list[Path]:
    """The photos of one folder to learn from, or those that are held back; of a small folder the last four are."""
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() in (".jpg", ".jpeg", ".png", ".webp"))
    if len(found) <= _SMALL_SET:
        return found[-_LAST:] if held else found[:-_LAST]
    return [path for path in found if held_back(path.name) == held]


class Kind(Protocol):
    """One kind of pictures, endless by chance."""

    name: str

    def draw(self, number: int) -> Pixels:
        """Picture ``number`` of the stream, [H, W, 3]."""


class Drawn:
    """The procedural patterns; ``seed`` keeps those to learn from and those to measure with apart."""

    def __init__(self, seed: int, name: str = "patterns") -> None:
        self.name, self._seed = name, seed

    def draw(self, number: int) -> Pixels:
        generator = chance(self._seed, 2, number)
        families = [*FAMILIES, *ORNAMENTS]
        family = families[int(torch.randint(len(families), (1,), generator=generator))]
        size = _SIZES[int(torch.randint(len(_SIZES), (1,), generator=generator))]
        picture = render(family, torch.randn(1, TAPE, generator=generator), size)[0]
        shown: Pixels = ((picture + 1.0) * 127.5).round().clamp(0, 255).byte().permute(1, 2, 0).numpy()
        return shown


class Vectors:
    """Vector tiles and motifs of a folder, in drawn palettes."""

    def __init__(self, folder: Path, seed: int, held: bool = False) -> None:
        self.name, self._seed = folder.name, seed
        self._tiles = VectorTiles(folder, Progress())
        self._indices = [index for index in range(len(self._tiles)) if held_back(self._tiles.name(index)) == held]

    def __len__(self) -> int:
        return len(self._indices)

    def draw(self, number: int) -> Pixels:
        draws = np.random.Generator(np.random.Philox([self._seed, number]))
        index = self._indices[int(draws.integers(len(self._indices)))]
        return self._tiles.view(index, int(draws.choice(_SIZES)), draws)


class Photos:
    """Photos and scans of a folder."""

    def __init__(self, folder: Path, seed: int, held: bool = False) -> None:
        self.name, self._seed = folder.name, seed
        self._paths = photos_in(folder, held)

    def __len__(self) -> int:
        return len(self._paths)

    def draw(self, number: int) -> Pixels:
        draws = np.random.Generator(np.random.Philox([self._seed, number]))
        return self.at(int(draws.integers(len(self._paths))))

    def at(self, place: int) -> Pixels:
        return _photo(self._paths[place])


@lru_cache(maxsize=256)
def _photo(path: Path) -> Pixels:
    pixels = images.decode(images.read_file(path))[:, :, :3]
    height, width = pixels.shape[:2]
    share = _FINEST / max(height, width)
    if share < 1.0:
        size = (round(width * share), round(height * share))
        pixels = np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.LANCZOS))
    return np.ascontiguousarray(pixels)


def kinds_in(folders: Sequence[Path], seed: int, held: bool = False) -> list[Kind]:
    """The drawn patterns, and each folder's drawings or photos. Raises DieloomError for an empty one."""
    kinds: list[Kind] = [Drawn(seed)]
    for folder in folders:
        if not folder.is_dir():
            raise DieloomError(f"{folder} is no folder.", "Give folders of pictures.")
        kind = Vectors(folder, seed, held) if next(folder.rglob("*.svg"), None) else Photos(folder, seed, held)
        if not len(kind):
            raise DieloomError(f"{folder} has no pictures that can be used.", "Give folders of SVG drawings or photos.")
        kinds.append(kind)
    return kinds

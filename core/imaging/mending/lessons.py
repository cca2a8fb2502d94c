"""What the network learns from, and what the filling is measured on: crops of a folder's photos or drawn tiles."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from core.errors import DieloomError
from core.imaging.mending.masks import painted
from core.pictures import images
from core.training.ahead import Arrays, Maker
from core.training.patterns import FAMILIES, ORNAMENTS
from core.training.patterns.tiles import VectorTiles
from core.training.sources import ProceduralSource

Chance = np.random.Generator
Pixels = NDArray[np.uint8]
Part = Literal["taught", "held back"]

_MOST_PX = 768  # across: what is kept of a larger picture
_TILE_PX = 192
_FEW = 32
_MOST_REDUCED = 2.5
_HOLED_PX = 96  # of a crop, at most, that a hole lies in: larger crops show more of its surroundings
_DRAWN = 4  # every so many pictures of a lesson one is a drawn pattern
_ENDINGS = {".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff"}


class Lessons(Protocol):
    """The pictures of one folder; ``names`` are those of its files that belong to the part asked for."""

    @property
    def names(self) -> tuple[str, ...]: ...

    def crop(self, number: int, size: int, chance: Chance) -> Pixels:
        """[size, size, 3] of a picture, its place, scale and turn by chance."""


def lessons(folder: Path, part: Part) -> Lessons:
    """Of a folder's photos, or else of its SVG tiles; raises DieloomError when the part has no picture."""
    files = sorted(each for each in folder.glob("*") if each.suffix.lower() in _ENDINGS)
    found: Lessons = Photos(files, part) if files else Tiles(folder, part)
    if not found.names:
        raise DieloomError(f"{folder} has no picture that is {part}.", "Choose a folder with more pictures.")
    return found


def held_back(name: str, among: Sequence[str]) -> bool:
    """Whether a file of a folder with these names is never taught: an eighth of them, by the hash of the name; of a
    few files, the last quarter by name."""
    if len(among) < _FEW:
        return name in sorted(among)[len(among) - len(among) // 4 :]
    return hashlib.sha256(name.encode()).hexdigest()[0] in "01"


def _of_part(names: Sequence[str], part: Part) -> tuple[int, ...]:
    return tuple(i for i, name in enumerate(names) if held_back(name, names) == (part == "held back"))


class Photos:
    """Pictures that end somewhere, held in memory."""

    def __init__(self, files: Sequence[Path], part: Part) -> None:
        kept = [files[i] for i in _of_part([file.name for file in files], part)]
        self.names = tuple(file.name for file in kept)
        self.pictures = [images.decode(images.read_file(file), _MOST_PX)[:, :, :3].copy() for file in kept]

    def crop(self, number: int, size: int, chance: Chance) -> Pixels:
        return cut(self.pictures[number], size, chance)


class Tiles:
    """Vector tiles, in other colours each time."""

    def __init__(self, folder: Path, part: Part) -> None:
        self._tiles = VectorTiles(folder)
        every = [self._tiles.name(i) for i in range(len(self._tiles))]
        self._numbers = _of_part(every, part)
        self.names = tuple(every[i] for i in self._numbers)

    def crop(self, number: int, size: int, chance: Chance) -> Pixels:
        return cut_tile(self._tiles.view(self._numbers[number], _TILE_PX, chance), size, chance)


def cut(picture: Pixels, size: int, chance: Chance) -> Pixels:
    """A square [size, size, 3] of ``picture``, reduced and mirrored by chance."""
    height, width = picture.shape[:2]
    side = round(min(size * _MOST_REDUCED ** chance.random(), height, width))
    left, top = int(chance.integers(width - side + 1)), int(chance.integers(height - side + 1))
    piece = Image.fromarray(picture[top : top + side, left : left + side])
    made = np.asarray(piece.resize((size, size), Image.Resampling.BOX if side > size else Image.Resampling.BICUBIC))
    return made[:, ::-1] if chance.random() < 0.5 else made


def cut_tile(tile: Pixels, size: int, chance: Chance) -> Pixels:
    """The same of a tile that repeats for ever, shifted and turned by chance."""
    rolled = np.roll(tile, tuple(chance.integers(0, tile.shape[0], 2)), (0, 1))
    turned = rolled.transpose(1, 0, 2) if chance.random() < 0.5 else rolled
    return cut(np.tile(turned, (2, 2, 1)), size, chance)


def lesson_maker(folders: Sequence[Path], side: int, batch: int) -> Maker:
    """What step n is taught by: pictures float32 [batch, 3, side, side] in -1..1 and holes [batch, 1, side, side].
    A folder that is named twice is seen twice as often."""
    opened = {folder: lessons(folder, "taught") for folder in folders}
    sources, count = [opened[folder] for folder in folders], batch // _DRAWN
    patterns = ProceduralSource(7, (*FAMILIES, *ORNAMENTS), side, together=1)

    def made(step: int) -> Arrays:
        chance = np.random.Generator(np.random.Philox([step, 11]))
        crops = list[Pixels]()
        for _ in range(batch - count):
            source = sources[int(chance.integers(len(sources)))]
            crops.append(source.crop(int(chance.integers(len(source.names))), side, chance))
        taken = np.stack(crops).transpose(0, 3, 1, 2).astype(np.float32) / np.float32(127.5) - np.float32(1)
        drawn = patterns.draw(step * count, count, torch.device("cpu")).pictures.numpy() if count else taken[:0]
        holes = np.stack([_placed(painted(min(side, _HOLED_PX), chance), side, chance) for _ in range(batch)])
        return np.concatenate([taken, drawn]), holes[:, None].astype(np.float32)

    return made


def byte_maker(folders: Sequence[Path], side: int, batch: int) -> Maker:
    """The same for a pool: uint8, channels last."""
    floats = lesson_maker(folders, side, batch)

    def made(number: int) -> Arrays:
        pictures, holes = floats(number)
        rounded = ((pictures + 1) * 127.5).round().clip(0, 255), holes * 255
        return tuple(each.astype(np.uint8).transpose(0, 2, 3, 1) for each in rounded)

    return made


def _placed(hole: NDArray[np.bool_], side: int, chance: Chance) -> NDArray[np.bool_]:
    """Somewhere in a square of ``side``."""
    spare = side - len(hole)
    if not spare:
        return hole
    top, left = chance.integers(spare + 1, size=2)
    return np.pad(hole, ((top, spare - top), (left, spare - left)))

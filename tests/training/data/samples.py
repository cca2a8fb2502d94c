"""Pictures to prepare: no two alike, with structure of every size, in any mode and format."""

from __future__ import annotations

import io
from pathlib import Path, PurePosixPath

import numpy as np
from PIL import Image

from core.training.data.gathering import FileItem


def painting(seed: int, width: int = 80, height: int = 60, mode: str = "RGB") -> Image.Image:
    """Soft blobs in colours, as unlike for other seeds as photographs are."""
    small = np.random.RandomState(seed).randint(0, 256, (5, 6, 3)).astype(np.uint8)
    return Image.fromarray(small).resize((width, height), Image.Resampling.BICUBIC).convert(mode)


def encoded(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def folder(path: Path, count: int, first: int = 0, **size: int) -> Path:
    """A folder with pictures 00.png and on."""
    path.mkdir(parents=True, exist_ok=True)
    for index in range(count):
        painting(first + index, **size).save(path / f"{index:02}.png")
    return path


def item(path: Path, data: bytes, name: str = "picture.png") -> FileItem:
    file = path / name
    file.write_bytes(data)
    return FileItem(file, PurePosixPath(name), len(data))

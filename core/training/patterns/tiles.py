"""A person's own drawings as training pictures: SVG tiles repeated to a square, motifs scattered, in drawn palettes.

A drawing whose first shape fills it is a tile; any other is a motif and stands in half drop, turned and mirrored, so
every picture is exactly periodic. Its colours are replaced by a palette's, dark ones by dark inks.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from core.errors import DieloomError
from core.files import read_bytes
from core.jobs import Progress
from core.training.patterns.canvas import Canvas, half_drop
from core.training.patterns.drawings import Drawing, Undrawable, read_drawing
from core.training.patterns.palettes import draw_palettes
from core.training.patterns.shapes import turned

_MOST_BYTES = 1 << 20
_MOST_HELD = 512 << 20  # bytes of drawings that are kept
_NUMBERS = 16  # eleven for the palette, the rest for how a motif stands
_MOST_REPEATS = 6
_SPAN = 72.0  # units that a tile's picture spans at least: smaller drawings are repeated
_INKS = {0: (), 1: (1,), 2: (1, 2), 3: (3, 1, 2), 4: (3, 1, 2, 4)}  # from the darkest colour to the lightest


@dataclass(frozen=True)
class LeftOut:
    name: str
    reason: str


class VectorTiles:
    """The SVG drawings below ``folder``, as a set of pictures for a ``PictureSource``; folders in it are its labels.

    ``left_out`` says which files could not be drawn. Raises DieloomError when none can.
    """

    tiles = True

    def __init__(self, folder: Path, progress: Progress | None = None) -> None:
        progress = progress or Progress()
        files = sorted(path for path in folder.rglob("*.svg") if path.is_file())
        self.left_out: list[LeftOut] = []
        self._drawings: list[Drawing] = []
        self._names: list[str] = []
        places: list[str] = []
        for number, path in enumerate(files):
            progress.report(number / len(files), path.name)
            try:
                self._drawings.append(read_drawing(read_bytes(path, _MOST_BYTES)))
                self._names.append(path.name)
                places.append(path.relative_to(folder).parts[0] if path.parent != folder else "")
            except (Undrawable, DieloomError) as error:
                self.left_out.append(LeftOut(path.name, str(error)))
        if not self._drawings:
            raise DieloomError(f"{folder} has no SVG drawing that can be used.", "Choose a folder of flat SVG tiles.")
        names = sorted(set(places))
        self.labels = tuple(names) if len(names) > 1 else ()
        self._places = [names.index(place) for place in places]
        self._planes: dict[tuple[int, int], NDArray[np.uint8]] = {}

    def __len__(self) -> int:
        return len(self._drawings)

    def label(self, index: int) -> int | None:
        return self._places[index] if self.labels else None

    def name(self, index: int) -> str:
        return self._names[index]

    def view(self, index: int, resolution: int, chance: np.random.Generator) -> NDArray[np.uint8]:
        """Uint8 [R, R, 3]: the drawing in a palette by chance, and a motif turned by chance too."""
        tape = torch.from_numpy(chance.standard_normal((1, _NUMBERS), dtype=np.float32))
        canvas = Canvas(tape, resolution)
        colours = draw_palettes(canvas)[0]
        planes = torch.from_numpy(self._inked(index, resolution)).float() / 255.0
        if not self._drawings[index].ground:
            planes = _scattered(canvas, planes)
        ground = (1.0 - planes.sum(0)).clamp(min=0.0)
        picture = torch.einsum("khw,kc->hwc", torch.cat([ground[None], planes]), colours)
        shown: NDArray[np.uint8] = (picture.clamp(0.0, 1.0) * 255.0).round().byte().numpy()
        return shown

    def _inked(self, index: int, resolution: int) -> NDArray[np.uint8]:
        """How much of each pixel each ink covers, uint8 [4, R, R] (a motif's half as large), kept if memory allows."""
        key = (index, resolution)
        if key not in self._planes:
            drawing = self._drawings[index]
            made = _tile(drawing, resolution) if drawing.ground else _motif(drawing, max(resolution // 2, 1))
            inked = (made * 255.0).round().astype(np.uint8)
            if inked.nbytes * (len(self._planes) + 1) > _MOST_HELD:
                return inked
            self._planes[key] = inked
        return self._planes[key]


def _inks(drawing: Drawing) -> list[int]:
    """The ink of every shape; 0 is the ground."""
    first = [drawing.shapes[0].colour] if drawing.ground else []
    others = {shape.colour for shape in drawing.shapes} - set(first)
    by_light = sorted(others, key=lambda colour: np.dot(colour, (0.299, 0.587, 0.114)))
    inks = _INKS[min(len(by_light), 4)]
    share = {colour: inks[rank * len(inks) // len(by_light)] for rank, colour in enumerate(by_light)}
    return [share.get(shape.colour, 0) for shape in drawing.shapes]


def _painted(drawing: Drawing, width: int, height: int) -> np.ndarray:
    """The shapes one over the other, float32 [4, height, width]."""
    planes = np.zeros((4, height, width), dtype=np.float32)
    for shape, ink in zip(drawing.shapes, _inks(drawing), strict=True):
        cover = shape.cover(width, height)
        planes *= 1.0 - cover
        if ink:
            planes[ink - 1] += cover
    return planes


def repeats(width: float, height: float) -> tuple[int, int]:
    """How often a tile stands across and down in a picture that is nearly square and no coarser than need be."""

    def cost(pair: tuple[int, int]) -> float:
        across, down = pair[0] * width, pair[1] * height
        return abs(math.log(across / down)) + 0.1 * max(math.log(_SPAN / min(across, down)), 0.0) + 0.01 * sum(pair)

    counts = range(1, _MOST_REPEATS + 1)
    return min(((across, down) for across in counts for down in counts), key=cost)


def _tile(drawing: Drawing, resolution: int) -> np.ndarray:
    across, down = repeats(drawing.width, drawing.height)
    width, height = math.ceil(resolution / across), math.ceil(resolution / down)
    whole = np.tile(_painted(drawing, width, height), (1, down, across))
    # A box filter looks at no pixel beyond the edge, so what was periodic stays so.
    size = (resolution, resolution)
    return np.stack([np.asarray(Image.fromarray(plane).resize(size, Image.Resampling.BOX)) for plane in whole])


def _motif(drawing: Drawing, side: int) -> np.ndarray:
    """In the middle of a square [4, side, side]."""
    drawing = drawing.trimmed()
    scale = side / max(drawing.width, drawing.height)
    width, height = max(round(drawing.width * scale), 1), max(round(drawing.height * scale), 1)
    left, top = (side - width) // 2, (side - height) // 2
    planes = np.zeros((4, side, side), dtype=np.float32)
    planes[:, top : top + height, left : left + width] = _painted(drawing, width, height)
    return planes


def _scattered(canvas: Canvas, motif: Tensor) -> Tensor:
    """A motif in half drop, every second column mirrored and turned the other way; [4, R, R]."""
    angle, size = canvas.uniform(-0.5, 0.5), canvas.uniform(0.60, 0.72)
    u, v, parity = half_drop(canvas, 2)
    across, down = turned(u * (1.0 - 2.0 * parity), v, angle)
    grid = torch.stack([across, down], 3) * (2.0 / size[:, :, :, None])
    return F.grid_sample(motif[None], grid, align_corners=False)[0]

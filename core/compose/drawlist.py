"""The one drawing that screen, PDF, proof and PNG all play back.

A :class:`Drawing` has a page for each printed side. Its operations are few, in mm, y up, and each names its ink; a
device adds nothing and lays nothing out. Pixels are named by source, not held: a device asks its
:class:`PixelSource` for them at the resolution that it needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from core.artwork.recipe import Recipe
from core.colour.inks import Ink, Spot
from core.dieline.outline import Side
from core.geometry import Affine, Box, Path


@dataclass(frozen=True)
class ArtImage:
    """A periodic tile by its recipe."""

    recipe: Recipe


@dataclass(frozen=True)
class AssetImage:
    """A picture by the hash of its bytes."""

    asset: str


ImageSource = ArtImage | AssetImage


class PixelSource(Protocol):
    """Gives the pixels of image sources."""

    def tile(self, source: ArtImage, width_px: int, height_px: int) -> NDArray[np.uint8]:
        """One exactly periodic tile [H, W, 3] sRGB of that size."""
        ...

    def image(self, source: AssetImage, max_width_px: int | None = None) -> NDArray[np.uint8]:
        """The picture [H, W, 4] sRGB with straight alpha, reduced to about ``max_width_px`` when given."""
        ...


@dataclass(frozen=True)
class FillPath:
    """A flat area; an overprint leaves the other plates as they are under it."""

    path: Path
    ink: Ink
    rule: Literal["nonzero", "evenodd"] = "nonzero"
    overprint: bool = False


@dataclass(frozen=True)
class StrokePath:
    """A line of ``width`` mm with butt caps and mitred joins; ``dash`` holds lengths on and off, mm."""

    path: Path
    ink: Ink
    width: float
    dash: tuple[float, ...] = ()
    overprint: bool = False


@dataclass(frozen=True)
class DrawImage:
    """A picture on the parallelogram that ``matrix`` makes of the unit square (first pixel row at y = 1)."""

    source: AssetImage
    matrix: Affine


@dataclass(frozen=True)
class FillTile:
    """``area`` covered by repeats of a tile: ``matrix`` makes one repeat of the unit square."""

    area: Path
    source: ArtImage
    matrix: Affine


@dataclass(frozen=True)
class ProcessingStep:
    """What a technical layer is for, in the words of ISO 19593-1."""

    group: str
    type: str | None = None


@dataclass(frozen=True)
class LayerTag:
    """A named layer (optional content group) of the drawing."""

    name: str
    step: ProcessingStep | None = None


@dataclass(frozen=True)
class Group:
    """Operations drawn together: clipped, at an opacity, in a layer; ``id`` is the design layer they come from."""

    ops: tuple[Op, ...]
    clip: Path | None = None
    opacity: float = 1.0
    layer: LayerTag | None = None
    id: str | None = None


Op = FillPath | StrokePath | DrawImage | FillTile | Group


@dataclass(frozen=True)
class DrawPage:
    """One printed side: ``trim`` is the blank's box, ``bleed`` holds the artwork beyond it."""

    side: Side
    trim: Box
    bleed: Box
    ops: tuple[Op, ...]


@dataclass(frozen=True)
class Drawing:
    """A page for each printed side, and the plates beyond process that they need, at full tint."""

    title: str
    pages: tuple[DrawPage, ...]
    spots: tuple[Spot, ...] = ()

"""The one drawing that screen, PDF, proof and PNG all play back.

A :class:`Drawing` has a page for each printed side. Its operations are few, in mm, y up, and each names its ink; a
device adds nothing and lays nothing out. Pixels are named by source, not held: a device asks its
:class:`PixelSource` for them at the resolution that it needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from core.artwork.edits import Edit
from core.artwork.recipe import Recipe
from core.colour.inks import Cmyk, Ink, Rgb, Spot
from core.dieline.outline import Side
from core.geometry import Affine, Box, Path

Cap = Literal["butt", "round", "square"]
Join = Literal["mitre", "round", "bevel"]


@dataclass(frozen=True)
class ArtImage:
    """A periodic tile by its recipe."""

    recipe: Recipe


@dataclass(frozen=True)
class AssetImage:
    """A picture by the hash of its bytes, and what is done to it."""

    asset: str
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True)
class PdfImage:
    """A picture within a placed PDF or SVG: the hash of the file's bytes, and the picture's object number or its place
    among the pictures.

    A one-bit mask too fine to be an outline is painted in ``ink``; so is what another picture masks softly, the
    lightness of the picture being the opacity.
    """

    asset: str
    number: int
    ink: Ink | None = None


@dataclass(frozen=True)
class Gradient:
    """A blend over the unit square. ``points`` are x0, y0, x1, y1 of a linear one, and x0, y0, r0, x1, y1, r1 of a
    radial one (ISO 32000-1, 8.7.4.5.3, 8.7.4.5.4); ``stops`` are places from 0 to 1 in rising order with an ink and an
    opacity each. Before the first and after the last stop it goes on where ``extend`` says so, and is clear elsewhere.
    """

    kind: Literal["linear", "radial"]
    points: tuple[float, ...]
    stops: tuple[tuple[float, Cmyk | Rgb, float], ...]
    extend: tuple[bool, bool] = (True, True)


PictureSource = AssetImage | PdfImage | Gradient
ImageSource = ArtImage | PictureSource


class PixelSource(Protocol):
    """Gives the pixels of image sources."""

    def tile(self, source: ArtImage, width_px: int, height_px: int) -> NDArray[np.uint8]:
        """One exactly periodic tile [H, W, 3] sRGB of that size."""
        ...

    def image(self, source: PictureSource, max_width_px: int | None = None) -> NDArray[np.uint8]:
        """The picture [H, W, 4] sRGB with straight alpha, reduced to about ``max_width_px`` when given."""
        ...

    def inks(self, source: PictureSource, max_width_px: int | None = None) -> NDArray[np.uint8] | None:
        """The picture's own process inks and straight alpha [H, W, 5], 255 for 100 %; None for one that has none.

        What is given here goes to the plates untouched. Its size is that of :meth:`image`.
        """
        ...


@runtime_checkable
class RowSource(Protocol):
    """What a pixel source also is when a tile may be too large to be held: it makes the rows that are asked for."""

    def rows(self, source: ArtImage, width_px: int, height_px: int, top: int, count: int) -> NDArray[np.uint8]:
        """Rows ``top`` to ``top + count``, [count, width_px, 3] sRGB, of the tile at that size."""
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
    """A line of ``width`` mm; ``dash`` holds lengths on and off, mm; ``mitre`` is how many widths a join may reach."""

    path: Path
    ink: Ink
    width: float
    dash: tuple[float, ...] = ()
    overprint: bool = False
    cap: Cap = "butt"
    join: Join = "mitre"
    mitre: float = 10.0


@dataclass(frozen=True)
class DrawImage:
    """A picture on the parallelogram that ``matrix`` makes of the unit square (first pixel row at y = 1)."""

    source: PictureSource
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
    """A named layer (optional content group) of the drawing.

    A layer with a ``step`` is ``printed`` (white, varnish, foil: it belongs to the picture of the pack) or technical
    (the die, a legend: it must leave no trace on what is printed).
    """

    name: str
    step: ProcessingStep | None = None
    printed: bool = False

    @property
    def technical(self) -> bool:
        return self.step is not None and not self.printed


@dataclass(frozen=True)
class Group:
    """Operations drawn together: clipped, at an opacity, in a layer; ``id`` is the design layer they come from.

    ``matrix`` places the group: its operations and its clip are in coordinates that the matrix maps to those around it
    (pens too, as in PDF). A group that is placed often, on an imposed sheet, or that many pages share, is written once.
    """

    ops: tuple[Op, ...]
    clip: Path | None = None
    opacity: float = 1.0
    layer: LayerTag | None = None
    id: str | None = None
    matrix: Affine | None = None


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

"""What the engine's thread and the background do with reference pictures. Nothing here runs in the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from core.artwork.edits import Edit
from core.artwork.recipe import Recipe, StyleMix
from core.document import palette_edits
from core.document.model import Design
from core.errors import DieloomError
from core.jobs import Progress
from core.pictures.images import MAX_BYTES, decode, reduced
from core.pictures.keeping import handy
from core.pictures.regions import Fractions, cropped
from core.style.palette import extract_palette
from core.style.values import PaletteShift, StyleShare
from desktop.workers.images import image_of

if TYPE_CHECKING:
    from core.artwork.artist import Artist

Pixels = NDArray[np.uint8]

COLOURS = 6
THUMB_PX = 192
LARGE_PX = 1024  # of a picture on which a region is drawn
PREVIEW_PX = 512
LOOK_PX = 512  # width at which a style is read
_PALETTE_PX = 256  # enough for shares of colours
_DRAFTED = ("palette", "style", "enhance", "cutout", "inpaint")  # what changes the look, and not the size


@dataclass(frozen=True)
class Source:
    """A reference, or the part of it that is meant, and its file."""

    asset: str
    region: Fractions | None
    data: bytes = field(compare=False, repr=False)


def palette_of(source: Source, artist: Artist, progress: Progress) -> PaletteShift:
    """The main colours of the picture; raises DieloomError."""
    return extract_palette(_looked_at(source, _PALETTE_PX), COLOURS)


def repainted(design: Design, shift: PaletteShift, artist: Artist, progress: Progress) -> Design:
    """The design with its own paints in the palette's colours."""
    return palette_edits.repainted(design, shift)


def share_of(source: Source, artist: Artist, progress: Progress) -> StyleShare:
    """The picture's style as the network describes it; raises DieloomError."""
    from core.style.codes import style_share

    # All of the picture is at hand, so that a small region is not read from few pixels.
    pixels = decode(source.data, None if source.region else LOOK_PX)
    return style_share(pixels, region=source.region, asset=source.asset)


def latent_of(source: Source, recipe: Recipe, artist: Artist, progress: Progress) -> StyleMix:
    """The latent whose tile looks most like the picture; raises DieloomError and Cancelled."""
    return artist.project(_on_white(_looked_at(source, _PALETTE_PX)), recipe, progress)


@dataclass(frozen=True)
class Draft:
    """A small copy of a picture layer's picture after its first steps, so that the next draft begins there."""

    asset: str
    steps: tuple[Edit, ...]
    pixels: Pixels = field(compare=False, repr=False)


def developed(
    asset: str, data: bytes, edits: Sequence[Edit], before: Draft | None, artist: Artist, progress: Progress
) -> tuple[QImage, Draft]:
    """A picture after its edits at the size of a draft, and what the next draft of it can begin with; raises
    DieloomError and Cancelled."""
    from core.artwork.developing import develop

    edits = [edit for edit in edits if edit.kind in _DRAFTED]
    styled = next((i for i, edit in enumerate(edits) if edit.kind in ("palette", "style")), len(edits))
    steps = tuple(edits[:styled])
    if before is None or (before.asset, before.steps) != (asset, steps):
        before = Draft(asset, steps, develop(small(decode(data), PREVIEW_PX), steps, progress.part(0, 0.5)))
    return image_of(develop(before.pixels, edits[styled:], progress.part(0.5, 1))), before


def small(pixels: Pixels, long_px: int) -> Pixels:
    """Reduced so that its long side is at most ``long_px``."""
    height, width = pixels.shape[:2]
    return reduced(pixels, max(1, round(width * min(1.0, long_px / max(width, height)))))


# In the background


def thumbnail(data: bytes, long_px: int, region: Fractions | None, progress: Progress) -> QImage:
    """The picture, or a part of it, as it is meant to be seen; raises DieloomError."""
    return image_of(small(np.ascontiguousarray(cropped(decode(data), region)), long_px))


def take_files(paths: Sequence[Path], progress: Progress) -> tuple[list[tuple[bytes, str]], list[str]]:
    """The files that are pictures, made handy, each with its name; and what is to be said of the others."""
    taken, refused = [], []
    for number, path in enumerate(paths):
        progress.report(number / len(paths), path.name)
        try:
            taken.append((_picture(path), path.stem))
        except DieloomError as error:
            refused.append(str(error))
    return taken, refused


@dataclass(frozen=True)
class LearnedStyle:
    """``network`` is what a :class:`StyleEdit` names it by."""

    name: str
    network: str
    picture: QImage = field(compare=False)


def learned_styles(progress: Progress) -> list[LearnedStyle]:
    """Those of the person's folder; raises DieloomError."""
    from core.style.learning.files import list_styles

    return [LearnedStyle(each.name, str(each.path), QImage.fromData(each.thumbnail)) for each in list_styles()]


def _picture(path: Path) -> bytes:
    from core.files import read_bytes

    try:
        return handy(read_bytes(path, MAX_BYTES))
    except DieloomError as error:
        named = error.message if path.name in error.message else f"{path.name}: {error.message}"
        raise DieloomError(named, error.hint) from error
    except MemoryError as error:
        raise DieloomError(f"{path.name} is too large for this machine.", "Save a smaller copy of it.") from error


def _looked_at(source: Source, width_px: int) -> Pixels:
    if source.region is None:
        return decode(source.data, width_px)
    return reduced(np.ascontiguousarray(cropped(decode(source.data), source.region)), width_px)


def _on_white(pixels: Pixels) -> Pixels:
    """[H, W, 3]: what lies under clear pixels is no colour of the picture."""
    wide = pixels.astype(np.uint16)
    alpha = wide[..., 3:]
    return ((wide[..., :3] * alpha + 255 * (255 - alpha) + 127) // 255).astype(np.uint8)

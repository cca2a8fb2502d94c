"""What the darkroom's child processes do. It imports no Qt: a process starts the sooner."""

from __future__ import annotations

from collections.abc import Sequence

from core.artwork.darkroom import Darkroom, Pixels
from core.artwork.edits import Edit
from core.imaging.values import CutoutEdit, EnhanceEdit
from core.jobs import Progress
from core.pictures import images
from core.style.palette import extract_palette
from core.style.values import PaletteShift

PALETTE = 6  # colours of a reference
REFERENCE_PX = 256  # enough for shares of colours


def develop(data: bytes, asset: str, edits: Sequence[Edit], progress: Progress) -> None:
    """Leave the picture after its edits in this machine's cache; raises DieloomError and Cancelled."""
    Darkroom().develop(data, edits, progress, asset)


def developed(data: bytes, asset: str, edits: Sequence[Edit], width_px: int, progress: Progress) -> Pixels:
    """The same, and the picture [H, W, 4] itself, reduced to ``width_px`` where it is wider."""
    return images.reduced(Darkroom().develop(data, edits, progress, asset), width_px)


def clipped(data: bytes, asset: str, edits: Sequence[Edit], cut: CutoutEdit, progress: Progress) -> str:
    """The outline of what the cut-out leaves of the picture, as a clipping path."""
    from core.imaging.clipping import clipping_path

    left = Darkroom().develop(data, (*edits, cut), progress.part(0, 0.8), asset)
    return clipping_path(left[..., 3], progress.part(0.8, 1))


def measured(data: bytes, asset: str, edits: Sequence[Edit], progress: Progress) -> EnhanceEdit:
    """What the picture lacks after these edits."""
    from core.imaging.measuring import auto_enhance

    return auto_enhance(Darkroom().develop(data, edits, progress, asset))


def palette_of(data: bytes, asset: str, progress: Progress) -> tuple[str, PaletteShift]:
    """The main colours of a reference picture, and whose they are."""
    return asset, extract_palette(images.decode(data, REFERENCE_PX), PALETTE, progress)


def vectorised(
    data: bytes,
    asset: str,
    edits: Sequence[Edit],
    palette: tuple[str, ...] | None,
    colours: int | None,
    detail: float,
    progress: Progress,
) -> bytes:
    """The picture as an SVG, in the palette's colours (#rrggbb), or in so many, or in those that matter."""
    from core.imaging.vectorise import vectorise

    pixels = Darkroom().develop(data, edits, progress.part(0, 0.2), asset)
    return vectorise(pixels, progress.part(0.2, 1), palette, colours, detail).encode()

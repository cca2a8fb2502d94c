"""What the darkroom's child processes do. It imports no Qt: a process starts the sooner."""

from __future__ import annotations

from collections.abc import Sequence

from core.artwork.darkroom import Darkroom, Pixels
from core.artwork.edits import Edit
from core.jobs import Progress
from core.pictures import images


def develop(data: bytes, asset: str, edits: Sequence[Edit], progress: Progress) -> None:
    """Leave the picture after its edits in this machine's cache; raises DieloomError and Cancelled."""
    Darkroom().develop(data, edits, progress, asset)


def developed(data: bytes, asset: str, edits: Sequence[Edit], width_px: int, progress: Progress) -> Pixels:
    """The same, and the picture [H, W, 4] itself, reduced to ``width_px`` where it is wider."""
    return images.reduced(Darkroom().develop(data, edits, progress, asset), width_px)

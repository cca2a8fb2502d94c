"""A large picture worked on by bands of rows, with a look at the progress before each."""

from __future__ import annotations

from collections.abc import Iterator

from core.jobs import Progress

_PIXELS = 1 << 18


def bands(shape: tuple[int, ...], progress: Progress, pixels: int | None = None, text: str = "") -> Iterator[slice]:
    """Rows of a picture of ``shape`` [H, W, ...] from top to bottom, some ``pixels`` at a time. Raises Cancelled."""
    rows = max(1, (pixels or _PIXELS) // shape[1])
    for top in range(0, shape[0], rows):
        progress.report(top / shape[0], text)
        yield slice(top, min(top + rows, shape[0]))

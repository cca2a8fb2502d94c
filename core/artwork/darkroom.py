"""Photos after their edits, kept on this disk: an edit may take minutes, and a document is opened often.

What is kept is addressed by the picture's hash and by the steps, so it is never wrong and never the only copy: whatever
is not here is developed again, from the last step that is. The oldest go when there are too many.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import platformdirs
from numpy.typing import NDArray
from PIL import Image

from core import __version__, files
from core.artwork.developing import develop
from core.artwork.edits import Edit
from core.errors import DieloomError
from core.jobs import Progress
from core.pictures import images

Pixels = NDArray[np.uint8]

KEPT_BYTES = 2 << 30
MOST_PIXELS = 1 << 28  # larger ones are made anew each time: writing and reading them takes as long


class Darkroom:
    """Develops pictures, and remembers. Several processes may use one folder at the same time."""

    def __init__(self, folder: Path | None = None, kept_bytes: int = KEPT_BYTES) -> None:
        """``folder`` is the person's cache when absent."""
        self._folder = folder or Path(platformdirs.user_cache_path("Dieloom", appauthor=False)) / "pictures"
        self._kept_bytes = kept_bytes

    def develop(
        self, data: bytes, edits: Sequence[Edit], progress: Progress | None = None, asset: str | None = None
    ) -> Pixels:
        """[H, W, 4] sRGB with straight alpha: the picture whose bytes these are, after its edits.

        ``asset`` is the bytes' SHA-256, for who knows it. Each step is kept. Raises DieloomError and Cancelled.
        """
        asset, progress = asset or hashlib.sha256(data).hexdigest(), progress or Progress()
        done, pixels = self._begun(asset, data, edits)
        for number in range(done, len(edits)):
            share = progress.part((number - done) / (len(edits) - done), (number + 1 - done) / (len(edits) - done))
            try:
                pixels = develop(pixels, edits[number : number + 1], share)
            except DieloomError as error:
                if len(edits) == 1:
                    raise
                message = f"Step {number + 1} ({edits[number].kind}): {error.message}"
                raise DieloomError(message, error.hint) from error
            self._keep(asset, edits[: number + 1], pixels)
        return pixels

    def picture(self, data: bytes, edits: Sequence[Edit], max_width_px: int | None, asset: str) -> Pixels:
        """The same, reduced to ``max_width_px`` where it is wider."""
        if not edits:
            return images.decode(data, max_width_px)
        return images.reduced(self.develop(data, edits, asset=asset), max_width_px)

    def holds(self, asset: str, edits: Sequence[Edit]) -> bool:
        """Whether the picture after these edits is here, so that it is shown at once."""
        return not edits or self._path(asset, edits).is_file()

    def _begun(self, asset: str, data: bytes, edits: Sequence[Edit]) -> tuple[int, Pixels]:
        """How many of the steps are done already, and the pixels after them."""
        for count in range(len(edits), 0, -1):
            path = self._path(asset, edits[:count])
            with contextlib.suppress(DieloomError, OSError):  # not here, or damaged: an earlier one will do
                if path.is_file():
                    pixels = images.decode(path.read_bytes())
                    os.utime(path)
                    return count, pixels
        return 0, images.decode(data)

    def _keep(self, asset: str, edits: Sequence[Edit], pixels: Pixels) -> None:
        if pixels.shape[0] * pixels.shape[1] > MOST_PIXELS:
            return
        with contextlib.suppress(DieloomError, OSError):  # a full disk costs time, and loses nothing
            files.make_folder(self._folder)
            with files.replacing(self._path(asset, edits)) as file:
                Image.fromarray(pixels).save(file, "PNG", compress_level=1)
            self._forget_oldest()

    def _forget_oldest(self) -> None:
        kept = [(path, path.stat()) for path in self._folder.glob("*.png")]
        too_many = sum(facts.st_size for _, facts in kept) - self._kept_bytes
        for path, facts in sorted(kept, key=lambda each: each[1].st_mtime):
            if too_many <= 0:
                break
            path.unlink(missing_ok=True)
            too_many -= facts.st_size

    def _path(self, asset: str, edits: Sequence[Edit]) -> Path:
        steps = [[edit.model_dump(mode="json", exclude_defaults=True), edit.kind, _model_of(edit)] for edit in edits]
        name = hashlib.sha256(json.dumps([__version__, asset, steps]).encode()).hexdigest()
        return self._folder / f"{name}.png"


def _model_of(edit: Edit) -> list[int] | None:
    """Changes with the file of a network of the person's own."""
    named = getattr(edit, "model", None) or getattr(edit, "network", None)
    if not named or not Path(named).is_absolute():
        return None
    try:
        facts = Path(named).stat()
    except (OSError, ValueError):
        return None
    return [facts.st_size, facts.st_mtime_ns]

"""Photos after their edits, kept on this disk: an edit may take minutes, and a document is opened often.

What is kept is addressed by the picture's hash, by the steps and by the networks that do them, so it is never wrong and
never the only copy: whatever is not here is developed again, from the last step that is. The oldest go when there are
too many.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import IO, cast

import numpy as np
import platformdirs
from numpy.typing import NDArray
from PIL import Image

from core import __version__, files, resources
from core.artwork.developing import develop
from core.artwork.edits import Edit
from core.errors import DieloomError
from core.jobs import Progress
from core.pictures import images
from core.style.values import StyleEdit

Pixels = NDArray[np.uint8]

KEPT_BYTES = 2 << 30
MOST_PIXELS = 1 << 27  # larger ones are made anew each time: to read them takes gigabytes
_OWN_NETWORKS = {"style": "brush", "upscale": "upscale", "inpaint": "mend", "enhance": "restore"}


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
        names = _names(asset, edits)
        done, pixels = self._begun(names, data)
        for number in range(done, len(edits)):
            share = progress.part((number - done) / (len(edits) - done), (number + 1 - done) / (len(edits) - done))
            try:
                pixels = develop(pixels, edits[number : number + 1], share)
            except DieloomError as error:
                if len(edits) == 1:
                    raise
                message = f"Step {number + 1} ({edits[number].kind}): {error.message}"
                raise DieloomError(message, error.hint) from error
            self._keep(names[number], pixels, share)
        return pixels

    def picture(self, data: bytes, edits: Sequence[Edit], max_width_px: int | None, asset: str) -> Pixels:
        """The same, reduced to ``max_width_px`` where it is wider."""
        if not edits:
            return images.decode(data, max_width_px)
        return images.reduced(self.develop(data, edits, asset=asset), max_width_px)

    def holds(self, asset: str, edits: Sequence[Edit]) -> bool:
        """Whether the picture after these edits is here, so that it is shown at once."""
        return not edits or self._path(_names(asset, edits)[-1]).is_file()

    def _begun(self, names: Sequence[str], data: bytes) -> tuple[int, Pixels]:
        """How many of the steps are done already, and the pixels after them."""
        for count in range(len(names), 0, -1):
            path = self._path(names[count - 1])
            # Not here, or damaged: an earlier one will do.
            with contextlib.suppress(*images.DAMAGE, Image.DecompressionBombError):
                if path.is_file():
                    pixels = _read(path)
                    with contextlib.suppress(OSError):
                        os.utime(path)
                    return count, pixels
        return 0, images.decode(data)

    def _keep(self, name: str, pixels: Pixels, progress: Progress) -> None:
        if pixels.shape[0] * pixels.shape[1] > MOST_PIXELS:
            return
        with contextlib.suppress(DieloomError, OSError):  # a full disk costs time, and loses nothing
            files.make_folder(self._folder)
            with files.replacing(self._path(name)) as file:
                asking = cast(IO[bytes], _Asking(file, progress))
                Image.fromarray(pixels).save(asking, "PNG", compress_level=1)
            self._forget_oldest()

    def _forget_oldest(self) -> None:
        files.sweep(self._folder)  # a process that is killed while it writes leaves its part behind
        kept = [(path, path.stat()) for path in self._folder.glob("*.png")]
        too_many = sum(facts.st_size for _, facts in kept) - self._kept_bytes
        for path, facts in sorted(kept, key=lambda each: each[1].st_mtime):
            if too_many <= 0:
                break
            path.unlink(missing_ok=True)
            too_many -= facts.st_size

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.png"


class _Asking:
    """A file that stops being written when the job is cancelled: a large picture takes seconds."""

    def __init__(self, file: IO[bytes], progress: Progress) -> None:
        self._file, self._progress = file, progress

    def write(self, data: bytes) -> int:
        self._progress.check()
        return self._file.write(data)


def _read(path: Path) -> Pixels:
    """What was written here: it takes a fraction of the memory that a picture from outside does. Raises as Pillow does
    when it is damaged."""
    with Image.open(path, formats=["PNG"]) as image:
        if image.mode != "RGBA":
            raise ValueError(f"{image.mode} was not written here")
        return np.array(image)


def _names(asset: str, edits: Sequence[Edit]) -> list[str]:
    """What the picture is called after each of the steps. One name holds the next, for the masks of steps are long."""
    names, name = list[str](), asset
    for edit in edits:
        step = edit.model_dump(mode="json", exclude_defaults=True)
        facts = [__version__, name, edit.kind, step, *(_stamp(path) for path in _networks(edit))]
        name = hashlib.sha256(json.dumps(facts).encode()).hexdigest()
        names.append(name)
    return names


def _networks(edit: Edit) -> list[Path]:
    """The files that a step may work by: the program's own network, and the person's."""
    own = _OWN_NETWORKS.get(edit.kind)
    found = [] if own is None else [resources.root() / "networks" / f"{own}.safetensors"]
    named = getattr(edit, "model", None)
    if named is not None and not files.on_network_share(named):
        found.append(Path(named))
    if isinstance(edit, StyleEdit) and edit.network != own:
        from core.style.learning.files import find_style

        with contextlib.suppress(DieloomError):
            found.append(find_style(edit.network))
    return found


def _stamp(path: Path) -> list[int] | None:
    """Changes with the file; None without one."""
    try:
        facts = path.stat()
    except (OSError, ValueError):
        return None
    return [facts.st_size, facts.st_mtime_ns]

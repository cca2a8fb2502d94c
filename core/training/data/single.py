"""One picture file, read as pictures for a set are: whatever it holds, mended, or refused in a sentence."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import numpy as np
from numpy.typing import NDArray

from core.errors import DieloomError
from core.training.data.fitting import fitted, fitted_tile, wanted
from core.training.data.gathering import FileItem, Refused, shown
from core.training.data.mending import read
from core.training.data.report import DROPPED


def read_picture(path: Path, resolution: int, *, tile: bool = False) -> NDArray[np.uint8]:
    """[H, W, 3] with a shorter side of at least the resolution; raises DieloomError for what is no such picture.

    A ``tile`` repeats seamlessly: it comes as a square.
    """
    try:
        item = FileItem(path, PurePosixPath(path.name), path.stat().st_size)
        if tile:
            return fitted_tile(read(item, resolution, tile=True)[0], resolution)[0]
        return fitted(read(item, wanted(resolution))[0], resolution)[0]
    except Refused as refused:
        why = DROPPED[refused.reason] + (f" ({refused.detail})" if refused.detail else "")
        raise DieloomError(f"{shown(path.name)}: {why}.", "Give a PNG, JPEG, TIFF, WebP, GIF or BMP.") from refused
    except OSError as error:
        raise DieloomError(f"{shown(str(path))}: {error.strerror or error}.", "Check its path.") from error
    except ValueError as error:  # a name that no file can have
        raise DieloomError(f"{shown(str(path))} is no file name.", "Check its path.") from error

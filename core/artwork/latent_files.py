"""A latent in a file of its own: a NumPy array, as other tools write it. Torch is not needed, and no pickle is read."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core import files
from core.errors import DieloomError

MAX_BYTES = 16 << 20


def read_latent(path: Path) -> str:
    """The latent of an ``.npy`` as a recipe's ``start``: w [w_dim] or [1, w_dim], or w+ [layers, w_dim] or with a
    leading 1. Raises DieloomError for anything else."""
    latent = _array(path)
    while latent.ndim > 1 and latent.shape[0] == 1:
        latent = latent[0]
    if latent.ndim not in (1, 2) or not latent.size:
        raise DieloomError(
            f"{path.name} holds an array of {' x '.join(map(str, latent.shape)) or 'one number'}.",
            "Give w (as many numbers as the model's w has), or w for every layer.",
        )
    with np.errstate(over="ignore"):
        numbers = latent.astype("<f4")
    if not np.isfinite(numbers).all():
        raise DieloomError(f"{path.name} holds infinite numbers.", "Find or draw the latent again.")
    return base64.b64encode(numbers.tobytes()).decode()


def _array(path: Path) -> NDArray[np.generic]:
    data = files.read_bytes(path, MAX_BYTES)
    try:
        array = np.lib.format.read_array(io.BytesIO(data), allow_pickle=False)
    except (ValueError, TypeError, EOFError, SyntaxError, MemoryError, OverflowError) as error:
        raise DieloomError(f"{path.name} is no array ({error}).", "Give an .npy of numbers.") from error
    if array.dtype.kind not in "fiu":
        raise DieloomError(f"{path.name} holds {array.dtype}, not numbers.", "Give an .npy of float32.")
    return array

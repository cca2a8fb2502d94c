"""Scikit-learn's bundled digits (UCI, 8 x 8, 1797 of them): a set for lessons and tests that needs no download."""

from __future__ import annotations

import numpy as np
from PIL import Image

from core.errors import DieloomError
from core.training.data.sets import MemorySet

LABELS = tuple("0123456789")
_WHITE = 16.0  # of the digits' own scale


def digits_set(resolution: int = 28) -> MemorySet:
    """White on black, [R, R, 3], labelled "0" to "9"; raises DieloomError when scikit-learn is not installed."""
    try:
        from sklearn.datasets import load_digits
    except ImportError as error:
        raise DieloomError("The digits come with scikit-learn, which is not there.", "Install it.") from error
    small, numbers = load_digits(return_X_y=True)
    values = np.rint(small.reshape(-1, 8, 8) / _WHITE * 255).astype(np.uint8)
    size = (resolution, resolution)
    grey = np.stack([np.asarray(Image.fromarray(each).resize(size, Image.Resampling.BICUBIC)) for each in values])
    return MemorySet(np.repeat(grey[..., None], 3, axis=3), LABELS, numbers.tolist())

"""Masks as the steps of a document hold them."""

from __future__ import annotations

import base64
import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.errors import DieloomError
from core.values import MOST_MASK


def packed(mask: NDArray[np.uint8] | NDArray[np.bool_]) -> str:
    """[H, W], true or 255 where it holds, as a PNG in base64; shades are given up where they take too much room.

    Raises DieloomError for a mask that is too ragged to be kept.
    """
    text = _written(mask)
    if len(text) > MOST_MASK and mask.dtype == np.uint8:
        text = _written(mask > 127)
    if len(text) > MOST_MASK:
        raise DieloomError("The mask is too ragged to be kept.", "Paint it in plain black and white, or smaller.")
    return text


def shown(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """What of a mask picture [H, W, 4] holds, [H, W]: its white, or, where some of it is clear, what is not."""
    if picture[..., 3].min() < 255:
        return picture[..., 3]
    return np.asarray(Image.fromarray(picture).convert("L"))


def _written(mask: NDArray[np.uint8] | NDArray[np.bool_]) -> str:
    file = io.BytesIO()
    Image.fromarray(mask).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()

"""Clipping paths: the outline of what is not clear, as prepress keeps it beside a packshot."""

from __future__ import annotations

import base64
import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.errors import DieloomError
from core.imaging.beziers import Outline, outlines
from core.imaging.contours import contours
from core.jobs import Progress

_TOLERANCE_PX = 0.3
_LEAST_PX = 4.0  # square pixels; less is dust
_HALF = 127.5
MOST_LETTERS = 400_000
"""Of a path that a document takes."""
_DIGITS = 6  # of the unit square: a hundredth of a pixel of the largest picture


def clip_outlines(alpha: NDArray[np.uint8], progress: Progress, tolerance_px: float = _TOLERANCE_PX) -> list[Outline]:
    """The smooth outlines, in pixels, of where ``alpha`` [H, W] covers half or more; holes run the other way round.

    None of the contour is farther off than about ``tolerance_px``. Raises DieloomError where nothing is left to be
    shown, and Cancelled.
    """
    loops = contours(alpha, _HALF, progress.part(0.0, 0.4)) if (alpha > _HALF).any() else []
    found = list(outlines(loops, tolerance_px, min(_LEAST_PX, alpha.size / 2), progress.part(0.4, 1.0)))
    if not found:
        raise DieloomError("The picture is clear: there is nothing to clip to.", "Cut out less of it.")
    return found


def clipping_path(alpha: NDArray[np.uint8], progress: Progress, tolerance_px: float = _TOLERANCE_PX) -> str:
    """The outline of ``alpha`` [H, W] as SVG path data over the unit square, y down, for the nonzero rule.

    Raises DieloomError for an outline that is too ragged to be kept in a document, and as :func:`clip_outlines` does.
    """
    height, width = alpha.shape
    found = clip_outlines(alpha, progress, tolerance_px)
    path = "".join(outline.data((1 / width, 1 / height), _DIGITS) for outline in found)
    if len(path) > MOST_LETTERS:
        raise DieloomError("The outline is too ragged for a clipping path.", "Make the background clear instead.")
    return path


def clipped_svg(pixels: NDArray[np.uint8], found: list[Outline]) -> str:
    """The text of an SVG that shows ``pixels`` [H, W, 4] within outlines in pixels."""
    height, width = pixels.shape[:2]
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    picture = base64.b64encode(file.getvalue()).decode()
    path = "".join(outline.data() for outline in found)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">\n'
        f'<clipPath id="outline"><path d="{path}"/></clipPath>\n'
        f'<image width="{width}" height="{height}" clip-path="url(#outline)" href="data:image/png;base64,{picture}"/>\n'
        "</svg>\n"
    )

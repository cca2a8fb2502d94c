"""Pictures a hundred times as long as they are wide, a ribbon or a spine, come through every step."""

from __future__ import annotations

import base64
import contextlib
import io
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from core.artwork.developing import develop
from core.artwork.edits import Edit
from core.errors import DieloomError
from core.imaging.values import CutoutEdit, EnhanceEdit, InpaintEdit, UpscaleEdit
from core.jobs import Progress
from core.style.codes import style_share
from core.style.values import PaletteEdit, PaletteShift, StyleEdit

LONG = (6, 700)


def noise() -> NDArray[np.uint8]:
    return np.random.default_rng(4).integers(0, 256, (*LONG, 3), np.uint8)


def stripes() -> NDArray[np.uint8]:
    colours = np.array([[200, 30, 30], [240, 230, 210], [20, 60, 140]], np.uint8)
    return np.broadcast_to(colours[np.arange(LONG[1]) // 20 % 3], (*LONG, 3)).copy()


def plain() -> NDArray[np.uint8]:
    return np.full((*LONG, 3), (200, 30, 30), np.uint8)


def mask(turned: bool) -> str:
    grey = np.zeros(LONG, np.uint8)
    grey[2:4, 100:130] = grey[:, 400:410] = 255
    kept = io.BytesIO()
    Image.fromarray(grey.T.copy() if turned else grey).save(kept, "PNG")
    return base64.b64encode(kept.getvalue()).decode()


def edits(picture: NDArray[np.uint8], turned: bool) -> list[Edit]:
    return [
        PaletteEdit(shift=PaletteShift(colours=("#f4ecd8", "#28536b"))),
        StyleEdit(shares=(style_share(picture),)),
        UpscaleEdit(factor=2),
        InpaintEdit(mask=mask(turned)),
        EnhanceEdit(denoise=0.5, deblur=0.5, contrast=0.5, white_balance=0.5),
        CutoutEdit(),
    ]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("draw", [noise, stripes, plain])
def test_long_pictures(draw: Callable[[], NDArray[np.uint8]], turned: bool) -> None:
    picture = draw()
    picture = picture.transpose(1, 0, 2).copy() if turned else picture
    pixels = np.dstack([picture, np.full(picture.shape[:2], 255, np.uint8)])
    for edit in edits(picture, turned):
        factor = edit.factor if isinstance(edit, UpscaleEdit) else 1
        # A cut-out may be refused in words: there is no subject.
        with contextlib.suppress(DieloomError) if isinstance(edit, CutoutEdit) else contextlib.nullcontext():
            made = develop(pixels, [edit], Progress())
            assert made.shape == (factor * pixels.shape[0], factor * pixels.shape[1], 4)

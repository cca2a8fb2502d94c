"""What lies under a painted mask made anew from its surroundings; outside the mask not a bit changes."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.errors import DieloomError
from core.imaging.values import InpaintEdit
from core.jobs import Progress
from core.pictures import images
from core.pictures.masks import shown

if TYPE_CHECKING:
    from core.imaging.mending.filling import Filled
    from core.imaging.mending.patches import Scene

    Fill = Callable[[Scene, Progress], Filled]

Pixels = NDArray[np.uint8]
Where = NDArray[np.bool_]

_TEXT = "Filling in"


def inpaint(
    pixels: Pixels, edit: InpaintEdit, progress: Progress, repeats: tuple[bool, bool] = (False, False)
) -> Pixels:
    """``pixels`` [H, W, 4] sRGB with straight alpha, its colours under the mask made anew; a copy.

    A mask of another size is taken as stretched over the picture. Colours of clear pixels are neither changed nor
    copied. Along an axis that repeats (x, y) the picture goes on at the opposite edge; rolled along it with its mask
    it gives the same result, rolled, unless a hole runs right round. Raises DieloomError when the mask leaves nothing
    to copy from, or the model cannot be used, and Cancelled.
    """
    mask = mask_of(edit, pixels.shape[:2])
    return fill_holes(pixels, mask, progress, repeats, edit.model)


def mask_of(edit: InpaintEdit, shape: tuple[int, ...]) -> Where:
    """The mask [H, W] of a picture of that shape; raises DieloomError when it cannot be read."""
    return fitted(images.decode(base64.b64decode(edit.mask)), shape)


def fitted(mask: Pixels, shape: tuple[int, ...]) -> Where:
    """A mask picture [h, w, 4] for a picture of ``shape``: its white, or, where some of it is clear, what is not."""
    grey = shown(mask)
    if grey.shape != shape[:2]:
        grey = np.asarray(Image.fromarray(grey).resize((shape[1], shape[0]), Image.Resampling.BILINEAR))
    return np.asarray(grey >= 128)


def fill_holes(
    pixels: Pixels,
    mask: Where,
    progress: Progress,
    repeats: tuple[bool, bool] = (False, False),
    model: str | None = None,
) -> Pixels:
    """:func:`inpaint` of a mask [H, W] that is at hand."""
    progress.report(0.0, _TEXT)
    seen = pixels[..., 3] > 0
    mask = mask & seen
    made = pixels.copy()
    if not mask.any():
        return made
    usable = seen & ~mask
    if not usable.any():
        raise DieloomError("The mask covers the whole picture.", "Leave some of it to go by.")

    from core.imaging.mending.filling import fill
    from core.imaging.mending.holes import Hole, Holes
    from core.imaging.mending.windows import look

    progress.check()
    work = fill if model is None else _by_model(model)
    area, done, last = int(mask.sum()), 0, list[Hole]()
    for hole in Holes(mask, repeats, progress):
        if last and last[0].number != hole.number:  # each is filled as if it were alone: their order does not matter
            for piece in last:
                usable[piece.place(mask.shape)] &= ~piece.where
            last = []
        size = int(hole.where.sum())
        share = progress.part(done / area, (done + size) / area)
        window, scene = look(made, usable, hole, repeats, share)
        window.paste(work(scene, share), made, share)
        usable[hole.place(mask.shape)] |= hole.where
        last.append(hole)
        done += size
        share.report(1.0)
    return made


def _by_model(name: str) -> Fill:
    """The person's own network in the place of ours; raises DieloomError."""
    import torch

    from core.gan.interrupt import Interruptible
    from core.imaging.foreign import find_weights, open_foreign
    from core.imaging.mending.filling import Filled

    model = open_foreign(find_weights(name), "Inpainting")

    def fill(scene: Scene, progress: Progress) -> Filled:
        with torch.inference_mode(), Interruptible(progress):
            picture = torch.from_numpy(scene.colours).permute(2, 0, 1)[None]
            made = model.filled(picture, torch.from_numpy(scene.hole)[None, None].float())
        colours = np.asarray(made[0].permute(1, 2, 0).clamp(0, 1).numpy(), np.float32)
        return Filled(colours, None, np.zeros_like(colours))

    return fill

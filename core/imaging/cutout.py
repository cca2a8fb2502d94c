"""Cut-out: the background of a packshot made clear.

Found small, drawn sharp: the ground is told from the border (``background``), the outline settled by graph cuts on a
small copy (Rother et al., "GrabCut", SIGGRAPH 2004), and each pixel of the edge weighed at full size (``matting``).
"""

from __future__ import annotations

import base64
import math
from functools import partial

import cv2
import numpy as np
from numpy.typing import NDArray

from core.colour.oklab import oklab
from core.errors import DieloomError
from core.imaging.background import Ground, find_ground
from core.imaging.beside import beside
from core.imaging.matting import matte
from core.imaging.values import CutoutEdit
from core.jobs import Progress
from core.pictures import images

Pixels = NDArray[np.uint8]
Flags = NDArray[np.bool_]

_SMALL = 512 * 512  # pixels that the outline is looked for in
_SURE_PX = 3  # of the small copy: farther from the first outline nothing is asked again
_DUST = 2e-4  # of the picture: smaller islands and openings are none
_AROUND_KEPT = 0.1  # of the picture's diagonal: how far a painted "keep" puts the ground in question
_NOWHERE = (0, 0, 1, 1)  # the frame that GrabCut may start from, which seeds replace
_STRIP = 256  # rows
_HINT = "Paint what to keep and what to drop, or photograph it on a plain ground."


def cut_out(
    pixels: Pixels, edit: CutoutEdit, progress: Progress, repeats: tuple[bool, bool] = (False, False)
) -> Pixels:
    """``pixels`` [H, W, 4] with the background clear and its colour out of the soft edge.

    What is clear already stays so. Raises DieloomError where no background can be told or nothing would be left, and
    Cancelled.
    """
    height, width = pixels.shape[:2]
    keep, drop = (_painted(mask, width, height) for mask in (edit.keep, edit.drop))
    if (pixels[:, :, 3] > 127).any():
        scale = min(1.0, math.sqrt(_SMALL / (width * height)))
        subject = _subject(pixels, scale, keep, drop, progress.part(0.0, 0.5), repeats)
        coarse = _resized(subject.astype(np.uint8) * 255, width, height)
        cut = matte(pixels, coarse, 2 + math.ceil(1.5 / scale), progress.part(0.5, 0.95), repeats)
    else:
        cut = pixels.copy()
    alpha = _feathered(np.ascontiguousarray(cut[:, :, 3]), edit.feather_px, repeats)
    for top in range(0, height, _STRIP):
        progress.report(0.95 + 0.05 * top / height)
        rows = slice(top, top + _STRIP)
        _finish(
            cut[rows],
            pixels[rows],
            alpha[rows],
            None if keep is None else keep[rows],
            None if drop is None else drop[rows],
        )
    return cut


def _finish(cut: Pixels, pixels: Pixels, alpha: Pixels, keep: Pixels | None, drop: Pixels | None) -> None:
    """Give rows of ``cut`` their coverage; what the person painted is the last word."""
    if keep is not None:
        alpha = np.maximum(alpha, keep)
        cut[keep > 0, :3] = pixels[keep > 0, :3]
    if drop is not None:
        alpha = np.minimum(alpha, 255 - drop)
    cut[:, :, 3] = cv2.multiply(alpha, np.ascontiguousarray(pixels[:, :, 3]), scale=1 / 255)
    cut[cut[:, :, 3] == 0] = 0


def _painted(mask: str | None, width: int, height: int) -> Pixels | None:
    """A painted mask at the picture's size; raises DieloomError for one that cannot be read."""
    if mask is None:
        return None
    return _resized(images.decode(base64.b64decode(mask))[:, :, 0], width, height)


def _resized(mask: Pixels, width: int, height: int) -> Pixels:
    return np.asarray(cv2.resize(mask, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


def _subject(
    pixels: Pixels,
    scale: float,
    keep: Pixels | None,
    drop: Pixels | None,
    progress: Progress,
    repeats: tuple[bool, bool],
) -> Flags:
    """Where the subject is, at ``scale``."""
    progress.report(0.0, "looking for the background")
    height, width = pixels.shape[:2]
    size = max(1, round(width * scale)), max(1, round(height * scale))

    def small(picture: Pixels) -> Pixels:
        return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)

    clear = small(pixels[:, :, 3]) < 128
    colour = small(pixels[:, :, :3])
    kept, dropped = (np.zeros_like(clear) if mask is None else small(mask) > 127 for mask in (keep, drop))
    ground = find_ground(oklab(colour), clear | dropped, repeats)
    if not ground.plain and not (kept.any() or dropped.any()):
        raise DieloomError("The picture has no plain background that could be told from its subject.", _HINT)
    seeds = _seeds(ground, kept, dropped | clear)
    if (seeds % 2).any() and not (seeds % 2).all():  # odd: the subject's
        _settle(colour, seeds, progress)
    subject = _without_dust(seeds % 2 == 1) & ~clear
    if not subject.any():
        raise DieloomError("Nothing in the picture stands out from its background.", _HINT)
    return subject


def _seeds(ground: Ground, kept: Flags, dropped: Flags) -> Pixels:
    """What graph cuts begin with: sure and probable ground and subject, by OpenCV's numbers."""
    if ground.plain:
        subject = ~ground.area
        within = cv2.distanceTransform(subject.astype(np.uint8), cv2.DIST_L2, 3) > _SURE_PX
        beyond = cv2.distanceTransform(1 - subject.astype(np.uint8), cv2.DIST_L2, 3) > _SURE_PX
        seeds = np.where(subject, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
        if kept.any():
            reach = _AROUND_KEPT * math.hypot(*kept.shape)
            beyond &= cv2.distanceTransform(1 - kept.astype(np.uint8), cv2.DIST_L2, 3) > reach
        seeds[within], seeds[beyond] = cv2.GC_FGD, cv2.GC_BGD
    else:
        seeds = np.full(kept.shape, cv2.GC_PR_BGD if kept.any() else cv2.GC_PR_FGD, np.uint8)
    seeds[kept], seeds[dropped] = cv2.GC_FGD, cv2.GC_BGD
    return seeds


def _settle(colour: Pixels, seeds: Pixels, progress: Progress) -> None:
    """Decide what is only probable, in ``seeds`` themselves; raises Cancelled."""
    models, turns = np.zeros((2, 1, 65)), 3
    for turn in range(turns):
        mode = cv2.GC_EVAL if turn else cv2.GC_INIT_WITH_MASK
        part = progress.part(0.1 + 0.9 * turn / turns, 0.1 + 0.9 * (turn + 1) / turns)
        part.report(0.0, "finding the outline")
        beside(partial(cv2.grabCut, colour, seeds, _NOWHERE, models[0], models[1], 1, mode), part)


def _without_dust(subject: Flags) -> Flags:
    """Without islands and openings that are too small to be meant."""
    least = _DUST * subject.size
    for flip in (False, True):
        _, pieces, facts, _ = cv2.connectedComponentsWithStats((subject ^ flip).astype(np.uint8), connectivity=4)
        small = facts[:, cv2.CC_STAT_AREA] < least
        small[0] = False
        subject = subject ^ small[pieces]
    return subject


def _feathered(alpha: Pixels, feather_px: float, repeats: tuple[bool, bool]) -> Pixels:
    """Softened by a Gaussian that falls off within about ``feather_px`` to either side."""
    if feather_px <= 0:
        return alpha
    reach = math.ceil(2 * feather_px)
    soft = np.pad(alpha, ((reach, reach), (0, 0)), "wrap" if repeats[1] else "edge")
    soft = np.pad(soft, ((0, 0), (reach, reach)), "wrap" if repeats[0] else "edge")
    return np.asarray(cv2.GaussianBlur(soft, (0, 0), feather_px / 2)[reach:-reach, reach:-reach], np.uint8)

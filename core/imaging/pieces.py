"""A network at work on a piece of a picture: bytes in, bytes out, and stopped when the job is."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.gan.interrupt import Interruptible
from core.jobs import Progress

Pixels = NDArray[np.uint8]


def through(network: Callable[[Tensor], Tensor], piece: Pixels, progress: Progress) -> Pixels:
    """What ``network`` ([1, 3, h, w] in 0..1 -> the same form) makes of [h, w, 3]. Raises Cancelled."""
    with Interruptible(progress), torch.inference_mode():
        given = torch.from_numpy(np.array(piece)).permute(2, 0, 1)[None].float().div_(255.0)
        made = network(given)[0].clamp(0.0, 1.0).mul_(255.0).round_()
        return np.ascontiguousarray(made.byte().permute(1, 2, 0).numpy())


def filled(piece: Pixels, reach_px: int, progress: Progress | None = None) -> Pixels:
    """The colours of [h, w, 4], with those of clear pixels taken from what is seen near them, ``reach_px`` far.

    The colour under clear pixels means nothing and may be anything: a network would let it bleed into the edge. Raises
    Cancelled.
    """
    progress = progress or Progress()
    seen = (piece[:, :, 3] > 0).astype(np.float32)
    colours = piece[:, :, :3].astype(np.float32) * seen[:, :, None]
    for _ in range(reach_px):
        progress.check()
        if seen.all():
            break
        weight = cv2.blur(seen, (3, 3), borderType=cv2.BORDER_CONSTANT)
        mean = cv2.blur(colours, (3, 3), borderType=cv2.BORDER_CONSTANT) / np.maximum(weight, 1e-6)[:, :, None]
        fresh = (seen == 0.0) & (weight > 1e-3)
        colours[fresh] = mean[fresh]
        seen[fresh] = 1.0
    return colours.round().astype(np.uint8)

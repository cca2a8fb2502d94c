"""A reference picture's style as a point of w space.

The generator cannot draw every picture, so what is sought is the w whose tile has the same colours and textures:
sliced Wasserstein on RGB and on frozen features, by Adam on w from the best of many random starts. Karras et al. 2020
(arXiv 1912.04958, appendix D) project the same way, with trained features.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from core.gan.features import StyleDistance
from core.gan.latents import w_of_seed
from core.gan.model import Model
from core.jobs import Progress

STARTS = 64
STEPS = 80
RATE = 0.03  # in standard deviations of w
SIZE_PX = 64


@dataclass(frozen=True)
class Projection:
    """A point of w space [w_dim], its style distance to the picture, and that of the best random start."""

    w: tuple[float, ...]
    error: float
    start_error: float


def project(model: Model, image: NDArray[np.uint8], progress: Progress, steps: int = STEPS) -> Projection:
    """Find the w whose tile looks most like ``image`` [H, W, 3]; raises Cancelled within a step."""
    with torch.inference_mode(False):
        return _Search(model, image).run(progress, steps)


class _Search:
    def __init__(self, model: Model, image: NDArray[np.uint8]) -> None:
        self._model = model
        self._distance = StyleDistance(square(image))
        self._spread = float(model.deviations.mean()) if len(model.deviations) else 1.0

    def run(self, progress: Progress, steps: int) -> Projection:
        start, start_error = self._best_start(progress.part(0.0, 0.3))
        w = start.clone().requires_grad_()
        adam = torch.optim.Adam([w], lr=RATE * self._spread)
        best, error = start, start_error
        for index in range(steps):
            progress.report(0.3 + 0.7 * index / steps, "Looking for the style")
            distance = self._distance(self._draw(w[None]))[0]
            if distance.item() < error:
                best, error = w.detach().clone(), distance.item()
            adam.zero_grad()
            distance.backward()  # type: ignore[no-untyped-call]
            adam.step()
        return Projection(tuple(best.tolist()), error, start_error)

    def _best_start(self, progress: Progress) -> tuple[Tensor, float]:
        families = max(len(self._model.families), 1)
        ws = [w_of_seed(self._model, seed, seed % families, 0.8).clone() for seed in range(STARTS)]
        errors = []
        for index, w in enumerate(ws):
            progress.report(index / STARTS, "Trying starts")
            with torch.no_grad():
                errors.append(float(self._distance(self._draw(w[None]))[0]))
        first = int(np.argmin(errors))
        return ws[first], errors[first]

    def _draw(self, w: Tensor) -> Tensor:
        layers = self._model.config.w_layers
        picture = self._model.generator.synthesis(w[:, None].expand(-1, layers, -1)).clamp(-1.0, 1.0)
        return F.interpolate(picture, size=(SIZE_PX, SIZE_PX), mode="area")


def square(image: NDArray[np.uint8]) -> Tensor:
    """The middle square of [H, W, 3], reduced to [1, 3, SIZE_PX, SIZE_PX] in -1..1."""
    side = min(image.shape[:2])
    top, left = (image.shape[0] - side) // 2, (image.shape[1] - side) // 2
    middle = image[top : top + side, left : left + side, :3].copy()
    picture = torch.from_numpy(middle).permute(2, 0, 1)[None].float() / 127.5 - 1.0
    return F.interpolate(picture, size=(SIZE_PX, SIZE_PX), mode="area")

"""What draws the pictures that are judged: a numbered stream, as :mod:`core.training.sources` is for real ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import torch
from torch import Tensor

from core.gan.latents import SEEDS, latent, w_of_seed
from core.gan.model import Model
from core.gan.synthesis import Synthesizer
from core.jobs import Progress
from core.training.dcgan import DcganGenerator


class Maker(Protocol):
    """Picture number i of a class is always the same one."""

    @property
    def labels(self) -> tuple[str, ...]: ...

    @property
    def resolution(self) -> int: ...

    @property
    def repeats(self) -> tuple[bool, bool]:
        """Whether pictures meet themselves left and right, and at top and bottom."""

    def draw(self, numbers: list[int], classes: list[int], progress: Progress) -> Tensor:
        """Pictures [N, 3, R, R] in -1..1 of these numbers and classes (0 where there are none)."""


class ModelMaker:
    """A model at a truncation; number i is the picture of seed i, as everywhere else in the program."""

    def __init__(self, model: Model, psi: float = 1.0) -> None:
        self._model, self._psi = model, psi
        self._synthesizer = Synthesizer(model.generator)
        self.labels, self.resolution = model.families, model.config.resolution
        across, down = model.config.padding
        self.repeats = (across == "torus", down == "torus")

    def draw(self, numbers: list[int], classes: list[int], progress: Progress) -> Tensor:
        return torch.stack(list(self._pictures(numbers, classes, progress)))

    def _pictures(self, numbers: list[int], classes: list[int], progress: Progress) -> Iterator[Tensor]:
        layers = self._model.config.w_layers
        for place, (number, label) in enumerate(zip(numbers, classes, strict=True)):
            progress.report(place / len(numbers))
            w = w_of_seed(self._model, number % SEEDS, label, self._psi)
            picture = self._synthesizer.picture(w.expand(layers, -1), progress=progress.silent()).clamp(-1.0, 1.0)
            yield picture[:3] if len(picture) >= 3 else picture[:1].expand(3, -1, -1)


class DcganMaker:
    """A DCGAN, which has no classes; z is nearer to its mean by the truncation."""

    labels: tuple[str, ...] = ()
    repeats = (False, False)

    def __init__(self, generator: DcganGenerator, psi: float = 1.0) -> None:
        self._generator, self._psi, self.resolution = generator, psi, generator.resolution

    @torch.inference_mode()
    def draw(self, numbers: list[int], classes: list[int], progress: Progress) -> Tensor:
        made = []
        for place, number in enumerate(numbers):
            progress.report(place / len(numbers))
            made.append(self._generator(latent(self._generator.z_dim, number % SEEDS) * self._psi)[0])
        return torch.stack(made)

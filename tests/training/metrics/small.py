"""Sources and makers of a few pixels, whose pictures are known."""

from __future__ import annotations

from dataclasses import dataclass, replace

import torch

from core.jobs import Progress
from core.training.patterns import FAMILIES, TAPE, render
from core.training.sources import Batch

NAMES = ("waves", "dots", "truchet", "terrazzo")


def patterns(count: int, seed: int, size: int = 32) -> torch.Tensor:
    """[count, 3, size, size], of four families in turn."""
    tape = torch.randn(count, TAPE, generator=torch.Generator().manual_seed(seed))
    return torch.cat([render(NAMES[i % 4], tape[i : i + 1], size) for i in range(count)])


@dataclass(frozen=True, eq=False)
class Kept:
    """A source of pictures at hand, of the classes 0, 1, 2 and so on in turn."""

    pictures: torch.Tensor
    labels: tuple[str, ...] = ()
    periodic: bool = True
    endless: bool = False

    @property
    def resolution(self) -> int:
        return int(self.pictures.shape[-1])

    def __len__(self) -> int:
        return 0 if self.endless else len(self.pictures)

    def at(self, resolution: int) -> Kept:
        step = self.resolution // resolution
        return self if step == 1 else replace(self, pictures=torch.nn.functional.avg_pool2d(self.pictures, step))

    def index(self, number: int) -> int:
        return number % len(self.pictures)

    def name(self, number: int) -> str:
        return f"picture {self.index(number)}"

    def draw(self, first: int, count: int, device: torch.device) -> Batch:
        places = torch.arange(first, first + count) % len(self.pictures)
        if not self.labels:
            return Batch(self.pictures[places], torch.zeros(count, 0))
        return Batch(self.pictures[places], torch.eye(len(self.labels))[places % len(self.labels)])


@dataclass(frozen=True, eq=False)
class Made:
    """A maker that returns pictures at hand, whatever their class."""

    pictures: torch.Tensor
    labels: tuple[str, ...] = ()
    repeats: tuple[bool, bool] = (True, True)

    @property
    def resolution(self) -> int:
        return int(self.pictures.shape[-1])

    def draw(self, numbers: list[int], classes: list[int], progress: Progress) -> torch.Tensor:
        progress.report(0.0)
        return self.pictures[[number % len(self.pictures) for number in numbers]]


assert set(NAMES) <= set(FAMILIES)

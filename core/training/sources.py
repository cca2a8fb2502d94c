"""What a run learns from: an endless stream of pictures, each a pure function of the source and its number.

So nothing about the data has to be remembered: a run that is resumed, or split over processes, sees the same pictures.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol, Self

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from core.errors import DieloomError
from core.gan.networks import unit
from core.training.patterns import PALETTE, TAPE, render

GROUP = 4  # pictures of one family stand together, so that the discriminator can see how much they differ


@dataclass(frozen=True, eq=False)
class Batch:
    """``pictures`` [N, 3, R, R] in -1..1; one-hot ``classes`` [N, labels]; ``z`` [N, z_dim] that they show, if any."""

    pictures: Tensor
    classes: Tensor
    z: Tensor | None = None


class Source(Protocol):
    """Picture number i, of labels by name. ``periodic`` ones are exact tiles: shifts and quarter turns suit them."""

    @property
    def labels(self) -> tuple[str, ...]: ...

    @property
    def resolution(self) -> int: ...

    @property
    def periodic(self) -> bool: ...

    def __len__(self) -> int:
        """How many pictures there are; 0 when they never end."""

    def at(self, resolution: int) -> Self:
        """The same stream at another size."""

    def draw(self, first: int, count: int, device: torch.device) -> Batch:
        """The pictures ``first`` to ``first + count - 1``."""

    def index(self, number: int) -> int:
        """Which picture stands at ``number``: a set shows each again in other views, an endless source never."""

    def name(self, number: int) -> str:
        """What a person knows the picture at ``number`` by."""


def chance(*numbers: int) -> torch.Generator:
    """A generator that belongs to these numbers, such as a seed, a step and a purpose; independent of any other."""
    (word,) = np.random.SeedSequence(numbers).generate_state(1, np.uint64)
    return torch.Generator().manual_seed(int(word))


@dataclass(frozen=True)
class ProceduralSource:
    """Periodic patterns drawn on the device, endless; ``together`` of a family stand in a row.

    The tape of a picture is the beginning of its z as the mapping network normalises it, so z says what is drawn. Over
    the first ``opening`` pictures the palettes open from a single grey one to all: shapes in colours that are now light
    on dark and now dark on light cancel out, and a network that is taught them learns none for long.
    """

    seed: int
    families: tuple[str, ...]
    resolution: int
    z_dim: int = 64
    together: int = GROUP
    opening: int = 0
    periodic: bool = True

    def __post_init__(self) -> None:
        if self.z_dim < TAPE:
            raise DieloomError(f"A z of {self.z_dim} cannot say what a pattern shows.", f"It takes {TAPE} or more.")

    @property
    def labels(self) -> tuple[str, ...]:
        return self.families

    def __len__(self) -> int:
        return 0

    def at(self, resolution: int) -> ProceduralSource:
        return replace(self, resolution=resolution)

    def index(self, number: int) -> int:
        return number

    def name(self, number: int) -> str:
        return f"drawn {number}"

    def draw(self, first: int, count: int, device: torch.device) -> Batch:
        group = self.together
        groups = range(first // group, (first + count - 1) // group + 1)
        numbers = [chance(self.seed, 1, number) for number in groups]
        labels = torch.cat([torch.randint(len(self.families), (1,), generator=each) for each in numbers])
        z = torch.cat([torch.randn(group, self.z_dim, generator=each) for each in numbers])
        inside = slice(first % group, first % group + count)
        labels, z = labels.repeat_interleave(group)[inside], z[inside].to(device)
        classes = F.one_hot(labels, len(self.families)).float().to(device)
        return Batch(self.pictures(z, labels, self._openness(first)), classes, z)

    def _openness(self, number: int) -> float:
        """None for a third of the opening, then evenly to all."""
        return min(max(1.5 * number / self.opening - 0.5, 0.0), 1.0) if self.opening else 1.0

    def pictures(self, z: Tensor, labels: Tensor, openness: float = 1.0) -> Tensor:
        """What z [N, z_dim] of families [N] shows, [N, 3, R, R]."""
        tape = unit(z)[:, :TAPE].clone()
        tape[:, :PALETTE] *= openness
        made = tape.new_empty(len(z), 3, self.resolution, self.resolution)
        for label in sorted(set(labels.tolist())):
            rows = (labels == label).nonzero()[:, 0]
            made[rows.to(z.device)] = render(self.families[label], tape[rows.to(z.device)], self.resolution)
        return made


class Pictures(Protocol):
    """A set of pictures on disk or in memory, used from several threads: see :mod:`core.training.data`."""

    @property
    def labels(self) -> tuple[str, ...]: ...

    @property
    def tiles(self) -> bool: ...

    def __len__(self) -> int: ...

    def label(self, index: int) -> int | None: ...

    def name(self, index: int) -> str: ...

    def view(self, index: int, resolution: int, chance: np.random.Generator) -> NDArray[np.uint8]:
        """Uint8 [R, R, 3]: one of the views of the picture that the set allows, by chance."""


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(min(16, os.cpu_count() or 1), "views")


class PictureSource:
    """A set of pictures, epoch after epoch, each time in another order and another view."""

    def __init__(self, pictures: Pictures, resolution: int, seed: int) -> None:
        self._set, self.resolution, self._seed = pictures, resolution, seed
        self._order: tuple[int, Sequence[int]] = (-1, ())

    @property
    def labels(self) -> tuple[str, ...]:
        return self._set.labels

    @property
    def periodic(self) -> bool:
        return self._set.tiles

    def __len__(self) -> int:
        return len(self._set)

    def at(self, resolution: int) -> PictureSource:
        return PictureSource(self._set, resolution, self._seed)

    def index(self, number: int) -> int:
        """Which of the set's pictures stands at ``number`` of the stream."""
        epoch, place = divmod(number, len(self))
        if self._order[0] != epoch:
            order = np.random.Generator(np.random.Philox([self._seed, epoch])).permutation(len(self))
            self._order = (epoch, order.tolist())
        return self._order[1][place]

    def name(self, number: int) -> str:
        return self._set.name(self.index(number))

    def views(self, indices: Sequence[int], first: int, *, at_once: bool) -> list[NDArray[np.uint8]]:
        """Of pictures of the set that stand at ``first`` and after it; ``at_once`` in threads, for a GPU that waits: a
        view of 256 px takes some 9 ms. A processor that trains has no cores left for that."""

        def view(index: int, number: int) -> NDArray[np.uint8]:
            chance = np.random.Generator(np.random.Philox([self._seed + 1, number]))
            return self._set.view(index, self.resolution, chance)

        each = _threads().map if at_once else map
        return list(each(view, indices, range(first, first + len(indices))))

    def draw(self, first: int, count: int, device: torch.device) -> Batch:
        indices = [self.index(number) for number in range(first, first + count)]
        views = self.views(indices, first, at_once=device.type != "cpu")
        pictures = torch.from_numpy(np.stack(views)).to(device).permute(0, 3, 1, 2).float() / 127.5 - 1.0
        classes = torch.zeros(count, len(self.labels))
        for row, index in enumerate(indices):
            label = self._set.label(index)
            if self.labels and label is not None:
                classes[row, label] = 1.0
        return Batch(pictures.contiguous(), classes.to(device))

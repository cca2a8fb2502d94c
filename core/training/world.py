"""One run in several processes: each takes its share of every batch, and gradients are averaged between them.

`torchrun` starts the processes and says through the environment how they find each other. Gradients are averaged by
hand: DistributedDataParallel cannot follow the penalties, which differentiate a gradient. Random numbers are drawn for
the whole batch in every process and then shared out, so a run gives the same losses however it is split.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

import torch
import torch.distributed as dist
from torch import Tensor, nn

from core.errors import DieloomError
from core.training.sources import GROUP, chance

PATIENCE = timedelta(hours=6)  # the others wait while the first prepares the pictures


@dataclass(frozen=True)
class World:
    """Which of how many processes this is."""

    rank: int = 0
    size: int = 1

    @property
    def first(self) -> bool:
        return self.rank == 0

    def rows(self, batch: int) -> slice:
        """This process's share of a batch; raises DieloomError when it cannot be shared evenly by groups."""
        if batch % (self.size * GROUP):
            raise DieloomError(
                f"A batch of {batch} cannot be shared by {self.size} processes.",
                f"Use a multiple of {self.size * GROUP}.",
            )
        each = batch // self.size
        return slice(self.rank * each, (self.rank + 1) * each)

    @torch.no_grad()
    def average(self, tensors: Iterable[Tensor]) -> None:
        """Put the mean over all processes into every tensor, in one exchange."""
        if self.size == 1:
            return
        held = list(tensors)
        if not held:
            return
        flat = torch.cat([each.detach().float().flatten() for each in held])
        dist.all_reduce(flat)
        flat /= self.size
        for each, part in zip(held, torch.split(flat, [each.numel() for each in held]), strict=True):
            each.copy_(part.view_as(each))

    def wait(self) -> None:
        """Until every process is here."""
        if self.size > 1:
            dist.barrier()

    def average_gradients(self, network: nn.Module) -> None:
        self.average(each.grad for each in network.parameters() if each.grad is not None)


def join_world(device: torch.device) -> World:
    """The processes that `torchrun` started, or this one alone."""
    if int(os.environ.get("WORLD_SIZE", "1")) == 1:
        return World()
    if device.index is not None and device.type == "cuda":
        torch.cuda.set_device(device)  # exchanges go through the current one
    if not dist.is_initialized():
        dist.init_process_group("nccl" if device.type == "cuda" else "gloo", timeout=PATIENCE)
    return World(dist.get_rank(), dist.get_world_size())


def leave_world(world: World) -> None:
    if world.size > 1 and dist.is_initialized():
        dist.destroy_process_group()


class Draws:
    """The random numbers of one step, by purpose; a pure function of the run's seed and the step."""

    def __init__(self, seed: int, step: int, rows: slice, batch: int, device: torch.device) -> None:
        self._seed, self._step, self._rows, self._batch, self._device = seed, step, rows, batch, device

    def _chance(self, purpose: str) -> torch.Generator:
        return chance(self._seed, 2, self._step, *purpose.encode())

    def normal(self, purpose: str, *shape: int) -> Tensor:
        """[share of the batch, *shape]."""
        return torch.randn(self._batch, *shape, generator=self._chance(purpose))[self._rows].to(self._device)

    def even(self, purpose: str, *shape: int) -> Tensor:
        """[share of the batch, *shape] over 0..1."""
        return torch.rand(self._batch, *shape, generator=self._chance(purpose))[self._rows].to(self._device)

    def common(self, purpose: str, count: int) -> list[float]:
        """Numbers of 0..1 that all pictures share."""
        numbers: list[float] = torch.rand(count, generator=self._chance(purpose)).tolist()
        return numbers

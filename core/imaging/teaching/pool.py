"""Recent lessons kept where the network learns, each used several times: a graphics processor learns from more pictures
a second than processors draw.

A new lesson takes the place of the oldest every so many steps, whether it is there already or has to be waited for, so
what a step sees is a function of its number, on one device.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from core.training.ahead import Ahead

KEPT = 256  # lessons
OPENING = 8  # that the first step already has
_GROUPS = 4  # of a batch that are turned alike


class Pool:
    """Lessons of one or more arrays of pictures, uint8 [M, S, S, C]. What is drawn from each is drawn by itself: the
    pictures of one array are not those that stood beside the other's."""

    def __init__(self, ahead: Ahead, seed: int, again: int, device: torch.device, kept: int = KEPT) -> None:
        """``again``: after how many steps another lesson comes in."""
        self._ahead, self._seed, self._again, self._device, self._kept = ahead, seed, again, device, kept
        self._rings: list[Tensor] = []
        self._next: int | None = None

    def chance(self, step: int) -> torch.Generator:
        """Of the device, and belonging to the step."""
        word = int(np.random.SeedSequence((self._seed, step, 5)).generate_state(1, np.uint64)[0] >> np.uint64(1))
        return torch.Generator(self._device).manual_seed(word)

    def draw(self, step: int, batch: int, px: int, chance: torch.Generator) -> list[Tensor]:
        """[batch, C, px, px] in 0..1 from each array: places, turns and mirrorings by chance."""
        entered = OPENING + step // self._again
        self._fill(entered)
        draws = np.random.Generator(np.random.Philox([self._seed, step]))
        return [self._drawn(ring, min(entered, self._kept), batch, px, chance, draws) for ring in self._rings]

    def _fill(self, entered: int) -> None:
        if self._next is None:  # a run that goes on begins with the lessons that it had
            self._next = max(entered - self._kept, 0)
        while self._next < entered:
            lesson = self._ahead.take(self._next)
            for place, pictures in enumerate(lesson):
                one = torch.from_numpy(pictures)
                if self._device.type == "cuda":
                    one = one.pin_memory()  # else the copy would wait for the step that is under way
                if len(self._rings) == place:
                    empty = torch.zeros((self._kept, *one.shape), dtype=torch.uint8, device=self._device)
                    self._rings.append(empty)
                self._rings[place][self._next % self._kept].copy_(one, non_blocking=True)
            self._next += 1

    def _drawn(
        self, ring: Tensor, lessons: int, batch: int, px: int, chance: torch.Generator, draws: np.random.Generator
    ) -> Tensor:
        pictures = ring.flatten(0, 1)
        places = torch.randint(lessons * ring.shape[1], (batch,), generator=chance, device=self._device)
        spare = pictures.shape[1] - px + 1
        groups = []
        for some in places.chunk(_GROUPS):
            top, left, turn = int(draws.integers(spare)), int(draws.integers(spare)), int(draws.integers(8))
            taken = pictures[some, top : top + px, left : left + px].permute(0, 3, 1, 2)
            turned = torch.rot90(taken, turn % 4, (2, 3))
            groups.append(turned.flip(3) if turn >= 4 else turned)
        return torch.cat(groups).float() / 255.0

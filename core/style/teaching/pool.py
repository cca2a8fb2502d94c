"""Recent pairs kept where the network learns, each used several times, mirrored and turned by chance.

A graphics processor learns from many times as many pairs a second as processors can lay and colour. New pairs come in
as they are made, so what a step sees depends on the machine; a run that goes on begins a new pool.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import torch
from torch import Tensor

from core.style.teaching.pairs import Pairs, PairSource
from core.training.ahead import Ahead, Arrays, Maker

KEPT = 6144  # pairs
_OPENING = 128  # that the first step already has
_WAIT_S = 0.05


def pair_maker(source: Callable[[], PairSource], count: int) -> Maker:
    """Lesson n as arrays: ``count`` pairs, [N, 3, R, R] of 8 bits each."""
    pairs_of = source()

    def made(number: int) -> Arrays:
        pairs = pairs_of.draw(number, count)
        parts = (pairs.contents, pairs.swatches, pairs.planes, pairs.styles)
        return tuple(((part + 1.0) * 127.5).round().byte().numpy() for part in parts)

    return made


class PairPool:
    """Takes in what ``ahead`` makes, from lesson ``first`` on, in a thread of its own until it is closed."""

    def __init__(self, ahead: Ahead, device: torch.device, first: int = 0, kept: int = KEPT) -> None:
        self._ahead, self._device, self._kept, self._next = ahead, device, kept, first
        self._rings: list[Tensor] = []
        self._entered = 0
        self._ended, self._lock = threading.Event(), threading.Lock()
        self._thread = ThreadPoolExecutor(1, "pairs")
        self._taking = self._thread.submit(self._take_in)

    def draw(self, step: int, count: int) -> Pairs:
        """Raises what ended the making of pairs."""
        while self._entered < min(_OPENING, self._kept) or self._taking.done():
            if self._taking.done():
                self._taking.result()
            time.sleep(_WAIT_S)
        chance = torch.Generator(self._device).manual_seed(step)
        places = torch.randint(min(self._entered, self._kept), (count,), generator=chance, device=self._device)
        turn = int(torch.randint(8, (), generator=torch.Generator().manual_seed(step)))
        with self._lock:
            parts = [ring[places] for ring in self._rings]
        return Pairs(*(_turned(part, turn).float() / 127.5 - 1.0 for part in parts))

    def close(self) -> None:
        self._ended.set()
        self._thread.shutdown()

    def _take_in(self) -> None:
        while not self._ended.is_set():
            arrays = self._ahead.take(self._next)
            self._next += 1
            self._keep([torch.from_numpy(each) for each in arrays])

    def _keep(self, parts: list[Tensor]) -> None:
        if not self._rings:
            shape = (self._kept, *parts[0].shape[1:])
            self._rings = [torch.zeros(shape, dtype=torch.uint8, device=self._device) for _ in parts]
        places = (self._entered + torch.arange(len(parts[0]))) % self._kept
        with self._lock:
            for ring, part in zip(self._rings, parts, strict=True):
                ring[places.to(self._device)] = part.to(self._device)
        self._entered += len(parts[0])


def _turned(pictures: Tensor, turn: int) -> Tensor:
    turned = torch.rot90(pictures, turn % 4, (2, 3))
    return turned.flip(3) if turn >= 4 else turned

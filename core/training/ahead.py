"""Lessons made ahead of time in processes of their own, and handed over in order.

A lesson is a function of its number alone, so how many processes make them changes nothing but the time it takes.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Any, Self

import numpy as np
import torch
from numpy.typing import NDArray

from core.errors import DieloomError

Arrays = tuple[NDArray[Any], ...]
"""A lesson on its way between processes. No tensors: those travel in shared memory, which containers are short of."""

Maker = Callable[[int], Arrays]
_DEPTH = 4  # lessons under way for each process

_maker: Maker | None = None  # in a process that makes lessons


class Ahead:
    """Lesson ``number`` by :meth:`take`. ``opened`` is called once in every process; it has to be a function of a
    module, or a ``partial`` of one, because processes are spawned on every system. Without workers all is done here."""

    def __init__(self, opened: Callable[[], Maker], workers: int) -> None:
        self._here = None if workers else opened()
        self._next = 0
        self._pending: dict[int, Future[Arrays]] = {}
        self._depth = _DEPTH * workers
        self._pool: ProcessPoolExecutor | None = None
        if workers:
            spawned = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(workers, spawned, initializer=_begin, initargs=(opened,))

    def take(self, number: int, once: bool = False) -> Arrays:
        """``once``: those that follow it are not asked for. Raises DieloomError when the processes have come to an
        end."""
        if self._pool is None:
            assert self._here is not None
            return self._here(number)
        try:
            if once or number < self._next:
                return self._pool.submit(_made, number).result()
            self._next = number + 1
            self._pending = {each: made for each, made in self._pending.items() if each >= number}
            for each in range(number, number + self._depth):
                if each not in self._pending:
                    self._pending[each] = self._pool.submit(_made, each)
            return self._pending.pop(number).result()
        except BrokenProcessPool as error:
            raise DieloomError(
                "The processes that make the lessons have ended.", "There may be too little memory: use fewer workers."
            ) from error

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _begin(opened: Callable[[], Maker]) -> None:
    global _maker
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends the others
    threading.Thread(target=_end_with_the_first, daemon=True).start()
    torch.set_num_threads(1)
    _maker = opened()


def _end_with_the_first() -> None:
    """However that ends: one that was killed tells nobody, and these would wait for its next word for ever."""
    first = multiprocessing.parent_process()
    assert first is not None
    first.join()
    os._exit(1)


def _made(number: int) -> Arrays:
    assert _maker is not None
    return tuple(np.ascontiguousarray(each) for each in _maker(number))

"""Connected places of a yes-and-no picture."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Run = tuple[int, int, int]  # row, first column, end column


def labelled(flags: NDArray[np.bool_]) -> tuple[NDArray[np.int32], int]:
    """[H, W] numbers from 1 on, one for each place of set pixels that meet along a side, 0 elsewhere; and how many.

    Runs of each row are joined with those that they touch in the row above (Rosenfeld and Pfaltz, 1966).
    """
    runs = list(_runs(flags))
    parent = list(range(len(runs)))
    above = 0
    for number, (row, first, end) in enumerate(runs):
        while above < number and (runs[above][0] < row - 1 or (runs[above][0] == row - 1 and runs[above][2] <= first)):
            above += 1
        at = above
        while at < number and runs[at][0] == row - 1 and runs[at][1] < end:
            parent[_root(parent, at)] = _root(parent, number)
            at += 1
    labels = np.zeros(flags.shape, np.int32)
    numbers: dict[int, int] = {}
    for number, (row, first, end) in enumerate(runs):
        labels[row, first:end] = numbers.setdefault(_root(parent, number), len(numbers) + 1)
    return labels, len(numbers)


def _runs(flags: NDArray[np.bool_]) -> Iterator[Run]:
    steps = np.diff(np.pad(flags, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, firsts = np.nonzero(steps == 1)
    _, ends = np.nonzero(steps == -1)
    return zip(rows.tolist(), firsts.tolist(), ends.tolist(), strict=True)


def _root(parent: list[int], number: int) -> int:
    while parent[number] != number:
        parent[number] = parent[parent[number]]
        number = parent[number]
    return number

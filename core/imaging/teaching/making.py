"""What the processes that make lessons do, and the lessons as they come from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import torch

from core.imaging.teaching.lessons import Lesson, SharpCrops
from core.imaging.teaching.pictures import Kind, kinds_in
from core.imaging.teaching.teacher import Lessons
from core.training.ahead import Ahead, Arrays, Maker

LessonsOf = Callable[[list[Kind], int, int, int], Lessons]


class LessonsAhead:
    """The lessons of :func:`lesson_maker`, on ``device``."""

    def __init__(self, ahead: Ahead, device: torch.device) -> None:
        self._ahead, self._device = ahead, device

    def at(self, step: int) -> Lesson:
        given, wanted, *told = (torch.from_numpy(each).to(self._device) for each in self._ahead.take(step))
        return Lesson(given, wanted, wanted.shape[2] // given.shape[2], told[0] if told else None)


def lesson_maker(lessons_of: LessonsOf, folders: Sequence[Path], seed: int, drawn: int, batch: int, px: int) -> Maker:
    """Lesson n as arrays: given, wanted, and the strengths where there are any."""
    lessons = lessons_of(_weighed(folders, seed, drawn), seed, batch, px)

    def made(number: int) -> Arrays:
        lesson = lessons.at(number)
        tensors = (lesson.given, lesson.wanted, lesson.strengths)
        return tuple(each.numpy() for each in tensors if each is not None)

    return made


def sharp_maker(folders: Sequence[Path], seed: int, drawn: int, px: int) -> Maker:
    """Sharp crops, uint8 [N, px, px, 3], for a pool."""
    crops = SharpCrops(_weighed(folders, seed, drawn), seed, px)
    return lambda number: (crops.at(number),)


def _weighed(folders: Sequence[Path], seed: int, drawn: int) -> list[Kind]:
    """The drawn patterns ``drawn`` times as often as a folder; they stand first among the kinds."""
    patterns, *others = kinds_in(folders, seed)
    return [patterns] * drawn + others

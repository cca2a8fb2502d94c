"""All figures of a generator beside a source of real pictures, over all and for each class, with their floors."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor

from core.errors import DieloomError
from core.gan.interrupt import Interruptible
from core.jobs import Progress
from core.training.metrics.copies import SCANNED, Pair, memorisation
from core.training.metrics.describing import Scaling, describe
from core.training.metrics.distance import Estimate, estimate_distance
from core.training.metrics.diversity import mean_distance
from core.training.metrics.makers import Maker
from core.training.metrics.neighbours import Overlap, overlap
from core.training.metrics.seams import seamless
from core.training.sources import Source

FEWEST = 20
"""Pictures from which anything can be said; of a class as well."""
USUAL_COUNT, USUAL_OF_CLASS = 1000, 64
COPIES = 64

_NONE = torch.zeros(0, dtype=torch.bool)
_BATCH_PX = 1 << 17  # what is described at once stays in the processor's cache


@dataclass(frozen=True)
class Figures:
    """Of ``count`` made pictures against real ones. ``diversity`` is 1 when they differ as real ones do; ``seamless``
    is the share of tiles without a seam, None for what does not repeat."""

    count: int
    distance: Estimate
    overlap: Overlap
    diversity: float
    seamless: float | None = None


@dataclass(frozen=True)
class Row:
    """``made`` against real pictures; ``real``, other real ones against them (fewer in a small set): what could be
    reached. Each None where there are too few."""

    made: Figures | None
    real: Figures | None


@dataclass(frozen=True)
class Evaluation:
    """``classes`` is empty unless the source's labels are the generator's; ``pairs`` are the likest first, and
    ``names`` of their real pictures; ``known``, among how many these were found."""

    overall: Row
    classes: dict[str, Row]
    pairs: list[Pair]
    names: list[str]
    known: int

    @property
    def suspicious(self) -> int:
        return sum(pair.suspicious for pair in self.pairs)

    def to_dict(self) -> dict[str, Any]:
        return {
            "overall": asdict(self.overall),
            "classes": {label: asdict(row) for label, row in self.classes.items()},
            "memorisation": {
                "made": len(self.pairs),
                "known": self.known,
                "worst": self.pairs[0].distance if self.pairs else None,
                "suspicious": self.suspicious,
                "pairs": [
                    {"seed": pair.number, "class": pair.label, "nearest": name, "distance": pair.distance}
                    for pair, name in zip(self.pairs, self.names, strict=True)
                ],
            },
        }


@dataclass(frozen=True, eq=False)
class _Facts:
    """Descriptions [N, D], the generator's classes [N], and which tiles are seamless [N] (or none)."""

    points: Tensor
    classes: Tensor
    seamless: Tensor

    def of_class(self, label: int | None) -> _Facts:
        return self if label is None else self._chosen((self.classes == label).nonzero()[:, 0])

    def every(self, step: int, first: int) -> _Facts:
        return self._chosen(torch.arange(first, len(self.points), step))

    def _chosen(self, rows: Tensor) -> _Facts:
        return _Facts(self.points[rows], self.classes[rows], self.seamless[rows] if len(self.seamless) else _NONE)


@torch.inference_mode()
def evaluate(
    maker: Maker, source: Source, progress: Progress, *, count: int | None = None, copies: int = COPIES
) -> Evaluation:
    """``count`` real pictures (of a set no more than it has), as many made ones of the same classes, and others.

    Raises DieloomError when there are fewer than 20 pictures, and Cancelled.
    """
    source = source.at(maker.resolution)
    wanted = count or max(USUAL_COUNT, USUAL_OF_CLASS * len(source.labels))
    count = min(wanted, len(source) or wanted)
    if count < FEWEST:
        raise DieloomError(f"{count} pictures are too few to judge by.", f"Give {FEWEST} or more.")
    real = _real(maker, source, range(count), progress.part(0.0, 0.2))
    made = _made(maker, real.classes.tolist(), progress.part(0.2, 0.5))
    more = range(count, 2 * count) if not len(source) or len(source) >= 2 * count else range(0)
    others = _real(maker, source, more, progress.part(0.5, 0.7)) if more else None
    judge = _Judge(Scaling.of(real.points), made, real, others)
    progress.report(0.7, "Comparing the sets")
    with Interruptible(progress):  # ten thousand pictures are compared for seconds
        overall = judge.row(None)
    shared = [label for label in maker.labels if label in source.labels] if _matched(maker, source) else []
    classes = {}
    for place, label in enumerate(shared):
        progress.report(0.75 + 0.05 * place / len(shared), f"Comparing {label}")
        classes[label] = judge.row(maker.labels.index(label))
    copies = min(copies, count)
    first = made.classes[:copies].tolist()
    pairs = memorisation(maker, source, copies, progress.part(0.8, 1.0), classes=first) if copies else []
    return Evaluation(overall, classes, pairs, [source.name(pair.nearest) for pair in pairs], len(source) or SCANNED)


def _matched(maker: Maker, source: Source) -> bool:
    """Whether the generator has all of the source's labels."""
    return bool(source.labels) and set(source.labels) <= set(maker.labels)


@dataclass(frozen=True, eq=False)
class _Judge:
    """Without ``others``, the one half of the real pictures is held against the other."""

    scaled: Scaling
    made: _Facts
    real: _Facts
    others: _Facts | None

    def row(self, label: int | None) -> Row:
        """Of a class, or of all."""
        made, real = self.made.of_class(label), self.real.of_class(label)
        others, against = (self.others.of_class(label), real) if self.others else (real.every(2, 0), real.every(2, 1))
        return Row(self._figures(made, real, FEWEST), self._figures(others, against, FEWEST // 2))

    def _figures(self, one: _Facts, real: _Facts, fewest: int) -> Figures | None:
        if min(len(one.points), len(real.points)) < fewest:
            return None
        points, against = self.scaled(one.points), self.scaled(real.points)
        return Figures(
            len(points),
            estimate_distance(points, against),
            overlap(points, against),
            mean_distance(points) / max(mean_distance(against), 1e-9),
            float(one.seamless.double().mean()) if len(one.seamless) else None,
        )


def _real(maker: Maker, source: Source, numbers: range, progress: Progress) -> _Facts:
    points, classes, good = [], [], []
    size = _batch(source.resolution)
    for first in range(numbers.start, numbers.stop, size):
        progress.report((first - numbers.start) / len(numbers), "Looking at real pictures")
        batch = source.draw(first, min(size, numbers.stop - first), torch.device("cpu"))
        points.append(describe(batch.pictures))
        classes += _classes(maker, source, batch.classes, first)
        if source.periodic:
            good.append(seamless(batch.pictures))
    return _Facts(torch.cat(points), torch.tensor(classes), torch.cat(good) if good else _NONE)


def _classes(maker: Maker, source: Source, given: Tensor, first: int) -> list[int]:
    """The generator's class for each of the real pictures; in turn where theirs are others."""
    if not _matched(maker, source):
        return [(first + row) % max(len(maker.labels), 1) for row in range(len(given))]
    known = [maker.labels.index(label) for label in source.labels]
    labelled, labels = given.any(1).tolist(), given.argmax(1).tolist()
    return [known[label] if has else first % len(maker.labels) for has, label in zip(labelled, labels, strict=True)]


def _made(maker: Maker, classes: list[int], progress: Progress) -> _Facts:
    points, good = [], []
    size, count = _batch(maker.resolution), len(classes)
    axes = tuple(axis for axis, repeats in zip((3, 2), maker.repeats, strict=True) if repeats)
    for first in range(0, count, size):
        numbers = list(range(first, min(first + size, count)))
        step = progress.part(first / count, (numbers[-1] + 1) / count)
        pictures = maker.draw(numbers, [classes[number] for number in numbers], step)
        progress.report((numbers[-1] + 1) / count, "Making pictures")
        points.append(describe(pictures))
        if axes:
            good.append(seamless(pictures, axes))
    return _Facts(torch.cat(points), torch.tensor(classes), torch.cat(good) if good else _NONE)


def _batch(resolution: int) -> int:
    return max(1, min(_BATCH_PX // resolution**2, 64))

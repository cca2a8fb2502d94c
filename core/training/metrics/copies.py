"""Is this a copy? For each made picture the training picture that is most like it, and how like that is for this set.

A bare distance calls all pale pictures copies of each other. So the distance to the nearest training picture is divided
by the mean distance to those that are nearest after it (Carlini et al. 2023, arXiv 2301.13188): how far different
pictures of this kind lie apart. Sets differ in how alike their pictures are by nature; so that is divided by what it
usually is for a training picture among the others. 0 is the very picture; 1, as unlike as two different ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from core.errors import DieloomError
from core.jobs import Progress
from core.training.metrics.describing import reduced
from core.training.metrics.makers import Maker
from core.training.metrics.places import Turn, best_places, turns
from core.training.sources import Source

SUSPICIOUS = 0.5
SCANNED = 2000
"""So many pictures of an endless source are looked at, and so many views of a small set."""

_MOST_VIEWS = 8
_OTHERS = 20  # training pictures that the nearest one is compared with
_USUAL = 32  # training pictures that say what is usual
_ROUGH_PX, _CLOSE_PX = 16, 64
_BATCH, _AT_ONCE = 16, 128
_CPU = torch.device("cpu")


@dataclass(frozen=True)
class Pair:
    """Made picture ``number`` of class ``label`` and the training picture ``nearest`` (its number in the source).

    ``distance`` is told above. ``turn`` and, of tiles, ``shift`` (shares of the side, downwards and to the right) bring
    the made one onto the other.
    """

    number: int
    label: int
    nearest: int
    distance: float
    shift: tuple[float, float]
    turn: Turn

    @property
    def suspicious(self) -> bool:
        """Whether a person should look at the two side by side."""
        return self.distance < SUSPICIOUS

    def laid_under(self, real: Tensor) -> Tensor:
        """The training picture [3, R, R] as the made one lies on it."""
        side = real.shape[-1]
        down, right = (round(each * side) for each in self.shift)
        return self.turn.back(real.roll((-down, -right), (-2, -1)))


@dataclass(frozen=True)
class _Found:
    number: int  # in the source
    ratio: float  # of the nearest distance to those after it
    shift: tuple[float, float]
    turn: Turn


@torch.inference_mode()
def memorisation(
    maker: Maker,
    source: Source,
    count: int,
    progress: Progress,
    *,
    classes: list[int] | None = None,
    scanned: int = SCANNED,
) -> list[Pair]:
    """The pairs of made pictures 0 to ``count - 1``, those most alike first; ``classes`` are theirs, else each in turn.

    All pictures of a set are looked at, in several views when they are few; of an endless source, ``scanned``. Raises
    DieloomError when there are fewer than four, and Cancelled.
    """
    if 0 < len(source) < 4:
        raise DieloomError(f"Among {len(source)} pictures none is known for a copy.", "Give four or more.")
    total = scan_length(source, scanned)
    labels = classes or [number % max(len(maker.labels), 1) for number in range(count)]
    made = _small_made(maker, labels[:count], progress.part(0.0, 0.2))
    seen = source.at(min(source.resolution, _CLOSE_PX))
    asked = [place * (len(source) or total) // _USUAL for place in range(min(_USUAL, len(source) or total))]
    known = torch.cat([seen.draw(number, 1, _CPU).pictures for number in asked])
    search = _Search(seen, maker.repeats if source.periodic else (False, False), total, source.resolution > _CLOSE_PX)
    itself = [None] * len(made) + [seen.index(number) for number in asked]
    found = search.nearest(torch.cat([made, known]), itself, progress.part(0.2, 1.0))
    usual = float(torch.tensor([each.ratio for each in found[len(made) :]]).median())
    pairs = [
        Pair(number, labels[number], each.number, each.ratio / max(usual, 1e-6), each.shift, each.turn)
        for number, each in enumerate(found[: len(made)])
    ]
    return sorted(pairs, key=lambda pair: pair.distance)


def scan_length(source: Source, scanned: int = SCANNED) -> int:
    """How many pictures of the stream are looked at."""
    kept = len(source)
    return kept * max(1, min(scanned // kept, _MOST_VIEWS)) if kept else scanned


def _small_made(maker: Maker, labels: list[int], progress: Progress) -> Tensor:
    parts = []
    for first in range(0, len(labels), _BATCH):
        part = labels[first : first + _BATCH]
        step = progress.part(first / len(labels), (first + len(part)) / len(labels))
        parts.append(reduced(maker.draw(list(range(first, first + len(part))), part, step), _CLOSE_PX))
    return torch.cat(parts)


@dataclass(frozen=True, eq=False)
class _Search:
    """Among the first ``total`` pictures of a source at a small size."""

    source: Source
    repeats: tuple[bool, bool]
    total: int
    halves: bool  # half pixels count: the pictures were reduced from larger ones, and may have lain between pixels

    def nearest(self, pictures: Tensor, itself: list[int | None], progress: Progress) -> list[_Found]:
        """For each of [N, 3, q, q]; a training picture does not find ``itself``."""
        gaps = self._rough_gaps(pictures, progress.part(0.0, 0.5))
        found = []
        for place, (row, own) in enumerate(zip(gaps, itself, strict=True)):
            progress.report(0.5 + 0.5 * place / len(gaps), "Comparing the nearest pictures")
            found.append(self._closely(pictures[place : place + 1], self._candidates(row, own)))
        return found

    def _rough_gaps(self, pictures: Tensor, progress: Progress) -> Tensor:
        """[N, total], of small pictures, blurred: half a pixel aside must not make two alike different."""
        blurred, gaps = _blurred(pictures), []
        for first in range(0, self.total, _BATCH):
            real = _blurred(self.source.draw(first, min(_BATCH, self.total - first), _CPU).pictures)
            parts = []
            for part in torch.split(blurred, _AT_ONCE):
                progress.report(first / self.total, "Looking for the nearest pictures")
                parts.append(best_places(part, real, self.repeats).gaps)
            gaps.append(torch.cat(parts))
        return torch.cat(gaps, 1)

    def _candidates(self, gaps: Tensor, own: int | None) -> list[int]:
        """The numbers of the pictures that are roughly the nearest, of each only its nearest view."""
        found: dict[int, int] = {}
        for number in gaps.argsort().tolist():
            if (index := self.source.index(number)) != own:
                found.setdefault(index, number)
            if len(found) > _OTHERS:
                break
        return list(found.values())

    def _closely(self, picture: Tensor, numbers: list[int]) -> _Found:
        real = torch.cat([self.source.draw(number, 1, _CPU).pictures for number in numbers])
        if self.halves:
            picture, real = _doubled(picture), _doubled(real)
        places = best_places(picture, real, self.repeats)
        ordered, order = places.gaps[0].sort()
        best = int(order[0])
        shift = places.shifts[0, best] / picture.shape[-1]
        down, right = (shift * torch.tensor(self.repeats[::-1])).tolist()
        ratio = float(ordered[0] / ordered[1:].mean().clamp_min(1e-6))
        return _Found(numbers[best], ratio, (down, right), turns(self.repeats)[int(places.turns[0, best])])


def _blurred(pictures: Tensor) -> Tensor:
    small = reduced(pictures, _ROUGH_PX)
    return F.avg_pool2d(F.pad(small, (1, 1, 1, 1), mode="circular"), 3, 1)


def _doubled(pictures: Tensor) -> Tensor:
    wide = F.pad(pictures, (2, 2, 2, 2), mode="circular")
    return F.interpolate(wide, scale_factor=2.0, mode="bicubic", align_corners=False)[:, :, 4:-4, 4:-4]

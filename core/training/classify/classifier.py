"""A learned set of styles, and what it says of a picture: the style, how sure it is, and whether it is like any."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Self

import numpy as np
import torch
from numpy.typing import NDArray
from pydantic import Field, model_validator
from torch import Tensor

from core.training.classify.describing import Aspect, Describer, joined, views
from core.training.classify.regression import logits
from core.values import Value

SEEN = 3
"""Views of a picture that are looked at before its style is said."""
MOST_KNOWN = 2000

_STRANGE = 0.95  # of the learned pictures, held back, were less strange
_TWINS = 0.25  # of the usual distance: pictures that are nearer say nothing of how alike the others are
_SURE = 1.96  # deviations to either side for an interval of 95 %

Count = Annotated[int, Field(ge=0, le=1_000_000)]


class Facts(Value):
    """What a classifier's file says of itself. ``confusion`` has a row for each true style and a column for each said
    one; ``strangeness`` are quantiles of that of pictures that were held back."""

    labels: tuple[Annotated[str, Field(max_length=120)], ...] = Field(min_length=2, max_length=1000)
    counts: tuple[Count, ...]
    resolution: int = Field(ge=4, le=1024)
    tiles: bool = False
    aspects: tuple[Aspect, ...] = Field(min_length=1)
    weights: tuple[float, ...]
    penalty: float = Field(ge=0)
    temperature: float = Field(gt=0)
    confusion: tuple[tuple[Count, ...], ...]
    strangeness: tuple[float, ...] = Field(min_length=2, max_length=1001)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        size = len(self.labels)
        if len(set(self.labels)) != size or len(set(self.aspects)) != len(self.aspects):
            raise ValueError("a name comes twice")
        if {size} != {len(self.counts), len(self.confusion), *map(len, self.confusion)}:
            raise ValueError("the table does not fit the styles")
        if not sum(map(sum, self.confusion)) or list(self.strangeness) != sorted(self.strangeness):
            raise ValueError("the table is empty, or the quantiles do not rise")
        return self

    @property
    def pictures(self) -> int:
        return sum(map(sum, self.confusion))

    @property
    def accuracy(self) -> float:
        """The share of pictures told right by a rule that had not seen them."""
        return sum(self.confusion[place][place] for place in range(len(self.labels))) / self.pictures

    @property
    def accuracy_interval(self) -> tuple[float, float]:
        """Wilson's, of 95 %."""
        count, share = self.pictures, self.accuracy
        middle = share + _SURE**2 / (2 * count)
        half = _SURE * math.sqrt(share * (1 - share) / count + _SURE**2 / (4 * count**2))
        scale = 1 + _SURE**2 / count
        return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


@dataclass(frozen=True, eq=False)
class Space:
    """Descriptions as points: ``aspects`` joined, less ``mean`` [D], times ``scale`` [D]."""

    aspects: tuple[Aspect, ...]
    mean: Tensor
    scale: Tensor

    def rows(self, parts: Mapping[Aspect, Tensor]) -> Tensor:
        """[..., D] of each aspect's [..., D']."""
        return (joined(parts, self.aspects) - self.mean) * self.scale


@dataclass(frozen=True)
class Opinion:
    """``shares`` of all styles, the likeliest first, are the confidence in each. ``strange``: unlike all of them."""

    shares: tuple[tuple[str, float], ...]
    strangeness: float
    strange: bool

    @property
    def style(self) -> str:
        return self.shares[0][0]

    @property
    def confidence(self) -> float:
        return self.shares[0][1]

    @property
    def runner_up(self) -> tuple[str, float]:
        return self.shares[1]


@dataclass(frozen=True, eq=False)
class Classifier:
    """``rule`` [styles, D + 1] tells the styles apart in ``space``; ``known`` [N, D] are the pictures it learned from,
    as points."""

    facts: Facts
    describer: Describer
    space: Space
    rule: Tensor
    known: Tensor

    def opinion(self, pixels: NDArray[np.uint8]) -> Opinion:
        """Of a picture [H, W, 3] of at least the describer's size."""
        seen = views(pixels, self.describer.resolution, SEEN, tiles=self.facts.tiles)
        rows = self.space.rows(self.describer(seen))
        shares = (logits(self.rule, rows).mean(0) / self.facts.temperature).softmax(0)
        ranked = shares.argsort(descending=True, stable=True).tolist()
        strange = float(strangeness(seen_from(rows[None]), self.known)[0])
        levels = np.array(self.facts.strangeness)
        share = float(np.interp(strange, levels, np.linspace(0.0, 1.0, len(levels))))
        limit = float(np.quantile(levels, _STRANGE))
        named = tuple((self.facts.labels[place], float(shares[place])) for place in ranked)
        return Opinion(named, share, strange > limit)


def seen_from(rows: Tensor) -> Tensor:
    """One point for each picture, [N, D], of the rows of its views [N, views, D]."""
    return rows[:, :SEEN].mean(1)


def strangeness(points: Tensor, known: Tensor) -> Tensor:
    """How much farther each point [N, D] lies from the nearest known one than that from its own nearest, [N].

    Relative, because styles differ in how alike their pictures are (compare Breunig et al. 2000, "LOF").
    """
    among = torch.cdist(known, known, compute_mode="donot_use_mm_for_euclid_dist")
    own = among.fill_diagonal_(float("inf")).min(1).values
    own = own.clamp(min=max(_TWINS * float(own.median()), 1e-6))
    nearest = torch.cdist(points, known, compute_mode="donot_use_mm_for_euclid_dist").min(1)
    return nearest.values / own[nearest.indices]

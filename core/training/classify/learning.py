"""Learning styles: how much each aspect counts is chosen by cross-validation, and so is how simple the rule has to be.

Whole pictures are held back, never some views of a picture whose others are learned from. The choice is made on the
same pictures that the accuracy is told of, which flatters it a little; it is between a few settings only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from core.errors import DieloomError
from core.jobs import Progress
from core.training.classify.classifier import SEEN, Classifier, Facts, Space, seen_from, strangeness
from core.training.classify.describing import ASPECTS, Aspect, Describer, views
from core.training.classify.regression import best_temperature, logits, regression
from core.training.data import MemorySet, PictureSet
from core.training.judge import Judge

LEAST = 4
"""Pictures of a style: fewer say nothing about others of it."""
MOST = 200
"""Pictures of a style that are learned from; of more, an even choice."""

_FOLDS = 5
_VIEWS, _FEWER_VIEWS, _MANY = 6, SEEN, 400
_PENALTIES = (1e-4, 1e-3, 1e-5)  # the first is tried first
_QUANTILES = 41

Weights = Mapping[Aspect, float]
_MIXES: tuple[Weights, ...] = tuple(
    {"texture": texture, "colour": colour} for texture, colour in ((1.0, 0.0), (1.0, 0.5), (1.0, 2.0), (0.0, 1.0))
)


@dataclass(frozen=True, eq=False)
class _Material:
    """Descriptions [pictures, views, D] of each aspect, ``labels`` [pictures] and the ``folds`` [pictures] they are
    held back in."""

    parts: Mapping[Aspect, Tensor]
    labels: Tensor
    folds: Tensor
    classes: int


def fit_styles(pictures: PictureSet | MemorySet, judge: Judge | None, progress: Progress) -> Classifier:
    """Learn the labels of a set; without a ``judge``, by colours and textures alone.

    Raises DieloomError for fewer than two styles or too few pictures of one, and Cancelled.
    """
    chosen, numbers = _chosen(pictures)
    describer = Describer.of(judge)
    parts = _described(pictures, chosen, describer, progress.part(0.0, 0.5))
    labels = torch.tensor(numbers)
    folds = _folds(labels, len(pictures.labels))
    material = _Material(parts, labels, folds, len(pictures.labels))
    weights, penalty, held_back = _choose(material, describer.aspects, progress.part(0.5, 0.95))
    progress.report(0.95, "Learning from all of them")
    space = _space(material, weights, torch.ones_like(labels, dtype=torch.bool))
    rule = _learned(material, space, torch.ones_like(labels, dtype=torch.bool), penalty, progress.check)
    known = seen_from(space.rows(material.parts))
    facts = Facts(
        labels=pictures.labels,
        counts=tuple(torch.bincount(labels, minlength=material.classes).tolist()),
        resolution=describer.resolution,
        tiles=pictures.tiles,
        aspects=space.aspects,
        weights=tuple(weights[aspect] for aspect in space.aspects),
        penalty=penalty,
        temperature=best_temperature(held_back.logits, labels),
        confusion=_confusion(labels, held_back.logits.argmax(1), material.classes),
        strangeness=tuple(np.quantile(held_back.strangeness.numpy(), np.linspace(0, 1, _QUANTILES)).tolist()),
    )
    needed = describer if "judge" in space.aspects else Describer(None, describer.resolution)
    return Classifier(facts, needed, space, rule, known)


def _chosen(pictures: PictureSet | MemorySet) -> tuple[list[int], list[int]]:
    """Which pictures are learned from, and their labels."""
    named = len(pictures.labels)
    by_label: list[list[int]] = [[] for _ in range(named)]
    for index in range(len(pictures)):
        label = pictures.label(index) if named else None
        if label is not None:
            by_label[label].append(index)
    if named < 2:
        raise DieloomError("There is only one style.", "Put the pictures of each style in a folder of its own.")
    for name, indices in zip(pictures.labels, by_label, strict=True):
        if len(indices) < LEAST:
            raise DieloomError(
                f"The style {name!r} has {len(indices)} good pictures, and it takes at least {LEAST}.",
                "Add some; ten or more are better.",
            )
    even = [[each[round(at)] for at in np.linspace(0, len(each) - 1, min(len(each), MOST))] for each in by_label]
    return [index for each in even for index in each], [label for label, each in enumerate(even) for _ in each]


def _described(
    pictures: PictureSet | MemorySet, chosen: list[int], describer: Describer, progress: Progress
) -> dict[Aspect, Tensor]:
    count = _VIEWS if len(chosen) <= _MANY else _FEWER_VIEWS
    found: list[dict[Aspect, Tensor]] = []
    for place, index in enumerate(chosen):
        progress.report(place / len(chosen), f"Looking at {place + 1} of {len(chosen)} pictures")
        seen = views(pictures.read(index), describer.resolution, count, tiles=pictures.tiles)
        found.append(describer(seen))
    return {aspect: torch.stack([each[aspect] for each in found]) for aspect in describer.aspects}


def _folds(labels: Tensor, classes: int) -> Tensor:
    """In which fold each picture is held back: every style is in every fold, if only once."""
    count = min(_FOLDS, int(torch.bincount(labels, minlength=classes).min()))
    folds = torch.zeros_like(labels)
    chance = torch.Generator().manual_seed(2026)
    for label in range(classes):
        rows = (labels == label).nonzero()[:, 0]
        folds[rows] = torch.randperm(len(rows), generator=chance) % count
    return folds


@dataclass(frozen=True, eq=False)
class _HeldBack:
    """By a rule that has not seen them: ``logits`` [pictures, classes] and ``strangeness`` [pictures]."""

    logits: Tensor
    strangeness: Tensor

    def loss(self, labels: Tensor) -> float:
        """At the best temperature, which is what counts in the end."""
        temperature = best_temperature(self.logits, labels)
        return float(F.cross_entropy(self.logits / temperature, labels))


def _choose(
    material: _Material, aspects: tuple[Aspect, ...], progress: Progress
) -> tuple[dict[Aspect, float], float, _HeldBack]:
    """The mix of aspects first, then the penalty."""
    mixes = [dict(mix) for mix in _MIXES]
    if "judge" in aspects:
        mixes += [mix | {"judge": 1.0} for mix in mixes]
    total, done, tried = len(mixes) + len(_PENALTIES) - 1, 0, []

    def attempt(mix: dict[Aspect, float], penalty: float) -> None:
        nonlocal done
        part = progress.part(done / total, (done + 1) / total)
        held_back = _held_back(material, mix, penalty, part)
        tried.append((held_back.loss(material.labels), mix, penalty, held_back))
        done += 1

    for mix in mixes:
        attempt(mix, _PENALTIES[0])
    best = min(tried, key=lambda each: each[0])[1]
    for penalty in _PENALTIES[1:]:
        attempt(best, penalty)
    _, mix, penalty, held_back = min(tried, key=lambda each: each[0])
    return {aspect: mix[aspect] for aspect in ASPECTS if mix.get(aspect)}, penalty, held_back


def _held_back(material: _Material, mix: Weights, penalty: float, progress: Progress) -> _HeldBack:
    found = torch.zeros(len(material.labels), material.classes)
    strange = torch.zeros(len(material.labels))
    folds = int(material.folds.max()) + 1
    for fold in range(folds):
        learned, held = material.folds != fold, material.folds == fold
        space = _space(material, mix, learned)

        def step(fold: int = fold) -> None:
            progress.report(fold / folds, "Telling the styles apart")

        rule = _learned(material, space, learned, penalty, step)
        rows = space.rows(material.parts)
        found[held] = logits(rule, rows[held][:, :SEEN]).mean(1)
        points = seen_from(rows)
        strange[held] = strangeness(points[held], points[learned])
    return _HeldBack(found, strange)


def _space(material: _Material, mix: Weights, learned: Tensor) -> Space:
    """Each number brought to unit deviation, each aspect to its weight, by the pictures that are learned from."""
    aspects = tuple(aspect for aspect in ASPECTS if mix.get(aspect))
    means, scales = [], []
    for aspect in aspects:
        numbers = material.parts[aspect][learned].flatten(0, 1)
        means.append(numbers.mean(0))
        scales.append(mix[aspect] / ((numbers.std(0) + 1e-4) * numbers.shape[1] ** 0.5))
    return Space(aspects, torch.cat(means), torch.cat(scales))


def _learned(material: _Material, space: Space, learned: Tensor, penalty: float, step: Callable[[], None]) -> Tensor:
    rows = space.rows({aspect: numbers[learned] for aspect, numbers in material.parts.items()})
    labels = material.labels[learned].repeat_interleave(rows.shape[1])
    return regression(rows.flatten(0, 1), labels, material.classes, penalty, step)


def _confusion(labels: Tensor, said: Tensor, classes: int) -> tuple[tuple[int, ...], ...]:
    table = torch.bincount(labels * classes + said, minlength=classes * classes).reshape(classes, classes)
    return tuple(tuple(row) for row in table.tolist())

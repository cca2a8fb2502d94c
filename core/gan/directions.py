"""Directions of w that change a picture in one way, and where w is found in the first place.

Principal directions (GANSpace, Härkönen et al. 2020, arXiv 2004.02546) are those along which w spreads most. The
analysis is of w about the centre of its class, so that a direction changes a picture within its family and means about
the same in all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeAlias
from weakref import WeakKeyDictionary

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from core.gan.config import Config
from core.gan.model import Model
from core.gan.sidecar import DirectionInfo, Method, Sidecar
from core.jobs import Progress

SAMPLES = 2000
PCA_SAMPLES = 20_000
_BATCH = 512  # w of so many z between two reports: some 50 ms of a large mapping on two cores

Layers: TypeAlias = tuple[int, int] | None


class Mapped(Protocol):
    """A generator of either kind, as far as its w go."""

    @property
    def config(self) -> Config: ...

    @property
    def mapping(self) -> Callable[[Tensor, Tensor | None], Tensor]: ...


@dataclass(frozen=True, eq=False)
class Direction:
    """``vector`` [w_dim] has unit length, ``deviation`` is how far w spreads along it; ``layers`` are those it is
    meant for, first and last, all when None. ``label`` holds the person's words."""

    name: str
    method: Method
    vector: Tensor
    deviation: float
    label: str = ""
    layers: Layers = None

    def step(self, value: float) -> Tensor:
        """The move [w_dim] by so many deviations."""
        return self.vector * (self.deviation * value)


@dataclass(frozen=True, eq=False)
class Spread:
    """Where w is: the mean of every class, ``centres`` [classes, w_dim], and the ``covariance`` [w_dim, w_dim] about
    them, in double precision."""

    centres: Tensor
    covariance: Tensor

    @cached_property
    def root(self) -> Tensor:
        """The symmetric root of the covariance: the same whatever signs a machine gives to the eigenvectors."""
        values, columns = torch.linalg.eigh(self.covariance)
        root: Tensor = columns @ (values.clamp_min(0).sqrt()[:, None] * columns.T)
        return root

    def deviation(self, vector: Tensor) -> float:
        """The standard deviation of w along a unit vector [w_dim]."""
        axis = vector.double()
        return float((axis @ self.covariance @ axis).clamp_min(0).sqrt())


_known: WeakKeyDictionary[Model, Spread] = WeakKeyDictionary()


def spread_of(model: Model) -> Spread:
    """The spread of a model's w, measured once."""
    if model not in _known:
        _known[model] = measure_w(model.generator, SAMPLES)
    return _known[model]


@torch.inference_mode()
def measure_w(generator: Mapped, samples: int, progress: Progress | None = None) -> Spread:
    """The spread of w over ``samples`` z, always the same ones, evenly over the classes; raises Cancelled."""
    config, progress = generator.config, progress or Progress()
    labels, w_dim = len(config.labels), config.w_dim
    classes = max(labels, 1)
    each = max(samples // classes, 4)
    chance, total = torch.Generator().manual_seed(0), each * classes
    sums = torch.zeros(classes, w_dim, dtype=torch.float64)
    squares = torch.zeros(w_dim, w_dim, dtype=torch.float64)
    for first in range(0, total, _BATCH):
        progress.report(first / total, "Looking where w is")
        chosen = torch.arange(first, min(first + _BATCH, total)) % classes
        z = torch.randn(len(chosen), config.z_dim, generator=chance)
        w = generator.mapping(z, F.one_hot(chosen, labels).float() if labels else None).double()
        sums.index_add_(0, chosen, w)
        squares += w.T @ w
    centres = sums / each
    return Spread(centres.float(), (squares - each * centres.T @ centres) / (total - classes))


def principal(covariance: Tensor, count: int) -> tuple[Tensor, Tensor]:
    """The widest axes [count, w_dim] (or fewer) of a symmetric matrix, and the square roots of its values along them.

    The sign of an axis is arbitrary; its largest entry is made positive, so that all machines agree.
    """
    values, columns = torch.linalg.eigh(covariance.double())
    axes = columns.T.flip(0)[:count]
    signs = axes.gather(1, axes.abs().argmax(1, keepdim=True)).sign()
    return (axes * signs).float(), values.flip(0)[:count].clamp_min(0).sqrt().float()


def analyse_w(generator: Mapped, count: int = 16, samples: int = SAMPLES) -> dict[str, Tensor]:
    """``centres`` [classes, w_dim], ``directions`` [count, w_dim] and ``deviations`` [count] of a generator's w, from
    ``samples`` for every class."""
    spread = measure_w(generator, samples * max(len(generator.config.labels), 1))
    directions, deviations = principal(spread.covariance, count)
    return {"centres": spread.centres, "directions": directions, "deviations": deviations}


def principal_directions(generator: Mapped, count: int, layers: Layers, progress: Progress) -> list[Direction]:
    """``pca1`` and on, the widest first; raises Cancelled within a batch of samples."""
    spread = measure_w(generator, PCA_SAMPLES, progress.part(0.0, 0.95))
    progress.report(0.95, "Finding directions")
    axes, deviations = principal(spread.covariance, count)
    names = numbered("pca", layers, len(axes))
    found = zip(names, axes, deviations.tolist(), strict=True)
    return [Direction(name, "pca", axis, deviation, layers=layers) for name, axis, deviation in found]


def numbered(method: str, layers: Layers, count: int) -> list[str]:
    """Names of directions: ``pca3``, or ``pca3@4-7`` for those of some layers."""
    where = f"@{layers[0]}-{layers[1]}" if layers else ""
    return [f"{method}{number}{where}" for number in range(1, count + 1)]


def as_sidecar(directions: list[Direction]) -> Sidecar:
    """The directions as they are saved."""
    infos = tuple(DirectionInfo(name=d.name, label=d.label, method=d.method, layers=d.layers) for d in directions)
    vectors = torch.stack([d.vector for d in directions]).numpy().astype(np.float32)
    return Sidecar(infos, vectors, np.array([d.deviation for d in directions], np.float32), {})


def from_sidecar(sidecar: Sidecar) -> dict[str, Direction]:
    """Saved directions by name."""
    rows = zip(sidecar.infos, torch.tensor(sidecar.vectors), sidecar.deviations.tolist(), strict=True)
    return {
        info.name: Direction(info.name, info.method, vector, deviation, info.label, info.layers)
        for info, vector, deviation in rows
    }

"""A loaded generator and what is known about its w space."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor

from core.gan.alias_free import AliasFreeGenerator
from core.gan.config import Config
from core.gan.networks import Generator


@dataclass(frozen=True, eq=False)
class Model:
    """``centres`` [classes, w_dim] is the mean w of each class; ``directions`` [n, w_dim] are principal directions of
    w about them, the widest first, and ``deviations`` [n] how far w spreads along each. ``card`` says where the model
    comes from (name, data, licence, training), as short texts."""

    name: str
    sha256: str
    config: Config
    generator: Generator | AliasFreeGenerator
    centres: Tensor
    directions: Tensor
    deviations: Tensor
    card: dict[str, str]

    @property
    def families(self) -> tuple[str, ...]:
        return self.config.labels

    @property
    def direction_names(self) -> tuple[str, ...]:
        return tuple(f"pc{number}" for number in range(1, len(self.directions) + 1))

"""From seeds to w: what a seed means, and how truncation and directions move it."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from core.errors import DieloomError
from core.gan.model import Model


def latent(z_dim: int, seed: int) -> Tensor:
    """The z of a seed, [1, z_dim]: numpy's frozen legacy stream, which is also that of the official StyleGAN tools."""
    return torch.from_numpy(np.random.RandomState(seed).randn(1, z_dim)).float()


def family_index(model: Model, family: str | None, seed: int) -> int:
    """The class of a family's name; without a name the seed chooses. Raises DieloomError for an unknown name."""
    if not model.families:
        return 0
    if family is None:
        return seed % len(model.families)
    if family not in model.families:
        raise DieloomError(
            f"The model {model.name} knows no pattern family {family!r}.", f"It knows {', '.join(model.families)}."
        )
    return model.families.index(family)


@torch.inference_mode()
def w_of_seed(model: Model, seed: int, family: int, psi: float = 1.0) -> Tensor:
    """w [w_dim] of a seed, drawn towards its class's centre: psi 0 is the centre, 1 leaves it alone."""
    classes = F.one_hot(torch.tensor([family]), len(model.families)).float() if model.families else None
    w = model.generator.mapping(latent(model.config.z_dim, seed), classes)[0]
    centre = model.centres[family]
    moved: Tensor = centre + psi * (w - centre)
    return moved


def step(model: Model, direction: str, value: float) -> Tensor:
    """The move in w [w_dim] by ``value`` standard deviations along a direction such as pc1; raises DieloomError."""
    if direction not in model.direction_names:
        raise DieloomError(
            f"The model {model.name} has no direction {direction!r}.",
            f"It has {', '.join(model.direction_names) or 'none'}.",
        )
    index = model.direction_names.index(direction)
    moved: Tensor = model.directions[index] * (model.deviations[index] * value)
    return moved

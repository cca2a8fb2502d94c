"""Directions in closed form, without a sample (SeFa: Shen and Zhou 2021, arXiv 2007.06600).

What a layer does with w begins with an affine map to its styles. The directions that change the styles most, over all
rows of the maps of some layers, are the first eigenvectors of the Gram matrix of those rows, each of unit length.
"""

from __future__ import annotations

import re
from weakref import WeakKeyDictionary

import torch
from torch import Tensor, nn

from core.errors import DieloomError
from core.gan.direction_files import SEFA_COUNT
from core.gan.directions import Direction, Layers, Spread, numbered, principal, spread_of
from core.gan.model import Model

_BLOCK = re.compile(r"synthesis\.b(\d+)\.(conv0|conv1|torgb)\.affine\.weight")  # StyleGAN2
_LAYER = re.compile(r"synthesis\.L(\d+)_\d+_\d+\.affine\.weight")  # StyleGAN3

_known: WeakKeyDictionary[Model, tuple[Direction, ...]] = WeakKeyDictionary()


def affine_maps(generator: nn.Module) -> list[tuple[int, Tensor]]:
    """The w layer and the weight [styles, w_dim] of each affine map of a StyleGAN2 or StyleGAN3 generator.

    StyleGAN3's first one is left out: it places the picture and draws nothing.
    """
    found = []
    for name, weight in generator.state_dict().items():
        if match := _BLOCK.fullmatch(name):
            # A block begins with the w that the one before ends with, 4 px without a first convolution.
            first = 2 * (int(match[1]).bit_length() - 3) - 1
            found.append((first + ("conv0", "conv1", "torgb").index(match[2]), weight))
        elif match := _LAYER.fullmatch(name):
            found.append((int(match[1]) + 1, weight))
    return found


def sefa(maps: list[tuple[int, Tensor]], spread: Spread, count: int, layers: Layers = None) -> list[Direction]:
    """The directions that change the styles of these w layers most (all when None), the strongest first."""
    chosen = [weight for layer, weight in maps if layers is None or layers[0] <= layer <= layers[1]]
    if not chosen:
        raise DieloomError(f"The model has no w layers {layers}.", "Choose some that it has, from 0.")
    rows = torch.nn.functional.normalize(torch.cat(chosen).float(), dim=1)
    axes, _ = principal(rows.T @ rows, count)
    names = numbered("sefa", layers, len(axes))
    usual = float(spread.covariance.diagonal().mean().sqrt())
    # Styles may change most where w hardly goes: a step is then taken for half the usual one, so that it still shows.
    deviations = [max(spread.deviation(axis), usual / 2) for axis in axes]
    found = zip(names, axes, deviations, strict=True)
    return [Direction(name, "sefa", axis, deviation, layers=layers) for name, axis, deviation in found]


def sefa_directions(model: Model) -> tuple[Direction, ...]:
    """``sefa1`` and on of a model, over all of its layers; found once."""
    if model not in _known:
        _known[model] = tuple(sefa(affine_maps(model.generator), spread_of(model), SEFA_COUNT))
    return _known[model]

"""From seeds to w: what a seed means, and how truncation, directions and chance move it."""

from __future__ import annotations

from collections.abc import Mapping
from weakref import WeakKeyDictionary

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from core.errors import DieloomError
from core.gan.direction_files import SEFA_COUNT
from core.gan.directions import Direction, Spread
from core.gan.model import Model
from core.gan.sefa import sefa_directions

SEEDS = 2**32
ROW = 100
"""Seeds from one row of the seed map to the next."""

_MOST_KEPT = 1024
_kept: WeakKeyDictionary[Model, dict[tuple[int, int], Tensor]] = WeakKeyDictionary()


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
        names = ", ".join(model.families[:20]) + (" and more" if len(model.families) > 20 else "")
        raise DieloomError(f"The model {model.name} knows no pattern family {family!r}.", f"It knows {names}.")
    return model.families.index(family)


def mapped(model: Model, seed: int, family: int) -> Tensor:
    """w [w_dim] of a seed and class, without truncation; do not write to it.

    A slider that moves asks for the same few seeds over and over, so they are kept.
    """
    known = _kept.setdefault(model, {})
    if (seed, family) not in known:
        if len(known) >= _MOST_KEPT:
            known.clear()
        known[seed, family] = _map(model, seed, family)
    return known[seed, family]


@torch.inference_mode()
def _map(model: Model, seed: int, family: int) -> Tensor:
    classes = F.one_hot(torch.tensor([family]), len(model.families)).float() if model.families else None
    w: Tensor = model.generator.mapping(latent(model.config.z_dim, seed), classes)[0]
    return w


def truncate(ws: Tensor, centre: Tensor, psi: float, cutoff: int | None = None) -> Tensor:
    """w layers [..., w_layers, w_dim] drawn towards a centre [w_dim]: psi 0 is the centre, 1 leaves them alone.

    Only layers before ``cutoff`` move; all when None.
    """
    if psi == 1:
        return ws.clone()
    moved = centre + psi * (ws - centre)
    if cutoff is None:
        return moved
    return torch.cat([moved[..., :cutoff, :], ws[..., cutoff:, :]], -2)


def w_of_seed(model: Model, seed: int, family: int, psi: float = 1.0) -> Tensor:
    """w [w_dim] of a seed, drawn towards its class's centre: psi 0 is the centre, 1 leaves it alone."""
    return truncate(mapped(model, seed, family)[None], model.centres[family], psi)[0]


def on_map(model: Model, seed: int, family: str | None, place: tuple[float, float]) -> tuple[Tensor, Tensor]:
    """w [w_dim] at a place of the seed map, and the centre of its class there.

    The map has ``seed`` at (0, 0), the next one a step to the right and the one 100 on a step down; between the four it
    is their bilinear blend. Without a family each corner has that of its seed, so that the map has no cracks.
    """
    x, y = place
    w = centre = torch.zeros(model.config.w_dim)
    for step, share in ((0, (1 - x) * (1 - y)), (1, x * (1 - y)), (ROW, (1 - x) * y), (ROW + 1, x * y)):
        if share:
            corner = (seed + step) % SEEDS
            index = family_index(model, family, corner)
            w, centre = w + share * mapped(model, corner, index), centre + share * model.centres[index]
    return w, centre


def direction_of(model: Model, name: str, saved: Mapping[str, Direction] | None = None) -> Direction:
    """A direction by name: the model's own, one ``saved`` beside it, or one of SeFa's; raises DieloomError."""
    own = model.direction_names
    if name in own:
        row = own.index(name)
        return Direction(name, "own", model.directions[row], float(model.deviations[row]))
    if saved and name in saved:
        return saved[name]
    found = next((each for each in sefa_directions(model) if each.name == name), None)
    if found is None:
        names = [*own, *(saved or ()), f"sefa1 to sefa{min(SEFA_COUNT, model.config.w_dim)}"]
        raise DieloomError(f"The model {model.name} has no direction {name!r}.", f"It has {', '.join(names)}.")
    return found


def step(model: Model, direction: str, value: float, saved: Mapping[str, Direction] | None = None) -> Tensor:
    """The move in w [w_dim] by ``value`` standard deviations along a direction such as pc1; raises DieloomError."""
    return direction_of(model, direction, saved).step(value)


def strayed(ws: Tensor, spread: Spread, strength: float, seed: int) -> Tensor:
    """``ws`` [..., w_dim] moved by chance, all by the same step of ``strength`` standard deviations along each axis.

    Chance is that of the model's own w, so that a strength of 1 leads as far as another seed would; the seed decides
    whither.
    """
    normal = torch.from_numpy(np.random.RandomState(seed).randn(len(spread.root)))
    return ws + strength * (spread.root @ normal).float()

"""All that a run needs to go on exactly, as safetensors: networks, optimisers, augmentation, position.

There is no random state: chance is a function of the seed and the step (:mod:`core.training.world`). Names are
``generator.*``, ``discriminator.*``, ``average.*`` as in the networks, and ``optimiser.generator.0.exp_avg`` for what
an optimiser remembers of a parameter.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor, nn

from core.errors import DieloomError
from core.files import replacing
from core.training.trainer import Trainer

FORMAT = "dieloom-training-1"
NETWORKS = ("generator", "discriminator", "average")
OPTIMISERS = ("generator", "discriminator")


def save_state(
    trainer: Trainer, path: Path, more: dict[str, Any] | None = None, moments: torch.dtype = torch.float32
) -> None:
    """Replace ``path`` in one step; ``more`` is what the run wants to find again.

    Moments in bfloat16 halve the file; going on is then close, not exact.
    """
    facts = {
        "format": FORMAT,
        "images": trainer.images,
        "steps": trainer.steps,
        "resolution": trainer.resolution,
        "augment": trainer.control.strength,
        "signs": [float(sign) for sign in trainer.signs],
        "more": more or {},
    }
    write_state(path, _networks(trainer), _optimisers(trainer), facts, moments)


def load_state(trainer: Trainer, path: Path) -> dict[str, Any]:
    """Put a trainer where a saved one stood, and return what the run kept with it.

    Raises DieloomError when the state is damaged or of other networks.
    """
    with naming_state(path):
        facts, tensors = read_state(path, FORMAT, trainer.device)
        if facts["resolution"] > trainer.resolution:
            trainer.grow(facts["resolution"])
        put_back(tensors, _networks(trainer), _optimisers(trainer))
        trainer.images, trainer.steps = int(facts["images"]), int(facts["steps"])
        trainer.control.strength = float(facts["augment"])
        trainer.signs = [torch.tensor(sign, device=trainer.device) for sign in facts["signs"]]
        more: dict[str, Any] = dict(facts["more"])
    return more


def _networks(trainer: Trainer) -> dict[str, nn.Module]:
    return {name: getattr(trainer, name) for name in NETWORKS}


def _optimisers(trainer: Trainer) -> dict[str, torch.optim.Optimizer]:
    return {name: getattr(trainer, f"{name}_optimiser") for name in OPTIMISERS}


def write_state(
    path: Path,
    networks: Mapping[str, nn.Module],
    optimisers: Mapping[str, torch.optim.Optimizer],
    facts: dict[str, Any],
    moments: torch.dtype = torch.float32,
) -> None:
    """Any run's networks, what its optimisers remember, and ``facts`` (its "format" and "images", and more)."""
    tensors: dict[str, Tensor] = {}
    for name, network in networks.items():
        tensors |= {f"{name}.{key}": value for key, value in network.state_dict().items()}
    for name, optimiser in optimisers.items():
        for index, remembered in optimiser.state_dict()["state"].items():
            for key, value in remembered.items():
                if isinstance(value, Tensor):
                    tensors[f"optimiser.{name}.{index}.{key}"] = value.to(moments) if value.ndim else value
    data = save({key: value.detach().contiguous().cpu() for key, value in tensors.items()}, {"run": json.dumps(facts)})
    with replacing(path) as file:
        file.write(data)


def read_state(path: Path, format_: str, device: torch.device) -> tuple[dict[str, Any], dict[str, Tensor]]:
    """The facts and the tensors; to be used within :func:`naming_state`."""
    with safe_open(path, "pt", device=str(device)) as file:
        facts: dict[str, Any] = json.loads(file.metadata()["run"])
        tensors = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118 (it is no mapping)
    if facts["format"] != format_:
        raise ValueError(f"format {facts['format']}")
    return facts, tensors


def put_back(
    tensors: dict[str, Tensor],
    networks: Mapping[str, nn.Module],
    optimisers: Mapping[str, torch.optim.Optimizer],
) -> None:
    for name, network in networks.items():
        network.load_state_dict(_part(tensors, f"{name}."))
    for name, optimiser in optimisers.items():
        _load_optimiser(optimiser, _part(tensors, f"optimiser.{name}."))


@contextlib.contextmanager
def naming_state(path: Path) -> Iterator[None]:
    """Whatever a damaged state, or one of other networks, raises within the block is told as a DieloomError."""
    try:
        yield
    except (OSError, RuntimeError, LookupError, ValueError, TypeError, SafetensorError) as error:
        raise DieloomError(
            f"{path} is no state of this training run ({error}).",
            "Roll back to an older snapshot of the run, or begin anew in another folder.",
        ) from error


def _part(tensors: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {key.removeprefix(prefix): value for key, value in tensors.items() if key.startswith(prefix)}


def _load_optimiser(optimiser: torch.optim.Optimizer, tensors: dict[str, Tensor]) -> None:
    parameters = [each for group in optimiser.param_groups for each in group["params"]]
    state: dict[int, dict[str, Any]] = {}
    for key, value in tensors.items():
        index, name = key.split(".", 1)
        parameter = parameters[int(index)]
        if value.shape == parameter.shape:
            # A fused optimiser walks through memory: what it remembers has to lie there as its parameter does.
            value = torch.empty_like(parameter, dtype=torch.float32, requires_grad=False).copy_(value)
        # A copy: what still lay in the file would keep Windows from putting the next state in its place.
        state.setdefault(int(index), {})[name] = value.to(torch.float32, copy=True)
    optimiser.load_state_dict({"state": state, "param_groups": optimiser.state_dict()["param_groups"]})

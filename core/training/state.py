"""All that a run needs to go on exactly, as safetensors: networks, optimisers, augmentation, position.

There is no random state: chance is a function of the seed and the step (:mod:`core.training.world`). Names are
``generator.*``, ``discriminator.*``, ``average.*`` as in the networks, and ``optimiser.generator.0.exp_avg`` for what
an optimiser remembers of a parameter.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor

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
    tensors: dict[str, Tensor] = {}
    for name in NETWORKS:
        for key, value in getattr(trainer, name).state_dict().items():
            tensors[f"{name}.{key}"] = value
    for name in OPTIMISERS:
        state = getattr(trainer, f"{name}_optimiser").state_dict()["state"]
        for index, remembered in state.items():
            for key, value in remembered.items():
                if isinstance(value, Tensor):
                    tensors[f"optimiser.{name}.{index}.{key}"] = value.to(moments) if value.ndim else value
    facts = {
        "format": FORMAT,
        "images": trainer.images,
        "steps": trainer.steps,
        "resolution": trainer.resolution,
        "augment": trainer.control.strength,
        "signs": [float(sign) for sign in trainer.signs],
        "more": more or {},
    }
    data = save({key: value.detach().contiguous().cpu() for key, value in tensors.items()}, {"run": json.dumps(facts)})
    with replacing(path) as file:
        file.write(data)


def load_state(trainer: Trainer, path: Path) -> dict[str, Any]:
    """Put a trainer where a saved one stood, and return what the run kept with it.

    Raises DieloomError when the state is damaged or of other networks.
    """
    try:
        with safe_open(path, "pt", device=str(trainer.device)) as file:
            facts = json.loads(file.metadata()["run"])
            tensors = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118 (it is no mapping)
        if facts["format"] != FORMAT:
            raise ValueError(f"format {facts['format']}")
        if facts["resolution"] > trainer.resolution:
            trainer.grow(facts["resolution"])
        for name in NETWORKS:
            getattr(trainer, name).load_state_dict(_part(tensors, f"{name}."))
        for name in OPTIMISERS:
            _load_optimiser(getattr(trainer, f"{name}_optimiser"), _part(tensors, f"optimiser.{name}."))
        trainer.images, trainer.steps = int(facts["images"]), int(facts["steps"])
        trainer.control.strength = float(facts["augment"])
        trainer.signs = [torch.tensor(sign, device=trainer.device) for sign in facts["signs"]]
        more: dict[str, Any] = dict(facts["more"])
    except (OSError, RuntimeError, LookupError, ValueError, TypeError, SafetensorError) as error:
        raise DieloomError(
            f"{path} is no state of this training run ({error}).",
            "Roll back to an older snapshot of the run, or begin anew in another folder.",
        ) from error
    return more


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

"""A plan for whoever does not know what R1 is: all that the person did not choose, from the pictures and the machine.

The rules are those of StyleGAN2-ADA's automatic configuration (Karras et al. 2020, arXiv 2006.06676: gamma grows with
the number of pixels and falls with the batch), with smaller networks, and small sizes first, where there is no GPU.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import psutil
import torch

from core.errors import DieloomError
from core.gan.config import GeneratorConfig
from core.gan.fast.device import bfloat16_is_fast
from core.training.plan import Stage, TrainingPlan
from core.training.presets import find_preset, usual

MANY = 5000  # pictures from which on a set needs no augmentation to keep the discriminator from learning it by heart
CPU_PX, GPU_PX = 64, 256


@dataclass(frozen=True)
class Facts:
    """What is to be learned from, and where: ``pictures`` 0 when they never end; ``drawn`` from known z; ``begins``
    as a model's configuration, or from nothing."""

    pictures: int
    labels: tuple[str, ...]
    periodic: bool
    device: torch.device
    drawn: bool = False
    begins: GeneratorConfig | None = None


def auto_plan(facts: Facts, chosen: dict[str, Any], preset: str = "auto") -> TrainingPlan:
    """The person's choices come before the preset's, and those before what is found here.

    Raises DieloomError for choices that do not go together, or that a plan does not know.
    """
    unknown = sorted(set(chosen) - {field.name for field in fields(TrainingPlan)})
    if unknown:
        raise DieloomError(f"A training plan has no {', '.join(unknown)}.")
    asked = {**find_preset(preset).fields, **chosen}
    loss, optimizer = asked.get("loss", "non-saturating"), asked.get("optimizer", "adam")
    found = _found(facts, asked)
    found |= usual(loss, optimizer, found["r1_gamma"])
    plan = TrainingPlan.checked({**found, **asked})
    if (plan.guidance or plan.guided_kimg) and not facts.drawn:
        raise DieloomError(
            "Of these pictures nobody knows which z they show, so they cannot guide the generator.",
            "Leave out guidance and guided kimg, or train on procedural:1.",
        )
    return plan


def _found(facts: Facts, asked: dict[str, Any]) -> dict[str, Any]:
    strong = facts.device.type != "cpu"
    resolution = int(asked.get("resolution", _usual_px(facts, strong)))
    batch = int(asked.get("batch", _batch(resolution, facts.device)))
    labels = () if asked.get("network") == "dcgan" else facts.labels  # it knows no classes
    found: dict[str, Any] = {"resolution": resolution, "batch": batch, "labels": labels}
    found |= _widths(facts, strong, resolution)
    found |= {"kimg": 500.0 if strong else 100.0, "half": _half(facts.device), "rate": 0.0025 if strong else 0.002}
    found |= {"r1_gamma": 0.0002 * resolution**2 / max(batch, 1) if strong else 1e-4 * resolution**2}
    found |= {"average_kimg": batch * 10 / 32 if strong else 3.0, "mixing": 0.5 if strong else 0.2}
    found |= {"padding": "torus" if facts.periodic else "zero", "shifts": facts.periodic and not facts.drawn}
    if facts.begins is None and resolution >= 32 and not asked.get("grown_from"):
        found |= {"grown_from": _grown(resolution, float(asked.get("kimg", found["kimg"])), strong)}
    if facts.begins is None and not strong:
        found |= {"mapping_boost": 30.0}
    if 0 < facts.pictures < MANY:
        found |= {"augment": "ada", "augment_kimg": 100.0 if strong else 20.0, "mirror": not facts.labels}
    return found


def _half(device: torch.device) -> bool:
    """Whether bfloat16 saves time: where it is only emulated, it costs some."""
    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    return device.type != "cpu" or bfloat16_is_fast()


def _usual_px(facts: Facts, strong: bool) -> int:
    if facts.begins is not None:
        return facts.begins.resolution
    return GPU_PX if strong else CPU_PX


def _widths(facts: Facts, strong: bool, resolution: int) -> dict[str, Any]:
    """Those of the model to begin from, else what the machine can train."""
    if (model := facts.begins) is not None:
        return {
            "z_dim": model.z_dim,
            "w_dim": model.w_dim,
            "mapping_layers": model.mapping_layers,
            "channel_base": model.channel_base,
            "channel_max": model.channel_max,
            "clamp": model.clamp,
        }
    if strong:
        base, most = (8192, 256) if resolution >= 256 else (4096, 256)
        return {"z_dim": 256, "w_dim": 256, "mapping_layers": 4, "channel_base": base, "channel_max": most}
    base = max(1024, resolution * 8)
    return {"z_dim": 64, "w_dim": 128, "mapping_layers": 3, "channel_base": base, "channel_max": 64}


def _batch(resolution: int, device: torch.device) -> int:
    """What fits into memory, 32 at most: a picture takes 400 MB at most for each 256 px square in training."""
    if device.type == "cpu":
        return 8
    most = torch.cuda.mem_get_info(device)[0] if device.type == "cuda" else psutil.virtual_memory().available // 2
    fits = int(most / (400e6 * (resolution / 256) ** 2))
    return max(4, min(32, fits // 4 * 4))


def _grown(resolution: int, kimg: float, strong: bool) -> tuple[Stage, ...]:
    """A quarter and half of the size first: small pictures are learned many times as fast."""
    first = min(10.0 if strong else 2.0, kimg / 8)
    return (Stage(resolution // 4, first), Stage(resolution // 2, 3 * first))

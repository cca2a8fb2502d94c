"""Toy pictures and plans: what a tiny network can learn in seconds."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from core.training.data.sets import MemorySet
from core.training.log import EVERY_STEPS, Figures, Line
from core.training.metrics.describing import describe
from core.training.metrics.distance import kernel_distance
from core.training.metrics.diversity import Spread, diversity
from core.training.plan import TrainingPlan
from core.training.sources import PictureSource
from core.training.trainer import Trainer
from core.training.watch import find_alarm
from core.training.world import World

CPU = torch.device("cpu")
PLAN = TrainingPlan(
    resolution=8, kimg=1.2, batch=8, z_dim=48, w_dim=16, mapping_layers=2, channel_base=64, channel_max=16, half=False
)


def plan(**choices: Any) -> TrainingPlan:
    return TrainingPlan(**{**{name: getattr(PLAN, name) for name in PLAN.__dataclass_fields__}, **choices})


def dcgan(**choices: Any) -> TrainingPlan:
    """16 px, the least that a DCGAN draws."""
    paper = {"network": "dcgan", "rate": 2e-4, "momentum": 0.5, "memory": 0.999, "r1_gamma": 0.0}
    return plan(**{"resolution": 16, **paper, **choices})


def dots(resolution: int = 8, count: int = 200) -> PictureSource:
    """Tiles with a red or a blue dot anywhere on cream."""
    chance = np.random.default_rng(9)
    place = np.arange(resolution) / resolution
    pictures = []
    for number in range(count):
        x, y = chance.random(2)
        across, down = ((place - at + 0.5) % 1.0 - 0.5 for at in (x, y))
        inside = np.clip((0.3 - np.hypot(down[:, None], across[None])) * resolution + 0.5, 0.0, 1.0)[..., None]
        ink = np.array([230, 60, 40] if number % 2 else [40, 90, 220]) + chance.normal(size=3) * 15
        pictures.append(inside * ink + (1 - inside) * np.array([240, 230, 200]))
    pixels = np.clip(np.stack(pictures), 0, 255).astype(np.uint8)
    return PictureSource(MemorySet(pixels, (), [], tiles=True), resolution, 1)


def trainer(of: TrainingPlan, world: World | None = None) -> Trainer:
    return Trainer(of, dots(of.resolution), CPU, world)


def trained(of: TrainingPlan, steps: int) -> Trainer:
    made = trainer(of)
    for _ in range(steps):
        made.step()
    return made


def weights(of: Trainer) -> dict[str, torch.Tensor]:
    nets = {"g": of.generator, "d": of.discriminator, "a": of.average}
    return {f"{tag}.{key}": value.clone() for tag, net in nets.items() for key, value in net.state_dict().items()}


def same(one: Trainer, other: Trainer) -> bool:
    first, second = weights(one), weights(other)
    return first.keys() == second.keys() and all(torch.equal(first[key], second[key]) for key in first)


class Measure:
    """How near the average network's pictures are to the real ones, and how varied beside them."""

    def __init__(self, of: Trainer) -> None:
        self._trainer = of
        self._real = of.source.at(of.resolution).draw(0, 96, CPU).pictures
        self._z = torch.randn(96, of.plan.z_dim, generator=torch.Generator().manual_seed(5))

    @torch.no_grad()
    def __call__(self) -> Line:
        made = self._trainer.average(self._z).clamp(-1.0, 1.0)
        distance = kernel_distance(describe(made), describe(self._real))
        return {"diversity": diversity(made, Spread.of(self._real)), "distance": distance}


def logged(of: Trainer, steps: int, *, every: int = EVERY_STEPS, measured_every: int = 16) -> list[Line]:
    """The lines that a run would log, one for ``every`` so many steps, with its alarms."""
    measure, figures = Measure(of), Figures()
    lines: list[Line] = []
    for _ in range(steps):
        figures.add(of.step())
        if of.steps % every == 0:
            line: Line = {"images": of.images, "resolution": of.resolution, **figures.take()}
            if of.steps % measured_every == 0:
                line |= measure()
            if alarm := find_alarm([*lines, line]):
                line["alarm"] = alarm
            lines.append(line)
    return lines

"""Pictures and plans that a tiny network learns from in seconds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from core.style.learning.config import NetworkConfig
from core.style.learning.crops import Crops
from core.style.learning.networks import Translator
from core.style.learning.plan import LearningPlan
from core.style.learning.trainer import Learner

Pixels = NDArray[np.uint8]
CPU = torch.device("cpu")
SMALL: dict[str, Any] = {
    "resolution": 64,
    "crop_px": 32,
    "kimg": 0.016,
    "network": {"width": 8, "deep": 8, "blocks": 2},
    "critic_width": 4,
    "places": 16,
    "heads": 8,
    "lazy_every": 2,
}


def plan(**choices: Any) -> LearningPlan:
    return LearningPlan.checked(SMALL | choices)


def blobs(side: int, seed: int) -> Pixels:
    """Soft light and dark spots on grey: a content."""
    chance = np.random.default_rng(seed)
    y, x = np.mgrid[0:side, 0:side] / side
    light = np.full((side, side), 0.5)
    for _ in range(6):
        across, down, size = chance.random(3)
        light += chance.choice([-0.4, 0.4]) * np.exp(-((x - across) ** 2 + (y - down) ** 2) / (0.02 + 0.05 * size))
    made: Pixels = (np.clip(light, 0, 1)[..., None] * [255, 250, 240]).astype(np.uint8)
    return made


def stripes(side: int, seed: int) -> Pixels:
    """Red and blue stripes of some pixels: a style."""
    y, x = np.mgrid[0:side, 0:side]
    turn = np.random.default_rng(seed).random() * np.pi
    on = np.sin((x * np.cos(turn) + y * np.sin(turn)) * 0.8) > 0
    return np.where(on[..., None], np.array([210, 40, 40], np.uint8), np.array([30, 60, 170], np.uint8))


class Memory:
    """Pictures at hand."""

    def __init__(self, pictures: list[Pixels]) -> None:
        self._pictures = pictures

    def __len__(self) -> int:
        return len(self._pictures)

    def read(self, index: int) -> Pixels:
        return self._pictures[index]


def learner(of: LearningPlan) -> Learner:
    contents = Crops(Memory([blobs(80, seed) for seed in range(4)]), of.crop_px, 1, spread=1.8, mirror=True)
    styles = Crops(Memory([stripes(80, seed) for seed in range(3)]), of.crop_px, 2, spread=1.2, mirror=True)
    made = Learner(of, contents, styles, CPU)
    made.begin()
    return made


def lively(seed: int = 5, config: NetworkConfig | None = None) -> Translator:
    """A network whose answer depends on all that it can see: the last layer, too, is random."""
    torch.manual_seed(seed)
    network = Translator(config or NetworkConfig(8, 12, 2))
    torch.nn.init.normal_(network.last.weight, std=3.0)
    return network.requires_grad_(False).eval()


def folders(at: Path, contents: int = 3, styles: int = 1) -> tuple[Path, Path]:
    """Of pictures to change and of the style."""
    made = []
    for name, draw, count in (("content", blobs, contents), ("style", stripes, styles)):
        folder = at / name
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(count):
            Image.fromarray(draw(90 + number, number)).save(folder / f"{number}.png")
        made.append(folder)
    return made[0], made[1]

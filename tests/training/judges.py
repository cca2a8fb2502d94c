"""Small judges: a discriminator with random weights beside a generator of the same size."""

from __future__ import annotations

from pathlib import Path

import torch

from core.gan.config import GeneratorConfig
from core.gan.directions import analyse_w
from core.gan.discriminator import Discriminator
from core.gan.files import save_model
from core.training.judge import write_judge
from core.training.patterns import TAPE
from core.training.sources import ProceduralSource
from tests.gan.conftest import make_generator

CPU = torch.device("cpu")
SMALL = GeneratorConfig(16, TAPE, 16, 1, 128, 16, labels=("rings", "waves"))
SOURCE = ProceduralSource(3, SMALL.labels, 16, TAPE)


def make_discriminator(config: GeneratorConfig = SMALL, seed: int = 0) -> Discriminator:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return Discriminator(config)


def judged_model(folder: Path, config: GeneratorConfig = SMALL) -> Path:
    """A model's file with its judge beside it."""
    path, generator = folder / "small.safetensors", make_generator(config)
    save_model(generator, "small", path, analyse_w(generator, 2, 64), {})
    write_judge(folder / "small.judge.safetensors", make_discriminator(config), generator, SOURCE, CPU)
    return path

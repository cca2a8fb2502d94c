"""Small generators with random weights: the mathematics is the same as the bundled one's, and quick."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from core.gan.config import GeneratorConfig
from core.gan.directions import analyse_w
from core.gan.files import load_model, save_model
from core.gan.model import Model
from core.gan.networks import Generator

CONFIG = GeneratorConfig(32, 16, 24, 2, 512, 32, labels=("dots", "waves"))


def make_generator(config: GeneratorConfig = CONFIG, seed: int = 0) -> Generator:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        generator = Generator(config)
        for block in generator.synthesis.children():
            for name, parameter in block.named_parameters():
                if name.endswith(("bias", "noise_strength")) and "affine" not in name:
                    torch.nn.init.normal_(parameter)
    return generator.requires_grad_(False).eval()


@pytest.fixture
def noisy() -> Generator:
    return make_generator(replace(CONFIG, noise=True, clamp=256.0))


@pytest.fixture(scope="session")
def model_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "small.safetensors"
    generator = make_generator()
    save_model(generator, "small", path, analyse_w(generator, 4, 64), {"licence": "Apache-2.0"})
    return path


@pytest.fixture(scope="session")
def model(model_path: Path) -> Model:
    return load_model(model_path)

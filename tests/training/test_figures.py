"""The figures of a model card tell like from unlike."""

from __future__ import annotations

import pytest
import torch

from core.gan.files import find_model, load_model
from core.training.figures import describe, kernel_distance, likeness
from core.training.patterns import TAPE, render


def descriptions(family: str, seed: int) -> torch.Tensor:
    return describe(render(family, torch.randn(64, TAPE, generator=torch.Generator().manual_seed(seed)), 32))


def test_one_kind_is_near_and_another_far() -> None:
    rings = descriptions("rings", 1)
    near, far = (kernel_distance(rings, descriptions(family, 2)) for family in ("rings", "waves"))
    assert abs(near) < 0.25 * far


def test_the_distance_is_that_of_its_formula() -> None:
    """By hand: -a, a against 0, 0 with a deviation of 1 in all, so a squared is 1.5."""
    one, other = torch.tensor([[-1.0], [1.0]]), torch.zeros(2, 1)
    assert kernel_distance(one, other) == pytest.approx((1.0 - 1.5) ** 3 + 1.0 - 2.0, abs=1e-3)


def test_every_family_of_a_model_gets_its_figures() -> None:
    model = load_model(find_model("loom"))
    figures = likeness(model, 16)
    assert tuple(figures) == model.families
    assert sum(made for made, _ in figures.values()) > sum(floor for _, floor in figures.values())

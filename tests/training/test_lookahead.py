"""Looking ahead: the scores are those of a discriminator that has really learned so many steps."""

from __future__ import annotations

import copy

import pytest
import torch
from torch import nn

from core.training.lookahead import unrolled_scores
from core.training.losses import find_loss
from core.training.world import Draws
from tests.training.toys import CPU, dcgan, plan, trainer

LOSS = find_loss("non-saturating")


class Linear(nn.Module):
    """A score that is a weight times the sum of a picture."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.tensor(0.5))

    def forward(self, pictures: torch.Tensor, classes: torch.Tensor) -> torch.Tensor:
        return self.weight * pictures.sum((1, 2, 3))


@pytest.mark.parametrize("steps", [0, 1, 3])
def test_the_scores_are_those_of_a_discriminator_that_learned(steps: int) -> None:
    learning = trainer(plan())
    real, fake, classes = torch.randn(4, 3, 8, 8), torch.randn(4, 3, 8, 8), torch.zeros(4, 0)
    taught = copy.deepcopy(learning.discriminator)
    optimiser = torch.optim.SGD(taught.parameters(), lr=0.1)
    for _ in range(steps):
        optimiser.zero_grad()
        LOSS.discriminator(taught(real, classes), taught(fake, classes)).backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    ahead = unrolled_scores(learning.discriminator, fake, real, classes, LOSS, steps, 0.1)
    assert torch.allclose(ahead, taught(fake, classes), atol=1e-5)


def test_the_gradient_knows_how_the_discriminator_will_answer() -> None:
    """By differences, on a discriminator of one weight: it is another than without looking ahead."""

    def wanted(value: torch.Tensor, steps: int) -> torch.Tensor:
        fake, real = value.expand(4, 1, 1, 1), torch.full((4, 1, 1, 1), 2.0, dtype=torch.float64)
        scores = unrolled_scores(Linear().double(), fake, real, torch.zeros(4, 0), LOSS, steps, 0.5)
        return LOSS.generator(scores, scores)

    slopes = []
    for steps in (0, 2):
        value = torch.tensor(1.0, dtype=torch.float64, requires_grad=True)
        wanted(value, steps).backward()  # type: ignore[no-untyped-call]
        assert value.grad is not None
        ends = [wanted(torch.tensor(1.0 + step, dtype=torch.float64), steps) for step in (1e-4, -1e-4)]
        assert value.grad.item() == pytest.approx(((ends[0] - ends[1]) / 2e-4).item(), rel=1e-5)
        slopes.append(value.grad.item())
    assert abs(slopes[0] - slopes[1]) > 0.05


def test_even_steps_are_as_long_as_the_rate_whatever_the_gradient() -> None:
    fake, classes = torch.full((4, 1, 1, 1), 1.0), torch.zeros(4, 0)
    for real in (1.001, 3.0):
        scores = unrolled_scores(
            Linear(), fake, torch.full((4, 1, 1, 1), real), classes, find_loss("wasserstein"), 1, 0.1, even=True
        )
        assert scores.tolist() == pytest.approx([0.6] * 4, abs=1e-3)


def test_looking_ahead_leaves_the_discriminator_as_it_is() -> None:
    draws = Draws(1, 0, slice(0, 8), 8, CPU)
    for of in (plan(unrolled_steps=2, spectral_norm=True), dcgan(unrolled_steps=2)):
        learning = trainer(of)
        learning.step()
        before = {name: each.clone() for name, each in learning.discriminator.named_parameters()}
        learning._teach_generator(learning.source.draw(0, 8, CPU), draws)
        assert all(torch.equal(before[name], each) for name, each in learning.discriminator.named_parameters())

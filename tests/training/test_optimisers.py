"""The optimisers that a plan names, with its numbers."""

from __future__ import annotations

import pytest
import torch

from core.training.optimisers import Rates, make_optimiser
from tests.training.toys import plan, trainer


def moved(choices: dict[str, object], steps: int) -> float:
    """How far a weight at 1 comes that is drawn towards 0 by half its square."""
    weight = torch.ones((), requires_grad=True)
    optimiser = make_optimiser(plan(**choices), [{"params": [weight]}], 0.1)
    for _ in range(steps):
        optimiser.zero_grad()
        (0.5 * weight**2).backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    return 1.0 - weight.item()


@pytest.mark.parametrize(
    ("choices", "steps", "distance"),
    [
        ({"optimizer": "sgd"}, 1, 0.1),
        ({"optimizer": "sgd"}, 2, 0.1 + 0.09),
        ({"optimizer": "sgd", "momentum": 0.5}, 2, 0.1 + 0.1 * (0.5 + 0.9)),
        ({"optimizer": "adam"}, 1, 0.1),  # the sign of the gradient
        ({"optimizer": "rmsprop", "memory": 0.99}, 1, 0.1 / 0.01**0.5),  # its memory begins at nothing
        ({"optimizer": "rmsprop", "memory": 0.75}, 1, 0.1 / 0.25**0.5),
    ],
)
def test_the_first_steps_by_hand(choices: dict[str, object], steps: int, distance: float) -> None:
    assert moved(choices, steps) == pytest.approx(distance, rel=1e-4)


def test_lazy_penalties_take_their_share_of_the_discriminators_rate_and_memory() -> None:
    """StyleGAN2's correction for 4 steps between penalties: 4/5 of the rate, memories to the power of 4/5."""
    learning = trainer(plan(lazy_every=4, rate=0.01, momentum=0.5, memory=0.9))
    (mapping, synthesis), (judge,) = (
        optimiser.param_groups for optimiser in (learning.generator_optimiser, learning.discriminator_optimiser)
    )
    assert synthesis["lr"] == mapping["lr"] == 0.01
    assert judge["lr"] == pytest.approx(0.008)
    assert judge["betas"] == pytest.approx((0.5**0.8, 0.9**0.8))
    without = trainer(plan(r1_gamma=0.0, rate=0.01)).discriminator_optimiser.param_groups[0]
    assert without["lr"] == 0.01


def test_the_mapping_and_the_discriminator_have_rates_of_their_own() -> None:
    learning = trainer(plan(rate=0.01, discriminator_rate=0.02, mapping_boost=30.0, r1_gamma=0.0))
    assert [group["lr"] for group in learning.generator_optimiser.param_groups] == pytest.approx([0.3, 0.01])
    assert learning.discriminator_optimiser.param_groups[0]["lr"] == 0.02


def test_rates_are_scaled_from_where_they_began() -> None:
    optimiser = torch.optim.SGD([torch.ones(1, requires_grad=True)], lr=0.4)
    rates = Rates(optimiser)
    for share, wanted in ((0.5, 0.2), (0.5, 0.2), (1.0, 0.4)):
        rates.scale(share)
        assert optimiser.param_groups[0]["lr"] == pytest.approx(wanted)

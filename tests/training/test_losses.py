"""Each loss says what its paper says, by hand on numbers that can be worked out."""

from __future__ import annotations

import math

import pytest
import torch

from core.training.losses import LOSSES, LossName, between, find_loss, one_centred, zero_centred


def logit(probability: float) -> torch.Tensor:
    return torch.tensor([math.log(probability / (1 - probability))])


def test_the_worked_values_of_the_founding_documents() -> None:
    """D(x) = 0.9 and D(G(z)) = 0.8: L_D = 0.105 + 1.609 = 1.715, and L_G = 0.223."""
    loss, real, fake = find_loss("non-saturating"), logit(0.9), logit(0.8)
    never = torch.tensor([-1e4])
    assert loss.discriminator(real, never).item() == pytest.approx(0.105, abs=5e-4)
    assert loss.discriminator(-never, fake).item() == pytest.approx(1.609, abs=5e-4)
    assert loss.discriminator(real, fake).item() == pytest.approx(1.715, abs=5e-4)
    assert loss.generator(real, fake).item() == pytest.approx(0.223, abs=5e-4)


@pytest.mark.parametrize(
    ("name", "discriminator", "generator"),
    [
        ("minimax", 1.715, math.log(0.2)),  # log(1 - D(G(z)))
        ("hinge", 0.0 + 1.0 + math.log(4), -math.log(4)),  # the real score ln 9 is beyond 1 already
        ("wasserstein", math.log(4 / 9), -math.log(4)),
        ("relativistic", math.log(1 + 4 / 9), math.log(1 + 9 / 4)),
    ],
)
def test_the_other_losses_at_the_same_scores(name: LossName, discriminator: float, generator: float) -> None:
    loss, real, fake = find_loss(name), logit(0.9), logit(0.8)
    assert loss.discriminator(real, fake).item() == pytest.approx(discriminator, abs=5e-4)
    assert loss.generator(real, fake).item() == pytest.approx(generator, abs=5e-4)


@pytest.mark.parametrize("name", LOSSES)
def test_sureness_means_the_same_wherever_a_losss_zero_lies(name: LossName) -> None:
    """ "ada" holds it: of scores that only count against each other, their own sign would be chance."""
    loss, real, fake = find_loss(name), torch.tensor([2.0, 1.0, 3.0, 1.0]), torch.tensor([1.0, 0.0, -1.0, 4.0])
    if loss.compared:
        for each in (0.0, 50.0, -50.0):
            assert loss.discriminator(real + each, fake + each).item() == pytest.approx(
                loss.discriminator(real, fake).item(), abs=1e-5
            )
            assert loss.sureness(real + each, fake + each).item() == 0.5
    else:
        assert loss.discriminator(real + 50, fake + 50) > loss.discriminator(real, fake) + 10
        assert loss.sureness(real, fake).item() == 1.0


@pytest.mark.parametrize("name", LOSSES)
def test_the_two_networks_want_opposite_scores_of_made_pictures(name: LossName) -> None:
    loss = find_loss(name)
    slopes = []
    for part in (loss.discriminator, loss.generator):
        fake = torch.zeros(4, requires_grad=True)
        part(torch.zeros(4), fake).backward()
        assert fake.grad is not None
        slopes.append(fake.grad)
    assert (slopes[0] > 0).all()
    assert (slopes[1] < 0).all()


def test_only_the_minimax_loss_lets_the_generator_down_when_it_is_seen_through() -> None:
    """The reason for the non-saturating one (Goodfellow et al. 2014, section 3)."""
    slopes = {}
    for name in LOSSES:
        fake = torch.full((1,), -12.0, requires_grad=True)
        find_loss(name).generator(torch.full((1,), 12.0), fake).backward()
        assert fake.grad is not None
        slopes[name] = abs(fake.grad.item())
    assert slopes.pop("minimax") < 1e-4
    assert min(slopes.values()) > 0.99


def test_the_penalties_by_hand() -> None:
    """A score of 3 times the sum of 12 values has a slope of 3 at each: 9 * 12 squared, and sqrt(108) long."""
    pictures = torch.randn(2, 3, 2, 2, requires_grad=True)
    scores = 3.0 * pictures.sum((1, 2, 3))
    assert zero_centred(pictures, scores).item() == pytest.approx(108.0)
    assert one_centred(pictures, scores).item() == pytest.approx((math.sqrt(108.0) - 1.0) ** 2, rel=1e-5)


def test_a_flat_score_has_a_wasserstein_penalty_with_a_gradient() -> None:
    """At a slope of 0 the square root has none: it would give NaN."""
    weight = torch.zeros((), requires_grad=True)
    pictures = torch.randn(2, 3, 2, 2, requires_grad=True)
    one_centred(pictures, weight * pictures.sum((1, 2, 3))).backward()
    assert weight.grad is not None
    assert torch.isfinite(weight.grad)


def test_midway_pictures_lie_between() -> None:
    real, fake = torch.zeros(3, 1, 2, 2), torch.ones(3, 1, 2, 2)
    shares = torch.tensor([0.0, 0.25, 1.0])
    assert torch.equal(between(real, fake, shares).mean((1, 2, 3)), shares)
